"""Who did or saw what, about whom and why: lines that are only ever added."""
