"""Questions of residents, in their words, and who takes part in each."""
