"""With whom a fixed contact speaks."""
