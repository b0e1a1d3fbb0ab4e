"""Writes the case file of a story: what runs now and what may happen as in a worked case, the plan its own; analyses nothing."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from datetime import date
from random import Random
from typing import Any

from waarde import HelpSource
from wijkwaarde import demo
from wijkwaarde.demo.crowd.story import Agreement, Story
from wijkwaarde.kernel.measurements.terms import Moment

# Which worked case a question is most like, by who is the fixed contact; the worked cases themselves have their own file.
LIKE = {"yara": "joey", "delano": "joey", "hatice": "gerrit", "wouter": "gerrit", "chantal": "gerrit"}
OTHERS = "amina"
WORKED = {"De kappersstoel": "amina.toml", "De fietsenmaker": "gerrit.toml", "Zestig uur": "joey.toml"}
MOMENTS = {Moment.BEFORE: "before", Moment.SIX_WEEKS: "6-weeks", Moment.FOLLOW_UP: "9-months"}
LONGEST_TITLE = 60


def case_file(story: Story, *, number: int) -> str:
    """The text of a case file, with quantities that differ from case to case and are the same every time."""
    rng = Random(f"file/{number}")
    base = tomllib.loads((demo.CASES / f"{LIKE.get(story.contact, OTHERS)}.toml").read_text(encoding="utf-8"))
    return "\n".join(
        (
            *_head(story, number=number),
            *_now(base, rng=rng),
            *_nothing(base),
            *(text for line in story.lines for text in _line(line, rng=rng)),
            *_marks(story),
        )
    )


def _head(story: Story, *, number: int) -> Iterator[str]:
    told: dict[str, Any] = {
        "case": f"wijk-{number}",
        "title": story.words.split(".")[0][:LONGEST_TITLE],
        "fiction": True,
        "start": story.agreed_on,
        "prices": "example-2023",
        "lists": "example-lists",
        "question": story.words,
        "wants": story.wants,
        "cans": story.cans,
        "needs": story.needs,
        "feared": story.feared,
        "notes": ["De bedragen zijn verzonnen; een collega van een andere organisatie keek mee."],
    }
    return _table("", {name: value for name, value in told.items() if value})


def _now(base: dict[str, Any], *, rng: Random) -> Iterator[str]:
    """What runs in the worked case, more or less of it; nobody's hours, because those people are not here."""
    for line in base["now"]["line"]:
        if "price" in line:
            kept = {name: value for name, value in line.items() if name not in {"for", "beneficiary"}}
            if "beneficiary" not in line:
                yield from _table("[now.line]", kept | {"quantity": _varied(line["quantity"], rng=rng)})


def _nothing(base: dict[str, Any]) -> Iterator[str]:
    """What may happen, without what would stop then: that names lines of the worked case."""
    for risk in base["nothing"]["risk"][:2]:
        yield from _table("[nothing.risk]", {"risk": risk["risk"], "level": risk["level"]})
        for line in risk["line"]:
            yield from _table("[nothing.risk.line]", {name: value for name, value in line.items() if name != "for"})


def _line(line: Agreement, *, rng: Random) -> Iterator[str]:
    """A line of the plan with what it takes, as far as its source says so."""
    told: dict[str, Any] = {"what": line.what, "source": line.source.value}
    if line.source is HelpSource.TAILORED:
        told |= {"price": "BI", "quantity": rng.choice((0.5, 1, 1.5)), "frequency": "week", "periods": 40}
    elif line.source is HelpSource.COLLECTIVE:
        told |= {
            "price": "HW",
            "quantity": rng.choice((1, 2)),
            "frequency": "week",
            "periods": rng.choice((30, 40, 44)),
        }
    elif line.source is HelpSource.EXISTING:
        told |= {"price": rng.choice(("POH", "HA", "BI")), "quantity": rng.randint(2, 10), "frequency": "in-total"}
    yield from _table("[solution.line]", told)


def _marks(story: Story) -> Iterator[str]:
    for mark in story.marks:
        yield from _table("[mark]", {"who": "bewoner", "moment": MOMENTS[mark.moment], "mark": mark.mark})


def _varied(quantity: float, *, rng: Random) -> float:
    return max(0.5, round(quantity * rng.uniform(0.6, 1.3) * 2) / 2)


def _table(name: str, values: dict[str, Any]) -> Iterator[str]:
    if name:
        yield f"[{name}]"
    yield from (f"{key} = {_value(value)}" for key, value in values.items())


def _value(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else json.dumps(value, ensure_ascii=False)
