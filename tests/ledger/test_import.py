"""Books come in from a file that Beancount or hledger read themselves: all of it or nothing, once, and with the same balances."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import uuid4

import pytest

from tests.ledger.books import BEGIN, DAY, booked, command, export, ours
from tests.ledger.programs import CHECKS
from wijkwaarde.commands import main
from wijkwaarde.demo.cast import NEXT_DOOR
from wijkwaarde.kernel.isolation import in_partnership
from wijkwaarde.kernel.journals.journal import Journal, Opening
from wijkwaarde.kernel.journals.programs import PROCESS
from wijkwaarde.kernel.ledger.actions import open_account, take_in
from wijkwaarde.kernel.ledger.models import Account, Booking
from wijkwaarde.kernel.ledger.terms import AccountKind, Commodity
from wijkwaarde.kernel.parties.queries import partnership_with

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
# What people call their accounts: each means something else in a journal, a spreadsheet or on a screen.
NAMES = [
    '\'s-Gravenhage "zorg"',
    "مركز الحي",
    "Buurt 🌻 tuin",
    "a; b ; c",
    "; begint",
    "* ster",
    "=cmd|' /C calc'!A0",
    "+1+1",
    "@SUM(A1)",
    "naam:waarde, tag:x",
    "100% %2C",
    "schuine \\ streep\\n",
    "\u202eomgekeerd",
    "[haak] {acc} (rond) | pijp #1",
    "date:2020-01-01",
    "x" * 100,
]
SPACED = "twee\nregels\ten een  tab"


@pytest.fixture
def next_door(cast):
    return command(partnership_with(NEXT_DOOR).pk)


def take(form, path):
    return main(["ledger", "import", "--partnership", NEXT_DOOR, "--format", form, str(path)])


def all_there(by):
    """Accounts and bookings, without the numbers that they have here."""
    with in_partnership(by.partnership_id):
        accounts = Account.objects.values_list("kind", "code", "commodity", "name", "begin", "until", "product")
        bookings = Booking.objects.values_list("key", "on", "kind", "because", "size", "reverses__key")
        return sorted(accounts, key=str), sorted(bookings, key=str), ours(by)


@pytest.mark.parametrize("form", CHECKS)
@pytest.mark.usefixtures("year")
def test_the_books_of_one_partnership_are_those_of_another_after_a_file_went_between(
    form,
    *,
    here,
    next_door,
    tmp_path,
    capsys,
):
    out, back = tmp_path / f"heen.{form}", tmp_path / f"terug.{form}"
    Account.objects.filter(code="Reserve").update(until="2026-06-01")
    export(form, out)
    for known in (0, 41):
        assert take(form, out) == 0, capsys.readouterr().err
        assert f"41 boekingen op 8 rekeningen gelezen; {known} waren er al" in capsys.readouterr().out
    assert all_there(next_door) == all_there(here)
    assert main(["ledger", "export", "--partnership", NEXT_DOOR, "--format", form, str(back)]) == 0
    assert CHECKS[form](back) == (0, "")


@pytest.mark.parametrize("form", CHECKS)
@pytest.mark.usefixtures("year")
def test_a_bad_line_is_named_and_nothing_of_its_file_is_booked(form, *, next_door, tmp_path, capsys):
    path = tmp_path / f"boeken.{form}"
    export(form, path)
    good = path.read_text()
    colon, end, remark = {"beancount": (': "', '"', ""), "hledger": (":", "", "; ")}[form]
    first, second = (good.split(f"key{colon}")[place][:36] for place in (1, 2))
    wrong = [
        ("Begeleiding  33.34", "Begeleiding  33.35", ""),
        ("Begeleiding  33.34 EUR", "Begeleiding  33.34 USD", ""),
        (f"kind{colon}delivery", f"kind{colon}delivered", "delivered"),
        (f"key{colon}{first}", f"key{colon}12", "sleutel"),
        (f"key{colon}{second}", f"key{colon}{first}", "sleutel"),
        (f"reference{colon}file-7:3", f"reference{colon}mevrouw De Vries", "kenmerk"),
        (f"reverses{colon}", f"reverses{colon}{uuid4()}{end}\n    {remark}was{colon}", "terug"),
    ]
    for true, false, says in wrong:
        assert true in good, true
        path.write_text(good.replace(true, false, 1))
        assert take(form, path) == 2, false
        said = capsys.readouterr().err
        assert f"{path.name}, regel " in said
        assert says in said
    assert all_there(next_door)[:2] == ([], [])


@pytest.mark.usefixtures("next_door")
def test_a_file_that_would_load_something_else_or_is_not_there_or_has_no_program_is_refused(
    tmp_path, capsys, monkeypatch
):
    path = tmp_path / "boeken.beancount"
    path.write_text('option "insert_pythonpath" "TRUE"\nplugin "evil"\n')
    (tmp_path / "evil.py").write_text(f"import pathlib; pathlib.Path({str(tmp_path / 'ran')!r}).touch()\n")
    assert take("beancount", path) == 2
    assert "plugin, insert_pythonpath" in capsys.readouterr().err
    assert not (tmp_path / "ran").exists()
    assert take("hledger", tmp_path / "weg.journal") == 2
    assert "is er niet" in capsys.readouterr().err
    monkeypatch.setenv("PATH", str(tmp_path))
    assert take("hledger", path) == 2
    assert "apt install hledger" in capsys.readouterr().err
    assert PROCESS.is_file()


def test_what_comes_in_half_past_midnight_is_of_the_new_year(next_door):
    opening = Opening("Assets:Kas", ("EUR",), None, None, {"organisation-eur": "Sportclub"})
    with in_partnership(next_door.partnership_id):
        late = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)
        take_in(Journal("kas.beancount", (opening,), ()), by=next_door, now=late)
        account = Account.objects.select_related("organisation").get(code="Kas")
    assert {account.begin, account.organisation.begin} == {date(2027, 1, 1)}


@pytest.mark.parametrize("form", CHECKS)
def test_whatever_accounts_are_called_their_names_come_back_and_the_programs_accept_them(
    form, *, here, next_door, tmp_path
):
    names = {f"K{number}": name for number, name in enumerate([*NAMES, SPACED])}
    with in_partnership(here.partnership_id):
        told = {"by": here, "kind": AccountKind.EXPENSE, "begin": BEGIN}
        for code, name in names.items():
            ids = [open_account(code=code, name=name, commodity=one, product=code, **told).pk for one in Commodity]
            bank = open_account(code="Bank", name="Bank", commodity=Commodity.EURO, **told).pk
            booked((ids[0], 1_23), (bank, -1_23), by=here)
    path = tmp_path / f"namen.{form}"
    export(form, path)
    assert CHECKS[form](path) == (0, "")
    assert take(form, path) == 0
    with in_partnership(next_door.partnership_id):
        came = dict(Account.objects.exclude(code="Bank").values_list("code", "name"))
        assert came == names | {f"K{len(NAMES)}": " ".join(SPACED.split())}
        assert ours(next_door)["Expenses:Bank", "EUR"] == Decimal("-1.23") * len(names)


@pytest.mark.parametrize("form", CHECKS)
@pytest.mark.usefixtures("year")
def test_half_a_file_books_nothing_and_a_wrong_line_names_its_account(form, *, here, next_door, tmp_path, capsys):
    path = tmp_path / f"boeken.{form}"
    export(form, path)
    good = path.read_bytes()
    # In the middle of a line, so that a program or a rule finds something wrong: what ends between two bookings is whole.
    path.write_bytes(good[: good.index(b"33.34") + 3])
    assert take(form, path) == 2
    assert f"{path.name}, regel " in capsys.readouterr().err
    for amount in (b"0.004", b"0.00"):
        path.write_bytes(
            re.sub(rb"(Bank)  -33\.33 EUR", rb"\1  -33.33 EUR\n  Assets:Bank  " + amount + b" EUR", good, count=1)
        )
        assert take(form, path) == 2
        said = capsys.readouterr().err
        assert f"{path.name}, regel " in said
        assert "0.00" in said or "Assets:Bank" in said
    with in_partnership(next_door.partnership_id):
        until = DAY.replace(month=1)
        open_account(
            by=next_door, kind=AccountKind.EXPENSE, commodity=Commodity.EURO, code="Begeleiding", name="B", begin=until
        )
    path.write_bytes(good)
    assert take(form, path) == 2
    said = capsys.readouterr().err
    assert "Op ‘B’ kan pas vanaf 02-01-2026 iets geboekt worden" in said
    with in_partnership(next_door.partnership_id):
        assert Booking.objects.count() == 0
        assert Account.objects.count() == 1
