"""Templates keep within the content security policy, escape what they show, and take nothing from another instrument."""

import re
from collections.abc import Iterator
from pathlib import Path

from gates import tree
from gates.report import Finding, Gate

TEMPLATES = ("src/*/templates/*.html", "src/*/templates/*.svg")
INSTRUMENTS = re.compile(r"^src/wijkwaarde/instruments/(\w+)/")
REMARK = re.compile(r"{#.*?#}|{%\s*comment\b.*?%}.*?{%\s*endcomment\s*%}|<!--.*?-->", re.DOTALL)
OF_DJANGO = re.compile(r"{%.*?%}|{{.*?}}", re.DOTALL)
TAG = re.compile(r"""<([a-zA-Z][\w-]*)((?:[^<>"']|"[^"]*"|'[^']*')*)>""")
ATTRIBUTE = re.compile(r"""([^\s=/"'<>]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s>]+))?""")
TAKEN = re.compile(r"""{%\s*(?:include|extends)\s+["']([^"'#]+)""")
UNESCAPED = re.compile(r"\|\s*(?:safe|safeseq)\b|{%\s*autoescape\s+off\s*%}")
ELSEWHERE = re.compile(r"^(?:https?:)?//")
FETCHES = {"src", "srcset", "action", "formaction", "data", "poster", "hx-get", "hx-post", "hx-put", "hx-delete"}


def blank(text: str, *, pattern: re.Pattern[str]) -> str:
    """Give the text with what matches made blank, on as many lines."""
    return pattern.sub(lambda found: re.sub(r"[^\n]", " ", found.group()), text)


def of_attribute(name: str, *, value: str, tag: str) -> Iterator[str]:
    """Give what is wrong with one attribute."""
    if name == "style":
        yield "a style of its own: a class, and the rule in a style sheet"
    if re.fullmatch(r"on[a-z]+", name) or name.startswith("hx-on"):
        yield f"a script in {name}: the policy stops it; a file of its own, that looks for a class or a data- attribute"
    if re.match(r"\s*(?:js|javascript):", value):
        yield f"a script in the value of {name}: the policy stops it; send what the form holds"
    if name.startswith("hx-trigger") and "[" in value:
        yield "a filter in square brackets in hx-trigger is a script, which the policy stops"
    fetches = name in FETCHES or (name == "href" and tag in {"link", "use", "image"})
    if fetches and ELSEWHERE.match(value.strip()):
        yield f"an address elsewhere in {name}: everything comes from this very site"


def of_tag(name: str, *, inside: str) -> Iterator[str]:
    """Give what is wrong with one tag."""
    attributes = {key.lower(): value.strip("\"'") for key, value in ATTRIBUTE.findall(inside)}
    if name == "style":
        yield "a style sheet in the page: a file in static/"
    if name == "script" and "src" not in attributes and "json" not in attributes.get("type", ""):
        yield "a script in the page: a file in static/, named by src"
    for key, value in attributes.items():
        yield from of_attribute(key, value=value, tag=name)


def of_policy(text: str) -> Iterator[tuple[int, str]]:
    """Give what the content security policy would stop, with its place in the text."""
    plain = blank(text, pattern=OF_DJANGO)
    for found in TAG.finditer(plain):
        yield from ((found.start(), what) for what in of_tag(found[1].lower(), inside=found[2]))


def of_taking(text: str, *, path: Path, instruments: set[str]) -> Iterator[tuple[int, str]]:
    """Give the templates that are taken from an instrument that is not one's own."""
    own = INSTRUMENTS.match(str(path))
    for found in TAKEN.finditer(text):
        folder = found[1].split("/")[0]
        if folder in instruments - {own[1] if own else ""}:
            yield found.start(), f"takes {found[1]} from another instrument: they meet through the kernel's facts"


def said(root: Path, *, path: Path, found: Iterator[tuple[int, str]]) -> list[Finding]:
    """Give findings at their lines."""
    text = tree.text(root, path=path)
    return [Finding(f"{path}:{text.count('\n', 0, start) + 1}", what) for start, what in sorted(found)]


def look(root: Path) -> list[Finding]:
    """Find what templates may not have or take."""
    folders = [INSTRUMENTS.match(str(path)) for path in tree.files(root, "src/wijkwaarde/instruments/*")]
    instruments = {found[1] for found in folders if found}
    findings = []
    for path in tree.judged(root, *TEMPLATES, gate="markup"):
        text = blank(tree.text(root, path=path), pattern=REMARK)
        findings += said(root, path=path, found=of_policy(text))
        findings += said(root, path=path, found=of_taking(text, path=path, instruments=instruments))
    return findings


def look_for_unescaped(root: Path) -> list[Finding]:
    """Find where a template shows something without escaping it."""
    paths = tree.judged(root, *TEMPLATES, gate="escaping")
    texts = [(path, blank(tree.text(root, path=path), pattern=REMARK)) for path in paths]
    places = [(path, text, found) for path, text in texts for found in UNESCAPED.finditer(text)]
    return [
        Finding(f"{path}:{text.count('\n', 0, found.start()) + 1}", f"{found.group().strip()} shows a text as it comes")
        for path, text, found in places
    ]


GATE = Gate(
    name="markup",
    why="the browser may run nothing that does not come as a file from this site, so that a text somebody typed never runs; "
    "what the policy stops fails in silence.",
    remedy="do as the line says. Exceptions stand in gates/exceptions.toml.",
    look=look,
)
ESCAPING = Gate(
    name="escaping",
    why="what people type is shown as text; one place that trusts it lets one visitor act as another.",
    remedy="let the code that makes markup return a SafeString, or list the template with its reason in gates/exceptions.toml.",
    look=look_for_unescaped,
)
