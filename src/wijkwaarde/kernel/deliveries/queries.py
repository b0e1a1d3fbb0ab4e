"""Reads what was delivered: sums by product, party and month, files with what they gave, and single deliveries."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.db.models import Case, Count, OuterRef, Q, QuerySet, Subquery, Sum, When
from django.db.models.functions import Coalesce, TruncMonth

from waarde import Declaration
from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.budgets.queries import Budget, budget_on, budgets, is_command
from wijkwaarde.kernel.budgets.rules import check_keeps, check_reads
from wijkwaarde.kernel.deliveries.calculation import Delivered, OverPeriod, by_month
from wijkwaarde.kernel.deliveries.models import AsideLine, ColumnNames, Delivery, DeliveryFile, WaitingFile
from wijkwaarde.kernel.deliveries.numbers import tidied
from wijkwaarde.kernel.deliveries.terms import FILES_SHOWN, ROWS_A_PAGE
from wijkwaarde.kernel.errors import NotFound
from wijkwaarde.kernel.parties.models import Organisation

HUNDREDTHS = 100
# Rows as pages get them: they read them, and import no model.
type DeliveryRow = Delivery
type FileRow = DeliveryFile
type AsideRow = AsideLine
type Waiting = WaitingFile


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
    rows = Delivery.objects.filter(partnership_id=by.inside, pk=delivery_id)
    found = rows.select_related("budget", "booking", "organisation", "product").first()
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


def budget_now(*, by: Actor, today: date) -> Budget | None:
    """The budget of today, or the last one: late bills come after its end. Errors: NotFound for who does not read it."""
    check_reads(by.role, is_command=is_command(by))
    return budget_on(today, by=by) or next(iter(budgets(by=by)), None)


def deliveries(budget: Budget, *, by: Actor, words: str = "") -> QuerySet[Delivery]:
    """The deliveries of a budget, the newest first; by agreement number, party or product. Errors: NotFound."""
    check_reads(by.role, is_command=is_command(by))
    found = Delivery.objects.filter(budget=budget).select_related("organisation", "product", "reversed_by")
    if words:
        named = Q(organisation__name__icontains=words) | Q(product__name__icontains=words)
        found = found.filter(named | Q(number=tidied(words) or None))
    return found.order_by("-declared_on", "-pk")


def page_of(found: QuerySet[Delivery], *, page: int) -> tuple[list[Delivery], int]:
    """One page of deliveries, and how many pages there are."""
    last = max(1, -(-found.count() // ROWS_A_PAGE))
    first = (min(max(page, 1), last) - 1) * ROWS_A_PAGE
    return list(found[first : first + ROWS_A_PAGE]), last


def files_of(budget: Budget, *, by: Actor) -> list[DeliveryFile]:
    """The newest files of a budget, those with something to settle first; each with `open`, `gave` and `cents`. Errors: NotFound."""
    check_reads(by.role, is_command=is_command(by))
    return list(
        _told(DeliveryFile.objects.filter(budget=budget)).order_by(
            Case(When(open__gt=0, then=0), default=1), "-came_at"
        )[:FILES_SHOWN]
    )


def told_file(file_id: int, *, by: Actor) -> DeliveryFile:
    """A file with `open`, `gave` and `cents`: how many lines are to be settled, were booked, and came to. Errors: NotFound."""
    check_reads(by.role, is_command=is_command(by))
    found = _told(DeliveryFile.objects.filter(partnership_id=by.inside, pk=file_id)).select_related("budget").first()
    if found is None:
        raise NotFound("delivery_file", object_id=file_id)
    return found


def aside_of(file: DeliveryFile) -> list[AsideLine]:
    """The lines of a file that were put aside, in its order."""
    return list(file.aside.select_related("delivery").order_by("row"))


def parties_of(*, by: Actor) -> list[tuple[int, str]]:
    """The organisations of the partnership, also those that left: id and name, by name."""
    rows = Organisation.objects.filter(partnership_id=by.inside).order_by("name")
    return list(rows.values_list("pk", "name"))


def waiting_for(key: UUID, *, by: Actor) -> WaitingFile:
    """An uploaded file that waits for a yes, for who keeps the budget. Errors: NotFound."""
    check_keeps(by.role, is_command=is_command(by))
    rows = WaitingFile.objects.filter(partnership_id=by.inside, key=key).select_related("budget", "organisation")
    found = rows.first()
    if found is None:
        raise NotFound("waiting_file")
    return found


def file_of_form(key: UUID, *, by: Actor) -> DeliveryFile | None:
    """The file that came in by a form, if it did."""
    return DeliveryFile.objects.filter(partnership_id=by.inside, request_key=key).first()


def names_of(organisation_id: int | None, *, by: Actor) -> Mapping[str, str]:
    """How an organisation calls the columns of its files; nothing where it calls them as we do."""
    if organisation_id is None:
        return {}
    found = ColumnNames.objects.filter(partnership_id=by.inside, organisation_id=organisation_id).first()
    return found.names if found else {}


def _told(rows: QuerySet[DeliveryFile]) -> QuerySet[DeliveryFile]:
    booked = Delivery.objects.filter(file=OuterRef("pk")).order_by().values("file")
    to_settle = Q(aside__settled_on__isnull=True, aside__isnull=False, taken_back_on__isnull=True)
    return rows.select_related("organisation").annotate(
        open=Count("aside", filter=to_settle),
        gave=Coalesce(Subquery(booked.annotate(n=Count("pk")).values("n")), 0),
        cents=Coalesce(Subquery(booked.annotate(total=Sum("cents")).values("total")), 0),
    )
