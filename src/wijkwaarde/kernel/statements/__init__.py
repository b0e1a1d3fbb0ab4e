"""What a resident says beside a text of somebody else that stays as it is, after a request to correct it."""
