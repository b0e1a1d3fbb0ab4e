"""The pages of an ending: we are done, what stays, and the way back."""
