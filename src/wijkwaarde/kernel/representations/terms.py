"""When who represents a resident is told that it ends; no Django."""

from __future__ import annotations

from datetime import timedelta

from wijkwaarde.kernel.cases.terms import Ground

TOLD_BEFORE = timedelta(weeks=4)
# From this age on a child is asked too.
ASKED_TOO = 12
# Whom the resident chooses; the others are appointed by a judge, or are a parent.
CHOSEN = frozenset({Ground.PROXY, Ground.HELPER})
