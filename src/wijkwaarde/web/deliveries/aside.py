"""Lines that were put aside, for who sends them back: which reasons wait, and a table that can be mended and read in again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from wijkwaarde.kernel.deliveries.columns import KNOWN_AS
from wijkwaarde.kernel.deliveries.queries import AsideRow
from wijkwaarde.kernel.deliveries.terms import AsideReason
from wijkwaarde.web.deliveries.panels import reason_words
from wijkwaarde.web.format import number, sentence
from wijkwaarde.web.saves.book import Book, Table


def waiting_reasons(lines: Iterable[AsideRow]) -> list[tuple[str, str]]:
    """Each reason for which lines still wait, with how many, the most first."""
    words = reason_words()
    counts = Counter(AsideReason(one.reason) for one in lines if one.settled_on is None)
    return [(reason.value, f"{words[reason]} ({number(count)})") for reason, count in counts.most_common()]


def aside_book(lines: Sequence[AsideRow]) -> Book:
    """What was not booked, in the columns in which a file is read: mended, it comes in again."""
    words, said = reason_words(), [one for one in lines if one.delivery_id is None]
    there = [column for column in KNOWN_AS if any(one.said.get(column) for one in said)]
    heads = (_("Rij"), *(sentence(KNOWN_AS[column][0]) for column in there), _("Waarom apart"), _("Opmerking"))
    rows = [
        (one.row, *(one.said.get(column, "") for column in there), words[AsideReason(one.reason)], one.why)
        for one in said
    ]
    return Book("apart", (Table(_("Apart gelegd"), heads, rows),))
