"""A colleague stands in for somebody: sees and does the same, only in these days, and the resident knows and may say no."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.utils import timezone

from wijkwaarde.kernel.accounts.actions import end_membership
from wijkwaarde.kernel.calls.queries import own_notes, waiting_for
from wijkwaarde.kernel.cases.actions import (
    answer_cover,
    cover_here,
    note_contact,
    promise_next,
    stop_sharing,
    take_back_contact,
)
from wijkwaarde.kernel.cases.queries import case_for, covers_of, participants_of, taking_part
from wijkwaarde.kernel.cases.terms import Extent, Manner, Part
from wijkwaarde.kernel.covers.actions import arrange_cover, end_cover, tell_next_cover
from wijkwaarde.kernel.covers.models import Cover
from wijkwaarde.kernel.covers.queries import covers_near
from wijkwaarde.kernel.covers.rules import NewCover
from wijkwaarde.kernel.covers.tasks import tell_covers
from wijkwaarde.kernel.errors import NotFound, Refused
from wijkwaarde.kernel.plans.queries import tasks_of
from wijkwaarde.kernel.trail.models import Line

pytestmark = pytest.mark.django_db
FORTNIGHT = timedelta(days=14)
A_DAY = timedelta(days=1)
KEY = UUID("00000000-0000-4000-8000-0000000000d1")


def arranged(cast, *, absent="chantal", stand_in="yara", by=None, starts=0, days=14, key=None):
    """The cover that somebody arranged, from so many days after today on."""
    begin = cast.today + timedelta(days=starts)
    new = NewCover(
        cast.standing(absent).membership_id, cast.standing(stand_in).membership_id, begin, begin + timedelta(days=days)
    )
    with cast.acting(by or absent) as actor:
        return arrange_cover(new, by=actor, request_key=key or uuid4(), today=cast.today)[0]


def waits(by, *, today):
    """Who waits for somebody's call, and for whom they stand in."""
    return {(one.name, one.instead_of) for one in waiting_for(by=by, today=today)[0]}


def opens(cast, key, who, *, on):
    """How somebody sees the case on a day; None where it is not there."""
    with cast.acting(who) as by:
        try:
            return case_for(key, by=by, today=on)
        except NotFound:
            return None


def test_a_colleague_sees_what_the_other_saw_from_the_first_day_to_the_last_and_not_a_day_longer(cast):
    key = cast.opened("amina")
    cover = arranged(cast, starts=1)
    first, last = cover.begin, cover.until - A_DAY
    assert opens(cast, key, "yara", on=first - A_DAY) is None
    for day in (first, last):
        seen = opens(cast, key, "yara", on=day)
        assert (seen.part, seen.may_read, seen.is_resident) == (Part.CONTACT, True, False)
    assert opens(cast, key, "yara", on=last + A_DAY) is None
    assert opens(cast, key, "chantal", on=first).part is Part.CONTACT


def test_a_colleague_sees_no_more_than_the_one_who_is_away(cast):
    key = cast.opened("amina")
    bram = cast.chosen(key, "bram", extent=Extent.THAT)
    arranged(cast, absent="bram")
    assert opens(cast, key, "yara", on=cast.today).may_read is False
    with cast.acting("amina") as by:
        stop_sharing(by=by, seen=cast.seen(key, by=by), participant_id=bram.pk, today=cast.today)
    assert opens(cast, key, "yara", on=cast.today) is None


def test_a_question_that_comes_in_these_days_is_covered_too(cast):
    arranged(cast)
    key = cast.opened("dirk")
    assert opens(cast, key, "yara", on=cast.today).part is Part.CONTACT


def test_for_one_case_it_is_for_that_case_alone(cast):
    one, other = cast.opened("amina"), cast.opened("dirk", request_key=KEY)
    with cast.acting("chantal") as by:
        new = NewCover(by.membership_id, cast.standing("yara").membership_id, cast.today, cast.today + FORTNIGHT)
        seen = cast.seen(one, by=by)
        made = [cover_here(new, by=by, seen=seen, request_key=KEY, today=cast.today).pk for _click in range(2)]
    assert made[0] == made[1]
    assert opens(cast, one, "yara", on=cast.today) is not None
    assert opens(cast, other, "yara", on=cast.today) is None


def test_the_resident_reads_it_beforehand_and_may_rather_not(cast):
    key = cast.opened("amina")
    cover = arranged(cast, starts=3)
    with cast.acting("amina") as by:
        seen = cast.seen(key, by=by)
        (told,) = covers_of(participants_of(seen, today=cast.today)).values()
        assert (told.pk, told.name, told.begin, told.said_no) == (cover.pk, "Yara", cover.begin, False)
        answer_cover(cover.pk, by=by, seen=seen, holds=False, today=cast.today)
    assert opens(cast, key, "yara", on=cover.begin) is None
    with cast.acting("amina") as by:
        answer_cover(cover.pk, by=by, seen=cast.seen(key, by=by), holds=True, today=cast.today)
    assert opens(cast, key, "yara", on=cover.begin) is not None


def test_only_the_resident_says_rather_not(cast):
    key = cast.opened("amina")
    cover = arranged(cast)
    for who in ("chantal", "yara"):
        with cast.acting(who) as by, pytest.raises(Refused):
            answer_cover(cover.pk, by=by, seen=cast.seen(key, by=by), holds=False, today=cast.today)


def test_a_no_between_the_page_and_the_tap_stops_the_tap(cast):
    key = cast.opened("amina")
    cover = arranged(cast)
    with cast.acting("yara") as by:
        seen = cast.seen(key, by=by)
    with cast.acting("amina") as by:
        answer_cover(cover.pk, by=by, seen=cast.seen(key, by=by), holds=False, today=cast.today)
    with cast.acting("yara") as by, pytest.raises(NotFound):
        note_contact(by=by, seen=seen, manner=Manner.CALL, request_key=KEY, today=cast.today)


def test_who_stands_in_calls_and_promises_and_the_other_finds_it_back(cast):
    key = cast.opened("amina")
    cover = arranged(cast)
    with cast.acting("yara") as by:
        assert ("Amina", "Chantal") in waits(by, today=cast.today)
        seen = cast.seen(key, by=by)
        note_contact(by=by, seen=seen, manner=Manner.CALL, request_key=KEY, today=cast.today)
        promise_next(by=by, seen=seen, request_key=KEY, next_on=cover.until, today=cast.today)
        assert ("Amina", "Chantal") not in waits(by, today=cast.today)
        assert len(own_notes(by=by, today=cast.today).noted) == 1
    with cast.acting("chantal") as by:
        assert ("Amina", "") not in waits(by, today=cast.today)
        assert own_notes(by=by, today=cast.today).noted == (), "it was not Chantal who called"
        assert len(own_notes(by=by, today=cover.until).due) == 1
        assert not take_back_contact(by=by, seen=cast.seen(key, by=by), request_key=KEY, today=cast.today)


def test_what_the_other_promised_stands_among_what_i_promised(cast):
    key = cast.opened("amina")
    with cast.acting("amina") as by:
        chantal = cast.seen(key, by=by).case.participants.get(part=Part.CONTACT.value)
    cast.agreed(key, ("Bellen met de buren", chantal), before=cast.today)
    arranged(cast)
    with cast.acting("yara") as by:
        tasks = tasks_of(by=by, today=cast.today)
        assert ("Bellen met de buren", "Chantal") in [(task.what, task.instead_of) for task in tasks.promised]
        assert "Bellen met de buren" not in [task.what for task in tasks.awaited]


def test_my_people_are_those_of_my_colleague_too_in_these_days_alone(cast):
    cast.opened("amina")
    cover = arranged(cast)
    with cast.acting("yara") as by:
        assert len(taking_part(by=by, today=cast.today, words="Amina")) == 1
        assert taking_part(by=by, today=cover.until, words="Amina") == []


def test_the_trail_says_in_whose_place(cast):
    key = cast.opened("amina")
    arranged(cast)
    cast.browser("yara").get(f"/vraag/{key}")
    amina, yara = cast.actor("amina"), cast.actor("yara")
    with cast.acting("amina"):
        line = Line.objects.filter(subject_ids__contains=[amina.person_id], membership_id=yara.membership_id).last()
    assert (line.act, line.on_behalf_of_id) == ("READ", cast.standing("chantal").membership_id)
    assert "Yara verving Chantal" in cast.browser("amina").get("/wie-keek").content.decode()


def test_nobody_stands_in_for_who_stands_in(cast):
    arranged(cast, absent="chantal", stand_in="bram")
    with pytest.raises(Refused, match="vervang je zelf"):
        arranged(cast, absent="bram", stand_in="yara")
    with pytest.raises(Refused, match="zelf weg"):
        arranged(cast, absent="yara", stand_in="chantal")
    arranged(cast, absent="bram", stand_in="yara", starts=14)


def test_what_cannot_be_a_cover_is_refused_in_words(cast):
    with pytest.raises(Refused, match="al geweest"):
        arranged(cast, starts=-1)
    with pytest.raises(Refused, match="zes weken"):
        arranged(cast, days=43)
    with pytest.raises(Refused, match="laatste dag"):
        arranged(cast, days=0)
    with pytest.raises(Refused, match="zichzelf"):
        arranged(cast, stand_in="chantal")
    assert arranged(cast, days=42).pk
    with pytest.raises(Refused, match="al een vervanger"):
        arranged(cast, stand_in="bram", starts=3)


def test_only_who_is_away_and_a_manager_arrange_it(cast):
    with pytest.raises(NotFound):
        arranged(cast, by="bram")
    with pytest.raises(NotFound):
        arranged(cast, stand_in="marieke")
    with pytest.raises(NotFound):
        arranged(cast, stand_in="olga")
    key = cast.opened("amina")
    assert arranged(cast, by="marieke").pk
    assert opens(cast, key, "marieke", on=cast.today) is None
    assert opens(cast, key, "yara", on=cast.today) is not None


def test_the_same_form_twice_is_one_cover(cast):
    assert arranged(cast, key=KEY) == arranged(cast, key=KEY)


def test_a_cover_that_is_stopped_is_over_at_once_and_one_to_come_never_runs(cast):
    key = cast.opened("amina")
    cover, later = arranged(cast), arranged(cast, starts=20)
    with cast.acting("yara") as by:
        end_cover(cover.pk, by=by, today=cast.today)
        end_cover(later.pk, by=by, today=cast.today)
        assert covers_near(by=by, today=cast.today) == []
    assert opens(cast, key, "yara", on=cast.today) is None
    assert opens(cast, key, "yara", on=later.begin) is None
    assert arranged(cast, stand_in="bram").pk


def test_who_has_nothing_to_do_with_a_cover_does_not_stop_it(cast):
    cover = arranged(cast)
    with cast.acting("bram") as by, pytest.raises(NotFound):
        end_cover(cover.pk, by=by, today=cast.today)


def test_a_cover_by_somebody_who_left_is_over(cast):
    key = cast.opened("amina")
    arranged(cast)
    browser = cast.browser("yara")
    assert browser.get(f"/vraag/{key}").status_code == 200
    with cast.acting("amina") as by:
        end_membership(by=by, email=cast.email("yara"), today=cast.today)
        assert covers_of(participants_of(cast.seen(key, by=by), today=cast.today)) == {}
    assert browser.get(f"/vraag/{key}").status_code != 200


def test_the_colleague_gets_one_mail_that_says_nothing(cast):
    arranged(cast)
    assert tell_covers(0) == 1
    assert tell_covers(0) == 0
    (sent,) = mail.outbox
    assert sent.to == [cast.email("yara")]
    assert "Chantal" not in sent.subject + sent.body


def test_a_mail_that_is_refused_is_tried_again(cast):
    def refuse(_address):
        raise OSError

    cover = arranged(cast)
    with cast.acting("yara") as by:
        assert tell_next_cover(by=by, letter=refuse, now=timezone.now())
        assert Cover.objects.get(pk=cover.pk).tries == 1


@pytest.mark.parametrize("wrong", ["self", "long"])
def test_the_database_refuses_what_no_form_lets_through(cast, wrong):
    cover = arranged(cast)
    told = {"self": {"stand_in_id": cover.absent_id}, "long": {"until": cover.begin + timedelta(days=43)}}
    with cast.acting("chantal"), pytest.raises(IntegrityError), transaction.atomic():
        Cover.objects.filter(pk=cover.pk).update(**told[wrong])
