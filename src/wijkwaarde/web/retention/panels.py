"""What goes, what stays and what went, in words; for who looks after it only numbers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.cases.queries import SeenCase
from wijkwaarde.kernel.retention.queries import Kept, counted_due, destroyed, holds, kept_for, terms
from wijkwaarde.kernel.retention.rules import may_choose_law, may_hold
from wijkwaarde.kernel.retention.terms import AHEAD, RuleKey
from wijkwaarde.web.format import day
from wijkwaarde.web.retention.wording import months_words, rule_name
from wijkwaarde.web.tables import Cell, Table, table

A_YEAR = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Looked:
    """The page of who looks after it: what goes in the next month, what stays, what went, and how long is decided."""

    goes: Table
    held: tuple[str, ...]
    went: Table
    short: str
    short_source: str


def looked_after(*, by: Actor, today: date) -> Looked:
    """All of it, in numbers."""
    short = next(one for one in terms(by=by, today=today) if one.key is RuleKey.VOLUNTARY)
    return Looked(
        goes=_goes(by=by, today=today),
        held=tuple(
            ngettext("{count} vraag blijft tot {day}.", "{count} vragen blijven tot {day}.", count).format(
                count=count, day=day(until)
            )
            for until, count in holds(by=by, today=today)
        ),
        went=_went(by=by, today=today),
        short=months_words(short.months),
        short_source=short.source,
    )


def _goes(*, by: Actor, today: date) -> Table:
    rows = counted_due(by=by, today=today, until=today + AHEAD)
    return table(
        caption=_("Wat de komende maand weggaat"),
        first=_("Regel"),
        numeric=(_("Gaat weg"), _("Vastgehouden")),
        rows=tuple((rule_name(RuleKey(rule)), (str(goes), str(held))) for rule, goes, held in rows),
    )


def _went(*, by: Actor, today: date) -> Table:
    rows = destroyed(by=by, since=today - A_YEAR)
    return table(
        caption=_("Wat het laatste jaar wegging"),
        first=_("Dag"),
        words=(_("Regel"),),
        numeric=(_("Vragen"), _("Rijen")),
        rows=tuple(
            (day(on), (rule_name(RuleKey(rule)), Cell(str(cases)), Cell(str(count)))) for on, rule, cases, count in rows
        ),
    )


@dataclass(frozen=True, slots=True)
class KeptPage:
    """How long one case stays, in sentences, and what who looks may do about it."""

    when: str
    why: str
    kept: Kept
    held_until: str
    may_choose: bool
    may_hold: bool


def kept_page(seen: SeenCase, *, by: Actor, today: date) -> KeptPage:
    """For who takes part in it."""
    kept = kept_for(seen, today=today)
    return KeptPage(
        when=_after(kept, by=by, today=today) if seen.case.closed_on is None else _when(kept),
        why=_why(kept),
        kept=kept,
        held_until=day(kept.hold.until) if kept.hold else "",
        may_choose=may_choose_law(part=seen.part),
        may_hold=may_hold(part=seen.part),
    )


def _after(kept: Kept, *, by: Actor, today: date) -> str:
    """That nothing goes as long as it runs, and how long it stays after that: as long as the rule that keeps it longest."""
    rules = kept.laws or (RuleKey.VOLUNTARY.value,)
    months = max(one.months for one in terms(by=by, today=today) if one.key.value in rules)
    text = _(
        "Zolang jullie bezig zijn, blijft alles staan. Na het einde blijft het nog {long}. Dan gaat het vanzelf weg."
    )
    return text.format(long=months_words(months))


def _when(kept: Kept) -> str:
    if kept.first_day is None:
        return _("Wanneer dit weggaat, is nog niet bekend. Daarvoor mist een geboortedatum.")
    return _("Vanaf {day} gaat alles vanzelf weg.").format(day=day(kept.first_day))


def _why(kept: Kept) -> str:
    if kept.rule:
        return rule_name(RuleKey(kept.rule))
    return ", ".join(rule_name(RuleKey(one)) for one in kept.laws) or rule_name(RuleKey.VOLUNTARY)
