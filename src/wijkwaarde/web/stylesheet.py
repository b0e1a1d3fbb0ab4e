"""The stylesheets: tokens, components and our own rules, without the tokens nobody uses; it serves nothing."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

STATIC = Path(__file__).resolve().parent / "static"
VENDORED_CSS = STATIC / "vendor" / "css"
TOKENS = VENDORED_CSS / "voorbeeld-tokens.css"
PALETTE = STATIC / "palette.css"
OWN = STATIC / "wijkwaarde.css"
SITE = STATIC / "site.css"
# A page that stands on its own has no forms and no buttons, so it does not carry their rules.
ON_PAPER_TOO = (
    "nl-data-badge",
    "nl-heading",
    "nl-link",
    "nl-paragraph",
    "nl-skip-link",
    "utrecht-alert",
    "utrecht-document",
    "utrecht-page-body",
    "utrecht-page-footer",
    "utrecht-page-header",
    "utrecht-table",
)
TOKEN = re.compile(r"(--[\w-]+)\s*:\s*([^;{}]+);")
USED = re.compile(r"var\(\s*(--[\w-]+)")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
SPACE = re.compile(r"\s+")
AROUND = re.compile(r"\s*([{};,>])\s*")
THEME = ":root"


@cache
def stylesheet() -> str:
    """All CSS of a page that stands on its own, as one small text: used tokens, components, then our own."""
    return _joined([VENDORED_CSS / f"{name}.css" for name in ON_PAPER_TOO], own=[OWN])


@cache
def site_stylesheet() -> str:
    """All CSS of the site: the same, and what forms, buttons and the shell need."""
    return _joined([path for path in sorted(VENDORED_CSS.glob("*.css")) if path != TOKENS], own=[OWN, SITE])


def _joined(parts: list[Path], *, own: list[Path]) -> str:
    components = "\n".join(path.read_text(encoding="utf-8") for path in parts)
    ours = "\n".join(path.read_text(encoding="utf-8") for path in own)
    return minified(f"{THEME} {{{used_tokens(components + ours)}}}\n{components}\n{ours}")


def used_tokens(css: str) -> str:
    """The design tokens that this CSS refers to, and those that these refer to; our palette overrules."""
    tokens = dict(TOKEN.findall(TOKENS.read_text(encoding="utf-8") + PALETTE.read_text(encoding="utf-8")))
    wanted, found = set(USED.findall(css)), dict[str, str]()
    while wanted:
        name = wanted.pop()
        if name in tokens and name not in found:
            found[name] = tokens[name].strip()
            wanted |= set(USED.findall(tokens[name]))
    return "".join(f"{name}:{found[name]};" for name in sorted(found))


def minified(css: str) -> str:
    """The same CSS without comments and needless space."""
    return AROUND.sub(r"\1", SPACE.sub(" ", COMMENT.sub("", css))).strip()
