"""How long somebody stands in for a colleague; no Django."""

from __future__ import annotations

from datetime import timedelta

# Who is away for longer gives their people a new fixed contact.
LONGEST = timedelta(weeks=6)
