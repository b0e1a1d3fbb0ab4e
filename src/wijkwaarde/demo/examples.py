"""`make examples`: analyses the four shipped cases: text in the terminal, pages and papers in a folder it prints."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from wijkwaarde import demo
from wijkwaarde.commands import main

FOLDER = Path("demo-output")


def show(folder: Path) -> int:
    """Analyse the shipped cases into a folder; the exit code of the last command that failed, else 0."""
    for case in sorted(demo.CASES.glob("*.toml")):
        code = main(["analyse", str(case), "--text"])
        if code:
            return code
        print()
    code = main(["analyse", str(demo.CASES), "--html", str(folder), "--pdf", str(folder)])
    print(f"Pagina's en pdf's staan in: {folder.resolve()}")
    return code


def writable_folder() -> Path:
    """`demo-output` in the folder one stands in, or a new temporary folder where one may not write."""
    try:
        FOLDER.mkdir(exist_ok=True)
    except OSError:
        return Path(tempfile.mkdtemp(prefix="wijkwaarde-"))
    return FOLDER


if __name__ == "__main__":
    sys.exit(show(writable_folder()))
