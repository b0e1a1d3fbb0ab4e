"""What a resident pays for help themselves, in one sentence per agreement; no amounts that are counted."""
