"""Bars that lie, each under its own name and value, with a part that is shown apart; it does not know what it counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from wijkwaarde.web.charts.picture import (
    FONT_SIZE,
    INK,
    QUIET,
    SMALL_WIDTH,
    WIDE_WIDTH,
    Drawing,
    Picture,
    base_options,
    label,
)

ROW_HEIGHT = 66
BAR_HEIGHT = 24
LEGEND_HEIGHT = 38
TOP = 8
SIDE = 2
LABEL_LIFT = 24
LEGEND_GREY = "#5b7177"
WHITE = "#ffffff"
WHISKER_WIDTH = 2
CAP_LENGTH = 14
DEGREES_45 = 0.7853981633974483
STRIPES = {"symbol": "rect", "color": WHITE, "dashArrayX": [1, 0], "dashArrayY": [3, 4], "rotation": DEGREES_45}


@dataclass(frozen=True)
class Bar:
    """One bar: a `plain` and a `striped` part stacked; None for both means unknown; `low` and `high` a range."""

    name: str
    value_text: str
    plain: float | None
    striped: float | None
    colour: str
    low: float | None = None
    high: float | None = None

    @property
    def end(self) -> float:
        """How far this bar and its range reach."""
        return max((self.plain or 0.0) + (self.striped or 0.0), self.high or 0.0)


def bars(
    rows: tuple[Bar, ...], *, key: str, title: str, description: str, plain_name: str, striped_name: str
) -> Picture:
    """A picture of bars, the first on top. Parts that are nowhere get no place in the legend."""

    def drawing(width: int) -> Drawing:
        parts = _parts(rows, plain_name=plain_name, striped_name=striped_name)
        legend = LEGEND_HEIGHT if any(part["name"] == label(striped_name) for part in parts) else 0
        height = TOP + ROW_HEIGHT * len(rows) + legend
        return Drawing(options=_options(rows, parts=parts, legend=legend), width=width, height=height)

    return Picture(key=key, title=title, description=description, small=drawing(SMALL_WIDTH), wide=drawing(WIDE_WIDTH))


def _parts(rows: tuple[Bar, ...], *, plain_name: str, striped_name: str) -> list[dict[str, Any]]:
    plain = _series(plain_name, [(row.plain, row.colour) for row in rows], striped=False)
    striped = _series(striped_name, [(row.striped, row.colour) for row in rows], striped=True)
    shown = [part for part in (plain, striped) if any(item["value"] for item in part["data"])] or [plain]
    shown[-1]["markLine"] = _ranges(rows)
    return shown


def _series(name: str, values: list[tuple[float | None, str]], *, striped: bool) -> dict[str, Any]:
    decal = {"decal": STRIPES} if striped else {}
    return {
        "type": "bar",
        "name": label(name),
        "stack": "all",
        "barWidth": BAR_HEIGHT,
        "itemStyle": {"color": LEGEND_GREY, **decal},
        "data": [
            {"value": value or 0, "itemStyle": {"color": colour, "borderColor": colour, "borderWidth": 1, **decal}}
            | ({} if value else {"itemStyle": {"opacity": 0}})
            for value, colour in values
        ],
    }


def _ranges(rows: tuple[Bar, ...]) -> dict[str, Any]:
    spans = [(place, row.low, row.high) for place, row in enumerate(rows) if row.low is not None]
    return {
        "symbol": "rect",
        "symbolSize": [CAP_LENGTH, WHISKER_WIDTH],
        "label": {"show": False},
        "lineStyle": {"color": INK, "width": WHISKER_WIDTH, "type": "solid"},
        "data": [[{"coord": [low, place]}, {"coord": [high, place]}] for place, low, high in spans],
    }


def _options(rows: tuple[Bar, ...], *, parts: list[dict[str, Any]], legend: int) -> dict[str, Any]:
    furthest = max((row.end for row in rows), default=0) or 1
    return {
        **base_options(),
        "grid": {"left": SIDE, "right": SIDE, "top": TOP, "bottom": legend},
        "xAxis": {"type": "value", "show": False, "min": 0, "max": furthest},
        "yAxis": [
            _names([label(row.name) for row in rows], side="left", bold=False),
            _names([label(row.value_text) for row in rows], side="right", bold=True),
        ],
        "legend": {"show": bool(legend), "bottom": 0, "left": 0, "selectedMode": False, "itemGap": 20}
        | {"textStyle": {"color": QUIET, "fontSize": FONT_SIZE}, "itemWidth": 24, "itemHeight": 14},
        "series": parts,
    }


def _names(texts: list[str], *, side: str, bold: bool) -> dict[str, Any]:
    return {
        "type": "category",
        "position": side,
        "inverse": True,
        "data": texts,
        "axisLine": {"show": False},
        "axisTick": {"show": False},
        "axisLabel": {
            "inside": True,
            "margin": 0,
            "align": side,
            "verticalAlign": "bottom",
            "padding": [0, 0, LABEL_LIFT, 0],
            "color": INK,
            "fontSize": FONT_SIZE,
            "fontWeight": 700 if bold else 400,
            "interval": 0,
        },
    }
