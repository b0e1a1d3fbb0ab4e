"""A budget of five years on the costs of 2024, with the series of M4; for the tests of this folder and of who reads a budget."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

from waarde import IndexPoint, IndexSeries, SeriesKind, Unit
from wijkwaarde.kernel.budgets import actions
from wijkwaarde.kernel.parties.models import Organisation
from wijkwaarde.kernel.prices.actions import store_series

BEGIN, UNTIL = date(2025, 1, 1), date(2030, 1, 1)
WEIGHTS = {"OVA": Decimal("0.9"), "PPC": Decimal("0.1")}
# M4 of the methods: what VNG knew when 2025 was set, and what became definitive after it.
PROVISIONAL = {"OVA": {2024: 4.94, 2025: 4.18}, "PPC": {2024: 2.51, 2025: 1.82}}
DEFINITIVE = {"OVA": 6.00, "PPC": 3.10}


def new(**words):
    return actions.NewBudget(
        **{
            "name": "Wijkbudget",
            "begin": BEGIN,
            "until": UNTIL,
            "base_year": 2024,
            "who_belongs": "Wie op de eerste dag van de hulp in de wijk woont.",
            "request_key": uuid4(),
            **words,
        }
    )


def known(name, values, *, by, vintage, status="voorlopig"):
    """Read in what a series says in one vintage."""
    points = tuple(IndexPoint(str(year), value, status) for year, value in values.items())
    return store_series(IndexSeries(name, SeriesKind.CHANGE_PERCENT, points, vintage), by=by, today=BEGIN)


def know_provisional(*, by):
    for name, values in PROVISIONAL.items():
        known(name, values, by=by, vintage="2024-09")


def know_definitive(*, by):
    for name, value in DEFINITIVE.items():
        known(name, {2024: value}, by=by, vintage="2024-12", status="definitief")


def parties():
    return list(Organisation.objects.order_by("pk"))


def with_costs(budget, *, by, cents=1_000_000_00, slug="wmo", begin=BEGIN, index=None):
    """A source with what one party's product cost in the base year."""
    source = actions.add_source(
        budget.pk,
        by=by,
        slug=slug,
        name=slug.capitalize(),
        bearer="municipality-wmo" if slug == "wmo" else "municipality-youth",
        begin=begin,
        index=WEIGHTS if index is None else index,
    )
    product = budget.products.filter(slug="begeleiding").first()
    product = product or actions.add_product(budget.pk, by=by, slug="begeleiding", name="Begeleiding", unit=Unit.HOUR)
    cost = {"organisation_id": parties()[0].pk, "product": product, "cents": cents, "found_in": "jaarrekening 2024"}
    actions.set_base_cost(source, by=by, **cost)
    return source, product
