"""The scene of the story of a budget: a provider of care with a budget of its own since last year, its manager, and somebody with a question."""

from datetime import date
from uuid import UUID, uuid4

from waarde import Unit
from wijkwaarde.kernel.accounts.actions import NewMember, add_user, invite_member
from wijkwaarde.kernel.accounts.terms import Role
from wijkwaarde.kernel.barriers.queries import organisations
from wijkwaarde.kernel.budgets import actions
from wijkwaarde.kernel.budgets.rules import CostRow
from wijkwaarde.kernel.parties.actions import add_person
from wijkwaarde.kernel.parties.models import Organisation

MANAGER, RESIDENT, NAME = "story-petra", "story-money", "Mina"
TOWN, CARE = "Gemeente Voorbeeldstad", "Thuiszorg Voorbeeldwijk"
BUDGET, PEOPLE = 390_000_00, 40
QUESTION = UUID("00000000-0000-4000-8000-0000000000b6")


def a_budget(cast):
    """One source of money and one product, of which the costs of the year before are known; no index, so that every year is the same."""
    first = cast.today.year - 1
    with cast.acting("karel") as by:
        parties = {name: pk for pk, name in organisations(by=by, today=cast.today)}
        new = actions.NewBudget(
            name="Wijkbudget",
            begin=date(first, 1, 1),
            until=date(first + 5, 1, 1),
            base_year=first - 1,
            who_belongs="Wie op de eerste dag van de hulp in de wijk woont.",
            request_key=uuid4(),
        )
        budget = actions.make_budget(new, by=by)
        source = actions.add_source(
            budget.pk,
            by=by,
            slug="wmo",
            name="Wmo",
            bearer="municipality-wmo",
            begin=budget.begin,
            funder_id=parties[TOWN],
            index={},
        )
        product = actions.add_product(
            budget.pk, by=by, slug="begeleiding", name="Begeleiding", unit=Unit.HOUR, price_key="BI"
        )
        row = CostRow(source.pk, parties[CARE], product.pk, BUDGET, PEOPLE, "Jaarrekening van de partij (verzonnen)")
        actions.set_base_costs(budget.pk, by=by, rows=[row])


def people(cast):
    """The manager who signs for the care, and a resident with a question in which Bram takes part."""
    with cast.acting("karel") as by:
        care = Organisation.objects.get(name=CARE)
        new = NewMember(email=cast.email(MANAGER), name="Petra", job="manager", role=Role.MANAGER)
        invite_member(new, by=by, organisation=care, today=cast.today)
        add_user(cast.email(RESIDENT), person=add_person(by=by, name=NAME))
    key = cast.opened(RESIDENT, words="Ik kom de dag niet meer door.", boxes={}, request_key=QUESTION)
    cast.chosen(key, "bram", by=RESIDENT)
    return key
