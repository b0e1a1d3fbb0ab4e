"""Some things may be used in some places only: HTTP, transactions, the clock, the partnership's setting, a noun's rows.

Bans that hold everywhere stand in pyproject.toml (ruff TID251), whole modules that may not know each other in .importlinter.
"""

import ast
import re
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path
from typing import NamedTuple

from gates import tree
from gates.report import Finding, Gate

SOURCE = "src/wijkwaarde/*.py"
SCREEN = ("src/wijkwaarde/web/*", "*/views.py", "*/forms.py", "*/panels.py", "*/urls.py")
INNER = ("*/actions.py", "*/queries.py", "*/rules.py", "*/models.py", "*/forms.py", "*/calculation.py", "*/terms.py")
CLOCK = (
    "No function asks the clock: take `today` or `now` as an argument; views, tasks and commands know what time it is."
)
# Without an argument these ask the clock; with one they only say a moment in the time of here.
OF_NOW = {"localdate", "localtime"}


class Ban(NamedTuple):
    """Names that may not be imported in some files, except in others, and the sentence that teaches."""

    names: tuple[str, ...]
    judged: tuple[str, ...]
    spared: tuple[str, ...]
    says: str


BANS = (
    Ban(
        ("django.http", "django.shortcuts", "django.template.response"),
        ("*",),
        ("src/wijkwaarde/web/*", "*/views.py"),
        "Only views speak HTTP: raise a named exception of kernel/errors.py or return a value, and let the view answer.",
    ),
    Ban(
        ("django.http", "django.shortcuts"),
        ("*/forms.py",),
        (),
        "A form knows no request: give it the choices and the limits it needs, and let the view answer.",
    ),
    Ban(
        ("django.db.transaction", "django.db.connection", "django.db.connections", "django.db.router"),
        SCREEN,
        ("src/wijkwaarde/web/transaction.py",),
        "One request is one transaction, opened by web/transaction.py: a page asks queries and calls actions.",
    ),
    Ban(("django.utils.timezone.now",), INNER, (), CLOCK),
)
SETTING = re.compile(r"\bset_config\b|\bset\s+(?:session\s+|local\s+)?app\.", re.IGNORECASE)
KEEPER = Path("src/wijkwaarde/kernel/isolation.py")
SETS = (
    "Only kernel/isolation.py sets the partnership: a setting that outlives its transaction leaks to the next visitor."
)
WRITES = {"create", "bulk_create", "get_or_create", "update", "update_or_create", "bulk_update", "delete"}
OF_NOUN = re.compile(r"wijkwaarde\.((?:kernel|instruments)\.\w+)\.models")


def imported(module: ast.Module) -> Iterator[tuple[int, str, str]]:
    """Give every import: its line, the name it gets here, and its full name."""
    for node in ast.walk(module):
        if isinstance(node, ast.ImportFrom):
            yield from ((node.lineno, name.asname or name.name, f"{node.module}.{name.name}") for name in node.names)
        if isinstance(node, ast.Import):
            yield from ((node.lineno, name.asname or name.name, name.name) for name in node.names)


def used(module: ast.Module) -> Iterator[tuple[int, str]]:
    """Give every import, and every use of what an imported module holds, as a line and a full name."""
    full = {name: whole for _line, name, whole in imported(module)}
    yield from ((line, whole) for line, _name, whole in imported(module))
    for node in ast.walk(module):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in full:
            yield node.lineno, f"{full[node.value.id]}.{node.attr}"


def of_imports(module: ast.Module, *, path: Path) -> Iterator[tuple[int, str]]:
    """Give the imports that are not for this file."""
    bans = [ban for ban in BANS if matches(path, patterns=ban.judged) and not matches(path, patterns=ban.spared)]
    for line, full in used(module):
        yield from ((line, ban.says) for ban in bans if any(f"{full}.".startswith(f"{name}.") for name in ban.names))
        if "signals" in full.split(".") and not full.startswith("wijkwaarde."):
            yield line, "No signals: who causes something calls it by name, so that it can be found."


def of_clock(module: ast.Module, *, path: Path) -> Iterator[tuple[int, str]]:
    """Give the calls that ask which day or hour it is."""
    if not matches(path, patterns=INNER):
        return
    for call in (node for node in ast.walk(module) if isinstance(node, ast.Call)):
        if tree.last_name(call.func) in OF_NOW and not call.args and not call.keywords:
            yield call.lineno, CLOCK


def matches(path: Path, *, patterns: tuple[str, ...]) -> bool:
    """Say whether a path fits one of the patterns."""
    return any(fnmatch(str(path), pattern) for pattern in patterns)


def explanations(module: ast.Module) -> set[int]:
    """Give the docstrings, by identity: they may name what code may not do."""
    kinds = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    holders = [node for node in ast.walk(module) if isinstance(node, kinds) and node.body]
    return {id(node.body[0].value) for node in holders if isinstance(node.body[0], ast.Expr)}


def of_setting(module: ast.Module, *, path: Path) -> Iterator[tuple[int, str]]:
    """Give the statements that set the partnership elsewhere than in its one place."""
    if path == KEEPER:
        return
    explained = explanations(module)
    for node in ast.walk(module):
        is_text = isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in explained
        if is_text and isinstance(node, ast.Constant) and SETTING.search(str(node.value)):
            yield node.lineno, SETS


def root_of(node: ast.expr) -> str:
    """Give the first name of a chain of calls: `Case` of `Case.objects.filter(...).update`."""
    while isinstance(node, ast.Attribute | ast.Call):
        node = node.value if isinstance(node, ast.Attribute) else node.func
    return node.id if isinstance(node, ast.Name) else ""


def of_writing(module: ast.Module, *, path: Path) -> Iterator[tuple[int, str]]:
    """Give the writing of rows elsewhere than in the actions of their own noun."""
    sources = [node for node in ast.walk(module) if isinstance(node, ast.ImportFrom)]
    found = [(OF_NOUN.fullmatch(node.module or ""), node) for node in sources]
    models = {name.asname or name.name: noun[1] for noun, node in found if noun for name in node.names}
    here = ".".join(path.parts[2:4])
    for call in (node for node in ast.walk(module) if isinstance(node, ast.Call)):
        is_write = isinstance(call.func, ast.Attribute) and call.func.attr in WRITES
        noun = models.get(root_of(call.func)) if is_write else None
        if noun and (noun != here or path.stem != "actions"):
            yield call.lineno, f"only {noun}.actions writes {root_of(call.func)}: call an action there, or add one"


def of_file(root: Path, *, path: Path) -> list[Finding]:
    """Find what reaches too far in one file."""
    module = tree.parsed(root, path=path)
    said = [*of_imports(module, path=path), *of_setting(module, path=path), *of_clock(module, path=path)]
    if "migrations" not in path.parts:
        said += of_writing(module, path=path)
    return [Finding(f"{path}:{line}", what) for line, what in sorted(said)]


def look(root: Path) -> list[Finding]:
    """Find what reaches too far."""
    paths = [path for path in tree.judged(root, SOURCE, gate="reach") if "tests" not in path.parts]
    return [finding for path in paths for finding in of_file(root, path=path)]


GATE = Gate(
    name="reach",
    why="a page that opens its own transaction, a rule that asks the clock or a query that writes "
    "does something that nobody looks for there, and passes by access and the trail.",
    remedy="move it to the place that the line names, and pass in what is needed.",
    look=look,
)
