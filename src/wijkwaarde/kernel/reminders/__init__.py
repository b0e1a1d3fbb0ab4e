"""Reminders of a mark: by mail to who logs in, by their fixed contact to others, twice at most, and then they stop."""
