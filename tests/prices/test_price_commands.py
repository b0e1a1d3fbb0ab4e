"""The commands about price lists as a professional runs them, in a terminal of a fixed width."""

import json

import pytest

from wijkwaarde.commands import main

HEADER = "naam;bedrag;eenheid;jaar;betaler;bron"
ROWS = ["Hulp in huis;32,40;uur;2023;gemeente (Wmo);tarieven", "Huisarts;30,87;contact;2022;zorgverzekeraar;boek"]
MAPPING = """\
[table]
decimal = ","

[edition]
name = "Proeflijst"
currency = "EUR"

[columns]
name = "naam"
value = "bedrag"
unit = "eenheid"
price_year = "jaar"
bearer = "betaler"
source_title = "bron"
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "160")
    (tmp_path / "lijst.csv").write_text("\n".join([HEADER, *ROWS, "Iets;p.m.;uur;2023;politie;x"]))
    (tmp_path / "mijn.toml").write_text(MAPPING)
    return tmp_path


def test_check_shows_what_was_understood_and_writes_nothing(folder, capsys):
    before = sorted(folder.iterdir())
    assert main(["prices", "check", "lijst.csv", "--mapping", "mijn.toml"]) == 0
    said = capsys.readouterr().out
    assert "3 rijen gelezen, 0 overgeslagen; 2 prijzen begrepen." in said
    assert "rij 4, kolom 'bedrag': 'p.m.'" in said
    assert "zorgverzekeraar" in said
    assert "Prijspeil: 2023 (1), 2022 (1)." in said
    assert sorted(folder.iterdir()) == before


def test_import_writes_the_edition_and_says_where(folder, capsys):
    command = ["prices", "import", "lijst.csv", "--mapping", "mijn.toml", "--out", "proef.toml", "--edition", "2"]
    assert main(command) == 0
    said = capsys.readouterr().out
    assert "Geschreven: proef.toml" in said
    assert "proef.aside.csv" in said
    assert main(command) == 0
    assert "niets geschreven" in capsys.readouterr().out


def test_import_brings_every_price_to_one_year(folder, capsys):
    main(["prices", "import", "lijst.csv", "--mapping", "mijn.toml", "--out", "proef.toml",
          "--price-year", "2023", "--series", str(shipped("cpi.toml"))])  # fmt: skip
    assert main(["prices", "show", "proef", "huisarts"]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "€ 32,04" in said
    assert "30,87 (2022) x 1,038000 (CPI" in said


def shipped(name):
    from django.conf import settings

    return settings.PRICE_FOLDERS[-1] / name


def test_a_price_year_without_a_series_is_refused(folder, capsys):
    assert main(["prices", "check", "lijst.csv", "--mapping", "mijn.toml", "--price-year", "2023"]) == 2
    assert "--series" in capsys.readouterr().err


def test_an_unusable_file_is_told_in_one_paragraph_with_code_two(folder, capsys):
    (folder / "leeg.csv").write_text("")
    assert main(["prices", "check", "leeg.csv", "--mapping", "mijn.toml"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("leeg.csv: Dit bestand is leeg. Verwacht:")


def test_show_finds_the_prices_with_a_word(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "160")
    assert main(["prices", "show", "example-2023", "--search", "jeugd"]) == 0
    said = capsys.readouterr().out
    assert "Voorbeeldprijslijst (voorbeeld)" in said
    assert "3 van 26 prijzen" in said
    assert "€ 148,93" in said


def test_a_price_list_with_a_wrong_name_gets_a_guess(capsys):
    assert main(["prices", "show", "example-2032"]) == 2
    assert "'example-2023'" in capsys.readouterr().err


def test_list_names_the_editions_and_the_mappings(folder, capsys):
    main(["prices", "import", "lijst.csv", "--mapping", "mijn.toml", "--out", "proef.toml"])
    capsys.readouterr()
    assert main(["prices", "list"]) == 0
    said = capsys.readouterr().out
    assert "proef" in said
    assert "example-2023" in said
    assert "unit-costs-nl" in said


def test_square_brackets_in_a_file_are_text_and_no_markup(folder, capsys):
    (folder / "lijst.csv").write_text("\n".join([HEADER, ROWS[0].replace("Hulp", "[bold]Hulp[/x]")]))
    assert main(["prices", "check", "lijst.csv", "--mapping", "mijn.toml"]) == 0
    assert "[bold]Hulp[/x]" in capsys.readouterr().out


def test_an_index_series_is_checked_and_taken_in_by_the_same_commands(folder, capsys):
    (folder / "reeks.csv").write_text("jaar,stand\n2022,100\n2023,103.8\n")
    words = {"makes": "series"}
    text = "\n".join(f"{key} = {json.dumps(value)}" for key, value in words.items())
    text += '\n[columns]\nyear = "jaar"\nvalue = "stand"\n[[series]]\nlabel = "a"\nname = "Proef"\nkind = "level"\n'
    (folder / "reeks.toml").write_text(text)
    assert main(["prices", "check", "reeks.csv", "--mapping", "reeks.toml"]) == 0
    assert "2 jaren begrepen" in capsys.readouterr().out
    assert main(["prices", "import", "reeks.csv", "--mapping", "reeks.toml", "--out", "proef-reeks.toml"]) == 0
    assert (folder / "proef-reeks.toml").read_text().startswith('format = "wijkwaarde-series-1"')
