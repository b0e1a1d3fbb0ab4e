"""The books of the whole example neighbourhood, as the demo builds them, leave as a journal and a table that others add up to ours."""

import csv
from decimal import Decimal

import pytest
from django.test import override_settings

from tests.cast import QUICK
from tests.ledger.books import command, export, ours
from tests.ledger.programs import BALANCES, CHECKS
from wijkwaarde.demo.neighbourhood import _large
from wijkwaarde.kernel.ledger.queries import Asked, bookings, trial_balance

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
MANY = 300


@pytest.fixture
def whole(cast):
    """The actor of a command in the neighbourhood with everything that `make demo` puts in its books."""
    with override_settings(PASSWORD_HASHERS=QUICK):
        _large(today=cast.today, tell=lambda _what: None)
    with cast.acting("karel") as karel:
        yield command(karel.partnership_id)


def test_beancount_hledger_and_a_spreadsheet_find_every_balance_of_the_whole_example_neighbourhood(whole, tmp_path):
    found = ours(whole)
    assert set(trial_balance(by=whole).left.values()) == {0}
    assert bookings(Asked(), by=whole)[1] > MANY
    assert len(found) > len({account.partition(":")[0] for account, _commodity in found})
    for form, checks in CHECKS.items():
        path = tmp_path / f"boeken.{form}"
        assert export(form, path) == 0
        assert checks(path) == (0, "")
        assert BALANCES[form](path) == found
    assert export("csv", tmp_path / "boeken.csv") == 0
    sums = dict.fromkeys(found, Decimal())
    with (tmp_path / "boeken.csv").open(encoding="utf-8-sig", newline="") as stream:
        for row in csv.DictReader(stream, delimiter=";"):
            sums[row["rekening"], row["in"]] += Decimal(row["bedrag"].replace(",", "."))
    assert sums == found
