"""What the tables and fields of a copy are called for who reads it, and which fields are only for the machine."""

from __future__ import annotations

from django.utils.translation import gettext as _

from wijkwaarde.kernel.privacy_requests.reading import WithheldBy

# Numbers and texts that mean something to the machine only: at the end of the page, and whole in the file.
TECHNICAL = frozenset(
    {
        *("id", "partnership_id", "key", "version", "request_key", "position", "tries", "tried_at", "waits_after"),
        *("after", "about_line", "number", "width", "height", "wording_edition", "size", "line_count", "hours_count"),
        *("record", "texts", "happened", "currency", "told_at", "primary", "subject_id", "marks_gone", "measure"),
        *("price_year", "price_name", "price_source", "norm", "periods", "share_left", "chance", "channel_id"),
    }
)


def table_words() -> dict[str, str]:
    """What is in each table about people, by `app.Model`."""
    return _tables_of_a_case() | _tables_besides()


def _tables_of_a_case() -> dict[str, str]:
    return {
        "parties.Person": _("Wie je bent"),
        "accounts.User": _("Je account"),
        "account.EmailAddress": _("Je e-mailadres"),
        "identities.Identity": _("Inloggen met een account van elders"),
        "mfa.Authenticator": _("Hoe je extra veilig inlogt"),
        "web_sessions.Session": _("Waar je bent ingelogd"),
        "accounts.Membership": _("Waar je werkt"),
        "cases.Case": _("Je vraag"),
        "cases.Participant": _("Wie meedoet"),
        "cases.Share": _("Wat je deelt"),
        "cases.CaseCover": _("Wie invalt"),
        "cases.ContactNote": _("Wanneer iemand je sprak"),
        "carers.InformalCarer": _("Wie om je heen helpt"),
        "representations.EndNotice": _("Berichten over wie voor je mag lezen en schrijven"),
        "round_tables.RoundTable": _("Afspraken om te praten"),
        "round_tables.Seat": _("Wie erbij is"),
        "plans.Plan": _("Dat er een plan is"),
        "plans.PlanVersion": _("Je plannen"),
        "plans.PlanLine": _("Wat er is afgesproken"),
        "plans.LineNote": _("Hoe het gaat"),
        "plans.PlanCheck": _("Of het plan past"),
        "photos.Photo": _("Foto's"),
        "measurements.Measurement": _("Je cijfers"),
    }


def _tables_besides() -> dict[str, str]:
    return {
        "measurements.MarkLink": _("Links om een cijfer te geven"),
        "measurements.NoMarks": _("Dat je geen cijfers wilt geven"),
        "reminders.Reminder": _("Berichten aan jou"),
        "barriers.Barrier": _("Wat er in de weg zat"),
        "endings.Ending": _("Hoe het eindigde"),
        "endings.PilotLight": _("Wie een oogje houdt"),
        "endings.LetGo": _("Wie er stopte aan het einde"),
        "own_costs.OwnCost": _("Wat het jou kost"),
        "flows.Estimate": _("Wat er is uitgerekend"),
        "flows.EstimateLine": _("De regels van het rekenen"),
        "flows.UnpaidHours": _("Uren die niemand betaalt"),
        "flows.Flow": _("Wat het kost"),
        "micro_analysis.MicroAnalysis": _("Wat je plan kost en oplevert"),
        "emergencies.BreakGlass": _("Noodtoegang"),
        "emergencies.EmergencyNote": _("Dat iemand je zocht bij noodtoegang"),
        "emergencies.EmergencyNotice": _("Berichten over noodtoegang"),
        "consents.Consent": _("Waar je ja of nee op zei"),
        "consents.SecrecyRelease": _("Wie iets geheims mag vertellen"),
        "retention.CaseRule": _("Welke wet zegt hoe lang dit blijft"),
        "retention.Hold": _("Waarom dit langer blijft"),
        "statements.Statement": _("Wat jij erbij zegt"),
        "privacy_requests.PrivacyRequest": _("Wat je vroeg over je gegevens"),
    }


def field_words() -> dict[str, str]:
    """What each field is called that people read; the same name means the same in every table."""
    return _of_people() | _of_days() | _of_words() | _of_sums()


def _of_people() -> dict[str, str]:
    return {
        "membership_id": _("Wie"),
        "participant_id": _("Wie"),
        "person_id": _("Wie"),
        "resident_id": _("Van wie"),
        "asked_by_id": _("Gevraagd door"),
        "organisation_id": _("Organisatie"),
        "seen_by_id": _("Papieren bekeken door"),
        "stand_in_id": _("Inval door"),
        "chosen_by_id": _("Gekozen door"),
        "placed_by_id": _("Gezegd door"),
        "opened_by_id": _("Geopend door"),
        "stopped_by_id": _("Gestopt door"),
        "wait_by_id": _("Wachten goedgevonden door"),
        "reviewed_by_id": _("Nagekeken door"),
        "added_by_id": _("Toegevoegd door"),
        "planned_by_id": _("Gepland door"),
        "written_by_id": _("Geschreven door"),
        "heard_by_id": _("Gehoord door"),
        "said_by_id": _("Gezegd door"),
        "made_by_id": _("Gemaakt door"),
        "giver_id": _("Gezegd door"),
        "raised_by_id": _("Opgeschreven door"),
        "manager_id": _("Manager"),
        "proposed_by_id": _("Voorgesteld door"),
        "keeper_id": _("Wie"),
        "looked_along_id": _("Wie meekeek"),
        "answered_by_id": _("Antwoord van"),
        "to_person_id": _("Aan"),
        "to_membership_id": _("Aan"),
        "line_id": _("Bij"),
        "note_id": _("Bij"),
        "plan_line_id": _("Bij"),
        "first_id": _("Eerst afgesproken als"),
        "plan_version_id": _("In"),
        "round_table_id": _("Bij"),
    }


def _of_days() -> dict[str, str]:
    return _of_days_of_a_case() | _of_days_of_work()


def _of_days_of_a_case() -> dict[str, str]:
    return {
        "born_on": _("Geboren op"),
        "restricted_on": _("Minder gebruikt sinds"),
        "opened_on": _("Begonnen op"),
        "call_before": _("Bellen vóór"),
        "agreed_on": _("Afgesproken op"),
        "plan_agreed_on": _("Plan afgesproken op"),
        "end_proposed_on": _("Einde voorgesteld op"),
        "unmeasured_on": _("Geen cijfers sinds"),
        "forgotten_on": _("Vergeten op"),
        "closed_on": _("Klaar op"),
        "came_back_on": _("Terug op"),
        "last_login": _("Laatst ingelogd"),
        "begin": _("Vanaf"),
        "until": _("Tot"),
        "since": _("Sinds"),
        "document_on": _("Papier van"),
        "on": _("Op"),
        "at": _("Op"),
        "next_on": _("Volgende keer"),
        "ended_on": _("Gestopt op"),
        "ended_at": _("Gestopt op"),
        "opened_at": _("Geopend op"),
        "ends_at": _("Eindigt op"),
        "stopped_at": _("Gestopt op"),
        "tell_on": _("Aan jou verteld vanaf"),
        "review_before": _("Nakijken vóór"),
        "reviewed_at": _("Nagekeken op"),
        "from_on": _("Vanaf"),
        "starts_at": _("Begint op"),
        "cancelled_on": _("Afgezegd op"),
        "before": _("Klaar vóór"),
    }


def _of_days_of_work() -> dict[str, str]:
    return {
        "added_on": _("Toegevoegd op"),
        "given_on": _("Gegeven op"),
        "written_on": _("Opgeschreven op"),
        "withdrawn_on": _("Ingetrokken op"),
        "made_on": _("Gemaakt op"),
        "expires_on": _("Werkt tot"),
        "used_on": _("Gebruikt op"),
        "revoked_on": _("Ingetrokken op"),
        "said_on": _("Gezegd op"),
        "raised_on": _("Opgeschreven op"),
        "answer_before": _("Antwoord vóór"),
        "escalated_on": _("Naar de manager op"),
        "proposed_on": _("Voorgesteld op"),
        "decided_on": _("Besloten op"),
        "taken_back_on": _("Teruggenomen op"),
        "reopened_on": _("Weer begonnen op"),
        "asked_on": _("Gevraagd op"),
        "due_on": _("Antwoord op zijn laatst"),
        "extended_on": _("Meer tijd genomen op"),
        "answered_on": _("Antwoord gegeven op"),
        "done_on": _("Gedaan op"),
        "lifted_on": _("Opgeheven op"),
        "blanked_on": _("Woorden weggehaald op"),
        "expire_date": _("Stopt vanzelf op"),
        "begun_at": _("Ingelogd op"),
        "seen_at": _("Laatst gebruikt op"),
        "created_at": _("Gemaakt op"),
        "last_used_at": _("Laatst gebruikt op"),
        "start": _("Vanaf"),
        "end": _("Tot en met"),
    }


def _of_words() -> dict[str, str]:
    return _of_who_somebody_is() | _of_what_was_said() | _of_what_was_decided()


def _of_who_somebody_is() -> dict[str, str]:
    return {
        "name": _("Naam"),
        "phone": _("Telefoon"),
        "channel": _("Hoe we je bereiken"),
        "via": _("Via wie of welk adres"),
        "email": _("E-mail"),
        "is_active": _("Werkt het account"),
        "verified": _("Klopt het adres"),
        "issuer": _("Account van"),
        "ties_anew": _("Weer koppelen mag"),
        "subject": _("Wat"),
        "device": _("Apparaat"),
        "type": _("Hoe"),
        "role": _("Rol"),
        "job": _("Functie"),
        "words": _("In je eigen woorden"),
        "wants": _("Ik wil"),
        "cans": _("Ik kan"),
        "needs": _("Ik heb nodig"),
        "feared": _("Waar ik bang voor ben"),
        "origin": _("Waar het binnenkwam"),
        "part": _("Wat iemand doet"),
        "ground": _("Waarom iemand dat mag"),
        "extent": _("Wat iemand ziet"),
        "domains": _("Het gaat over"),
    }


def _of_what_was_said() -> dict[str, str]:
    return {
        "domain": _("Het gaat over"),
        "holds": _("Geldt"),
        "manner": _("Hoe"),
        "taken_back": _("Teruggenomen"),
        "relation": _("Wie dat is"),
        "resident_sees": _("Mag jij de cijfers zien"),
        "kind": _("Soort"),
        "minutes": _("Minuten"),
        "place": _("Waar"),
        "answer": _("Antwoord"),
        "heard": _("Hoe je ja zei"),
        "what": _("Wat"),
        "number": _("Plan"),
        "who": _("Wie doet dit"),
        "source": _("Van wie de hulp komt"),
        "band": _("Hoe vaak"),
        "state": _("Hoe het gaat"),
        "was": _("Hoe het eerst ging"),
        "text": _("Wat erbij staat"),
        "moment": _("Wanneer"),
        "mark": _("Cijfer"),
        "how_given": _("Hoe gegeven"),
        "asked_afterwards": _("Achteraf gevraagd"),
        "tell_contact": _("Je vaste contact mag het weten"),
    }


def _of_what_was_decided() -> dict[str, str]:
    return {
        "about": _("Waarover"),
        "says_yes": _("Je zei"),
        "how": _("Hoe"),
        "together": _("Samen gezegd"),
        "kept_before": _("Stond er al"),
        "rule": _("Regel"),
        "called": _("Gebeld met"),
        "takeaway": _("Wat je meeneemt"),
        "decided": _("Wie het besloot"),
        "heard_by": _("Wie erbij was"),
        "back_words": _("Waarom je terugkwam"),
        "often": _("Hoe vaak"),
        "sentence": _("Zin"),
        "reason": _("Reden"),
        "danger": _("Waarom"),
        "is_wait_asked": _("Gevraagd om te wachten met vertellen"),
        "wait_reason": _("Waarom later verteld"),
        "verdict": _("Wat de ander ervan vond"),
        "extended_because": _("Waarom het langer duurt"),
        "outcome": _("Antwoord"),
        "title": _("Titel"),
        "step": _("Welk bericht"),
        "change": _("Wat er verandert"),
    }


def _of_sums() -> dict[str, str]:
    return {
        "situation": _("Wanneer"),
        "situations": _("Over"),
        "runs_on": _("Loopt door"),
        "quantity": _("Hoeveel"),
        "frequency": _("Hoe vaak"),
        "price": _("Prijs in euro"),
        "price_unit": _("Prijs per"),
        "bearer": _("Wie betaalt"),
        "beneficiary": _("Wie het krijgt"),
        "risk": _("Wat er kan gebeuren"),
    }


def rule_words() -> dict[WithheldBy, str]:
    """Why something is not in it."""
    return {WithheldBy.SOMEBODY_ELSE: _("Iets wat een ander over zichzelf zei. Dat is van die ander.")}
