"""The pages of covers: who stands in for whom, and for how long."""
