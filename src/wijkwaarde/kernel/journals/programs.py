"""Lets Beancount or hledger read and check a journal, in a process of its own; it understands no journal itself and asks no database."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from django.utils.translation import gettext as _

from wijkwaarde.kernel.errors import Place, Problem
from wijkwaarde.kernel.journals.beancount_process import NOT_HERE
from wijkwaarde.kernel.journals.journal import Journal, JournalFormat, Moving, Opening

PROCESS = Path(__file__).with_name("beancount_process.py")
# They find nothing of whoever runs this, and leave nothing beside the file.
QUIET = {"LANG": "C.UTF-8", "HOME": "/nonexistent", "BEANCOUNT_DISABLE_LOAD_CACHE": "1", "PYTHONDONTWRITEBYTECODE": "1"}
PATIENCE = 600
LINE = re.compile(r"\blines? (\d+)|:(\d+):")
LONGEST_WORDS = 400
AN_EARLY_DAY, THE_YEAR_AFTER = "1000-01-01", "1001-01-01"


def found_in(path: Path, *, form: JournalFormat) -> Journal:
    """What stands in a journal that its program accepts. Errors: Problem, also where the program is not there."""
    if not path.is_file():
        raise Problem(
            _("Dit bestand is er niet."),
            place=Place(str(path)),
            expected=_("een bestand met boekingen."),
            remedy=_("Kijk of de naam klopt."),
        )
    return {JournalFormat.BEANCOUNT: _by_beancount, JournalFormat.HLEDGER: _by_hledger}[form](path)


def _by_beancount(path: Path) -> Journal:
    told = _told_by_beancount(path)
    if told.get("unsafe"):
        raise Problem(
            _("Dit bestand laat andere bestanden of programma's laden ({names}).").format(
                names=", ".join(told["unsafe"])
            ),
            place=Place(path.name),
            expected=_("één bestand met alleen rekeningen en boekingen."),
            remedy=_("Haal die regels weg."),
        )
    for error in told["errors"]:
        raise _wrong(path, said=error["text"], line=error["line"])
    movings = tuple(_beancount_moving(one, path=path) for one in told["transactions"])
    return Journal(path.name, tuple(_beancount_opening(one, ends=told["closes"]) for one in told["opens"]), movings)


def _beancount_opening(one: Any, *, ends: dict[str, str]) -> Opening:
    until = ends.get(one["account"])
    return Opening(
        account=one["account"],
        commodities=tuple(one["commodities"]),
        begin=date.fromisoformat(one["day"]),
        until=date.fromisoformat(until) if until else None,
        tags=one["tags"],
    )


def _beancount_moving(one: Any, *, path: Path) -> Moving:
    if not all(entry["plain"] for entry in one["postings"]):
        raise _not_plain(path, line=one["line"])
    entries = tuple((entry["account"], entry["commodity"], Decimal(entry["amount"])) for entry in one["postings"])
    return Moving(date.fromisoformat(one["day"]), one["title"], one["tags"], entries, one["line"])


def _told_by_beancount(path: Path) -> Any:
    for python in _pythons():
        done = _run(path, [python, "-I", str(PROCESS), str(path.resolve())])
        if done.returncode == 0:
            return json.loads(done.stdout)
        if done.returncode != NOT_HERE:
            raise _wrong(path, said=done.stderr)
    raise _no_program("Beancount", remedy=_("Zet Beancount op deze computer: pip install beancount"))


def _pythons() -> Iterator[str]:
    """Our own Python, where Beancount may stand beside us, and the one that its `bean-check` names in its first line."""
    yield sys.executable
    program = shutil.which("bean-check")
    if program is not None:
        with Path(program).open("rb") as stream:
            first = stream.readline(LONGEST_WORDS)
        words = first.removeprefix(b"#!").decode(errors="replace").split()
        if words and Path(words[0]).is_absolute() and len(words) == 1:
            yield words[0]


def _by_hledger(path: Path) -> Journal:
    program = shutil.which("hledger")
    if program is None:
        raise _no_program("hledger", remedy=_("Zet hledger op deze computer: apt install hledger"))
    journal = [program, "-f", f"journal:{path.resolve()}"]
    _accepted(path, [*journal, "check", "--strict"])
    rows = json.loads(_accepted(path, [*journal, "print", "-O", "json"]))
    declared = _accepted(path, [*journal, "accounts", "--declared"]).splitlines()
    openings = tuple(_declared(path, program=program, names=declared))
    return Journal(path.name, openings, tuple(_hledger_moving(one, path=path) for one in rows))


def _declared(path: Path, *, program: str, names: Sequence[str]) -> Iterator[Opening]:
    """What a file says of its accounts: hledger tells it with an entry, so each gets one of nothing in a text beside it."""
    if not names:
        return
    entries = "".join(f"    {name}  0\n" for name in names)
    text = f"include {path.resolve()}\n\n{AN_EARLY_DAY} declared\n{entries}"
    words = [program, "-f", "-", "print", "-O", "json", "--end", THE_YEAR_AFTER]
    for one in json.loads(_accepted(path, words, text=text))[0]["tpostings"]:
        tags = {name: unquote(value) for name, value in one["ptags"]}
        commodities = tuple(name.removeprefix("begin-").upper() for name in tags if name.startswith("begin-"))
        yield Opening(one["paccount"], commodities, begin=None, until=None, tags=tags)


def _hledger_moving(one: Any, *, path: Path) -> Moving:
    line = int(one["tsourcepos"][0]["sourceLine"])
    entries = tuple(entry for posting in one["tpostings"] for entry in _amounts(posting, path=path, line=line))
    tags = {name: unquote(value) for name, value in one["ttags"]}
    return Moving(date.fromisoformat(one["tdate"]), one["tdescription"], tags, entries, line)


def _amounts(posting: Any, *, path: Path, line: int) -> Iterator[tuple[str, str, Decimal]]:
    for one in posting["pamount"]:
        if posting["ptype"] != "RegularPosting" or one.get("aprice") or one.get("acost"):
            raise _not_plain(path, line=line)
        quantity = one["aquantity"]
        amount = Decimal(quantity["decimalMantissa"]).scaleb(-quantity["decimalPlaces"])
        yield posting["paccount"], one["acommodity"], amount


def _accepted(path: Path, words: Sequence[str], *, text: str = "") -> str:
    done = _run(path, words, text=text)
    if done.returncode != 0:
        raise _wrong(path, said=done.stderr)
    return done.stdout


def _run(path: Path, words: Sequence[str], *, text: str = "") -> subprocess.CompletedProcess[str]:
    quiet = {"PATH": os.environ.get("PATH", os.defpath), **QUIET}
    try:
        return subprocess.run(
            words, input=text, capture_output=True, encoding="utf-8", env=quiet, timeout=PATIENCE, check=False
        )
    except (subprocess.TimeoutExpired, UnicodeDecodeError) as error:
        raise _wrong(path, said=type(error).__name__) from error


def _wrong(path: Path, *, said: str, line: int | None = None) -> Problem:
    """What the program itself says is wrong, at the line that it names."""
    named = LINE.search(said)
    return Problem(
        " ".join(said.split())[:LONGEST_WORDS],
        place=Place(path.name, line=line or (int(named.group(1) or named.group(2)) if named else None)),
        expected=_("een bestand dat dit programma zelf goedkeurt."),
        remedy=_("Verbeter deze regel. Er is niets geboekt."),
    )


def _not_plain(path: Path, *, line: int) -> Problem:
    return Problem(
        _("Deze boeking heeft een prijs, een koers of een regel die niet meetelt."),
        place=Place(path.name, line=line),
        expected=_("alleen bedragen in EUR en HOUR."),
        remedy=_("Verbeter deze regel. Er is niets geboekt."),
    )


def _no_program(name: str, *, remedy: str) -> Problem:
    return Problem(
        _("Dit bestand leest {name}, en dat is hier niet.").format(name=name),
        place=Place(name.lower()),
        expected=_("het programma {name} op deze computer.").format(name=name),
        remedy=remedy,
    )
