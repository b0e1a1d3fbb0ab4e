"""What the page and the PDF of a micro-analysis show: finished words, tables and pictures; nothing is decided here."""

from __future__ import annotations

from dataclasses import dataclass

from wijkwaarde.web.charts import Picture
from wijkwaarde.web.tables import Table


@dataclass(frozen=True)
class Mark:
    """Somebody's own mark, 1 to 10, at a moment, both in words."""

    who: str
    moment: str
    mark: float
    day: str = ""


@dataclass(frozen=True)
class Fact:
    """A name, what it is, and an address where there is one."""

    name: str
    text: str
    url: str = ""


@dataclass(frozen=True)
class Origin:
    """Where one figure comes from: how it was counted, from what, and the parts it is made of.

    `repeated` tells that the same price was explained before, so that paper need not say it again.
    """

    anchor: str
    name: str
    value: str
    formula: str
    facts: tuple[Fact, ...]
    parts: tuple[Origin, ...]
    repeated: bool = False


@dataclass(frozen=True)
class Box:
    """One of the boxes of the conversation: a heading and what was said."""

    title: str
    sayings: tuple[str, ...]


@dataclass(frozen=True)
class Section:
    """One part of the page: the subject, the finding as its heading, and the proof below it.

    `origin` is the anchor of the explanation, `figure` the words above the picture.
    """

    key: str
    topic: str
    title: str
    lead: tuple[str, ...] = ()
    picture: Picture | None = None
    table: Table | None = None
    points: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    origin: str = ""


@dataclass(frozen=True)
class KeyFigure:
    """One of the few figures that stand on top."""

    name: str
    value: str
    detail: str = ""


@dataclass(frozen=True)
class AnalysisPage:
    """A whole micro-analysis in one language, from top to bottom."""

    language: str
    title: str
    kind: str
    for_whom: str
    example: str
    fiction: str
    question: tuple[str, ...]
    finding: str
    key_figures: tuple[KeyFigure, ...]
    boxes: tuple[Box, ...]
    sections: tuple[Section, ...]
    origins_title: str
    origins_lead: str
    origins: tuple[Origin, ...]
    about: tuple[str, ...]
