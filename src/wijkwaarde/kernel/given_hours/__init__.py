"""Hours that volunteers and residents gave to an activity of an organisation; they stand in the ledger, in hours."""
