"""What a browser loads: built once, named after its content, kept compressed, served by whitenoise; it knows no page."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Callable
from functools import cache
from pathlib import Path, PurePosixPath

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from whitenoise.middleware import WhiteNoiseMiddleware

from wijkwaarde.kernel.files import write_whole
from wijkwaarde.web.fonts import ARABIC, PARTS, SCREEN, WEIGHTS
from wijkwaarde.web.stylesheet import STATIC, site_stylesheet

DIGITS = 12
COMPRESSED = {".css", ".js", ".svg"}
STYLE = "site.css"
SCRIPTS = {
    "site.js": STATIC / "site.js",
    "drafts.js": STATIC / "drafts.js",
    "passkey.js": STATIC / "passkey.js",
    "htmx.js": STATIC / "vendor" / "htmx" / "htmx.min.js",
}
# Arabic in one weight, which a browser makes bold itself: two weights with everything else are over the budget of a page.
FACES = tuple((part, weight) for part in PARTS for weight in WEIGHTS if part is not ARABIC or weight == WEIGHTS[0])
PICTURES = {"icon.svg": STATIC / "icon.svg"}


@cache
def contents() -> dict[str, bytes]:
    """Every file that a page of the site may load, by its plain name."""
    fonts = {
        name: (SCREEN / name).read_bytes() for name in (f"{part.file}-{weight}-normal.woff2" for part, weight in FACES)
    }
    others = {name: path.read_bytes() for name, path in (SCRIPTS | PICTURES).items()}
    style = _faces({name: _named(name, content) for name, content in fonts.items()}) + site_stylesheet()
    return {**fonts, **others, STYLE: style.encode("utf-8")}


def _faces(names: dict[str, str]) -> str:
    return "".join(
        f"@font-face{{font-family:'{part.family}';font-weight:{weight};font-display:swap;"
        f"src:url({names[f'{part.file}-{weight}-normal.woff2']}) format('woff2');unicode-range:{part.ranges}}}"
        for part, weight in FACES
    )


def _named(name: str, content: bytes) -> str:
    path = PurePosixPath(name)
    return f"{path.stem}.{hashlib.sha256(content).hexdigest()[:DIGITS]}{path.suffix}"


@cache
def address(name: str) -> str:
    """Where a page finds a file: its name with a part of its checksum, so that it may be kept for ever."""
    return f"{settings.STATIC_URL}{_named(name, contents()[name])}"


def write(folder: Path) -> None:
    """Put every file in the folder under its lasting name, text also compressed; what is there already stays."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in contents().items():
        place = folder / _named(name, content)
        _put(place, content=content)
        if place.suffix in COMPRESSED:
            _put(place.with_name(place.name + ".gz"), content=gzip.compress(content, mtime=0))


def _put(place: Path, *, content: bytes) -> None:
    if not place.exists():
        write_whole(place, chunks=[content], may_replace=lambda _older: True)


class Assets(WhiteNoiseMiddleware):  # type: ignore[misc] # whitenoise ships no types
    """Serves the files of STATIC_ROOT, after writing there what is missing; there is no collectstatic to forget."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        write(Path(settings.STATIC_ROOT))
        super().__init__(get_response)

    def immutable_file_test(self, path: str, url: str) -> bool:  # noqa: ARG002 # whitenoise's signature
        """Say that a file never changes under its name."""
        return True
