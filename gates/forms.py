"""Forms are plain, and every text in one has a limit out of terms. It judges no wording and no layout."""

import ast
from collections.abc import Iterator
from pathlib import Path

from gates import tree
from gates.report import Finding, Gate

SOURCE = "src/wijkwaarde/*.py"
TEXTS = {"CharField", "EmailField", "RegexField", "SlugField", "URLField"}
OF_MODELS = {"ModelForm", "BaseModelForm", "modelform_factory", "modelformset_factory", "inlineformset_factory"}


def is_text_field(call: ast.Call, *, imported: set[str]) -> bool:
    """Say whether a call makes a form's text field: `forms.CharField(...)`, or the name imported from django.forms."""
    function = call.func
    if isinstance(function, ast.Attribute):
        return function.attr in TEXTS and tree.last_name(function.value) == "forms"
    return isinstance(function, ast.Name) and function.id in TEXTS & imported


def of_field(call: ast.Call) -> Iterator[str]:
    """Give what is wrong with a text field."""
    limit = next((word.value for word in call.keywords if word.arg == "max_length"), None)
    if limit is None:
        yield f"{tree.last_name(call.func)} has no max_length: somebody pastes 100,000 characters"
    elif isinstance(limit, ast.Constant):
        yield f"the limit {ast.unparse(limit)} stands in the form: name it in terms.py, where table and rules find it too"


def of_file(root: Path, *, path: Path) -> list[Finding]:
    """Find what is wrong with the forms of one file."""
    nodes = list(ast.walk(tree.parsed(root, path=path)))
    sources = [node for node in nodes if isinstance(node, ast.ImportFrom) and node.module == "django.forms"]
    imported = {name.asname or name.name for node in sources for name in node.names}
    said: list[tuple[int, str]] = []
    for node in nodes:
        if isinstance(node, ast.Call) and is_text_field(node, imported=imported):
            said += [(node.lineno, what) for what in of_field(node)]
        if isinstance(node, ast.Attribute | ast.Name) and tree.last_name(node) in OF_MODELS:
            said += [
                (node.lineno, f"{tree.last_name(node)} writes past the actions: a plain forms.Form, and an action")
            ]
    return [Finding(f"{path}:{line}", what) for line, what in said]


def look(root: Path) -> list[Finding]:
    """Find what is wrong with the forms."""
    paths = [path for path in tree.judged(root, SOURCE, gate="forms") if "tests" not in path.parts]
    return [finding for path in paths for finding in of_file(root, path=path)]


GATE = Gate(
    name="forms",
    why="a form is the first place that can say kindly that a text is too long, "
    "and it must say the same as the table behind it.",
    remedy="give every text field `max_length` with a name out of the noun's terms.py; let an action do the writing.",
    look=look,
)
