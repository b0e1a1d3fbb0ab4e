"""Finding somebody among the people whom a member helps: by a part of the name, which never stands in an address."""

import pytest

from wijkwaarde.kernel.cases.queries import participations, taking_part

pytestmark = pytest.mark.django_db
ADDRESS = "/mensen"


@pytest.fixture
def _asked(cast):
    cast.opened("amina")
    cast.opened("fenna")


@pytest.mark.usefixtures("_asked")
def test_a_part_of_the_name_finds_somebody_whatever_its_capitals(cast):
    chantal = cast.browser("chantal")
    assert "Fenna" in chantal.get(ADDRESS).content.decode()
    found = chantal.post(ADDRESS, {"q": "aMI"}).content.decode()
    assert "Amina" in found
    assert "Fenna" not in found
    assert "Niemand gevonden" in chantal.post(ADDRESS, {"q": "O'Brien أمينة"}).content.decode()


@pytest.mark.usefixtures("_asked")
def test_what_was_searched_for_stands_in_no_address(cast):
    page = cast.browser("chantal").post(ADDRESS, {"q": "Amina"}).content.decode()
    assert "?q=" not in page
    assert 'method="post"' in page


@pytest.mark.usefixtures("_asked")
def test_every_word_narrows_and_only_the_people_of_this_member_are_found(cast):
    with cast.acting("chantal") as by:
        found = participations(taking_part(by=by, today=cast.today, words="Amina"), by=by, today=cast.today)
        assert {one.case.resident.name for one in found} == {"Amina"}
        assert taking_part(by=by, today=cast.today, words="Amina Fenna") == []
    with cast.acting("dirk") as by:
        assert taking_part(by=by, today=cast.today) == []


@pytest.mark.usefixtures("_asked")
def test_keys_of_somebody_else_show_nothing(cast):
    with cast.acting("chantal") as by:
        keys = taking_part(by=by, today=cast.today)
    with cast.acting("bram") as by:
        assert participations(keys, by=by, today=cast.today) == []
