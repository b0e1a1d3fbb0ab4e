"""A question is somebody's from the first minute, whoever is on duty, ill or gone."""

from datetime import date
from uuid import uuid4

from wijkwaarde.kernel.accounts.actions import end_membership, put_on_duty
from wijkwaarde.kernel.accounts.models import Duty
from wijkwaarde.kernel.accounts.queries import professionals
from wijkwaarde.kernel.calls.queries import waiting_for
from wijkwaarde.kernel.cases import actions
from wijkwaarde.kernel.cases.queries import case_for, contact_of, participants_of
from wijkwaarde.kernel.cases.terms import Extent, Manner
from wijkwaarde.kernel.isolation import in_partnership
from wijkwaarde.kernel.parties.models import Organisation

LONG_AGO = date(2020, 1, 1)


def opened(cast):
    amina = cast.actor("amina")
    return actions.open_case(by=amina, words="Mijn rug is kapot.", request_key=uuid4(), today=cast.today), amina


def contact(case, amina, cast):
    seen = case_for(case.key, by=amina, today=cast.today)
    found = contact_of(participants_of(seen, today=cast.today))
    return found and found.membership.name


def test_a_question_while_nobody_is_on_duty_waits_for_the_first_who_is(cast):
    with in_partnership(cast.actor("amina").partnership_id):
        Duty.objects.all().delete()
        case, amina = opened(cast)
        assert contact(case, amina, cast) is None
        assert actions.give_missing_contacts(by=cast.actor("bram"), today=cast.today) == 0
        bram = professionals(by=amina, today=cast.today, words="Bram").get()
        put_on_duty(by=cast.actor("bram"), membership=bram, today=cast.today)
        assert actions.give_missing_contacts(by=cast.actor("bram"), today=cast.today) == 1
        assert contact(case, amina, cast) == "Bram"
        assert actions.give_missing_contacts(by=cast.actor("bram"), today=cast.today) == 0


def test_who_is_on_duty_follows_a_contact_who_left(cast):
    with in_partnership(cast.actor("amina").partnership_id):
        case, amina = opened(cast)
        assert contact(case, amina, cast) == "Chantal"
        end_membership(by=cast.actor("marieke"), email=cast.email("chantal"), today=cast.today)
        bram = professionals(by=amina, today=cast.today, words="Bram").get()
        put_on_duty(by=cast.actor("marieke"), membership=bram, today=cast.today)
        actions.give_missing_contacts(by=cast.actor("marieke"), today=cast.today)
        assert contact(case, amina, cast) == "Bram"


def test_who_becomes_contact_sees_no_more_than_the_resident_chose(cast):
    with in_partnership(cast.actor("amina").partnership_id):
        Duty.objects.all().delete()
        case, amina = opened(cast)
        bram = professionals(by=amina, today=cast.today, words="Bram").get()
        seen = case_for(case.key, by=amina, today=cast.today)
        actions.choose_professional(by=amina, seen=seen, membership_id=bram.pk, extent=Extent.THAT, today=cast.today)
        put_on_duty(by=cast.actor("marieke"), membership=bram, today=cast.today)
        actions.give_missing_contacts(by=cast.actor("marieke"), today=cast.today)
        assert contact(case, amina, cast) == "Bram"
        assert not case_for(case.key, by=cast.actor("bram"), today=cast.today).may_read


def test_who_follows_a_contact_calls_too(cast):
    with in_partnership(cast.actor("amina").partnership_id):
        case, amina = opened(cast)
        chantal = cast.actor("chantal")
        seen = case_for(case.key, by=chantal, today=cast.today)
        actions.note_contact(by=chantal, seen=seen, manner=Manner.CALL, request_key=uuid4(), today=cast.today)
        Organisation.objects.filter(pk=chantal.organisation_id).update(begin=LONG_AGO, until=cast.today)
        bram = professionals(by=amina, today=cast.today, words="Bram").get()
        put_on_duty(by=cast.actor("marieke"), membership=bram, today=cast.today)
        actions.give_missing_contacts(by=cast.actor("marieke"), today=cast.today)
        assert contact(case, amina, cast) == "Bram"  # Chantal's organisation ended, and her part with it
        waiting, _more = waiting_for(by=cast.actor("bram"), today=cast.today)
        assert case.key in [one.case_key for one in waiting]
