"""Somebody reads and writes for a resident: shown as such, for as long as the ground holds, and not a day longer."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest

from wijkwaarde.kernel.cases.actions import save_boxes
from wijkwaarde.kernel.cases.models import Participant
from wijkwaarde.kernel.cases.queries import case_for, own_cases
from wijkwaarde.kernel.cases.rules import birthday, born_before
from wijkwaarde.kernel.cases.terms import Extent, Ground, Part
from wijkwaarde.kernel.errors import NotFound, Refused
from wijkwaarde.kernel.plans.actions import write_draft
from wijkwaarde.kernel.plans.rules import NewLine
from wijkwaarde.kernel.representations.actions import (
    ask_for_child,
    end_representation,
    name_representative,
    share_with_parent,
)
from wijkwaarde.kernel.representations.rules import ForChild, NewRepresentative, check_child
from wijkwaarde.kernel.trail.models import Line

pytestmark = pytest.mark.django_db
KEY = UUID("00000000-0000-4000-8000-0000000000e1")
WORDS = "Hij slaapt niet en gaat niet naar school."
A_DAY = timedelta(days=1)


def years_before(day, years):
    """A day of birth of who becomes so old on this day."""
    return born_before(day, age=years)


def child_of(cast, who="dirk", *, born_on=None, today=None, key=None, knows=True):
    """The case of a child for which a parent asked."""
    today = today or cast.today
    new = ForChild("Joey", born_on or years_before(today, 10), WORDS, has_authority=True, child_knows=knows)
    with cast.acting(who) as by:
        return ask_for_child(new, by=by, request_key=key or uuid4(), today=today)


def opens(cast, key, who, *, on):
    """How somebody sees the case on a day; None where it is not there."""
    with cast.acting(who) as by:
        try:
            return case_for(key, by=by, today=on)
        except NotFound:
            return None


def lists(cast, who, *, on):
    """The cases that somebody finds on their own page on a day."""
    with cast.acting(who) as by:
        return {case.resident.name for case in own_cases(by=by, today=on)}


@pytest.mark.parametrize(
    "born_on",
    [
        date(2008, 2, 29),  # eighteen in a year without that day
        date(2010, 2, 28),  # eighteen the day before a leap day
        date(2012, 3, 28),  # the clock goes forward in that week
        date(2012, 10, 27),  # and back
        date(2013, 1, 1),
        date(2012, 12, 31),
    ],
)
def test_a_parent_sees_it_until_the_day_before_the_eighteenth_birthday(cast, born_on):
    start, adult = born_on.replace(year=born_on.year + 14, day=min(born_on.day, 28)), birthday(born_on, age=18)
    case = child_of(cast, born_on=born_on, today=start)
    parent = Participant.objects
    with cast.acting("dirk"):
        assert parent.get(case=case, part=Part.REPRESENTATIVE.value).until == adult
    sixteen = birthday(born_on, age=16)
    assert opens(cast, case.key, "dirk", on=sixteen - A_DAY).is_resident
    assert opens(cast, case.key, "dirk", on=sixteen) is None, "from sixteen on it is what the child shares"
    assert "Joey" in lists(cast, "dirk", on=sixteen - A_DAY)
    assert "Joey" not in lists(cast, "dirk", on=sixteen)
    share(cast, case, extent=Extent.WHAT, on=sixteen)
    last = opens(cast, case.key, "dirk", on=adult - A_DAY)
    assert (last.part, last.may_read, last.is_resident) == (Part.REPRESENTATIVE, True, False)
    assert "Joey" in lists(cast, "dirk", on=adult - A_DAY)
    for day in (adult, adult + A_DAY):
        assert opens(cast, case.key, "dirk", on=day) is None
        assert "Joey" not in lists(cast, "dirk", on=day)


def share(cast, case, *, extent, on):
    """The child shares something with the parent, as whoever the child's log-in is."""
    with cast.acting("dirk") as parent:
        by = type(parent)(name="Joey", partnership_id=parent.partnership_id, person_id=case.resident_id)
        (part,) = Participant.objects.filter(case=case, part=Part.REPRESENTATIVE.value)
        share_with_parent(part.pk, by=by, seen=case_for(case.key, by=by, today=on), extent=extent, today=on)


def test_a_corrected_birthday_ends_it_too(cast):
    case = child_of(cast)
    with cast.acting("dirk"):
        type(case.resident).objects.filter(pk=case.resident_id).update(born_on=years_before(cast.today, 18))
    assert opens(cast, case.key, "dirk", on=cast.today) is None
    assert "Joey" not in lists(cast, "dirk", on=cast.today)


def test_what_a_child_of_sixteen_no_longer_shares_is_gone(cast):
    today = cast.today
    case = child_of(cast, born_on=years_before(today, 15), today=today)
    sixteen = birthday(years_before(today, 15), age=16)
    share(cast, case, extent=Extent.THAT, on=sixteen)
    assert opens(cast, case.key, "dirk", on=sixteen).may_read is False
    share(cast, case, extent=None, on=sixteen + A_DAY)
    assert opens(cast, case.key, "dirk", on=sixteen + A_DAY) is None


def test_a_parent_does_what_the_resident_would_and_the_trail_says_for_whom(cast):
    case = child_of(cast)
    with cast.acting("dirk") as by:
        seen = case_for(case.key, by=by, today=cast.today)
        boxes = {"wants": "Slapen", "cans": "", "needs": ""}
        save_boxes(by=by, seen=seen, boxes=boxes, version=seen.case.version, today=cast.today)
        assert {line.on_behalf_of_id for line in by.seen if line.kind == "case"} == {case.resident_id}
    page = cast.browser("dirk").get(f"/vraag/{case.key}").content.decode()
    assert "Het plan van" in page
    assert "Jij leest en schrijft mee, namens Joey" in page
    with cast.acting("dirk"):
        line = Line.objects.filter(subject_ids__contains=[case.resident_id]).last()
    assert line.on_behalf_of_id == case.resident_id


def test_what_a_parent_takes_on_in_the_plan_is_theirs_although_their_part_has_an_end(cast):
    case = child_of(cast)
    with cast.acting("dirk") as by:
        seen = case_for(case.key, by=by, today=cast.today)
        line = NewLine("De school bellen", participant_id=seen.participant.pk)
        draft = write_draft(by=by, seen=seen, lines=[line], version=0, today=cast.today)
        assert [one.participant for one in draft.lines.all()] == [seen.participant]


def test_two_parents_see_each_other_and_each_may_leave(cast):
    case = child_of(cast)
    with cast.acting("dirk") as by:
        new = NewRepresentative("Fenna", cast.email("fenna"), Ground.PARENT)
        seen = case_for(case.key, by=by, today=cast.today)
        name_representative(new, by=by, seen=seen, today=cast.today)
        with pytest.raises(Refused, match="doet al mee"):
            name_representative(new, by=by, seen=seen, today=cast.today)
    page = cast.browser("fenna").get(f"/vraag/{case.key}").content.decode()
    assert "Dirk leest en schrijft mee" in page
    with cast.acting("fenna") as by:
        seen = case_for(case.key, by=by, today=cast.today)
        end_representation(seen.participant.pk, by=by, seen=seen, today=cast.today)
    assert opens(cast, case.key, "fenna", on=cast.today) is None
    assert opens(cast, case.key, "dirk", on=cast.today) is not None


def test_who_has_an_own_case_and_a_childs_finds_both_by_name(cast):
    own, child = cast.opened("dirk"), child_of(cast)
    page = cast.browser("dirk").get("/mijn-plan").content.decode()
    assert "Het plan van Joey" in page
    assert page.count('href="/vraag/') >= 2
    for key in (own, child.key):
        assert opens(cast, key, "dirk", on=cast.today).is_resident


def test_the_resident_chooses_a_helper_and_stops_it(cast):
    key = cast.opened("amina")
    with cast.acting("amina") as by:
        new = NewRepresentative("Ineke", "ineke@voorbeeld.example", Ground.HELPER)
        made = name_representative(new, by=by, seen=cast.seen(key, by=by), today=cast.today)
        part = Participant.objects.select_related("person__user").get(pk=made)
    assert part.person.user.email == "ineke@voorbeeld.example"
    with cast.acting("amina") as by:
        end_representation(made, by=by, seen=cast.seen(key, by=by), today=cast.today)
        assert Participant.objects.get(pk=made).until == cast.today


def test_the_fixed_contact_names_who_shows_it_on_paper_and_nobody_else_does(cast):
    key = cast.opened("amina")
    mentor = NewRepresentative("Dirk", cast.email("dirk"), Ground.MENTOR)
    for who in ("amina", "chantal"):
        with cast.acting(who) as by, pytest.raises(Refused):
            name_representative(mentor, by=by, seen=cast.seen(key, by=by), today=cast.today)
    with cast.acting("chantal") as by:
        shown = NewRepresentative("Dirk", cast.email("dirk"), Ground.MENTOR, saw_document=True)
        made = name_representative(shown, by=by, seen=cast.seen(key, by=by), today=cast.today)
        assert Participant.objects.get(pk=made).document_on == cast.today
    assert opens(cast, key, "dirk", on=cast.today).is_resident
    helper = NewRepresentative("Fenna", cast.email("fenna"), Ground.HELPER)
    with cast.acting("dirk") as by, pytest.raises(Refused):
        name_representative(helper, by=by, seen=cast.seen(key, by=by), today=cast.today)


def test_an_address_of_a_member_is_not_taken_over(cast):
    key = cast.opened("amina")
    for email in (cast.email("bram"), cast.email("noor"), cast.email("amina")):
        new = NewRepresentative("Iemand", email, Ground.HELPER)
        with cast.acting("amina") as by, pytest.raises(Refused, match="ander adres"):
            name_representative(new, by=by, seen=cast.seen(key, by=by), today=cast.today)


def test_the_same_form_twice_is_one_child(cast):
    assert child_of(cast, key=KEY) == child_of(cast, key=KEY)


@pytest.mark.parametrize(
    ("age", "authority", "knows", "word"),
    [(10, False, False, "gezag"), (12, True, False, "12 jaar"), (16, True, True, "16 jaar"), (-1, True, True, "komen")],
)
def test_a_question_for_a_child_that_cannot_be_is_refused_in_words(cast, age, authority, knows, word):
    new = ForChild("Joey", years_before(cast.today, age), WORDS, has_authority=authority, child_knows=knows)
    with pytest.raises(Refused, match=word):
        check_child(new, today=cast.today)


def test_the_resident_reads_by_name_that_who_represents_them_looked(cast):
    key = cast.opened("amina")
    with cast.acting("amina") as by:
        new = NewRepresentative("Dirk", cast.email("dirk"), Ground.PROXY)
        name_representative(new, by=by, seen=cast.seen(key, by=by), today=cast.today)
    cast.browser("dirk").get(f"/vraag/{key}")
    page = cast.browser("amina").get("/wie-keek").content.decode()
    assert "Dirk leest en schrijft mee." in page
