"""The shortlist: who looks after it, its order, its words, at most fifteen, and what "every week" stands for."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connections

from waarde import Band, BandNorm, Frequency
from wijkwaarde.demo.shortlist import WORDS
from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.errors import Refused
from wijkwaarde.kernel.shortlist.actions import keep_norm
from wijkwaarde.kernel.shortlist.queries import norms_of, prices_in, shortlist_of

HERE = "/vaste-prijzen"


@pytest.fixture
def prices(cast):
    with cast.acting("karel") as by:
        return {one.price.key: one.price_id for one in prices_in(shortlist_of(by=by).edition)}


def keys(cast):
    with cast.acting("karel") as by:
        return [one.price.key for one in shortlist_of(by=by).items]


def post(cast, rest, *, who="karel", **told):
    return cast.browser(who).post(f"{HERE}{rest}", told)


def test_the_example_neighbourhood_has_fifteen_prices_and_three_norms(cast):
    assert keys(cast) == list(WORDS)
    page = cast.browser("bram").get(HERE).text
    assert "Jobcoach" in page
    assert "1,5 uur per week" in page
    assert "Haal weg" not in page


def test_next_door_has_none_yet(cast):
    page = cast.browser("olga").get(HERE).text
    assert "Er staat nog geen prijs in" in page
    assert "Jobcoach" not in page


def test_a_price_is_taken_off_and_put_back_with_its_words(cast, prices):
    assert post(cast, f"/{prices['HH']}/weg").status_code == 302
    assert post(cast, f"/{prices['HH']}/weg").status_code == 302
    assert keys(cast) == [key for key in WORDS if key != "HH"]
    page = cast.browser("karel").get(f"{HERE}/{prices['HH']}").text
    assert "hulp in huis, huishoud" in page
    assert post(cast, f"/{prices['HH']}", version="1", words="hulp in huis").status_code == 302
    assert keys(cast)[-1] == "HH"


def test_a_sixteenth_price_does_not_fit(cast, prices):
    answer = post(cast, f"/{prices['POL']}", version="0", words="politie")
    assert answer.status_code == 422
    assert "De lijst is vol" in answer.text
    post(cast, f"/{prices['HH']}/weg")
    assert post(cast, f"/{prices['POL']}", version="0", words="politie").status_code == 302
    assert keys(cast)[-1] == "POL"


def test_a_price_goes_one_place_up_and_a_second_click_does_nothing(cast, prices):
    for _time in range(2):
        assert post(cast, f"/{prices['HH']}/omhoog", was="2").status_code == 302
    assert keys(cast)[:3] == ["HH", "BI", "PV"]


def test_two_people_who_change_the_words_see_both(cast, prices):
    assert post(cast, f"/{prices['HA']}", version="1", words="huisarts, Dokter").status_code == 302
    answer = post(cast, f"/{prices['HA']}", who="marieke", version="1", words="arts van huis")
    assert answer.status_code == 409
    assert "huisarts, dokter" in answer.text
    assert post(cast, f"/{prices['HA']}", who="marieke", version="2", words="arts van huis").status_code == 302


def test_a_word_that_stands_in_everything_is_refused(cast, prices):
    answer = post(cast, f"/{prices['HA']}", version="1", words="de")
    assert answer.status_code == 422
    assert "te kort" in answer.text


def test_a_search_shows_what_is_not_in_the_list_yet(cast):
    page = cast.browser("marieke").get(f"{HERE}?q=politie").text
    assert "Politie, inzet van een agent" in page
    assert "Niets gevonden" in cast.browser("marieke").get(f"{HERE}?q=zzz").text


@pytest.mark.parametrize("who", ["bram", "chantal", "amina", "olga"])
def test_who_does_not_look_after_it_changes_nothing(who, *, cast, prices):
    for rest in (f"/{prices['HH']}", f"/{prices['HH']}/weg", f"/{prices['HH']}/omhoog"):
        assert post(cast, rest, who=who, was="2", version="1").status_code == 404
    assert keys(cast) == list(WORDS)


def test_another_number_for_the_same_day_is_refused_and_a_later_one_holds_from_then(cast):
    with cast.acting("karel") as karel:
        by = Actor.console("test", partnership_id=karel.partnership_id)
        more = {"band": Band.EVERY_WEEK, "frequency": Frequency.WEEK, "source": "Afspraak", "price": "JB"}
        with pytest.raises(Refused):
            keep_norm(BandNorm(quantity=3, since=date(2023, 1, 1), **more), by=by)
        keep_norm(BandNorm(quantity=3, since=date(2026, 1, 1), **more), by=by)
        for day, quantity in ((date(2025, 12, 31), 2), (date(2026, 1, 1), 3)):
            assert next(one for one in norms_of(by=by, today=day) if one.price == "JB").quantity == quantity


def test_two_prices_put_on_at_the_same_moment_both_get_a_place(committing_cast):
    cast = committing_cast
    with cast.acting("karel") as by:
        here = {one.price.key: one.price_id for one in prices_in(shortlist_of(by=by).edition)}
    for key in ("BI", "JC"):
        post(cast, f"/{here[key]}/weg")

    def put(key):
        try:
            return post(cast, f"/{here[key]}", version="0", words="").status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as both:
        assert list(both.map(put, ["POL", "SB"])) == [302, 302]
    assert sorted(keys(cast)[-2:]) == ["POL", "SB"]
