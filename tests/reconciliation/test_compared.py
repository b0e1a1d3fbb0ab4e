"""Two sets of books side by side: per product and period, with periods that one side tells as a whole, to the cent."""

from datetime import date
from itertools import pairwise
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from waarde import Period
from wijkwaarde.instruments.reconciliation.calculation import Explained, Part, compare
from wijkwaarde.instruments.reconciliation.reading import OtherColumns, read_books
from wijkwaarde.instruments.reconciliation.rules import Aside, Line, NewBooks, read_line
from wijkwaarde.kernel.errors import Refused

YEAR = 2026


def part(begin, until, cents, *, product_id=1):
    return Part(product_id, begin, until, cents)


def a_month(number, cents):
    return part(date(YEAR, number, 1), date(YEAR + number // 12, number % 12 + 1, 1), cents)


def test_months_are_compared_by_month_and_what_one_side_tells_as_a_whole_as_a_whole():
    ours = [a_month(1, 100), a_month(2, 50), a_month(7, 10)]
    by_month = compare(ours, theirs=[a_month(2, 60)], explained=[Explained(1, date(YEAR, 2, 1), 4)], year=YEAR)
    assert [(one.month.month, one.difference, one.open) for one in by_month] == [
        (1, -100, -100),
        (2, 10, 6),
        (7, -10, -10),
    ]
    quarter = part(date(YEAR, 1, 1), date(YEAR, 4, 1), 150)
    assert [
        (one.month.month, one.months, one.open) for one in compare(ours, theirs=[quarter], explained=[], year=YEAR)
    ] == [
        (1, 3, 0),
        (7, 1, -10),
    ]


def test_four_weeks_that_begin_in_december_count_for_their_days_in_this_year():
    weeks = part(date(2025, 12, 29), date(2026, 1, 26), 28_00)
    (one,) = compare([weeks], theirs=[], explained=[], year=YEAR)
    assert (one.ours, one.months) == (25_00, 1)


days = st.dates(min_value=date(2025, 6, 1), max_value=date(2027, 6, 1))
parts = st.lists(
    st.builds(
        lambda pair, cents, product: part(*sorted(pair), cents, product_id=product),
        st.tuples(days, days).filter(lambda pair: pair[0] != pair[1]),
        st.integers(-10_000, 10_000),
        st.integers(1, 2),
    ),
    max_size=6,
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(parts, parts)
def test_nothing_is_lost_or_counted_twice_whatever_the_periods(ours, theirs):
    rows = compare(ours, theirs=theirs, explained=[], year=YEAR)
    alone = compare(ours, theirs=[], explained=[], year=YEAR)
    assert sum(one.ours for one in rows) == sum(one.ours for one in alone)
    for first, second in pairwise(one for one in rows if one.product_id == 1):
        assert first.month.month + first.months <= second.month.month
    same = compare(ours, theirs=ours, explained=[], year=YEAR)
    assert all(one.open == 0 for one in same)


@pytest.mark.parametrize(
    ("period", "begin", "until"),
    [
        ("3", date(2026, 3, 1), date(2026, 4, 1)),
        ("mrt", None, None),
        ("maa", date(2026, 3, 1), date(2026, 4, 1)),
        ("maart 2026", date(2026, 3, 1), date(2026, 4, 1)),
        ("", date(2026, 1, 1), date(2027, 1, 1)),
        ("2026-P02", date(2026, 1, 26), date(2026, 2, 23)),
        ("13", None, None),
    ],
)
def test_a_period_is_read_as_it_is_written_and_nothing_is_the_whole_year(period, begin, until):
    read = read_line(2, said={"cost-centre": "4100", "period": period, "amount": "1"}, year=YEAR, is_turned=False)
    assert read.period == Period(begin, until) if begin else isinstance(read, Aside)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"cost-centre": "", "amount": "1"}, "cost-centre"),
        ({"cost-centre": "4100", "amount": "1,234"}, "amount"),
        ({"cost-centre": "4100", "amount": ""}, "amount"),
        ({"cost-centre": "4100", "amount": "1", "period": "2025-03"}, "other-year"),
        ({"cost-centre": "4100", "amount": "1", "period": "3", "year": "2025"}, "other-year"),
    ],
)
def test_a_line_that_cannot_be_read_says_why(said, why):
    assert read_line(2, said=said, year=YEAR, is_turned=False).reason == why


def test_what_is_earned_below_zero_is_turned():
    read = read_line(2, said={"cost-centre": "8000", "amount": "-1.250.000"}, year=YEAR, is_turned=True)
    assert isinstance(read, Line)
    assert read.cents == 1_250_000_00


def books(raw, **words):
    return NewBooks(
        **{
            "raw": raw,
            "name": "a.csv",
            "organisation_id": 1,
            "year": YEAR,
            "is_turned": False,
            "request_key": uuid4(),
            **words,
        }
    )


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"", "leeg"),
        (b"kostenplaats;bedrag", "geen rijen"),
        (b"%PDF-1.7", "geen tabel"),
        (b'kostenplaats;bedrag\r\n4100;"half', "aanhalingstekens"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(raw, says):
    with pytest.raises(Refused, match=says):
        read_books(books(raw))


def test_other_columns_are_asked_for():
    raw = b"Soort;Totaal\r\n4100;12,50"
    with pytest.raises(OtherColumns) as asked:
        read_books(books(raw))
    assert asked.value.heads == ("Soort", "Totaal")
    assert read_books(books(raw, names={"cost-centre": "soort", "amount": "totaal"})).cents == 12_50
