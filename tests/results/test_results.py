"""A party is paid for results: agreed, reached, booked as a delivery, booked back, and shown to who reads the budget."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.area_budget.test_page import make_budget
from wijkwaarde.instruments.area_budget.queries import year_for
from wijkwaarde.kernel.deliveries.actions import undo
from wijkwaarde.kernel.deliveries.models import Delivery
from wijkwaarde.kernel.errors import Refused, Stale
from wijkwaarde.kernel.parties.models import Organisation
from wijkwaarde.kernel.results import actions
from wijkwaarde.kernel.results.models import AgreedResult
from wijkwaarde.kernel.results.queries import result_for, results
from wijkwaarde.kernel.results.rules import NewReached, NewResult
from wijkwaarde.kernel.results.terms import MOST_TIMES, Sayer

pytestmark = pytest.mark.django_db
WHAT = "Na een half jaar geen hulp meer nodig"


def told(cast, budget, **other):
    """What the form of an agreed result sends: 500 euros each, twice."""
    return {
        "organisation_id": Organisation.objects.get(name="Huis van de Wijk").pk,
        "product_id": budget.products.get().pk,
        "what": WHAT,
        "amount": "500,00",
        "times": "2",
        "begin": budget.begin.isoformat(),
        "last": (cast.today + timedelta(days=30)).isoformat(),
        "request_key": str(uuid4()),
        **other,
    }


def reached(cast, **other):
    return {"on": cast.today, "times": 1, "said_by": Sayer.TABLE, "request_key": uuid4(), **other}


@pytest.fixture
def budget(cast):
    return make_budget(cast)


@pytest.fixture
def agreed(cast, budget):
    with cast.acting("karel") as by:
        fields = told(cast, budget)
        new = NewResult(
            organisation_id=fields["organisation_id"],
            product_id=fields["product_id"],
            what=WHAT,
            cents=500_00,
            times=2,
            begin=budget.begin,
            until=cast.today + timedelta(days=31),
            request_key=uuid4(),
        )
        first, again = (actions.agree_result(budget, new=new, by=by, today=cast.today) for _twice in range(2))
        assert first == again
        return AgreedResult.objects.get()


def test_the_controller_agrees_a_result_and_says_on_the_page_that_it_was_reached(cast, budget):
    browser = cast.browser("karel")
    assert "nog geen resultaat" in browser.get(reverse("results")).text
    with cast.acting("karel"):
        fields = told(cast, budget)
    wrong = {
        "what": "",
        "amount": "0",
        "times": "0",
        "last": "2020-01-01",
        "begin": "9999-12-31",
        "organisation_id": "9999",
    }
    for name, value in wrong.items():
        assert browser.post(reverse("result_new"), fields | {name: value}).status_code == 422, name
    made = browser.post(reverse("result_new"), fields)
    again = browser.post(reverse("result_new"), fields)
    assert made.url == again.url
    said = {"on": cast.today.isoformat(), "times": "3", "said_by": "resident", "request_key": str(uuid4())}
    tomorrow = (cast.today + timedelta(days=1)).isoformat()
    for name, value in {"on": tomorrow, "times": str(MOST_TIMES + 1), "said_by": "oma", "number": "222ZZ"}.items():
        assert browser.post(made.url, said | {name: value}).status_code == 422, name
    for _twice in range(2):
        assert browser.post(made.url, said).status_code == 302
    page = browser.get(made.url).text
    assert "3 van 2" in page
    assert "meer dan afgesproken" in page
    for who in ("marieke", "karel"):
        with CaptureQueriesContext(connection) as asked:
            shown = cast.browser(who).get(reverse("results"))
        assert "1.500" in shown.text
        assert len([one for one in asked if one["sql"].startswith("SELECT") and "set_config" not in one["sql"]]) <= 15
    assert cast.browser("marieke").post(made.url, said).status_code == 404
    with cast.acting("karel") as by:
        assert sum(year_for(None, by=by, today=cast.today).spent_by_month) == 1_500_00


def test_what_was_booked_back_was_not_reached_wherever_it_was_booked_back(cast, agreed):
    with cast.acting("karel") as by:
        when = {"by": by, "now": timezone.now(), "today": cast.today}
        one, other = (actions.reach(agreed.pk, new=NewReached(**reached(cast)), **when) for _twice in range(2))
        assert result_for(agreed.pk, by=by).cents == 1_000_00
        actions.let_go(agreed.pk, by=by, today=cast.today)  # the rest: what was reached stays paid, and in the list
        assert [(found.reached, found.cents) for found in results(agreed.budget, by=by)] == [(2, 1_000_00)]
        actions.bring_back(agreed.pk, by=by)
        for _twice in range(2):
            actions.undo_reached(one.pk, **when)
        undo(other.delivery_id, **when)
        assert [(found.reached, found.left) for found in results(agreed.budget, by=by)] == [(0, 2)]
        assert sum(Delivery.objects.values_list("cents", flat=True)) == 0
        actions.let_go(agreed.pk, by=by, today=cast.today)
        assert results(agreed.budget, by=by) == []
        with pytest.raises(Refused, match="vervallen"):
            actions.reach(agreed.pk, new=NewReached(**reached(cast)), **when)
        actions.bring_back(agreed.pk, by=by)
        assert len(results(agreed.budget, by=by)) == 1


def test_what_was_paid_stays_at_its_price_and_the_rest_may_change(cast, agreed):
    browser = cast.browser("karel")
    start = browser.get(reverse("result_change", args=[agreed.pk])).context["form"].initial
    fields = {**start, "request_key": str(uuid4())}
    assert browser.post(reverse("result_change", args=[agreed.pk]), fields | {"amount": "600,00"}).status_code == 302
    assert browser.post(reverse("result_change", args=[agreed.pk]), fields | {"times": "9"}).status_code == 409
    with cast.acting("karel") as by:
        when = {"by": by, "now": timezone.now(), "today": cast.today}
        actions.reach(agreed.pk, new=NewReached(**reached(cast)), **when)
        agreed.refresh_from_db()
        same = {"organisation_id": 0, "product_id": 0, "what": WHAT, "begin": agreed.begin, "request_key": uuid4()}
        now = {**same, "cents": 600_00, "times": 5, "until": agreed.until}
        for wrong in ({"cents": 700_00}, {"until": cast.today}, {"begin": agreed.begin + timedelta(days=1)}):
            with pytest.raises(Refused):
                actions.change_result(agreed.pk, new=NewResult(**now | wrong), by=by, version=agreed.version)
        changed = actions.change_result(agreed.pk, new=NewResult(**now), by=by, version=agreed.version)
        assert (changed.times, changed.version) == (5, agreed.version + 1)
        with pytest.raises(Stale):
            actions.change_result(agreed.pk, new=NewResult(**now | {"times": 7}), by=by, version=agreed.version)
