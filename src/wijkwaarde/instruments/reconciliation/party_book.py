"""The reconciliation of a party as tables to save; its pages are `panels`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from wijkwaarde.instruments.reconciliation.panels import HUNDREDTHS, ONE_DAY, reason_words, until_of
from wijkwaarde.instruments.reconciliation.queries import Party, Why
from wijkwaarde.instruments.reconciliation.terms import Reason
from wijkwaarde.web.saves.book import Book
from wijkwaarde.web.saves.book import Cell as SavedCell
from wijkwaarde.web.saves.book import Table as SavedTable


def party_book(party: Party, *, names: Mapping[int, str], year: int) -> Book:
    """The reconciliation of a party: what is compared, why it differs, and which cost centre is which product."""
    columns = (_("product"), _("eerste dag"), _("laatste dag"), _("bij ons"), _("bij hen"))
    cells: list[tuple[SavedCell, ...]] = [
        (
            names[row.product_id],
            row.month,
            until_of(row) - ONE_DAY,
            *(cents / HUNDREDTHS for cents in (row.ours, row.theirs, row.difference, row.explained, row.open)),
        )
        for row in party.rows
    ]
    compared = SavedTable(_("Aansluiting"), (*columns, _("verschil"), _("verklaard"), _("open")), cells)
    return Book(f"aansluiting-{year}", (compared, _explanations(party.explanations), _centres(party, names=names)))


def _explanations(rows: Iterable[Why]) -> SavedTable:
    words = reason_words()
    columns = (_("product"), _("maand"), _("bedrag"), _("waardoor"), _("uitleg"), _("gezegd op"))
    cells = [
        (
            one.product.name,
            one.month,
            one.cents / HUNDREDTHS,
            words[Reason(one.reason)],
            one.words,
            one.said_on,
            one.withdrawn_on,
        )
        for one in rows
    ]
    return SavedTable(_("Verklaringen"), (*columns, _("ingetrokken op")), cells)


def _centres(party: Party, *, names: Mapping[int, str]) -> SavedTable:
    columns = (_("kostenplaats"), _("zo noemen zij het"), _("product"), _("bedrag"))
    cells = [
        (
            one.cost_centre,
            one.article,
            _product(one.product_id, is_said=one.is_said, names=names),
            one.cents / HUNDREDTHS,
        )
        for one in party.centres
    ]
    return SavedTable(_("Kostenplaatsen"), columns, cells)


def _product(product_id: int | None, *, is_said: bool, names: Mapping[int, str]) -> str:
    if product_id is not None:
        return names[product_id]
    return _("hoort niet bij het wijkbudget") if is_said else _("nog niet gekoppeld")
