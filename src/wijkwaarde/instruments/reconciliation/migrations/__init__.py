"""Migrations of this instrument."""
