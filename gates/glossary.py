"""Every word the code uses for the field has a row in GLOSSARY.md. It does not judge whether the word is well chosen."""

import ast
import re
from pathlib import Path

from gates import tree
from gates.docstrings import FRONT, exported
from gates.report import Finding, Gate

GLOSSARY = Path("GLOSSARY.md")
PYTHON = ("waarde/src/*.py", "src/*.py")
FOLDER = re.compile(r"^src/wijkwaarde/(?:kernel|instruments)/(\w+)/")
ENUMS = {"StrEnum", "IntEnum", "Enum", "TextChoices"}
COLUMN = re.compile(r"\w*Field|ForeignKey")
EXPRESSIONS = {"Func", "Expression", "Lookup", "Transform", "Aggregate"}


def enums(root: Path) -> dict[str, str]:
    """Give the enums of the code, each with its place."""
    found = {}
    for path in tree.judged(root, *PYTHON, gate="glossary"):
        for node in ast.walk(tree.parsed(root, path=path)):
            if isinstance(node, ast.ClassDef) and ENUMS & {ast.unparse(base).split(".")[-1] for base in node.bases}:
                found[node.name] = f"{path}:{node.lineno}"
    return found


def has_columns(node: ast.ClassDef) -> bool:
    """Say whether a class defines columns of a table; an expression of SQL defines what it gives, and has none."""
    if EXPRESSIONS & {tree.last_name(base) for base in node.bases}:
        return False
    values = [one.value for one in node.body if isinstance(one, ast.Assign | ast.AnnAssign)]
    return any(isinstance(value, ast.Call) and COLUMN.fullmatch(tree.last_name(value.func)) for value in values)


def models(root: Path) -> dict[str, str]:
    """Give the classes whose instances are rows of a table, each with its place."""
    paths = tree.judged(root, "src/wijkwaarde/*/models.py", gate="glossary")
    classes = [
        (path, node) for path in paths for node in tree.parsed(root, path=path).body if isinstance(node, ast.ClassDef)
    ]
    return {node.name: f"{path}:{node.lineno}" for path, node in classes if has_columns(node)}


def classes_of_waarde(root: Path) -> dict[str, str]:
    """Give the public classes of the library."""
    return {name: str(FRONT) for name in exported(root) if name[0].isupper() and not name.isupper()}


def folders(root: Path) -> dict[str, str]:
    """Give the nouns and instruments: the folders of the kernel and of the instruments."""
    matched = [(path, FOLDER.match(str(path))) for path in tree.files(root, "src/wijkwaarde/*.py")]
    return {found[1]: str(path.parents[0]) for path, found in matched if found and found[1] != "tests"}


def look(root: Path) -> list[Finding]:
    """Find the words that have no row."""
    text = (root / GLOSSARY).read_text() if (root / GLOSSARY).exists() else ""
    rows = "\n".join(line for line in text.splitlines() if line.lstrip().startswith("|"))
    known = set(re.findall(r"\w+", rows))
    words = classes_of_waarde(root) | enums(root) | models(root) | folders(root)
    missing = sorted((place, word) for word, place in words.items() if word not in known)
    return [Finding(place, f"'{word}' has no row in {GLOSSARY}") for place, word in missing]


GATE = Gate(
    name="glossary",
    why="residents, professionals, controllers and programmers must mean the same by a word; "
    "a word in the code that is in no list will soon have a twin.",
    remedy="add a row: the Dutch word, the word in the code, what it means, where it comes from. Or use the word that is there.",
    look=look,
)
