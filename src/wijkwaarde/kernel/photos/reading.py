"""Reads a picture that somebody sent and gives it back as a plain JPEG, without what a telephone writes into it."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from io import BytesIO

from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from wijkwaarde.kernel.errors import Refused
from wijkwaarde.kernel.photos.terms import LONGEST_SIDE, MOST_BYTES, MOST_PIXELS, QUALITY

# What we decode: the content decides, not the name of the file. The fewer readers, the fewer holes.
FORMATS = ("JPEG", "PNG", "WEBP")
BEGINNINGS = (b"\xff\xd8\xff", b"\x89PNG", b"RIFF")
# The box with which HEIC and its family begin, behind its length.
BOX = b"ftyp"
SIZE = (LONGEST_SIDE, LONGEST_SIDE)
TOO_LARGE = (Image.DecompressionBombError, Image.DecompressionBombWarning)
# What the readers of a picture say of bytes that are none, or not whole.
BROKEN = (OSError, EOFError, ValueError, SyntaxError, LookupError, TypeError, struct.error, zlib.error)


@dataclass(frozen=True, slots=True)
class Picture:
    """A JPEG and its size."""

    data: bytes
    width: int
    height: int


def plain_jpeg(raw: bytes) -> Picture:
    """The picture upright, at most as large as needed to read it, with nothing beside it. Errors: Refused."""
    if len(raw) > MOST_BYTES:
        raise Refused(too_large(), field="photo")
    if raw[4:8] == BOX:
        text = _("Dit soort foto (HEIC) kunnen we nog niet lezen. Zet je camera op JPEG, of kies een schermfoto.")
        raise Refused(text, field="photo")
    return _written(_decoded(_opened(raw)))


def too_large() -> str:
    """What is said of a file that is too large."""
    return _("Deze foto is te groot. Er past {most} MB. Maak hem opnieuw, wat verder weg.").format(
        most=MOST_BYTES // 1024 // 1024
    )


def _opened(raw: bytes) -> Image.Image:
    """What the first bytes say. Errors: Refused."""
    try:
        image = Image.open(BytesIO(raw), formats=FORMATS)
    except TOO_LARGE as error:
        raise _too_many_pixels() from error
    except BROKEN as error:
        none = _("Dit is geen foto die we kunnen lezen. Kies een foto als JPEG, PNG of WebP.")
        raise Refused(_not_whole() if raw.startswith(BEGINNINGS) else none, field="photo") from error
    if image.width * image.height > MOST_PIXELS:
        raise _too_many_pixels()
    return image


def _too_many_pixels() -> Refused:
    return Refused(_("Deze foto heeft te veel beeldpunten. Maak hem opnieuw met een gewone camera."), field="photo")


def _not_whole() -> str:
    return _("Deze foto is niet heel overgekomen. Probeer het nog een keer.")


def _decoded(image: Image.Image) -> Image.Image:
    """All of it, upright, in plain colours on white. Errors: Refused when it is not whole."""
    try:
        image.draft("RGB", SIZE)  # a large JPEG is read at the size that is needed
        image.load()
        upright = ImageOps.exif_transpose(image)
        upright.thumbnail(SIZE)
        colours = upright.convert("RGBA" if upright.has_transparency_data else "RGB")
    except BROKEN as error:
        raise Refused(_not_whole(), field="photo") from error
    # A new picture has no place, no time and no name of a telephone in it; a copy would bring them along.
    plain = Image.new("RGB", colours.size, "white")
    plain.paste(colours, mask=colours.getchannel("A") if colours.mode == "RGBA" else None)
    return plain


def _written(plain: Image.Image) -> Picture:
    out = BytesIO()
    plain.save(out, "JPEG", quality=QUALITY, optimize=True)
    return Picture(out.getvalue(), plain.width, plain.height)
