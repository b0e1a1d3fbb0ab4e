"""A year that fills up month by month: what there is, what came so far, and a band for what may still come; it expects nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil, floor, log10
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
)

HEIGHT = 340
TOP, LEFT, RIGHT, BOTTOM = 16, 82, 16, 92
LINE_WIDTH = 3
LIMIT_COLOUR, FILLED_COLOUR = "#b0682a", "#0c505b"
BAND_OPACITY = 0.22
EVERY_THIRD = 2
FILLED, EXPECTED, LIMIT, BAND = range(4)
MOST_STEPS = 5
STEPS = (1, 2, 2.5, 5, 10, 20)

type Values = tuple[float | None, ...]


@dataclass(frozen=True)
class Filling:
    """Values per moment, None where there is none: filled so far, expected, from where to where, and the limit."""

    filled: Values
    expected: Values
    low: Values
    high: Values
    limit: Values


def band(
    filling: Filling,
    *,
    moments: tuple[str, ...],
    names: tuple[str, str, str, str],
    said: Callable[[float], str],
    key: str,
    title: str,
    description: str,
) -> Picture:
    """The picture; `names` are those of the filled line, the expected one, the limit and the band, `said` says an amount."""
    values = _values_axis(filling, said=said)

    def drawing(width: int) -> Drawing:
        every = EVERY_THIRD if width == SMALL_WIDTH else 0
        options = _options(filling, moments=moments, names=names, every=every) | {"yAxis": values}
        return Drawing(options, width=width, height=HEIGHT)

    return Picture(key=key, title=title, description=description, small=drawing(SMALL_WIDTH), wide=drawing(WIDE_WIDTH))


def even_steps(lowest: float, highest: float) -> tuple[float, ...]:
    """Round numbers at equal distances around all values, at most six of them.

    >>> even_steps(0, 4_300_000), even_steps(-30, 90), even_steps(0, 0)
    ((0.0, 1000000.0, 2000000.0, 3000000.0, 4000000.0, 5000000.0), (-50.0, 0.0, 50.0, 100.0), (0.0, 1.0))
    """
    apart = (highest - lowest) / MOST_STEPS
    if apart <= 0:
        return 0.0, 1.0
    power = 10.0 ** floor(log10(apart))
    step = next(one * power for one in STEPS if _steps(lowest, highest, step=one * power) <= MOST_STEPS)
    return tuple(place * step for place in range(floor(lowest / step), ceil(highest / step) + 1))


def _steps(lowest: float, highest: float, *, step: float) -> int:
    return ceil(highest / step) - floor(lowest / step)


def _values_axis(filling: Filling, *, said: Callable[[float], str]) -> dict[str, Any]:
    every = (filling.filled, filling.expected, filling.low, filling.high, filling.limit)
    values = [one for line in every for one in line if one is not None]
    steps = even_steps(min(0.0, *values), max(0.0, *values))
    words = [label(said(one)) for one in steps]
    axis: dict[str, Any] = {"type": "value", "min": steps[0], "max": steps[-1], "interval": steps[1] - steps[0]}
    text = {"color": QUIET, "fontSize": FONT_SIZE}
    return axis | {"axisLabel": text, "words": words, "splitLine": {"lineStyle": {"color": RULE, "width": 1}}}


def _options(
    filling: Filling, *, moments: tuple[str, ...], names: tuple[str, str, str, str], every: int
) -> dict[str, Any]:
    text = {"color": QUIET, "fontSize": FONT_SIZE}
    legend = {"bottom": 0, "left": 0, "selectedMode": False, "itemWidth": 28, "itemGap": 14}
    axis = {"axisLine": {"lineStyle": {"color": RULE}}, "axisTick": {"show": False}}
    return {
        **base_options(),
        "grid": {"left": LEFT, "right": RIGHT, "top": TOP, "bottom": BOTTOM},
        "legend": legend | {"data": [label(name) for name in names], "textStyle": text | {"color": INK}},
        "xAxis": {"type": "category", "data": [label(one) for one in moments], "boundaryGap": False}
        | {"axisLabel": text | {"interval": every}} | axis,
        "series": [
            _below(filling.low),
            _between(filling, name=names[BAND]),
            _line(filling.filled, name=names[FILLED], colour=FILLED_COLOUR, kind="solid"),
            _line(filling.expected, name=names[EXPECTED], colour=FILLED_COLOUR, kind="dashed"),
            _line(filling.limit, name=names[LIMIT], colour=LIMIT_COLOUR, kind="dotted"),
        ],
    }  # fmt: skip


def _line(values: Values, *, name: str, colour: str, kind: str) -> dict[str, Any]:
    return {
        "type": "line",
        "name": label(name),
        "symbol": "none",
        "lineStyle": {"color": colour, "width": LINE_WIDTH, "type": kind},
        "itemStyle": {"color": colour},
        "data": list(values),
    }


def _below(low: Values) -> dict[str, Any]:
    """What the band stands on; it is not seen."""
    line = _line(low, name="", colour=FILLED_COLOUR, kind="solid")
    return line | {"stack": "band", "lineStyle": {"opacity": 0}, "silent": True}


def _between(filling: Filling, *, name: str) -> dict[str, Any]:
    heights = tuple(
        None if low is None or high is None else high - low for low, high in zip(filling.low, filling.high, strict=True)
    )
    line = _line(heights, name=name, colour=FILLED_COLOUR, kind="solid")
    area = {"color": FILLED_COLOUR, "opacity": BAND_OPACITY}
    return line | {"stack": "band", "lineStyle": {"opacity": 0}, "areaStyle": area}
