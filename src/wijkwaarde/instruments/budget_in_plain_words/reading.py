"""Reads in two questions what the page of publishing says beside money: its area with what was published, and a year's names and people."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection

from wijkwaarde.instruments.budget_in_plain_words import rules
from wijkwaarde.instruments.budget_in_plain_words.calculation import HUNDREDTHS
from wijkwaarde.instruments.budget_in_plain_words.figures import Fund
from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.budgets.queries import Budget, is_command
from wijkwaarde.kernel.errors import NotFound
from wijkwaarde.kernel.ledger.terms import AccountKind, BookingKind, Commodity

# The residents' part of what was shared, as the settlement books it.
FUND = "Fund:Residents"


@dataclass(frozen=True, slots=True)
class Area:
    """Whose budget it is, as the public address names it, and what was published of it, the newest first."""

    slug: str
    name: str
    published: tuple[Published, ...]


@dataclass(frozen=True, slots=True)
class Published:
    """A year that stands there for everybody, running or over, since when."""

    pk: int
    year: int
    is_final: bool
    published_on: date


AREA = """
SELECT a.slug, a.name, p.id, p.year, p.is_final, p.published_on FROM parties_partnership a
LEFT JOIN budget_in_plain_words_publication p ON p.partnership_id = a.id AND p.withdrawn_on IS NULL
WHERE a.id = %(inside)s ORDER BY p.published_on DESC, p.id DESC
"""


def area_of(*, by: Actor) -> Area:
    """The area and what was published of it. Errors: NotFound for who does not publish."""
    rules.check_publishes(by.role, is_command=is_command(by))
    with connection.cursor() as cursor:
        cursor.execute(AREA, {"inside": by.inside})
        rows = cursor.fetchall()
    if not rows:
        raise NotFound("partnership")
    return Area(rows[0][0], rows[0][1], tuple(Published(*told) for _slug, _name, *told in rows if told[0] is not None))


@dataclass(frozen=True, slots=True)
class Told:
    """What sources are called, the products with people of the base year, who got what by number, and the residents' fund."""

    sources: Mapping[str, str]
    products: Sequence[tuple[int, str, str, int | None]]
    numbers: Sequence[tuple[int, str]]
    fund: Fund | None


# What was undone neither came in nor was spent, and a correction of what was shared is less that came in.
TOLD = """
WITH fund AS (
    SELECT coalesce(sum(e.amount) FILTER (WHERE e.amount < 0 OR b.kind = %(shared)s), 0) AS came,
        coalesce(sum(e.amount) FILTER (WHERE e.amount > 0 AND b.kind <> %(shared)s), 0) AS spent
    FROM ledger_account a
    LEFT JOIN ledger_entry e ON e.account_id = a.id
    LEFT JOIN ledger_booking b ON b.id = e.booking_id AND b.reverses_id IS NULL
        AND NOT EXISTS (SELECT FROM ledger_booking r WHERE r.reverses_id = b.id)
    WHERE a.partnership_id = %(inside)s AND a.kind = %(owed)s AND a.commodity = %(euro)s AND a.code = %(code)s
        AND (e.id IS NULL OR b.id IS NOT NULL)
    GROUP BY a.id
)
SELECT
    (SELECT jsonb_object_agg(s.slug, s.name)::text FROM budgets_moneysource s WHERE s.budget_id = %(budget)s),
    (SELECT jsonb_agg(jsonb_build_array(p.id, p.slug, p.name, (
        SELECT sum(c.people) FROM budgets_basecost c WHERE c.product_id = p.id
    )) ORDER BY p.id)::text FROM budgets_product p WHERE p.budget_id = %(budget)s),
    (SELECT jsonb_agg(DISTINCT jsonb_build_array(d.product_id, d.number))::text FROM deliveries_delivery d
        WHERE d.budget_id = %(budget)s AND d."begin" <= %(last)s AND d.until > %(first)s AND d.number <> ''),
    (SELECT jsonb_build_array(-came, spent)::text FROM fund)
"""


def told_of(budget: Budget, *, year: int, by: Actor) -> Told:
    """What is told of a year beside its money. Errors: NotFound for who does not publish."""
    rules.check_publishes(by.role, is_command=is_command(by))
    asked: dict[str, int | str | date | None] = {
        "budget": budget.pk,
        "inside": by.inside,
        "first": date(year, 1, 1),
        "last": date(year, 12, 31),
        "shared": BookingKind.SETTLEMENT.value,
        "owed": AccountKind.LIABILITY.value,
        "euro": Commodity.EURO.value,
        "code": FUND,
    }
    with connection.cursor() as cursor:
        cursor.execute(TOLD, asked)
        sources, products, numbers, amounts = (json.loads(one or "null") for one in cursor.fetchone() or ())
    return Told(
        sources or {},
        [(pk, slug, name, people) for pk, slug, name, people in products or []],
        [(pk, number) for pk, number in numbers or []],
        _fund(*amounts) if amounts else None,
    )


def _fund(came: int, spent: int) -> Fund:
    """The residents' own money in the ledger, in euros."""
    euros = came // HUNDREDTHS, spent // HUNDREDTHS
    return Fund(*euros, euros[0] - euros[1])
