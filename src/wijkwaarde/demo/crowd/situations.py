"""Reads the situations and the rules in the way of the example neighbourhood, which are texts beside this file."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from waarde import Band, HelpSource
from wijkwaarde.demo.crowd.story import Agreement

HERE = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Situation:
    """One kind of question: ways to say it, what goes with it, and who helps; `more` are agreements of its theme."""

    theme: str
    words: tuple[str, ...]
    wants: str
    cans: str
    needs: str
    feared: str
    own: tuple[Agreement, ...]
    more: tuple[Agreement, ...]
    contacts: tuple[str, ...]
    helpers: tuple[str, ...]
    barriers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that stands in the way, and the two answers that a manager may give; `town`: it is the municipality's."""

    rule: str
    called: str
    town: bool
    resolved: str
    explained: str


@cache
def situations() -> tuple[Situation, ...]:
    """All situations, by theme."""
    return tuple(one for path in sorted((HERE / "situations").glob("*.toml")) for one in _of_theme(path))


@cache
def rules_in_the_way() -> dict[str, Rule]:
    """The rules by key."""
    return {key: Rule(**told) for key, told in read(HERE / "barriers.toml").items()}


def read(path: Path) -> dict[str, Any]:
    """The tables of a file."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


def agreement(row: list[str]) -> Agreement:
    """A line as it stands in a file: what, who, source, and how often (may be left out)."""
    what, who, source, *band = row
    return Agreement(what, who, HelpSource(source), Band(band[0]) if band else None)


def _of_theme(path: Path) -> list[Situation]:
    told = read(path)
    more = tuple(agreement(row) for row in told["lines"])
    return [
        Situation(
            theme=path.stem,
            words=tuple(one["words"]),
            wants=one["wants"],
            cans=one["cans"],
            needs=one["needs"],
            feared=one.get("feared", ""),
            own=tuple(agreement(row) for row in one["lines"]),
            more=more,
            contacts=tuple(told["contacts"]),
            helpers=tuple(told["helpers"]),
            barriers=tuple(told["barriers"]),
        )
        for one in told["situation"]
    ]
