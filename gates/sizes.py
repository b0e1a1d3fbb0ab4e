"""Files and functions stay small and are named after what they are about. It looks at length and name, not at style."""

import ast
from pathlib import Path

from gates import tree
from gates.report import Finding, Gate

LONGEST_FILE = 400
LONGEST_FUNCTION = 40
LONGEST_VIEW = 20
EMPTY_NAMES = {"utils", "util", "helpers", "helper", "common", "misc", "tools"}
JUDGED = ("*.py", "*.html", "*.css", "*.js", "*.typ", "*.toml", "*.sh")

type Function = ast.FunctionDef | ast.AsyncFunctionDef


def length(function: Function) -> int:
    """Count the lines of a function without its docstring: explaining more must not cost room for the work."""
    assert function.end_lineno is not None
    first = function.body[0]
    documented = ast.get_docstring(function) is not None and first.end_lineno is not None
    explained = first.end_lineno - first.lineno + 1 if documented and first.end_lineno else 0
    return function.end_lineno - function.lineno + 1 - explained


def of_functions(root: Path, *, path: Path) -> list[Finding]:
    """Find the functions that are too long."""
    nodes = ast.walk(tree.parsed(root, path=path))
    functions = [node for node in nodes if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    longest = LONGEST_VIEW if path.name == "views.py" else LONGEST_FUNCTION
    return [
        Finding(f"{path}:{one.lineno}", f"{one.name} has {length(one)} lines, {longest} at most")
        for one in functions
        if length(one) > longest
    ]


def of_file(root: Path, *, path: Path) -> list[Finding]:
    """Find what is too long or named after nothing in one file."""
    count = len(tree.text(root, path=path).splitlines())
    found = [Finding(str(path), f"has {count} lines, {LONGEST_FILE} at most")] if count > LONGEST_FILE else []
    empty = EMPTY_NAMES.intersection([path.stem, *path.parts[:-1]])
    found += [Finding(str(path), f"'{name}' says nothing about what is in it") for name in sorted(empty)]
    return found + (of_functions(root, path=path) if path.suffix == ".py" else [])


def look(root: Path) -> list[Finding]:
    """Find everything that is too long or named after nothing."""
    return [finding for path in tree.judged(root, *JUDGED, gate="sizes") for finding in of_file(root, path=path)]


GATE = Gate(
    name="sizes",
    why="a file that outgrows a few screens is a second noun, a long function does two things, "
    "and a drawer called utils is where nobody looks.",
    remedy="split by what it is about and name each part after that. Exceptions stand in gates/exceptions.toml.",
    look=look,
)
