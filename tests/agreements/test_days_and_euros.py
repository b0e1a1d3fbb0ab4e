"""Agreements on the day that it is here, and shares as everybody reads them in whole euros."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from tests.agreements import scene
from wijkwaarde.instruments.budget_in_plain_words.queries import draft_of
from wijkwaarde.kernel.agreements import actions
from wijkwaarde.kernel.ledger.actions import close_period
from wijkwaarde.kernel.refusals.queries import waits

pytestmark = pytest.mark.django_db
# Half past midnight here, and still the old year in UTC.
NEW_YEAR = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)


def test_a_text_of_half_past_midnight_is_of_the_new_year_wherever_it_is_read(karel, hanneke):
    seen = actions.make_agreement(scene.text(), by=karel, request_key=uuid4(), now=NEW_YEAR)
    assert seen.written_on == date(2027, 1, 1)
    assert {one.since for one in waits(by=hanneke)} == {date(2027, 1, 1)}


@pytest.mark.parametrize(("costs", "euros"), [(3001_20, -1000), (-3001_20, 1000), (3002_40, -1001)])
def test_a_share_that_is_paid_is_as_many_euros_as_one_that_is_got(costs, euros, *, signed, karel):
    close_period(by=karel, until=date(2026, 1, 1), today=scene.TODAY, now=scene.NOW)
    told = scene.figures(budget=3001_20 if costs < 0 else 0, costs=max(costs, 0))
    scene.settle(signed(), by=karel, told=told, is_definitive=True)
    shared = draft_of(scene.YEAR, by=karel, today=scene.TODAY).shared
    assert [one.euros for one in shared] == [euros] * 3
