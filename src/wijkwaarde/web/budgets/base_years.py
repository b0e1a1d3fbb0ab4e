"""The base year of a budget in words and tables: its costs, who signed them, what changed since, and what was signed before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.base_years.queries import BaseYear, SeenParty, SeenText
from wijkwaarde.kernel.base_years.rules import Change, Said, may_sign
from wijkwaarde.kernel.budgets.queries import Budget
from wijkwaarde.kernel.budgets.rules import may_keep
from wijkwaarde.web.format import day, money
from wijkwaarde.web.saves.book import Book
from wijkwaarde.web.saves.book import Table as SavedTable
from wijkwaarde.web.tables import Cell, Table, table

CENTS = 100


@dataclass(frozen=True, slots=True)
class PartyLine:
    """A party with its signature, and what this reader may do about it (empty: nothing)."""

    organisation_id: int
    name: str
    words: str
    is_signed: bool
    signs: bool
    takes_back: bool
    paper: str


@dataclass(frozen=True, slots=True)
class BaseYearPage:
    """How far the signing is, in a word and a sentence; the parties; the costs; and what changed."""

    tag: str
    tone: str
    words: str
    parties: tuple[PartyLine, ...]
    costs: Table | None
    changes: Table | None
    before: Table | None
    puts: bool
    text_id: int | None
    number: int
    is_old: bool


def base_year_page(found: BaseYear, *, budget: Budget, by: Actor, today: date) -> BaseYearPage:
    """Everything on the page of a base year."""
    tag, tone = state_of(found)
    newest = found.newest
    asks = newest is not None and not found.is_changed
    return BaseYearPage(
        tag,
        tone,
        _lead(found),
        tuple(_party(one, budget=budget, by=by, today=today, asks=asks) for one in newest.parties) if newest else (),
        costs_table(found.now),
        _changes(found.changes()) if found.is_changed else None,
        _before(found.texts[0 if found.is_changed else 1 :]),
        puts=may_keep(by.role) and bool(found.now.costs) and not asks,
        text_id=newest.pk if newest else None,
        number=newest.number if newest else 0,
        is_old=found.is_changed,
    )


def state_of(found: BaseYear) -> tuple[str, str]:
    """How far the signing is, in a few words, with the tone of its tag."""
    if found.newest is None:
        return _("nog niet voorgelegd"), ""
    if found.is_changed:
        return _("veranderd na versie {number}").format(number=found.newest.number), "stuck"
    if found.signed_on is not None:
        return _("door iedereen getekend op {day}").format(day=day(found.signed_on)), "done"
    all_of_them = len(found.newest.parties)
    words = _("{count} van de {all} partijen tekenden").format(
        count=all_of_them - len(found.newest.missing), all=all_of_them
    )
    return words, "wait"


def _lead(found: BaseYear) -> str:
    if found.newest is None:
        return _("Elke partij tekent zelf voor deze kosten. Leg ze voor zodra ze kloppen.")
    if found.is_changed:
        return _("De kosten of de regel veranderden. Wat er getekend was, blijft staan. De partijen tekenen opnieuw.")
    told = _("Versie {number}, voorgelegd op {day}.").format(number=found.newest.number, day=day(found.newest.put_on))
    missing = [one.name for one in found.newest.missing]
    return f"{told} {_('Nog niet getekend: {names}.').format(names=', '.join(missing))}" if missing else told


def _party(one: SeenParty, *, budget: Budget, by: Actor, today: date, asks: bool) -> PartyLine:
    own = asks and may_sign(by.role, own=by.organisation_id, organisation_id=one.organisation_id)
    notes = asks and one.is_absent and may_keep(by.role)
    is_signed = one.signed_on is not None
    paper = reverse("base_year_paper", args=[budget.pk, one.organisation_id]) if notes and not is_signed else ""
    return PartyLine(
        one.organisation_id,
        one.name,
        _signed(one),
        is_signed,
        signs=own and not is_signed,
        takes_back=(own or notes) and one.signed_on == today,
        paper=paper,
    )


def _signed(one: SeenParty) -> str:
    if one.signed_on is None:
        return _("Hier kan niemand van deze partij tekenen. Dat gaat op papier.") if one.is_absent else ""
    if one.document:
        return _("Op papier: {document}. Genoteerd op {day} door {who}.").format(
            document=one.document, day=day(one.signed_on), who=one.signed_by
        )
    return _("Op {day} door {who}.").format(day=day(one.signed_on), who=one.signed_by)


def costs_table(said: Said) -> Table | None:
    """What each party's products cost in the base year."""
    if not said.costs:
        return None
    return table(
        caption=_("Kosten in {year}").format(year=said.base_year),
        first=_("Partij"),
        words=(_("Product, en waar het staat"), _("Geldbron")),
        numeric=(_("Mensen"), _("Kosten")),
        rows=tuple(
            (
                one.organisation,
                (
                    Cell(one.product_name, detail=one.found_in),
                    one.source_name,
                    "" if one.people is None else str(one.people),
                    money(one.cents / CENTS),
                ),
            )
            for one in said.costs
        ),
        total=(_("Samen"), ("", "", "", money(said.cents / CENTS))),
    )


def _changes(found: Sequence[Change]) -> Table | None:
    if not found:
        return None
    return table(
        caption=_("Wat er veranderde"),
        first=_("Partij, product en geldbron"),
        numeric=(_("Was"), _("Is nu")),
        rows=tuple((one.name, (_amount(one.before), _amount(one.after))) for one in found),
    )


def _amount(cents: int | None) -> str:
    return _("niets") if cents is None else money(cents / CENTS)


def _before(texts: Sequence[SeenText]) -> Table | None:
    if not texts:
        return None
    return table(
        caption=_("Eerdere versies"),
        first=_("Versie"),
        words=(_("Voorgelegd op"), _("Wie tekende")),
        numeric=(_("Kosten"),),
        rows=tuple((str(one.number), (day(one.put_on), _who(one), money(one.said.cents / CENTS))) for one in texts),
    )


def _who(text: SeenText) -> str:
    signed = [f"{one.name} ({day(one.signed_on)})" for one in text.parties if one.signed_on is not None]
    return ", ".join(signed) or _("niemand")


def signed_words(found: BaseYear) -> str:
    """How far the signing is, for the page of the budget."""
    return state_of(found)[0]


def asks_words(found: BaseYear, *, by: Actor) -> str:
    """That the own party did not sign yet; empty where it did or need not."""
    newest = found.newest
    if newest is None or found.is_changed:
        return ""
    own = [
        one for one in newest.missing if may_sign(by.role, own=by.organisation_id, organisation_id=one.organisation_id)
    ]
    return _("Jouw organisatie tekende het basisjaar nog niet.") if own else ""


def parties_words(said: Said) -> str:
    """How much the base year is, and of how many parties."""
    count = len({one.organisation_id for one in said.costs})
    words = ngettext("{amount} van {count} partij.", "{amount} van {count} partijen.", count)
    return words.format(amount=money(said.cents / CENTS), count=count)


def base_year_book(found: BaseYear) -> Book:
    """The same for a spreadsheet: the costs as they stand, as every version had them, and every signature."""
    columns = (_("partij"), _("product"), _("bron"), _("bedrag"), _("mensen"), _("vindplaats"))
    versions = (
        SavedTable(_("Versie {number}").format(number=one.number), columns, _rows(one.said)) for one in found.texts
    )
    signed = [
        (one.number, one.put_on, party.name, party.signed_on, party.signed_by, party.document, one.fingerprint)
        for one in found.texts
        for party in one.parties
    ]
    heads = (_("versie"), _("voorgelegd"), _("partij"), _("getekend"), _("door"), _("op papier"), _("vingerafdruk"))
    now = SavedTable(_("Nu"), columns, _rows(found.now))
    return Book("basisjaar", (now, SavedTable(_("Handtekeningen"), heads, signed), *versions))


def _rows(said: Said) -> list[tuple[str, str, str, float, int | None, str]]:
    return [
        (one.organisation, one.product_name, one.source_name, one.cents / CENTS, one.people, one.found_in)
        for one in said.costs
    ]
