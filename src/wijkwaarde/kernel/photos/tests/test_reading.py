"""What is kept of a file that somebody sends: a plain upright picture, or a sentence that says why not."""

import random
from contextlib import suppress
from io import BytesIO

import pytest
from PIL import Image, ImageDraw

from wijkwaarde.kernel.errors import Refused
from wijkwaarde.kernel.photos.reading import plain_jpeg
from wijkwaarde.kernel.photos.terms import LONGEST_SIDE, MOST_BYTES

GPS, ORIENTATION, MODEL = 34853, 274, 272
TURNED = 6
PLACE = "52 deg 22"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + b"\x00" * 64


def paper(size=(300, 400), mode="RGB"):
    """A sheet with a dark corner on top, so that one sees which side is up."""
    image = Image.new(mode, size, "white")
    ImageDraw.Draw(image).rectangle((0, 0, size[0] // 3, size[1] // 4), fill="black")
    return image


def saved(image, kind="JPEG", **told):
    out = BytesIO()
    image.save(out, kind, **told)
    return out.getvalue()


def read(picture):
    image = Image.open(BytesIO(picture.data))
    image.load()
    return image


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photo_of_any_kind_becomes_a_plain_jpeg(kind):
    picture = plain_jpeg(saved(paper(), kind))
    image = read(picture)
    assert (image.format, image.size) == ("JPEG", (300, 400))
    assert (picture.width, picture.height) == image.size
    assert image.getpixel((20, 20))[0] < 30
    assert image.getpixel((280, 380))[0] > 230


@pytest.mark.parametrize("mode", ["L", "P", "1", "CMYK", "LA", "RGBA"])
def test_every_way_to_write_colours_is_read(mode):
    kind = "JPEG" if mode == "CMYK" else "PNG"
    assert read(plain_jpeg(saved(paper().convert(mode), kind))).mode == "RGB"


def test_what_is_see_through_becomes_white_paper():
    clear = Image.new("RGBA", (50, 50), (0, 0, 0, 0))
    assert read(plain_jpeg(saved(clear, "PNG"))).getpixel((25, 25)) == (255, 255, 255)


def test_where_and_with_what_it_was_made_is_gone_and_the_picture_is_upright():
    exif = Image.Exif()
    exif[ORIENTATION], exif[MODEL] = TURNED, "Telefoon van Selma"
    exif[GPS] = {1: "N", 2: (52.0, 22.0, 1.0), 29: PLACE}
    raw = saved(paper(), exif=exif, comment=b"keukentafel", icc_profile=b"profiel" * 20)
    assert b"Selma" in raw
    assert b"keukentafel" in raw
    picture = plain_jpeg(raw)
    image = read(picture)
    assert image.size == (400, 300)
    assert image.getpixel((380, 20))[0] < 30
    assert not image.getexif()
    assert image.info.keys() <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    for word in (b"Selma", PLACE.encode(), b"keukentafel", b"profiel", b"Exif"):
        assert word not in picture.data


@pytest.mark.parametrize(("kind", "size"), [("JPEG", (6000, 4000)), ("PNG", (2001, 100)), ("WEBP", (100, 5000))])
def test_what_is_larger_than_needed_to_read_it_becomes_smaller(kind, size):
    picture = plain_jpeg(saved(paper(size), kind))
    assert max(picture.width, picture.height) == LONGEST_SIDE
    assert picture.width * size[1] == pytest.approx(picture.height * size[0], rel=0.02)


def test_a_tiny_photo_stays_as_it_is():
    picture = plain_jpeg(saved(paper((1, 1))))
    assert (picture.width, picture.height) == (1, 1)


def test_twenty_megabytes_are_read_and_more_are_not():
    raw = saved(paper())
    assert plain_jpeg(raw + b"\x00" * (20_000_000 - len(raw))).width == 300
    assert plain_jpeg(raw + b"\x00" * (MOST_BYTES - len(raw))).width == 300
    for length in (MOST_BYTES + 1, 21_000_000):
        with pytest.raises(Refused, match="te groot"):
            plain_jpeg(raw + b"\x00" * (length - len(raw)))


@pytest.mark.parametrize("raw", [b"", b"x", b"%PDF-1.7\n%%EOF", SVG, b"Dit is een brief.", b"GIF89a" + b"\x00" * 99])
def test_what_is_no_photo_is_said_to_be_none_whatever_it_is_called(raw):
    with pytest.raises(Refused) as found:
        plain_jpeg(raw)
    assert found.value.field == "photo"
    assert "JPEG, PNG of WebP" in found.value.text


@pytest.mark.parametrize("kind", ["GIF", "TIFF", "BMP"])
def test_other_pictures_are_not_read(kind):
    with pytest.raises(Refused, match="JPEG, PNG of WebP"):
        plain_jpeg(saved(paper(), kind))


def test_heic_is_called_by_its_name():
    with pytest.raises(Refused, match="HEIC"):
        plain_jpeg(HEIC)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_half_a_photo_is_not_taken_for_a_whole_one(kind):
    noise = Image.effect_noise((400, 400), 90).convert("RGB")
    raw = saved(noise, kind)
    with pytest.raises(Refused, match="niet heel"):
        plain_jpeg(raw[: len(raw) // 2])


@pytest.mark.parametrize("side", [9_000, 14_000])
def test_a_small_file_that_claims_to_be_huge_is_refused_before_it_is_unpacked(side):
    """A square of one colour: a few hundred kilobytes that would become gigabytes."""
    raw = saved(Image.new("1", (side, side)), "PNG", optimize=False)
    assert len(raw) < 300_000
    with pytest.raises(Refused, match="beeldpunten"):
        plain_jpeg(raw)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_damaged_bytes_give_a_picture_or_a_sentence_and_never_an_error(kind):
    dice = random.Random(kind)
    whole = saved(Image.effect_noise((40, 40), 90).convert("RGB"), kind)
    for _try in range(150):
        raw = bytearray(whole)
        for _hit in range(dice.randint(1, 6)):
            raw[dice.randrange(len(raw))] = dice.randrange(256)
        with suppress(Refused):
            assert plain_jpeg(bytes(raw)).data.startswith(b"\xff\xd8\xff")
