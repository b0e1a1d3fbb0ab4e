"""What was delivered comes out of one question, by month, to the cent; a forecast gets the same as declarations."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from wijkwaarde.kernel.deliveries.queries import declarations, delivered
from wijkwaarde.kernel.errors import NotFound

pytestmark = pytest.mark.django_db


def test_it_is_one_question_and_for_who_reads_the_budget(cast, money):
    with cast.acting("hanneke") as by, CaptureQueriesContext(connection) as asked:
        assert delivered(money.budget, by=by) == []
    assert sum("deliveries_delivery" in one["sql"] for one in asked) == 1
    with cast.acting("amina") as by, pytest.raises(NotFound):
        declarations(money.budget, by=by)
