"""Streams from who pays more, through a middle, to who pays less; it does not know who they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from wijkwaarde.web.charts.picture import (
    FONT_SIZE,
    INK,
    SMALL_WIDTH,
    WIDE_WIDTH,
    Drawing,
    Picture,
    base_options,
    wrapped,
)

MIDDLE = "middle"
LINE_HEIGHT = 18
LABEL_GAP = 12
NODE_WIDTH = 12
SMALL_NAME = 16
WIDE_NAME = 30
STREAM_HEIGHT = 190
TOP = 62
BOTTOM = 22
EDGE = 2
STREAM_OPACITY = 0.32
PAYS_COLOUR = "#b0682a"
GAINS_COLOUR = "#0c6b62"
MIDDLE_COLOUR = "#16333a"
OUTLINE_WIDTH = 1.5


@dataclass(frozen=True)
class Stream:
    """One party: `amount` above 0 is what it keeps, below 0 what it pays more."""

    key: str
    name: str
    amount: float
    value_text: str


@dataclass(frozen=True)
class Headings:
    """The words over the three columns."""

    pays: str
    middle: str
    gains: str


def flows(streams: tuple[Stream, ...], *, key: str, title: str, description: str, headings: Headings) -> Picture:
    """A picture of streams; parties with amount 0 are left out."""

    def drawing(width: int, name_width: int) -> Drawing:
        shown = sorted((stream for stream in streams if stream.amount), key=lambda stream: -abs(stream.amount))
        names = {stream.key: _label(stream, width=name_width) for stream in shown}
        gap = (max((name.count("\n") for name in names.values()), default=0) + 1) * LINE_HEIGHT + LABEL_GAP
        pays = sum(stream.amount < 0 for stream in shown)
        height = TOP + BOTTOM + STREAM_HEIGHT + gap * max(pays, len(shown) - pays, 1)
        options = _options(shown, names=names, gap=gap, headings=headings, width=width)
        return Drawing(options=options, width=width, height=height)

    return Picture(
        key=key,
        title=title,
        description=description,
        small=drawing(SMALL_WIDTH, SMALL_NAME),
        wide=drawing(WIDE_WIDTH, WIDE_NAME),
    )


def _label(stream: Stream, *, width: int) -> str:
    return wrapped(stream.name, width=width) + "\n" + wrapped(stream.value_text, width=width)


def _options(shown: list[Stream], *, names: dict[str, str], gap: int, headings: Headings, width: int) -> dict[str, Any]:
    pays = [stream for stream in shown if stream.amount < 0]
    gains = [stream for stream in shown if stream.amount > 0]
    sides = [(pays, headings.pays, "left"), (gains, headings.gains, "right")]
    return {
        **base_options(),
        "title": [_heading(text, side=side, width=width) for group, text, side in sides if group],
        "series": {
            "type": "sankey",
            "left": EDGE,
            "right": EDGE,
            "top": TOP,
            "bottom": BOTTOM,
            "nodeWidth": NODE_WIDTH,
            "nodeGap": gap,
            "nodeAlign": "justify",
            "layoutIterations": 0,
            "silent": True,
            "draggable": False,
            "lineStyle": {"opacity": STREAM_OPACITY, "curveness": 0.5},
            "data": [_middle(headings.middle), *(_node(stream, text=names[stream.key]) for stream in shown)],
            "links": [_link(stream) for stream in shown],
        },
    }


def _heading(text: str, *, side: str, width: int) -> dict[str, Any]:
    style = {"fontSize": FONT_SIZE, "fontWeight": 700, "color": INK}
    place = {"left": EDGE if side == "left" else width - EDGE, "textAlign": side, "top": 0, "padding": 0}
    return {"text": wrapped(text, width=WIDE_NAME), "textStyle": style} | place


def _middle(text: str) -> dict[str, Any]:
    return {
        "name": MIDDLE,
        "itemStyle": {"color": MIDDLE_COLOUR},
        "label": {"position": "top", "formatter": wrapped(text, width=SMALL_NAME)} | _text_style(),
    }


def _node(stream: Stream, *, text: str) -> dict[str, Any]:
    pays = stream.amount < 0
    colour = PAYS_COLOUR if pays else GAINS_COLOUR
    return {
        "name": stream.key,
        "depth": 0 if pays else 2,
        "itemStyle": {"color": colour, "borderColor": colour, "borderWidth": OUTLINE_WIDTH},
        "label": {"position": "right" if pays else "left", "formatter": text} | _text_style(),
    }


def _text_style() -> dict[str, Any]:
    return {"fontSize": FONT_SIZE, "lineHeight": LINE_HEIGHT, "color": INK, "textBorderColor": "#ffffff"} | {
        "textBorderWidth": 3
    }


def _link(stream: Stream) -> dict[str, Any]:
    pays = stream.amount < 0
    ends = {"source": stream.key, "target": MIDDLE} if pays else {"source": MIDDLE, "target": stream.key}
    colour = PAYS_COLOUR if pays else GAINS_COLOUR
    return ends | {"value": abs(stream.amount), "lineStyle": {"color": colour}}
