"""What a case file says twice, in vain or ambiguously is refused, and not passed over in silence."""

from __future__ import annotations

from pathlib import Path

import pytest

from wijkwaarde.instruments.micro_analysis.case_file import read_case_file
from wijkwaarde.instruments.micro_analysis.from_files import shelf_beside
from wijkwaarde.instruments.micro_analysis.tests.good_case import GOOD, changed, problems_of

LISTED = '[[risk]]\nkey = "fall"\nname = "vallen"\nlow = 0.1\nmiddle = 0.2\nhigh = 0.3\nsource = "verzonnen"\n'
HOURS = 'hours = [{ who = "Bram", kind = "volunteer", quantity = 1, frequency = "week" }]\n'


def test_a_quantity_beside_steps_is_refused_instead_of_forgotten(tmp_path: Path) -> None:
    text = changed("quantity = 1\n", 'steps = [{ quantity = 3, frequency = "once" }]\nquantity = 1\n')
    (said,) = problems_of(text, tmp_path)
    assert "regel 35" in said
    assert "geen 'quantity' naast 'steps'" in said


def test_a_risk_of_the_file_goes_before_one_of_its_lists(tmp_path: Path) -> None:
    risk = '[[risk]]\nkey = "fall"\nname = "vallen"\nlow = 0.1\nmiddle = {middle}\nhigh = 0.9\nsource = "verzonnen"\n'
    (tmp_path / "shared.toml").write_text(risk.format(middle=0.5))
    chosen = changed('name = "vallen"\nchance = 0.5\nsource = "verzonnen"', 'risk = "fall"\nlevel = "middle"')
    path = tmp_path / "casus.toml"
    path.write_text('lists = "shared"\n' + chosen + "\n" + risk.format(middle=0.2))
    read = read_case_file(path, shelf=shelf_beside(tmp_path))
    assert [one.chance for one in read.case.risks] == [0.2]


@pytest.mark.parametrize(("key", "value"), [("chance", "0.5"), ("source", '"verzonnen"')])
def test_a_chance_beside_a_risk_of_a_list_is_refused_instead_of_forgotten(key: str, value: str, tmp_path: Path) -> None:
    chosen = f'risk = "fall"\nlevel = "low"\n{key} = {value}\n'
    text = changed('name = "vallen"\nchance = 0.5\nsource = "verzonnen"\n', chosen) + LISTED
    assert f"geen '{key}' naast 'risk'" in problems_of(text, tmp_path)[0]


@pytest.mark.parametrize("place", ["[[nothing.line]]\nwhat = 'a'\n", "[[nothing.risk.line]]\nwhat = 'a'\n"])
def test_hours_that_would_not_be_counted_are_refused(place: str, tmp_path: Path) -> None:
    text = GOOD.replace("[[solution.line]]", f"{place}{HOURS}\n[[solution.line]]", 1)
    (said,) = problems_of(text, tmp_path)
    assert "now, solution of realised" in said


@pytest.mark.parametrize(
    ("holds_for", "words"),
    [("quantity = 1\n", ["price of unit"]), ('unit = "hour"\nquantity = 0\n', ["boven 0"])],
)
def test_a_norm_that_says_nothing_is_refused(holds_for: str, words: list[str], tmp_path: Path) -> None:
    norm = f'[[norm]]\nband = "every-week"\nfrequency = "week"\nsource = "verzonnen"\n{holds_for}'
    (said,) = problems_of(GOOD + norm, tmp_path)
    assert all(word in said for word in words)


@pytest.mark.parametrize(
    ("realised", "words"),
    [("false", ["true (zoals afgesproken), of een getal"]), ("57", ["[[realised.line]]"])],
)
def test_how_it_turned_out_is_not_guessed(realised: str, words: list[str], tmp_path: Path) -> None:
    steps = 'steps = [{ quantity = 3, frequency = "once" }, { quantity = 1, frequency = "week" }]\n'
    text = changed('quantity = 1\nfrequency = "week"\n', f"{steps}realised = {realised}\n")
    (said,) = problems_of(text, tmp_path)
    assert "regel 35" in said
    assert all(word in said for word in words)


EDITION = """\
format = "wijkwaarde-prices-1"
name = "Proeflijst"
edition = "1"
currency = "EUR"
"""
ITEM = """
[[item]]
key = "{key}"
name = "{name}"
value = {value}
unit = "hour"
price_year = "2023"
bearer = "municipality-wmo"
source_title = "verzonnen"
"""


def with_edition(folder: Path, *, wanted: str) -> str:
    prices = [ITEM.format(key=key, name=name, value=value) for key, name, value in (
        ("zorg-1", "Zorg", 10), ("zorg-2", "zorg", 20), ("A", "een", 30), ("a", "twee", 40), ("Zorg-3", "anders", 50),
    )]  # fmt: skip
    (folder / "proeflijst.toml").write_text(EDITION + "".join(prices), encoding="utf-8")
    text = changed('case = "proef"', 'case = "proef"\nprices = "proeflijst"')
    return text.replace('price = "hulp"', f'price = "{wanted}"', 1)


def test_a_name_of_two_prices_is_refused_with_their_keys(tmp_path: Path) -> None:
    (said,) = problems_of(with_edition(tmp_path, wanted="Zorg"), tmp_path)
    assert "regel 15" in said
    assert "zorg-1, zorg-2" in said


@pytest.mark.parametrize(
    ("key", "value"), [("zorg-2", 20), ("ZORG-2", 20), ("A", 30), ("a", 40), ("zorg-3", 50), ("hulp", 50)]
)
def test_a_key_always_means_its_own_price(key: str, value: float, tmp_path: Path) -> None:
    path = tmp_path / "casus.toml"
    path.write_text(with_edition(tmp_path, wanted=key), encoding="utf-8")
    (line,) = read_case_file(path, shelf=shelf_beside(tmp_path)).case.now or ()
    assert line.price is not None
    assert line.price.value == value


def test_two_prices_in_a_file_with_one_name_are_refused(tmp_path: Path) -> None:
    twice = '[[price]]\nname = "hulp"\nvalue = 1\nunit = "piece"\nbearer = "fund"\nsource = "x"\n\n[[now.line]]'
    assert "'key'" in problems_of(changed("[[now.line]]", twice), tmp_path)[0]
    keyed = changed('name = "hulp"', 'name = "hulp"\nkey = "h1"').replace("[[now.line]]", twice.replace("x", "y"), 1)
    assert problems_of(keyed.replace('name = "hulp"\nvalue = 1\n', 'name = "hulp"\nkey = "h2"\nvalue = 1\n'), tmp_path)
