"""Round tables: meetings about a case, who is there, and the invitation; what is agreed there is for plans."""
