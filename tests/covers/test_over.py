"""Whose term is over finds nothing: on every address of a case, as if it had never been."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from tests.access import table
from wijkwaarde.kernel.cases.models import Participant
from wijkwaarde.kernel.covers.actions import arrange_cover
from wijkwaarde.kernel.covers.models import Cover
from wijkwaarde.kernel.covers.rules import NewCover
from wijkwaarde.kernel.parties.models import Person
from wijkwaarde.kernel.representations.actions import ask_for_child
from wijkwaarde.kernel.representations.rules import ForChild

pytestmark = pytest.mark.django_db
FORTNIGHT = timedelta(days=14)
NO_ID = 1
# Not there, or not for this method.
NOTHING = {404, 405}


def every_address(key):
    """Every address of the site that is about one case."""
    for name, route in table.addresses().items():
        if "<uuid:key>" in route:
            ids = dict.fromkeys(table.PLACES.findall(route), NO_ID) | {"key": key}
            yield reverse(name, kwargs={place: ids[place] for place in table.PLACES.findall(route)})


def answers(browser, key):
    """What somebody gets that is not nothing."""
    found = [(path, browser.get(path).status_code, browser.post(path).status_code) for path in every_address(key)]
    assert found
    return [one for one in found if not set(one[1:]) <= NOTHING]


def test_a_colleague_who_stood_in_until_yesterday_finds_nothing_and_could_before(cast):
    key = cast.opened("amina")
    ids = [cast.standing(who).membership_id for who in ("chantal", "yara")]
    with cast.acting("chantal") as by:
        new = NewCover(*ids, cast.today, cast.today + FORTNIGHT)
        cover, _is_new = arrange_cover(new, by=by, request_key=uuid4(), today=cast.today)
    assert cast.browser("yara").get(f"/vraag/{key}").status_code == 200
    with cast.acting("chantal"):
        Cover.objects.filter(pk=cover.pk).update(begin=cast.today - FORTNIGHT, until=cast.today)
    assert answers(cast.browser("yara"), key) == []


def test_a_parent_whose_child_became_eighteen_yesterday_finds_nothing_and_could_before(cast):
    yesterday = cast.today - timedelta(days=1)
    young, adult = (yesterday.replace(year=yesterday.year - age, day=min(yesterday.day, 28)) for age in (10, 18))
    with cast.acting("dirk") as by:
        new = ForChild("Joey", young, "Hij slaapt niet.", has_authority=True)
        case = ask_for_child(new, by=by, request_key=uuid4(), today=cast.today)
    assert cast.browser("dirk").get(f"/vraag/{case.key}").status_code == 200
    with cast.acting("dirk"):
        Person.objects.filter(pk=case.resident_id).update(born_on=adult)
        assert Participant.objects.filter(case=case, until__gt=cast.today).exists(), "what is stored is not asked alone"
    assert answers(cast.browser("dirk"), case.key) == []
