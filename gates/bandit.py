"""Bandit looks for what is unsafe in the code that runs on a site; what it may pass over stands in bandit.toml, with why."""

import json
import subprocess
import sys
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

from gates import tree
from gates.report import Finding, Gate

TOOL = Path(sys.executable).parent / "bandit"
LIST = Path("gates/bandit.toml")
SOURCE = ("src/*.py", "waarde/src/*.py")
FOUND = (0, 1)


def paths(root: Path) -> list[Path]:
    """Give the files that run on a site."""
    aside = {"tests", "migrations"}
    return [path for path in tree.judged(root, *SOURCE, gate="bandit") if not aside & set(path.parts)]


def found(root: Path, *, skipped: list[str]) -> list[dict[str, Any]]:
    """Give what bandit says, each with the rule, the file and the line."""
    command = [str(TOOL), "--quiet", "--format", "json", "--skip", ",".join(skipped), *map(str, paths(root))]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    if done.returncode not in FOUND:
        raise RuntimeError(done.stderr or f"bandit ended with {done.returncode}")
    said = json.loads(done.stdout)
    results: list[dict[str, Any]] = said["results"]
    return results


def look(root: Path) -> list[Finding]:
    """Find what is neither safe nor in the list, and lines of the list that nothing answers to."""
    told = tomllib.loads((root / LIST).read_text())
    left = Counter({(one["file"], one["rule"]): one["times"] for one in told["accepted"]})
    findings = []
    for one in found(root, skipped=list(told["skipped"])):
        place = (str(Path(one["filename"])), one["test_id"])
        if left[place] > 0:
            left[place] -= 1
        else:
            findings.append(Finding(f"{place[0]}:{one['line_number']}", f"{place[1]}: {one['issue_text']}"))
    unused = [(file, rule) for (file, rule), times in left.items() if times > 0]
    return findings + [Finding(str(LIST), f"{file} is no longer an exception to {rule}") for file, rule in unused]


GATE = Gate(
    name="bandit",
    why="a way in for somebody who means harm is often one known call: a shell, a query glued together, a weak random number.",
    remedy=f"do it another way; where it is safe after all, say why in {LIST}.",
    look=look,
)
