"""What import-linter cannot see: templates that reach into another instrument, or past the content security policy."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "wijkwaarde"
TEMPLATES = sorted(SOURCE.rglob("templates/**/*.html"))
NAMED = re.compile(r"""{%\s*(?:include|extends)\s+["']([^"'#]+)""")
FORBIDDEN = {
    "a style of its own": re.compile(r"\sstyle\s*="),
    "a script in an attribute": re.compile(r"\son[a-z]+\s*="),
    "a script in htmx": re.compile(r"hx-on|js:"),
    "an address elsewhere": re.compile(r"""(?:src|srcset|action|data)\s*=\s*["'](?:https?:)?//"""),
}


def owner(path):
    parts = path.relative_to(SOURCE).parts
    return parts[1] if parts[0] == "instruments" else None


def test_there_are_templates_to_judge():
    assert TEMPLATES


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_template_takes_only_from_its_own_instrument_or_from_what_all_share(path):
    others = {folder.name for folder in (SOURCE / "instruments").iterdir()} - {owner(path)}
    taken = {name.split("/")[0] for name in NAMED.findall(path.read_text())}
    assert not taken & others, "instruments meet through the kernel's facts, not through each other's templates"


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(SOURCE)))
@pytest.mark.parametrize("what", FORBIDDEN)
def test_a_template_has_nothing_that_the_content_security_policy_forbids(path, what):
    found = FORBIDDEN[what].search(path.read_text())
    assert not found, f"{what}: {found and found.group()}; put it in a style sheet or in a file of its own"
