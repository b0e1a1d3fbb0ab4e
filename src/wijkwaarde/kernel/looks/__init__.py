"""Who looked at somebody's data, and why, as the trail and the cases tell it together; no rows of its own."""
