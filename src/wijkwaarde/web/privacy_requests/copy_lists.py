"""What the words of fixed lists mean in a copy, by table and field: what somebody typed is never looked up here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _

from waarde import Band, Frequency, HoursKind, Situation, Unit
from wijkwaarde.kernel.retention.terms import LAWS
from wijkwaarde.kernel.words import word
from wijkwaarde.web.barriers.panels import state_words as barrier_words
from wijkwaarde.web.cases.forms import CHANNELS, origin_words
from wijkwaarde.web.endings.wording import often_words
from wijkwaarde.web.marks.panels import moment_words
from wijkwaarde.web.plans.wording import answer_words, band_words, heard_choices, source_words, state_words
from wijkwaarde.web.privacy_requests.panels import kind_words, outcome_words
from wijkwaarde.web.representations.forms import GROUNDS
from wijkwaarde.web.retention.wording import rule_name

type Meanings = dict[str, str]


def fixed_words() -> dict[str, Meanings]:
    """What each word means of the fields that hold a word of a fixed list, by `app.Model.field`."""
    return _of_cases() | _of_plans() | _of_marks() | _of_money() | _of_rights() | _of_yes_or_no()


def _of_cases() -> dict[str, Meanings]:
    manners = {
        "call": _("gebeld"),
        "visit": _("langs geweest"),
        "message": _("een bericht gestuurd"),
        "unreached": _("niet te pakken gekregen"),
    }
    return {
        "parties.Person.channel": {value: str(label).lower() for value, label in CHANNELS},
        "cases.Case.origin": _plain(origin_words()) | {"resident": _("van jou zelf")},
        "cases.Participant.part": {
            "resident": _("de bewoner"),
            "contact": _("vast contact"),
            "professional": _("doet mee"),
            "representative": _("vertegenwoordigt jou"),
        },
        "cases.Participant.ground": _plain(GROUNDS),
        "cases.Share.extent": {
            "that": _("ziet alleen wat zij of hij zelf doet"),
            "some": _("ziet een deel van je plan"),
            "what": _("ziet alles"),
        },
        "cases.Share.domains": _domains(),
        "cases.ContactNote.manner": manners,
        "emergencies.EmergencyNote.manner": manners,
        "accounts.Membership.role": {
            "professional": _("professional"),
            "manager": _("manager"),
            "controller": _("controller"),
            "board": _("bestuur"),
        },
    }


def _domains() -> Meanings:
    return {
        "money": _("geld"),
        "home": _("wonen"),
        "work": _("werk"),
        "school": _("school en leren"),
        "family": _("kinderen en gezin"),
        "care": _("huishouden en verzorging"),
        "health": _("gezondheid"),
        "feelings": _("gevoelens en gedachten"),
        "people": _("contact met anderen"),
        "days": _("vrije tijd en meedoen"),
    }


def _of_plans() -> dict[str, Meanings]:
    states = _plain(state_words())
    return {
        "plans.PlanLine.state": states,
        "plans.PlanLine.domain": _domains(),
        "plans.LineNote.state": states,
        "plans.LineNote.was": states,
        "plans.PlanLine.source": source_words(is_resident=True),
        "plans.PlanLine.band": band_words(),
        "plans.PlanVersion.heard": heard_choices(),
        "plans.PlanCheck.answer": _plain(answer_words()),
        "round_tables.RoundTable.kind": {
            "call": _("bellen"),
            "kitchen": _("aan de keukentafel"),
            "big": _("aan een grote tafel"),
        },
        "round_tables.Seat.answer": {
            "open": _("nog geen antwoord"),
            "coming": _("komt"),
            "not-coming": _("komt niet"),
        },
        "barriers.Barrier.state": _plain(barrier_words()),
        "endings.Ending.decided": {"resident": _("jij zelf"), "together": _("samen met anderen")},
        "endings.PilotLight.often": _plain(often_words()),
    }


def _of_marks() -> dict[str, Meanings]:
    moments = _plain(moment_words())
    return {
        "measurements.Measurement.measure": {"experienced-wellbeing": _("hoe het met je gaat")},
        "measurements.Measurement.moment": moments,
        "measurements.Measurement.how_given": {
            "self": _("door jou zelf"),
            "with-help": _("samen, aan tafel of aan de telefoon"),
            "paper": _("op papier"),
            "link": _("met een eigen link"),
        },
        "reminders.Reminder.moment": moments,
    }


def _of_money() -> dict[str, Meanings]:
    situations, often = _terms(Situation), _terms(Frequency)
    return {
        "flows.Estimate.kind": {"analysis": _("voor een berekening"), "plan": _("bij het plan")},
        "flows.Estimate.situations": situations,
        "flows.EstimateLine.situation": situations,
        "flows.EstimateLine.state": {
            "said": _("iemand zei dit"),
            "proposed": _("nog niemand keek ernaar"),
            "removed": _("weggehaald"),
        },
        "flows.UnpaidHours.kind": _terms(HoursKind),
        "flows.UnpaidHours.frequency": often,
        "flows.Flow.situation": situations,
        "flows.Flow.frequency": often,
        "flows.Flow.price_unit": _terms(Unit),
        "flows.Flow.band": _terms(Band),
    }


def _of_rights() -> dict[str, Meanings]:
    how = {"self": _("jij zelf"), "table": _("aan tafel"), "phone": _("aan de telefoon"), "paper": _("op papier")}
    return {
        "consents.Consent.subject": {
            "data": _("Je gegevens gebruiken"),
            "secrecy": _("Vertellen wat geheim is"),
            "measuring": _("Cijfers geven"),
        },
        "consents.Consent.how": how,
        "privacy_requests.PrivacyRequest.kind": _plain(kind_words()),
        "privacy_requests.PrivacyRequest.outcome": _plain(outcome_words()),
        "retention.CaseRule.rule": {law.value: rule_name(law) for law in LAWS},
        "emergencies.BreakGlass.danger": {
            "resident": _("zorg om jouw veiligheid"),
            "child": _("zorg om de veiligheid van een kind"),
            "other": _("zorg om de veiligheid van een ander"),
        },
        "emergencies.BreakGlass.verdict": {"right": _("het was terecht"), "wrong": _("het was niet terecht")},
        "representations.EndNotice.step": {"before": _("van tevoren"), "day": _("op de dag zelf")},
        "representations.EndNotice.change": {
            "asked-too": _("je kind is straks 12 en kiest dan mee"),
            "decides": _("je kind is straks 16 en kiest dan zelf"),
            "adult": _("je kind wordt 18"),
            "term": _("iemand vertegenwoordigt je niet meer"),
            "cover": _("iemand valt niet meer in"),
            "membership": _("iemand werkt er niet meer"),
        },
        "mfa.Authenticator.type": {
            "totp": _("code uit een app"),
            "webauthn": _("inloggen met je apparaat"),
            "recovery_codes": _("codes voor als het misgaat"),
        },
    }


def _of_yes_or_no() -> dict[str, Meanings]:
    """Where a no says as much as a yes; elsewhere a no is what nobody did."""
    said = {"True": _("ja"), "False": _("nee")}
    return {
        "consents.Consent.says_yes": said,
        "accounts.User.is_active": said,
        "account.EmailAddress.verified": said,
        "carers.InformalCarer.resident_sees": said,
    }


def _plain(words: Mapping[Any, Any]) -> Meanings:
    return {str(getattr(key, "value", key)): str(text) for key, text in words.items()}


def _terms(terms: Iterable[StrEnum]) -> Meanings:
    return {one.value: word(one) for one in terms}
