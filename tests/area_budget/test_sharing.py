"""Who is expected to cost what is still to come: who delivered of late, else who promised, else who has a budget for it."""

from datetime import date

import numpy as np
import pytest

from waarde import BudgetBook, Declaration, forecast
from wijkwaarde.kernel.budgets.calculation import Cost, LineOfYear
from wijkwaarde.kernel.outlook.calculation import NOTHING, Columns, Spent, agreed_of
from wijkwaarde.kernel.outlook.reading import divided_forecast, law_shares, party_weights

YEAR = 2026
ONE, TWO, GONE = 1, 2, 3


def line(party, product, law, cents):
    return LineOfYear(Cost(law, law, party, product, cents, ()), cents, ())


def month(number, *, year=YEAR):
    return date(year, number, 1)


def delivered(party, months, *, cents=100_00, product="bi"):
    return [Spent(product, party, month(one), month(one), cents) for one in months]


LAWS = law_shares([line(ONE, "bi", "wmo", 75), line(ONE, "bi", "youth", 25), line(TWO, "hh", "wmo", 100)])


@pytest.mark.parametrize(
    ("product", "expected"), [("bi", {ONE: 600_00, TWO: 300_00}), ("hh", {TWO: 100.0}), ("new", {0: 1.0})]
)
def test_who_left_before_the_summer_is_expected_to_cost_nothing_more(product, expected):
    spent = [
        *delivered(GONE, [1, 2, 3, 4]),
        *delivered(ONE, range(1, 11)),
        *delivered(TWO, range(1, 11), cents=50_00),
    ]
    found = party_weights(product, year=YEAR, month=10, agreed=agreed_of(NOTHING), spent=spent, laws=LAWS)
    assert found == expected


def test_where_nothing_was_delivered_who_promised_it_is_expected_to_cost_it():
    begin, until = month(1).toordinal(), month(1, year=YEAR + 1).toordinal()
    promised = Columns(
        [7], ["table"], ["bi"], ["wmo"], [TWO], [begin], [begin], [until], [until], [90.0], ["month"], [None]
    )
    found = party_weights("bi", year=YEAR, month=10, agreed=agreed_of(promised), spent=[], laws=LAWS)
    assert list(found) == [TWO]


def test_parties_laws_and_months_are_the_same_simulated_years_and_add_up_with_ends_that_do_not():
    spent = [*delivered(ONE, range(1, 11), cents=123_45), *delivered(TWO, range(1, 11), product="hh", cents=61_07)]
    old = [
        Declaration(product, month(one, year=year), month(one, year=year), amount)
        for product, amount in (("bi", 120.0), ("hh", 60.0))
        for year in (YEAR - 2, YEAR - 1)
        for one in range(1, 13)
    ]
    rows = [Declaration(one.product, one.delivered, one.declared, one.cents / 100) for one in spent]
    made = forecast(BudgetBook((*old, *rows)), year=YEAR, month=10, draws=1_000)
    total = round(made.expected.total * 100)
    found = divided_forecast(made, agreed=agreed_of(NOTHING), spent=spent, laws=LAWS, total=total)
    for parts in (found.by_party.values(), found.by_law.values(), found.by_month):
        assert sum(one.total for one in parts) == total
        assert all(one.low <= one.total <= one.high for one in parts)
    assert found.by_party[ONE].total == pytest.approx(made.by_product["bi"].total * 100, abs=2)
    assert found.by_law["youth"].total == pytest.approx(found.by_party[ONE].total / 4, abs=2)
    assert (found.by_month[0].low, found.by_month[0].high) == (123_45 + 61_07, 123_45 + 61_07)
    whole = np.quantile(sum(made.drawn.values()).sum(axis=1), (0.1, 0.9)) * 100
    assert [found.until_month[-1].low, found.until_month[-1].high] == pytest.approx(whole, abs=1)
    # All at once high is rarer than each: the parts of the whole have wider ends together than the whole.
    assert sum(one.high - one.low for one in found.by_party.values()) > whole[1] - whole[0]


def test_a_party_with_few_agreements_has_wider_bounds_than_one_with_many_and_the_whole_stays_what_it_is():
    few, many, three = TWO, ONE, GONE
    parties = [few] * 2 + [many] * 40 + [three] * 40
    size, begin, until = len(parties), month(1).toordinal(), month(1, year=YEAR + 1).toordinal()
    promised = agreed_of(
        Columns(
            *(list(range(size)), ["table"] * size, ["bi"] * size, ["wmo"] * size, parties, [begin] * size),
            *([begin] * size, [until] * size, [until] * size, [10.0] * size, ["month"] * size, [None] * size),
        )
    )
    spent = [one for party in (few, many, three) for one in delivered(party, range(1, 7))]
    rows = tuple(Declaration("bi", one.delivered, one.declared, one.cents / 100) for one in spent)
    made = forecast(BudgetBook(rows, promised.commitments()), year=YEAR, month=6, draws=1_000)
    total = round(made.expected.total * 100)
    found = divided_forecast(made, agreed=promised, spent=spent, laws=LAWS, total=total)
    width = {party: one.high - one.low for party, one in found.by_party.items()}
    assert width[few] > 1.5 * width[many]
    assert sum(one.total for one in found.by_party.values()) == total
    unknown = divided_forecast(made, agreed=agreed_of(NOTHING), spent=spent, laws=LAWS, total=total)
    assert unknown.by_party[few].high - unknown.by_party[few].low < width[few] / 2
    assert unknown.by_month == found.by_month
