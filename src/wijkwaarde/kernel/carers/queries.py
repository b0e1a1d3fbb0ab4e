"""Reads who cares along in a case; their marks are for measurements."""

from __future__ import annotations

from datetime import date

from wijkwaarde.kernel.accounts.queries import running
from wijkwaarde.kernel.carers.models import InformalCarer
from wijkwaarde.kernel.cases.queries import SeenCase
from wijkwaarde.kernel.errors import NotFound

# A row as the pages get it: they read it, and import no model.
type CaringAlong = InformalCarer


def carer_for(carer_id: int, *, seen: SeenCase, today: date) -> InformalCarer:
    """Somebody who cares along in a case today, for who may read it. Errors: NotFound."""
    mine = InformalCarer.objects.filter(running(today), case=seen.case, pk=carer_id).select_related("person")
    found = mine.first() if seen.may_read else None
    if found is None:
        raise NotFound("informal_carer", object_id=carer_id, subjects=(seen.case.resident_id,))
    return found
