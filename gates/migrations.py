"""Migrations are named, have one purpose and can be taken back. It judges the text, not what the database makes of it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from gates import tree
from gates.report import Finding, Gate

FILES = "src/wijkwaarde/*/migrations/*.py"
NAMED = re.compile(r"\d{4}_[a-z][a-z0-9_]*")
NOT_NAMED = re.compile(r"_auto_|_and_more$")
DATA = {"RunPython": "reverse_code"}
STATEMENTS = {"RunSQL": "reverse_sql"}
SHAPE = re.compile(r"(?:Create|Delete|Rename|Alter|Add|Remove)(?:Model|Field|Index|Constraint)\w*|AlterUniqueTogether")
CHANGES_ROWS = re.compile(r"^\s*(?:insert\s+into|update\s+\w+\s+set|delete\s+from)\b", re.IGNORECASE)


def of_name(path: Path) -> Iterator[str]:
    """Give what is wrong with the name."""
    if not NAMED.fullmatch(path.stem) or NOT_NAMED.search(path.stem):
        yield "a name that says nothing: `0002_what_it_does`, given with `makemigrations --name`"


def texts(call: ast.Call) -> list[str]:
    """Give the texts directly in a call: a statement, or a list of them."""
    first = next((word.value for word in call.keywords if word.arg == "sql"), call.args[0] if call.args else None)
    parts = first.elts if isinstance(first, ast.List | ast.Tuple) else [first]
    return [part.value for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str)]


def changes_data(call: ast.Call) -> bool:
    """Say whether an operation changes rows and not the shape of tables."""
    name = tree.last_name(call.func)
    return name in DATA or (name in STATEMENTS and any(CHANGES_ROWS.match(text) for text in texts(call)))


def changes_shape(call: ast.Call) -> bool:
    """Say whether an operation changes the shape of tables."""
    name = tree.last_name(call.func)
    return bool(SHAPE.fullmatch(name)) or (name in STATEMENTS and not changes_data(call))


def of_calls(calls: list[ast.Call]) -> Iterator[tuple[int, str]]:
    """Give what is wrong with the operations, with their lines."""
    back = DATA | STATEMENTS
    for call in calls:
        name = tree.last_name(call.func)
        if (
            name in back
            and len(call.args) < len(["there", "back"])
            and back[name] not in {word.arg for word in call.keywords}
        ):
            yield call.lineno, f"{name} has no way back: give {back[name]} (a `noop` where nothing needs undoing)"
    data = [call for call in calls if changes_data(call)]
    if data and any(changes_shape(call) for call in calls):
        yield data[0].lineno, "changes rows and tables in one file: a migration of its own for the rows"


def of_file(root: Path, *, path: Path) -> list[Finding]:
    """Find what is wrong with one migration."""
    calls = [node for node in ast.walk(tree.parsed(root, path=path)) if isinstance(node, ast.Call)]
    named = [Finding(str(path), what) for what in of_name(path)]
    return named + [Finding(f"{path}:{line}", what) for line, what in of_calls(calls)]


def look(root: Path) -> list[Finding]:
    """Find what is wrong with the migrations."""
    paths = [path for path in tree.judged(root, FILES, gate="migrations") if path.stem != "__init__"]
    return [finding for path in paths for finding in of_file(root, path=path)]


GATE = Gate(
    name="migrations",
    why="a migration runs once, unseen, on somebody's real data, and half of it may have to be undone at night.",
    remedy="name it after what it does, keep rows and tables apart, and give it a way back.",
    look=look,
)
