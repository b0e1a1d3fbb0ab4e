"""What a gate is and what it says: findings, and the sentences that teach. It checks nothing itself."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple


class Finding(NamedTuple):
    """One thing that is wrong, and the place of it (`path:line`, or a path)."""

    place: str
    what: str


@dataclass(frozen=True, kw_only=True)
class Gate:
    """One rule: its name, why it is there, what to do when it is broken, and the function that looks."""

    name: str
    why: str
    remedy: str
    look: Callable[[Path], list[Finding]]


def words(gate: Gate, *, findings: list[Finding]) -> str:
    """Give what a gate prints about its findings: where, what, why and what to do."""
    lines = [f"  {finding.place}: {finding.what}" if finding.place else f"  {finding.what}" for finding in findings]
    return "\n".join([f"{gate.name}: {len(findings)} to mend", *lines, f"  Why: {gate.why}", f"  Do: {gate.remedy}"])
