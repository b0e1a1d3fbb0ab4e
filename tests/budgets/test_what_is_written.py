"""What was written about a budget stands in the trail under its own name, and a price belongs to one product."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.budgets import scene
from waarde import Unit
from wijkwaarde.kernel.access import Act
from wijkwaarde.kernel.budgets import actions
from wijkwaarde.kernel.budgets.queries import budget_plan
from wijkwaarde.kernel.budgets.rules import CostRow
from wijkwaarde.kernel.errors import Refused
from wijkwaarde.kernel.next_budgets.actions import take_budget_away

pytestmark = pytest.mark.django_db


@pytest.fixture
def karel(cast):
    with cast.acting("karel") as karel:
        yield karel


@pytest.fixture
def budget(karel):
    return actions.make_budget(scene.new(), by=karel)


def written(by):
    """What somebody wrote since the last time: the kind of each row and its number."""
    found = [(one.kind, one.object_id) for one in by.seen if one.act is Act.WRITE]
    by.seen.clear()
    return found


def test_what_is_taken_away_stands_in_the_trail_as_what_it_was(karel, budget):
    source, _product = scene.with_costs(budget, by=karel)
    correction = {"begin": date(2026, 1, 1), "rate": Decimal("0.1"), "why": "meer woningen"}
    volume = actions.correct_volume(source, by=karel, **correction)
    plan = budget_plan(budget.pk, by=karel)
    rows = {
        "volume_correction": volume,
        "base_cost": plan.base_costs[0],
        "money_source": plan.sources[0],
        "product": plan.products[0],
        "area_budget": plan.budget,
    }
    for kind, row in rows.items():
        key = row.pk
        written(karel)
        actions.remove(row, by=karel)
        assert written(karel) == [(kind, key)]


def test_of_a_budget_that_may_not_go_nothing_is_written_and_of_one_that_may_all_of_it(karel, budget):
    told = {"by": karel, "slug": "jeugd", "name": "Jeugd", "bearer": "municipality-youth", "begin": budget.begin}
    actions.add_source(budget.pk, **told)
    scene.with_costs(budget, by=karel, begin=date(2026, 1, 1))
    written(karel)
    with pytest.raises(Refused, match="hangt al iets aan"):
        take_budget_away(budget, by=karel)
    assert written(karel) == []
    actions.remove(budget.base_costs.get(), by=karel)
    written(karel)
    take_budget_away(budget, by=karel)
    assert [kind for kind, _key in written(karel)] == ["money_source", "money_source", "product", "area_budget"]


def test_an_assignment_and_a_story_are_written_about_their_budget(karel, budget):
    written(karel)
    actions.keep_assignment(budget.pk, by=karel, wanted="Minder crisis.", version=0)
    actions.keep_story(budget.pk, year=2025, by=karel, story="Een goed jaar.", version=0)
    assert written(karel) == [("area_budget", budget.pk)]


def test_a_price_belongs_to_one_product_and_a_second_one_hears_so(karel, budget):
    told = {"by": karel, "unit": Unit.HOUR}
    actions.add_product(budget.pk, slug="licht", name="Licht", price_key="BI", **told)
    with pytest.raises(Refused, match="al bij een ander product") as refused:
        actions.add_product(budget.pk, slug="zwaar", name="Zwaar", price_key="BI", **told)
    assert refused.value.field == "price_key"
    for slug in ("zwaar", "anders"):  # of which nobody said a price
        actions.add_product(budget.pk, slug=slug, name=slug, **told)


def test_a_file_with_ten_times_the_costs_asks_the_database_no_more(karel, budget):
    source, _product = scene.with_costs(budget, by=karel)
    parties = [one.pk for one in scene.parties()]
    products = [
        actions.add_product(budget.pk, by=karel, slug=f"p{number}", name=f"P{number}", unit=Unit.HOUR).pk
        for number in range(10)
    ]
    asked = []
    for number, count in enumerate((1, 10)):
        rows = [CostRow(source.pk, parties[number], one, 1_00, None, "blz. 1") for one in products[:count]]
        again = [*(replace(one, cents=2_00, people=3) for one in rows), *rows[1:]]  # one twice: the last one counts
        written(karel)
        with CaptureQueriesContext(connection) as coming:
            assert actions.set_base_costs(budget.pk, by=karel, rows=rows) == count
            assert actions.set_base_costs(budget.pk, by=karel, rows=again) == 1
            assert actions.set_base_costs(budget.pk, by=karel, rows=again) == 0
        assert len(written(karel)) == count
        asked.append(len(coming))
        found = budget.base_costs.filter(organisation_id=parties[number], cents=2_00, people=3)
        assert [one.product_id for one in found] == products[:1]
    assert asked[0] == asked[1]
