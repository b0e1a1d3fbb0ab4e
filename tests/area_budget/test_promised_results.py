"""An agreed result is promised and expected until it is reached, let go or past its year; every part adds up, to the cent."""

import csv
from datetime import date
from html import unescape
from io import StringIO
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.amounts.conftest import Amounts
from tests.area_budget.test_page import GUIDANCE, make_budget, page
from tests.thread.test_how_often import MOST, asked_for
from wijkwaarde.instruments.area_budget.queries import agreements_at, amounts_for, places_for, year_for
from wijkwaarde.instruments.area_budget.reading import Year
from wijkwaarde.instruments.area_budget.report import figures_book
from wijkwaarde.instruments.area_budget.rules import Wanted
from wijkwaarde.instruments.budget_in_plain_words.queries import draft_of
from wijkwaarde.kernel.outlook.calculation import Columns, Spent, agreed_of, cents
from wijkwaarde.kernel.outlook.reading import LawShares, ToldResult, promises_of
from wijkwaarde.kernel.outlook.rules import so_far_of
from wijkwaarde.kernel.parties.models import Organisation
from wijkwaarde.kernel.results.actions import agree_result, let_go, reach
from wijkwaarde.kernel.results.rules import NewReached, NewResult
from wijkwaarde.kernel.results.terms import Sayer

YEAR, TODAY = 2026, date(2026, 11, 22)
WHAT = "Na een half jaar geen hulp meer nodig"
FIVE_HUNDRED = 500_00
WHOLE_YEAR = date(YEAR, 1, 1), date(YEAR + 1, 1, 1)
LAWS = LawShares({(3, "jongerenwerk"): {"wmo": 2, "youth": 1}})


def told(pk=7, *, cents=450_00, times=12, days=WHOLE_YEAR, ended=None):
    return ToldResult(pk, "jongerenwerk", 3, "Weer naar school", cents, times, *days, days[0], ended)


def paid(cents, month, *, pk=7, year=YEAR):
    day = date(year, month, 1)
    return Spent("jongerenwerk", 3, day, day, cents, 1, pk)


def of(results, *, spent=(), plans=None, year=YEAR, today=TODAY):
    """What is promised in each month, and what of it is still to come, in cents."""
    nothing = agreed_of(Columns(*((),) * 12))
    found = promises_of(plans or nothing, results=results, spent=spent, laws=LAWS, year=year, today=today)
    months = [cents(amount) for amount in found.by_month(year).sum(axis=0)]
    return months, cents(found.to_come(year, today=today, spent=spent).sum()), found


def test_what_is_left_is_promised_where_it_should_be_reached_and_what_was_reached_in_its_month():
    # Twelve of 450: two in April and one in October were reached, so nine are left for December.
    months, to_come, found = of([told()], spent=[paid(900_00, 4), paid(450_00, 10)])
    assert months == [0, 0, 0, 900_00, 0, 0, 0, 0, 0, 450_00, 0, 4_050_00]
    assert to_come == 4_050_00
    # Two thirds of the party's budget is of one law.
    assert found.every.bearer.sums(found.by_month(YEAR).sum(axis=1)) == {"wmo": 3_600_00, "youth": 1_800_00}


@pytest.mark.parametrize(
    ("one", "spent", "month", "to_come"),
    [
        (told(days=(date(YEAR, 1, 1), date(YEAR, 7, 1))), [], 11, 5_400_00),  # late: this month
        (told(days=(date(YEAR, 1, 1), date(YEAR, 12, 1))), [], 11, 5_400_00),
        (told(ended=date(YEAR, 3, 1)), [], None, 0),  # let go
        (told(ended=date(YEAR, 5, 1)), [paid(900_00, 4)], 4, 0),  # the rest was let go
        (told(times=2), [paid(1_350_00, 4)], 4, 0),  # reached more often than was agreed: that is spent, and no promise
        (told(days=(date(YEAR - 1, 1, 1), date(YEAR, 1, 1))), [], None, 0),  # of another year
        (told(days=(date(YEAR, 1, 1), date(YEAR + 2, 1, 1))), [], None, 0),
    ],
)
def test_what_is_late_let_go_reached_or_of_another_year(one, spent, month, to_come):
    months, still, _found = of([one], spent=spent)
    assert [place + 1 for place, amount in enumerate(months) if amount] == ([month] if month else [])
    assert still == to_come
    assert sum(months) == to_come + sum(min(row.cents, one.times * one.cents) for row in spent)


def test_a_year_that_is_over_keeps_what_was_promised_and_waits_for_nothing():
    months, to_come, _found = of([told()], spent=[paid(900_00, 4)], today=date(YEAR + 1, 2, 3))
    assert (months[3], months[11], to_come) == (900_00, 4_500_00, 0)


plan_rows = st.tuples(
    st.integers(1, 9),
    st.sampled_from(["begeleiding", "jongerenwerk"]),
    st.sampled_from(["wmo", "youth"]),
    st.sampled_from([0, 3, 4]),
    st.integers(0, 500),
    st.integers(1, 500),
    st.integers(0, 500_000).map(lambda amount: amount / 300),
    st.sampled_from(["week", "month", "once", "in-total"]),
)
results_made = st.builds(
    lambda pk, cents, times, begin, days, ended: told(
        pk, cents=cents, times=times, days=(date.fromordinal(begin), date.fromordinal(begin + days)), ended=ended
    ),
    st.integers(1, 4),
    st.integers(1, 1_000_000),
    st.integers(1, 20),
    st.integers(date(YEAR - 1, 1, 1).toordinal(), date(YEAR, 12, 1).toordinal()),
    st.integers(1, 600),
    st.none() | st.just(TODAY),
)
spendings = st.builds(
    lambda product, party, month, amount, pk: Spent(
        product, party, date(YEAR, month, 1), date(YEAR, month, 1), amount, 1, pk if product == "jongerenwerk" else 0
    ),
    st.sampled_from(["begeleiding", "jongerenwerk"]),
    st.sampled_from([3, 4]),
    st.integers(1, 11),
    st.integers(-500_00, 5_000_00).filter(bool),
    st.integers(0, 4),
)


def plan_row(line, product, law, party, begin, days, price, often):
    """An agreed flow as a database gives it, from some day around the turn of the year on."""
    first = date(YEAR, 1, 1).toordinal() - 100
    until = first + begin + days
    return (line, "", product, law, party, first, first + begin, until, until, price, often, None)


def a_year(promises, *, spent, results):
    """A year of a budget of nine euros, without a forecast."""
    outlook = SimpleNamespace(
        promises=promises,
        so_far=so_far_of(spent, laid=LAWS.laid),
        spent=spent,
        results=results,
        laws=LAWS,
        outcomes_now={},
        divided_now=SimpleNamespace(by_party={}, by_law={}),
    )
    made = SimpleNamespace(
        cents=900, by_product={"begeleiding": 900}, by_organisation={3: 900}, by_bearer={"wmo": 600, "youth": 300}
    )
    names, parties = {"begeleiding": "", "jongerenwerk": ""}, {3: "", 4: ""}
    return Year(SimpleNamespace(), YEAR, (YEAR,), TODAY, made, names, parties, outlook)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(plan_rows, max_size=6),
    st.lists(results_made, max_size=4, unique_by=lambda one: one.pk),
    st.lists(spendings, max_size=8),
)
def test_products_parties_laws_and_months_add_up_to_the_whole_to_the_cent(plans, results, spent):
    rows = [plan_row(*one) for one in plans]
    columns = Columns(*(zip(*rows, strict=True) if rows else ((),) * 12))
    _months, _to_come, promises = of(results, spent=spent, plans=agreed_of(columns))
    found = a_year(promises, spent=tuple(spent), results=tuple(results))
    for rows in (found.by_product, found.by_party, found.by_law):
        for figure in ("budget", "committed", "spent", "to_come", "left"):
            assert sum(getattr(row, figure) for row in rows) == getattr(found.total, figure)
    assert sum(found.committed_by_month) == found.total.committed
    assert sum(found.spent_by_month) == found.total.spent
    everything = places_for(Wanted(), found=found)
    lines = [int(found.agreed.lines[place]) for place in everything]
    assert len({line for line in lines if line < 0}) == len([line for line in lines if line < 0])
    for month in (None, 4, 11):
        wanted = Wanted(month=month)
        whole = found.total.committed if month is None else found.committed_by_month[month - 1]
        by_law = [sum(amounts_of(Wanted(month=month, law=str(row.key)), found=found)) for row in found.by_law]
        assert sum(amounts_of(wanted, found=found)) == sum(by_law) == whole


def amounts_of(wanted, *, found):
    return [cents(amount) for amount in amounts_for(wanted, found=found)]


@pytest.fixture
def budget(cast):
    return make_budget(cast)


def agree(cast, budget, *, by, times=3, until=None, words=WHAT):
    """A result of 500 euros each, agreed before the budget began."""
    new = NewResult(
        organisation_id=Organisation.objects.get(name="Huis van de Wijk").pk,
        product_id=budget.products.get().pk,
        what=words,
        cents=FIVE_HUNDRED,
        times=times,
        begin=budget.begin,
        until=until or date(cast.today.year + 1, 1, 1),
        request_key=uuid4(),
    )
    return agree_result(budget, new=new, by=by, today=date(cast.today.year - 1, 12, 1))


@pytest.mark.django_db
def test_the_page_its_lists_its_file_and_the_public_page_count_a_result_until_it_is_reached(cast, budget):
    with cast.acting("karel") as by:
        agreed = agree(cast, budget, by=by)
        before = year_for(None, by=by, today=cast.today)
        assert (before.total.committed, before.total.to_come, before.total.spent) == (1_500_00, 1_500_00, 0)
        said = NewReached(on=cast.today, times=1, said_by=Sayer.TABLE, request_key=uuid4())
        reach(agreed.pk, new=said, by=by, now=timezone.now(), today=cast.today)
        found = year_for(None, by=by, today=cast.today)
        total = found.total
        assert (total.committed, total.to_come, total.spent) == (1_500_00, 1_000_00, FIVE_HUNDRED)
        assert total.left == before.total.left == total.budget - 1_500_00
        # Nothing was over before: all of it is expected, whichever part of it was known at the end of last month.
        assert found.forecast["begeleiding"].total == found.forecast[""].total == 1_500_00
        assert sum(one.total for one in found.divided.by_month) == 1_500_00
        assert [one.total for one in found.divided.by_party.values()] == [1_500_00]
        assert {law: one.total for law, one in found.divided.by_law.items()} == {"municipality-wmo": 1_500_00}
        [row] = agreements_at(places_for(Wanted(), found=found), wanted=Wanted(), found=found)
        assert (row.result, row.amount, row.spent) == ((agreed.pk, WHAT), 1_500_00, FIVE_HUNDRED)
        assert row.per_month == FIVE_HUNDRED
        [products, *_rest] = figures_book(found).tables
        assert products.rows[0][2:6] == (1_500.0, 500.0, total.left / 100, 1_500.0)
        december = date(cast.today.year, 12, 31)
        outlook = year_for(None, by=by, today=december)
        draft = draft_of(cast.today.year, by=by, today=december)
        assert draft.sure.left == draft.came_total - round(outlook.forecast[""].total / 100_000) * 1_000
        assert outlook.forecast[""].total == 1_500_00
    status, text = page(cast)
    assert (status, "Resultaten die nog komen" in text) == (200, True)
    for rest in ("/product/begeleiding", "/afspraken", "/afspraken?wet=municipality-wmo", "/afspraken?maand=12"):
        status, text = page(cast, rest=rest)
        assert (status, WHAT in text, "per resultaat" in text) == (200, True, True), rest
        assert f"/wijkbudget/resultaten/{agreed.pk}" in text
    answer = cast.browser("karel").get("/wijkbudget/afspraken/bestand")
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    [heads, line] = csv.reader(StringIO(content.decode("utf-8-sig")), delimiter=";")
    assert line[0] == WHAT
    assert len(heads) == len(line)
    for rest in ("", "/product/begeleiding"):
        assert len(asked_for(cast.browser("karel"), f"/wijkbudget{rest}")) <= MOST


@pytest.mark.django_db
def test_a_plan_and_a_result_of_one_party_stand_beside_each_other_and_what_is_let_go_frees_its_money(cast, budget):
    case = Amounts(cast, cast.opened(request_key=uuid4())).plan(GUIDANCE, agree=False)
    cast.browser("amina").post(f"/vraag/{case.key}/plan/ja", {"version": "1"})
    november = date(cast.today.year, 11, 22)
    with cast.acting("karel") as by:
        alone = year_for(None, by=by, today=november)
        agreed = agree(cast, budget, by=by, until=date(cast.today.year, 7, 1))
        late = year_for(None, by=by, today=november)
        assert late.total.left == alone.total.left - 1_500_00
        assert late.committed_by_month[10] == alone.committed_by_month[10] + 1_500_00
        assert sum(row.left for row in late.by_product) == sum(row.left for row in late.by_law) == late.total.left
        assert late.outlook.stamp != alone.outlook.stamp
    kept = unescape(cast.browser("karel").get(f"/wijkbudget/resultaten/{agreed.pk}").text)
    assert "Komt nog" in kept
    with cast.acting("karel") as by:
        let_go(agreed.pk, by=by, today=cast.today)
        assert year_for(None, by=by, today=november).total == alone.total
