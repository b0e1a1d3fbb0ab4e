"""The files of the project as git sees them, and what is set aside from which gate. It judges nothing."""

import ast
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

LIST = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"]
SOURCES = ("src", "waarde/src")
COMPILED = ("*.mo", f"*.{sys.implementation.cache_tag}.pyc")
EXCEPTIONS = Path("gates/exceptions.toml")


def files(root: Path, *patterns: str) -> list[Path]:
    """Give the files that are or would be committed and match one of the patterns, relative to the root."""
    # A clone that somebody else owns is trusted as much as the code of this gate, which came with it.
    command = ["git", "-c", f"safe.directory={root.resolve()}", *LIST]
    listed = subprocess.run(command, cwd=root, check=True, capture_output=True, text=True).stdout.split("\0")
    chosen = [name for name in listed if name and any(fnmatch(name, pattern) for pattern in patterns or ["*"])]
    return [Path(name) for name in sorted(set(chosen)) if (root / name).is_file()]


def set_aside(root: Path, *, gate: str) -> list[str]:
    """Give the patterns of files that a gate passes over; the reasons are in the list itself."""
    listed = tomllib.loads((root / EXCEPTIONS).read_text()).get("exception", [])
    return [entry["files"] for entry in listed if gate in entry["gates"]]


def judged(root: Path, *patterns: str, gate: str) -> list[Path]:
    """Give the files that match and that the gate does not pass over."""
    aside = set_aside(root, gate=gate)
    return [path for path in files(root, *patterns) if not any(fnmatch(str(path), pattern) for pattern in aside)]


def text(root: Path, *, path: Path) -> str:
    """Give the text of a file, or nothing when it is no text (a font, a picture)."""
    raw = (root / path).read_bytes()
    return "" if b"\0" in raw else raw.decode(errors="replace")


def parsed(root: Path, *, path: Path) -> ast.Module:
    """Give the syntax tree of a Python file; a SyntaxError says which file it was."""
    return of_source(text(root, path=path), name=str(path))


@cache
def of_source(source: str, *, name: str) -> ast.Module:
    """Parse a text once for all gates; they only read the tree."""
    return ast.parse(source, filename=name)


def last_name(node: ast.AST) -> str:
    """Give the last word of a name in code: `ForeignKey` of `models.ForeignKey`; nothing when it is no name."""
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def copy(root: Path, *, to: Path) -> Path:
    """Copy what is or would be committed, and what was compiled from it, to a folder; make it a repository of its own."""
    compiled = [
        path.relative_to(root) for source in SOURCES for kind in COMPILED for path in (root / source).rglob(kind)
    ]
    for path in [*files(root), *compiled]:
        target = to / path
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(root / path, target)
    subprocess.run(["git", "init", "--quiet", str(to)], check=True)
    return to


def environment(root: Path, *, base: Mapping[str, str]) -> dict[str, str]:
    """Give the variables with which a child process sees the packages of this very tree before the installed ones."""
    paths = [str(root / "waarde" / "src"), str(root / "src"), str(root)]
    return {**base, "PYTHONPATH": ":".join(paths)}
