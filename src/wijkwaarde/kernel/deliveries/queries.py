"""Reads what was delivered: sums by product, party and month, files with what they gave, and single deliveries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Case, Count, Exists, F, Max, Model, OuterRef, Q, QuerySet, Subquery, Sum, When
from django.db.models.functions import Coalesce, TruncMonth
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from waarde import Declaration, Situation
from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.area_rules.queries import counted_until
from wijkwaarde.kernel.budgets.queries import Budget, budget_on, budgets, is_command
from wijkwaarde.kernel.budgets.rules import check_reads, may_keep
from wijkwaarde.kernel.deliveries.calculation import Delivered, OverPeriod, by_month
from wijkwaarde.kernel.deliveries.models import AsideLine, ColumnNames, Delivery, DeliveryFile, WaitingFile
from wijkwaarde.kernel.deliveries.numbers import line_of, number_of, tidied
from wijkwaarde.kernel.deliveries.periods import period_of
from wijkwaarde.kernel.deliveries.reading import FIELD
from wijkwaarde.kernel.deliveries.rules import (
    Line,
    NewFile,
    check_hands_in,
    may_hand_in,
    reads_own_only,
)
from wijkwaarde.kernel.deliveries.terms import BILLED, DAYS_HANDED_IN, FILES_SHOWN, HOURS_WAITING, ROWS_A_PAGE
from wijkwaarde.kernel.errors import NotFound, Refused
from wijkwaarde.kernel.flows.models import Flow
from wijkwaarde.kernel.parties.models import Organisation
from wijkwaarde.kernel.plans.models import LineNote, PlanLine, PlanVersion
from wijkwaarde.kernel.plans.queries import first_lines
from wijkwaarde.kernel.plans.terms import LineState

HUNDREDTHS = 100
BILLED_LINE = (
    *("first_line", "price_key", "priced", "price_unit", "begins"),
    *("until", "next_on", "stopped_on", "closed_on"),
)
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
    rows = DeliveryFile.objects.filter(theirs(by=by), partnership_id=by.inside, pk=file_id)
    found = rows.select_related("budget", "organisation").first()
    if found is None:
        raise NotFound("delivery_file", object_id=file_id)
    return found


def delivery_for(delivery_id: int, *, by: Actor) -> Delivery:
    """A delivery with its booking, for who reads the budget. Errors: NotFound."""
    check_reads(by.role, is_command=is_command(by))
    rows = Delivery.objects.filter(theirs(by=by), partnership_id=by.inside, pk=delivery_id)
    found = rows.select_related("budget", "booking", "organisation", "product").first()
    if found is None:
        raise NotFound("delivery", object_id=delivery_id)
    return found


def aside_for(aside_id: int, *, by: Actor) -> AsideLine:
    """A line that was put aside, with its file and budget, for who reads the budget. Errors: NotFound."""
    check_reads(by.role, is_command=is_command(by))
    rows = AsideLine.objects.filter(theirs("file__", by=by), partnership_id=by.inside, pk=aside_id)
    found = rows.select_related("file__budget").first()
    if found is None:
        raise NotFound("aside_line", object_id=aside_id)
    return found


def budget_now(*, by: Actor, today: date) -> Budget | None:
    """The budget of today, or the last one: late bills come after its end. Errors: NotFound for who does not read it."""
    check_reads(by.role, is_command=is_command(by))
    return budget_on(today, by=by) or next(iter(budgets(by=by)), None)


def deliveries(budget: Budget, *, by: Actor, words: str = "") -> QuerySet[Delivery]:
    """The deliveries of a budget, the newest first; by agreement number, party, product or period. Errors: NotFound."""
    check_reads(by.role, is_command=is_command(by))
    found = Delivery.objects.filter(theirs(by=by), budget=budget)
    found = found.select_related("organisation", "product", "reversed_by")
    if words:
        named = Q(organisation__name__icontains=words) | Q(product__name__icontains=words)
        numbers = [tidied(words) or None, *lasting([tidied(words)], by=by).values()]
        found = found.filter(named | Q(number__in=numbers) | _in_period(words))
    return found.order_by("-declared_on", "-pk")


def _in_period(words: str) -> Q:
    """What lies in the period that is meant; nothing where none is."""
    period = period_of(words)
    return Q(pk__in=()) if period is None else Q(begin__lt=period.until, until__gt=period.begin)


def page_of[Row: Model](found: QuerySet[Row], *, page: int) -> tuple[list[Row], int]:
    """One page of deliveries or files, and how many pages there are."""
    last = max(1, -(-found.count() // ROWS_A_PAGE))
    first = (min(max(page, 1), last) - 1) * ROWS_A_PAGE
    return list(found[first : first + ROWS_A_PAGE]), last


def files_of(budget: Budget, *, by: Actor) -> tuple[list[DeliveryFile], bool]:
    """The newest files of a budget, those with something to settle first, and whether there are more. Errors: NotFound."""
    found = files(budget, by=by).order_by(Case(When(open__gt=0, then=0), default=1), "-came_at")
    rows = list(found[: FILES_SHOWN + 1])
    return rows[:FILES_SHOWN], len(rows) > FILES_SHOWN


def files(budget: Budget, *, by: Actor, words: str = "") -> QuerySet[DeliveryFile]:
    """The files of a budget, the newest first, each with `open`, `gave` and `cents`; by name, party or period. Errors: NotFound."""
    check_reads(by.role, is_command=is_command(by))
    found = DeliveryFile.objects.filter(theirs(by=by), budget=budget)
    if words:
        inside = Delivery.objects.filter(_in_period(words), file=OuterRef("pk"))
        parties = Delivery.objects.filter(file=OuterRef("pk"), organisation__name__icontains=words)
        named = Q(name__icontains=words) | Q(organisation__name__icontains=words)
        found = found.filter(named | Exists(inside) | Exists(parties))
    return _told(found).order_by("-came_at", "-pk")


def waiting_files(budget: Budget, *, by: Actor) -> list[WaitingFile]:
    """The files that wait for a yes, the newest first: all for who keeps the budget, for a manager what their own handed in."""
    if not may_keep(by.role) and not may_hand_in(by.role, own=by.organisation_id):
        return []
    rows = WaitingFile.objects.filter(_waits(by=by), budget=budget).select_related("organisation").defer("raw")
    return list(rows.order_by("-came_at"))


def _waits(*, by: Actor) -> Q:
    """Which waiting files somebody sees; what the controller uploads is the controller's."""
    return Q() if may_keep(by.role) or is_command(by) else Q(theirs(by=by), handed_in=True)


def theirs(place: str = "", *, by: Actor) -> Q:
    """Which rows of organisations somebody reads one by one: a manager those of their own, who else reads the budget all."""
    return Q(**{f"{place}organisation": by.organisation_id or 0}) if reads_own_only(by.role) else Q()


def told_file(file_id: int, *, by: Actor) -> DeliveryFile:
    """A file with `open`, `gave` and `cents`: how many lines are to be settled, were booked, and came to. Errors: NotFound."""
    check_reads(by.role, is_command=is_command(by))
    rows = DeliveryFile.objects.filter(theirs(by=by), partnership_id=by.inside, pk=file_id)
    found = _told(rows).select_related("budget").first()
    if found is None:
        raise NotFound("delivery_file", object_id=file_id)
    return found


def aside_of(file: DeliveryFile) -> QuerySet[AsideLine]:
    """The lines of a file that were put aside, those to settle first, in its order."""
    return file.aside.select_related("delivery").order_by(F("settled_on").asc(nulls_first=True), "row")


def own_numbers(organisation_id: int, *, budget: Budget, by: Actor) -> set[str]:
    """The numbers of agreements that an organisation may bill."""
    return {number_of(line_id) for line_id, *_told in billed_lines(organisation_id, budget=budget, by=by)}


def parties_of(*, by: Actor) -> list[tuple[int, str]]:
    """The organisations of the partnership, also those that left: id and name, by name."""
    rows = Organisation.objects.filter(partnership_id=by.inside).order_by("name")
    return list(rows.values_list("pk", "name"))


def waiting_for(key: UUID, *, by: Actor) -> WaitingFile:
    """A file that waits for a yes, for who keeps the budget or handed it in. Errors: NotFound."""
    check_hands_in(by.role, own=by.organisation_id, is_command=is_command(by))
    rows = WaitingFile.objects.filter(_waits(by=by), partnership_id=by.inside, key=key)
    found = rows.select_related("budget", "organisation").first()
    if found is None:
        raise NotFound("waiting_file")
    return found


@dataclass(frozen=True, slots=True)
class Asked:
    """A large file that somebody waits for: to be booked (`key`) or to be taken back (`file_id`), for whom."""

    user_id: int
    membership_id: int
    key: UUID | None = None
    file_id: int | None = None


def asked_files(*, by: Actor) -> list[Asked]:
    """The large files that the worker has to book or take back, the first asked first."""
    booking = WaitingFile.objects.filter(partnership_id=by.inside, asked_at__isnull=False).order_by("asked_at")
    back = DeliveryFile.objects.filter(partnership_id=by.inside, back_asked_at__isnull=False, taken_back_on=None)
    bookings, backs = (
        booking.values_list("user_id", "membership_id", "key"),
        back.values_list("back_user_id", "back_membership_id", "pk"),
    )
    return [
        *(Asked(user or 0, membership or 0, key=key) for user, membership, key in bookings),
        *(Asked(user or 0, membership or 0, file_id=pk) for user, membership, pk in backs),
    ]


def file_of_form(key: UUID, *, by: Actor) -> DeliveryFile | None:
    """The file that came in by a form, if it did."""
    return DeliveryFile.objects.filter(theirs(by=by), partnership_id=by.inside, request_key=key).first()


def old_files(*, by: Actor, now: datetime) -> QuerySet[WaitingFile]:
    """The waiting files that go: of an upload after a day, of one that its organisation handed in after a month."""
    day, month = now - timedelta(hours=HOURS_WAITING), now - timedelta(days=DAYS_HANDED_IN)
    is_old = Q(handed_in=False, came_at__lt=day) | Q(handed_in=True, came_at__lt=month)
    return WaitingFile.objects.filter(is_old, partnership_id=by.inside, asked_at=None)


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


def new_of(waiting: WaitingFile) -> NewFile:
    """A waiting file as it came."""
    return NewFile(
        raw=bytes(waiting.raw),
        name=waiting.name,
        request_key=waiting.key,
        organisation_id=waiting.organisation_id,
        year=waiting.year,
        names=waiting.names,
        total=waiting.total,
    )


def delivered_before(lines: Iterable[Line], *, budget: Budget) -> set[tuple[object, ...]]:
    """What these lines would say twice: deliveries of those days that were not taken back."""
    begins = {line.period.begin for line in lines}
    rows = Delivery.objects.filter(budget=budget, begin__in=begins, reverses__isnull=True, reversed_by__isnull=True)
    return set(rows.values_list("organisation_id", "product_id", "number", "begin", "until", "cents"))


def lasting(numbers: Iterable[str], *, by: Actor) -> dict[str, str]:
    """For each number that names an agreement here, the one that this keeps however often it is agreed anew."""
    ids = {number: line_id for number in numbers if (line_id := line_of(number)) is not None}
    firsts = first_lines(ids.values(), by=by)
    return {number: number_of(firsts[line_id]) for number, line_id in ids.items() if line_id in firsts}


def billed_lines(organisation_id: int, *, budget: Budget, by: Actor) -> QuerySet[PlanLine, tuple[Any, ...]]:
    """Lines of agreed plans that an organisation may bill, the newest version first: the id of the line that each goes on from, what
    is paid, and the days on which they may begin and end.
    """
    flows = Flow.objects.filter(plan_line=OuterRef("pk"), situation=Situation.SOLUTION.value).order_by("-pk")
    later = PlanVersion.objects.filter(
        plan=OuterRef("plan_version__plan"), number__gt=OuterRef("plan_version__number"), agreed_on__isnull=False
    )
    stops = LineNote.objects.filter(line=OuterRef("pk"), state=LineState.STOPPED.value).order_by().values("line")
    rows = PlanLine.objects.filter(
        plan_version__agreed_on__lt=budget.until,
        partnership_id=by.inside,
        participant__membership__organisation_id=organisation_id,
        source__in=BILLED,
    )
    told = rows.annotate(
        first_line=Coalesce("first_id", "pk"),
        price_key=Subquery(flows.values("item__key")[:1]),
        priced=Subquery(flows.values("item__name")[:1]),
        price_unit=Subquery(flows.values("item__unit")[:1]),
        begins=Coalesce("begin", "plan_version__agreed_on"),
        next_on=Subquery(later.order_by("number").values("agreed_on")[:1]),
        stopped_on=Subquery(stops.annotate(on_day=Max("on")).values("on_day")),
        closed_on=F("plan_version__plan__case__closed_on"),
    )
    return told.order_by("-plan_version__number", "pk").values_list(*BILLED_LINE)


def party_for(organisation_id: int, *, by: Actor) -> Organisation:
    """An organisation of the partnership. Errors: NotFound."""
    found = Organisation.objects.filter(partnership_id=by.inside, pk=organisation_id).first()
    if found is None:
        raise NotFound("organisation", object_id=organisation_id)
    return found


def check_is_new(budget: Budget, *, fingerprint: str) -> None:
    """Errors: Refused for a file that came before, with when and what it gave."""
    earlier = DeliveryFile.objects.filter(budget=budget, fingerprint=fingerprint, taken_back_on__isnull=True).first()
    if earlier is not None:
        told = _("Dit bestand kwam al binnen op {day}, als ‘{name}’, en gaf toen {count} regels.")
        day = localdate(earlier.came_at).strftime("%d-%m-%Y")
        raise Refused(told.format(day=day, name=earlier.name, count=earlier.deliveries.count()), field=FIELD)


def ends_of(lines: Iterable[Line], *, by: Actor) -> Mapping[int, date]:
    """From which day the agreements of these lines count no more, of those that ended, by the id of a line of a plan."""
    return counted_until(filter(None, (line_of(line.number) for line in lines)), by=by)
