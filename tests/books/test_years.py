"""A year of the books, or a month: what was on each account before it, what moved, what was booked, and all of that as a file."""

import csv
from datetime import date
from io import BytesIO
from uuid import uuid4

import pytest
from django.db import connection
from django.utils import timezone
from openpyxl import load_workbook

from tests.ledger import books
from tests.thread.test_how_often import MOST, asked_for
from wijkwaarde.commands import main
from wijkwaarde.demo.cast import HERE
from wijkwaarde.kernel.ledger import queries
from wijkwaarde.kernel.ledger.actions import reverse
from wijkwaarde.kernel.ledger.terms import BookingKind, Commodity

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
ROOM = "/wijkbudget/boeken"
EARLIER, LATER = date(2025, 12, 31), date(2026, 1, 1)
MANY = 3_000
CROWD = """
WITH made AS (
    INSERT INTO ledger_booking (partnership_id, key, "on", kind, because, reference, size, written_at)
    SELECT %(here)s, gen_random_uuid(), date '2025-01-01' + n %% 600, 'delivery', 'document', 'stuk-' || n, 2, now()
    FROM generate_series(1, %(many)s) n RETURNING id, "on"
)
INSERT INTO ledger_entry (partnership_id, booking_id, position, account_id, commodity, "on", amount)
SELECT %(here)s, id, side, CASE side WHEN 1 THEN %(into)s ELSE %(out)s END, 'EUR', "on", CASE side WHEN 1 THEN 7 ELSE -7 END
FROM made CROSS JOIN (VALUES (1), (2)) v (side)
"""


@pytest.fixture
def by(cast):
    with cast.acting("karel") as karel:
        yield karel


@pytest.fixture
def ids(by):
    """EUR 1,000 came in and EUR 300 was spent on the last day of 2025; EUR 50 was spent on the first of 2026."""
    made = books.opened(by)
    books.booked(
        (made["bank"], 1000_00),
        (made["subsidy"], -1000_00),
        by=by,
        kind=BookingKind.SUBSIDY,
        on=EARLIER,
        reference="a-1",
    )
    books.booked((made["guidance"], 300_00), (made["bank"], -300_00), by=by, on=EARLIER, reference="b-1")
    books.booked((made["guidance"], 50_00), (made["bank"], -50_00), by=by, on=LATER, reference="b-2")
    return made


def told(browser, address, **sent):
    answer = browser.post(address, sent) if sent else browser.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_a_year_begins_with_what_the_year_before_left_and_what_was_spent_begins_anew(by, ids):
    found = queries.trial_balance(by=by, begin=LATER, until=date(2027, 1, 1))
    rows = {one.account_id: (one.before, one.debit, one.credit, one.amount) for one in found.rows}
    assert rows == {ids["bank"]: (700_00, 0, 50_00, 650_00), ids["guidance"]: (0, 50_00, 0, 50_00)}
    assert found.earlier == {Commodity.EURO: -700_00}
    assert set(found.left.values()) == {0}
    year_before = queries.trial_balance(by=by, begin=date(2025, 1, 1), until=LATER)
    assert {one.before for one in year_before.rows} == {0}
    assert not any(year_before.earlier.values())
    assert [one.amount for one in year_before.rows if one.account_id == ids["bank"]] == [700_00]


def test_the_page_of_a_year_says_begin_debit_credit_and_end_and_keeps_the_year_on_the_way(cast, ids):
    karel = cast.browser("karel")
    page = told(karel, f"{ROOM}?periode=2026")
    for words in ("Begin", "€\xa0700", "€\xa0650", "Wat eerdere jaren opleverden", "debet en credit zijn samen gelijk"):
        assert words in page
    assert f"{ROOM}/rekening/{ids['bank']}?periode=2026" in page
    assert f"{ROOM}/bestand?periode=2026" in page
    assert 'value="beancount"' not in page
    account = told(karel, f"{ROOM}/rekening/{ids['bank']}?periode=2026")
    assert "b-2" in account
    assert "a-1" not in account
    assert "€\xa0700" in account
    assert f'href="{ROOM}?periode=2026"' in account
    for empty in ("2026-02", "2026-02&soort=subsidy"):
        assert "Niets gevonden" in told(karel, f"{ROOM}/boekingen?periode={empty}")
    assert "a-1" in told(karel, f"{ROOM}/boekingen?periode=2025-12&soort=subsidy")
    for wrong in ("1999", "2026-13", "x", "%00", "9" * 400):
        assert "a-1" in told(karel, f"{ROOM}/boekingen?periode={wrong}&soort={wrong}")


def test_bookings_are_found_by_reference_account_and_amount_and_words_stay_out_of_the_address(cast, ids):
    karel = cast.browser("karel")
    for words, finds in (
        ("B-", 2),
        ("begeleiding", 2),
        ("50", 1),
        ("1.000,00", 1),
        ("€ 50,00", 1),
        ("niets", 0),
        ("9" * 60, 0),
    ):
        page = told(karel, f"{ROOM}/boekingen", q=words)
        assert page.count("/boeken/boeking/") == finds, words
    page = told(karel, f"{ROOM}/boekingen?periode=2025", q="b-")
    assert page.count("/boeken/boeking/") == 1
    assert f'action="{ROOM}/boekingen?periode=2025"' in page
    assert "q=b-" not in page
    assert told(karel, f"{ROOM}/rekening/{ids['subsidy']}", q="b-1").count("/boeken/boeking/") == 0


def test_a_year_is_saved_with_its_bookings_and_its_balances_from_the_screen_and_by_a_command(cast, ids, tmp_path):
    answer = cast.browser("karel", raises=True).post(f"{ROOM}/bestand?periode=2026", {"kind": "xlsx"})
    assert 'filename="boeken-2026.xlsx"' in answer.headers["Content-Disposition"]
    book = load_workbook(BytesIO(b"".join(answer.streaming_content)))
    (head, *rows), (_names, *balances) = (list(sheet.values) for sheet in book.worksheets)
    assert [row[head.index("kenmerk")] for row in rows] == ["b-2", "b-2"]
    assert {row[head.index("soort")] for row in rows} == {"levering"}
    assert ("Assets:Bank", "Bank", "Wat er is, of nog komt", "euro", 700, 0, 50, 650) in balances
    assert sum(row[-1] for row in balances) == 0
    there = tmp_path / "jaar.csv"
    words = ["ledger", "export", "--partnership", HERE, "--year", "2025", "--format"]
    assert main([*words, "csv", str(there)]) == 0
    with there.open(encoding="utf-8-sig", newline="") as stream:
        assert {row["kenmerk"] for row in csv.DictReader(stream, delimiter=";")} == {"a-1", "b-1"}
    assert main([*words, "hledger", str(tmp_path / "jaar.journal")]) == 2
    of_account = cast.browser("karel").post(f"{ROOM}/bestand", {"kind": "csv", "rekening": ids["subsidy"], "q": "a-"})
    assert b"".join(of_account.streaming_content).count(b"a-1") == 2
    for rekening in ("0", "x", "9" * 30):
        assert cast.browser("karel").post(f"{ROOM}/bestand", {"kind": "csv", "rekening": rekening}).status_code == 409


def test_the_pages_ask_as_often_with_thousands_of_bookings_as_with_three(cast, by, ids):
    karel, account = cast.browser("karel"), f"{ROOM}/rekening/{ids['bank']}"
    pages = [f"{page}{period}" for page in (ROOM, f"{ROOM}/boekingen", account) for period in ("", "?periode=2025")]
    few = {page: len(asked_for(karel, page)) for page in pages}
    with connection.cursor() as cursor:
        cursor.execute(CROWD, {"here": by.partnership_id, "many": MANY, "into": ids["guidance"], "out": ids["bank"]})
    for page in pages:
        assert len(asked_for(karel, page)) <= min(few[page], MOST), page
    last = f"{account}?bladzijde=60"
    assert len(asked_for(karel, last)) <= MOST
    assert "stuk-900" in told(karel, f"{ROOM}/boekingen", q="stuk-900")


def test_a_booking_says_what_it_was_for_and_leads_to_what_undid_it(cast, by, ids):
    wrong = books.booked((ids["guidance"], 5_00), (ids["bank"], -5_00), by=by, reference="delivery-file-12:3")
    undone = reverse(wrong, by=by, on=books.DAY, key=uuid4(), now=timezone.now())
    page = told(cast.browser("hanneke"), f"{ROOM}/boeking/{wrong}")
    assert "Leveringsbestand 12, regel 3" in page
    assert f'href="{ROOM}/boeking/{undone}"' in page
    assert "Teruggeboekt op 2 maart 2026" in page
    assert f'href="{ROOM}/boeking/{wrong}"' in told(cast.browser("karel"), f"{ROOM}/boeking/{undone}")
    assert "Terug: levering van 2 maart 2026" in told(cast.browser("karel"), f"{ROOM}/boekingen")
    for who in ("chantal", "amina", "dirk"):
        assert cast.browser(who).get(f"{ROOM}/boeking/{wrong}").status_code == 404
        assert cast.browser(who).get(f"{ROOM}/boekingen").status_code == 404
