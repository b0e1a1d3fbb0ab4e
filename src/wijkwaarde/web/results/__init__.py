"""Pages of results that parties are paid for."""
