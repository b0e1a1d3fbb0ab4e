"""The pages of shared savings: an agreement that has everything in it and is refused, and a year that was shared; what a state of a page is, `states` says."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

from django.utils import timezone

from tests.budgets import scene
from wijkwaarde.kernel.agreements.actions import make_agreement, settle_year, sign
from wijkwaarde.kernel.agreements.rules import NewParty, NewText, Terms
from wijkwaarde.kernel.budgets.actions import make_budget
from wijkwaarde.kernel.ledger.actions import close_period
from wijkwaarde.kernel.refusals.actions import refuse_settlement, refuse_text
from wijkwaarde.kernel.refusals.rules import NewRefusal
from wijkwaarde.kernel.year_results.queries import figures_of

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
        no = NewRefusal(f"Wij willen dat het naar gebruik gaat. {words}"[:500], document="verslag bewonersavond")
        refuse_text(made.party("p3").pk, no, by=by, today=cast.today)
        settled, share = a_shared_year(cast, by=by, year=made.begin.year - 2, words=words, no=no)
    refusing = f"{ROOM}/partij/{made.party('p1').pk}/nee"
    return pages_of(made, settled=settled, share=share, refusing=refusing)


def pages_of(made, *, settled, share, refusing):
    """The states of its pages."""
    tried = f"?regel=equal&regel=use&regel=a{made.pk}&verzonnen=5&worp=7"
    return [
        {"name": "savings", "path": ROOM, "who": "karel"},
        {"name": "savings-board", "path": ROOM, "who": "hanneke"},
        {"name": "agreement-new", "path": f"{ROOM}/nieuw", "who": "karel"},
        {"name": "agreement-new-wrong", "path": f"{ROOM}/nieuw", "press": "Klaarzetten om te tekenen", "who": "karel"},
        {"name": "agreement", "path": f"{ROOM}/{made.pk}", "who": "karel"},
        {"name": "agreement-to-sign", "path": f"{ROOM}/{made.pk}", "who": "hanneke"},
        {"name": "agreement-refuse", "path": refusing, "who": "hanneke"},
        {"name": "agreement-refuse-wrong", "path": refusing, "press": "Wij tekenen niet", "who": "hanneke"},
        {
            "name": "savings-refuse-wrong",
            "path": f"{ROOM}/deel/{share}/nee",
            "press": "Wij zijn het niet eens",
            "who": "hanneke",
        },
        {"name": "agreement-change", "path": f"{ROOM}/{made.pk}/aanpassen", "who": "karel"},
        {"name": "savings-trial", "path": f"{ROOM}/proef", "who": "marieke"},
        {"name": "savings-tried", "path": f"{ROOM}/proef{tried}", "who": "karel"},
        {"name": "savings-added-wrong", "path": f"{ROOM}/proef/toevoegen", "press": "Reken uit", "who": "karel"},
        {"name": "savings-year", "path": settled, "press": "Reken voor", "who": "karel"},
        {"name": "savings-year-board", "path": settled, "who": "hanneke"},
        {"name": "savings-road-wrong", "path": f"{ROOM}/deel/{share}/weg", "press": "Bewaren", "who": "karel"},
    ]


def a_shared_year(cast, *, by, year, words, no):
    """A year of an earlier budget, shared definitively with a shortfall to which the residents say no.

    The address of the year, and the key of the town's share.
    """
    new = scene.new(begin=date(year, 1, 1), until=date(year + 1, 1, 1), base_year=year - 1)
    scene.with_costs(make_budget(new, by=by), by=by, index={}, begin=new.begin)
    parties = NewParty("p1", by.organisation_id), NewParty("p2", None, is_residents=True)
    title, now = f"Vroeger. {words}"[:100], timezone.now()
    text = NewText(title=title, begin=new.begin, until=new.until, parties=parties, terms=Terms(shared_by="equal"))
    made = make_agreement(text, by=by, request_key=uuid4(), now=now)
    for code, who in (("p1", "hanneke"), ("p2", "karel")):
        signer, party = cast.actor(who), made.party(code).pk
        sign(party, by=signer, today=cast.today, fingerprint=made.fingerprint, document="verslag")
    close_period(by=by, until=new.until, today=cast.today, now=now)
    figures = replace(figures_of(year, by=by, parties=made.parties), costs=3_000_000_01, found_in=words[:400])
    told = {"figures": figures, "request_key": uuid4(), "now": now, "today": cast.today}
    settled = settle_year(made.pk, by=by, year=year, is_definitive=True, **told)
    refuse_settlement(settled.shares.get(party__code="p2").pk, no, by=by, today=cast.today)
    return f"{ROOM}/{made.pk}/jaar/{year}", settled.shares.get(party__code="p1").pk
