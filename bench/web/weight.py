"""What a browser loads for a page, in bytes as they come over the line; it draws nothing."""

from __future__ import annotations

import gzip
import re
from dataclasses import dataclass

from bench.web.client import Answer, ask_once

KB = 1000
LOADED = re.compile(r'<(?:link|script)\b[^>]*?(?:href|src)="([^"]+\.(?:css|js|woff2|svg)[^"]*)"')
FACE = re.compile(r"@font-face\{[^}]*\}")
ADDRESS = re.compile(r"url\(['\"]?([^'\")]+)")
LATIN = "U+0000-00FF"


@dataclass(frozen=True, slots=True)
class Weight:
    """kB of the HTML, plain and compressed, and of CSS, JavaScript and the fonts of Latin letters, compressed."""

    html: float
    html_compressed: float
    loaded: float


def weigh(port: int, answer: Answer, *, folder: str) -> Weight:
    """Weigh a page with all that it names; `folder` is where the site keeps such files, as a path."""
    text = answer.body.decode()
    sizes = {path: _size(port, path) for path in LOADED.findall(text)}
    for path in [path for path in sizes if path.endswith(".css")]:
        style = ask_once(port, ("", path)).body.decode()
        sizes |= {name: _size(port, name) for name in _fonts(style, folder=folder)}
    return Weight(len(answer.body) / KB, len(gzip.compress(answer.body)) / KB, sum(sizes.values()) / KB)


def _fonts(style: str, *, folder: str) -> list[str]:
    """The fonts that a page with Latin letters loads, in both weights; those of other scripts come only when used."""
    faces = [face for face in FACE.findall(style) if LATIN in face.upper()]
    return [path if path.startswith("/") else folder + path for face in faces for path in ADDRESS.findall(face)]


def _size(port: int, path: str) -> int:
    answer = ask_once(port, ("", path), headers=("Accept-Encoding: gzip",))
    if answer.status != 200:
        raise LookupError(f"{path} answered {answer.status}")
    return len(answer.body)
