"""Says a trial of rules to a reader, in tables and as a file; it asks no database and writes nothing."""

from __future__ import annotations

from django.utils.translation import gettext as _

from wijkwaarde.instruments.shared_savings.queries import Trial, TriedRule, TriedYear
from wijkwaarde.instruments.shared_savings.sentences import CENTS, cents, rule_sentences, shared_by_name, whole
from wijkwaarde.web.format import percent
from wijkwaarde.web.saves.book import Book
from wijkwaarde.web.saves.book import Cell as SheetCell
from wijkwaarde.web.saves.book import Table as Sheet
from wijkwaarde.web.tables import Cell, Table, table


def trial_table(trial: Trial, *, is_together: bool = False) -> Table:
    """Rules side by side: what each party gets over all years."""
    titles = tuple(one.choice.title for one in trial.rules)
    gives = [one.together if is_together else one.totals for one in trial.rules]
    rows = tuple(
        (name, tuple(cents(told[who]) if who in told else "–" for told in gives)) for who, name in trial.parties.items()
    )
    caption = _("Alle jaren in één keer verdeeld") if is_together else _apart(trial)
    total = (_("Samen"), tuple(cents(sum(told.values())) for told in gives))
    return table(caption=caption, first=_("Wie"), numeric=titles, rows=rows, total=total)


def has_more(trial: Trial) -> bool:
    """Whether there are several years that all rules are tried on, so that sharing them as one is something else."""
    known = sum(not one.is_invented for one in trial.years)
    return (known or len(trial.years)) > 1


def _apart(trial: Trial) -> str:
    if any(one.choice.terms.years > 1 for one in trial.rules):
        return _("Verdeeld zoals elke regel zegt, bij elkaar geteld")
    return _("Elk jaar apart verdeeld, bij elkaar geteld")


def chance_table(trial: Trial) -> Table | None:
    """What each rule pays out over invented years, in which nothing was saved; None without such years."""
    if not any(one.is_invented for one in trial.years):
        return None
    rows = tuple((one.choice.title, (whole(one.by_chance),)) for one in trial.rules)
    caption = _("Wat een regel uitkeert in verzonnen jaren: alles is toeval")
    return table(caption=caption, first=_("Regel"), numeric=(_("Bedrag"),), rows=rows)


def usual_year(trial: Trial) -> TriedYear:
    """The year of which it is said whether it is chance: the last that was, or the last invented one."""
    return [*(one for one in trial.years if one.is_invented), *(one for one in trial.years if not one.is_invented)][-1]


def years_table(trial: Trial) -> Table:
    """The years of a trial, with what is usual for them and what each rule shares."""
    rows = tuple(
        (
            Cell(year_name(one), detail=_usual(one)),
            (whole(one.result), _part(one), *(_shared_in(one, rule=rule) for rule in trial.rules)),
        )
        for one in trial.years
    )
    titles = tuple(one.choice.title for one in trial.rules)
    numeric = (_("Over of tekort"), _("Deel van het budget"), *titles)
    return table(caption=_("Jaar voor jaar: wat elke regel verdeelt"), first=_("Jaar"), numeric=numeric, rows=rows)


def _shared_in(one: TriedYear, *, rule: TriedRule) -> str:
    """What a rule shares in a year; nothing where it shares it together with a later one."""
    told = rule.by_year.get(one.year)
    return "–" if told is None else whole(sum(told.values()))


def year_name(one: TriedYear) -> str:
    """A year, and whether it was invented."""
    return _("Verzonnen jaar {number}").format(number=one.year - 1900) if one.is_invented else str(one.year)


def _usual(one: TriedYear) -> str:
    if one.usual is None:
        return _("te weinig eerdere jaren")
    return _("meer dan toeval") if one.usual.beyond else _("kan toeval zijn")


def _part(one: TriedYear) -> str:
    return percent(one.result / one.budget) if one.budget else "–"


def trial_book(trial: Trial) -> Book:
    """A trial as a file: euros as numbers, per rule, party and year."""
    parties: tuple[tuple[SheetCell, ...], ...] = tuple(
        (name, *(told.get(who, 0) / CENTS for one in trial.rules for told in (one.totals, one.together)))
        for who, name in trial.parties.items()
    )
    heads = tuple(
        words.format(title=one.choice.title)
        for one in trial.rules
        for words in (_("{title}: zoals de regel zegt"), _("{title}: alle jaren in één keer"))
    )
    years: tuple[tuple[SheetCell, ...], ...] = tuple(
        (
            year_name(year),
            year.budget / CENTS,
            year.costs / CENTS,
            name,
            *(_cell(one, year=year, who=who) for one in trial.rules),
        )
        for year in trial.years
        for who, name in trial.parties.items()
    )
    titles = tuple(one.choice.title for one in trial.rules)
    return Book(
        "proef-besparing",
        (
            Sheet(_("Per partij"), (_("Wie"), *heads), parties),
            Sheet(_("Per jaar"), (_("Jaar"), _("Budget"), _("Uitgegeven"), _("Wie"), *titles), years),
        ),
    )


def _cell(one: TriedRule, *, year: TriedYear, who: str) -> SheetCell:
    told = one.by_year.get(year.year)
    return None if told is None else told.get(who, 0) / CENTS


def trial_rules(trial: Trial) -> list[tuple[str, str, list[str]]]:
    """Each rule of a trial by its title, in proportion to what, and in sentences."""
    return [
        (
            one.choice.title,
            shared_by_name(one.choice.terms.shared_by),
            rule_sentences(one.choice.terms, parties=one.choice.parties),
        )
        for one in trial.rules
    ]
