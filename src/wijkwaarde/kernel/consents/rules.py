"""Decides who says yes or no, and when that can be; it asks no database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from wijkwaarde.kernel.cases.rules import DECIDES_ALONE, birthday
from wijkwaarde.kernel.cases.terms import Ground
from wijkwaarde.kernel.consents.terms import ASKED_TOO, DECIDING, Decides, How, Subject
from wijkwaarde.kernel.errors import Refused

LONGEST_RELEASE = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class NewConsent:
    """A yes or a no as it comes in; `giver_id` is a participant, whose word it is, None for who acts.

    `said_on`: when a member heard it, None for today.
    """

    says_yes: bool
    how: How = How.SELF
    giver_id: int | None = None
    together: bool = False
    kept_before: bool = True
    said_on: date | None = None


@dataclass(frozen=True, slots=True)
class NewRelease:
    """To whom something may be told: a participant, an organisation or somebody by name; about what, and the first day no more."""

    about: str
    until: date
    participant_id: int | None = None
    organisation_id: int | None = None
    name: str = ""


def decides(born_on: date | None, *, today: date) -> Decides:
    """Who says yes or no for somebody; of adults nobody knows the birthday.

    >>> born_on = date(2014, 2, 28)
    >>> [decides(born_on, today=date(year, 2, 28)).value for year in (2025, 2026, 2030)]
    ['parents', 'both', 'self']
    """
    if born_on is None or today >= birthday(born_on, age=DECIDES_ALONE):
        return Decides.SELF
    return Decides.BOTH if today >= birthday(born_on, age=ASKED_TOO) else Decides.PARENTS


def may_give(*, ground: Ground | None, who: Decides) -> bool:
    """Whether a yes or no is somebody's to give: the resident's (no ground) if old enough, or of who represents them in all.

    >>> may_give(ground=Ground.HELPER, who=Decides.SELF), may_give(ground=None, who=Decides.PARENTS)
    (False, False)
    """
    if ground is None:
        return who is not Decides.PARENTS
    return ground in DECIDING and (ground is not Ground.PARENT or who is not Decides.SELF)


def check_gives(*, ground: Ground | None, who: Decides) -> None:
    """Refuse who does not decide about this."""
    if may_give(ground=ground, who=who):
        return
    if ground is None:
        raise Refused(_("Tot je 12 jaar bent, zegt je ouder ja of nee. Vertel wel wat je wilt."))
    raise Refused(_("Hierover beslist de bewoner zelf. Bel samen het vaste contact."))


def check_together(new: NewConsent, *, who: Decides) -> None:
    """Refuse a yes of a child from twelve, or of its parent, that is not of both; a no of one is enough."""
    if new.says_yes and who is Decides.BOTH and not new.together:
        raise Refused(
            _("Van 12 tot 16 jaar zeggen ouder en kind het samen. Vraag het de ander eerst."), field="together"
        )


def may_write_down(*, is_contact: bool) -> bool:
    """Whether a member writes down what they heard or have on paper: the fixed contact does."""
    return is_contact


def check_how(how: How, *, is_giver: bool) -> None:
    """Refuse a member who says that it was given on the site, and a resident who says it was not."""
    if (how is How.SELF) != is_giver:
        raise Refused(_("Kies hoe het is gezegd."), field="how")


def check_said_on(said_on: date | None, *, opened_on: date, today: date) -> date:
    """The day on which it was said. Errors: Refused for one to come, or from before the question."""
    day = today if said_on is None else said_on
    if not opened_on <= day <= today:
        raise Refused(_("Kies een dag tussen de vraag en vandaag."), field="said_on")
    return day


def check_release(new: NewRelease, *, today: date) -> None:
    """Refuse a release to nobody or to several, about nothing, or for no time or too long a one."""
    if sum((new.participant_id is not None, new.organisation_id is not None, bool(new.name))) != 1:
        raise Refused(_("Kies één persoon of organisatie."), field="to")
    if not new.about:
        raise Refused(_("Schrijf op waarover het gaat."), field="about")
    if new.until <= today:
        raise Refused(_("Deze dag is al geweest. Kies een dag vanaf vandaag."), field="last_day")
    if new.until > today + LONGEST_RELEASE:
        raise Refused(_("Dat duurt te lang. Kies een dag binnen een jaar."), field="last_day")


def check_subject(subject: Subject, *, is_asked: bool) -> None:
    """Refuse a yes or no to keeping data where the ground of the law is another one."""
    if subject is Subject.DATA and not is_asked:
        raise Refused(_("Hiervoor vragen we geen ja. Bel je vaste contact als je het er niet mee eens bent."))


def may_take_back(*, on: date, today: date) -> bool:
    """Whether what was said is taken back as a slip: on the same day."""
    return on == today
