"""How the table of reminders came to be."""
