"""The pages of what a resident says yes or no to: each by itself."""
