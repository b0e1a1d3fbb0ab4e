"""Photos of the paper of a table, kept with a case until its agreements are written down, or somebody takes them away."""
