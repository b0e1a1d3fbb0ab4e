"""How much a budget is per year: VNG's correction moves it, sources join and leave by days, and no cent goes missing."""

from datetime import date
from decimal import Decimal

import pytest

from tests.budgets import scene
from tests.ledger.books import command
from wijkwaarde.kernel.budgets import actions
from wijkwaarde.kernel.budgets.calculation import MissingIndex
from wijkwaarde.kernel.budgets.queries import year_budget, years_budget
from wijkwaarde.kernel.errors import NotFound

pytestmark = pytest.mark.django_db


@pytest.fixture
def karel(cast):
    with cast.acting("karel") as karel:
        yield karel


@pytest.fixture
def budget(karel):
    return actions.make_budget(scene.new(), by=karel)


def test_a_correction_that_arrives_later_moves_the_next_year_as_vng_does(karel, budget):
    scene.with_costs(budget, by=karel)
    scene.know_provisional(by=karel)
    assert year_budget(budget, year=2025, by=karel).cents == 1_039_440_00
    scene.know_definitive(by=karel)
    counted = year_budget(budget, year=2025, by=karel)
    assert counted.cents == 1_049_570_00
    line = counted.explanation.parts[0].parts[0]
    assert line.inputs["index"] == 4.957
    assert {part.kind: part.value for part in line.parts} == {
        "base": 1_000_000,
        "index": 49_570,
        "volume": 0,
        "days": 0,
    }


def test_a_year_that_a_series_does_not_have_yet_counts_as_no_change_and_says_which_series(karel, budget):
    scene.with_costs(budget, by=karel)
    scene.know_provisional(by=karel)
    scene.know_definitive(by=karel)
    assert year_budget(budget, year=2025, by=karel).missing == ()
    later = year_budget(budget, year=2026, by=karel)
    assert later.cents == 1_049_570_00
    assert later.missing == (MissingIndex("wmo", "OVA", 2026), MissingIndex("wmo", "PPC", 2026))


def test_a_source_joins_and_leaves_by_days_and_every_sum_is_the_same_to_the_cent(karel, budget):
    source, product = scene.with_costs(budget, by=karel, cents=333_333_33, index={})
    scene.with_costs(budget, by=karel, slug="jeugd", cents=100_000_01, begin=date(2025, 7, 1), index={})
    actions.set_base_cost(
        source,
        by=karel,
        organisation_id=scene.parties()[1].pk,
        product=product,
        cents=7,
        found_in="jaarrekening 2024",
    )
    counted = year_budget(budget, year=2025, by=karel)
    assert counted.by_source == {"wmo": 333_333_40, "jeugd": 50_410_96}
    assert counted.by_bearer == {"municipality-wmo": 333_333_40, "municipality-youth": 50_410_96}
    assert sum(counted.by_month) == sum(counted.by_organisation.values()) == counted.by_product["begeleiding"]
    assert counted.cents == counted.by_product["begeleiding"]
    assert counted.by_month[0] < counted.by_month[6]
    assert counted.cents == years_budget(budget, by=karel).totals[2025]


def test_corrections_of_a_source_and_of_a_product_are_counted_together(karel, budget):
    source, product = scene.with_costs(budget, by=karel, cents=100_000_00, index={})
    told = {"by": karel, "why": "Er kwamen woningen bij."}
    actions.correct_volume(source, begin=date(2026, 1, 1), rate=Decimal("0.5"), **told)
    actions.correct_volume(source, begin=date(2027, 1, 1), rate=Decimal("0.1"), product=product, **told)
    assert years_budget(budget, by=karel).totals == {
        2025: 100_000_00,
        2026: 150_000_00,
        2027: 165_000_00,
        2028: 165_000_00,
        2029: 165_000_00,
    }


def test_a_year_of_the_budget_asks_four_questions_and_a_command_reads_it_too(karel, budget, django_assert_num_queries):
    scene.with_costs(budget, by=karel)
    scene.know_provisional(by=karel)
    with django_assert_num_queries(4):
        counted = year_budget(budget, year=2025, by=karel)
    assert year_budget(budget, year=2025, by=command(karel.partnership_id)) == counted


def test_a_year_outside_the_budget_and_a_budget_of_somebody_else_are_not_there(karel, cast, budget):
    with pytest.raises(NotFound):
        year_budget(budget, year=2030, by=karel)
    with cast.acting("chantal") as by, pytest.raises(NotFound):
        years_budget(budget, by=by)
