"""Shared savings: what a year's result gives each party, simulated before it is signed and booked after."""
