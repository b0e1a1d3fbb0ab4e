"""How often the database is asked: for what was delivered once, for a file as often as for one with ten times its lines."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.deliveries.files import CARE, NOW, TODAY, csv_of, row, taken_in
from wijkwaarde.kernel.access import Act
from wijkwaarde.kernel.deliveries import actions
from wijkwaarde.kernel.deliveries.overview import to_save
from wijkwaarde.kernel.deliveries.queries import declarations, delivered
from wijkwaarde.kernel.errors import NotFound

pytestmark = pytest.mark.django_db


def test_it_is_one_question_and_for_who_reads_the_budget(cast, money):
    with cast.acting("hanneke") as by, CaptureQueriesContext(connection) as asked:
        assert delivered(money.budget, by=by) == []
    assert sum("deliveries_delivery" in one["sql"] for one in asked) == 1
    with cast.acting("amina") as by, pytest.raises(NotFound):
        declarations(money.budget, by=by)


def test_saving_all_of_it_leaves_a_line_and_asks_once_however_much_there_is(karel, money):
    taken_in(money, csv_of(*(row(amount=f"{one}") for one in range(1, 21))), by=karel)
    karel.seen.clear()
    with CaptureQueriesContext(connection) as asked:
        rows = list(to_save(money.budget, by=karel))
        assert {one.organisation.name for one in rows} == {CARE}
        assert not any(hasattr(one, "reversed_by") for one in rows)
    assert (len(rows), sum("deliveries_delivery" in one["sql"] for one in asked)) == (20, 1)
    assert [(one.act, one.kind) for one in karel.seen] == [(Act.EXPORT, "delivery")]
    with pytest.raises(NotFound):
        to_save(money.budget, by=replace(karel, role="professional"))


def test_a_file_with_ten_times_the_lines_asks_the_database_no_more_when_it_comes_and_when_it_is_taken_back(
    karel, money
):
    # The accounts and what a first booking asks are there from a file before.
    taken_in(money, csv_of(row(amount="1")), by=karel)
    asked = []
    for count in (20, 200):
        raw = csv_of(*(row(amount=f"{count + place}", period=f"2026-0{1 + place % 3}") for place in range(count)))
        with CaptureQueriesContext(connection) as coming:
            file = taken_in(money, raw, by=karel)
        with CaptureQueriesContext(connection) as going:
            actions.take_back(file.pk, by=karel, now=NOW, today=TODAY)
        assert (file.deliveries.count(), delivered(money.budget, by=karel)[0].cents) == (count, 1_00)
        asked.append((len(coming), len(going)))
    assert asked[0] == asked[1]
