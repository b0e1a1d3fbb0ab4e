"""Lines through a few moments on a fixed scale, one for each name; it never averages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from wijkwaarde.web.charts.picture import (
    FONT_SIZE,
    INK,
    QUIET,
    RULE,
    SMALL_WIDTH,
    WIDE_WIDTH,
    Drawing,
    Picture,
    base_options,
    label,
    wrapped,
)

HEIGHT = 320
LEGEND_HEIGHT = 40
TOP = 16
LEFT = 34
RIGHT = 24
AXIS_HEIGHT = 48
LINE_WIDTH = 3
SYMBOL_SIZE = 12
SMALL_NAME = 11
WIDE_NAME = 22
COLOURS = ("#0c505b", "#b0682a", "#5d4a9c", "#2f7d5b", "#a23b5b")
SYMBOLS = ("circle", "diamond", "rect", "triangle", "roundRect")
DASHES = ("solid", "dashed", "dotted", "dashed", "dotted")


@dataclass(frozen=True)
class Line:
    """One line: a value for each moment, None where there is none."""

    name: str
    values: tuple[float | None, ...]
    texts: tuple[str, ...]


def lines(
    rows: tuple[Line, ...],
    *,
    moments: tuple[str, ...],
    lowest: int,
    highest: int,
    key: str,
    title: str,
    description: str,
) -> Picture:
    """A picture of lines; names differ by colour, symbol and dash, so that colour alone tells nothing."""

    def drawing(width: int, name_width: int) -> Drawing:
        names = [wrapped(moment, width=name_width) for moment in moments]
        options = _options(rows, names=names, lowest=lowest, highest=highest)
        return Drawing(options=options, width=width, height=HEIGHT)

    return Picture(
        key=key,
        title=title,
        description=description,
        small=drawing(SMALL_WIDTH, SMALL_NAME),
        wide=drawing(WIDE_WIDTH, WIDE_NAME),
    )


def _options(rows: tuple[Line, ...], *, names: list[str], lowest: int, highest: int) -> dict[str, Any]:
    text = {"color": QUIET, "fontSize": FONT_SIZE}
    return {
        **base_options(),
        "grid": {"left": LEFT, "right": RIGHT, "top": TOP, "bottom": AXIS_HEIGHT + LEGEND_HEIGHT},
        "legend": {"bottom": 0, "left": 0, "selectedMode": False, "itemWidth": 34, "itemGap": 18}
        | {"textStyle": text | {"color": INK}},
        "xAxis": {
            "type": "category",
            "data": names,
            "boundaryGap": True,
            "axisLabel": text | {"interval": 0},
            "axisTick": {"show": False},
            "axisLine": {"lineStyle": {"color": RULE}},
        },
        "yAxis": {
            "type": "value",
            "min": lowest,
            "max": highest,
            "interval": 1,
            "axisLabel": text,
            "splitLine": {"lineStyle": {"color": RULE, "width": 1}},
        },
        "series": [_series(row, number=number, rows=rows) for number, row in enumerate(rows)],
    }


def _series(row: Line, *, number: int, rows: tuple[Line, ...]) -> dict[str, Any]:
    colour = COLOURS[number % len(COLOURS)]
    return {
        "type": "line",
        "name": label(row.name),
        "symbol": SYMBOLS[number % len(SYMBOLS)],
        "symbolSize": SYMBOL_SIZE,
        "connectNulls": True,
        "lineStyle": {"color": colour, "width": LINE_WIDTH, "type": DASHES[number % len(DASHES)]},
        "itemStyle": {"color": colour},
        "data": [
            {"value": value, "label": _label(_place(rows, number=number, moment=moment), colour) | _text(value, text)}
            for moment, (value, text) in enumerate(zip(row.values, row.texts, strict=True))
        ],
    }


def _text(value: float | None, text: str) -> dict[str, Any]:
    return {"show": value is not None, "formatter": label(text)}


def _place(rows: tuple[Line, ...], *, number: int, moment: int) -> str:
    """Above its point for the highest value of a moment (of equals the first), below it for the others."""
    known = [(-(row.values[moment] or 0), place) for place, row in enumerate(rows) if row.values[moment] is not None]
    return "top" if known and min(known)[1] == number else "bottom"


def _label(place: str, colour: str) -> dict[str, Any]:
    return {"position": place, "color": colour, "fontWeight": 700, "fontSize": FONT_SIZE + 1, "distance": 8}
