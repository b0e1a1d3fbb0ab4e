"""Agreed results in a forecast: what is left, by the part that was reached before and the days that are still to come; by hand."""

from datetime import date

import pytest

from waarde import AgreedResult, BudgetBook, Declaration, Period, Reached, WaardeError, back_test, by_months, forecast
from waarde.periods import year_of

SCHOOL = "school"


def reached(day, times, said=None):
    return Reached(day, said or day, times)


def twelve(year, *those, ended=None):
    """Twelve results of 450 euros in a year."""
    return AgreedResult(SCHOOL, year_of(year), 12, 450.0, reached=those, ended=ended)


SIX = (reached(date(2026, 4, 14), 2), reached(date(2026, 7, 3), 3), reached(date(2026, 10, 9), 1))


def test_what_is_left_counts_whole_while_no_result_is_over():
    found = forecast(BudgetBook((), results=(twelve(2026, *SIX),)), year=2026, month=10)
    assert (found.expected.declared, found.expected.total) == (2_700, pytest.approx(5_400))
    assert found.without_history == (SCHOOL,)
    # November has 30 of the 61 days to come: 2,700 x 30 / 61.
    months = [round(one.total, 2) for one in by_months(found)]
    assert months == [0, 0, 0, 900, 0, 0, 1_350, 0, 0, 450, 1_327.87, 1_372.13]


def test_what_was_reached_before_and_the_days_that_are_gone_say_what_of_it_still_comes():
    last = twelve(2025, reached(date(2025, 6, 1), 5))
    found = forecast(BudgetBook((), results=(twelve(2026, *SIX), last)), year=2026, month=10)
    # p = (5 + 1) / (12 + 1); 61 of 365 days are to come: 6 x 450 x p x 61/365 / (1 - p x 304/365) = 338.31.
    assert found.expected.total == pytest.approx(2_700 + 338.31, abs=0.01)
    assert found.expected.low == 2_700
    assert found.expected.high >= 3_150
    assert found.without_history == ()


def test_one_that_is_late_counts_in_the_month_to_come_until_its_year_is_over_and_what_ended_counts_no_more():
    late = AgreedResult(SCHOOL, Period(date(2026, 1, 1), date(2026, 7, 1)), 1, 600.0)
    found = forecast(BudgetBook((), results=(late,)), year=2026, month=10)
    # Itself it is over and missed, so p = 1/2; of its run until the end of November 30 of 334 days are to come.
    assert found.expected.total == pytest.approx(600 * 0.5 * 30 / 334 / (1 - 0.5 * 304 / 334))
    assert by_months(found)[10].total == pytest.approx(found.expected.total)
    assert forecast(BudgetBook((), results=(late,)), year=2027, month=0).expected.total == 0
    let_go = twelve(2026, *SIX, ended=date(2026, 10, 20))
    assert forecast(BudgetBook((), results=(let_go,)), year=2026, month=10).expected.total == 2_700
    assert forecast(BudgetBook((), results=(let_go,)), year=2026, month=9).expected.total == pytest.approx(5_400)


def test_only_the_part_of_a_run_that_lies_in_the_year_is_expected_of_it():
    two_years = AgreedResult(SCHOOL, Period(date(2025, 1, 1), date(2027, 1, 1)), 2, 500.0, agreed=date(2024, 12, 1))
    found = forecast(BudgetBook((), results=(two_years,)), year=2025, month=0)
    assert found.expected.total == pytest.approx(1_000 * 365 / 730)


def test_a_forecast_of_then_knows_what_was_said_by_then_and_products_stand_apart():
    said_late = reached(date(2026, 10, 9), 1, said=date(2026, 11, 3))
    rows = tuple(Declaration("help", date(2026, m, 1), date(2026, m, 1), 100.0) for m in range(1, 11))
    book = BudgetBook(rows, results=(twelve(2026, said_late),))
    found = forecast(book, year=2026, month=10)
    assert found.by_product[SCHOOL].declared == 0
    assert forecast(book, year=2026, month=11).by_product[SCHOOL].declared == 450
    alone = forecast(BudgetBook(rows), year=2026, month=10)
    assert found.by_product["help"] == alone.by_product["help"]
    assert found.expected.total == pytest.approx(alone.expected.total + 5_400)
    assert back_test(book, years=[2026], draws=100).tried[-1].end == 1_450


@pytest.mark.parametrize(
    ("wrong", "key"),
    [
        (lambda: AgreedResult(SCHOOL, year_of(2026), 0, 1.0), "number-too-small"),
        (lambda: AgreedResult(SCHOOL, year_of(2026), 1, -1.0), "amount-negative"),
        (lambda: AgreedResult(SCHOOL, year_of(2026), 1, float("nan")), "number-not-finite"),
        (lambda: reached(date(2026, 1, 1), 0), "number-too-small"),
    ],
)
def test_what_cannot_be_is_refused(wrong, key):
    with pytest.raises(WaardeError) as refused:
        wrong()
    assert refused.value.key == key
