"""Who fears for somebody's safety reads for a few hours: found by whole name alone, reviewed by somebody else, told to the resident."""

from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.utils import timezone

from tests.thread.test_how_often import MOST, asked_for
from wijkwaarde.kernel.access import Act, Actor, Purpose
from wijkwaarde.kernel.accounts.actions import end_membership
from wijkwaarde.kernel.cases.actions import note_contact, save_boxes, share_instead
from wijkwaarde.kernel.cases.terms import Extent, Manner
from wijkwaarde.kernel.emergencies import actions, queries
from wijkwaarde.kernel.emergencies.models import BreakGlass, EmergencyMiss
from wijkwaarde.kernel.emergencies.rules import NewEmergency, Review, Wanted, digits, ends_at, tell_on
from wijkwaarde.kernel.emergencies.tasks import tell_emergencies
from wijkwaarde.kernel.emergencies.terms import LONGEST, MISSES_AN_HOUR, Danger, Verdict
from wijkwaarde.kernel.errors import NotFound, Refused, Stale
from wijkwaarde.kernel.looks.queries import looks_at
from wijkwaarde.kernel.trail.actions import recorded
from wijkwaarde.web.format import near_day

pytestmark = pytest.mark.django_db
REASON = "Ik hoorde haar roepen achter de deur, en zij doet niet open."
JUDGED = "Zij stond voor de deur en moest weten wie zij bellen kon."
A_MINUTE, A_DAY = timedelta(minutes=1), timedelta(days=1)
AMINA = Wanted("Amina", phone="+31 6 12345601")


@contextmanager
def recording(cast, who):
    """As somebody, with the lines of the trail that it leaves."""
    by = cast.actor(who)
    with recorded(by=by):
        yield by


def opened(cast, *, who="yara", now=None, ask_to_wait=False, key=None):
    """What somebody opened about Amina."""
    now = now or timezone.now()
    with recording(cast, who) as by:
        found = actions.look_for(AMINA, by=by, now=now)
        new = NewEmergency(found.pk, Danger.RESIDENT, REASON, ask_to_wait)
        return actions.break_glass(new, by=by, request_key=key or uuid4(), now=now)


def reads(cast, one, *, who="yara", now):
    """Whether somebody reads at a moment what was opened."""
    with recording(cast, who) as by:
        try:
            return queries.opened_for(one.pk, by=by, now=now)
        except NotFound:
            return None


def judged(cast, one, verdict=Verdict.RIGHT, *, who="karel", now=None, version=1):
    with cast.acting(who) as by:
        return actions.review(one.pk, Review(verdict, JUDGED, version), by=by, now=now or timezone.now())


def test_who_fears_for_somebody_reads_for_eight_hours_and_not_a_moment_longer(cast):
    key = cast.opened("amina")
    now = timezone.now()
    one = opened(cast, now=now)
    seen = reads(cast, one, now=now).cases[0]
    assert (seen.case.key, seen.may_read) == (key, True)
    assert reads(cast, one, now=now + LONGEST - A_MINUTE)
    assert reads(cast, one, now=now + LONGEST) is None
    assert reads(cast, one, who="bram", now=now) is None
    with cast.acting("yara") as by, pytest.raises(NotFound):
        cast.seen(key, by=by)


def test_what_is_read_so_can_only_be_read(cast):
    cast.opened("amina")
    now = timezone.now()
    one = opened(cast, now=now)
    seen = reads(cast, one, now=now).cases[0]
    with cast.acting("yara") as by:
        with pytest.raises(NotFound):
            save_boxes(by=by, seen=seen, boxes={}, version=seen.case.version, today=cast.today)
        with pytest.raises(Refused):
            note_contact(by=by, seen=seen, manner=Manner.CALL, request_key=uuid4(), today=cast.today)
        key = uuid4()
        notes = {
            actions.note_spoken(one.pk, by=by, manner=Manner.VISIT, request_key=key, now=now).pk for _tap in range(2)
        }
        assert len(notes) == 1
        with pytest.raises(NotFound):
            actions.note_spoken(one.pk, by=by, manner=Manner.VISIT, request_key=uuid4(), now=now + LONGEST)


@pytest.mark.parametrize(
    "wanted",
    [
        Wanted("Amina"),
        Wanted("Amin", phone="06 - 12 34 56 01"),
        Wanted("Amina", phone="34 56 01"),
        Wanted("Amina", phone="06 - 12 34 56 78"),
        Wanted("Amina", born_on=date(1990, 1, 1)),
        Wanted("Noor", phone="06 - 12 34 56 91"),
        Wanted("%", phone="06 - 12 34 56 01"),
    ],
)
def test_nobody_is_found_by_a_part_of_a_name_nor_next_door(cast, wanted):
    cast.opened("amina")
    with cast.acting("yara") as by:
        assert actions.look_for(wanted, by=by, now=timezone.now()) is None


def test_who_keeps_guessing_has_to_wait_also_for_who_is_there(cast):
    cast.opened("amina")
    now = timezone.now()
    with cast.acting("yara") as by:
        for number in range(MISSES_AN_HOUR):
            wanted = Wanted(f"Naam {number}", phone="06 - 12 34 56 01")
            assert actions.look_for(wanted, by=by, now=now) is None
        with pytest.raises(Refused, match="te vaak"):
            actions.look_for(AMINA, by=by, now=now)
        assert EmergencyMiss.objects.count() == MISSES_AN_HOUR
        assert actions.look_for(AMINA, by=by, now=now + timedelta(hours=1)).name == "Amina"


def test_a_second_click_and_a_second_form_open_nothing_more_and_two_people_each_open_their_own(cast):
    cast.opened("amina")
    now, key = timezone.now(), uuid4()
    mine = {opened(cast, now=now, key=key).pk, opened(cast, now=now, key=key).pk, opened(cast, now=now + A_MINUTE).pk}
    assert len(mine) == 1
    assert opened(cast, who="marieke", now=now).pk not in mine
    again = opened(cast, now=now + LONGEST)
    assert again.pk not in mine


@pytest.mark.parametrize("who", ["karel", "hanneke", "dirk"])
def test_who_does_not_work_with_residents_opens_nothing(cast, who):
    cast.opened("amina")
    with cast.acting(who) as by, pytest.raises(NotFound):
        actions.look_for(AMINA, by=by, now=timezone.now())


def test_who_takes_part_already_has_no_glass_to_break(cast):
    cast.opened("amina")
    with cast.acting("chantal") as by, pytest.raises(Refused, match="doet al mee"):
        actions.look_for(AMINA, by=by, now=timezone.now())


def test_who_read_before_and_now_sees_only_that_it_is_there_may_fear_for_somebody(cast):
    key = cast.opened("amina")
    taking = cast.chosen(key, "yara")
    now = timezone.now()
    with cast.acting("amina"):
        # A share ends the day after it begins at the soonest; what Yara read, she reads no more.
        taking.shares.update(begin=cast.today - A_DAY)
        share_instead(taking, extent=Extent.THAT, today=cast.today)
    with cast.acting("yara") as by:
        assert actions.look_for(AMINA, by=by, now=now).name == "Amina"


@pytest.mark.parametrize(
    "begin", [datetime(2026, 10, 24, 22, 30, tzinfo=UTC), datetime(2026, 3, 28, 22, 0, tzinfo=UTC)]
)
def test_eight_hours_are_eight_hours_in_the_night_that_the_clock_changes(begin):
    local = timezone.localtime(begin)
    assert ends_at(local) - begin == LONGEST
    assert (timezone.localtime(ends_at(local)).hour - local.hour) % 24 in {7, 9}


def test_the_resident_and_the_contact_and_the_reviewer_hear_of_it_at_once_in_mails_that_say_nothing(cast):
    key = cast.opened("amina")
    one = opened(cast)
    tell_emergencies(0)
    assert sorted(letter.to[0] for letter in mail.outbox) == sorted(map(cast.email, ("amina", "chantal", "karel")))
    assert not any("Yara" in letter.body or "nood" in letter.body for letter in mail.outbox)
    assert tell_emergencies(0) == 0
    for who, told in (("amina", [one.pk]), ("chantal", [one.pk])):
        with cast.acting(who) as by:
            seen = cast.seen(key, by=by)
            assert [found.pk for found in queries.told_in(seen, today=cast.today)] == told


def test_where_telling_is_a_danger_the_reviewer_decides_and_at_last_it_is_told(cast):
    key = cast.opened("amina")
    now = timezone.now()
    one = opened(cast, now=now, ask_to_wait=True)
    reads(cast, one, now=now)
    tell_emergencies(0)
    assert cast.email("amina") not in {letter.to[0] for letter in mail.outbox}
    assert told_lines(cast) == set()
    with cast.acting("karel") as by:
        for days, field in ((0, "tell_on"), (15, "tell_on")):
            with pytest.raises(Refused) as refused:
                actions.tell_later(one.pk, by=by, until=cast.today + days * A_DAY, reason=REASON, now=now)
            assert refused.value.field == field
        last = cast.today + 14 * A_DAY
        actions.tell_later(one.pk, by=by, until=last, reason="Haar man leest mee in haar telefoon.", now=now)
    with cast.acting("amina") as by:
        seen = cast.seen(key, by=by)
        assert queries.told_in(seen, today=last - A_DAY) == []
        (told,) = queries.told_in(seen, today=last)
        assert told.wait_reason == "Haar man leest mee in haar telefoon."
    with cast.acting("karel") as by:
        actions.tell_now(one.pk, by=by, now=now)
    assert (Act.BREAK_GLASS, Purpose.EMERGENCY) in told_lines(cast)
    tell_emergencies(0)
    assert cast.email("amina") in {letter.to[0] for letter in mail.outbox}


def told_lines(cast):
    """What Amina reads of looks out of an emergency."""
    with cast.acting("amina") as by:
        days = looks_at(by=by, page=1).days
    return {(look.act, look.purpose) for day in days for look in day.looks if look.purpose is Purpose.EMERGENCY}


def test_only_a_second_person_reviews_once_and_may_say_it_again_on_the_same_day(cast):
    cast.opened("amina")
    now = timezone.now()
    one = opened(cast, who="marieke", now=now)
    for who in ("marieke", "yara", "chantal", "amina", "olga"):
        with pytest.raises((NotFound, Refused)):
            judged(cast, one, who=who)
    assert judged(cast, one, now=now).version == 2
    with pytest.raises(Stale):
        judged(cast, one, now=now)
    assert judged(cast, one, Verdict.WRONG, now=now, version=2).stopped_at is not None
    assert reads(cast, one, who="marieke", now=now) is None
    with pytest.raises(Refused, match="al nagekeken"):
        judged(cast, one, now=now + A_DAY, version=3)


def test_a_manager_reviews_where_nobody_was_named_for_it(cast):
    cast.opened("amina")
    with cast.acting("karel") as by:
        end_membership(by=by, email=cast.email("karel"), today=cast.today)
    one = opened(cast)
    assert judged(cast, one, who="marieke").reviewed_by_id == cast.standing("marieke").membership_id


@pytest.mark.parametrize("who", ["yara", "chantal", "karel"])
def test_who_opened_it_the_contact_and_the_reviewer_stop_it_at_once(cast, who):
    cast.opened("amina")
    one = opened(cast)
    now = timezone.now()
    with cast.acting("bram") as by, pytest.raises(NotFound):
        actions.stop(one.pk, by=by, now=now)
    with cast.acting(who) as by:
        actions.stop(one.pk, by=by, now=now)
    assert reads(cast, one, now=now) is None


def test_who_leaves_meanwhile_reads_no_more(cast):
    cast.opened("amina")
    one = opened(cast)
    browser = cast.browser("yara")
    assert browser.get(f"/noodtoegang/{one.pk}").status_code == 200
    with cast.acting("yara") as by:
        end_membership(by=by, email=cast.email("yara"), today=cast.today)
    assert browser.get(f"/noodtoegang/{one.pk}").status_code in {302, 404}


def test_the_board_reads_numbers_of_what_waits_too_long(cast):
    cast.opened("amina")
    one = opened(cast)
    with cast.acting("hanneke") as by:
        assert queries.numbers(by=by, today=cast.today).late == 0
        late = queries.numbers(by=by, today=one.review_before)
        assert (late.opened, late.waiting, late.late, late.wrong) == (1, 1, 1, 0)


def test_the_database_holds_what_must_not_be(cast):
    cast.opened("amina")
    one = opened(cast)
    wrong = (
        {"ends_at": one.opened_at + LONGEST + A_MINUTE},
        {"tell_on": one.opened_on + 15 * A_DAY},
        {"reason": ""},
        {"stopped_at": one.opened_at},
        {"reviewed_at": one.opened_at, "reviewed_by_id": one.opened_by_id, "verdict": "right", "sentence": "Goed."},
    )
    with cast.acting("yara"):
        for values in wrong:
            with pytest.raises(IntegrityError), transaction.atomic():
                BreakGlass.objects.filter(pk=one.pk).update(**values)


def test_a_number_is_the_same_however_it_is_written():
    assert digits("+31 (0)6 12 34 56 01") == digits("0612345601") == digits("٠٦١٢٣٤٥٦٠١") != ""


def test_a_command_opens_nothing(cast):
    by = Actor.console("test", partnership_id=cast.standing("yara").partnership_id)
    with pytest.raises(NotFound):
        actions.look_for(AMINA, by=by, now=timezone.now())


def test_the_pages_ask_the_database_no_more_than_fifteen_times_and_carry_who_was_found_signed(cast):
    cast.agreed(cast.opened("amina"), ("Een lamp", "Opa Henk"), ("Bellen met school", "Selma"))
    yara, told = cast.browser("yara"), {"name": "amina ", "phone": "0612345601", "danger": "child", "reason": REASON}
    answer = yara.post("/noodtoegang/nieuw", told)
    carried = {name: answer.context["form"][name].value() for name in ("found", "danger", "reason", "request_key")}
    assert cast.browser("bram").post("/noodtoegang/openen", carried | {"is_sure": "on"}).status_code == 409
    assert yara.post("/noodtoegang/openen", carried).status_code == 422
    address = yara.post("/noodtoegang/openen", carried | {"is_sure": "on"}).url
    assert yara.post("/noodtoegang/openen", carried | {"is_sure": "on"}).url == address
    pages = {("yara", address), ("yara", "/noodtoegang"), ("karel", "/noodtoegang"), ("karel", f"{address}/nakijken")}
    for who, page in pages:
        assert len(asked_for(cast.browser(who), page)) <= MOST, (who, page)
    assert b"Opa Henk" in yara.get(address).content


def test_what_was_reviewed_opens_with_what_was_said_and_by_whom_and_is_said_again_on_the_same_day_only(cast):
    cast.opened("amina")
    karel, now = cast.browser("karel"), timezone.now()
    today, before = opened(cast, now=now), opened(cast, who="marieke", now=now)
    judged(cast, before, now=now)
    with cast.acting("karel"):
        BreakGlass.objects.filter(pk=before.pk).update(reviewed_at=now - A_DAY)
    place, old = (f"/noodtoegang/{one.pk}/nakijken" for one in (today, before))
    assert "Was dit terecht?" in karel.get(place).content.decode()
    said = {"verdict": "wrong", "sentence": JUDGED, "version": 1}
    assert karel.post(place, said).status_code == 302
    shown, done = karel.get(place), karel.get(old).content.decode()
    for words in ("Dit was niet terecht", f"Karel keek dit na, {near_day(cast.today)} om", JUDGED, "Toch anders?"):
        assert words in shown.content.decode()
    assert shown.context["form"]["verdict"].value() == "wrong"
    assert "Dit was terecht" in done
    assert f"Karel keek dit na, {near_day(cast.today - A_DAY)} om" in done
    assert "Toch anders?" not in done
    again = karel.post(old, said | {"sentence": "Toch niet zo nodig, vind ik.", "version": 2})
    assert again.status_code == 422
    assert "Toch niet zo nodig, vind ik." in again.content.decode()


def test_who_opens_it_reads_from_when_the_resident_knows(cast):
    cast.opened("amina")
    told = {"name": "Amina", "phone": "0612345601", "danger": "child", "reason": REASON}
    yara, later = cast.browser("yara"), tell_on(opened_on=cast.today, is_wait_asked=True)
    at_once, waits = (
        yara.post("/noodtoegang/nieuw", told | more).content.decode() for more in ({}, {"ask_to_wait": "on"})
    )
    assert "De bewoner leest meteen" in at_once
    assert "De bewoner leest meteen" not in waits
    assert f"leest het nu nog niet, wel vanaf {near_day(later)}" in waits
