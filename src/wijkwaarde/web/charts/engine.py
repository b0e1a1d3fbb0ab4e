"""Runs Apache ECharts without a browser, one engine for each thread, with limits; it decides nothing about a chart."""

from __future__ import annotations

import json
import threading
from functools import lru_cache
from pathlib import Path
from typing import Any

import quickjs

ECHARTS = Path(__file__).resolve().parent.parent / "static" / "vendor" / "echarts" / "echarts.min.js"
MEMORY_LIMIT_BYTES = 128 * 1024 * 1024
TIME_LIMIT_SECONDS = 5
DRAWINGS_KEPT = 256

# What ECharts looks for and does not need here: it never waits and never writes to a console.
STUBS = """
var window = globalThis, self = globalThis;
var console = {log() {}, warn() {}, error() {}, info() {}};
var setTimeout = () => 0, clearTimeout = () => {};
"""
# An axis with `words` says those, from its lowest step up: ECharts itself writes numbers in English only.
DRAW = """
function draw(options, width, height) {
  var chart = echarts.init(null, null, {renderer: "svg", ssr: true, width: width, height: height});
  var told = JSON.parse(options), axis = told.yAxis || {};
  if (axis.words) axis.axisLabel.formatter = value => axis.words[Math.round((value - axis.min) / axis.interval)] || "";
  try { chart.setOption(told); return JSON.stringify(chart.renderToSVGString()); }
  finally { chart.dispose(); }
}
"""

_engines = threading.local()


class ChartError(Exception):
    """A chart could not be drawn: the options are wrong, or it took too long or too much memory."""


def raw_svg(options: dict[str, Any], *, width: int, height: int) -> str:
    """The SVG as ECharts writes it, not yet fit for a page (see clean.py). Raises ChartError."""
    return _drawn(json.dumps(options, sort_keys=True, allow_nan=False), width=width, height=height)


@lru_cache(maxsize=DRAWINGS_KEPT)
def _drawn(options: str, *, width: int, height: int) -> str:
    try:
        return str(json.loads(_engine().get("draw")(options, width, height)))
    except quickjs.JSException as error:
        _engines.context = None
        raise ChartError(f"ECharts could not draw this: {error}") from error


def _engine() -> quickjs.Context:
    context = getattr(_engines, "context", None)
    if context is None:
        context = quickjs.Context()
        context.set_memory_limit(MEMORY_LIMIT_BYTES)
        context.set_time_limit(TIME_LIMIT_SECONDS)
        context.eval(STUBS)
        context.eval(ECHARTS.read_text(encoding="utf-8"))
        context.eval(DRAW)
        _engines.context = context
    return context
