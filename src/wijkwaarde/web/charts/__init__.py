"""Pictures drawn on the server: plain data in, clean SVG with a title and a description out; no browser needed."""

from wijkwaarde.web.charts.band import Filling, band
from wijkwaarde.web.charts.bars import Bar, bars
from wijkwaarde.web.charts.flows import Headings, Stream, flows
from wijkwaarde.web.charts.lines import Line, lines
from wijkwaarde.web.charts.picture import Drawing, Picture

__all__ = ["Bar", "Drawing", "Filling", "Headings", "Line", "Picture", "Stream", "band", "bars", "flows", "lines"]
