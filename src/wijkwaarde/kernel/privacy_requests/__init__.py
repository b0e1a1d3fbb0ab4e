"""What residents ask about their own data, by when they hear, and what was answered; not what is done with a case."""
