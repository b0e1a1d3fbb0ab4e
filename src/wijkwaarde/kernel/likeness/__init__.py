"""Likeness: which questions that somebody may read have words in common with the one they read now; derived, never kept."""
