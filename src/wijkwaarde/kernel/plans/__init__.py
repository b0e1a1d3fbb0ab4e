"""Plans: versions, their lines, and how each line goes."""
