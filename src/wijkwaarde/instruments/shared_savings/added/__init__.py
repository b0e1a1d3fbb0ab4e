"""What each party adds to a result, as one view beside the rules: the Shapley value of amounts that somebody types."""
