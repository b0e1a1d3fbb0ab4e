"""How long something is kept, on the screen: for a case, and in numbers for who looks after it."""
