"""The books of the whole example neighbourhood, as the demo builds them, leave as a journal and a table that others add up to ours."""

import csv
import re
from decimal import Decimal

import pytest
from django.test import override_settings

from tests.cast import QUICK
from tests.ledger.books import IN_A_TABLE, command, export, ours
from tests.ledger.programs import BALANCES, CHECKS
from wijkwaarde.demo.neighbourhood import _large
from wijkwaarde.kernel.ledger.queries import Asked, bookings, trial_balance
from wijkwaarde.kernel.ledger.terms import BOOKINGS_A_PAGE
from wijkwaarde.web.books.reasons import reasons_of

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
MANY = 300
# How a booking names what it was for; nobody reads that as it is.
MARKS = re.compile(r"file-\d|small-purse|agreement-\d|booking-\d|result-\d|Given-Hours|delivery|document|advance|award")


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
            sums[row["rekening"], IN_A_TABLE[row["in"]]] += Decimal(row["bedrag"].replace(",", "."))
    assert sums == found


def test_every_booking_says_in_plain_words_what_it_was_for_and_leads_to_it_only_who_may_go_there(whole, cast):
    of_purses = {}
    for who in ("karel", "marieke", "hanneke"):
        with cast.acting(who) as by:
            last = -(-bookings(Asked(), by=by)[1] // BOOKINGS_A_PAGE)
            rows = [row for page in range(1, last + 1) for row in bookings(Asked(), by=by, page=page)[0]]
            reasons = reasons_of(rows, by=by)
        assert [reason.text for reason in reasons.values() if MARKS.search(reason.text)] == []
        # A page of each kind is enough: what differs is the number in it.
        pages = {re.sub(r"\d+", "", reason.url): reason.url for reason in reasons.values() if reason.url}
        assert {f"{who} {page} {cast.browser(who).get(page).status_code}" for page in pages.values()} == {
            f"{who} {page} 200" for page in pages.values()
        }
        assert {"/wijkbudget/instellen//subsidies/", "/gegeven-uren"} <= pages.keys()
        # A manager reads the files of the own organisation, and these are of others.
        assert ("/wijkbudget/leveringen/" in pages) == (who != "marieke")
        of_purses[who] = {reasons[row.pk].text for row in rows if row.kind == "small-purse"}
    assert all(": " in text for text in of_purses["karel"])
    assert not any(": " in text for text in of_purses["hanneke"])
