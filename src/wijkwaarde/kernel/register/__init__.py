"""What is done with data about people and why, and of every stored field what it is: data in files, read once; no rules."""
