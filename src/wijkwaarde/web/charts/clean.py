"""Makes the SVG of ECharts fit for a strict page and a PDF: known parts only, no style, stable ids; it draws nothing."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

SVG = "http://www.w3.org/2000/svg"
ELEMENTS = set("svg g path rect circle ellipse line polyline polygon text tspan defs clipPath pattern".split())
ATTRIBUTES = set(
    """width height viewBox x y x1 y1 x2 y2 cx cy r rx ry d points transform fill fill-opacity fill-rule stroke
    stroke-width stroke-opacity stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit
    opacity text-anchor dominant-baseline paint-order font-size font-weight font-style font-family clip-path id
    patternUnits patternContentUnits patternTransform""".split()
)
SHAPES = {"path", "rect"}
STYLES_KEPT = {"font-size", "font-weight", "font-style", "font-family"}
FONTS = "'Source Sans 3', 'Noto Sans Arabic', sans-serif"
REFERENCE = re.compile(r"url\(#([^)]+)\)")
LONG_DECIMAL = re.compile(r"-?\d+\.\d{3,}")
DIGITS = 2
# Line break, the space that does not break, and the two joiners of Arabic and Persian script.
KEPT = "\n\u00a0\u200c\u200d"

ET.register_namespace("", SVG)


def clean_svg(raw: str, *, key: str, title: str, description: str) -> str:
    """One SVG that is a picture to a screen reader: role img, title and description, every id starting with `key`.

    Only elements and attributes of the lists above survive, so nothing that runs, loads or styles can be in it.
    """
    root = ET.fromstring(raw)
    _prune(root)
    _rename(root, key=key)
    for position, (name, text) in enumerate((("title", title), ("desc", description))):
        told = ET.Element(f"{{{SVG}}}{name}", {"id": f"{key}-{name}"})
        told.text = visible(text)
        root.insert(position, told)
    root.set("role", "img")
    root.set("aria-labelledby", f"{key}-title {key}-desc")
    root.set("font-family", FONTS)
    return ET.tostring(root, encoding="unicode")


def visible(text: str) -> str:
    """The text without what nobody can see and XML may not hold: controls, halves of characters.

    >>> visible("Selma\\x07\\ud800 € 3")
    'Selma € 3'
    """
    return "".join(char for char in text if char.isprintable() or char in KEPT)


def _prune(element: ET.Element) -> None:
    for child in list(element):
        if _name(child) in ELEMENTS and not _invisible(child):
            _prune(child)
        else:
            element.remove(child)
    wanted = {name: value for name, value in element.attrib.items() if name in ATTRIBUTES}
    wanted.update(_styles(element.get("style", "")))
    wanted.pop("font-family", None)
    element.attrib.clear()
    element.attrib.update({name: LONG_DECIMAL.sub(_shorter, value) for name, value in wanted.items()})
    element.tail = None
    if _name(element) not in {"text", "tspan"}:
        element.text = None


def _name(element: ET.Element) -> str:
    return str(element.tag).removeprefix(f"{{{SVG}}}")


def _invisible(element: ET.Element) -> bool:
    return element.get("fill") == "none" and element.get("stroke", "none") == "none" and _name(element) in SHAPES


def _styles(style: str) -> dict[str, str]:
    pairs = (part.split(":", 1) for part in style.split(";") if ":" in part)
    return {name.strip(): value.strip() for name, value in pairs if name.strip() in STYLES_KEPT}


def _shorter(match: re.Match[str]) -> str:
    return f"{float(match.group()):.{DIGITS}f}".rstrip("0").rstrip(".")


def _rename(root: ET.Element, *, key: str) -> None:
    with_id = [element for element in root.iter() if element.get("id")]
    names = {element.attrib["id"]: f"{key}-{number}" for number, element in enumerate(with_id, start=1)}
    for element in root.iter():
        if element.get("id"):
            element.set("id", names[element.attrib["id"]])
        for name, value in element.attrib.items():
            element.set(name, REFERENCE.sub(lambda found: f"url(#{names[found.group(1)]})", value))
