"""The pages of what runs and what it takes, and of the few prices that a partnership uses every day."""
