"""Has LibreOffice Calc recalculate a workbook without a screen, and reads the totals back; installs Calc where it may."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from csv import reader
from pathlib import Path

from bench.child import Ran, run
from bench.folder import CENTS, Totals
from bench.workbook import SITUATIONS

LOUD = "NO LIBREOFFICE: {why} The comparison with a spreadsheet is left out. Install it with: apt install {package}"
PACKAGE = "libreoffice-calc-nogui"
# comma, double quote, UTF-8, from line 1, values as they are and not as shown, every sheet
EVERY_SHEET_AS_CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1"
FIRST_AMOUNT = 4


def program() -> str | None:
    """The command of LibreOffice, or None where it is not there."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def install() -> bool:
    """Install Calc where that is allowed; says loudly why not; gives whether it is there."""
    if program():
        return True
    as_root = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if not shutil.which("apt-get"):
        return _loud("this machine has no apt-get.")
    if as_root and subprocess.run([*as_root, "true"], capture_output=True, check=False).returncode:
        return _loud("installing needs root, or sudo without a password.")
    apt = [*as_root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-o", "DPkg::Lock::Timeout=300"]
    print(f"Installing {PACKAGE} ...", flush=True)
    subprocess.run([*apt, "update"], capture_output=True, check=False)
    done = subprocess.run(
        [*apt, "install", "-y", "--no-install-recommends", PACKAGE], capture_output=True, text=True, check=False
    )
    return bool(program()) or _loud(f"apt-get could not install it ({done.stderr.strip()[-200:]}).")


def _loud(why: str) -> bool:
    print(LOUD.format(why=why, package=PACKAGE), file=sys.stderr, flush=True)
    return False


def version() -> str:
    """The version that LibreOffice gives of itself."""
    said = subprocess.run([str(program()), "--version"], capture_output=True, text=True, check=True).stdout
    return " ".join(said.split()[:2])


def recalculate(book: Path, *, place: Path) -> Ran:
    """Open the workbook in Calc, which counts every formula, and write each sheet as CSV into `place`."""
    profile = (place / "libreoffice").resolve().as_uri()
    quiet = ["-env:UserInstallation=" + profile, "--headless", "--norestore", "--nologo"]
    command = [str(program()), *quiet, "--convert-to", EVERY_SHEET_AS_CSV, "--outdir", str(place), str(book)]
    return run(command, out=place / "libreoffice.txt")


def read_totals(book: Path, *, place: Path) -> tuple[Totals, tuple[int, ...]]:
    """The totals per case and situation, and those of the totals sheet, in cents."""
    cases = list(_rows(place / f"{book.stem}-cases.csv"))
    totals = list(_rows(place / f"{book.stem}-totals.csv"))
    per_case = {row[0]: tuple(_cents(cell) for cell in row[FIRST_AMOUNT:]) for row in cases}
    return per_case, tuple(_cents(row[1]) or 0 for row in totals)


def _rows(path: Path) -> Iterator[list[str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        rows = reader(stream)
        next(rows)
        yield from rows


def _cents(cell: str) -> int | None:
    return round(float(cell) * CENTS) if cell else None


def differences(ours: Totals, *, theirs: Totals, sums: tuple[int, ...]) -> list[str]:
    """Every case and situation in which the two differ by a cent or more, and the sums over all cases."""
    found = [
        f"{case} {situation}: {mine} here, {other} in the spreadsheet"
        for case in sorted(ours.keys() | theirs.keys())
        for situation, mine, other in _pairs(ours.get(case), theirs.get(case))
        if mine != other
    ]
    for place, situation in enumerate(SITUATIONS):
        total = sum(amounts[place] or 0 for amounts in ours.values())
        found += [f"all cases {situation}: {total} here, {sums[place]} there"] if total != sums[place] else []
    return found


def _pairs(
    ours: tuple[int | None, ...] | None, theirs: tuple[int | None, ...] | None
) -> Iterator[tuple[str, object, object]]:
    missing = (None,) * len(SITUATIONS)
    if (ours is None) != (theirs is None):
        yield "case", ours, theirs
        return
    yield from zip(SITUATIONS, ours or missing, theirs or missing, strict=True)
