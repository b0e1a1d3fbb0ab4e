"""The pages of the books: what is on each account, one account with its bookings, and closing a period for good."""

from datetime import date
from uuid import uuid4

import pytest
from django.utils import timezone

from tests.thread.test_how_often import MOST, asked_for
from wijkwaarde.kernel.ledger.actions import open_account, post, reverse
from wijkwaarde.kernel.ledger.queries import closed_until
from wijkwaarde.kernel.ledger.rules import Draft
from wijkwaarde.kernel.ledger.terms import AccountKind, Because, BookingKind, Commodity

ROOM = "/wijkbudget/boeken"
BEGIN = date(2020, 1, 1)


@pytest.fixture
def by(cast):
    with cast.acting("karel") as karel:
        yield karel


@pytest.fixture
def accounts(by):
    """The residents' fund and a bank, with a month's bookings."""
    names = {AccountKind.LIABILITY: ("Fund", "Fonds van de bewoners"), AccountKind.ASSET: ("Bank", "Bank van de wijk")}
    return {
        code: open_account(by=by, kind=kind, commodity=Commodity.EURO, code=code, name=name, begin=BEGIN).pk
        for kind, (code, name) in names.items()
    }


def booked(accounts, *, by, cents, on):
    entries = ((accounts["Bank"], cents), (accounts["Fund"], -cents))
    draft = Draft(on, BookingKind.TRANSFER, Because.DOCUMENT, "besluit-2026-14", entries, uuid4())
    return post(draft, by=by, now=timezone.now())


def test_the_books_say_what_is_on_each_account_and_its_bookings_say_why(cast, by, accounts):
    booked(accounts, by=by, cents=1234_50, on=cast.today)
    wrong = booked(accounts, by=by, cents=100_00, on=cast.today)
    reverse(wrong, by=by, on=cast.today, key=uuid4(), now=timezone.now())
    for who in ("karel", "marieke", "hanneke"):
        told = cast.browser(who).get(ROOM).content.decode()
        assert "€\xa01.234,50" in told
        assert "debet en credit zijn samen gelijk" in told
        assert (f"{ROOM}/sluiten" in told) is (who == "karel")
    karel, here = cast.browser("karel"), f"{ROOM}/rekening/{accounts['Fund']}"
    told = karel.get(here).content.decode()
    for words in ("€\xa01.234,50", "€\xa0−100", "later teruggeboekt", "Stuk besluit-2026-14", "Bank van de wijk"):
        assert words in told
    for address in (ROOM, here):
        assert len(asked_for(karel, address)) <= MOST
    assert karel.get(f"{ROOM}/rekening/999999999").status_code == 404
    for page in ("9", "9" * 20, "9" * 5000):
        assert "Stuk besluit-2026-14" in karel.get(f"{here}?bladzijde={page}").content.decode()


def test_a_period_is_closed_for_good_once_somebody_says_so(cast, by, accounts):
    karel, page = cast.browser("karel"), f"{ROOM}/sluiten"
    year = date(cast.today.year, 1, 1)
    assert f'value="{year}" selected' in karel.get(page).content.decode()
    unsure = karel.post(page, {"until": str(year)})
    assert unsure.status_code == 422
    assert "Sluiten kan niet terug" in unsure.content.decode()
    assert karel.post(page, {"until": str(year.replace(year=year.year + 1)), "is_sure": "on"}).status_code == 422
    assert karel.post(page, {"until": "morgen", "is_sure": "on"}).status_code == 422
    assert closed_until(by=by) is None
    done = karel.post(page, {"until": str(year), "is_sure": "on"}, follow=True)
    assert f"Gesloten tot en met 31 december {year.year - 1}" in done.content.decode()
    assert closed_until(by=by) == year
    assert f'value="{year}"' not in karel.get(page).content.decode()
    assert karel.post(page, {"until": str(year), "is_sure": "on"}).status_code == 422
    assert cast.browser("hanneke").post(page, {"until": str(year), "is_sure": "on"}).status_code == 404


def test_where_nothing_was_booked_the_books_say_so(cast):
    told = cast.browser("karel").get(ROOM).content.decode()
    assert "Er is nog niets geboekt" in told
    assert "Er is nog geen periode gesloten" in told
