"""The books leave as a journal that Beancount and hledger themselves check, and as a table; they find our balances to the cent."""

import csv
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from tests.ledger.books import IN_A_TABLE, export, ours
from tests.ledger.programs import BALANCES, CHECKS
from wijkwaarde.commands import main
from wijkwaarde.kernel.trail.models import Line

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


@pytest.mark.parametrize("form", CHECKS)
@pytest.mark.usefixtures("year")
def test_other_programs_accept_the_books_and_find_the_same_on_every_account(form, *, here, tmp_path):
    path = tmp_path / f"boeken.{form}"
    assert export(form, path) == 0
    assert CHECKS[form](path) == (0, "")
    assert BALANCES[form](path) == ours(here)
    assert path.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("form", CHECKS)
@pytest.mark.usefixtures("year")
def test_other_programs_refuse_a_cent_too_much_and_an_account_that_was_never_opened(form, tmp_path):
    path = tmp_path / f"boeken.{form}"
    export(form, path)
    text = path.read_text()
    for true, false in (("Begeleiding  33.34", "Begeleiding  33.35"), ("Begeleiding  33.34", "Geheim  33.34")):
        assert text.count(true) == 1
        path.write_text(text.replace(true, false))
        code, words = CHECKS[form](path)
        assert code != 0
        assert words


@pytest.mark.usefixtures("year")
def test_a_spreadsheet_adds_up_to_the_same(here, tmp_path):
    assert export("csv", tmp_path / "boeken.csv") == 0
    assert export("xlsx", tmp_path / "boeken.xlsx") == 0
    written = (tmp_path / "boeken.csv").read_text(encoding="utf-8-sig").splitlines()
    from_csv = [
        (row["rekening"], row["in"], row["bedrag"].replace(",", ".")) for row in csv.DictReader(written, delimiter=";")
    ]
    head, *rows = load_workbook(tmp_path / "boeken.xlsx").active.values
    at = [head.index(name) for name in ("rekening", "in", "bedrag")]
    for found in (from_csv, [tuple(row[place] for place in at) for row in rows]):
        sums = dict.fromkeys(ours(here), Decimal())
        for account, commodity, amount in found:
            sums[account, IN_A_TABLE[commodity]] += Decimal(str(amount))
        assert sums == ours(here)


@pytest.mark.usefixtures("year")
def test_a_file_that_is_there_stays_and_a_partnership_that_is_not_there_is_said(tmp_path, capsys):
    path = tmp_path / "boeken.journal"
    path.write_text("van iemand")
    assert export("hledger", path) == 2
    assert path.read_text() == "van iemand"
    assert main(["ledger", "export", "--partnership", "voorbeeldwik", "--format", "csv", str(tmp_path / "a.csv")]) == 2
    assert "Misschien bedoel je 'voorbeeldwijk'" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("form", [*CHECKS, "csv", "xlsx"])
@pytest.mark.usefixtures("year")
def test_who_reads_the_budget_saves_the_same_books_from_the_screen_and_the_trail_keeps_that(form, *, cast, tmp_path):
    there, here = tmp_path / f"opdracht.{form}", tmp_path / f"scherm.{form}"
    export(form, there)
    answer = cast.browser("hanneke", raises=True).post("/wijkbudget/boeken/bestand", {"kind": form})
    assert answer.headers["Content-Disposition"] == f'attachment; filename="boeken.{form}"'
    here.write_bytes(b"".join(answer.streaming_content))
    if form in CHECKS:
        assert CHECKS[form](here) == (0, "")
    if form != "xlsx":
        assert here.read_bytes() == there.read_bytes()
    assert Line.objects.filter(act="EXPORT", kind="booking", user_id=cast.user("hanneke").pk).count() == 1


def test_the_books_are_saved_by_nobody_else_and_as_nothing_else(cast):
    for who, kind, status in (("chantal", "csv", 404), ("amina", "csv", 404), ("karel", "exe", 409)):
        assert cast.browser(who).post("/wijkbudget/boeken/bestand", {"kind": kind}).status_code == status
