"""Public functions of `waarde` and of every calculation are documented, with an example that comes true."""

import ast
import os
import subprocess
import sys
from pathlib import Path

from gates import tree
from gates.report import Finding, Gate

LIBRARY = "waarde/src/waarde/*.py"
CALCULATIONS = "src/wijkwaarde/*calculation.py"
FRONT = Path("waarde/src/waarde/__init__.py")
RUN = """
import doctest, importlib, sys
failed = 0
for name in sys.argv[1:]:
    failed += doctest.testmod(importlib.import_module(name), optionflags=doctest.ELLIPSIS).failed
sys.exit(failed > 0)
"""

type Definition = ast.FunctionDef | ast.ClassDef


def exported(root: Path) -> set[str]:
    """Give the names that `waarde` hands out: what its front door imports."""
    if not (root / FRONT).exists():
        return set()
    nodes = ast.walk(tree.parsed(root, path=FRONT))
    return {name.asname or name.name for node in nodes if isinstance(node, ast.ImportFrom) for name in node.names}


def public(root: Path, *, path: Path) -> list[Definition]:
    """Give the public functions and classes that a file defines."""
    body = tree.parsed(root, path=path).body
    defined = [node for node in body if isinstance(node, ast.FunctionDef | ast.ClassDef)]
    if path.name == "calculation.py":
        return [node for node in defined if not node.name.startswith("_")]
    return [node for node in defined if node.name in exported(root)]


def of_definition(node: Definition, *, path: Path) -> list[Finding]:
    """Find what one definition lacks."""
    words = ast.get_docstring(node)
    if not words:
        return [Finding(f"{path}:{node.lineno}", f"{node.name} has no docstring")]
    if isinstance(node, ast.FunctionDef) and ">>>" not in words:
        return [Finding(f"{path}:{node.lineno}", f"{node.name} has no example (>>>) in its docstring")]
    return []


def module_name(path: Path) -> str:
    """Give the import path of a file below a `src` folder."""
    parts = path.with_suffix("").parts
    return ".".join(parts[parts.index("src") + 1 :]).removesuffix(".__init__")


def of_examples(root: Path, *, paths: list[Path]) -> list[Finding]:
    """Find the examples that do not come true."""
    command = [sys.executable, "-c", RUN, *(module_name(path) for path in paths)]
    environment = tree.environment(root, base=os.environ)
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)
    said = (done.stdout + done.stderr).strip().replace("\n", "\n    ")
    return [] if done.returncode == 0 else [Finding("", f"examples do not come true:\n    {said}")]


def look(root: Path) -> list[Finding]:
    """Find what lacks a docstring or an example, or shows one that is not true."""
    paths = tree.judged(root, LIBRARY, CALCULATIONS, gate="docstrings")
    lacking = [
        finding for path in paths for node in public(root, path=path) for finding in of_definition(node, path=path)
    ]
    return lacking + (of_examples(root, paths=paths) if paths else [])


GATE = Gate(
    name="docstrings",
    why="every number must be able to say where it came from, also to somebody who reads only the manual: "
    "formula, units, errors, source and an example one can check by hand.",
    remedy="write the docstring with a short `>>>` example of round numbers, and correct the ones that came out otherwise.",
    look=look,
)
