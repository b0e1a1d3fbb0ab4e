"""What does it cost me? The resident reads one true sentence; the fixed contact says it, agreement by agreement."""

from datetime import timedelta

import pytest

from wijkwaarde.kernel.errors import NotFound, Stale
from wijkwaarde.kernel.own_costs.actions import say_cost
from wijkwaarde.kernel.own_costs.queries import own_costs_of

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
FEE = "Je betaalt € 21 per maand, als je dat nu nog niet doet."
NO_MORE = "Voor deze hulp betaal je niet meer dan nu."


@pytest.fixture
def planned(cast):
    """Amina's case and the id of its one agreement."""
    key = cast.opened("amina")
    version = cast.agreed(key, ("Hulp in huis", "Thuiszorg"))
    with cast.acting("amina"):
        return key, version.lines.get().pk


def say(cast, planned, *, who="chantal", version=0, sentence=FEE):
    key, line = planned
    with cast.acting(who) as by:
        told = {"sentence": sentence, "since": cast.today + timedelta(days=9), "version": version}
        return say_cost(line, by=by, seen=cast.seen(key, by=by), today=cast.today, **told)


def page(cast, planned, *, who="amina"):
    return cast.browser(who).get(f"/vraag/{planned[0]}/wat-kost-het-mij").content.decode()


def test_as_long_as_nobody_says_otherwise_it_costs_no_more_than_now(cast, planned):
    assert NO_MORE in page(cast, planned)


def test_what_the_contact_says_stands_there_with_its_day_and_the_other_sentence_no_longer(cast, planned):
    say(cast, planned)
    told = page(cast, planned)
    assert "Je betaalt € 21 per maand" in told
    assert NO_MORE not in told
    say(cast, planned, version=1, sentence="")
    assert NO_MORE in page(cast, planned)


def test_only_the_fixed_contact_says_it(cast, planned):
    with pytest.raises(NotFound):
        say(cast, planned, who="amina")


def test_said_twice_it_is_one_row_and_who_was_second_hears_so(cast, planned):
    first = say(cast, planned)
    assert say(cast, planned) == first
    with pytest.raises(Stale):
        say(cast, planned, sentence="Niets")


def test_it_stays_with_the_agreement_in_the_next_version(cast, planned):
    say(cast, planned)
    key, _line = planned
    cast.agreed(key, ("Hulp in huis", "Thuiszorg"), ("Soep", "Opa Henk"))
    with cast.acting("amina") as by:
        assert own_costs_of(cast.seen(key, by=by))["Hulp in huis"].sentence == FEE


def test_a_day_is_asked_with_a_sentence(cast, planned):
    key, line = planned
    answer = cast.browser("chantal").post(
        f"/vraag/{key}/wat-kost-het-mij/{line}", {"sentence": FEE, "since": "", "version": "0"}
    )
    assert answer.status_code == 422
    assert "Kies vanaf welke dag dit is." in answer.content.decode()
