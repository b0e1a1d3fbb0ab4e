"""Everything that was shared as one book: years, parts, rules, who signed and what was booked; it writes nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from wijkwaarde.instruments.shared_savings.panels import WithShares, share_name, status_words
from wijkwaarde.instruments.shared_savings.roads.panels import Roads, left_words
from wijkwaarde.instruments.shared_savings.sentences import CENTS, left_out, party_name, road_words, rule_sentences
from wijkwaarde.instruments.shared_savings.signing.panels import state_words, to_what
from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.agreements.queries import (
    SeenAgreement,
    account_of,
    agreement_texts,
    agreements,
    settled_shares,
    span_of,
    standing,
)
from wijkwaarde.kernel.agreements.rules import Span
from wijkwaarde.kernel.ledger.queries import booked_under
from wijkwaarde.kernel.refusals.queries import refusals
from wijkwaarde.kernel.share_roads.queries import travelled, whose
from wijkwaarde.web.saves.book import Book, Cell, Table

ALWAYS = Span(0, 9999)


@dataclass(frozen=True, slots=True)
class _Known:
    """What the book is made of; `now` are the keys of the settlements that hold."""

    settled: Sequence[WithShares]
    now: frozenset[int]
    roads: Roads
    texts: Sequence[SeenAgreement]


def settled_book(*, by: Actor) -> Book:
    """All settlements, undone ones too, the newest first (one query per agreement and six more). Errors: NotFound."""
    found = settled_shares(by=by, span=ALWAYS)
    texts = [text for one in agreements(by=by) for text in agreement_texts(one.pk, by=by)]
    now = frozenset(one.pk for one, _shares in standing(found))
    known = _Known(found, now, travelled(by=by), texts)
    tables = (
        _years(known),
        _shares(known),
        _unshared(known),
        _roads(known),
        _rules(known),
        _signed(known),
        _refused(by=by),
    )
    return Book("besparing-verdeeld", (*tables, _bookings(known, by=by)))


def _years(known: _Known) -> Table:
    columns = (
        *(_("Jaar"), _("Stand"), _("Telt nu"), _("Afspraak"), _("Versie"), _("Verdeeld op"), _("Budget")),
        *(_("Uitgegeven"), _("Uit kleine beurzen"), _("Over of tekort"), _("Over door vacatures"), _("Verdeeld")),
        *(_("Waar de cijfers staan"), _("Waarom verbeterd"), _("Ongedaan gemaakt op"), _("Boeking")),
    )
    titles = {(one.pk, one.number): one.title for one in known.texts}
    rows: list[tuple[Cell, ...]] = []
    for one, shares in known.settled:
        told, text = one.figures, (one.version.agreement_id, one.version.number)
        rows.append(
            (
                *(str(span_of(one)), status_words(one), _yes(is_so=one.pk in known.now), titles[text], text[1]),
                *(one.settled_on, told["budget"] / CENTS, told["costs"] / CENTS, told.get("purses", 0) / CENTS),
                *(one.result / CENTS, told["vacancy"] / CENTS, sum(share.cents for share in shares) / CENTS),
                *(told["found_in"], one.why, one.undone_on, one.booking_id),
            )
        )
    return Table(_("Jaren"), columns, rows)


def _yes(*, is_so: bool) -> str:
    return _("ja") if is_so else _("nee")


def _shares(known: _Known) -> Table:
    columns = (
        *(_("Jaar"), _("Stand"), _("Telt nu"), _("Wie"), _("Bedrag"), _("Geboekt"), _("Langs welke weg")),
        *(_("Geregeld"), _("Waar het naartoe ging"), _("Wat de wijk ervan merkte")),
    )
    rows: list[tuple[Cell, ...]] = []
    for one, shares in known.settled:
        for share in shares:
            said, counts = account_of(share), one.pk in known.now
            rows.append(
                (
                    *(str(span_of(one)), status_words(one), _yes(is_so=counts), share_name(share), share.cents / CENTS),
                    *(share.booked / CENTS, road_words(share.road)),
                    left_words(share, found=known.roads) if counts and one.is_definitive else None,
                    *((said.spent_on, said.noticed) if said else (None, None)),
                )
            )
    return Table(_("Delen"), columns, rows)


def _unshared(known: _Known) -> Table:
    rows = [
        (str(span_of(one)), status_words(one), left_out(reason), amount / CENTS)
        for one, _shares in known.settled
        for reason, amount in one.unshared.items()
    ]
    return Table(_("Niet verdeeld"), (_("Jaar"), _("Stand"), _("Waarom"), _("Bedrag")), rows)


def _roads(known: _Known) -> Table:
    columns = (
        _("Jaar"),
        _("Wie"),
        _("Vaststelling of afspraak"),
        _("Van welk jaar of welke dag"),
        _("Stuk"),
        _("Bedrag"),
    )
    shares = {whose(share): share for _one, told in known.settled for share in told}
    rows: list[tuple[Cell, ...]] = []
    for key, told in known.roads.items():
        for one in told:
            name = share_name(shares[key])
            step = one.subsidy
            where = (step.source.name, step.year, step.document) if step else (one.name, one.on, one.document)
            rows.append((str(key[0]), name, *where, one.cents / CENTS))
    return Table(_("Hoe geregeld"), columns, rows)


def _rules(known: _Known) -> Table:
    columns = (_("Afspraak"), _("Versie"), _("Geldt vanaf"), _("Geldt tot"), _("Ingetrokken op"), _("Wat er staat"))
    rows = [
        (
            *(one.title, one.number, one.begin, one.until, one.withdrawn_on),
            " ".join(rule_sentences(one.terms, parties=one.parties)),
        )
        for one in known.texts
    ]
    return Table(_("Regels"), columns, rows)


def _signed(known: _Known) -> Table:
    """Which party signed when; who did it for the party stands on the page, and not in a file that is sent on."""
    columns = (_("Afspraak"), _("Versie"), _("Wie"), _("Getekend op"), _("Verslag"), _("Doet niet meer mee vanaf"))
    rows = [
        (
            *(text.title, text.number, party_name("" if one.is_residents else one.organisation)),
            *(one.signed_on, one.document, one.left_on),
        )
        for text in known.texts
        for one in text.parties
    ]
    return Table(_("Partijen"), columns, rows)


def _refused(*, by: Actor) -> Table:
    """Which party said no to what and why; who said it for the party stands on the page."""
    columns = (
        _("Afspraak"),
        _("Wie"),
        _("Waartegen"),
        _("Gezegd op"),
        _("Waarom"),
        _("Verslag"),
        _("Hoe het nu staat"),
    )
    rows = [
        (
            *(one.title, party_name(one.organisation), to_what(one), one.on),
            *(one.reason, one.document, state_words(one)),
        )
        for one in refusals(by=by)
    ]
    return Table(_("Nee gezegd"), columns, rows)


def _bookings(known: _Known, *, by: Actor) -> Table:
    columns = (_("Boeking"), _("Dag"), _("Jaar"), _("Rekening"), _("Bedrag"))
    return Table(_("Boekingen"), columns, list(_entries(known, by=by)))


def _entries(known: _Known, *, by: Actor) -> Iterator[tuple[Cell, ...]]:
    """The entries of each settlement; of one that was undone also what booked it back."""
    booked = booked_under((one.request_key for one, _shares in known.settled), by=by)
    for one, _shares in known.settled:
        found = booked.get(one.request_key)
        for account, _commodity, amount in found.entries if found else ():
            yield found.number if found else None, one.settled_on, str(span_of(one)), account, amount / CENTS
            if one.undone_on is not None:
                yield None, one.undone_on, str(span_of(one)), account, -amount / CENTS
