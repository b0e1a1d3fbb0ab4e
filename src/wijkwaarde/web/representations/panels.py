"""What ends by itself, in words: on the first page of who has to tell it, on its own page, and for whom it ended."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from wijkwaarde.kernel.representations.queries import EndHeard, Told
from wijkwaarde.kernel.representations.terms import Change
from wijkwaarde.web.format import near_day
from wijkwaarde.web.today.panels import TaskRow

A_DAY = timedelta(days=1)


def end_rows(found: Sequence[EndHeard], *, today: date) -> list[TaskRow]:
    """What a member tells others: a row on the first page for each."""
    return [
        TaskRow(
            what=end_words(one.change, name=one.name, holder=one.holder),
            who=_("Vertel het zelf aan {names}: zonder e-mail.").format(names=_names(one.mute)) if one.mute else "",
            before=_("op {day}").format(day=near_day(one.on)),
            url=_where(one),
            late=False,
            tag=_("vandaag") if one.on == today else "",
        )
        for one in found
    ]


def _names(mute: Sequence[tuple[str, str]]) -> str:
    return ", ".join(f"{name} ({phone})" if phone else name for name, phone in mute)


def _where(one: EndHeard) -> str:
    if one.case_key is not None:
        return reverse("end_told", args=[one.case_key, one.notice_id])
    return reverse("covers") if one.change is Change.COVER else reverse("my_people")


def end_words(change: Change, *, name: str, holder: str) -> str:
    """What changes by itself, in a few words: of whom (`name`), and who holds the role."""
    words = {
        Change.ASKED_TOO: _("{name} is straks 12 en kiest dan mee"),
        Change.DECIDES: _("{name} is straks 16 en kiest dan zelf"),
        Change.ADULT: _("{name} wordt 18: {holder} leest niet meer mee"),
        Change.TERM: _("{holder} leest niet meer mee voor {name}"),
        Change.COVER: _("{holder} vervangt {name} niet meer"),
        Change.MEMBERSHIP: _("{holder} werkt hier niet meer, en deed mee bij {name}"),
    }
    own = _("{holder} werkt hier niet meer")
    found = own if change is Change.MEMBERSHIP and not name else words[change]
    return found.format(name=name, holder=holder)


def ended_words(one: Told, *, person_id: int | None) -> str:
    """What ended by itself, for the resident or for who represented them."""
    assert one.participant is not None
    part = one.participant
    resident, who = part.case.resident.name, part.person or part.membership
    words = {
        (Change.ASKED_TOO, True): _("Sinds {day} ben je 12. Je beslist nu zelf mee."),
        (Change.ASKED_TOO, False): _("Sinds {day} is {resident} 12, en beslist nu mee."),
        (Change.DECIDES, True): _("Sinds {day} ben je 16. Je beslist nu zelf, en kiest wat {name} nog ziet."),
        (Change.DECIDES, False): _("Sinds {day} is {resident} 16, en beslist nu zelf wat jij nog ziet."),
        (Change.ADULT, True): _("Sinds {day} ben je 18. {name} leest niet meer mee."),
        (Change.ADULT, False): _("Sinds {day} is {resident} 18. Jij leest niet meer mee. Dat ging vanzelf."),
        (Change.TERM, True): _("Sinds {day} leest {name} niet meer mee. Dat ging vanzelf."),
        (Change.TERM, False): _("Sinds {day} lees jij niet meer mee bij {resident}. Dat ging vanzelf."),
        (Change.COVER, True): _("Sinds {day} is {name} er zelf weer."),
        (Change.MEMBERSHIP, True): _("Sinds {day} werkt {name} hier niet meer."),
    }
    is_self = person_id == part.case.resident_id
    told = words.get((Change(one.change), is_self), "")
    return told.format(day=near_day(one.on), resident=resident, name=who.name if who else "")


def end_facts(one: Told) -> list[tuple[str, str, str]]:
    """Whom the fixed contact tells it: name, number, and whether they get a mail too."""
    assert one.participant is not None
    part = one.participant
    people = [part.case.resident, *([part.person] if part.person else [])]
    mailed, not_mailed = _("krijgt ook een e-mail"), _("heeft geen e-mail: bel, of geef een brief")
    return [(each.name, each.phone, mailed if _is_mailed(each) else not_mailed) for each in people]


def _is_mailed(one: object) -> bool:
    user = getattr(one, "user", None)
    return user is not None and user.is_active
