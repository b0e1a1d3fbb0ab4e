"""The table of a folder of cases as text for a terminal, with totals and in how many cases each is known."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from waarde import Situation
from wijkwaarde.instruments.micro_analysis.overview import DIFFERENCES, CaseRow, Overview
from wijkwaarde.instruments.micro_analysis.report import table_lines, wrapped
from wijkwaarde.kernel.words import word
from wijkwaarde.web import format as formats
from wijkwaarde.web.tables import table

AMOUNTS = (*Situation, *DIFFERENCES)
UNKNOWN = "?"


def text_of_overview(overview: Overview) -> str:
    """A row per case in whole euros of the first year, the totals, and what a reader must know."""
    shown = table(
        caption=_("Casussen"),
        first=_("casus"),
        words=(_("cijfers"),),
        numeric=(_("nu"), _("niets"), _("plan"), _("gebleken"), _("niets - plan"), _("nu - plan")),
        rows=tuple((row.case, (row.marks, *_amounts(row))) for row in overview.rows),
        total=(_("samen"), ("", *(_euros(overview.sums.get(name)) for name in AMOUNTS))),
    )
    lines = [*table_lines(shown), ""]
    total = len(overview.rows)
    counts = ", ".join(f"{word(situation)} {overview.known.get(situation, 0)}" for situation in Situation)
    cases = ngettext("{total} casus.", "{total} casussen.", total).format(total=total)
    lines.append(wrapped(_("{cases} Aantal waarin het bekend is: {counts}.").format(cases=cases, counts=counts)))
    lines.append(wrapped(_("Tel cijfers van mensen niet op: ieder cijfer is van één mens.")))
    if overview.problems:
        failed = len(overview.problems)
        unread = ngettext("{failed} bestand is niet gelezen.", "{failed} bestanden zijn niet gelezen.", failed)
        lines.append(wrapped(unread.format(failed=failed)))
    return "\n".join(lines) + "\n"


def _amounts(row: CaseRow) -> tuple[str, ...]:
    return tuple(_euros(row.amounts[name]) for name in AMOUNTS)


def _euros(amount: float | None) -> str:
    return UNKNOWN if amount is None else formats.euros(amount)
