"""Times and limits of sessions, and what is kept in them about themselves; no Django."""

from __future__ import annotations

from datetime import timedelta

LONGEST_DEVICE = 40
# Who works with what others told: away for half an hour is logged out. Residents: until the session ends.
IDLE_OF_MEMBERS = timedelta(minutes=30)
LONGEST = timedelta(hours=12)
# How long proving who you are counts for what asks for it freshly.
FRESH = timedelta(minutes=10)
# Being here is written down at most this often: not with every page.
EVERY = timedelta(minutes=1)
BEGUN, SEEN, DEVICE, RIGHTS = "begun", "seen", "device", "rights"
