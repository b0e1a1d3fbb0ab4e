"""An agreement about what is left, for the table of addresses: the town and the residents; nobody signed it yet."""

from datetime import date
from uuid import UUID

from django.utils import timezone

from wijkwaarde.kernel.agreements.actions import make_agreement
from wijkwaarde.kernel.agreements.rules import NewParty, NewText, Terms

KEY = UUID("00000000-0000-4000-8000-0000000005a5")
NONE = 999_999_999


def an_agreement(cast):
    """Karel writes it: its number, that of the residents as a party, and numbers of nothing."""
    with cast.acting("karel") as by:
        parties = NewParty("p1", by.organisation_id), NewParty("p2", None, is_residents=True)
        terms = Terms(shared_by="equal", roads={"p2": "fund"})
        new = NewText(title="Gelijke delen", begin=date(2026, 1, 1), until=None, parties=parties, terms=terms)
        made = make_agreement(new, by=by, request_key=KEY, now=timezone.now())
    return {
        "agreement_id": made.pk,
        "party_id": made.party("p2").pk,
        "settled_id": NONE,
        "share_id": NONE,
        "road_id": NONE,
        "refusal_id": NONE,
        "year": NONE,
    }
