"""What a forecast says where one can work it out by hand, and in every awkward month; then on two invented years."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from waarde import (
    BackTest,
    BudgetBook,
    Commitment,
    Declaration,
    Forecast,
    Period,
    back_test,
    completion_factors,
    declared_over,
    final_total,
    forecast,
    invented_years,
    year_of,
)

HELP, MEALS = "household help", "meals"
LEVEL_COVERED = 0.7
YEARS = (2021, 2022)


def month(year: int, number: int) -> date:
    """The first day of a month; month 13 is January of the next year."""
    return date(year + (number - 1) // 12, (number - 1) % 12 + 1, 1)


def agreed(*years: int, amount: float = 1000.0, product: str = HELP) -> tuple[Commitment, ...]:
    """One agreement in each year, of the whole year."""
    return tuple(Commitment(product, year_of(year), amount) for year in years)


def declared(
    *years: int, amounts: tuple[float, ...] = (900.0,) * 12, lags: tuple[float, ...] = (1.0,), product: str = HELP
) -> tuple[Declaration, ...]:
    """What each month costs, declared over the months after it."""
    return tuple(
        Declaration(product, month(year, number), month(year, number + lag), amount * part)
        for year in years
        for number, amount in enumerate(amounts, start=1)
        for lag, part in enumerate(lags)
    )


def no_new_plans(book: BudgetBook) -> BudgetBook:
    """The same agreements, agreed and begun long before, so that no plans seem to come in."""
    long_ago = {
        one.product: replace(one, period=Period(date(2010, 1, 1), date(2030, 1, 1))) for one in book.commitments
    }
    return replace(book, commitments=tuple(long_ago.values()))


STEADY = no_new_plans(BudgetBook(declared(2020, 2021, 2022), agreed(2020)))


def parts_of(found: Forecast, product: str = HELP) -> dict[str, float]:
    """The four parts of a product: declared, late, running, new."""
    node = next(part for part in found.explanation.parts if part.text == product)
    return {part.kind: part.value or 0.0 for part in node.parts}


def test_ninety_per_cent_of_what_is_agreed_is_used_and_goes_on_so() -> None:
    found = forecast(STEADY, year=2022, month=4)
    assert parts_of(found) == pytest.approx({"declared": 3600, "late": 0, "running": 7200, "new": 0})
    assert found.expected.total == pytest.approx(10_800)
    assert found.expected.low < 10_800 < found.expected.high
    assert found.by_product[HELP].total == found.expected.total
    assert found.without_history == ()


def test_what_is_declared_late_is_expected_by_what_earlier_years_show() -> None:
    """Half at once, 30% after one month, 20% after two: of three months behind, 50% + 20% of a month is still to come."""
    late = replace(STEADY, declarations=declared(2020, 2021, 2022, lags=(0.5, 0.3, 0.2)))
    parts = parts_of(forecast(late, year=2022, month=3))
    assert parts == pytest.approx({"declared": 900 * (1.0 + 0.8 + 0.5), "late": 900 * 0.7, "running": 8100, "new": 0})


def test_the_chain_ladder_by_hand() -> None:
    """After one month 100 + 100 of the final 125 + 100; at once 80 + 60 + 30 of the 100 + 100 + 50 after one month."""
    triangle = np.array([[80.0, 20.0, 25.0], [60.0, 40.0, 0.0], [30.0, 20.0, 0.0]])
    assert completion_factors(triangle, known=4).done == pytest.approx([0.68 * 200 / 225, 200 / 225, 1.0])


def test_a_summer_is_expected_where_there_was_one() -> None:
    calm = (1000.0,) * 6 + (400.0, 400.0) + (1000.0,) * 4
    book = replace(STEADY, declarations=declared(2019, 2020, 2021, 2022, amounts=calm))
    found = forecast(book, year=2022, month=6)
    assert 800 < parts_of(found)["running"] - 4 * 1000 < 1200
    assert found.expected.total == pytest.approx(sum(calm), rel=0.03)


def test_running_agreements_count_until_their_end() -> None:
    ends = Commitment(HELP, Period(date(2010, 1, 1), date(2022, 7, 1)), 1000.0)
    found = forecast(replace(STEADY, commitments=(ends,)), year=2022, month=4)
    assert parts_of(found)["running"] == pytest.approx(2 * 900)


def test_plans_that_come_in_each_week_are_expected_to_go_on_coming() -> None:
    """Four a year of 1,000 a month; those that begin in July and later run 6 - .5, ... months: 4 / 12 x (5.5 + ... + .5)."""
    starts = [Period(month(year, at), month(year + 3, at)) for year in (2020, 2021, 2022) for at in (1, 4, 7, 10)]
    book = BudgetBook((), tuple(Commitment(HELP, one, 1000.0) for one in starts))
    running = book.committed(HELP, first=2020 * 12, months=36).reshape(3, 12)
    used = (declared(2020 + at, amounts=tuple(amounts * 0.9)) for at, amounts in enumerate(running))
    found = forecast(replace(book, declarations=sum(used, ())), year=2022, month=6)
    assert parts_of(found)["running"] == pytest.approx(6 * 10 * 1000 * 0.9, rel=0.01)
    assert parts_of(found)["new"] == pytest.approx(4 / 12 * 18 * 1000 * 0.9, rel=0.03)


def test_before_the_first_day_and_in_the_first_month_all_comes_from_earlier_years() -> None:
    for at in (0, 1):
        found = forecast(replace(STEADY, declarations=declared(2020, 2021)), year=2022, month=at)
        assert found.expected.declared == 0
    before = forecast(replace(STEADY, declarations=declared(2020, 2021)), year=2022, month=0)
    assert before.expected.total == pytest.approx(10_800)
    width = before.expected.high - before.expected.low
    later = forecast(STEADY, year=2022, month=6).expected
    assert later.high - later.low < width


def test_long_after_the_year_what_is_declared_is_all() -> None:
    found = forecast(STEADY, year=2021, month=30)
    assert (found.expected.total, found.expected.low, found.expected.high) == pytest.approx((10_800,) * 3)


def test_a_product_without_earlier_years_goes_by_the_others_and_is_less_certain() -> None:
    new = Commitment(MEALS, Period(date(2010, 1, 1), date(2030, 1, 1)), 1000.0, agreed=date(2022, 1, 1))
    found = forecast(replace(STEADY, commitments=(*STEADY.commitments, new)), year=2022, month=0)
    assert MEALS not in found.by_product
    found = forecast(replace(STEADY, commitments=(*STEADY.commitments, new)), year=2022, month=1)
    assert found.without_history == (MEALS,)
    known, unknown = found.by_product[HELP], found.by_product[MEALS]
    assert unknown.high - unknown.low > known.high - known.low
    assert forecast(BudgetBook(()), year=2022, month=3).expected.total == 0


def test_in_a_first_year_silence_is_not_taken_for_nothing_used() -> None:
    """Nobody knows yet how late declarations come: what is agreed is expected whole, and is uncertain."""
    begun = no_new_plans(BudgetBook((), agreed(2022)))
    silent = forecast(begun, year=2022, month=3)
    assert parts_of(silent) == pytest.approx({"declared": 0, "late": 3000, "running": 9000, "new": 0})
    assert silent.expected.low < 10_000
    late = tuple(one for one in declared(2022, lags=(0.0, 1.0)) if one.amount)
    heard = forecast(replace(begun, declarations=late), year=2022, month=4)
    assert parts_of(heard)["declared"] == 2700
    assert 10_000 < heard.expected.total < 12_000


def test_nothing_agreed_goes_by_its_level_per_month_and_a_credit_lowers_it() -> None:
    coffee = declared(2021, 2022, product=MEALS)
    credit = Declaration(MEALS, month(2022, 2), month(2022, 3), -900.0)
    level, lowered = (
        forecast(BudgetBook(rows), year=2022, month=3).expected.total for rows in (coffee, (*coffee, credit))
    )
    assert level == pytest.approx(10_800)
    assert 9_000 < lowered < 10_000
    only_credits = tuple(replace(one, amount=-one.amount) for one in coffee)
    assert forecast(BudgetBook(only_credits), year=2022, month=3).expected.declared == -2_700


def test_where_plans_say_less_than_a_third_of_what_is_used_a_product_goes_by_its_level() -> None:
    used = declared(2021, 2022)
    begun = (Commitment(HELP, Period(date(2022, 1, 1), date(2022, 10, 1)), 100.0, date(2022, 1, 1)),)
    few, most = (
        forecast(BudgetBook(used, tuple(replace(one, per_month=euros) for one in begun)), year=2022, month=9)
        for euros in (100.0, 800.0)
    )
    assert few.expected.total == pytest.approx(10_800)
    assert most.expected.total < 10_000


def test_a_total_of_the_year_is_not_taken_for_silence() -> None:
    """Its provider reports once, in the next February: laid over the months by season, it comes all at once."""
    summer = [1.0] * 6 + [0.5] * 2 + [1.0] * 4
    once = tuple(
        one
        for year in (2020, 2021)
        for one in declared_over(
            HELP, cents=10_800_00, period=year_of(year), declared=date(year + 1, 2, 1), season=summer
        )
    )
    assert once[7].amount == pytest.approx(once[9].amount / 2, abs=0.01)
    assert sum(one.amount for one in once) == pytest.approx(21_600)
    book = replace(STEADY, declarations=once, by_year=frozenset({HELP}))
    found = forecast(book, year=2022, month=9)
    assert (found.expected.declared, found.expected.total) == (0, pytest.approx(10_800))


def test_periods_of_four_weeks_make_a_year_of_months() -> None:
    """13 x 28 days: one day of the year is in no period, so a month has its days' share of them."""
    amounts = [0.0] * 12
    for number in range(13):
        begin = date.fromordinal(date(2022, 1, 1).toordinal() + 28 * number)
        four_weeks = Period(begin, date.fromordinal(begin.toordinal() + 28))
        for one in declared_over(HELP, cents=28_000, period=four_weeks, declared=date(2023, 1, 1)):
            amounts[one.delivered.month - 1] += one.amount
    assert amounts == pytest.approx([310, 280, 310, 300, 310, 300, 310, 310, 300, 310, 300, 300])


@pytest.fixture(scope="module")
def tried() -> BackTest:
    """Two invented years with known ends, with three invented years before them."""
    return back_test(invented_years(first=2018, years=5, seed=1), years=YEARS, draws=1_000)


def test_the_interval_covers_the_end_in_seventy_per_cent_of_the_months(tried: BackTest) -> None:
    assert len(tried.tried) == 24
    assert tried.coverage >= LEVEL_COVERED
    assert tried.coverage < 1 or max(tried.error_by_month.values()) > 0


def test_the_error_falls_through_the_year_and_the_interval_with_it(tried: BackTest) -> None:
    errors = [tried.error_by_month[at] for at in range(1, 13)]
    quarters = [sum(errors[at : at + 3]) for at in (0, 3, 6, 9)]
    assert quarters == sorted(quarters, reverse=True)
    widths = {(one.year, one.month): one.expected.high - one.expected.low for one in tried.tried}
    assert all(widths[year, 12] < widths[year, 6] < widths[year, 1] for year in YEARS)


def test_a_forecast_sees_nothing_that_came_later() -> None:
    book = invented_years(first=2018, years=5, seed=2)
    known = book.at_end_of(2021 * 12 + 4)
    assert forecast(book, year=2021, month=5) == forecast(known, year=2021, month=5)
    assert final_total(known, year=2021) < final_total(book, year=2021)


def test_the_parts_add_up_and_the_same_seed_says_the_same() -> None:
    book = invented_years(first=2019, years=3, seed=3)
    found = forecast(book, year=2021, month=7, draws=500)
    assert found == forecast(book, year=2021, month=7, draws=500)
    assert found.expected.total == pytest.approx(sum(one.total for one in found.by_product.values()))
    assert found.expected.total == pytest.approx(sum(part.value or 0 for part in found.explanation.parts))
    for product, one in found.by_product.items():
        assert sum(parts_of(found, product).values()) == pytest.approx(one.total)
    assert found.explanation.to_json()["parts"][0]["parts"][0]["text"] == "declared so far"
