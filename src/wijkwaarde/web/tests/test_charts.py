"""A picture is small, the same every time, fit for a strict page, and tells its figures to who cannot see it."""

import gc
import threading
import time
from xml.etree import ElementTree as ET

import pytest

from wijkwaarde.web.charts import Bar, Headings, Line, Picture, Stream, bars, engine, flows, lines

MOST_BYTES = 40_000
SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = '{b}"><script>alert(1)</script><style>*{}</style>&amp;]]>{a|x}\x00\x07\ud800'


def some_bars(name: str = "Nu") -> Picture:
    rows = (
        Bar(name, "€ 8.715", 8715.0, 0.0, "#6f8b90"),
        Bar("Plan", "€ 13.191", 4411.0, 8780.0, "#0c505b", low=12000.0, high=15000.0),
        Bar("Gebleken", "niet bekend", None, None, "#2f7d5b"),
    )
    return bars(rows, key="b", title=name, description=name, plain_name="elk jaar", striped_name="eenmalig")


def some_flows(name: str = "Wmo") -> Picture:
    streams = (*(Stream(f"s{n}", f"{name} {n}", 100.0 * (n + 1), "€ 1") for n in range(5)),)
    losers = (*(Stream(f"l{n}", f"Welzijn {n}", -50.0 * (n + 1), "€ 2") for n in range(3)),)
    return flows(streams + losers, key="f", title=name, description=name, headings=Headings("meer", "plan", "minder"))


def some_lines(name: str = "Amina") -> Picture:
    rows = (Line(name, (3, None, 8), ("3", "", "8")), Line("Selma", (5, 7, 7), ("5", "7", "7")))
    moments = ("vooraf", "na 6 weken", "na 9 maanden")
    return lines(rows, moments=moments, lowest=1, highest=10, key="l", title=name, description=name)


DRAW = [some_bars, some_flows, some_lines]


@pytest.mark.parametrize("draw", DRAW)
@pytest.mark.parametrize("width", ["small_svg", "wide_svg"])
def test_a_drawing_is_at_most_40_kb_and_has_nothing_that_styles_or_runs(draw, width) -> None:
    svg = str(getattr(draw(), width))
    assert len(svg.encode()) <= MOST_BYTES
    root = ET.fromstring(svg)
    names = {element.tag for element in root.iter()}
    attributes = {name for element in root.iter() for name in element.attrib}
    assert not {f"{SVG}style", f"{SVG}script", f"{SVG}foreignObject", f"{SVG}image"} & names
    assert not {name for name in attributes if name in {"style", "class", "href"} or name.startswith(("on", "ecmeta"))}


@pytest.mark.parametrize("draw", DRAW)
def test_a_drawing_says_its_title_and_figures_to_a_screen_reader(draw) -> None:
    root = ET.fromstring(draw().wide_svg)
    told = [root.find(f"{SVG}{name}") for name in ("title", "desc")]
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == " ".join(element.get("id") for element in told)
    assert all(element.text for element in told)


@pytest.mark.parametrize("draw", DRAW)
def test_the_same_picture_is_the_same_bytes_also_in_a_new_engine(draw) -> None:
    first = str(draw().wide_svg)
    engine._drawn.cache_clear()
    engine._engines.context = None
    gc.collect()
    assert str(draw().wide_svg) == first


@pytest.mark.parametrize("draw", DRAW)
def test_two_drawings_on_one_page_share_no_id(draw) -> None:
    picture = draw()
    small, wide = (
        {element.get("id") for element in ET.fromstring(svg).iter() if element.get("id")}
        for svg in (picture.small_svg, picture.wide_svg)
    )
    assert not small & wide


@pytest.mark.parametrize("draw", DRAW)
def test_a_hostile_name_is_only_text(draw) -> None:
    picture = draw(HOSTILE)
    for svg in (picture.small_svg, picture.wide_svg):
        root = ET.fromstring(svg)
        assert not [element for element in root.iter() if element.tag in {f"{SVG}script", f"{SVG}style"}]
        assert "<script" not in svg


def test_an_unknown_value_has_no_bar_but_says_so() -> None:
    root = ET.fromstring(some_bars().wide_svg)
    texts = [element.text for element in root.iter(f"{SVG}text")]
    assert "niet bekend" in texts
    assert "€ 13.191" in texts


def test_what_is_paid_once_is_striped_and_not_only_another_colour() -> None:
    root = ET.fromstring(some_bars().wide_svg)
    patterns = {element.get("id") for element in root.iter(f"{SVG}pattern")}
    assert patterns
    used = {element.get("fill") for element in root.iter(f"{SVG}path")}
    assert {f"url(#{name})" for name in patterns} <= used


def test_wrong_options_are_an_error_and_the_engine_goes_on() -> None:
    with pytest.raises(engine.ChartError):
        engine.raw_svg({"series": {"type": "sankey", "data": [{"name": "a"}, {"name": "a"}]}}, width=100, height=100)
    assert "<svg" in some_bars().wide_svg


def test_a_chart_that_asks_too_much_is_stopped(monkeypatch) -> None:
    monkeypatch.setattr(engine, "TIME_LIMIT_SECONDS", 1)
    monkeypatch.setattr(engine, "DRAW", "function draw() { while (true) {} }")
    engine._engines.context = None
    begin = time.monotonic()
    with pytest.raises(engine.ChartError):
        engine.raw_svg({"never": "drawn"}, width=1, height=1)
    assert time.monotonic() - begin < 30
    engine._engines.context = None


def test_every_thread_draws_the_same() -> None:
    engine._drawn.cache_clear()
    found: list[str] = []
    threads = [threading.Thread(target=lambda: found.append(str(some_flows().wide_svg))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 4
    assert len(set(found)) == 1
