"""Every Dutch text of the screens has an English one. It reads Python and templates; it judges no wording."""

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract, extract_javascript, extract_python
from babel.messages.pofile import read_po
from django.conf import settings
from django.utils.translation.template import templatize

from gates import tree
from gates.report import Finding, Gate

SOURCE = Path("src/wijkwaarde")
ENGLISH = Path("src/wijkwaarde/web/locale/en/LC_MESSAGES/django.po")
KEYWORDS = DEFAULT_KEYWORDS | {
    "gettext_lazy": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "gettext_noop": None,
}
PLACEHOLDER = re.compile(r"\{\w+\}")

type Found = tuple[int, str | tuple[str, ...], list[str], str | None]


def from_template(file: IO[bytes], *rest: Any, **more: Any) -> Iterator[Found]:
    """Let Django turn a template into the form that Babel reads as JavaScript."""
    if not settings.configured:
        settings.configure()
    turned = io.BytesIO(templatize(file.read().decode()).encode())
    yield from extract_javascript(turned, *rest, **more)


def extracted(root: Path) -> Catalog:
    """Give all texts of the screens with the places where they stand."""
    catalogue = Catalog(project="wijkwaarde", charset="utf-8")
    for path in tree.judged(root, f"{SOURCE}/*.py", f"{SOURCE}/*/templates/*", gate="catalogue"):
        if "tests" in path.parts:
            continue
        method: Any = extract_python if path.suffix == ".py" else from_template
        with (root / path).open("rb") as file:
            found = extract(method, file, KEYWORDS, ["Vertaler:"], {}, strip_comment_tags=True)
            for line, text, comments, context in found:
                catalogue.add(text, None, [(str(path), line)], auto_comments=comments, context=context)
    return catalogue


def catalogue_of(root: Path) -> Catalog:
    """Give the English catalogue; an empty one when there is none yet."""
    if not (root / ENGLISH).exists():
        return Catalog(locale="en", project="wijkwaarde", charset="utf-8", fuzzy=False)
    with (root / ENGLISH).open("rb") as file:
        return read_po(file, locale="en")


def forms_of(text: Any) -> list[str]:
    """Give the forms of a text: one, or the singular and the plural."""
    return list(text) if isinstance(text, tuple | list) else [text]


def is_translated(message: Any) -> bool:
    """Say whether every form of a message has a text that nobody doubts."""
    return all(forms_of(message.string)) and not message.fuzzy


def other_placeholders(message: Any) -> list[str]:
    """Say which {placeholders} stand in only one of the two languages; Babel looks at the %(ones) only."""
    found = []
    for dutch, english in zip(forms_of(message.id), forms_of(message.string), strict=False):
        odd = sorted(set(PLACEHOLDER.findall(dutch)) ^ set(PLACEHOLDER.findall(english)))
        found += [f"{', '.join(odd)} in one language only"] if odd else []
    return found


def of_message(message: Any, *, english: Catalog) -> list[str]:
    """Say what one text lacks in the English catalogue."""
    known = english.get(message.id, message.context)
    name = message.id if isinstance(message.id, str) else message.id[0]
    if known is None or not is_translated(known):
        return [f"no English for '{name}'"]
    problems = [*known.check(english), *other_placeholders(known)]
    return [f"the English of '{name}' does not fit: {problem}" for problem in problems]


def look(root: Path) -> list[Finding]:
    """Find the texts without English, and those whose English would break the page."""
    english = catalogue_of(root)
    found = []
    for message in extracted(root):
        if message.id:
            place = ":".join(map(str, message.locations[0]))
            found += [Finding(place, what) for what in of_message(message, english=english)]
    return found


GATE = Gate(
    name="catalogue",
    why="who reads no Dutch sees a half-Dutch page, and nobody of us would notice.",
    remedy="run `make messages`, then write the English in " + str(ENGLISH) + ".",
    look=look,
)
