"""No secret stands in a committed file: no key, no token, no address with a password in it. Passwords by name are bandit's."""

import re
from pathlib import Path

from gates import tree
from gates.report import Finding, Gate

SECRETS = re.compile(
    r"""
    -----BEGIN\ (?:[A-Z]+\ )?PRIVATE\ KEY | \bAKIA[0-9A-Z]{16}\b | \bgh[pousr]_[A-Za-z0-9]{36} | \bglpat-[\w-]{20}
    | \bxox[abprs]-[\w-]{10} | \bsk_live_\w{16} | \bAIza[\w-]{35} | \beyJ[\w-]{16,}\.eyJ[\w-]{16,}\.
    """,
    re.VERBOSE,
)
# The password in an address; words that stand for one, and places to fill in, are none.
ADDRESS = re.compile(r"\w+://[\w.-]+:(?P<password>[^\s@/'\"{}<>$%…*]+)@")
STANDS_FOR_ONE = {"password", "wachtwoord", "app", "own", "secret", "geheim", "pass", "x", "..."}


def of_line(line: str, *, is_test: bool) -> str | None:
    """Say what is wrong with one line, without repeating it."""
    if SECRETS.search(line):
        return "has what looks like a key or a token"
    address = ADDRESS.search(line)
    if address and not is_test and address["password"].lower() not in STANDS_FOR_ONE:
        return "has an address with a password in it"
    return None


def of_file(root: Path, *, path: Path) -> list[Finding]:
    """Find the secrets in one file."""
    lines = enumerate(tree.text(root, path=path).splitlines(), start=1)
    said = ((number, of_line(line, is_test="tests" in path.parts)) for number, line in lines)
    return [Finding(f"{path}:{number}", what) for number, what in said if what]


def look(root: Path) -> list[Finding]:
    """Find the secrets in every file that is not set aside."""
    return [finding for path in tree.judged(root, gate="secrets") for finding in of_file(root, path=path)]


GATE = Gate(
    name="secrets",
    why="this code is public: what stands in it once is known for ever, also after it is taken out.",
    remedy="read it from the environment (docs/reference/configuration.md), and change the secret: it is none any more.",
    look=look,
)
