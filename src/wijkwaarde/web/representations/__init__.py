"""The pages of who reads and writes for a resident."""
