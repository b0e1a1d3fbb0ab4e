"""Capacity: who has room for somebody new; what a professional said about it, and how many people they speak with now."""
