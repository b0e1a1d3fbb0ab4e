"""Limits of what is said about own costs; no Django."""

LONGEST_SENTENCE = 200
