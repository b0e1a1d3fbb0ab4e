"""Who cares along has a mark of their own: two people, two lines, and nobody sees more of it than they let them."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client

from tests.marks.conftest import AGREED, OPENED, SIX_WEEKS
from wijkwaarde.kernel.carers.actions import add_carer, bring_back_carer, end_carer, let_resident_see
from wijkwaarde.kernel.carers.models import InformalCarer
from wijkwaarde.kernel.carers.rules import NewCarer
from wijkwaarde.kernel.carers.terms import MOST_AT_ONCE
from wijkwaarde.kernel.errors import NotFound, Refused
from wijkwaarde.kernel.measurements.actions import NewMark, give_mark, make_link, say_no, say_yes_again
from wijkwaarde.kernel.measurements.models import Measurement
from wijkwaarde.kernel.measurements.queries import marks_for, marks_of_case
from wijkwaarde.kernel.measurements.terms import HowGiven
from wijkwaarde.kernel.trail.models import Line

KEY = re.compile(r'name="request_key" value="([^"]+)"')
SELMA = NewCarer("Selma", "zus", "06 - 12 34 56 11", said_yes=True)
ONE_DAY = timedelta(days=1)


def added(case, *, who="amina", new=SELMA, on=OPENED, request_key=None):
    with case.cast.acting(who) as by:
        seen, key = case.cast.seen(case.key, by=by), request_key or uuid4()
        return add_carer(new, by=by, seen=seen, request_key=key, today=on)


def given(case, carer, mark, *, on, who="chantal"):
    with case.cast.acting(who) as by:
        seen, new = case.cast.seen(case.key, by=by), NewMark(mark, on, HowGiven.WITH_HELP)
        return give_mark(new, by=by, seen=seen, request_key=uuid4(), today=on, carer=carer)


def seen_by(case, who):
    """The marks of who cares along that somebody sees, and when one was given as far as they know."""
    with case.cast.acting(who) as by:
        [one] = marks_for(case.cast.seen(case.key, by=by)).carers
        return [(mark.moment.value, mark.mark) for mark in one.marks]


def linked(cast, key, carer, *, on=None):
    with cast.acting("chantal") as by:
        return make_link(by=by, seen=cast.seen(key, by=by), today=on or cast.today, carer=carer)


@pytest.fixture
def selma(case):
    return added(case)


@pytest.fixture
def young_selma(young):
    return added(young)


def test_the_resident_says_who_cares_along_and_the_contact_with_their_yes(young):
    assert added(young).relation == "zus"
    assert added(young, who="chantal").added_by.part == "contact"
    with pytest.raises(Refused):
        added(young, who="chantal", new=NewCarer("Selma", "zus"))
    for who in ("bram", "yara", "dirk", "olga"):
        with pytest.raises(NotFound):
            added(young, who=who)


@pytest.mark.parametrize("new", [NewCarer("...", "zus"), NewCarer("Selma", " "), NewCarer("Selma", "zus", "bel maar")])
def test_a_carer_without_a_name_a_relation_or_with_half_a_number_is_refused(new, *, young):
    with pytest.raises(Refused):
        added(young, new=new)


def test_the_same_form_sent_twice_is_one_carer_and_there_is_an_end_to_how_many(young):
    key = uuid4()
    assert added(young, request_key=key).pk == added(young, request_key=key).pk
    for _another in range(MOST_AT_ONCE - 1):
        added(young)
    with pytest.raises(Refused):
        added(young)


def test_two_people_are_two_lines_and_an_analysis_reads_both(case, selma):
    case.give(3, on=OPENED)
    given(case, selma, 5, on=AGREED - ONE_DAY)
    case.give(6, on=SIX_WEEKS)
    given(case, selma, 7, on=SIX_WEEKS)
    with case.cast.acting("bram") as by:
        found = marks_of_case(case.cast.seen(case.key, by=by), by=by, today=SIX_WEEKS)
    assert [(who, moment.value, mark) for who, moment, mark, _day in found] == [
        ("Amina", "before", 3),
        ("Amina", "six-weeks", 6),
        ("Selma", "before", 5),
        ("Selma", "six-weeks", 7),
    ]
    assert case.shown("bram") == [("before", 3), ("six-weeks", 6)]


def test_the_resident_sees_that_it_was_given_and_the_figure_only_with_a_yes(case, selma):
    mark = given(case, selma, 4, on=OPENED)
    assert seen_by(case, "amina") == []
    page = case.cast.browser("amina").get(f"/vraag/{case.key}").text
    assert "Selma, zus" in page
    assert "gegeven" in page
    for who in ("amina", "olga"):
        with case.cast.acting(who) as by, pytest.raises(NotFound):
            let_resident_see(selma.pk, by=by, seen=case.cast.seen(case.key, by=by), sees=True, today=OPENED)
    browser = case.cast.browser("chantal")
    assert browser.post(f"/vraag/{case.key}/cijfer/{mark.pk}", {"sees": "ja"}).status_code == 302
    assert seen_by(case, "amina") == [("before", 4)]


def test_a_fall_of_who_cares_along_is_for_the_contact_only_with_their_yes(case, selma):
    given(case, selma, 7, on=OPENED)
    fallen = given(case, selma, 5, on=SIX_WEEKS, who="bram")
    assert seen_by(case, "bram") == [("before", 7), ("six-weeks", 5)]
    assert seen_by(case, "chantal") == [("before", 7)]
    case.tell(fallen, tell=True, on=SIX_WEEKS, who="bram")
    assert seen_by(case, "chantal") == [("before", 7), ("six-weeks", 5)]


def test_the_resident_writes_down_no_mark_of_another(young, young_selma):
    with pytest.raises(Refused):
        given(young, young_selma, 5, on=OPENED, who="amina")
    assert (
        young.cast.browser("amina").get(f"/vraag/{young.key}/wie-zorgt-mee/{young_selma.pk}/cijfer").status_code == 404
    )


def test_who_does_not_care_along_any_more_is_not_asked_and_it_is_taken_back_the_same_day(young, young_selma):
    cast, key = young.cast, young.key
    token = linked(cast, key, young_selma, on=OPENED)
    with cast.acting("amina") as by:
        seen = cast.seen(key, by=by)
        end_carer(young_selma.pk, by=by, seen=seen, today=cast.today)
        assert Client().get(f"/cijfer/{token}").status_code == 404
        with pytest.raises(NotFound):
            bring_back_carer(young_selma.pk, by=by, seen=seen, today=cast.today + ONE_DAY)
        assert bring_back_carer(young_selma.pk, by=by, seen=seen, today=cast.today).until is None


def test_somebody_else_takes_no_carer_off(young, young_selma):
    for who in ("bram", "yara", "dirk", "olga"):
        with young.cast.acting(who) as by, pytest.raises(NotFound):
            end_carer(young_selma.pk, by=by, seen=young.cast.seen(young.key, by=by), today=OPENED)


def test_the_page_adds_somebody_and_says_what_is_missing(young):
    browser, address = young.cast.browser("chantal"), f"/vraag/{young.key}/wie-zorgt-mee"
    form = {"name": "Selma", "relation": "zus", "phone": "", "request_key": str(uuid4())}
    refused = browser.post(address, form)
    assert refused.status_code == 422
    assert "Vraag eerst of de bewoner dit wil." in refused.text
    assert "Gaf" not in refused.text
    assert "Selma" in browser.post(address, form | {"said_yes": "on"}, follow=True).text
    with young.cast.acting("amina"):
        assert InformalCarer.objects.filter(case__key=young.key).count() == 1


class TestByLink:
    """The carer's own link: the question about their own life, and after the press their own line."""

    @pytest.fixture
    def key(self, cast):
        return cast.opened()

    @pytest.fixture
    def carer(self, cast, key):
        with cast.acting("amina") as by:
            return add_carer(SELMA, by=by, seen=cast.seen(key, by=by), request_key=uuid4(), today=cast.today)

    def marks(self, cast, key):
        with cast.acting("amina"):
            found = Measurement.objects.filter(case__key=key, withdrawn_on=None).order_by("pk")
            return [(one.person.name, one.mark, one.said_by_id is None) for one in found]

    def press(self, token, mark=6):
        page = Client().get(f"/cijfer/{token}").text
        return Client().post(f"/cijfer/{token}", {"mark": str(mark), "request_key": KEY.search(page).group(1)})

    def test_looking_does_nothing_and_shows_nobodys_name(self, cast, key, carer):
        token = linked(cast, key, carer)
        client = Client()
        for look in (client.get, client.head, client.get, client.options):
            look(f"/cijfer/{token}")
        page = client.get(f"/cijfer/{token}").text
        assert "Dit cijfer gaat over je eigen leven." in page
        assert not [name for name in ("Amina", "Selma", "Chantal", "buren") if name in page]
        assert self.marks(cast, key) == []
        assert client.get(f"/cijfer/{token}/antwoord").status_code == 405

    def test_a_press_gives_it_once_and_shows_their_own_line_and_nothing_else(self, cast, key, carer):
        cast.browser("amina").post(f"/vraag/{key}/cijfer", {"mark": "2", "request_key": str(uuid4())})
        token = linked(cast, key, carer)
        page = self.press(token)
        assert page.status_code == 200
        assert "Mag <bdi>Amina</bdi> jouw cijfers zien?" in page.text
        assert [name for name in ("Chantal", "buren", "Rust in de nacht", ">2<") if name in page.text] == []
        assert self.marks(cast, key) == [("Amina", 2, False), ("Selma", 6, True)]
        assert Client().get(f"/cijfer/{token}").status_code == 404
        assert Client().post(f"/cijfer/{token}", {"mark": "9", "request_key": str(uuid4())}).status_code == 404
        assert self.marks(cast, key) == [("Amina", 2, False), ("Selma", 6, True)]

    def test_two_links_go_beside_each_other_and_a_new_one_stops_only_their_own(self, cast, key, carer):
        with cast.acting("chantal") as by:
            resident = make_link(by=by, seen=cast.seen(key, by=by), today=cast.today)
        first, second = linked(cast, key, carer), linked(cast, key, carer)
        assert [Client().get(f"/cijfer/{one}").status_code for one in (resident, first, second)] == [200, 404, 200]

    def test_they_say_on_their_page_whether_the_resident_may_see_it(self, cast, key, carer):
        token = linked(cast, key, carer)
        form = {"request_key": KEY.search(self.press(token).text).group(1)}
        answer = Client().post(f"/cijfer/{token}/antwoord", form | {"sees": "ja"})
        assert "Je zei: ja, dat mag." in answer.text
        with cast.acting("amina") as by:
            [one] = marks_for(cast.seen(key, by=by)).carers
        assert [mark.mark for mark in one.marks] == [6]
        for wrong in ({}, {"request_key": str(uuid4())}, {"request_key": "x"}):
            assert Client().post(f"/cijfer/{token}/antwoord", wrong | {"sees": "nee"}).status_code == 404
        assert Client().post(f"/cijfer/{token}/antwoord", form | {"tell": "ja"}).status_code == 404
        assert Client().post(f"/cijfer/{token}/antwoord", form | {"sees": "misschien"}).status_code == 409

    def test_who_wants_no_mark_says_so_and_takes_it_back_on_the_same_page(self, cast, key, carer):
        token = linked(cast, key, carer)
        said = Client().post(f"/cijfer/{token}/antwoord", {"no": "ja"}, follow=True)
        assert "We vragen je geen cijfer meer." in said.text
        form = {"mark": "6", "request_key": str(uuid4())}
        assert Client().post(f"/cijfer/{token}", form).status_code == 422
        assert self.marks(cast, key) == []
        again = Client().post(f"/cijfer/{token}/antwoord", {"no": "nee"}, follow=True)
        assert again.text.count('type="radio"') == 10
        assert self.press(token).status_code == 200

    def test_what_they_did_is_in_the_trail_about_them(self, cast, key, carer):
        self.press(linked(cast, key, carer))
        with cast.acting("amina"):
            kinds = list(Line.objects.filter(subject_ids__contains=[carer.person_id]).values_list("kind", flat=True))
        assert "measurement" in kinds


def test_a_no_is_kept_and_taken_back_by_the_resident_or_the_contact_and_nobody_else(young, young_selma):
    cast, key = young.cast, young.key
    for who, carer in (("bram", None), ("bram", young_selma), ("amina", young_selma)):
        with cast.acting(who) as by, pytest.raises(NotFound):
            say_no(by=by, seen=cast.seen(key, by=by), today=OPENED, carer=carer)
    with cast.acting("amina") as by:
        for _twice in range(2):
            say_no(by=by, seen=cast.seen(key, by=by), today=OPENED)
    for who in ("amina", "chantal"):
        with pytest.raises(Refused):
            young.give(5, on=OPENED, who=who)
    assert given(young, young_selma, 5, on=OPENED).mark == 5
    with cast.acting("chantal") as by:
        say_yes_again(by=by, seen=cast.seen(key, by=by), today=OPENED)
    assert young.give(5, on=OPENED).mark == 5


def test_a_no_is_said_and_taken_back_on_the_page_of_the_question(cast):
    key = cast.opened()
    browser, address = cast.browser("amina"), f"/vraag/{key}/cijfer/liever-niet"
    said = browser.post(address, {"no": "ja"}, follow=True)
    assert "Je geeft liever geen cijfer. Dat is goed." in said.text
    assert 'type="radio"' not in said.text
    assert "geeft liever geen cijfer. Vraag er niet om." in cast.browser("chantal").get(f"/vraag/{key}").text
    assert browser.post(address, {"no": "nee"}, follow=True).text.count('type="radio"') == 10
