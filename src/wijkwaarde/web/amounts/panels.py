"""What runs now and what the plan takes, in words: two lists with what they come to, for who helps and reads the case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from waarde import EURO, FirstYear, Frequency, counted
from wijkwaarde.kernel.flows.queries import PlanAmounts
from wijkwaarde.kernel.flows.rules import Amount
from wijkwaarde.web.amounts.wording import amount_words, hours_words
from wijkwaarde.web.format import Money

ANY_YEAR = FirstYear(None)


@dataclass(frozen=True, slots=True)
class AmountRow:
    """One row: what, who does it, what it takes, what that comes to in a year, and where it is filled in."""

    what: str
    who: str
    price: str
    words: str
    hours: tuple[str, ...]
    total: str
    tag: str
    facts: tuple[str, ...]
    url: str


@dataclass(frozen=True, slots=True)
class AmountList:
    """A list with what it comes to, and what is not in that."""

    rows: tuple[AmountRow, ...]
    total: str
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AmountsPanel:
    """The page: now (None: nobody said what runs) and the plan."""

    key: UUID
    base: int
    now: AmountList | None
    plan: AmountList
    removed: tuple[str, ...]
    said_nothing: bool
    is_agreed: bool
    edition: str
    is_example: bool


def amounts_panel(found: PlanAmounts, *, key: UUID) -> AmountsPanel:
    """The two lists as the page shows them."""
    return AmountsPanel(
        key=key,
        base=found.base,
        now=None if found.now is None else _list(found.now, key=key, address="amounts_now_row"),
        plan=_list(found.plan, key=key, address="amounts_plan_row"),
        removed=found.removed,
        said_nothing=found.said_nothing,
        is_agreed=found.is_agreed,
        edition="" if found.edition is None else f"{found.edition.name}, {found.edition.edition}",
        is_example=found.edition is not None and found.edition.example,
    )


def _list(amounts: Sequence[Amount], *, key: UUID, address: str) -> AmountList:
    rows = tuple(
        _row(one, url=_url(one, key=key, address=address, number=number)) for number, one in enumerate(amounts, 1)
    )
    return AmountList(rows, _total(amounts), _remarks(amounts))


def _url(one: Amount, *, key: UUID, address: str, number: int) -> str:
    """Where a row is filled in; what runs on is filled in where it runs now."""
    from_now = one.runs_on and address == "amounts_plan_row"
    return "" if from_now else reverse(address, args=[key, number])


def _row(one: Amount, *, url: str) -> AmountRow:
    is_counted = one.price is not None and one.use is not None
    return AmountRow(
        what=one.name,
        who=one.who,
        price=one.price.name if one.price is not None else "",
        words=amount_words(one),
        hours=tuple(hours_words(hours) for hours in one.hours),
        total=_exact(one, value=_value(one)) if is_counted else "",
        tag=_("Voorstel") if one.proposed and one.price is not None else "",
        facts=_facts(one, is_plan=not url),
        url=url,
    )


def _facts(one: Amount, *, is_plan: bool) -> tuple[str, ...]:
    facts = [_("van nu, loopt door")] if is_plan and one.runs_on else []
    facts += [_("loopt door in het plan")] if one.runs_on and not is_plan else []
    facts += [_("gaat van de een naar de ander: telt niet mee")] if one.beneficiary else []
    return tuple(facts)


def _value(one: Amount) -> float:
    """What a row comes to in a year; a chance or a share has no place in a plan."""
    if one.price is None or one.use is None:
        return 0.0
    return counted(one.use, year=ANY_YEAR) * one.price.value


def _exact(one: Amount, *, value: float) -> str:
    return Money(one.price.currency if one.price is not None else EURO).exact(value)


def _total(amounts: Sequence[Amount]) -> str:
    """What the rows come to together, without what goes from one to the other."""
    own = [one for one in amounts if one.price is not None and one.use is not None and not one.beneficiary]
    if not own:
        return ""
    total, once = sum(_value(one) for one in own), sum(_value(one) for one in own if _is_once(one))
    told = _("Samen {total} in een jaar").format(total=_exact(own[0], value=total))
    return f"{told}, {_('waarvan eenmalig {once}').format(once=_exact(own[0], value=once))}" if once else told


def _is_once(one: Amount) -> bool:
    return one.use is not None and one.use.frequency is Frequency.ONCE


def _remarks(amounts: Sequence[Amount]) -> tuple[str, ...]:
    """What the sum leaves open."""
    empty = sum(1 for one in amounts if one.proposed and (one.price is None or one.use is None))
    proposed = sum(1 for one in amounts if one.proposed and one.price is not None and one.use is not None)
    told = []
    if proposed:
        words = ngettext("{count} regel is een voorstel.", "{count} regels zijn een voorstel.", proposed)
        told.append(f"{words.format(count=proposed)} {_('Dat telt mee, tot jij iets anders kiest.')}")
    if empty:
        words = ngettext("{count} regel is nog niet ingevuld.", "{count} regels zijn nog niet ingevuld.", empty)
        told.append(words.format(count=empty))
    return tuple(told)
