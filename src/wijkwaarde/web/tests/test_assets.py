"""What a browser loads: little of it, named after its content, compressed, kept for ever and nothing from elsewhere."""

import gzip
import re

import pytest
from django.test import Client

from wijkwaarde.web.assets import COMPRESSED, address, contents, write
from wijkwaarde.web.stylesheet import site_stylesheet, stylesheet

MOST = 150_000
MOST_DUTCH = 80_000


def sent(name):
    content = contents()[name]
    return len(gzip.compress(content)) if name[name.rindex(".") :] in COMPRESSED else len(content)


def loaded(*scripts):
    """What a page with letters of these parts of our fonts loads, in bytes."""
    return sum(
        sent(name) for name in contents() if not name.endswith(".woff2") or any(part in name for part in scripts)
    )


@pytest.mark.parametrize("script", ["arabic-arabic", "3-latin-ext"])
def test_a_page_with_letters_of_two_scripts_stays_within_the_budget(script):
    assert loaded("3-latin-400", "3-latin-700", script) <= MOST


def test_a_page_in_dutch_loads_about_half_of_that():
    assert loaded("3-latin-400", "3-latin-700") <= MOST_DUTCH


def test_a_file_is_written_once_under_a_name_with_its_checksum(tmp_path):
    write(tmp_path)
    before = {path.name: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    write(tmp_path)
    assert before == {path.name: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    assert {address(name).rpartition("/")[2] for name in contents()} <= set(before)
    assert all(re.search(r"\.[0-9a-f]{12}\.\w+(\.gz)?$", name) for name in before)


@pytest.mark.django_db
def test_a_file_is_served_compressed_and_may_be_kept_for_ever():
    answer = Client().get(address("site.css"), headers={"Accept-Encoding": "gzip"})
    assert answer.status_code == 200
    assert answer.headers["Content-Encoding"] == "gzip"
    assert "immutable" in answer.headers["Cache-Control"]
    assert gzip.decompress(b"".join(answer.streaming_content)) == contents()["site.css"]


def test_the_style_of_the_site_loads_only_our_own_fonts():
    css = contents()["site.css"].decode()
    places = set(re.findall(r"url\(([^)]*)\)", css))
    assert places == {address(name).rpartition("/")[2] for name in contents() if name.endswith(".woff2")}
    assert "@import" not in css


def test_every_colour_that_the_site_uses_is_defined():
    css = site_stylesheet()
    assert set(re.findall(r"var\((--(?:wijkwaarde|voorbeeld)-[\w-]+)\)", css)) <= set(
        re.findall(r"(--[\w-]+)\s*:", css)
    )


def test_a_page_on_its_own_carries_no_rules_of_forms():
    assert "utrecht-textbox" not in stylesheet()
    assert "utrecht-textbox" in site_stylesheet()
