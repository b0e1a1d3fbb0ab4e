"""Taking a file in: one edition, written whole, never changed afterwards; what went aside stands beside it."""

import csv
import os
import signal
import subprocess
import sys
import textwrap

import pytest

from wijkwaarde.kernel.errors import Problem
from wijkwaarde.kernel.prices.actions import EditionChoice, EditionExists, import_prices, import_series
from wijkwaarde.kernel.prices.queries import find_mapping, load_edition, load_series
from wijkwaarde.kernel.prices.tests.conftest import GOOD_ROWS

MANY = 100_000
BAD_ROW = ["=Totaal", "p.m.", "uur", 2023, "politie", "x"]


def test_an_edition_and_what_went_aside_stand_beside_each_other(desk):
    out = desk.folder / "editie.toml"
    choice = EditionChoice(name="Onze prijzen", edition="2024", example=True)
    done = import_prices(desk.csv(*GOOD_ROWS, BAD_ROW), mapping=desk.mapping(), out=out, choice=choice)
    assert done.written
    assert done.aside_file == desk.folder / "editie.aside.csv"
    assert load_edition(out) == done.edition
    assert (done.edition.name, done.edition.edition, done.edition.example) == ("Onze prijzen", "2024", True)
    [row] = csv.DictReader(done.aside_file.read_text(encoding="utf-8-sig").splitlines(), delimiter=";")
    assert (row["rij"], row["kolom"], row["gevonden"], row["code"]) == ("4", "bedrag", "p.m.", "not-a-number")


def test_what_went_aside_cannot_be_taken_for_a_formula(desk):
    out = desk.folder / "editie.toml"
    rows = [*GOOD_ROWS, ["Proef", "=1+1", "uur", 2023, "politie", "x"]]
    done = import_prices(desk.csv(*rows), mapping=desk.mapping(), out=out)
    assert ";'=1+1;" in done.aside_file.read_text(encoding="utf-8-sig")


def test_the_same_file_again_writes_nothing(desk):
    path, out = desk.csv(*GOOD_ROWS), desk.folder / "editie.toml"
    assert import_prices(path, mapping=desk.mapping(), out=out).written
    before = out.stat().st_mtime_ns, out.read_bytes()
    assert not import_prices(path, mapping=desk.mapping(), out=out).written
    assert (out.stat().st_mtime_ns, out.read_bytes()) == before


def test_an_edition_is_never_overwritten_by_another(desk):
    out = desk.folder / "editie.toml"
    import_prices(desk.csv(*GOOD_ROWS, BAD_ROW), mapping=desk.mapping(), out=out)
    before = {path.name: path.read_bytes() for path in desk.folder.glob("editie*")}
    with pytest.raises(EditionExists, match="andere inhoud"):
        import_prices(desk.csv(GOOD_ROWS[0], name="nieuw.csv"), mapping=desk.mapping(), out=out)
    assert {path.name: path.read_bytes() for path in desk.folder.glob("editie*")} == before


def test_a_file_that_cannot_be_used_leaves_nothing_behind(desk):
    path, mapping = desk.csv(BAD_ROW), desk.mapping()
    before = sorted(desk.folder.iterdir())
    with pytest.raises(Problem):
        import_prices(path, mapping=mapping, out=desk.folder / "editie.toml")
    assert sorted(desk.folder.iterdir()) == before


def test_a_folder_that_is_not_there_is_told(desk):
    with pytest.raises(Problem, match="kan niet worden geschreven"):
        import_prices(desk.csv(*GOOD_ROWS), mapping=desk.mapping(), out=desk.folder / "weg" / "editie.toml")


def test_an_import_that_is_killed_half_way_leaves_no_half_edition(desk):
    program = """
        import os, signal, sys
        from pathlib import Path
        import django
        os.environ["DJANGO_SETTINGS_MODULE"] = "wijkwaarde.settings"
        django.setup()
        from wijkwaarde.kernel.prices import actions, edition_file
        from wijkwaarde.kernel.prices.mapping import load_mapping

        def killed_after_one_price(*arguments, **more):
            for number, piece in enumerate(edition_file.edition_text(*arguments, **more)):
                yield piece
                if number == 2:
                    os.kill(os.getpid(), signal.SIGKILL)

        actions.edition_text = killed_after_one_price
        folder = Path(sys.argv[1])
        actions.import_prices(folder / "lijst.csv", mapping=load_mapping(folder / "mapping.toml"), out=folder / "e.toml")
    """
    desk.csv(*GOOD_ROWS, BAD_ROW), desk.mapping()
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", textwrap.dedent(program), str(desk.folder)]
    killed = subprocess.run(command, env=environment, check=False)
    assert killed.returncode == -signal.SIGKILL
    assert not (desk.folder / "e.toml").exists()
    assert not (desk.folder / "e.aside.csv").exists()
    assert import_prices(desk.folder / "lijst.csv", mapping=desk.mapping(), out=desk.folder / "e.toml").written


def test_a_hundred_thousand_rows_go_in_with_a_word_about_progress(desk):
    rows = ([f"Product {number}", number, *GOOD_ROWS[0][2:]] for number in range(MANY))
    out, heard = desk.folder / "editie.toml", []
    done = import_prices(
        desk.csv(*rows), mapping=desk.mapping(), out=out, progress=lambda count, _total: heard.append(count)
    )
    assert len(done.edition.items) == MANY
    assert heard[-1] == MANY
    assert out.read_text().count("[[item]]") == MANY


def test_a_series_is_taken_in_and_read_back(desk):
    text = "index,year,value,status,source_title,source_url\n" + "".join(
        f"OVA %,{year},{value},{status},VNG,x\n"
        for year, value, status in [(2024, 4.94, "voorlopig"), (2024, 6.0, "definitief"), (2023, 6.36, "definitief")]
    )
    out = desk.folder / "ova.toml"
    done = import_series(desk.text(text), mapping=find_mapping("indices-nl").choosing("ova"), out=out)
    assert [(point.year, point.value) for point in done.series.points] == [("2023", 6.36), ("2024", 6.0)]
    assert load_series(out) == done.series
    assert "'voorlopig'" in done.reading.remarks[0]
    assert not import_series(
        desk.folder / "lijst.csv", mapping=find_mapping("indices-nl").choosing("ova"), out=out
    ).written


def test_a_year_with_two_values_of_one_status_goes_aside(desk):
    text = "index,year,value,status\nOVA %,2024,6.0,definitief\nOVA %,2024,6.1,definitief\nOVA %,2023,1,gok\n"
    header = text.replace("status\n", "status,source_title,source_url\n")
    done = import_series(
        desk.text(header), mapping=find_mapping("indices-nl").choosing("ova"), out=desk.folder / "ova.toml"
    )
    assert [(one.row, one.column, one.reason) for one in done.reading.asides] == [
        (3, "value", "year-twice"),
        (4, "status", "status-unknown"),
    ]


def test_a_file_with_several_series_asks_which_one(desk):
    mapping = desk.mapping(
        makes="series",
        edition=None,
        columns={
            "name": None,
            "unit": None,
            "price_year": None,
            "bearer": None,
            "source_title": None,
            "year": "jaar",
            "value": "bedrag",
        },
        series=[{"label": "a", "name": "A", "kind": "level"}, {"label": "b", "name": "B", "kind": "level"}],
    )
    with pytest.raises(Problem, match="meer dan één indexreeks") as refused:
        import_series(desk.csv(*GOOD_ROWS), mapping=mapping, out=desk.folder / "x.toml")
    assert "a, b" in refused.value.expected
