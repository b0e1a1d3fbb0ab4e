"""From which day which rule says whose help counts on a budget."""
