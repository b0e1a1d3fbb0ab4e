"""The page of the steungroep: who counts in which year, what is held back, and who may read it."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.public_budget import scene
from wijkwaarde.instruments.budget_in_plain_words.counting import Agreed, both_shown, helped_in, sources_in

TODAY = date(2026, 11, 22)
MOST_QUESTIONS = 15
BEFORE = ("SAVEPOINT", "RELEASE", "SELECT set_config", "BEGIN", "COMMIT")


def line(resident, *, begin, until=None, plan=None, number=1, source="existing", waits=False):
    return Agreed(plan or resident, number, resident, source, begin, until, waits, frozenset(), begin)


def test_somebody_is_new_once_and_done_when_the_last_of_it_ends():
    lines = [
        line(1, begin=date(2025, 3, 1), until=date(2025, 9, 1)),
        line(1, begin=date(2025, 9, 1), until=date(2026, 2, 1), number=2),
        line(2, begin=date(2026, 5, 1), waits=True),
    ]
    last, this = (helped_in(year, lines=lines, today=TODAY) for year in (2025, 2026))
    assert (last.helped, last.new, last.finished, last.waiting) == (1, 1, 0, None)
    assert (this.helped, this.new, this.finished, this.waiting) == (2, 1, 1, 1)


def test_of_a_plan_that_was_changed_the_last_version_of_the_year_counts():
    lines = [
        line(1, begin=date(2026, 1, 5), source="tailored"),
        line(1, begin=date(2026, 6, 1), number=2, source="collective"),
        line(2, begin=date(2025, 6, 1), source="tailored"),
    ]
    assert sources_in(2026, lines=lines) == (1, {"collective": 1})


def test_where_one_of_two_counts_is_small_the_other_says_nothing_either():
    assert both_shown(43, other=3, least=10, step=5) == (None, None)
    assert both_shown(43, other=0, least=10, step=5) == (45, 0)


@pytest.mark.parametrize("key", ["hanneke", "marieke", "karel"])
def test_the_board_a_manager_and_the_controller_read_counts_and_nothing_about_few(cast, key):
    with cast.acting("karel") as by:
        scene.running(by=by)
    browser = cast.browser(key, raises=True)
    browser.get("/wijkbudget/steungroep")
    with CaptureQueriesContext(connection) as asked:
        answer = browser.get("/wijkbudget/steungroep")
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "Begeleiding" in text
    assert "&lt;10" in text
    asks = [one["sql"] for one in asked.captured_queries if not one["sql"].startswith(BEFORE)]
    assert len(asks) <= MOST_QUESTIONS, asks


def test_nobody_else_reads_the_counts(cast):
    assert cast.browser("bram").get("/wijkbudget/steungroep").status_code == 404
    assert cast.browser("amina").get("/wijkbudget/steungroep").status_code == 404
