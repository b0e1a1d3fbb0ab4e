"""The pages of a case: the question, the three boxes, who takes part, who looked."""
