"""Every file of a noun is a layer that .importlinter knows; a file it does not know could import what it likes."""

import configparser
import re
from pathlib import Path

from gates import tree
from gates.report import Finding, Gate

CONTRACTS = ".importlinter"
INSIDE = "importlinter:contract:inside"
NOUN = re.compile(r"^(src/wijkwaarde/kernel/\w+)/models\.py$")
BESIDE = {"__init__", "apps", "migrations", "tests"}


def layers(root: Path) -> set[str]:
    """Give the names of the layers, as the contract about the inside of a noun lists them."""
    contracts = configparser.ConfigParser()
    contracts.read(root / CONTRACTS)
    return set(re.findall(r"\w+", contracts.get(INSIDE, "layers", fallback="")))


def look(root: Path) -> list[Finding]:
    """Find the files of nouns that are no layer."""
    paths = tree.judged(root, "src/wijkwaarde/kernel/*.py", gate="layers")
    nouns = {Path(found[1]) for path in paths if (found := NOUN.match(str(path)))}
    known = layers(root) | BESIDE
    inside = [(path, path.relative_to(noun).parts[0]) for path in paths for noun in nouns if noun in path.parents]
    return [
        Finding(str(path), f"'{first.removesuffix('.py')}' is no layer of a noun")
        for path, first in inside
        if first.removesuffix(".py") not in known
    ]


GATE = Gate(
    name="layers",
    why="the same file has the same name everywhere, so that everybody knows where to look; "
    "and no contract holds a file that stands in no layer.",
    remedy="put it into the file of its layer. What outgrows that is a second noun; a layer that nouns share is a line in "
    ".importlinter (contract `inside`) and in docs/explanation/house.md.",
    look=look,
)
