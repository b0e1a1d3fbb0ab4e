"""When somebody is reminded of a mark, and when that stops; no Django."""

from __future__ import annotations

from datetime import time, timedelta

MOST_PER_MOMENT = 2
APART = timedelta(weeks=1)
# The page itself asked for the start mark on the first day; who skipped it is left alone for a while.
AFTER_THE_QUESTION = timedelta(days=3)
# So long after a moment began it is asked for; then it stops.
ASKED_FOR = timedelta(weeks=2)
# A mail that was due so long ago is not sent any more.
STALE = timedelta(days=4)
SATURDAY = 5
FROM, UNTIL = time(9), time(18)
