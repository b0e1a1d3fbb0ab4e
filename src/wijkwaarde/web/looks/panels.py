"""Who looked, and why, in sentences by day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkwaarde.kernel.access import Act, Purpose
from wijkwaarde.kernel.cases.terms import Part
from wijkwaarde.kernel.looks.queries import Day, Look, Looks
from wijkwaarde.web.format import near_day

# The kind of the line that a command leaves when it gives a fixed contact.
CONTACT_GIVEN = "participant"
# The kind of the lines about a rule in the way: managers read it, without a name or a case beside it.
BARRIER = "barrier"
# The kind of the line about a mark; a command leaves one when it came by a personal link.
MARK = "measurement"
# The kind of the lines about emergency access: of who reads, and of who reviews that.
EMERGENCY = "emergency"
# The kind of the lines about what somebody asked about their data.
REQUEST = "privacy_request"
# The kind of the line about the plan as a text; every other line about saving is about a file.
PLAN = "plan"


@dataclass(frozen=True, slots=True)
class LookLine:
    """One line: who, for which organisation, when, and why."""

    who: str
    organisation: str
    time: str
    why: str
    ask: str = ""


@dataclass(frozen=True, slots=True)
class LookDay:
    """The lines of one day."""

    day: str
    lines: tuple[LookLine, ...]


def days_of(looks: Looks, *, today: date) -> tuple[LookDay, ...]:
    """The looks in words; the same thing done by the same person on one day is one line, with its last time."""
    return tuple(LookDay(near_day(day.day), _lines(day.looks, today=today)) for day in looks.days)


def _lines(looks: tuple[Look, ...], *, today: date) -> tuple[LookLine, ...]:
    # What is written in one transaction has one time, and was done once.
    times: dict[tuple[str, str, str], dict[datetime, int]] = {}
    for look in looks:
        times.setdefault((_who(look), look.organisation, why_words(look, today=today)), {})[look.at] = look.line_id
    return tuple(
        LookLine(who, organisation, _moment(max(at), has_day=False), _often(why, times=len(at)), _ask(at))
        for (who, organisation, why), at in times.items()
    )


def organisations_of(looks: Looks, *, today: date) -> tuple[LookDay, ...]:
    """The same looks, by organisation: what each person did in the whole period, with the last time."""
    found: dict[str, list[Look]] = {}
    for day in looks.days:
        for look in day.looks:
            found.setdefault(look.organisation or _("Zonder organisatie"), []).append(look)
    return tuple(LookDay(name, _over_days(found[name], today=today)) for name in sorted(found, key=str.casefold))


def _over_days(looks: list[Look], *, today: date) -> tuple[LookLine, ...]:
    times: dict[tuple[str, str], dict[datetime, int]] = {}
    for look in looks:
        times.setdefault((_who(look), why_words(look, today=today)), {})[look.at] = look.line_id
    return tuple(
        LookLine(who, "", _moment(max(at), has_day=True), _often(why, times=len(at)), _ask(at))
        for (who, why), at in times.items()
    )


def one_look(look: Look, *, today: date) -> LookDay:
    """A single look in words, for a question about it."""
    return days_of(Looks((Day(timezone.localdate(look.at), (look,)),), 1, has_more=False), today=today)[0]


def _moment(at: datetime, *, has_day: bool) -> str:
    local = timezone.localtime(at)
    return near_day(local.date()) if has_day else local.strftime("%H:%M")


def _ask(at: dict[datetime, int]) -> str:
    """Where a question about the last of these looks goes."""
    return reverse("ask_look", args=[at[max(at)]])


def _often(why: str, *, times: int) -> str:
    return why if times == 1 else _("{why} ({number} keer)").format(why=why, number=times)


def _who(look: Look) -> str:
    return look.name or (_("Wijkwaarde zelf") if look.command else _("Iemand van buiten je plan"))


def why_words(look: Look, *, today: date) -> str:
    """What was done and why, in a sentence or two."""
    if look.act is not Act.DENIED and look.command:
        done = {
            CONTACT_GIVEN: _("zorgde voor een vast contact."),
            MARK: _("bewaarde het cijfer dat je met een link gaf."),
        }
        return done.get(look.kind, _("zette iets voor je klaar."))
    if look.kind == EMERGENCY and look.act is not Act.DENIED:
        return _out_of_fear(look)
    if look.kind == REQUEST and look.act is not Act.DENIED:
        return _about_a_request(look)
    if look.kind == BARRIER and look.part is None and look.act is not Act.DENIED:
        return _about_a_rule(look)
    did = {
        Act.READ: _("keek in je plan."),
        Act.WRITE: _("schreef in je plan."),
        Act.SEARCH: _("zag je naam in de lijst van vandaag."),
        Act.DENIED: _denied(look, today=today),
        Act.PRINT: _("drukte je plan af."),
        Act.EXPORT: _("nam de tekst van je plan over in een eigen dossier.")
        if look.kind == PLAN
        else _("bewaarde een bestand waar jij in staat."),
        Act.BREAK_GLASS: _("keek in je plan met noodtoegang, uit zorg om de veiligheid."),
    }[look.act]
    return f"{did} {_reason(look, today=today)}".strip()


def _about_a_rule(look: Look) -> str:
    if look.act is Act.WRITE:
        return _("gaf antwoord over een regel die in de weg zit.")
    return _("las welke regel in de weg zit, zonder je naam of je plan.")


def _out_of_fear(look: Look) -> str:
    """Who opened it reads the plan; who reviews it reads why it was opened, and nothing of the plan."""
    if look.purpose is not Purpose.EMERGENCY:
        return _("keek na of de noodtoegang terecht was.")
    done = {
        Act.SEARCH: _("zocht je op, uit zorg om de veiligheid."),
        Act.WRITE: _("schreef iets op bij de noodtoegang."),
    }
    return done.get(look.act, _("keek in je plan met noodtoegang, uit zorg om de veiligheid."))


def _about_a_request(look: Look) -> str:
    """What the privacy contact does reads no plan."""
    done = {
        Act.WRITE: _("gaf antwoord op je vraag over je gegevens."),
        Act.PRINT: _("drukte het antwoord op je vraag af."),
    }
    return done.get(look.act, _("las je vraag over je gegevens."))


def _denied(look: Look, *, today: date) -> str:
    """Who takes part saw the page, and tried more than their part allows; who does not, saw nothing."""
    if look.part is None and not look.instead_of and not look.represents:
        return _("wilde kijken, en kreeg niets te zien.")
    return (
        _("wilde iets doen wat niet meer mocht.")
        if _is_over(look, today=today)
        else _("wilde iets doen wat niet mocht.")
    )


def _is_over(look: Look, *, today: date) -> bool:
    return look.until is not None and look.until <= today


def _reason(look: Look, *, today: date) -> str:
    if look.instead_of:
        return _("{name} verving {absent}.").format(name=look.name, absent=look.instead_of)
    if look.represents:
        return _("{name} leest en schrijft mee.").format(name=look.name)
    if look.since is None:
        return ""
    if look.until is not None and _is_over(look, today=today):
        was_contact = look.part is Part.CONTACT
        past = _("{name} was jouw vaste contact.") if was_contact else _("{name} deed mee met je plan tot {day}.")
        return past.format(name=look.name, day=near_day(look.until))
    if look.part is Part.CONTACT:
        return _("{name} is jouw vaste contact.").format(name=look.name)
    return _("{name} doet mee met je plan sinds {day}.").format(name=look.name, day=near_day(look.since))
