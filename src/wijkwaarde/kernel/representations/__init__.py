"""People who read and write for a resident: a parent, a mentor, somebody with a living will, a helper."""
