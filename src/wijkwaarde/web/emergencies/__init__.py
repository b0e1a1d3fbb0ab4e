"""The pages of emergency access: opening it, reading for a few hours, reviewing it, and what the resident reads of it."""
