"""A product is called otherwise: what was booked stays, and files that call it as before mean it too."""

import pytest

from tests.budgets import scene
from tests.deliveries.files import csv_of, row, taken_in
from waarde import Unit
from wijkwaarde.kernel.access import Act
from wijkwaarde.kernel.budgets import actions
from wijkwaarde.kernel.budgets.models import Product
from wijkwaarde.kernel.budgets.queries import budget_plan, products_of
from wijkwaarde.kernel.budgets.terms import MOST_NAMES
from wijkwaarde.kernel.errors import NotFound, Refused, Stale
from wijkwaarde.kernel.ledger.models import Account
from wijkwaarde.kernel.next_budgets.actions import begin_budget

pytestmark = pytest.mark.django_db


def call(product, name, *also, by):
    now = Product.objects.get(pk=product.pk)
    names = [*now.also_called, *also]
    actions.change_product(now, by=by, version=now.version, name=name, also_called=names)


def booked(money, *rows, by):
    """Of each row what it was booked on; of one that was put aside why."""
    file = taken_in(money, csv_of(*rows), by=by)
    aside = dict(file.aside.values_list("row", "reason"))
    return [aside.get(place) or file.deliveries.get(row=place).product.name for place in range(2, len(rows) + 2)]


def test_files_with_the_old_name_or_a_word_of_their_own_mean_the_product_as_it_is_called_now(karel, money):
    call(money.guidance, "Begeleiding thuis", "IB", by=karel)
    call(money.guidance, "Hulp bij het dagelijks leven", by=karel)
    words = ("BEGELEIDING", "begeleiding  thuis", "ib", "Hulp bij het dagelijks leven", "Tovenarij")
    found = booked(money, *(row(word, amount=f"{place},00") for place, word in enumerate(words, start=1)), by=karel)
    assert found == ["Hulp bij het dagelijks leven"] * 4 + ["product-unknown"]


def test_a_name_that_is_let_go_is_read_no_more_and_may_be_given_to_another(karel, money):
    call(money.guidance, "Dagbesteding", by=karel)
    call(money.guidance, "Begeleiding", by=karel)
    with pytest.raises(Refused, match="‘dagbesteding’ bedoelen bestanden al ‘Begeleiding’"):
        actions.add_product(money.budget.pk, by=karel, slug="dagbesteding", name="dagbesteding", unit=Unit.HOUR)
    now = Product.objects.get(pk=money.guidance.pk)
    actions.change_product(now, by=karel, version=now.version, name=now.name, also_called=[])
    assert booked(money, row("Dagbesteding", amount="1,00"), by=karel) == ["product-unknown"]
    actions.add_product(money.budget.pk, by=karel, slug="dagbesteding", name="Dagbesteding", unit=Unit.HOUR)
    assert booked(money, row("Dagbesteding", amount="2,00"), by=karel) == ["Dagbesteding"]


def test_what_one_is_called_now_goes_before_the_short_name_of_another(karel, money):
    call(money.guidance, "Steun", by=karel)
    now = Product.objects.get(pk=money.guidance.pk)
    actions.change_product(now, by=karel, version=now.version, name="Steun", also_called=[])
    call(money.household, "Begeleiding", by=karel)
    assert booked(money, row("Begeleiding"), by=karel) == ["Begeleiding"]
    assert Product.objects.get(name="Begeleiding") == money.household


def test_a_name_is_of_one_product_of_a_budget(karel, money):
    for wrong in ("hulp in het HUISHOUDEN", " Hulp  in het huishouden"):
        with pytest.raises(Refused, match="is er al"):
            call(money.guidance, wrong, by=karel)
        with pytest.raises(Refused, match="is er al"):
            call(money.guidance, "Begeleiding", wrong, by=karel)
    with pytest.raises(Refused, match="ten hoogste"):
        call(money.guidance, "Begeleiding", *(f"naam {number}" for number in range(MOST_NAMES + 1)), by=karel)
    assert [one.name for one in products_of(money.budget)] == ["Begeleiding", "Hulp in het huishouden"]


def test_the_books_follow_the_name_and_what_was_booked_and_its_code_stay(cast, karel, money):
    taken_in(money, csv_of(row()), by=karel)
    before = Account.objects.get(product="begeleiding")
    with cast.acting("karel") as later:
        call(money.guidance, "Begeleiding thuis", by=later)
        written = {(one.kind, one.object_id) for one in later.seen if one.act is Act.WRITE}
    assert written == {("product", money.guidance.pk), ("account", before.pk)}
    after = Account.objects.get(product="begeleiding")
    assert (after.pk, after.code, after.entries.count()) == (before.pk, before.code, 1)
    assert after.name == f"{money.care.name}: Begeleiding thuis"


def test_only_who_keeps_the_budget_names_its_products_and_two_at_once_do_not_write_over_each_other(cast, karel, money):
    with cast.acting("hanneke") as hanneke, pytest.raises(NotFound):
        call(money.guidance, "Van Hanneke", by=hanneke)
    call(money.guidance, "Begeleiding thuis", by=karel)
    with pytest.raises(Stale) as stale:
        actions.change_product(money.guidance, by=karel, version=1, name="Steun", also_called=[])
    assert stale.value.saved == {"name": "Begeleiding thuis", "also_called": "Begeleiding"}


def test_the_next_budget_knows_the_old_names_too(karel, money):
    call(money.guidance, "Begeleiding thuis", by=karel)
    new = scene.new(begin=money.budget.until, until=money.budget.until.replace(year=money.budget.until.year + 2))
    made = begin_budget(new, by=karel, takes_over=True)
    assert budget_plan(made.pk, by=karel).products[0].also_called == ["Begeleiding"]


def test_the_page_asks_for_the_names_and_says_what_is_wrong_at_the_field(cast, money):
    karel, page = cast.browser("karel"), f"/wijkbudget/instellen/{money.budget.pk}"
    there = f"{page}/product/{money.guidance.pk}"
    assert there in karel.get(page).content.decode()
    told = {"name": "Begeleiding thuis", "also_called": "IB\r\n\r\n WMO 02A22 ", "version": 1}
    assert karel.post(there, told).status_code == 302
    assert "In bestanden ook: IB, WMO 02A22, Begeleiding" in karel.get(page).content.decode()
    stale = karel.post(there, told | {"name": "Steun"})
    assert stale.status_code == 409
    assert "Begeleiding thuis" in stale.content.decode()
    long = karel.post(there, told | {"version": 2, "also_called": "x" * 101})
    assert long.status_code == 422
    assert "ten hoogste 100 tekens" in long.content.decode()
    with cast.acting("karel") as by:
        other = actions.make_budget(
            scene.new(begin=money.budget.until, until=money.budget.until.replace(year=2040)), by=by
        )
    assert karel.get(f"/wijkbudget/instellen/{other.pk}/product/{money.guidance.pk}").status_code == 404
    assert cast.browser("hanneke").get(there).status_code == 404
    assert "/product/" not in cast.browser("hanneke").get(page).content.decode()
