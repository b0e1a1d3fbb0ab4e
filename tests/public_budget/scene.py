"""A budget with three products, of which one is about four people, and what was delivered of it; for the tests of this folder."""

from datetime import date
from uuid import uuid4

from tests.budgets import scene
from waarde import Unit
from wijkwaarde.kernel.budgets import actions
from wijkwaarde.kernel.deliveries.models import Delivery
from wijkwaarde.kernel.ledger.actions import open_account, post
from wijkwaarde.kernel.ledger.rules import Draft
from wijkwaarde.kernel.ledger.terms import AccountKind, Because, BookingKind, Commodity
from wijkwaarde.kernel.money_accounts.actions import delivered_account, party_account

YEAR = 2025
# Slug, name, base cost in euros, people in the base year, delivered a month in euros.
PRODUCTS = (
    ("begeleiding", "Begeleiding", 600_000, 120, 45_000),
    ("dagbesteding", "Dagbesteding", 300_000, 40, 20_000),
    ("logeren", "Logeren", 60_000, 4, 3_000),
)


def running(*, by, months=12):
    """The budget, with so many months of the year delivered."""
    scene.know_provisional(by=by)
    budget = actions.make_budget(scene.new(), by=by)
    source = actions.add_source(
        budget.pk, by=by, slug="wmo", name="Wmo", bearer="municipality-wmo", begin=scene.BEGIN, index={}
    )
    party = scene.parties()[0]
    for slug, name, euros, people, a_month in PRODUCTS:
        product = actions.add_product(budget.pk, by=by, slug=slug, name=name, unit=Unit.HOUR)
        actions.set_base_cost(
            source,
            by=by,
            organisation_id=party.pk,
            product=product,
            cents=euros * 100,
            found_in="jaarrekening 2024",
            people=people,
        )
        for month in range(1, months + 1):
            deliver(budget, by=by, party=party, product=product, month=month, cents=a_month * 100)
    return budget


def deliver(budget, *, by, party, product, month, cents):
    """One month of one product, said in the month after it, in the books too."""
    begin = date(YEAR, month, 1)
    until = date(YEAR + month // 12, month % 12 + 1, 1)
    accounts = delivered_account(party, product, by=by), party_account(party, by=by)
    entries = ((accounts[0].pk, cents), (accounts[1].pk, -cents))
    draft = Draft(begin, BookingKind.DELIVERY, Because.DOCUMENT, f"{product.slug}-{month}", entries)
    booking = post(draft, by=by, now=now())
    Delivery.objects.create(
        partnership_id=by.inside,
        budget=budget,
        organisation=party,
        product=product,
        begin=begin,
        until=until,
        cents=cents,
        declared_on=until,
        booking_id=booking,
    )


def fund(*, by, came, spent):
    """The residents' own money: set apart, and in part spent."""
    told = {"by": by, "commodity": Commodity.EURO, "begin": scene.BEGIN}
    own = open_account(kind=AccountKind.LIABILITY, code="Fund:Residents", name="Bewoners", **told)
    other = open_account(kind=AccountKind.EQUITY, code="Result", name="Resultaat", **told)
    for amount, kind in ((came, BookingKind.SETTLEMENT), (-spent, BookingKind.TRANSFER)):
        entries = ((other.pk, amount * 100), (own.pk, -amount * 100))
        draft = Draft(scene.BEGIN, kind, Because.AGREEMENT, f"fund-{uuid4().hex[:6]}", entries)
        post(draft, by=by, now=now())


def now():
    """Now, in Amsterdam."""
    from django.utils import timezone

    return timezone.now()
