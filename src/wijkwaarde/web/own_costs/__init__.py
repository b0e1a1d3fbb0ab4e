"""What does it cost me? One page for the resident, and one sentence per agreement by the fixed contact."""
