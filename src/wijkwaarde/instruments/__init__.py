"""Opinions about facts: one folder for each instrument, and none knows another."""
