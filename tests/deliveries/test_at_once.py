"""Two who keep the budget at one moment: what is booked is booked once, and what is taken back is taken back once and whole."""

from uuid import uuid4

import pytest

from tests.deliveries.conftest import made_by
from tests.deliveries.files import NOW, TODAY, csv_of, row, taken_in
from tests.meanwhile import meanwhile
from waarde import year_of
from wijkwaarde.kernel.deliveries import actions
from wijkwaarde.kernel.deliveries.models import Delivery
from wijkwaarde.kernel.deliveries.rules import NewDelivery
from wijkwaarde.kernel.errors import Refused
from wijkwaarde.kernel.ledger.queries import trial_balance

WHEN = {"now": NOW, "today": TODAY}


@pytest.fixture
def money(committing_cast):
    with committing_cast.acting("karel") as karel:
        return made_by(karel)


def a_delivery(money):
    return NewDelivery(
        organisation_id=money.care.pk,
        product_id=money.guidance.pk,
        period=year_of(2026),
        cents=12_50,
        document="brief-1",
        request_key=uuid4(),
    )


def sums(cast):
    """Cents of all deliveries, and of all accounts of what was delivered."""
    with cast.acting("karel") as karel:
        rows = trial_balance(by=karel).rows
        return sum(Delivery.objects.values_list("cents", flat=True)), sum(
            one.amount for one in rows if one.code.startswith("Delivered:")
        )


def test_the_same_form_sent_twice_at_once_is_one_delivery(committing_cast, money):
    new = a_delivery(money)

    def deliver(by):
        return actions.deliver(money.budget, new=new, by=by, **WHEN)

    first, second = meanwhile(deliver, deliver, cast=committing_cast)
    assert first == second
    assert sums(committing_cast) == (12_50, 12_50)


def test_who_undo_the_same_delivery_at_once_undo_it_once(committing_cast, money):
    with committing_cast.acting("karel") as karel:
        made = actions.deliver(money.budget, new=a_delivery(money), by=karel, **WHEN)

    def undo(by):
        return actions.undo(made.pk, by=by, **WHEN)

    assert meanwhile(undo, undo, cast=committing_cast) == [None, None]
    assert sums(committing_cast) == (0, 0)


@pytest.mark.parametrize("is_settled_first", [True, False])
def test_of_a_file_that_is_taken_back_while_a_line_of_it_is_settled_nothing_stays(
    is_settled_first, *, committing_cast, money
):
    with committing_cast.acting("karel") as karel:
        file = taken_in(money, csv_of(row(), row("Tovenarij")), by=karel)
        aside = file.aside.get()

    def settle(by):
        return actions.settle(aside.pk, new=a_delivery(money), by=by, **WHEN)

    def take_back(by):
        return actions.take_back(file.pk, by=by, **WHEN)

    works = (settle, take_back) if is_settled_first else (take_back, settle)
    ends = meanwhile(*works, cast=committing_cast)
    assert [isinstance(end, Refused) for end in ends] == [False, not is_settled_first]
    assert sums(committing_cast) == (0, 0)
