"""`wijkwaarde analyse` as a person uses it: a file, a folder, what is printed, written and told."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import pytest

from wijkwaarde import demo
from wijkwaarde.commands import main

BICYCLE = str(demo.CASES / "bicycle.toml")
HARD_SPACE = "\xa0"


def printed(capsys: pytest.CaptureFixture[str]) -> str:
    return capsys.readouterr().out.replace(HARD_SPACE, " ")


def test_a_case_gives_a_summary_in_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["analyse", BICYCLE]) == 0
    told = printed(capsys)
    assert "€ 114.975 minder" in told
    assert "niet bekend" in told
    assert "4,2%" in told


def test_english_is_asked_for_with_lang(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--lang", "en", "analyse", BICYCLE]) == 0
    told = capsys.readouterr().out
    assert "unknown" in told.lower() or "not known" in told.lower()
    assert "niet bekend" not in told


def test_the_json_is_one_record_that_can_be_computed_again(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    amina = str(demo.CASES / "amina.toml")
    assert main(["analyse", amina, "--json"]) == 0
    first = capsys.readouterr().out
    saved = tmp_path / "amina.json"
    saved.write_text(first, encoding="utf-8")
    assert main(["analyse", str(saved), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == json.loads(first)


def test_a_page_and_a_paper_are_written_and_their_places_printed(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    page, paper = tmp_path / "new" / "b.html", tmp_path / "b.pdf"
    assert main(["analyse", BICYCLE, "--html", str(page), "--pdf", str(paper)]) == 0
    assert capsys.readouterr().out.split() == [str(page), str(paper)]
    assert page.read_bytes().startswith(b"<!DOCTYPE html>")
    assert paper.read_bytes().startswith(b"%PDF-")


def test_a_folder_gives_a_table_and_a_page_each(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["analyse", str(demo.CASES), "--html", str(tmp_path)]) == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "amina.html",
        "bicycle.html",
        "cases.csv",
        "gerrit.html",
        "index.html",
        "joey.html",
    ]
    assert 'href="amina.html"' in (tmp_path / "index.html").read_text(encoding="utf-8")
    table = (tmp_path / "cases.csv").read_text(encoding="utf-8-sig").splitlines()
    rows = list(csv.DictReader(table, delimiter=";"))
    assert {row["case"]: row["claimed"] for row in rows} == {
        "amina": "8389,76",
        "bicycle": "114975,0",
        "gerrit": "24789,17",
        "joey": "16623,15",
    }
    assert "€ 164.777" in printed(capsys)


def test_one_bad_file_does_not_stop_the_others_and_is_told(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    shutil.copy(BICYCLE, tmp_path / "good.toml")
    (tmp_path / "bad.toml").write_text('case = "bad"\n[[solution.line]]\nwat = "x"\n', encoding="utf-8")
    assert main(["analyse", str(tmp_path)]) == 1
    captured = capsys.readouterr()
    assert "bicycle" in captured.out
    assert "bad.toml, regel 3" in captured.err


@pytest.mark.parametrize("name", ["er-is-niets.toml", "een map"])
def test_a_file_that_is_not_there_is_told_and_nothing_is_written(
    name: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert main(["analyse", str(tmp_path / name), "--html", str(tmp_path / "out.html")]) == 2
    assert "Dit bestand is er niet" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_bad_case_leaves_an_older_page_as_it_was(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    page, case = tmp_path / "b.html", tmp_path / "b.toml"
    page.write_text("older", encoding="utf-8")
    case.write_text('case = "b"\n', encoding="utf-8")
    assert main(["analyse", str(case), "--html", str(page)]) == 2
    assert page.read_text(encoding="utf-8") == "older"


def test_a_name_with_another_ending_is_refused_before_anything_is_counted(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert main(["analyse", BICYCLE, "--pdf", str(tmp_path / "b.docx")]) == 2
    assert "b.pdf" in capsys.readouterr().err


def test_an_empty_folder_is_told(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["analyse", str(tmp_path)]) == 2
    assert "geen casus" in capsys.readouterr().err


def test_a_new_case_starts_as_a_copy_of_a_shipped_one_and_never_over_another(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    mine = tmp_path / "mijn-casus.toml"
    assert main(["new", str(mine), "--like", "amina"]) == 0
    assert main(["analyse", str(mine)]) == 0
    assert main(["new", str(mine)]) == 2
    assert "bestaat al" in capsys.readouterr().err
    text = mine.read_text(encoding="utf-8")
    assert text.startswith("# ")
    assert "verzonnen namen" in text.splitlines()[0]
    assert "fiction" not in text
    assert (demo.CASES / "amina.toml").read_text(encoding="utf-8").replace("fiction = true\n", "") in text


def test_a_title_that_looks_like_a_formula_stays_text_in_the_table(tmp_path: Path) -> None:
    case = tmp_path / "c.toml"
    case.write_text('case = "=1+1"\n[now]\nnothing_runs = true\n', encoding="utf-8")
    assert main(["analyse", str(tmp_path), "--html", str(tmp_path / "out")]) == 0
    assert "'=1+1;'=1+1;0,0" in (tmp_path / "out" / "cases.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize("ending", ["html", "pdf"])
def test_a_place_where_nothing_can_be_written_is_told_with_a_remedy(
    ending: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("older", encoding="utf-8")
    assert main(["analyse", BICYCLE, f"--{ending}", str(tmp_path / "file" / f"b.{ending}")]) == 2
    assert main(["analyse", BICYCLE, f"--{ending}", f"/proc/b.{ending}"]) == 2
    told = capsys.readouterr().err
    assert told.count("Hier kan niet worden geschreven") == 2
    assert str(tmp_path / "file" / f"b.{ending}") in told


def test_a_folder_run_to_an_existing_file_is_refused_before_anything_is_counted(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    taken = tmp_path / "file"
    taken.write_text("older", encoding="utf-8")
    assert main(["analyse", str(demo.CASES), "--html", str(taken)]) == 2
    captured = capsys.readouterr()
    assert "is een bestand" in captured.err
    assert captured.out == ""
    assert taken.read_text(encoding="utf-8") == "older"


def test_a_folder_run_to_the_name_of_a_page_is_refused(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["analyse", str(demo.CASES), "--html", str(tmp_path / "pagina.html")]) == 2
    assert "pagina.html" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("case", [BICYCLE, str(demo.CASES)])
def test_json_stays_json_when_pages_are_written_too(
    case: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    out = tmp_path / "out" if case != BICYCLE else tmp_path / "b.html"
    assert main(["analyse", case, "--json", "--html", str(out)]) == 0
    captured = capsys.readouterr()
    assert json.loads(captured.out)
    assert str(out) in captured.err


@pytest.mark.parametrize("name", ["index", "Index"])
def test_a_case_called_index_keeps_its_page(name: str, tmp_path: Path) -> None:
    shutil.copy(BICYCLE, tmp_path / f"{name}.toml")
    shutil.copy(BICYCLE, tmp_path / "overzicht.toml")
    out = tmp_path / "out"
    assert main(["analyse", str(tmp_path), "--html", str(out)]) == 0
    assert "Moeder" in (out / f"{name}.html").read_text(encoding="utf-8")
    assert f'href="{name}.html"' in (out / "overzicht-2.html").read_text(encoding="utf-8")


def test_price_lists_and_lists_of_norms_beside_cases_are_no_cases(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    shutil.copy(demo.CASES / "gerrit.toml", tmp_path / "gerrit.toml")
    for name in ("example-2023.toml", "example-lists.toml", "cpi.toml"):
        shutil.copy(demo.CASES.parent / "prices" / name, tmp_path / name)
    assert main(["analyse", str(tmp_path), "--json"]) == 0
    captured = capsys.readouterr()
    assert len(json.loads(captured.out)) == 1
    assert captured.err == ""


def test_what_is_written_about_people_is_for_its_writer_only(tmp_path: Path) -> None:
    page = tmp_path / "b.html"
    assert main(["analyse", BICYCLE, "--html", str(page)]) == 0
    page.chmod(0o644)
    assert main(["analyse", BICYCLE, "--html", str(page), "--pdf", str(tmp_path / "b.pdf")]) == 0
    assert main(["analyse", str(demo.CASES), "--html", str(tmp_path / "out")]) == 0
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert {path.stat().st_mode & 0o777 for path in files} == {0o600}
    assert len(files) == 2 + 4 + 2


@pytest.mark.parametrize("words", [["--lang", "en", "analyse"], ["analyse", "--lang", "en"]])
def test_lang_may_stand_before_and_after_the_command(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*words, BICYCLE]) == 0
    assert "niet bekend" not in capsys.readouterr().out


def test_lang_may_stand_last(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["prices", "list", "--lang", "en"]) == 0
    assert "Mappings that come with it" in capsys.readouterr().out
    assert main(["analyse", BICYCLE, "--lang=en"]) == 0
    assert "niet bekend" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "dutch", "english"),
    [
        (["analyse", BICYCLE, "--htm2"], "onbekend: --htm2", "unrecognized arguments: --htm2"),
        (["analyse"], "dit ontbreekt: FILE", "the following arguments are required: FILE"),
        (["analyse", BICYCLE, "--html"], "één waarde", "expected one argument"),
        (["analyse", BICYCLE, "--json", "--text"], "kan niet samen met", "not allowed with"),
        (["analyze"], "kies uit", "choose from"),
        (["--help"], "gebruik: ", "usage: "),
        (["analyse", "--help"], "keuzes", "options"),
    ],
)
def test_wrong_words_are_told_in_the_language_of_the_reader(
    words: list[str], dutch: str, english: str, capsys: pytest.CaptureFixture[str]
) -> None:
    said = {}
    for language in ("nl", "en"):
        with pytest.raises(SystemExit) as stopped:
            main(["--lang", language, *words])
        assert stopped.value.code == (0 if "--help" in words else 2)
        captured = capsys.readouterr()
        said[language] = captured.out + captured.err
    assert dutch in said["nl"]
    assert english in said["en"]
    for word in ("usage", "error", "argument", "options", "show this"):
        assert word not in said["nl"]


def test_signs_that_steer_a_terminal_do_not_reach_it(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    case = tmp_path / "c.toml"
    text = 'case = "a\\u001b[31mb"\ntitle = "أمينة\\u001b]0;x\\u0007"\nnotes = "n\\u009b1m"\n'
    case.write_text(text + "[now]\nnothing_runs = true\n", encoding="utf-8")
    (tmp_path / "d.toml").write_text(text + '[now]\nnothing_runs = "\\u001b[2J"\n', encoding="utf-8")
    assert main(["analyse", str(case)]) == 0
    assert main(["analyse", str(tmp_path)]) == 1
    captured = capsys.readouterr()
    assert "أمينة" in captured.out
    assert not set(captured.out + captured.err) & {"\x1b", "\x07", "\x9b"}


def test_another_price_list_for_a_saved_analysis_is_refused(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["analyse", BICYCLE, "--json"]) == 0
    saved = tmp_path / "bicycle.json"
    saved.write_text(capsys.readouterr().out, encoding="utf-8")
    assert main(["analyse", str(saved), "--prices", "example-2023"]) == 2
    assert "zonder --prices" in capsys.readouterr().err
