"""A budget year with an agreement of three parties about it: the town, the provider of care and the residents."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import uuid4

from tests.budgets.scene import new as new_budget
from tests.budgets.scene import with_costs
from waarde import year_of
from wijkwaarde.kernel.agreements import actions
from wijkwaarde.kernel.agreements.rules import NewParty, NewText, Terms
from wijkwaarde.kernel.budgets.actions import make_budget
from wijkwaarde.kernel.deliveries.actions import deliver
from wijkwaarde.kernel.deliveries.rules import NewDelivery
from wijkwaarde.kernel.parties.models import Organisation
from wijkwaarde.kernel.year_results.rules import Figures, Taking

NOW = datetime(2026, 2, 2, 9, 0, tzinfo=UTC)
TODAY = NOW.date()
YEAR = 2025
BEGIN = date(2025, 1, 1)
NAMES = ("Gemeente Voorbeeldstad", "Thuiszorg Voorbeeldwijk")


def organisations():
    return [Organisation.objects.get(name=name).pk for name in NAMES]


def parties():
    town, care = organisations()
    return NewParty("p1", town), NewParty("p2", care), NewParty("p3", None, is_residents=True)


def text(**words):
    terms = {"shared_by": "equal", "roads": {"p1": "determination", "p3": "fund"}} | words.pop("terms", {})
    told = {"title": "Gelijke delen", "begin": BEGIN, "until": None, "parties": parties(), **words}
    return NewText(terms=Terms(**terms), **told)


def figures(*, budget=1_000_000_00, costs=900_000_00, **words):
    return Figures(
        **{"budget": budget, "costs": costs, "parties": tuple(Taking(one.code) for one in parties()), **words}
    )


def without(found, code, **words):
    """The same figures, with other words about one party."""
    taking = tuple(replace(one, **words) if one.code == code else one for one in found.parties)
    return replace(found, parties=taking)


def a_budget(by, **words):
    made = make_budget(new_budget(**words), by=by)
    with_costs(made, by=by, cents=1_000_000_00, index={}, begin=made.begin)
    return made


def made(by, **words):
    return actions.make_agreement(text(**words), by=by, request_key=uuid4(), now=NOW)


def sign(seen, code, *, by, **words):
    actions.sign(seen.party(code).pk, by=by, today=TODAY, fingerprint=seen.fingerprint, **words)


def settle(seen, *, by, told=None, year=YEAR, is_definitive=False, key=None, today=TODAY, **words):
    return actions.settle_year(
        seen.pk,
        by=by,
        year=year,
        figures=told or figures(),
        is_definitive=is_definitive,
        request_key=key or uuid4(),
        now=NOW,
        today=today,
        **words,
    )


def delivered_years(budget, *, by, cents, today):
    """What the provider of care delivered in whole years."""
    product = budget.products.get(slug="begeleiding")
    for year, amount in cents.items():
        new = NewDelivery(
            organisation_id=organisations()[1],
            product_id=product.pk,
            period=year_of(year),
            cents=amount,
            document=f"jaarrekening-{year}",
            request_key=uuid4(),
        )
        deliver(budget, new=new, by=by, now=NOW, today=today)
