"""Reminders of a mark come by day, twice at most and a week apart, and stop with the mark, a no or the end."""

from datetime import UTC, date, datetime, time, timedelta
from smtplib import SMTPServerDisconnected
from uuid import uuid4

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.marks.conftest import AGREED, OPENED, SIX_WEEKS, Marks
from tests.thread.test_how_often import NESTING
from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.carers.actions import add_carer
from wijkwaarde.kernel.carers.rules import NewCarer
from wijkwaarde.kernel.cases.actions import open_case_for
from wijkwaarde.kernel.cases.models import Case, Participant, Share
from wijkwaarde.kernel.cases.rules import Brought
from wijkwaarde.kernel.cases.terms import Origin
from wijkwaarde.kernel.measurements.actions import say_no, say_yes_again
from wijkwaarde.kernel.parties.rules import Reach
from wijkwaarde.kernel.plans.actions import agree_plan, withdraw_draft, write_draft
from wijkwaarde.kernel.plans.rules import NewLine
from wijkwaarde.kernel.reminders.actions import make_due_reminders, send_next_reminder
from wijkwaarde.kernel.reminders.models import Reminder
from wijkwaarde.kernel.reminders.queries import asked_today, to_ask
from wijkwaarde.kernel.reminders.tasks import remind
from wijkwaarde.kernel.trail.actions import recorded

ONE_DAY, A_WEEK, AN_HOUR = timedelta(days=1), timedelta(weeks=1), timedelta(hours=1)
MANY = 1000


def at(day, hour=10):
    """A moment of a day by the clock of here."""
    return datetime.combine(day, time(hour, 5), tzinfo=timezone.get_current_timezone())


def mails(*, to="amina@voorbeeld.example"):
    return [one for one in mail.outbox if one.to == [to]]


def sent_by_day(first, *, days, hours=(10,)):
    """The days on which Amina got a mail, when the task ran at these hours of every day."""
    found = []
    for day in (first + ONE_DAY * number for number in range(days)):
        for hour in hours:
            before = len(mails())
            remind(now=at(day, hour))
            found += [day] * (len(mails()) - before)
    return found


def asked_of(cast, who, *, on):
    with cast.acting(who) as by:
        return [(one.name, one.moment.value, one.since, one.relation) for one in to_ask(by=by, today=on)[0]]


@pytest.fixture
def quiet(cast):
    """Somebody without a log-in, whose fixed contact is Chantal."""
    with cast.acting("chantal") as by:
        told = Brought("De trap is te steil.", Origin.PHONE, said_yes=True, name="Gerrit", reach=Reach(phone="06 - 1"))
        return open_case_for(told, by=by, request_key=uuid4(), today=cast.today)


def begun(cast, case, on):
    with cast.acting("chantal"):
        Case.objects.filter(pk=case.pk).update(opened_on=on, closed_on=None)
        Participant.objects.filter(case=case).update(begin=on)
        Share.objects.filter(participant__case=case).update(begin=on)


def test_a_mail_comes_on_the_first_working_day_and_once_more_a_week_later_and_then_it_stops(case):
    # Sunday 1 November, in the week in which the clock went back on 25 October.
    assert SIX_WEEKS.weekday() == 6
    assert sent_by_day(SIX_WEEKS - ONE_DAY, days=60) == [date(2026, 11, 2), date(2026, 11, 9)]


def test_the_clock_that_changes_moves_no_day_and_no_hour(cast):
    # Six weeks after this plan is Monday 26 October, the first working day on winter time; 29 March is summer time again.
    marks = Marks(cast).opened(date(2026, 9, 1)).agreed(date(2026, 9, 14))
    marks.give(3, on=date(2026, 9, 2))
    assert sent_by_day(date(2026, 10, 23), days=20, hours=(3, 8, 10, 23)) == [date(2026, 10, 26), date(2026, 11, 2)]
    assert remind(now=datetime(2027, 3, 29, 6, 59, tzinfo=UTC)) == 0
    assert remind(now=datetime(2027, 3, 29, 7, 1, tzinfo=UTC)) >= 0


def test_a_mail_says_nothing_but_where_to_look(case):
    remind(now=at(SIX_WEEKS + ONE_DAY))
    [one] = mails()
    assert one.subject == "Er staat iets voor je klaar"
    assert not [word for word in ("cijfer", "Amina", "plan", "vraag") if word in one.subject + one.body]


@pytest.mark.parametrize("hour", [0, 3, 8, 18, 23])
def test_nobody_is_written_to_at_night(hour, *, case):
    remind(now=at(SIX_WEEKS + ONE_DAY, hour))
    assert mails() == []


def test_nobody_is_written_to_in_the_weekend(case):
    for day in (SIX_WEEKS, date(2026, 11, 7), date(2026, 11, 8)):
        remind(now=at(day))
    assert mails() == []


def test_after_the_mark_there_is_no_second(case):
    remind(now=at(SIX_WEEKS + ONE_DAY))
    case.give(5, on=SIX_WEEKS + 2 * ONE_DAY)
    assert sent_by_day(SIX_WEEKS + 2 * ONE_DAY, days=30) == []


def test_after_a_no_there_is_none_until_it_is_taken_back(case):
    with case.cast.acting("amina") as by:
        seen = case.cast.seen(case.key, by=by)
        say_no(by=by, seen=seen, today=SIX_WEEKS)
        assert sent_by_day(SIX_WEEKS, days=3) == []
        say_yes_again(by=by, seen=seen, today=SIX_WEEKS)
    assert sent_by_day(SIX_WEEKS, days=3) == [date(2026, 11, 2)]


def test_after_the_end_there_is_none(case):
    with case.cast.acting("amina"):
        Case.objects.filter(key=case.key).update(closed_on=SIX_WEEKS)
    assert sent_by_day(SIX_WEEKS, days=30) == []


def test_the_start_mark_is_left_alone_for_three_days_and_stops_with_the_plan(young):
    assert sent_by_day(OPENED, days=20) == [OPENED + 3 * ONE_DAY, OPENED + 10 * ONE_DAY]
    young.agreed(OPENED + 20 * ONE_DAY)
    assert sent_by_day(OPENED + 20 * ONE_DAY, days=5) == []


def test_half_a_year_after_the_last_of_august_is_the_last_of_february(cast):
    marks = Marks(cast).opened(date(2026, 8, 1)).agreed(date(2026, 8, 31))
    marks.give(3, on=date(2026, 8, 2))
    marks.give(4, on=date(2026, 10, 12))
    assert date(2027, 2, 28).weekday() == 6
    assert sent_by_day(date(2027, 2, 20), days=40) == [date(2027, 3, 1), date(2027, 3, 8)]


def test_the_same_run_twice_sends_once(case):
    assert sent_by_day(SIX_WEEKS + ONE_DAY, days=1, hours=(10, 10, 11, 12)) == [SIX_WEEKS + ONE_DAY]


def test_a_worker_that_is_killed_before_the_note_leaves_the_reminder_and_makes_no_other(case):
    by, now = Actor.console("test", partnership_id=case.cast.standing("amina").partnership_id), at(SIX_WEEKS + ONE_DAY)

    def killed(_address):
        raise KeyboardInterrupt

    with recorded(by=by):
        make_due_reminders(by=by, now=now)
    with pytest.raises(KeyboardInterrupt), recorded(by=by):
        send_next_reminder(by=by, letter=killed, now=now)
    assert sent_by_day(SIX_WEEKS + ONE_DAY, days=1, hours=(10, 11)) == [SIX_WEEKS + ONE_DAY]


def test_a_mail_server_that_fails_is_tried_again_each_hour_and_then_the_contact_asks(case):
    tried = []

    def fails(address):
        tried.append(address)
        raise SMTPServerDisconnected

    cast, by = case.cast, Actor.console("test", partnership_id=case.cast.standing("amina").partnership_id)
    for day in (SIX_WEEKS + ONE_DAY * number for number in range(1, 12)):
        for now in (at(day, hour) for hour in range(9, 18)):
            with recorded(by=by):
                make_due_reminders(by=by, now=now)
            with recorded(by=by):
                send_next_reminder(by=by, letter=fails, now=now)
    assert 10 < tried.count("amina@voorbeeld.example") <= 24
    with cast.acting("amina"):
        assert [one.number for one in Reminder.objects.filter(case__key=case.key)] == [1]
    assert ("Amina", "six-weeks", SIX_WEEKS, "") in asked_of(cast, "chantal", on=SIX_WEEKS + 7 * ONE_DAY)


def test_for_who_has_no_log_in_the_contact_asks_for_two_weeks_and_nobody_else(cast, quiet):
    begun(cast, quiet, OPENED)
    first = OPENED + 3 * ONE_DAY
    told = [("Gerrit", "before", first, "")]
    assert asked_of(cast, "chantal", on=first - ONE_DAY) == []
    assert asked_of(cast, "chantal", on=first) == told
    assert asked_of(cast, "chantal", on=first + 13 * ONE_DAY) == told
    assert asked_of(cast, "chantal", on=first + 14 * ONE_DAY) == []
    assert asked_of(cast, "bram", on=first) == []
    before = len(mail.outbox)
    remind(now=at(first))
    assert [one.to for one in mail.outbox[before:] if "gerrit" in str(one.to)] == []


def test_who_cares_along_is_asked_by_the_contact_until_their_own_mark(case):
    with case.cast.acting("amina") as by:
        seen = case.cast.seen(case.key, by=by)
        add_carer(NewCarer("Selma", "zus"), by=by, seen=seen, request_key=uuid4(), today=OPENED)
    case.give(5, on=SIX_WEEKS)
    assert asked_of(case.cast, "chantal", on=SIX_WEEKS) == [("Selma", "six-weeks", SIX_WEEKS, "zus")]
    with case.cast.acting("chantal") as by:
        seen = case.cast.seen(case.key, by=by)
        say_no(by=by, seen=seen, today=SIX_WEEKS, carer=seen.case.informal_carers.get())
    assert asked_of(case.cast, "chantal", on=SIX_WEEKS) == []


def test_the_first_page_shows_whom_to_ask_and_leads_to_the_question(cast, quiet):
    begun(cast, quiet, cast.today - 4 * ONE_DAY)
    browser = cast.browser("chantal")
    page = browser.get("/vandaag").text
    assert "Vraag Gerrit om het cijfer" in page
    assert f'href="/vraag/{quiet.key}/cijfer"' in page
    assert "om het cijfer" not in cast.browser("bram").get("/vandaag").text


def test_a_thousand_cases_are_asked_about_at_once_and_reminded_once_each(cast):
    begin, here = AGREED - ONE_DAY, cast.standing("dirk").partnership_id
    with cast.acting("dirk") as by:
        told = {"partnership_id": here, "resident_id": by.person_id, "words": "Een vraag", "call_before": begin}
        cases = Case.objects.bulk_create(Case(opened_on=begin, request_key=uuid4(), **told) for _one in range(MANY))
        chantal = cast.standing("chantal").membership_id
        contacts = Participant.objects.bulk_create(
            Participant(partnership_id=here, case=case, part="contact", membership_id=chantal, begin=begin)
            for case in cases
        )
        Share.objects.bulk_create(
            Share(partnership_id=here, participant=one, extent="what", begin=begin) for one in contacts
        )
    monday = AGREED + ONE_DAY + A_WEEK
    with cast.acting("chantal") as by:
        with CaptureQueriesContext(connection) as found:
            people, more = to_ask(by=by, today=monday)
        assert len([one for one in found.captured_queries if not NESTING.search(one["sql"])]) <= 3
        assert (people, more) == ([], False)
    by = Actor.console("test", partnership_id=here)
    with recorded(by=by), CaptureQueriesContext(connection) as found:
        assert make_due_reminders(by=by, now=at(monday)) == MANY
    assert len(found.captured_queries) < 10
    with recorded(by=by):
        assert make_due_reminders(by=by, now=at(monday)) == 0


@pytest.mark.parametrize("day", [28, 29, 30, 31])
def test_half_a_year_after_the_last_days_of_a_long_month_is_asked_on_the_last_of_a_short_one(cast, day):
    marks = Marks(cast).opened(date(2026, 8, 1)).agreed(date(2026, 8, day))
    last = date(2027, 2, 28)
    asked = [asked_in(cast, marks.key, on=last + ONE_DAY * days) for days in (-1, 0, 13, 14)]
    assert asked == [None, "follow-up", "follow-up", None]


def asked_in(cast, key, *, on):
    """For which moment a mark is asked in a case."""
    with cast.acting("chantal") as by:
        found = asked_today(by=by, today=on).get(Case.objects.get(key=key).pk)
    return None if found is None else found[0].value


def test_marks_are_counted_from_the_first_plan_that_was_agreed_whatever_was_proposed_before_or_agreed_after_it(cast):
    marks = Marks(cast).opened(date(2026, 9, 1))
    with cast.acting("chantal") as by:
        seen = cast.seen(marks.key, by=by)
        lines = [NewLine("Bellen", None, "Opa", None)]
        draft = write_draft(by=by, seen=seen, lines=lines, version=0, today=date(2026, 9, 2))
        withdraw_draft(by=by, seen=seen, version=draft.version, today=date(2026, 9, 2))
    first, six_weeks = date(2026, 9, 20), timedelta(weeks=6)
    marks.agreed(first)
    assert asked_in(cast, marks.key, on=first + six_weeks) == "six-weeks"
    with cast.acting("chantal") as by:
        seen = cast.seen(marks.key, by=by)
        draft = write_draft(
            by=by, seen=seen, lines=[*lines, NewLine("Koken", None, "Oma", None)], version=0, today=first
        )
    with cast.acting("amina") as by:
        agree_plan(by=by, seen=cast.seen(marks.key, by=by), version=draft.version, today=first + timedelta(days=9))
    assert asked_in(cast, marks.key, on=first + six_weeks) == "six-weeks"
    with cast.acting("amina"):
        assert Case.objects.get(key=marks.key).plan_agreed_on == first
