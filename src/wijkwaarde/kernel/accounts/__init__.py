"""Log-ins, memberships of an organisation in a partnership, and who is on duty."""
