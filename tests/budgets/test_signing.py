"""Every party of a budget signs the base year itself; who changes it asks for new signatures, and the old ones stay."""

from datetime import date, timedelta

import pytest
from django.db import ProgrammingError, transaction

from tests.budgets import scene
from wijkwaarde.kernel.base_years.actions import put_to_parties, sign, take_back
from wijkwaarde.kernel.base_years.models import BaseYearSignature, BaseYearText
from wijkwaarde.kernel.base_years.queries import base_year_of
from wijkwaarde.kernel.budgets import actions
from wijkwaarde.kernel.budgets.queries import budget_plan
from wijkwaarde.kernel.errors import NotFound, Refused

pytestmark = pytest.mark.django_db
HERE = "/wijkbudget/instellen"


@pytest.fixture
def budget(cast):
    """A budget of Marieke's, Chantal's and Bram's organisations; only of the first somebody can sign here."""
    with cast.acting("karel") as by:
        made = actions.make_budget(scene.new(), by=by)
        source, product = scene.with_costs(made, by=by)
        actions.remove(made.base_costs.get(), by=by)
        for who, cents in (("chantal", 100_00), ("marieke", 200_00), ("bram", 300_00)):
            party = cast.actor(who).organisation_id
            told = {"organisation_id": party, "product": product, "cents": cents, "found_in": "jaarrekening 2024"}
            actions.set_base_cost(source, by=by, **told)
        return made


def put(cast, budget):
    with cast.acting("karel") as by:
        return put_to_parties(budget.pk, by=by, today=cast.today)


def seen(cast, budget, *, who="karel"):
    with cast.acting(who) as by:
        return base_year_of(budget_plan(budget.pk, by=by), today=cast.today)


def signs(cast, text, who, *, for_=None, **words):
    with cast.acting(who) as by:
        sign(text, cast.actor(for_ or who).organisation_id, by=by, today=cast.today, **words)


def test_each_party_signs_itself_and_one_that_cannot_sign_here_on_paper(cast, budget):
    text = put(cast, budget)
    assert put(cast, budget) == text
    signs(cast, text, "marieke")
    signs(cast, text, "hanneke")
    assert [one.name for one in seen(cast, budget).newest.missing] == ["Huis van de Wijk", "Thuiszorg Voorbeeldwijk"]
    with pytest.raises(NotFound):
        signs(cast, text, "karel", for_="marieke", document="brief")
    with pytest.raises(Refused, match="op welk stuk"):
        signs(cast, text, "karel", for_="bram")
    signs(cast, text, "karel", for_="bram", document="Brief van 3 februari")
    assert not seen(cast, budget).is_signed
    signs(cast, text, "karel", for_="chantal", document="Brief van 4 februari")
    found = seen(cast, budget, who="hanneke")
    assert found.is_signed
    assert found.signed_on == cast.today
    assert [one.signed_by for one in found.newest.parties] == ["Marieke", "Karel", "Karel"]


@pytest.mark.parametrize("who", ["amina", "chantal", "bram", "olga", "dirk"])
def test_who_does_not_read_the_budget_signs_nothing(who, *, cast, budget):
    text = put(cast, budget)
    party = cast.actor("chantal").organisation_id
    with pytest.raises(NotFound), cast.acting(who) as by:
        sign(text, by.organisation_id or party, by=by, today=cast.today)


def test_a_change_asks_for_new_signatures_and_the_old_ones_stay_with_what_they_were_for(cast, budget):
    first = put(cast, budget)
    signs(cast, first, "marieke")
    with cast.acting("karel") as by:
        row = budget.base_costs.get(cents=300_00)
        told = {"organisation_id": row.organisation_id, "product": row.product, "found_in": row.found_in}
        actions.set_base_cost(row.source, by=by, cents=350_00, **told)
    found = seen(cast, budget)
    assert found.is_changed
    assert [(one.before, one.after) for one in found.changes()] == [(300_00, 350_00)]
    with pytest.raises(Refused, match="net veranderd"):
        signs(cast, first, "hanneke")
    second = put(cast, budget)
    assert second != first
    found = seen(cast, budget)
    assert [(one.number, len(one.missing), one.said.cents) for one in found.texts] == [(2, 3, 650_00), (1, 2, 600_00)]
    with cast.acting("karel") as by:
        told |= {"cents": 300_00}
        actions.set_base_cost(row.source, by=by, **told)
    assert seen(cast, budget).is_changed


def test_a_changed_rule_of_who_belongs_is_signed_again_and_a_name_is_not(cast, budget):
    put(cast, budget)
    told = {"name": "Een andere naam", "use": actions.BudgetUse.TASK, "purse": actions.Purse.VIRTUAL}
    with cast.acting("karel") as by:
        actions.change_budget(budget.pk, by=by, version=1, who_belongs=budget.who_belongs, **told)
    assert not seen(cast, budget).is_changed
    with cast.acting("karel") as by:
        actions.change_budget(budget.pk, by=by, version=2, who_belongs="Wie hier woont.", **told)
        budget.refresh_from_db()
    assert seen(cast, budget).is_changed


def test_a_signature_is_taken_back_on_its_own_day_only(cast, budget):
    text = put(cast, budget)
    signs(cast, text, "marieke")
    with cast.acting("marieke") as by:
        with pytest.raises(Refused, match="op de dag zelf"):
            take_back(text, by.organisation_id, by=by, today=cast.today + timedelta(days=1))
        take_back(text, by.organisation_id, by=by, today=cast.today)
        take_back(text, by.organisation_id, by=by, today=cast.today)
    assert len(seen(cast, budget).newest.missing) == 3
    signs(cast, text, "marieke")
    with cast.acting("karel"):
        assert BaseYearSignature.objects.count() == 2


def test_without_costs_there_is_nothing_to_sign(cast):
    with cast.acting("karel") as by:
        made = actions.make_budget(scene.new(), by=by)
        with pytest.raises(Refused, match="nog geen kosten"):
            put_to_parties(made.pk, by=by, today=date(2026, 1, 1))


def test_what_was_put_to_the_parties_does_not_change_whoever_writes(cast, budget):
    text = put(cast, budget)
    with cast.acting("karel"), pytest.raises(ProgrammingError), transaction.atomic():
        BaseYearText.objects.filter(pk=text).update(number=7)
    with cast.acting("karel"), pytest.raises(ProgrammingError), transaction.atomic():
        BaseYearText.objects.filter(pk=text).delete()


def test_the_pages_say_who_has_and_who_has_not_signed(cast, budget):
    karel, marieke = cast.browser("karel", raises=True), cast.browser("marieke", raises=True)
    page = f"{HERE}/{budget.pk}/basisjaar"
    assert "nog niet voorgelegd" in karel.get(page).content.decode()
    assert karel.post(f"{page}/voorleggen").status_code == 302
    assert marieke.post(f"{page}/voorleggen").status_code == 404
    text, party = str(marieke.get(page).context["page"].text_id), str(cast.actor("marieke").organisation_id)
    assert marieke.post(f"{page}/tekenen", {"text": text, "organisation": party}).status_code == 302
    shown = marieke.get(page).content.decode()
    assert "1 van de 3 partijen tekenden" in shown
    assert "Terugnemen" in shown
    paper = f"{page}/papier/{cast.actor('bram').organisation_id}"
    assert karel.post(paper, {"document": ""}).status_code == 422
    assert karel.post(paper, {"document": "Brief 'van' 3 februari"}).status_code == 302
    assert "Brief &#x27;van&#x27; 3 februari" in karel.get(page).content.decode()
    assert karel.get(f"{page}/papier/{party}").status_code == 404
    assert marieke.post(f"{page}/terugnemen", {"text": text, "organisation": party}).status_code == 302
    assert "1 van de 3 partijen tekenden" in marieke.get(page).content.decode()
    for kind in ("csv", "xlsx", "json"):
        assert marieke.post(f"{page}/bestand", {"kind": kind}).status_code == 200
