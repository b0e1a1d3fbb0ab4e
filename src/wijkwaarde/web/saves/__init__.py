"""Saving what a page shows as a file for a spreadsheet or another program."""
