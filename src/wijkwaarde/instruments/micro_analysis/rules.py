"""Decides who may make and read an analysis, who sees its chances, and what it takes; facts come in as arguments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from waarde import Level
from wijkwaarde.instruments.micro_analysis.terms import MOST_RISKS, Turned
from wijkwaarde.kernel.cases.terms import Part
from wijkwaarde.kernel.errors import Refused
from wijkwaarde.kernel.parties.terms import OrganisationKind

CHECKERS = (Part.CONTACT, Part.PROFESSIONAL)
# Whoever pays as one of these, or is one of these kinds of organisation, decides about somebody's home, income, children or
# freedom: a chance never goes there.
CLOSED_TO = frozenset({"housing-corporation", "justice", "municipality-income-benefit", "police", "uwv"}) | {
    OrganisationKind.LANDLORD.value,
    OrganisationKind.BENEFITS.value,
    OrganisationKind.JUSTICE.value,
    OrganisationKind.YOUTH_PROTECTION.value,
}


def may_read_analysis(*, part: Part | None, reads_case: bool) -> bool:
    """Whether somebody reads an analysis: the resident, and who takes part and reads what is written in the case."""
    return part is Part.RESIDENT or (part in CHECKERS and reads_case)


def may_see_chances(*, part: Part | None, reads_case: bool, stands_behind: frozenset[str]) -> bool:
    """Whether somebody sees how likely a risk was held: who makes or checks analyses, and is no partner of power.

    `stands_behind` are what the organisation of who looks is, and the bearers that it pays as. The resident never sees a chance: it is
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


def check_is_measured(*, is_measured: bool) -> None:
    """Refuse an analysis of a case where the resident says no to measuring and analysis. Errors: Refused."""
    if not is_measured:
        raise Refused(_("De bewoner wil niet dat we dit meten of doorrekenen. De hulp gaat gewoon door."))


def hides_amounts(*, part: Part | None) -> bool:
    """Whether amounts are off until they are asked for: on the resident's own screen."""
    return part is Part.RESIDENT


@dataclass(frozen=True, slots=True)
class ChosenRisk:
    """A risk of the list as somebody chose it for a case: how large, and which lines of today stop when it happens."""

    key: str
    level: Level
    stops: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """The five answers beside a plan: whether 'now' is right, the risks with what stops, and who looked along.

    What is feared stands with the case, in the resident's words. `base` is the estimate that the maker saw.
    """

    now_is_known: bool
    risks: tuple[ChosenRisk, ...]
    looked_along_id: int | None
    base: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LineTurned:
    """How one line of the plan turned out; `total` is the number of units in the year where it was another one."""

    turned: Turned
    total: float | None = None


def check_may_make_here(*, part: Part | None, reads_case: bool, stands_behind: frozenset[str]) -> None:
    """Refuse who may not choose how large a risk is: who makes no analyses, or stands behind a partner of power.

    Errors: Refused.
    """
    check_may_make_analysis(part=part, reads_case=reads_case, is_command=False)
    if stands_behind & CLOSED_TO:
        raise Refused(_("Jouw organisatie maakt geen analyses. Vraag het vaste contact."))


def check_risks(risks: Sequence[ChosenRisk], *, stop_days: Mapping[str, float | None]) -> None:
    """Refuse risks that are too many, twice, not on the list, or that stop something where nothing stops.

    `stop_days` gives for each risk on the list how long things stop, None where nothing does. Errors: Refused.
    """
    if len(risks) > MOST_RISKS:
        raise Refused(_("Kies hooguit {most} risico's: de grootste.").format(most=MOST_RISKS))
    for number, risk in enumerate(risks, start=1):
        if risk.key not in stop_days:
            raise Refused(_("Dit risico staat niet meer op de lijst. Kies een ander."), field=f"risk_{number}")
        if risk.key in {one.key for one in risks[: number - 1]}:
            raise Refused(_("Dit risico koos je al. Kies een ander."), field=f"risk_{number}")
        if risk.stops and stop_days[risk.key] is None:
            raise Refused(
                _("Als dit gebeurt, stopt er volgens de lijst niets. Laat dit leeg."), field=f"stops_{number}"
            )
