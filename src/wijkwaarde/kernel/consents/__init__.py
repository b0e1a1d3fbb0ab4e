"""What a resident says yes or no to, beside the plan: keeping data, telling others, and measuring."""
