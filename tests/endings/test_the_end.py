"""People are done: what stays, whose part ends, who keeps an eye, and every way back."""

from datetime import timedelta
from uuid import uuid4

import pytest

from wijkwaarde.kernel.calls.queries import own_notes, waiting_for
from wijkwaarde.kernel.cases.actions import note_contact, promise_next
from wijkwaarde.kernel.cases.queries import taking_part
from wijkwaarde.kernel.cases.terms import Manner
from wijkwaarde.kernel.endings import actions
from wijkwaarde.kernel.endings.queries import lights_due
from wijkwaarde.kernel.endings.rules import NewLight, Together
from wijkwaarde.kernel.endings.terms import Often
from wijkwaarde.kernel.errors import NotFound, Refused, Stale
from wijkwaarde.kernel.measurements.actions import NewMark, give_mark
from wijkwaarde.kernel.measurements.terms import HowGiven
from wijkwaarde.kernel.plans.actions import move_line, write_draft
from wijkwaarde.kernel.plans.queries import plan_for, tasks_of
from wijkwaarde.kernel.plans.rules import NewLine
from wijkwaarde.kernel.plans.terms import LineState

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


def test_the_resident_says_we_are_done_and_what_is_not_finished_stops_but_for_what_stays(story):
    lines = story.lines()
    story.close(staying=frozenset({lines["Soep"].pk}), takeaway="Samen eten hielp.")
    after = story.lines()
    assert story.case().closed_on == story.today
    assert {what: line.state for what, line in after.items()} == {
        "Samen wandelen": LineState.STOPPED.value,
        "Een lamp": LineState.STOPPED.value,
        "Soep": LineState.OPEN.value,
    }


def test_everybody_s_part_ends_but_the_resident_s_the_contact_s_and_that_of_who_keeps_an_eye(story, cast):
    story.close(light=story.light("bram", days=100))
    assert [cast.browser(who).get(story.page).status_code for who in ("amina", "chantal", "bram", "yara")] == [
        *(200, 200, 200),
        404,
    ]
    last = story.today + timedelta(days=100)
    with cast.acting("amina") as by:
        bram = cast.seen(story.key, by=by).case.participants.get(pk=story.bram.pk)
        assert (bram.until, bram.shares.get().until) == (last + timedelta(days=1),) * 2


def test_only_the_resident_closes_unless_the_contact_notes_what_was_decided_together(story):
    with pytest.raises(Refused):
        story.close("chantal")
    with pytest.raises(NotFound):
        story.close("bram", together=Together(story.today, "Amina"))
    ending = story.close("chantal", together=Together(story.today, "Amina en haar zus"))
    assert (ending.decided, ending.heard_by) == ("together", "Amina en haar zus")


@pytest.mark.parametrize("days", [-1, 0, 1])
def test_a_day_of_deciding_is_one_that_has_been_and_not_before_the_question(story, days):
    if days == 0:
        story.close("chantal", together=Together(story.today, "Amina"))
        return
    with pytest.raises(Refused):
        story.close("chantal", together=Together(story.today + timedelta(days=days), "Amina"))


@pytest.mark.parametrize("days", [-1, 0, 3 * 365])
def test_a_pilot_light_ends_after_today_and_within_two_years(story, days):
    with pytest.raises(Refused, match="dag"):
        story.close(light=NewLight(Often.MONTH, story.today + timedelta(days=days), name="Buurvrouw"))
    assert story.case().closed_on is None


def test_a_proposal_is_seen_changed_once_at_a_time_and_taken_away(story):
    story.propose(takeaway="Eten")
    assert story.case().end_proposed_on == story.today
    with pytest.raises(Stale):
        story.propose("amina", takeaway="Iets anders")
    story.propose("amina", version=1, takeaway="Samen eten")
    with pytest.raises(Stale):
        story.close(version=1)
    story.does(actions.withdraw)
    story.does(actions.withdraw)
    assert story.case().end_proposed_on is None


def test_closed_twice_it_counts_once(story):
    key = uuid4()
    first = story.close(request_key=key)
    assert story.close(request_key=key) == first
    with pytest.raises(Refused):
        story.close("chantal", together=Together(story.today, "Amina"))


def test_who_was_writing_a_plan_hears_that_people_are_done(story, cast):
    with cast.acting("chantal") as by:
        seen = cast.seen(story.key, by=by)
        story.close()
        with pytest.raises(Refused, match="klaar"):
            write_draft(by=by, seen=seen, lines=[NewLine("Bellen", who="Opa")], version=0, today=story.today)
        with pytest.raises(Refused, match="klaar"):
            move_line(by=by, seen=seen, line=plan_for(seen).agreed.lines[0], state=LineState.DONE, today=story.today)


def test_a_proposal_for_the_plan_lapses(story, cast):
    with cast.acting("bram") as by:
        seen = cast.seen(story.key, by=by)
        write_draft(by=by, seen=seen, lines=[NewLine("Bellen", who="Opa")], version=0, today=story.today)
    story.close()
    with cast.acting("amina") as by:
        plan = plan_for(cast.seen(story.key, by=by))
    assert plan.draft is None
    assert len(plan.agreed.lines) == 3


def test_a_mark_after_the_end_is_kept(story, cast):
    story.close()
    with cast.acting("amina") as by:
        seen = cast.seen(story.key, by=by)
        made = give_mark(
            NewMark(7, story.today, HowGiven.SELF), by=by, seen=seen, request_key=uuid4(), today=story.today
        )
        assert made.pk


def test_what_is_done_leaves_today_and_my_people_shows_it_under_done(story, cast):
    with cast.acting("chantal") as by:
        seen, key = cast.seen(story.key, by=by), uuid4()
        note_contact(by=by, seen=seen, manner=Manner.CALL, request_key=key, today=story.today)
        promise_next(by=by, seen=seen, request_key=key, next_on=story.today + timedelta(days=1), today=story.today)
    story.close(staying=frozenset(line.pk for line in story.lines().values()))
    tomorrow = story.today + timedelta(days=1)
    with cast.acting("chantal") as by:
        mine = story.case().participants.get(part="contact").pk
        assert mine not in taking_part(by=by, today=tomorrow)
        assert mine in taking_part(by=by, today=tomorrow, done=True)
        assert story.key not in {note.case.key for note in own_notes(by=by, today=tomorrow).due}
        assert story.key not in {one.case_key for one in tasks_of(by=by, today=tomorrow).awaited}


def test_undone_on_the_same_day_all_is_as_it_was(story, cast):
    before = {what: line.state for what, line in story.lines().items()}
    story.close(light=story.light("bram"))
    story.does(actions.undo)
    story.does(actions.undo)
    assert story.case().closed_on is None
    assert {what: line.state for what, line in story.lines().items()} == before
    assert [cast.browser(who).get(story.page).status_code for who in ("bram", "yara")] == [200, 200]
    with cast.acting("amina") as by:
        people = cast.seen(story.key, by=by).case.participants
        assert not people.exclude(until=None).exists()
    assert lights(story, cast, who="bram", days=370) == []


def test_it_is_undone_by_who_said_it_and_by_the_resident_and_not_a_day_later(story):
    story.close()
    with pytest.raises(NotFound):
        story.does(actions.undo, who="chantal")
    with pytest.raises(Refused):
        story.does(actions.undo, day=story.today + timedelta(days=1))


def lights(story, cast, *, who, days):
    with cast.acting(who) as by:
        found, _more = lights_due(by=by, today=story.today + timedelta(days=days))
    return [one.case_key for one in found if one.case_key == story.key]


def test_who_keeps_an_eye_has_its_days_on_today_until_the_last_and_a_call_keeps_it(story, cast):
    story.close(light=story.light("bram", often=Often.MONTH, days=65))
    assert [lights(story, cast, who="bram", days=days) for days in (0, 27, 32, 64)] == [
        [],
        [],
        [story.key],
        [story.key],
    ]
    assert lights(story, cast, who="bram", days=66) == []
    assert lights(story, cast, who="chantal", days=32) == []
    later = story.today + timedelta(days=33)
    story.does(actions.note_light, who="bram", manner=Manner.CALL, request_key=uuid4(), day=later)
    assert lights(story, cast, who="bram", days=34) == []


def test_where_who_kept_an_eye_stops_taking_part_the_contact_asks(story, cast):
    story.close(light=story.light("bram", often=Often.MONTH))
    browser = cast.browser("amina")
    assert browser.post(f"{story.page}/stoppen/{story.bram.pk}").status_code == 302
    assert cast.browser("bram").get(story.page).status_code == 404
    assert lights(story, cast, who="bram", days=40) == []
    assert lights(story, cast, who="chantal", days=40) == [story.key]
    assert "Bram doet niet meer mee" in browser.get(story.page).content.decode()


def test_the_resident_wants_no_more_calls(story, cast):
    story.close(light=story.light("bram", often=Often.MONTH))
    story.does(actions.put_out)
    story.does(actions.put_out)
    assert cast.browser("bram").get(story.page).status_code == 404
    assert lights(story, cast, who="chantal", days=40) == []


def called(story, cast, *, who="chantal"):
    with cast.acting(who) as by:
        seen = cast.seen(story.key, by=by)
        note_contact(by=by, seen=seen, manner=Manner.CALL, request_key=uuid4(), today=story.today)


def waits(story, cast, *, who="chantal", day=None):
    with cast.acting(who) as by:
        found, _more = waiting_for(by=by, today=day or story.today)
    return next((one for one in found if one.case_key == story.key), None)


def test_who_comes_back_waits_for_the_same_contact_with_a_new_day_and_tells_nothing_again(story, cast):
    called(story, cast)
    story.close()
    assert waits(story, cast) is None
    later = story.today + timedelta(days=90)
    for _tap in range(2):
        story.does(actions.come_back, words="De slaap is weer weg.", day=later)
    found = waits(story, cast, day=later)
    assert found.came_back_on == later
    assert found.before > later
    assert story.case().words
    called(story, cast)
    assert waits(story, cast, day=later) is None


def test_nobody_but_the_contact_comes_back_unless_the_resident_chooses(story, cast):
    story.close()
    story.does(actions.come_back, words="")
    assert cast.browser("yara").get(story.page).status_code == 404


def test_where_the_contact_left_who_is_on_duty_calls(story, cast):
    story.close()
    with cast.acting("amina") as by:
        contact = cast.seen(story.key, by=by).case.participants.get(part="contact")
        contact.until = story.today
        contact.save(update_fields=["until"])
    story.does(actions.come_back, words="")
    assert waits(story, cast) is not None


def test_a_coming_back_by_mistake_is_taken_back_and_the_light_burns_again(story, cast):
    story.close(light=story.light("bram", often=Often.MONTH))
    story.does(actions.come_back, words="")
    assert lights(story, cast, who="bram", days=40) == []
    story.does(actions.stay_away)
    story.does(actions.stay_away)
    assert story.case().closed_on == story.today
    assert lights(story, cast, who="bram", days=40) == [story.key]


def test_only_the_resident_comes_back(story):
    story.close()
    with pytest.raises(NotFound):
        story.does(actions.come_back, words="", who="chantal")
