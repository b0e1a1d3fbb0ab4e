"""Bad input in a case file: each a message with file and line, what was expected and what to do."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from wijkwaarde.instruments.micro_analysis.case_file import CaseFileProblems, read_case_file
from wijkwaarde.instruments.micro_analysis.from_files import analyse_file, shelf_beside
from wijkwaarde.instruments.micro_analysis.tests.good_case import GOOD, changed, problems_of


def test_the_file_all_these_tests_break_is_itself_in_order(tmp_path: Path) -> None:
    path = tmp_path / "casus.toml"
    path.write_text(GOOD, encoding="utf-8")
    result = analyse_file(path, shelf=shelf_beside(tmp_path)).result
    assert result["first_year"]["now"] == 5200.0
    assert result["first_year"]["nothing"] == round(5200 * (1 - 0.5 * 30 / 365) + 250, 2)


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("quantity = 2", "quantity = 0", 15, ["0", "boven 0", "Laat de regel weg"]),
        ("quantity = 2", "quantity = -2", 15, ["-2", "boven 0"]),
        ("quantity = 2", 'quantity = "2"', 15, ["getal", "zonder aanhalingstekens"]),
        ("quantity = 2", "quantity = true", 15, ["getal"]),
        ("quantity = 2", "quantity = nan", 15, ["rekenen", "gewoon getal"]),
        ("quantity = 2", "quantity = 2,5", 15, ["TOML", "met een punt"]),
        ("quantity = 2", "quantaty = 2", 15, ["quantaty", "Misschien bedoel je 'quantity'"]),
        ("quantity = 2\n", "", 12, ["'quantity' ontbreekt", "quantity ="]),
        ('frequency = "week"', 'frequency = "weekly"', 16, ["weekly", "four-weeks", "week"]),
        ('frequency = "week"', 'frequency = "per maant"', 16, ["Misschien bedoel je 'per maand'"]),
        ('frequency = "week"\n', "", 12, ["'frequency' ontbreekt", "in-total"]),
        ('frequency = "week"', 'frequency = "week"\nperiods = 53', 17, ["53", "hooguit 52"]),
        ('frequency = "week"', 'frequency = "once"\nperiods = 4', 17, ["herhaalt"]),
        ('frequency = "week"', 'frequency = "week"\nfrom = 2026-11-30', 17, ["vóór het begin", "2026-12-01"]),
        ('frequency = "week"', 'frequency = "week"\nfrom = 2028-01-01', 17, ["na het eerste jaar", "2027-11-30"]),
        ('frequency = "week"', 'frequency = "week"\nfrom = 2027-02-01\nto = 2027-01-01', 18, ["voordat"]),
        ('frequency = "week"', 'frequency = "week"\nfrom = "1 januari"', 17, ["datum", "jaar-maand-dag"]),
        ('frequency = "week"', 'frequency = "week"\nfrom = 2027-01-01T10:00:00', 17, ["datum"]),
        ('unit = "hour"', 'unit = "uurtje"', 7, ["uurtje", "Misschien bedoel je 'uur'"]),
        ('unit = "hour"\n', "", 4, ["'unit' ontbreekt"]),
        ("value = 50", "value = -50", 6, ["-50", "0 of meer", "beneficiary"]),
        ("value = 50", "value = 50\nlow = 60\nhigh = 70", 6, ["bandbreedte", "low <= prijs <= high"]),
        ("price_year = 2026", "price_year = 26", 10, ["prijspeil", "vier cijfers"]),
        ('bearer = "municipality-wmo"', 'bearer = "municipality-wom"', 8, ["Misschien bedoel je 'municipality-wmo'"]),
        ('bearer = "municipality-wmo"', 'bearer = "mijn tante"', 8, ["mijn tante", "health-insurer"]),
        ('source = "verzonnen"', 'source = " "', 9, ["source", "waar de prijs vandaan komt"]),
        ('price = "hulp"', 'price = "hulpp"', 14, ["hulpp", "Misschien bedoel je 'hulp'"]),
        ('price = "hulp"\n', "", 14, ["geen prijs"]),
        ("chance = 0.5", "chance = 35", 20, ["35", "van 0 tot en met 1", "0.35"]),
        ("chance = 0.5", "chance = -0.1", 20, ["-0.1"]),
        ("chance = 0.5\n", "", 18, ["'chance' ontbreekt"]),
        ('stops = ["hulp in huis"]', 'stops = ["hulp"]', 22, ["loopt niet", "hulp in huis"]),
        ("stop_days = 30", "stop_days = 400", 23, ["400", "365"]),
        ("stop_days = 30", "", 22, ["stop", "365"]),
        ('what = "minder hulp"', 'wat = "minder hulp"', 32, ["wat", "Misschien bedoel je 'what'"]),
        ("[[solution.line]]", "[[oplossing.line]]", 31, ["oplossing", "solution"]),
        ("mark = 3", "mark = 11", 40, ["11", "1 tot en met 10"]),
        ("mark = 3", "mark = 7.5", 40, ["7.5", "heel getal"]),
        ("mark = 3", 'mark = "drie"', 40, ["getal"]),
        ("mark = 3", "mark = nan", 40, ["rekenen", "gewoon getal"]),
        ('frequency = "week"', 'frequency = "week"\nto = 2026-11-30', 17, ["vóór het begin", "als het al voorbij is"]),
        ('name = "vallen"', 'name = "vallen"\nlevel = "low"', 20, ["geen 'level' zonder 'risk'"]),
        ('[[now.line]]', '[now]\nnothing_runs = true\n[[now.line]]', 13, ["geen 'nothing_runs'"]),
        ("quantity = 2", f"quantity = {'9' * 400}", 15, ["hooguit 1000000000"]),
        ("quantity = 2", f"quantity = 0x{'f' * 5_000}", 15, ["hooguit 1000000000"]),
        ("quantity = 2", f"quantity = {'9' * 5_000}", 15, ["TOML", "getal"]),
        ("value = 50", "value = 1e30", 6, ["hooguit 1000000000"]),
        ("value = 50", "value = 50\nlow = -inf", 7, ["rekenen"]),
        ('case = "proef"', f"case = {'[' * 3_000}{']' * 3_000}", 1, ["haken"]),
        ('case = "proef"', "case = 12", 1, ["tekst", "aanhalingstekens"]),
        ('case = "proef"', "", None, ["'case' ontbreekt"]),
    ],
)  # fmt: skip
def test_each_mistake_is_told_at_its_line_with_what_to_do(
    old: str, new: str, line: int | None, words: list[str], tmp_path: Path
) -> None:
    told = "\n".join(problems_of(changed(old, new), tmp_path))
    assert "casus.toml" in told
    assert line is None or f"regel {line}:" in told
    assert "Verwacht: " in told
    assert "Doe dit: " in told
    for word in words:
        assert word in told


def test_dates_without_a_start_are_told_at_the_date(tmp_path: Path) -> None:
    text = changed("start = 2026-12-01\n", "").replace('frequency = "week"', 'frequency = "week"\nto = 2027-01-01', 1)
    assert "geen begin" in problems_of(text, tmp_path)[0]


def test_every_mistake_in_a_file_is_told_at_once_in_the_order_of_its_lines(tmp_path: Path) -> None:
    text = changed("quantity = 2", "quantity = 0").replace("chance = 0.5", "chance = 5").replace("mark = 3", "mark = 0")
    told = problems_of(text, tmp_path)
    lines = [int(re.search(r"regel (\d+):", one).group(1)) for one in told]  # type: ignore[union-attr]
    assert lines == [15, 20, 40]


def test_a_payer_may_be_written_in_dutch(tmp_path: Path) -> None:
    path = tmp_path / "casus.toml"
    path.write_text(changed('bearer = "municipality-wmo"', 'bearer = "Gemeente (Wmo)"'), encoding="utf-8")
    assert "municipality-wmo" in analyse_file(path, shelf=shelf_beside(tmp_path)).result["by_bearer"]


def test_an_empty_file_says_so(tmp_path: Path) -> None:
    assert "leeg" in problems_of("", tmp_path)[0]
    assert "leeg" in problems_of("  \n\n", tmp_path)[0]


def test_a_file_of_100_000_lines_is_refused_before_it_is_read(tmp_path: Path) -> None:
    told = problems_of(GOOD + "# x\n" * 100_000, tmp_path)[0]
    assert "te groot" in told
    assert "eigen bestand" in told


def test_another_encoding_is_told_with_its_line(tmp_path: Path) -> None:
    told = problems_of(GOOD.replace("Amina", "Zoë").encode("cp1252"), tmp_path)[0]
    assert "regel 38" in told
    assert "UTF-8" in told


def test_two_currencies_are_refused(tmp_path: Path) -> None:
    pounds = '\n[[price]]\nname = "pond"\nvalue = 1\nunit = "piece"\nbearer = "fund"\nsource = "x"\ncurrency = "GBP"\n'
    line = '\n[[solution.line]]\nwhat = "taxi"\nprice = "pond"\nquantity = 1\nfrequency = "once"\n'
    told = problems_of(GOOD + pounds + line, tmp_path)[0]
    assert "EUR, GBP" in told
    assert "één munt" in told


def test_two_lines_with_one_name_are_refused_at_the_second(tmp_path: Path) -> None:
    twice = '\n[[solution.line]]\nwhat = "minder hulp"\nprice = "hulp"\nquantity = 1\nfrequency = "once"\n'
    told = problems_of(GOOD + twice, tmp_path)[0]
    assert "regel 43" in told
    assert "Twee regels heten 'minder hulp'" in told


def test_a_case_without_any_situation_is_refused(tmp_path: Path) -> None:
    assert "ten minste één situatie" in problems_of('case = "leeg"\n', tmp_path)[0]


def test_a_price_list_that_is_not_there_is_told_at_its_line(tmp_path: Path) -> None:
    told = problems_of(changed("start =", 'prices = "prijzen-van-ons"\nstart ='), tmp_path)[0]
    assert "regel 2" in told
    assert "prijzen-van-ons" in told


def test_a_stay_and_help_at_home_in_the_same_time_is_remarked_with_the_repair(tmp_path: Path) -> None:
    text = GOOD.replace("price_year = 2026", 'price_year = 2026\nsetting = "home"', 1)
    text = text.replace('stops = ["hulp in huis"]\nstop_days = 30\n', "")
    text += '\n[[price]]\nname = "verpleeghuis"\nvalue = 300\nunit = "day"\nbearer = "care-office"\nsource = "x"\n'
    text += 'price_year = 2026\nsetting = "stay"\n'
    text = text.replace('what = "ziekenhuis"\nprice = "hulp"', 'what = "verpleeghuis"\nprice = "verpleeghuis"')
    path = tmp_path / "casus.toml"
    path.write_text(text, encoding="utf-8")
    remarks = analyse_file(path, shelf=shelf_beside(tmp_path)).result["remarks"]
    found = [remark for remark in remarks if remark["key"] == "stay-and-home"]
    assert [(one["values"]["stay"], one["values"]["home"]) for one in found] == [("verpleeghuis", "hulp in huis")]


@pytest.mark.parametrize(
    "name", ["d'Hondt", "أمينة", "🚲 fiets", "a\u202eb", "<script>alert(1)</script>", "#set page()"]
)
def test_names_in_any_script_come_through_unharmed(name: str, tmp_path: Path) -> None:
    path = tmp_path / "casus.toml"
    path.write_text(changed("Amina", name), encoding="utf-8")
    assert analyse_file(path, shelf=shelf_beside(tmp_path)).result["wellbeing"][0]["who"] == name


def test_a_stop_of_a_risk_from_a_list_is_told_at_its_own_line(tmp_path: Path) -> None:
    listed = '\n[[risk]]\nkey = "fall"\nname = "vallen"\nlow = 0.1\nmiddle = 0.2\nhigh = 0.3\nsource = "verzonnen"\n'
    text = changed('name = "vallen"\nchance = 0.5\nsource = "verzonnen"\n', 'risk = "fall"\nlevel = "low"\n')
    told = problems_of(text.replace('stops = ["hulp in huis"]', 'stops = ["tuin"]') + listed, tmp_path)
    assert "regel 21" in told[0]
    assert "tuin" in told[0]


def test_the_largest_amounts_that_are_read_can_be_counted(tmp_path: Path) -> None:
    path = tmp_path / "casus.toml"
    line = '[[now.line]]\nwhat = "{n}"\nprice = "hulp"\nquantity = 1e9\nfrequency = "day"\n'
    text = changed("value = 50", "value = 1e9") + "".join(line.format(n=n) for n in range(1_900))
    path.write_text(text, encoding="utf-8")
    assert analyse_file(path, shelf=shelf_beside(tmp_path)).result["first_year"]["now"] > 1e23


def test_a_file_that_may_not_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "casus.toml"
    path.write_text(GOOD, encoding="utf-8")

    def refused(_path: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refused)  # the machine of a test may run as root, who may read all
    with pytest.raises(CaseFileProblems, match="kan niet worden geopend"):
        read_case_file(path, shelf=shelf_beside(tmp_path))


def test_a_file_of_three_million_bytes_is_refused_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "read_bytes", lambda _path: pytest.fail("it was read"))
    path = tmp_path / "casus.toml"
    with path.open("wb") as stream:
        stream.truncate(3_000_000)
    with pytest.raises(CaseFileProblems, match="te groot"):
        read_case_file(path, shelf=shelf_beside(tmp_path))
