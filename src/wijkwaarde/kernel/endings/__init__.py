"""Endings: that people are done, what stays after that, and how a resident comes back."""
