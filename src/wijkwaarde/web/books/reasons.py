"""What each booking was for, in words, with the way to its file, subsidy, agreement or purse for who may go there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.agreements.queries import settled_by_booking
from wijkwaarde.kernel.budgets.queries import steps_by_booking
from wijkwaarde.kernel.budgets.terms import SubsidyStep
from wijkwaarde.kernel.deliveries.rules import reads_own_only
from wijkwaarde.kernel.ledger.queries import BookedRow
from wijkwaarde.kernel.ledger.terms import Because, BookingKind
from wijkwaarde.kernel.results.queries import deliveries_by_booking
from wijkwaarde.kernel.small_purses.queries import payments_by_booking
from wijkwaarde.kernel.small_purses.rules import may_keep
from wijkwaarde.web.books.wording import because_words, booking_words
from wijkwaarde.web.budgets.forms import STEPS
from wijkwaarde.web.format import MONTHS, day, language_of

HOURS = re.compile(r"Given-Hours-(\d{4})-(\d\d)")
RESULT = re.compile(r"result-(\d+)")
FILE = re.compile(r"delivery-file-(\d+):(\d+)")
AGREEMENT = re.compile(r"agreement-(\d+)-v(\d+)-(\d{4})")
PURSE = "small-purse-"


@dataclass(frozen=True, slots=True)
class Reason:
    """What a booking was for; without an address there is nothing to look at, or not for who asks."""

    text: str
    url: str = ""


type Reasons = Mapping[int, Reason]
type Found = Iterator[tuple[int, Reason]]


def reasons_of(rows: Sequence[BookedRow], *, by: Actor) -> Reasons:
    """What each of these bookings was for: one question per kind that is among them, and never one per row."""
    told = {one.pk: Reason(_plain(one)) for one in rows}
    for kind, asks in ASKED.items():
        keys = [one.pk for one in rows if one.kind == kind.value]
        if keys:
            told |= dict(asks(keys, by))
    return told | {one.pk: found for one in rows if (found := _by_reference(one, by=by)) is not None}


def _by_reference(one: BookedRow, *, by: Actor) -> Reason | None:
    """What the booking itself says enough of."""
    if one.reverses is not None:
        return _undone(one.reverses)
    if one.kind == BookingKind.DELIVERY.value and (result := RESULT.fullmatch(one.reference)):
        return Reason(_("Resultaat bereikt"), reverse("result", args=[result.group(1)]))
    if one.kind == BookingKind.HOURS.value and (month := HOURS.fullmatch(one.reference)):
        return _hours(int(month.group(1)), month=int(month.group(2)))
    if one.kind == BookingKind.TRANSFER.value and one.reference.startswith(PURSE):
        return Reason(_("Kleine beurs gevuld"), reverse("small_purses") if may_keep(by.role) else "")
    return None


def _plain(one: BookedRow) -> str:
    """What is known where nothing here made the booking, such as one of another partnership that came in as a journal."""
    if file := FILE.fullmatch(one.reference):
        return _("Leveringsbestand {number}, regel {row}").format(number=file.group(1), row=file.group(2))
    if said := AGREEMENT.fullmatch(one.reference):
        number, text, year = said.groups()
        return _("Afspraak {number}, tekst {text}, {year}").format(number=number, text=text, year=year)
    if one.reference.startswith(PURSE):
        return _("Kleine beurs")
    return f"{because_words()[Because(one.because)]} {one.reference}"


def _hours(year: int, *, month: int) -> Reason:
    name = MONTHS[language_of(None)][min(max(month, 1), 12) - 1]
    return Reason(_("Gegeven uren, {month}").format(month=f"{name} {year}"), reverse("given_hours"))


def _undone(one: BookedRow) -> Reason:
    what = booking_words()[BookingKind(one.kind)]
    words = _("Terug: {what} van {day}").format(what=what, day=day(one.on))
    return Reason(words, reverse("books_booking", args=[one.pk]))


def _deliveries(keys: Sequence[int], by: Actor) -> Found:
    for one in deliveries_by_booking(keys, by=by):
        if one.file is not None and (not reads_own_only(by.role) or one.file.organisation_id == by.organisation_id):
            words = _("Bestand {name}, regel {row}").format(name=one.file.name, row=one.row)
            yield one.booking_id, Reason(words, reverse("delivery_file", args=[one.file.pk]))


def _steps(keys: Sequence[int], by: Actor) -> Found:
    for one in steps_by_booking(keys, by=by):
        step = STEPS[SubsidyStep(one.step)]
        words = _("{step} {source} {year}: {document}").format(
            step=step, source=one.source.name, year=one.year, document=one.document
        )
        yield one.booking_id or 0, Reason(words, reverse("budget_subsidies", args=[one.source.budget_id, one.year]))


def _payments(keys: Sequence[int], by: Actor) -> Found:
    url = reverse("small_purse_payments") if may_keep(by.role) else ""
    for one in payments_by_booking(keys, by=by):
        words = _("Kleine beurs van {name}").format(name=one.purse.organisation.name)
        yield one.booking_id, Reason(f"{words}: {one.what}" if may_keep(by.role) else words, url)


def _settled(keys: Sequence[int], by: Actor) -> Found:
    for one in settled_by_booking(keys, by=by):
        years = str(one.year) if one.first_year == one.year else f"{one.first_year}-{one.year}"
        words = _("Verdeeld over {years}: {title}").format(years=years, title=one.version.title)
        yield one.booking_id or 0, Reason(words, _agreement(one.version.agreement_id))


def _agreement(agreement_id: int) -> str:
    """The page of an agreement, where that instrument was not taken out."""
    try:
        return reverse("agreement", kwargs={"agreement_id": agreement_id})
    except NoReverseMatch:
        return ""


ASKED: dict[BookingKind, Callable[[Sequence[int], Actor], Found]] = {
    BookingKind.DELIVERY: _deliveries,
    BookingKind.SUBSIDY: _steps,
    BookingKind.SMALL_PURSE: _payments,
    BookingKind.SETTLEMENT: _settled,
}
