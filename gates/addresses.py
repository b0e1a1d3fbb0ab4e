"""No committed file says where set-up fetches from or where this machine keeps things. Addresses of sources are fine."""

import re
from pathlib import Path

from gates import tree
from gates.report import Finding, Gate

HOSTS = re.compile(
    r"""
    (?:\w+\.)?pypi\.org | pythonhosted\.org | (?:deb|security|snapshot)\.debian\.org | archive\.ubuntu\.com
    | registry\.npmjs\.(?:org|com) | registry\.yarnpkg\.com | cdn\.jsdelivr\.net | unpkg\.com
    | raw\.githubusercontent\.com | codeload\.github\.com | github\.com/[^\s"')]+/(?:releases/download|archive|raw)/
    | conda\.anaconda\.org | proxy\.golang\.org | crates\.io | python\.org/ftp | astral\.sh
    """,
    re.VERBOSE,
)
PLACES = re.compile(r"(?<![\w.~$}])/(?:work|root|opt)/\w|(?<![\w.~$}])/home/\w+/")
BESIDE = re.compile(r"\.\./shared\b")


def of_line(line: str, *, is_test: bool) -> str | None:
    """Say what is wrong with one line, or nothing."""
    if host := HOSTS.search(line):
        return f"names the download address {host.group()}"
    if place := PLACES.search(line):
        return f"names a place on one machine, {place.group()}"
    if BESIDE.search(line) and not is_test:
        return "reads what lies beside the project, which others do not have"
    return None


def of_file(root: Path, *, path: Path) -> list[Finding]:
    """Find the addresses in one file."""
    is_test = "tests" in path.parts
    lines = enumerate(tree.text(root, path=path).splitlines(), start=1)
    said = ((number, of_line(line, is_test=is_test)) for number, line in lines)
    return [Finding(f"{path}:{number}", what) for number, what in said if what]


def look(root: Path) -> list[Finding]:
    """Find the addresses in every file that is not set aside."""
    return [finding for path in tree.judged(root, gate="addresses") for finding in of_file(root, path=path)]


GATE = Gate(
    name="addresses",
    why="who installs this decides where packages come from (a mirror, a closed network); "
    "a fixed address or a path of one machine breaks it for everybody else.",
    remedy="leave the address out and let the package manager's own settings decide; use a path relative to the project. "
    "Only tests may look beside the project, and skip loudly where nothing is there.",
    look=look,
)
