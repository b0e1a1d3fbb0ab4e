"""The gates that are tools of others: ruff, mypy, import-linter, reuse, djade. Here stands how each is called, and why."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from gates import tree
from gates.report import Finding, Gate

TOOLS = Path(sys.executable).parent
TEMPLATES = ("src/*/templates/*.html",)


def run(root: Path, *command: str) -> list[Finding]:
    """Run a tool; what it says when it fails is the finding."""
    environment = tree.environment(root, base=os.environ)
    tool = [str(TOOLS / command[0]), *command[1:]]
    done = subprocess.run(tool, cwd=root, env=environment, capture_output=True, text=True, check=False)
    said = "\n  ".join((done.stdout + done.stderr).strip().splitlines())
    return [] if done.returncode == 0 else [Finding("", said or f"{command[0]} ended with {done.returncode}")]


def calling(*command: str) -> Callable[[Path], list[Finding]]:
    """Give a look that calls a tool."""
    return lambda root: run(root, *command)


def look_at_templates(root: Path) -> list[Finding]:
    """Check the form of all templates."""
    paths = [str(path) for path in tree.judged(root, *TEMPLATES, gate="templates")]
    return run(root, "djade", "--check", "--target-version", "6.1", *paths) if paths else []


RUFF = Gate(
    name="ruff",
    why="the rules catch what goes wrong unseen: an unused name, a clock asked in secret, a layer passed over.",
    remedy="mend what the line says (`.venv/bin/ruff check --fix` does the simple ones); the rules stand in pyproject.toml.",
    look=calling("ruff", "check", "--quiet", "--output-format", "concise"),
)
FORMAT = Gate(
    name="format",
    why="one form for all, so that a change shows only what changed.",
    remedy="run `make format`.",
    look=calling("ruff", "format", "--check", "--output-format", "concise"),
)
TYPES = Gate(
    name="types",
    why="euros, hours and years are all numbers; the types say which is which before a page does.",
    remedy="write down what goes in and comes out; `Any` and `type: ignore` need a reason beside them.",
    look=calling("mypy"),
)
IMPORTS = Gate(
    name="imports",
    why="knowledge points down; the contract that broke says why above.",
    remedy="turn the import round as that contract says. The list of who may know whom is .importlinter.",
    look=calling("lint-imports", "--no-logo"),
)
LICENCES = Gate(
    name="licences",
    why="who reuses this must know of every file whose it is and under which terms; work of others comes with its own.",
    remedy="name the files with holder and licence in REUSE.toml, and put the licence's text in LICENSES/.",
    look=calling("reuse", "lint", "--lines"),
)
TEMPLATE_FORM = Gate(
    name="templates",
    why="templates of one form can be read and compared by everybody.",
    remedy="run `make format`.",
    look=look_at_templates,
)
