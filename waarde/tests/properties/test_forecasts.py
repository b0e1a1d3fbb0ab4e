"""What holds for every forecast: order and the size of money do not matter, parts add up, the slow sum agrees."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
import reference_forecast
from hypothesis import given, settings
from hypothesis import strategies as st
from properties.cases import CHECKED

from waarde import BudgetBook, Commitment, Declaration, Period, ProductShare, by_shares, forecast

FEW = settings(CHECKED, max_examples=20)
DRAWS = 200
PRODUCTS = ("day activities", "guidance", "meals")
days = st.dates(date(2020, 1, 1), date(2022, 12, 31))
products = st.sampled_from(PRODUCTS)


@st.composite
def declarations(draw: st.DrawFn) -> Declaration:
    delivered = draw(days)
    late = draw(st.integers(0, 400))
    amount = draw(st.integers(-20_000, 200_000)) / 100
    return Declaration(draw(products), delivered, date.fromordinal(delivered.toordinal() + late), amount)


@st.composite
def commitments(draw: st.DrawFn) -> Commitment:
    begin = draw(days)
    until = date.fromordinal(begin.toordinal() + draw(st.integers(1, 700)))
    return Commitment(draw(products), Period(begin, until), draw(st.integers(0, 100_000)) / 100)


books = st.builds(
    BudgetBook,
    st.lists(declarations(), max_size=40).map(tuple),
    st.lists(commitments(), max_size=15).map(tuple),
    st.sampled_from([frozenset(), frozenset({"meals"})]),
)
moments = st.integers(0, 18)


@FEW
@given(books, moments)
def test_parts_add_up_and_are_what_the_slow_sum_says(book: BudgetBook, month: int) -> None:
    found = forecast(book, year=2022, month=month, draws=DRAWS)
    assert found.expected.total == pytest.approx(sum(one.total for one in found.by_product.values()), abs=1e-6)
    assert found.expected.low <= found.expected.high
    known = book.at_end_of(2022 * 12 + month - 1)
    for node in found.explanation.parts:
        parts = {part.kind: part.value for part in node.parts}
        assert node.value == pytest.approx(sum(value or 0 for value in parts.values()), abs=1e-6)
        slow = reference_forecast.parts(known, node, year=2022, month=min(month, 12))
        size = 1 + sum(one.per_month for one in book.commitments) + abs(node.inputs["rate"])
        assert {kind: parts[kind] for kind in slow} == pytest.approx(slow, rel=1e-4, abs=1e-3 * size)


@FEW
@given(books, moments)
def test_neither_order_nor_the_size_of_money_changes_what_is_expected(book: BudgetBook, month: int) -> None:
    found = forecast(book, year=2022, month=month, draws=DRAWS).expected
    turned = replace(book, declarations=book.declarations[::-1], commitments=book.commitments[::-1])
    other = forecast(turned, year=2022, month=month, draws=DRAWS).expected
    assert (other.total, other.low) == pytest.approx((found.total, found.low), abs=1e-4)
    tenfold = BudgetBook(
        tuple(replace(one, amount=one.amount * 10) for one in book.declarations),
        tuple(replace(one, per_month=one.per_month * 10) for one in book.commitments),
        book.by_year,
    )
    # A cent a month for one day is rounded at the sixth decimal: some tenths of a thousandth of it.
    larger = forecast(tenfold, year=2022, month=month, draws=DRAWS).expected
    assert (larger.total, larger.low, larger.high) == pytest.approx(
        (found.total * 10, found.low * 10, found.high * 10), rel=1e-6, abs=1e-2
    )


counts = st.one_of(st.none(), st.integers(0, 500))
sharers = st.lists(st.tuples(st.floats(0.1, 100), counts), min_size=1, max_size=6)


@FEW
@given(books, moments, sharers)
def test_however_few_agreements_parties_have_together_they_are_the_whole_in_every_simulated_year(
    book: BudgetBook, month: int, parties: list[tuple[float, int | None]]
) -> None:
    found = forecast(book, year=2022, month=month, draws=DRAWS)
    shares = [
        ProductShare(
            product,
            str(number),
            weight,
            one.declared if number == 0 else 0.0,
            {f"{number}": 1.0, "together": 1.0},
            agreements,
        )
        for product, one in found.by_product.items()
        for number, (weight, agreements) in enumerate(parties)
    ]
    parts = by_shares(found, shares=shares)
    together = parts.pop("together", None)
    if together is None:
        return
    whole = found.expected
    assert (together.total, together.low, together.high) == pytest.approx(
        (whole.total, whole.low, whole.high), abs=1e-4
    )
    assert sum(one.total for one in parts.values()) == pytest.approx(whole.total, abs=1e-4)
    unknown = by_shares(found, shares=[replace(one, agreements=None) for one in shares])
    assert {key: one.total for key, one in unknown.items() if key in parts} == pytest.approx(
        {key: one.total for key, one in parts.items()}, abs=1e-6
    )
