"""A picture that is drawn twice, for a phone and for a wider screen or paper; it does not know what it shows."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from wijkwaarde.web.charts.clean import clean_svg, visible
from wijkwaarde.web.charts.engine import raw_svg

SMALL_WIDTH = 340
WIDE_WIDTH = 640
INK = "#16333a"
QUIET = "#4f666c"
RULE = "#c6d3d5"
FONT = "Source Sans 3"
FONT_SIZE = 15
# Curly brackets are commands in a label of ECharts.
LABEL_SAFE = str.maketrans({"{": "(", "}": ")", "|": "/"})


@dataclass(frozen=True)
class Drawing:
    """The options of ECharts for one width, in pixels."""

    options: dict[str, Any]
    width: int
    height: int


@dataclass(frozen=True)
class Picture:
    """A finding in a picture: `title` says the finding, `description` the figures for who cannot see it."""

    key: str
    title: str
    description: str
    small: Drawing
    wide: Drawing

    @property
    def small_svg(self) -> SafeString:
        """The drawing for a phone. Safe in a page: clean_svg lets only known parts through."""
        return mark_safe(self.svg(self.small, suffix="small"))  # noqa: S308

    @property
    def wide_svg(self) -> SafeString:
        """The drawing for a wide screen and for paper."""
        return mark_safe(self.svg(self.wide, suffix="wide"))  # noqa: S308

    def svg(self, drawing: Drawing, *, suffix: str) -> str:
        """One drawing as clean SVG whose ids start with this picture's key and the suffix."""
        raw = raw_svg(drawing.options, width=drawing.width, height=drawing.height)
        return clean_svg(raw, key=f"{self.key}-{suffix}", title=self.title, description=self.description)


def label(text: str) -> str:
    """A text that ECharts shows as it is."""
    return visible(text.translate(LABEL_SAFE))


def wrapped(text: str, *, width: int) -> str:
    """A label broken into lines of at most `width` characters, at spaces where there are any."""
    return "\n".join(textwrap.wrap(label(text), width=width))


def base_options() -> dict[str, Any]:
    """What every chart has: our font, no movement, nothing that answers to a mouse."""
    return {
        "animation": False,
        "textStyle": {"fontFamily": FONT, "fontSize": FONT_SIZE, "color": INK},
        "tooltip": {"show": False},
    }
