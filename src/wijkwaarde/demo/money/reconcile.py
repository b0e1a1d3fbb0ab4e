"""The own books of the provider of care beside what was booked, over this year: most of it the same, a few things not, for a reason."""

from __future__ import annotations

from datetime import date
from importlib import import_module
from uuid import NAMESPACE_OID, uuid5

from django.apps import apps
from django.utils import timezone

from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.barriers.queries import organisations
from wijkwaarde.kernel.budgets.queries import Budget, products_of
from wijkwaarde.kernel.deliveries.queries import delivered
from wijkwaarde.kernel.trail.actions import recorded

RECONCILIATION = "wijkwaarde.instruments.reconciliation"
CARE, FILE = "Thuiszorg Voorbeeldwijk", "kostenplaatsen.csv"
HUNDREDTHS = 100
FIRST_CENTRE, CANTEEN = 4100, "9000"
# In so many first months of a year they still had the price of the year before; the difference was explained in one go.
OLD_PRICE, MONTHS_OLD, OFFICE = 0.985, 3, 125_00
MONTH_LATER = 5
WHY = "Zij boekten tot en met maart met het tarief van vorig jaar."


def reconcile(budget: Budget, *, by: Actor, today: date) -> None:
    """Lay the figures of the provider of care beside ours and explain what has one cause; `by` keeps the budget."""
    if not apps.is_installed(RECONCILIATION):
        return
    actions, queries, rules, terms = (
        import_module(f"{RECONCILIATION}.{name}") for name in ("actions", "queries", "rules", "terms")
    )
    with recorded(by=by):
        care = {name: pk for pk, name in organisations(by=by, today=today)}[CARE]
        centres = {one.pk: (str(FIRST_CENTRE + 10 * place), one.name) for place, one in enumerate(products_of(budget))}
        raw = _books(budget, care=care, centres=centres, by=by, today=today)
        if not raw:
            return
        new = rules.NewBooks(
            raw=raw,
            name=FILE,
            organisation_id=care,
            year=today.year,
            is_turned=False,
            request_key=uuid5(NAMESPACE_OID, FILE),
        )
        kept = actions.keep_books(new, budget=budget, by=by, now=timezone.now())
        actions.use_books(kept.request_key, by=by, now=timezone.now())
        products = {place: pk for pk, place in centres.items()} | {(CANTEEN, "Kantine"): None}
        actions.join_centres(budget, organisation_id=care, products=products, version=0, by=by, today=today)
        found = queries.party_for(budget, organisation_id=care, year=today.year, by=by)
        key = uuid5(NAMESPACE_OID, f"explained-{FILE}")
        because = [
            rules.NewExplanation(
                product_id=row.product_id,
                month=row.month,
                cents=row.open,
                reason=terms.Reason.PRICE,
                words=WHY,
                request_key=uuid5(key, f"{row.product_id}:{row.month}"),
                together=key,
            )
            for row in found.open
            if row.month.month <= MONTHS_OLD and row.theirs
        ]
        actions.explain_together(budget, organisation_id=care, new=because, by=by, today=today)


def _books(budget: Budget, *, care: int, centres: dict[int, tuple[str, str]], by: Actor, today: date) -> bytes:
    """A line per cost centre and month; the first months at the old price, the last one not in their books yet. Empty in January."""
    sums: dict[tuple[int, int], int] = {}
    for one in delivered(budget, by=by, year=today.year):
        if one.organisation_id == care:
            place = one.delivered.month, one.product_id
            sums[place] = sums.get(place, 0) + one.cents
    later = max((product for _month, product in sums), default=0)
    last = max((month for month, _product in sums), default=0)
    lines = [
        f"{';'.join(centres[product])};{_their_month(month, product=product, later=later)};{_typed(_theirs(cents, month=month))}"
        for (month, product), cents in sorted(sums.items())
        if month < last
    ]
    if not lines:
        return b""
    canteen = [f"{CANTEEN};Kantine;{month};{_typed(OFFICE)}" for month in range(1, last)]
    return "\r\n".join(["kostenplaats;product;maand;bedrag", *lines, *canteen]).encode()


def _theirs(cents: int, *, month: int) -> int:
    return round(cents * OLD_PRICE) if month <= MONTHS_OLD else cents


def _their_month(month: int, *, product: int, later: int) -> int:
    """One product of one month stands a month later in their books."""
    return month + 1 if (month, product) == (MONTH_LATER, later) else month


def _typed(cents: int) -> str:
    return f"{cents / HUNDREDTHS:.2f}".replace(".", ",")
