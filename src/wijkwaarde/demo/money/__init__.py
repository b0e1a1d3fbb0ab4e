"""The money of the example neighbourhood: five years of budget, and two of what parties delivered; all of it is invented."""
