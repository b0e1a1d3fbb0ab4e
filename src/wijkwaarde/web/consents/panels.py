"""The four yeses in words: what each is, what was said and when, and what a no changes and what it does not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.urls import reverse
from django.utils.translation import gettext as _

from wijkwaarde.kernel.cases.queries import SeenCase, TakingPart, contact_of
from wijkwaarde.kernel.consents.queries import Saying, SeenConsents, SeenGround, SeenRelease, givers_of, name_of
from wijkwaarde.kernel.consents.rules import may_take_back
from wijkwaarde.kernel.consents.terms import Decides, How, LegalGround, Subject
from wijkwaarde.kernel.plans.queries import SeenPlan
from wijkwaarde.web.cases.beside import BesideLine, representative_lines
from wijkwaarde.web.consents.forms import ORGANISATION, PARTICIPANT
from wijkwaarde.web.format import day, near_day
from wijkwaarde.web.plans.panels import heard_of
from wijkwaarde.web.round_tables.panels import Letter, letter_of

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Back:
    """A button that undoes what was said today: of which subject, and of which release."""

    subject: str
    release_id: int | None
    request_key: UUID


@dataclass(frozen=True, slots=True)
class ReleaseRow:
    """To whom, about what, until when; where it stops, and the button that undoes it today."""

    to: str
    about: str
    until: str
    said: tuple[str, ...]
    holds: bool
    stop: str
    back: Back | None


@dataclass(frozen=True, slots=True)
class Block:
    """One of the four: what it is, what was said (`tag` in a word), what a no changes and what not, and one button.

    `asks`: a yes or no is asked here at all.
    """

    key: str
    title: str
    about: str
    tag: str
    tone: str
    said: tuple[str, ...]
    no: tuple[str, ...]
    url: str = ""
    label: str = ""
    back: Back | None = None
    asks: bool = True
    releases: tuple[ReleaseRow, ...] = ()


@dataclass(frozen=True, slots=True)
class YesScreen:
    """The page of the four."""

    key: UUID
    title: str
    is_own: bool
    decides: str
    beside: tuple[BesideLine, ...]
    blocks: tuple[Block, ...]
    letter: Letter
    two_sign: bool


@dataclass(frozen=True, slots=True)
class _Page:
    """Who looks at what."""

    found: SeenConsents
    seen: SeenCase
    today: date

    @property
    def is_own(self) -> bool:
        """Whether the resident looks, and not who represents them."""
        return self.seen.is_resident and not self.seen.is_represented

    def where(self, name: str, *more: Any) -> str:
        """The address of a page where who looks says or writes down an answer; none for others."""
        may = self.found.may_give or self.found.may_write_down
        return reverse(name, args=[self.seen.case.key, *more]) if may else ""


def yes_screen(
    found: SeenConsents, *, plan: SeenPlan, seen: SeenCase, people: Sequence[TakingPart], today: date
) -> YesScreen:
    """The four blocks as who looks may see them."""
    page, name = _Page(found, seen, today), seen.case.resident.name
    return YesScreen(
        key=seen.case.key,
        title=_("Waar zeg ik ja tegen?") if page.is_own else _("Waar zegt {name} ja tegen?").format(name=name),
        is_own=page.is_own,
        decides=_decides(found.decides, name=name),
        beside=representative_lines(people, seen=seen, today=today),
        blocks=(_data(page), _secrecy(page), _help(plan, page=page), _measuring(page)),
        letter=letter_of(seen, contact=contact_of(people), today=today),
        two_sign=found.decides is Decides.BOTH,
    )


def _decides(who: Decides, *, name: str) -> str:
    words = {
        Decides.SELF: "",
        Decides.PARENTS: _("{name} is nog geen 12. Een ouder met gezag zegt ja of nee."),
        Decides.BOTH: _("{name} is nog geen 16. Ja zeggen ouder en kind samen. Nee van één is genoeg."),
    }
    return words[who].format(name=name)


def _data(page: _Page) -> Block:
    found = page.found
    asked = found.asks_data
    no = _("Zeg je nee? Bel daarna je vaste contact. Samen bespreken jullie wat er met je gegevens gebeurt.")
    not_asked = _("Daar vragen we geen ja voor. Ben je het er niet mee eens? Zeg het ons. Je hulp gaat gewoon door.")
    return Block(
        key="gegevens",
        title=_("Mijn gegevens bewaren"),
        about=_ground(found.ground),
        tag=_tag(found.data) if asked else _("geen ja nodig"),
        tone=_tone(found.data) if asked else "",
        said=_said(found.data, page=page) if asked else (),
        no=(no,) if asked else (not_asked,),
        url=page.where("consent_data") if asked else "",
        label=_label(page),
        asks=asked,
        back=_back(Subject.DATA, said=found.data, page=page) if asked else None,
    )


def _ground(found: SeenGround | None) -> str:
    if found is None:
        return _("Waarom we je gegevens mogen bewaren, staat hier nog niet. Vraag het je vaste contact.")
    words = {
        LegalGround.PUBLIC_TASK: _("We bewaren gegevens omdat dat nodig is voor een taak die in de wet staat."),
        LegalGround.LEGAL_DUTY: _("We bewaren gegevens omdat de wet dat verplicht."),
        LegalGround.AGREEMENT: _("We bewaren gegevens omdat we samen hebben afgesproken dat we je helpen."),
        LegalGround.INTEREST: _("We bewaren alleen gegevens die nodig zijn om je te helpen."),
        LegalGround.CONSENT: _("We bewaren je gegevens alleen als jij dat goed vindt."),
    }
    law = _("Dat staat in: {law}.").format(law=found.law) if found.law else ""
    return f"{words[found.ground]} {law}".strip()


def _secrecy(page: _Page) -> Block:
    rows = tuple(_release(one, page=page) for one in page.found.releases)
    holding = any(one.holds for one in rows)
    return Block(
        key="vertellen",
        title=_("Over mij vertellen aan anderen"),
        about=_(
            "Wie jou helpt, vertelt niets over je door. Behalve als jij dat goed vindt. Jij kiest aan wie, waarover en tot wanneer."
        ),
        tag=_("ja") if holding else _("nee"),
        tone="done" if holding else "",
        said=(),
        no=(
            _("Zeg je nee? Dan vertellen we daar niets meer. Wat al verteld is, weten zij. Je hulp gaat gewoon door."),
        ),
        url=page.where("release"),
        label=_("Iemand kiezen") if page.found.may_give else _label(page),
        releases=rows,
    )


def _release(one: SeenRelease, *, page: _Page) -> ReleaseRow:
    holds = one.holds(page.today)
    return ReleaseRow(
        to=one.to,
        about=one.about,
        until=_("tot en met {day}").format(day=day(one.until - ONE_DAY)),
        said=_said(one.said, page=page),
        holds=holds,
        stop=page.where("stop_release", one.pk) if holds else "",
        back=_back(Subject.SECRECY, said=one.said, page=page, release_id=one.pk),
    )


def _help(plan: SeenPlan, *, page: _Page) -> Block:
    agreed = plan.agreed
    said: tuple[str, ...] = ()
    if agreed is not None and agreed.version.agreed_on is not None:
        heard = heard_of(agreed, seen=page.seen)
        said = (heard or _("Ja tegen het plan, op {day}.").format(day=near_day(agreed.version.agreed_on)),)
    case = reverse("case", args=[page.seen.case.key])
    return Block(
        key="hulp",
        title=_("De hulp zelf"),
        about=_("Wat we doen, staat in het plan. We beginnen pas als jij ja zegt."),
        tag=_("ja") if said else _("nog niets gezegd"),
        tone="done" if said else "",
        said=said,
        no=(_("Zeg je nee? Dan stopt of verandert de afspraak. Je andere keuzes op deze bladzijde blijven gelden."),),
        url=case,
        label=_("Naar het plan"),
    )


def _measuring(page: _Page) -> Block:
    said = page.found.measuring
    return Block(
        key="meten",
        title=_("Meedoen met meten"),
        about=_("We vragen soms een cijfer, en rekenen uit wat hulp kost en oplevert. Zo leren we wat helpt."),
        tag=_tag(said),
        tone=_tone(said),
        said=_said(said, page=page),
        no=(
            _(
                "Zeg je nee? Dan vragen we geen cijfer meer, en maakt of leest niemand een analyse. Je hulp gaat gewoon door."
            ),
        ),
        url=page.where("consent_measuring"),
        label=_label(page),
        back=_back(Subject.MEASURING, said=said, page=page),
    )


def _label(page: _Page) -> str:
    return _("Ja of nee zeggen") if page.found.may_give else _("Opschrijven wat er is gezegd")


def _tag(said: Sequence[Saying]) -> str:
    last = said[0].says_yes if said else None
    return _("nog niets gezegd") if last is None else _("ja") if last else _("nee")


def _tone(said: Sequence[Saying]) -> str:
    return "done" if said and said[0].says_yes else ""


def _back(subject: Subject, *, said: Sequence[Saying], page: _Page, release_id: int | None = None) -> Back | None:
    """The button for who said or wrote something today that still stands."""
    last = said[0] if said else None
    if last is None or not last.is_mine or last.says_yes is None or not may_take_back(on=last.on, today=page.today):
        return None
    return Back(subject.value, release_id, uuid4())


def _said(said: Sequence[Saying], *, page: _Page) -> tuple[str, ...]:
    """Everything that was said, the last first."""
    return tuple(_sentence(one, page=page) for one in said)


def _sentence(one: Saying, *, page: _Page) -> str:
    resident, when = page.seen.case.resident.name, near_day(one.said_on)
    if one.says_yes is None:
        return _("Teruggedraaid op {day}.").format(day=near_day(one.on))
    word = _("ja") if one.says_yes else _("nee")
    own = one.giver_ground is None
    if own and page.is_own:
        text = _("Je zei {word}, op {day}.").format(word=word, day=when)
    elif own:
        text = _("{giver} zei {word}, op {day}.").format(giver=one.giver, word=word, day=when)
    else:
        words = _("{giver} zei {word} namens {resident}, op {day}.")
        text = words.format(giver=one.giver, word=word, resident=resident, day=when)
    return " ".join(part for part in (text, _written(one), _both(one)) if part)


def _written(one: Saying) -> str:
    words = {
        How.SELF: "",
        How.TABLE: _("{writer} schreef het op, aan tafel."),
        How.PHONE: _("{writer} schreef het op, aan de telefoon."),
        How.PAPER: _("{writer} heeft het op papier, met een handtekening."),
    }
    return words[one.how].format(writer=one.writer) if one.writer else ""


def _both(one: Saying) -> str:
    return _("Ouder en kind zeiden het allebei.") if one.together else ""


def giver_choices(people: Sequence[TakingPart], *, seen: SeenCase, today: date) -> list[tuple[int, str]]:
    """Whose word a member may write down."""
    return [(one.pk, name_of(one, seen=seen)) for one in givers_of(people, seen=seen, today=today)]


def to_choices(people: Sequence[TakingPart], *, organisations: Sequence[tuple[int, str]]) -> list[tuple[str, str]]:
    """To whom something may be told: members who take part, then organisations."""
    members = [
        (f"{PARTICIPANT}:{one.pk}", f"{one.membership.name}, {one.membership.organisation.name}")
        for one in people
        if one.membership is not None
    ]
    return [*members, *((f"{ORGANISATION}:{pk}", name) for pk, name in organisations)]
