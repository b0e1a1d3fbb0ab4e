"""Reads what was delivered: sums by product, party and month, files with what they gave, and single deliveries."""

from __future__ import annotations

from django.db.models import QuerySet, Sum
from django.db.models.functions import TruncMonth

from waarde import Declaration
from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.budgets.queries import Budget, is_command
from wijkwaarde.kernel.budgets.rules import check_reads
from wijkwaarde.kernel.deliveries.calculation import Delivered, OverPeriod, by_month
from wijkwaarde.kernel.deliveries.models import AsideLine, Delivery, DeliveryFile
from wijkwaarde.kernel.errors import NotFound

HUNDREDTHS = 100
# Rows as pages get them: they read them, and import no model.
type DeliveryRow = Delivery
type FileRow = DeliveryFile
type AsideRow = AsideLine


def delivered(budget: Budget, *, by: Actor, year: int | None = None) -> list[Delivered]:
    """What was delivered on a budget, in one year or all, in cents by product, party, month of delivery and month said.

    What was taken back cancels out. Errors: NotFound.
    """
    check_reads(by.role, is_command=is_command(by))
    rows = _of(budget, year=year).values("product_id", "organisation_id", "begin", "until")
    sums = rows.annotate(month=TruncMonth("declared_on"), total=Sum("cents")).order_by("begin", "product_id")
    periods = (
        OverPeriod(one["product_id"], one["organisation_id"], one["begin"], one["until"], one["month"], one["total"])
        for one in sums
    )
    return by_month(periods, year=year)


def declarations(budget: Budget, *, by: Actor, year: int | None = None) -> tuple[Declaration, ...]:
    """The same for a forecast: euros by the short name of the product, over all parties. Errors: NotFound."""
    names = dict(budget.products.values_list("pk", "slug"))
    return tuple(
        Declaration(names[one.product_id], one.delivered, one.declared, one.cents / HUNDREDTHS)
        for one in delivered(budget, by=by, year=year)
    )


def _of(budget: Budget, *, year: int | None) -> QuerySet[Delivery]:
    found = Delivery.objects.filter(budget=budget)
    return found if year is None else found.filter(begin__lte=f"{year}-12-31", until__gt=f"{year}-01-01")


def file_for(file_id: int, *, by: Actor) -> DeliveryFile:
    """A file with its budget and party, for who reads the budget. Errors: NotFound."""
    check_reads(by.role, is_command=is_command(by))
    rows = DeliveryFile.objects.filter(partnership_id=by.inside, pk=file_id).select_related("budget", "organisation")
    found = rows.first()
    if found is None:
        raise NotFound("delivery_file", object_id=file_id)
    return found


def delivery_for(delivery_id: int, *, by: Actor) -> Delivery:
    """A delivery with its booking, for who reads the budget. Errors: NotFound."""
    check_reads(by.role, is_command=is_command(by))
    rows = Delivery.objects.filter(partnership_id=by.inside, pk=delivery_id).select_related("budget", "booking")
    found = rows.first()
    if found is None:
        raise NotFound("delivery", object_id=delivery_id)
    return found


def aside_for(aside_id: int, *, by: Actor) -> AsideLine:
    """A line that was put aside, with its file and budget, for who reads the budget. Errors: NotFound."""
    check_reads(by.role, is_command=is_command(by))
    rows = AsideLine.objects.filter(partnership_id=by.inside, pk=aside_id).select_related("file__budget")
    found = rows.first()
    if found is None:
        raise NotFound("aside_line", object_id=aside_id)
    return found
