"""The ledger: what really happened with money and hours, in bookings that balance and never change."""
