"""How a plan says from whom help comes, how often, and how it goes; decides nothing."""

from __future__ import annotations

from django.utils.translation import gettext as _

from waarde import Band, HelpSource
from wijkwaarde.kernel.plans.terms import CheckAnswer, Heard, LineState
from wijkwaarde.kernel.words import word


def state_words() -> dict[LineState, str]:
    """How each state is said."""
    return {
        LineState.OPEN: _("nog te doen"),
        LineState.BUSY: _("mee bezig"),
        LineState.DONE: _("gelukt"),
        LineState.STUCK: _("lukt nog niet"),
        LineState.STOPPED: _("gestopt"),
    }


def source_words(*, is_resident: bool) -> dict[str, str]:
    """From whom help comes, to the resident or to somebody who helps."""
    return {
        HelpSource.SELF.value: _("ik zelf") if is_resident else _("bewoner zelf"),
        HelpSource.OWN_NETWORK.value: _("mensen om mij heen") if is_resident else _("mensen om de bewoner heen"),
        HelpSource.VOLUNTEER.value: _("vrijwilliger"),
        HelpSource.COLLECTIVE.value: _("samen met anderen"),
        HelpSource.EXISTING.value: _("bestaat al"),
        HelpSource.TAILORED.value: _("speciaal voor mij geregeld") if is_resident else _("speciaal geregeld"),
    }


def band_words() -> dict[str, str]:
    """About how often, as people say it at the table."""
    return {band.value: word(band) for band in Band}


def answer_words() -> dict[CheckAnswer, str]:
    """What the resident can say when asked whether the plan still fits."""
    return {CheckAnswer.YES: _("Ja"), CheckAnswer.DOUBT: _("Ik twijfel"), CheckAnswer.NO: _("Nee")}


def heard_choices() -> dict[str, str]:
    """How a yes was heard, as who heard it chooses."""
    return {Heard.PHONE.value: _("aan de telefoon"), Heard.VISIT.value: _("toen ik langsging")}


def heard_words(heard: Heard, *, name: str, day: str, is_resident: bool, is_own: bool) -> str:
    """Who heard the resident's yes, how and when, to the resident, to who heard it, or to somebody else."""
    manner = {Heard.PHONE: _("aan de telefoon"), Heard.VISIT: _("bij een bezoek")}[heard]
    if is_resident:
        words = _("{name} hoorde je ja, {manner}, op {day}.")
    elif is_own:
        words = _("Jij hoorde het ja van de bewoner, {manner}, op {day}.")
    else:
        words = _("{name} hoorde het ja van de bewoner, {manner}, op {day}.")
    return words.format(name=name, manner=manner, day=day)
