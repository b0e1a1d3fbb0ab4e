"""The pages of photos of the paper: adding one, looking at it, and writing down what is on it."""
