"""Everything about one person as a page to read or print, and as JSON; a table or field without a word keeps its own name."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from wijkwaarde.kernel.privacy_requests.queries import PersonCopy
from wijkwaarde.kernel.privacy_requests.reading import Part, WithheldBy, names_of_members
from wijkwaarde.web.format import day
from wijkwaarde.web.looks.panels import LookDay, days_of


@dataclass(frozen=True, slots=True)
class ReadPart:
    """The rows of one table in words: per row what each field says."""

    title: str
    rows: tuple[tuple[tuple[str, str], ...], ...]


def table_words() -> dict[str, str]:
    """What is in each table."""
    return {
        "parties.Person": _("Wie je bent"),
        "accounts.User": _("Je account"),
        "web_sessions.Session": _("Waar je bent ingelogd"),
        "accounts.Membership": _("Waar je werkt"),
        "cases.Case": _("Je vragen"),
        "cases.Participant": _("Wie meedoet"),
        "cases.Share": _("Wat je deelt"),
        "cases.ContactNote": _("Wanneer je sprak met iemand"),
        "carers.InformalCarer": _("Wie om je heen helpt"),
        "round_tables.RoundTable": _("Afspraken om te praten"),
        "round_tables.Seat": _("Wie erbij is"),
        "plans.PlanVersion": _("Je plannen"),
        "plans.PlanLine": _("Wat er is afgesproken"),
        "plans.LineNote": _("Hoe het gaat"),
        "plans.PlanCheck": _("Of het plan past"),
        "photos.Photo": _("Foto's"),
        "measurements.Measurement": _("Je cijfers"),
        "reminders.Reminder": _("Berichten aan jou"),
        "barriers.Barrier": _("Wat er in de weg zat"),
        "endings.Ending": _("Hoe het eindigde"),
        "own_costs.OwnCost": _("Wat het jou kost"),
        "flows.Estimate": _("Wat er is uitgerekend"),
        "micro_analysis.MicroAnalysis": _("De micro-analyse"),
        "emergencies.Emergency": _("Noodtoegang"),
        "consents.Consent": _("Waar je ja of nee op zei"),
        "privacy_requests.PrivacyRequest": _("Wat je vroeg over je gegevens"),
    }


def field_words() -> dict[str, str]:
    """What the fields are called that people wrote or read most."""
    return {
        "name": _("Naam"),
        "phone": _("Telefoon"),
        "email": _("E-mail"),
        "born_on": _("Geboren op"),
        "words": _("In je eigen woorden"),
        "wants": _("Ik wil"),
        "cans": _("Ik kan"),
        "needs": _("Ik heb nodig"),
        "feared": _("Waar ik bang voor ben"),
        "opened_on": _("Begonnen op"),
        "closed_on": _("Klaar op"),
        "begin": _("Vanaf"),
        "until": _("Tot"),
        "membership_id": _("Wie"),
        "what": _("Wat"),
        "who": _("Wie doet dit"),
        "before": _("Klaar vóór"),
        "agreed_on": _("Afgesproken op"),
        "mark": _("Cijfer"),
        "given_on": _("Gegeven op"),
        "on": _("Op"),
        "text": _("Tekst"),
        "rule": _("Regel"),
        "answer": _("Antwoord"),
        "place": _("Waar"),
        "relation": _("Wie dat is"),
        "takeaway": _("Wat je meeneemt"),
        "reason": _("Reden"),
        "sentence": _("Zin"),
    } | _more_field_words()


def _more_field_words() -> dict[str, str]:
    return {
        "channel": _("Hoe we je bereiken"),
        "via": _("Via wie of welk adres"),
        "call_before": _("Gebeld vóór"),
        "origin": _("Waar het binnenkwam"),
        "last_login": _("Laatst ingelogd"),
        "is_active": _("Werkt het account"),
        "part": _("Wat iemand doet"),
        "extent": _("Wat iemand ziet"),
        "manner": _("Hoe"),
        "moment": _("Wanneer"),
        "state": _("Hoe het staat"),
        "asked_on": _("Gevraagd op"),
        "due_on": _("Antwoord op zijn laatst"),
        "told_at": _("Bericht gestuurd op"),
        "kind": _("Soort"),
        "band": _("Hoe vaak"),
        "frequency": _("Hoe vaak"),
        "situation": _("Situatie"),
        "risk": _("Risico"),
        "starts_at": _("Begint op"),
        "written_on": _("Opgeschreven op"),
    }


def rule_words() -> dict[WithheldBy, str]:
    """Why something is not in it."""
    return {
        WithheldBy.SOMEBODY_ELSE: _("Iets wat een ander over zichzelf zei. Dat is van die ander."),
        WithheldBy.SAFETY: _("Iets wat je later hoort, omdat het nu gevaar kan geven."),
    }


def parts_of(copy: PersonCopy) -> list[ReadPart]:
    """The tables in words; what is empty, and numbers that only lead to other rows, are left out."""
    titles = table_words()
    return [
        ReadPart(titles.get(part.label, _name(part.label)), _rows(part, copy=copy)) for part in copy.parts if part.rows
    ]


def looks_of(copy: PersonCopy, *, today: date) -> tuple[LookDay, ...]:
    """Who looked, in words."""
    return days_of(copy.looks, today=today)


def withheld_of(copy: PersonCopy) -> list[str]:
    """A line for each rule that keeps something back."""
    words = rule_words()
    return [words[rule] for rule in copy.withheld]


def as_json(copy: PersonCopy, *, today: date) -> str:
    """All of it for another program: rows by table, who looked, and which rules keep something back."""
    looked = [
        {"on": look.at, "who": look.name, "organisation": look.organisation, "act": look.act.value, "kind": look.kind}
        for found in copy.looks.days
        for look in found.looks
    ]
    told = {
        "made_on": today,
        "tables": {part.label: part.rows for part in copy.parts},
        "members": copy.members,
        "looks": looked,
        "withheld": [
            {"table": part.label, "rule": rule.value, "rows": count}
            for part in copy.parts
            for rule, count in part.withheld
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=1, default=str)


def _rows(part: Part, *, copy: PersonCopy) -> tuple[tuple[tuple[str, str], ...], ...]:
    people, words = set(names_of_members(part.label)), field_words()
    rows = []
    for row in part.rows:
        told = [
            (words.get(name, _name(name)), _value(copy.members.get(value, "") if name in people else value))
            for name, value in row.items()
            if _is_told(name, value, is_person=name in people)
        ]
        rows.append(tuple((name, value) for name, value in told if value))
    return tuple(row for row in rows if row)


def _is_told(name: str, value: Any, *, is_person: bool) -> bool:
    if value is None or value == "":
        return False
    return is_person or not (name in {"id", "key", "position", "waits_after"} or name.endswith("_id"))


def _name(name: str) -> str:
    return name.rsplit(".", maxsplit=1)[-1].removesuffix("_id").replace("_", " ").capitalize()


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return _("ja") if value else _("nee")
    if isinstance(value, datetime):
        return day(timezone.localdate(value))
    return day(value) if isinstance(value, date) else value_words().get(str(value), str(value))


def value_words() -> dict[str, str]:
    """What the words of fixed lists mean that stand here most."""
    return {
        "resident": _("de bewoner"),
        "contact": _("vast contact"),
        "professional": _("doet mee"),
        "representative": _("vertegenwoordigt"),
        "what": _("wat er staat"),
        "that": _("alleen dat er hulp is"),
        "call": _("bellen"),
        "letter": _("een brief"),
        "through": _("via iemand"),
        "before": _("bij het begin"),
        "six-weeks": _("na zes weken"),
        "follow-up": _("na een half jaar"),
        "self": _("zelf"),
        "open": _("open"),
        "coming": _("komt"),
        "not-coming": _("komt niet"),
        "existing": _("bestaat al"),
        "own-network": _("mensen om mij heen"),
        "collective": _("samen met anderen"),
        "tailored": _("speciaal voor mij geregeld"),
        "one-time": _("één keer"),
        "now-and-then": _("af en toe"),
        "every-week": _("elke week"),
        "few-times-a-week": _("een paar keer per week"),
        "as-needed": _("zo veel als nodig"),
    }
