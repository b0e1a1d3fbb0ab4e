"""Four separate yeses: each can be no without changing the others, works at once, and stays to be read."""

from uuid import uuid4

import pytest
from django.db import ProgrammingError, connection
from django.test.utils import CaptureQueriesContext

from tests.isolation.catalogue import settled
from wijkwaarde.kernel.cases.queries import participants_of
from wijkwaarde.kernel.cases.terms import Ground
from wijkwaarde.kernel.consents.actions import say, set_ground
from wijkwaarde.kernel.consents.rules import NewConsent, check_gives
from wijkwaarde.kernel.consents.terms import Decides, How, LegalGround, Subject
from wijkwaarde.kernel.errors import NotFound, Refused
from wijkwaarde.kernel.measurements.actions import NewMark, give_mark, say_yes_again
from wijkwaarde.kernel.measurements.queries import marks_for
from wijkwaarde.kernel.measurements.terms import HowGiven
from wijkwaarde.kernel.representations.actions import ask_for_child
from wijkwaarde.kernel.representations.rules import ForChild


def marks(yeses, who="amina"):
    with yeses.cast.acting(who) as by:
        return [one.mark for one in marks_for(yeses.cast.seen(yeses.key, by=by)).marks]


def give(yeses, mark=4):
    with yeses.cast.acting("amina") as by:
        new, seen = NewMark(mark, yeses.cast.today, HowGiven.SELF), yeses.cast.seen(yeses.key, by=by)
        return give_mark(new, by=by, seen=seen, request_key=uuid4(), today=yeses.cast.today)


def test_a_no_to_measuring_stops_marks_and_changes_nothing_else(yeses):
    give(yeses)
    yeses.release()
    yeses.say(False)
    with pytest.raises(Refused, match="Liever geen cijfer"):
        give(yeses, 6)
    with yeses.cast.acting("amina") as by, pytest.raises(Refused, match="Waar zeg ik ja tegen"):
        say_yes_again(by=by, seen=yeses.cast.seen(yeses.key, by=by), today=yeses.cast.today)
    assert marks(yeses) == [4], "what was measured stays"
    found = yeses.found()
    assert found.releases[0].holds(yeses.cast.today)
    yeses.say(True)
    give(yeses, 6)
    assert marks(yeses) == [6]
    assert [one.says_yes for one in yeses.found().measuring] == [True, False]


def test_what_was_measured_goes_with_a_no_and_comes_back_when_it_is_taken_back_the_same_day(yeses):
    give(yeses)
    yeses.say(False, kept_before=False)
    assert marks(yeses) == []
    yeses.take_back()
    assert marks(yeses) == [4]
    assert yeses.found().measuring[0].says_yes is None
    with pytest.raises(Refused, match="niet meer terugdraaien"):
        yeses.take_back()


def test_the_same_form_twice_and_the_same_answer_twice_are_one_row(yeses):
    key = uuid4()
    first = yeses.say(False, request_key=key)
    assert yeses.say(False, request_key=key).pk == first.pk == yeses.say(False).pk
    assert len(yeses.found().measuring) == 1


def test_a_release_of_secrecy_holds_until_its_day_or_until_a_no_and_a_no_is_undone_the_same_day(yeses):
    one = yeses.release()
    assert yeses.found("chantal").releases[0].to == "Mijn huisarts"
    yeses.stop(one.release_id)
    assert not yeses.found("chantal").releases[0].holds(yeses.cast.today)
    yeses.take_back(Subject.SECRECY, release_id=one.release_id)
    release = yeses.found("chantal").releases[0]
    assert release.holds(yeses.cast.today)
    assert not release.holds(release.until)
    for days, to in ((0, {}), (400, {}), (30, {"name": "A", "organisation_id": 1})):
        with pytest.raises(Refused):
            yeses.release(days=days, **to)
    with pytest.raises(NotFound):
        yeses.release(organisation_id=999_999)


def test_a_yes_to_keeping_data_is_asked_only_where_that_is_the_ground(yeses):
    with pytest.raises(Refused, match="vragen we geen ja"):
        yeses.say(True, subject=Subject.DATA)
    with yeses.cast.acting("marieke") as by:
        for ground in (LegalGround.PUBLIC_TASK, LegalGround.CONSENT):
            set_ground(ground, law="een wet", source="een bron", by=by, today=yeses.cast.today)
    yeses.say(True, subject=Subject.DATA)
    found = yeses.found()
    assert (found.asks_data, found.data[0].says_yes, found.measuring) == (True, True, ())


def test_the_fixed_contact_writes_down_what_was_said_and_nobody_else_does(yeses):
    yeses.cast.chosen(yeses.key, "bram")
    giver = next(one for one in yeses_people(yeses) if one.part == "resident")
    told = {"how": How.PAPER, "giver_id": giver.pk}
    yeses.say(False, who="chantal", **told)
    said = yeses.found().measuring[0]
    assert (said.says_yes, said.giver, said.writer, said.how) == (False, "Amina", "Chantal", How.PAPER)
    with pytest.raises(NotFound):
        yeses.say(True, who="bram", **told)
    with pytest.raises(Refused, match="hoe het is gezegd"):
        yeses.say(True, who="chantal", giver_id=giver.pk)
    with pytest.raises(Refused, match="niet meer terugdraaien"):
        yeses.take_back()


def yeses_people(yeses):
    with yeses.cast.acting("amina") as by:
        return participants_of(yeses.cast.seen(yeses.key, by=by), today=yeses.cast.today)


@pytest.mark.parametrize("statement", ["UPDATE consents_consent SET says_yes = true", "DELETE FROM consents_consent"])
def test_what_was_said_never_changes_not_even_by_the_applications_own_sql(statement, *, yeses):
    yeses.say(False)
    with yeses.cast.acting("amina"), pytest.raises(ProgrammingError, match="permission denied"):
        settled(statement)


def test_for_a_child_the_parent_says_yes_and_from_twelve_on_both(cast):
    today = cast.today
    for born_on, together, refused in (
        (today.replace(year=today.year - 8, day=1), False, ""),
        (today.replace(year=today.year - 13, day=1), False, "samen"),
        (today.replace(year=today.year - 13, day=1), True, ""),
    ):
        with cast.acting("amina") as by:
            new = ForChild("Sofie", born_on, "Sofie slaapt slecht.", has_authority=True, child_knows=True)
            key = ask_for_child(new, by=by, request_key=uuid4(), today=today).key
            word = NewConsent(says_yes=True, together=together)
            told = {"new": word, "by": by, "seen": cast.seen(key, by=by), "request_key": uuid4(), "today": today}
            if refused:
                with pytest.raises(Refused, match=refused):
                    say(Subject.MEASURING, **told)
                say(Subject.MEASURING, **told | {"new": NewConsent(says_yes=False)})
                continue
            say(Subject.MEASURING, **told)
        page = cast.browser("amina").get(f"/vraag/{key}/waar-zeg-ik-ja-tegen").content.decode()
        assert "Amina zei ja namens Sofie" in page
        assert "Ouder en kind zeiden het allebei" in page or not together


def test_who_helps_with_reading_does_not_say_yes_for_somebody():
    for ground, who in ((Ground.HELPER, Decides.SELF), (Ground.ADMINISTRATOR, Decides.SELF), (None, Decides.PARENTS)):
        with pytest.raises(Refused):
            check_gives(ground=ground, who=who)
    check_gives(ground=Ground.MENTOR, who=Decides.SELF)


def test_the_page_of_one_answer_says_what_a_no_changes_and_the_four_ask_the_database_little(yeses):
    browser, page = yeses.cast.browser("amina"), f"/vraag/{yeses.key}/waar-zeg-ik-ja-tegen"
    told = browser.get(f"{page}/meten").content.decode()
    assert "Meedoen met meten" in told
    assert "Dan vragen we geen cijfer meer" in told
    yeses.release()
    browser.get(page)
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(page).status_code == 200
    bare = ("SET", "BEGIN", "SAVEPOINT", "RELEASE", "COMMIT", "SELECT SET_CONFIG", "SELECT NULLIF")
    assert len([one for one in asked if not one["sql"].upper().startswith(bare)]) <= 15
