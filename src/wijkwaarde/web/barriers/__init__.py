"""The pages of what is in the way: saying which rule, and a manager's answer."""
