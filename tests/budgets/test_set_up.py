"""A controller sets up a budget: its sources, products and base year."""

from datetime import date
from decimal import Decimal
from functools import partial
from uuid import uuid4

import pytest

from tests.ledger.books import command
from tests.ledger.test_at_once import at_once
from waarde import Unit
from wijkwaarde.demo.cast import HERE
from wijkwaarde.kernel.budgets import actions
from wijkwaarde.kernel.budgets.queries import budget_on, budget_plan
from wijkwaarde.kernel.budgets.rules import slug_of
from wijkwaarde.kernel.errors import NotFound, Refused
from wijkwaarde.kernel.money_accounts.actions import award_account, delivered_account, party_account, receivable_account
from wijkwaarde.kernel.parties.actions import add_organisation
from wijkwaarde.kernel.parties.models import Organisation
from wijkwaarde.kernel.parties.queries import partnership_with
from wijkwaarde.kernel.trail.actions import recorded

pytestmark = pytest.mark.django_db
BEGIN, UNTIL = date(2026, 1, 1), date(2031, 1, 1)


@pytest.fixture
def karel(cast):
    with cast.acting("karel") as karel:
        yield karel


def new(**words):
    return actions.NewBudget(
        **{
            "name": "Wijkbudget",
            "begin": BEGIN,
            "until": UNTIL,
            "base_year": 2024,
            "who_belongs": "Wie op de eerste dag van de hulp in de wijk woont.",
            "request_key": uuid4(),
            **words,
        }
    )


@pytest.fixture
def budget(karel):
    return actions.make_budget(new(), by=karel)


def with_costs(budget, *, by):
    source = actions.add_source(
        budget.pk,
        by=by,
        slug="wmo",
        name="Wmo",
        bearer="municipality-wmo",
        begin=BEGIN,
        index={"OVA": Decimal("0.9"), "PPC": Decimal("0.1")},
    )
    product = actions.add_product(budget.pk, by=by, slug="begeleiding", name="Begeleiding", unit=Unit.HOUR)
    party = Organisation.objects.order_by("pk").first()
    cost = {"organisation_id": party.pk, "product": product, "cents": 250_000_00, "found_in": "jaarrekening 2024"}
    actions.set_base_cost(source, by=by, **cost)
    return source, cost


def test_a_budget_runs_from_a_day_up_to_another_and_there_is_one_at_a_time(karel, budget):
    assert budget_on(date(2030, 12, 31), by=karel) == budget
    assert budget_on(UNTIL, by=karel) is None
    with pytest.raises(Refused, match="loopt al een budget: Wijkbudget"):
        actions.make_budget(new(begin=date(2030, 1, 1), until=date(2033, 1, 1)), by=karel)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ({"until": BEGIN}, "na het begin"),
        ({"until": date(2050, 1, 1)}, "ten hoogste 10 jaar"),
        ({"base_year": 2027}, "basisjaar"),
    ],
)
def test_a_budget_that_cannot_be_is_refused(words, says, *, karel):
    with pytest.raises(Refused, match=says):
        actions.make_budget(new(**words), by=karel)


def test_a_cost_of_the_base_year_is_replaced_and_more_work_is_a_correction_with_a_reason(karel, budget):
    source, cost = with_costs(budget, by=karel)
    actions.set_base_cost(source, by=karel, **(cost | {"cents": 260_000_00}))
    rate = {"begin": date(2027, 1, 1), "rate": Decimal("0.02"), "why": "Er kwamen 200 woningen bij."}
    actions.correct_volume(source, by=karel, **rate)
    with pytest.raises(Refused, match="al een correctie"):
        actions.correct_volume(source, by=karel, **rate)
    plan = budget_plan(budget.pk, by=karel)
    assert [one.cents for one in plan.base_costs] == [260_000_00]
    assert [one.rate for one in plan.volumes] == [Decimal("0.02")]
    assert {one.series: one.weight for one in plan.sources[0].index.all()} == {
        "OVA": Decimal("0.9"),
        "PPC": Decimal("0.1"),
    }


@pytest.mark.parametrize("key", ["amina", "chantal", "olga"])
def test_who_is_no_controller_manager_or_board_does_not_read_a_budget(key, *, cast, budget):
    with cast.acting(key) as by, pytest.raises(NotFound):
        budget_plan(budget.pk, by=by)


def test_a_manager_reads_and_does_not_write(cast, budget):
    with cast.acting("hanneke") as by:
        assert budget_plan(budget.pk, by=by).budget == budget
        with pytest.raises(NotFound):
            actions.add_product(budget.pk, by=by, slug="x", name="X", unit=Unit.HOUR)


def test_two_long_names_that_begin_alike_are_two_products_and_the_same_name_is_one(karel, budget):
    names = [f"Individuele begeleiding thuis, {how}" for how in ("licht", "zwaar")]
    first, second = (
        actions.add_product(budget.pk, by=karel, slug=slug_of(name), name=name, unit=Unit.HOUR) for name in names
    )
    assert first.slug != second.slug
    with pytest.raises(Refused, match="is er al"):
        actions.add_product(budget.pk, by=karel, slug="anders", name=names[0].upper(), unit=Unit.HOUR)


def test_a_double_click_begins_one_budget_and_two_who_begin_one_do_not_both(committing_cast):
    here = partnership_with(HERE).pk

    def begin(told):
        with recorded(by=command(here)):
            return actions.make_budget(told, by=command(here)).pk

    one, other = new(), new(begin=date(2030, 12, 31), until=date(2032, 1, 1))
    first, again = at_once(*[partial(begin, one)] * 2)
    assert isinstance(first, int)
    assert first == again
    assert [type(end) for end in at_once(partial(begin, other))] == [Refused]


def test_accounts_are_opened_when_they_are_needed_and_have_names_other_programs_read(karel, budget):
    source, cost = with_costs(budget, by=karel)
    party = Organisation.objects.get(pk=cost["organisation_id"])
    accounts = [
        award_account(source, by=karel),
        receivable_account(source, by=karel),
        delivered_account(party, cost["product"], by=karel),
        party_account(party, by=karel),
    ]
    assert [one.pk for one in accounts] == [
        award_account(source, by=command(karel.partnership_id)).pk,
        *[one.pk for one in accounts[1:]],
    ]
    assert accounts[0].code == "Subsidy:Wmo"
    assert accounts[2].code.startswith("Delivered:")
    long = add_organisation(by=command(karel.partnership_id), name=f"Stichting {'O' * 90}", today=BEGIN)
    products = [
        actions.add_product(budget.pk, by=karel, slug=f"{'x' * 27}-{end}", name=f"{'P' * 99}{end}", unit=Unit.HOUR)
        for end in "ab"
    ]
    first, second = (delivered_account(long, product, by=karel) for product in products)
    assert first.pk != second.pk
    assert first.name.startswith("Stichting OOO")
