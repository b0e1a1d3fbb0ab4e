"""Rules of how long things are kept, in Dutch words and as a table; it decides nothing."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wijkwaarde.kernel.retention.queries import Term
from wijkwaarde.kernel.retention.terms import RuleKey, Start
from wijkwaarde.web.tables import Cell, Table, table

A_YEAR = 12


def rule_name(key: RuleKey) -> str:
    """What a rule is called."""
    return {
        RuleKey.VOLUNTARY: _("Een vraag zonder wet erbij"),
        RuleKey.WMO: _("Hulp uit de Wmo"),
        RuleKey.WMO_NO_PROVISION: _("Een plan voor de Wmo zonder hulp uit de wet"),
        RuleKey.YOUTH: _("Jeugdhulp"),
        RuleKey.GUARDIANSHIP: _("Voogdij of ondertoezichtstelling"),
        RuleKey.TRAIL: _("Wie keek er, en waarom"),
        RuleKey.ANALYSIS: _("Kansen in een berekening"),
        RuleKey.REQUEST: _("Weggehaald omdat de bewoner dat vroeg"),
    }[key]


def start_words(term: Term) -> str:
    """From when a term counts."""
    return {
        Start.CLOSED: _("het einde"),
        Start.LAST_CHANGE: _("de laatste verandering"),
        Start.AGE: _("de {age}e verjaardag").format(age=term.age),
    }[Start(term.start)]


def months_words(months: int) -> str:
    """So many months, in years where they are whole."""
    years, rest = divmod(months, A_YEAR)
    if years and not rest:
        return _("{years} jaar").format(years=years)
    return ngettext("{months} maand", "{months} maanden", months).format(months=months)


def terms_table(terms: Sequence[Term]) -> Table:
    """All rules, with their sources."""
    return table(
        caption=_("Hoe lang we bewaren"),
        first=_("Waar het over gaat"),
        words=(_("Hoe lang"), _("Telt vanaf"), _("Bron")),
        numeric=(),
        rows=tuple(
            (
                Cell(rule_name(one.key)),
                (Cell(months_words(one.months)), Cell(start_words(one)), Cell(one.source)),
            )
            for one in terms
        ),
    )
