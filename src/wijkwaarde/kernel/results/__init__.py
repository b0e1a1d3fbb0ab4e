"""Results that a party is paid for: what was agreed, and what was reached; each one reached is a delivery."""
