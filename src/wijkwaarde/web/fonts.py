"""Our fonts: which file holds which characters, as CSS for a page and as a check for paper; it draws nothing."""

from __future__ import annotations

import base64
import struct
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "static" / "vendor" / "fonts"
PAPER = FOLDER / "ttf"
SCREEN = FOLDER / "woff2"
WEIGHTS = (400, 700)


@dataclass(frozen=True)
class Part:
    """A file of a family for some characters, as CSS writes their ranges."""

    family: str
    file: str
    ranges: str


LATIN = Part(
    "Source Sans 3",
    "source-sans-3-latin",
    "U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+0304,U+0308,U+0329,U+2000-206F,U+20AC,U+2122,"
    "U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD",
)
LATIN_EXT = Part(
    "Source Sans 3",
    "source-sans-3-latin-ext",
    "U+0100-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,U+02DD-02FF,U+1D00-1DBF,U+1E00-1E9F,U+1EF2-1EFF,U+20A0-20AB,"
    "U+20AD-20C0,U+2C60-2C7F,U+A720-A7FF",
)
ARABIC = Part(
    "Noto Sans Arabic",
    "noto-sans-arabic-arabic",
    "U+0600-06FF,U+0750-077F,U+0870-088E,U+08A0-08FF,U+FB50-FDFF,U+FE70-FEFC",
)
PARTS = (LATIN, LATIN_EXT, ARABIC)
TEXT_FAMILY = "SourceSans3"
FIRST_VISIBLE = 0x20
REPLACEMENT = "□"
HEADER = struct.Struct(">4sHHHH")
RECORD = struct.Struct(">4sIII")
SUBTABLE = struct.Struct(">HHI")
GROUPS_HEADER = struct.Struct(">HHIII")
GROUP = struct.Struct(">III")
SEGMENTED_FORMAT = 12


def faces(text: str) -> str:
    """CSS that carries the fonts inside it: the Latin ones always, others only when the text needs them."""
    needed = [part for part in PARTS if part is LATIN or any(_inside(char, part.ranges) for char in set(text))]
    return "".join(_face(part, weight=weight) for part in needed for weight in WEIGHTS)


def _face(part: Part, *, weight: int) -> str:
    data = base64.b64encode((SCREEN / f"{part.file}-{weight}-normal.woff2").read_bytes()).decode("ascii")
    source = f"url(data:font/woff2;base64,{data}) format('woff2')"
    return f"@font-face{{font-family:'{part.family}';font-weight:{weight};src:{source};unicode-range:{part.ranges}}}"


def _inside(char: str, ranges: str) -> bool:
    return any(low <= ord(char) <= high for low, high in _bounds(ranges))


@cache
def _bounds(ranges: str) -> tuple[tuple[int, int], ...]:
    pairs = (part.removeprefix("U+").split("-") for part in ranges.split(","))
    return tuple((int(pair[0], 16), int(pair[-1], 16)) for pair in pairs)


def printable(text: str) -> str:
    """The text in characters that our fonts can print; what they lack becomes an empty box, once in a row.

    Control characters disappear, since paper has no use for them and PDF/UA forbids text without a glyph.
    """
    known = covered()
    shown = [char if ord(char) in known else _stand_in(char) for char in unicodedata.normalize("NFC", text)]
    joined = "".join(shown)
    while REPLACEMENT * 2 in joined:
        joined = joined.replace(REPLACEMENT * 2, REPLACEMENT)
    return joined


def _stand_in(char: str) -> str:
    if char in "\t\r\x0b\x0c\u2028\u2029":
        return " "
    return "" if unicodedata.category(char) in {"Cc", "Cf", "Mn", "Me"} else REPLACEMENT


def covered() -> frozenset[int]:
    """Every character (as a number) that one of our families holds in both weights, and the line break."""
    return frozenset().union(*_by_family().values())


def latin(text: str) -> bool:
    """Whether the text font alone can print this; pictures in a PDF can use no second font."""
    return all(ord(char) in _by_family()[TEXT_FAMILY] for char in text)


@cache
def _by_family() -> dict[str, frozenset[int]]:
    families: dict[str, set[int]] = {}
    for path in sorted(PAPER.glob("*.ttf")):
        family = path.stem.split("_")[0]
        held = characters_of(path.read_bytes())
        families[family] = families.get(family, held) & held
    unseen = set(range(FIRST_VISIBLE)) - {ord("\n")}
    return {family: frozenset((held | {ord("\n")}) - unseen) for family, held in families.items()}


def characters_of(font: bytes) -> set[int]:
    """The characters of a TrueType font, from its character map of format 12 (see the OpenType specification)."""
    count = HEADER.unpack_from(font)[1]
    records = (RECORD.unpack_from(font, HEADER.size + RECORD.size * number) for number in range(count))
    start = next(offset for tag, _sum, offset, _length in records if tag == b"cmap")
    tables = struct.unpack_from(">HH", font, start)[1]
    found: set[int] = set()
    for number in range(tables):
        place = start + SUBTABLE.unpack_from(font, start + 4 + SUBTABLE.size * number)[2]
        if struct.unpack_from(">H", font, place)[0] == SEGMENTED_FORMAT:
            groups = GROUPS_HEADER.unpack_from(font, place)[4]
            for group in range(groups):
                first, last, _glyph = GROUP.unpack_from(font, place + GROUPS_HEADER.size + GROUP.size * group)
                found.update(range(first, last + 1))
    return found
