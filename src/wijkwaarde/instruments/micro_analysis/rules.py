"""Decides who may make and read an analysis, and who sees its chances; facts come in as arguments."""

from __future__ import annotations

from django.utils.translation import gettext as _

from wijkwaarde.kernel.cases.terms import Part
from wijkwaarde.kernel.errors import Refused

CHECKERS = (Part.CONTACT, Part.PROFESSIONAL)
# Whoever stands behind one of these decides about somebody's home, income or freedom: a chance never goes there.
CLOSED_TO = frozenset({"housing-corporation", "justice", "municipality-income-benefit", "police", "uwv"})


def may_read_analysis(*, part: Part | None, reads_case: bool) -> bool:
    """Whether somebody reads an analysis: the resident, and who takes part and reads what is written in the case."""
    return part is Part.RESIDENT or (part in CHECKERS and reads_case)


def may_see_chances(*, part: Part | None, reads_case: bool, stands_behind: frozenset[str]) -> bool:
    """Whether somebody sees how likely a risk was held: who makes or checks analyses, and is no partner of power.

    `stands_behind` are the bearers that the organisation of who looks pays as. The resident never sees a chance: it is
    about a group, and reads as if it were about them.
    """
    return part in CHECKERS and reads_case and not stands_behind & CLOSED_TO


def may_make_analysis(*, part: Part | None, reads_case: bool, is_command: bool) -> bool:
    """Whether somebody saves an analysis: who takes part as a professional and reads the case, or a command."""
    return is_command or (part in CHECKERS and reads_case)


def check_may_make_analysis(*, part: Part | None, reads_case: bool, is_command: bool) -> None:
    """Refuse who may not save an analysis. Errors: Refused."""
    if not may_make_analysis(part=part, reads_case=reads_case, is_command=is_command):
        raise Refused(_("Alleen een beroepskracht die meedoet en mag meelezen, maakt een analyse."))


def hides_amounts(*, part: Part | None) -> bool:
    """Whether amounts are off until they are asked for: on the resident's own screen."""
    return part is Part.RESIDENT
