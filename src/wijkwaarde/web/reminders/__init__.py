"""Whom a fixed contact asks for a mark, on the first page of a member."""
