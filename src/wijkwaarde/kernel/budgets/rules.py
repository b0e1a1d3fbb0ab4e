"""Decides who sees and keeps a budget, what may still change, and what accounts are called; it asks no database."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol
from uuid import UUID

from django.utils.text import slugify
from django.utils.translation import gettext as _

from waarde import Period
from wijkwaarde.kernel.accounts.terms import Role
from wijkwaarde.kernel.budgets.terms import (
    BEFORE,
    LONGEST_SLUG,
    MAY_BE_NOTHING,
    MAY_GO_BACK,
    MOST_NAMES,
    MOST_YEARS,
    ONCE,
    SLUG,
    BudgetUse,
    Purse,
    SubsidyStep,
)
from wijkwaarde.kernel.errors import NotFound, Refused
from wijkwaarde.kernel.ledger.rules import hundredths, percentage

PERCENT = 100
READERS = frozenset({Role.CONTROLLER.value, Role.MANAGER.value, Role.BOARD.value})


@dataclass(frozen=True, slots=True, kw_only=True)
class NewBudget:
    """What a budget begins with."""

    name: str
    begin: date
    until: date
    base_year: int
    who_belongs: str
    use: BudgetUse = BudgetUse.TASK
    purse: Purse = Purse.VIRTUAL
    request_key: UUID


def may_read(role: str) -> bool:
    """Whether somebody reads the budget by party and source: controller, manager and board."""
    return role in READERS


def check_reads(role: str, *, is_command: bool = False) -> None:
    """Errors: NotFound for who does not read the budget."""
    if not is_command and not may_read(role):
        raise NotFound("area_budget")


def may_keep(role: str) -> bool:
    """Whether somebody keeps the budget: the controller."""
    return role == Role.CONTROLLER.value


def check_keeps(role: str, *, is_command: bool = False) -> None:
    """Errors: NotFound for who does not keep the budget."""
    if not is_command and not may_keep(role):
        raise NotFound("area_budget")


def check_base_cents(cents: int) -> None:
    """Refuse a cost of the base year of nothing or less."""
    if cents <= 0:
        raise Refused(_("Een bedrag van het basisjaar is meer dan 0."), field="amount")


def check_year(year: int, *, budget: tuple[date, date], source: tuple[date, date | None]) -> None:
    """Refuse a subsidy of a year in which its source takes no part in the budget."""
    first, last = date(year, 1, 1), date(year + 1, 1, 1)
    until = budget[1] if source[1] is None else min(budget[1], source[1])
    if max(budget[0], source[0]) >= last or until <= first:
        raise Refused(_("In dit jaar doet deze geldbron niet mee."), field="year")


def check_period(begin: date, *, until: date, base_year: int) -> None:
    """Refuse a budget that ends before it begins, lasts too long, or stands on a year that is still to come."""
    if until <= begin:
        raise Refused(_("Het einde is na het begin."), field="until")
    if until.year - begin.year > MOST_YEARS:
        raise Refused(_("Een budget duurt ten hoogste {count} jaar.").format(count=MOST_YEARS), field="until")
    if base_year > begin.year:
        raise Refused(_("Het basisjaar is een jaar vóór het budget, of het eerste jaar zelf."), field="base_year")


def check_slug(slug: str) -> None:
    """Refuse a short name that is none."""
    if not re.fullmatch(SLUG, slug):
        raise Refused(_("Een korte naam heeft kleine letters, cijfers en streepjes."), field="slug")


def taking_part(since: date, left: date | None, *, begin: date, until: date) -> tuple[Period, ...]:
    """The days of a budget on which a source takes part; none where it joins after the end or left before the begin."""
    first, end = max(since, begin), until if left is None else min(left, until)
    return (Period(first, end),) if first < end else ()


def slug_of(name: str) -> str:
    """The short name of a source or product, from its name. Errors: Refused where nothing of it is left.

    >>> slug_of("Wmo: individuele begeleiding")
    'wmo-individuele-begeleiding'
    """
    slug = slugify(name).replace("_", "-")[:LONGEST_SLUG].strip("-")
    if not slug:
        raise Refused(_("Gebruik in de naam ook gewone letters of cijfers."), field="name")
    return slug


def free_slug(slug: str, *, name: str, taken: Mapping[str, str]) -> str:
    """A short name that is free, with a number behind it where a long name begins as another. Errors: Refused for the same name.

    >>> free_slug("thuis", name="Thuis zwaar", taken={"thuis": "Thuis licht"})
    'thuis-2'
    """
    if name.casefold() in {one.casefold() for one in taken.values()}:
        raise Refused(_("Deze naam is er al."), field="name")
    numbered = (f"{slug[: LONGEST_SLUG - 3].rstrip('-')}-{number}" for number in range(2, len(taken) + 3))
    return next(one for one in (slug, *numbered) if one not in taken)


class Called(Protocol):
    """A product with all that a file may call it."""

    pk: int
    slug: str
    name: str
    price_key: str
    also_called: list[str]


def products_by_word(products: Iterable[Called]) -> dict[str, int]:
    """Every word by which a file means a product, as written; what one is called now goes before what it was called before."""
    those = tuple(products)
    before = {word: one.pk for one in those for word in (one.slug, *one.also_called)}
    return before | {word: one.pk for one in those for word in (one.price_key, one.name) if word}


def check_called(names: Iterable[str], *, others: Iterable[Called]) -> None:
    """Refuse a name by which files mean another product of the budget."""
    taken = {_plain(word): one.name for one in others for word in (one.name, *one.also_called)}
    for name in names:
        other = taken.get(_plain(name))
        if other is not None and _plain(other) == _plain(name):
            raise Refused(_("Deze naam is er al."), field="name")
        if other is not None:
            told = _("Met ‘{name}’ bedoelen bestanden al ‘{other}’. Haal die naam daar eerst weg, of kies een andere.")
            raise Refused(told.format(name=name, other=other), field="name")


def also_called(names: Iterable[str], *, name: str, before: str) -> list[str]:
    """What files call a product beside its name, each once; its name until now comes with it. Errors: Refused for too many.

    >>> also_called(["IB"], name="Begeleiding thuis", before="Begeleiding")
    ['IB', 'Begeleiding']
    >>> also_called(["IB", "Begeleiding"], name="begeleiding", before="Begeleiding thuis")
    ['IB', 'Begeleiding thuis']
    """
    found: dict[str, str] = {}
    for one in (*names, before):
        found.setdefault(_plain(one), one)
    found.pop(_plain(name), None)
    if len(found) > MOST_NAMES:
        raise Refused(_("Een product heeft ten hoogste {count} namen.").format(count=MOST_NAMES), field="also_called")
    return list(found.values())


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


def check_weights(weights: Mapping[str, Decimal]) -> None:
    """Refuse an index that is put together from more than all of it, or from a series with no part in it."""
    if any(weight <= 0 for weight in weights.values()) or sum(weights.values()) > 1:
        raise Refused(_("De delen van een index zijn samen ten hoogste 100%, en elk meer dan 0."), field="index")


def check_joins(begin: date, *, starts: date, until: date) -> None:
    """Refuse a source that takes part on no day of the budget; it may have begun before it."""
    if begin >= until:
        raise Refused(
            _("Het budget loopt van {begin} tot {until}. Kies een dag daarvoor of daarin.").format(
                begin=_short(starts), until=_short(until)
            ),
            field="begin",
        )


def check_has_joined(begin: date, *, first_year: int | None) -> None:
    """Refuse that a source joins after the first year of its subsidy."""
    if first_year is not None and begin.year > first_year:
        raise Refused(_("Er staat al een subsidie van een eerder jaar bij deze bron."), field="begin")


def check_leaves(until: date, *, begin: date, last_year: int | None) -> None:
    """Refuse an end before the begin of a source, or before the last year of its subsidy."""
    if until <= begin:
        raise Refused(_("Een geldbron stopt na de dag waarop hij meedoet."), field="until")
    if last_year is not None and until <= date(last_year, 1, 1):
        raise Refused(_("Er staat nog een subsidie van een later jaar bij deze bron."), field="until")


def cents_of(text: str) -> int:
    """A typed amount as whole cents. Errors: Refused."""
    return hundredths(text)


def rate_of(text: str) -> Decimal:
    """A typed percentage as a part of 1. Errors: Refused for what is none.

    >>> rate_of("2,5%"), rate_of("-10")
    (Decimal('0.025'), Decimal('-0.1'))
    """
    return percentage(text, field="rate") / PERCENT


def _short(day: date) -> str:
    return day.strftime("%d-%m-%Y")


# --- Subsidies ---


@dataclass(frozen=True, slots=True, kw_only=True)
class NewStep:
    """A step of a subsidy as somebody fills it in."""

    year: int
    step: SubsidyStep
    cents: int
    on: date
    document: str
    applicant_id: int
    receiver_id: int | None = None
    request_key: UUID


@dataclass(frozen=True, slots=True)
class CostRow:
    """A cost of the base year of which party, product and source are known."""

    source_id: int
    organisation_id: int
    product_id: int
    cents: int
    people: int | None
    found_in: str


@dataclass(frozen=True, slots=True)
class Done:
    """A step that was taken and not undone."""

    step: SubsidyStep
    cents: int


def check_happened(on: date, *, today: date) -> None:
    """Refuse a step of a day that is still to come: what it moves is booked as something that happened."""
    if on > today:
        raise Refused(_("Deze dag moet nog komen."), field="on")


def total(done: Iterable[Done], *, step: SubsidyStep) -> int:
    """The cents of all steps of one kind."""
    return sum(one.cents for one in done if one.step is step)


def check_step(new: Done, *, before: Sequence[Done]) -> None:
    """Refuse a step out of its order, twice, or with an amount that cannot be."""
    _check_step_amount(new)
    taken = {one.step for one in before}
    needed = BEFORE.get(new.step)
    if needed is not None and needed not in taken:
        raise Refused(_not_yet()[new.step], field="step")
    if new.step in ONCE and new.step in taken:
        raise Refused(_("Deze stap is al gezet. Klopt hij niet? Maak hem eerst ongedaan."), field="step")
    if SubsidyStep.DETERMINATION in taken and new.step in {SubsidyStep.APPLICATION, SubsidyStep.AWARD}:
        raise Refused(_("Deze subsidie is al vastgesteld. Daarna komt er niets meer bij."), field="step")
    if new.step is SubsidyStep.ADVANCE:
        _check_paid(new, paid=total([*before, new], step=SubsidyStep.ADVANCE), due=due(before))
    if new.step is SubsidyStep.RESERVE and total([*before, new], step=SubsidyStep.RESERVE) < 0:
        raise Refused(_("Er kan niet meer uit de reserve dan erin zit."), field="amount")


def _check_paid(new: Done, *, paid: int, due: int) -> None:
    if new.cents > 0 and paid > due:
        raise Refused(_("Er kan niet meer betaald worden dan er verleend of vastgesteld is."), field="amount")
    if paid < 0:
        raise Refused(_("Er kan niet meer terug dan er betaald is."), field="amount")


def _check_step_amount(new: Done) -> None:
    if new.cents == 0 and new.step not in MAY_BE_NOTHING:
        raise Refused(_("Een bedrag is niet 0."), field="amount")
    if new.cents < 0 and new.step not in MAY_GO_BACK:
        raise Refused(_("Dit bedrag is 0 of meer."), field="amount")


def _not_yet() -> dict[SubsidyStep, str]:
    return {
        SubsidyStep.AWARD: _("Er is nog niets aangevraagd. Zet eerst de aanvraag erin."),
        SubsidyStep.ADVANCE: _("Er is nog niets verleend. Zet eerst de verlening erin."),
        SubsidyStep.ACCOUNT: _("Er is nog niets verleend. Zet eerst de verlening erin."),
        SubsidyStep.DETERMINATION: _("Er is nog niets verantwoord. Zet eerst de verantwoording erin."),
        SubsidyStep.RESERVE: _("De subsidie is nog niet vastgesteld. Zet eerst de vaststelling erin."),
    }


def check_may_undo(index: int, *, taken: Sequence[Done]) -> None:
    """Refuse to undo a step on which a later one rests."""
    left: list[Done] = []
    for one in (*taken[:index], *taken[index + 1 :]):
        try:
            check_step(one, before=left)
        except Refused as refused:
            raise Refused(_("Een latere stap rust hierop. Maak die eerst ongedaan.")) from refused
        left.append(one)


def due(done: Iterable[Done]) -> int:
    """What a source is to pay: what was determined, and until then what was awarded."""
    told = list(done)
    is_determined = any(one.step is SubsidyStep.DETERMINATION for one in told)
    return total(told, step=SubsidyStep.DETERMINATION if is_determined else SubsidyStep.AWARD)


def moves(new: Done, *, before: Sequence[Done]) -> int:
    """What a step books, in cents: an award and an advance all of it, a determination what it differs from the award."""
    if new.step in {SubsidyStep.AWARD, SubsidyStep.ADVANCE, SubsidyStep.RESERVE}:
        return new.cents
    return new.cents - total(before, step=SubsidyStep.AWARD) if new.step is SubsidyStep.DETERMINATION else 0
