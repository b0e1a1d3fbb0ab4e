"""Models say what a row is: keys to classes that have a name, no hidden writing, no choices, no clock. It loads no Django."""

import ast
from collections.abc import Iterator
from pathlib import Path

from gates import tree
from gates.report import Finding, Gate

SOURCE = "src/wijkwaarde/*.py"
RELATIONS = {"ForeignKey", "OneToOneField", "ManyToManyField"}
NAMED_BY = {"to", "through"}
HIDDEN = {"save", "delete", "save_base", "asave", "adelete"}
CLOCKS = {"auto_now", "auto_now_add"}
GENERIC = {"GenericForeignKey", "GenericRelation"}
DJANGO_ENUMS = {"Choices", "TextChoices", "IntegerChoices"}


def keys_by_text(call: ast.Call) -> Iterator[str]:
    """Give what is wrong with the targets of a key: a text where the class has a name."""
    if tree.last_name(call.func) not in RELATIONS:
        return
    targets = [*call.args[:1], *(word.value for word in call.keywords if word.arg in NAMED_BY)]
    for target in targets:
        if isinstance(target, ast.Constant) and isinstance(target.value, str) and target.value != "self":
            yield f"a key to '{target.value}' by text: import the class, so that the import contracts see it"


def looks_back(call: ast.Call, *, own: set[str]) -> Iterator[str]:
    """Give what is wrong with an instrument's key to a class of somebody else: the other end would know the instrument."""
    if tree.last_name(call.func) not in RELATIONS or not call.args or tree.last_name(call.args[0]) in own:
        return
    name = next((word.value for word in call.keywords if word.arg == "related_name"), None)
    if not (isinstance(name, ast.Constant) and name.value == "+") and ast.unparse(call.args[0]) != "'self'":
        yield "an instrument's key to the kernel without related_name='+': the kernel would know the instrument"


def of_call(call: ast.Call, *, in_models: bool) -> Iterator[str]:
    """Give what is wrong with one call."""
    words = {word.arg for word in call.keywords}
    if in_models:
        yield from keys_by_text(call)
    if tree.last_name(call.func) in GENERIC:
        yield "a generic key: the database holds only what it can see; point at the row itself"
    if in_models and "choices" in words:
        yield "choices on a field: an enum of terms with a check constraint, or rows that people can add to"
    limits = [word.value for word in call.keywords if word.arg == "max_length"]
    if in_models and any(isinstance(limit, ast.Constant) for limit in limits):
        yield "a limit without a name: name it in terms.py, where forms and rules find it too"
    for word in sorted(CLOCKS & {str(word) for word in words}):
        yield f"{word} asks the clock: the action gets `now` as an argument and writes it down"


def of_class(node: ast.ClassDef, *, in_models: bool) -> Iterator[tuple[int, str]]:
    """Give what is wrong with one class, with its lines."""
    if DJANGO_ENUMS & {tree.last_name(base) for base in node.bases}:
        yield node.lineno, f"{node.name} is an enum of Django: a StrEnum in terms.py, and a check constraint here"
    methods = [one for one in node.body if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef)]
    for method in methods:
        if in_models and method.name in HIDDEN:
            yield (
                method.lineno,
                f"{node.name}.{method.name} writes in secret: what must happen is an action, called by name",
            )


def of_file(root: Path, *, path: Path) -> list[Finding]:
    """Find what is wrong in one file."""
    in_models = path.stem == "models" or path.parent.name == "models"
    in_instrument = in_models and "instruments" in path.parts
    nodes = list(ast.walk(tree.parsed(root, path=path)))
    own = {node.name for node in nodes if isinstance(node, ast.ClassDef)}
    said: list[tuple[int, str]] = []
    for node in nodes:
        if isinstance(node, ast.Call):
            said += [(node.lineno, what) for what in of_call(node, in_models=in_models)]
            said += [(node.lineno, what) for what in looks_back(node, own=own) if in_instrument]
        if isinstance(node, ast.ClassDef):
            said += of_class(node, in_models=in_models)
    return [Finding(f"{path}:{line}", what) for line, what in said]


def look(root: Path) -> list[Finding]:
    """Find what is wrong in the models, and what is model-like elsewhere."""
    paths = [path for path in tree.judged(root, SOURCE, gate="models") if not {"migrations", "tests"} & set(path.parts)]
    return [finding for path in paths for finding in of_file(root, path=path)]


GATE = Gate(
    name="models",
    why="what a row is and what happens to it must be found by its name and held by the database, "
    "not by a text, a hidden method or a list that only Python knows.",
    remedy="do as the line says; design: a noun's actions write, its constraints hold, its terms name.",
    look=look,
)
