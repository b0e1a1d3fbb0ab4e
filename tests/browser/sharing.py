"""The pages of shared savings with an agreement that has everything in it and waits; what a state of a page is, `states` says."""

from datetime import date

from django.utils import timezone

from wijkwaarde.kernel.agreements.actions import make_agreement
from wijkwaarde.kernel.agreements.rules import NewParty, NewText, Terms

ROOM = "/wijkbudget/besparing"
KEY = {"p1": 0.4, "p2": 0.35, "p3": 0.2}


def of_sharing(cast, *, words, request_key):
    """Karel writes an agreement with every condition; nobody signed it yet, and there is no budget to share."""
    care = cast.actor("chantal").organisation_id
    with cast.acting("karel") as by:
        terms = Terms(
            shared_by="costs-first",
            key=KEY,
            share=0.5,
            minimum_rate=0.02,
            gain_corridor=0.01,
            loss_corridor=0.01,
            total_cap=1_000_000_00,
            party_cap=500_000_00,
            party_caps={"p2": 250_000_00},
            quality_share=0.5,
            quality=f"Minstens acht op de tien mensen zijn tevreden. {words}",
            case_cap=50_000_00,
            roads={"p1": "determination", "p3": "fund"},
        )
        parties = NewParty("p1", by.organisation_id), NewParty("p2", care), NewParty("p3", None, is_residents=True)
        title = f"Eerst de kosten, dan delen. {words}"[:100]
        new = NewText(title=title, begin=date(2026, 1, 1), until=date(2031, 1, 1), parties=parties, terms=terms)
        made = make_agreement(new, by=by, request_key=request_key, now=timezone.now())
    tried = f"?regel=equal&regel=use&regel=a{made.pk}&verzonnen=5&worp=7"
    return [
        {"name": "savings", "path": ROOM, "who": "karel"},
        {"name": "savings-board", "path": ROOM, "who": "hanneke"},
        {"name": "agreement-new", "path": f"{ROOM}/nieuw", "who": "karel"},
        {"name": "agreement-new-wrong", "path": f"{ROOM}/nieuw", "press": "Klaarzetten om te tekenen", "who": "karel"},
        {"name": "agreement", "path": f"{ROOM}/{made.pk}", "who": "karel"},
        {"name": "agreement-to-sign", "path": f"{ROOM}/{made.pk}", "who": "hanneke"},
        {"name": "agreement-change", "path": f"{ROOM}/{made.pk}/aanpassen", "who": "karel"},
        {"name": "savings-trial", "path": f"{ROOM}/proef", "who": "marieke"},
        {"name": "savings-tried", "path": f"{ROOM}/proef{tried}", "who": "karel"},
    ]
