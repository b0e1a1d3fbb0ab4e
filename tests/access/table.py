"""Reads the table of every address and everybody, and the addresses that the site really has."""

import re
import tomllib
from collections import Counter
from pathlib import Path
from types import SimpleNamespace

from django.urls import Resolver404, get_resolver, resolve, reverse

# In the order of the columns: who they are, for the printed page.
PEOPLE = {
    "nobody": "is not logged in",
    "amina": "the resident whose case it is",
    "bram": "a professional whom she chose and who may read everything",
    "ilse": "a professional whom she chose and who sees only their own part",
    "chantal": "her fixed contact",
    "yara": "a professional of the same partnership, not in the case",
    "marieke": "a manager of the same partnership",
    "karel": "a controller of the same partnership",
    "dirk": "another resident of the same partnership",
    "olga": "a professional of another partnership",
}
FOLDER = Path(__file__).with_name("table")
PAGE = Path(__file__).parents[2] / "docs" / "reference" / "who-may-open-what.md"
METHODS = ("GET", "POST")
LOG_IN = "login"
PLACES = re.compile(r"<\w+:(\w+)>")


def lines():
    """The lines of the table by the name of their address; a cell for each of the people."""
    return {name: line(name, **told) for told_of in files().values() for name, told in told_of.items()}


def files():
    """What each file of the table says, by the name of its room; an address that stands in two of them is refused."""
    found = {one.stem: tomllib.loads(one.read_text(encoding="utf-8")) for one in sorted(FOLDER.glob("*.toml"))}
    twice = [name for name, often in Counter(name for told in found.values() for name in told).items() if often > 1]
    assert not twice, f"in two files of {FOLDER.name}/: {', '.join(twice)}"
    return found


def line(name, *, GET, POST, reads="", writes="", sends=None, demo=False):  # noqa: N803 - as the table says it
    """One line, checked: as many cells as people, and no name that is not one of them."""
    told = {"reads": reads.split(), "writes": writes.split()}
    assert set(told["reads"] + told["writes"]) <= set(PEOPLE), f"{name}: somebody who is not in the table"
    return SimpleNamespace(name=name, GET=cells(name, GET), POST=cells(name, POST), sends=sends, demo=demo, **told)


def cells(name, text):
    """The cell of everybody; one cell alone holds for all."""
    found = text.split()
    found = found * len(PEOPLE) if len(found) == 1 else found
    assert len(found) == len(PEOPLE), f"{name}: {len(found)} cells for {len(PEOPLE)} people"
    return dict(zip(PEOPLE, found, strict=True))


def addresses():
    """Every address of the site: its name and its route."""
    return {name: route for name, route, _ in walked(get_resolver().url_patterns)}


def rooms():
    """Every address of the site: its name and the folder whose `urls.py` has it."""
    return {name: room for name, _, room in walked(get_resolver().url_patterns)}


def walked(patterns, *, before="", room=""):
    """The addresses in these patterns and in those below them, each with its room."""
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            yield from walked(pattern.url_patterns, before=route, room=room_of(pattern.urlconf_name) or room)
        else:
            yield pattern.name or route, route, room


def room_of(urls):
    """The folder that this module of addresses is of; nothing for a module of somebody else's or a bare list."""
    name = getattr(urls, "__name__", "")
    return name.split(".")[-2] if name.startswith("wijkwaarde.") else ""


def path(name, *, route, ids):
    """Where this address is for one case."""
    return reverse(name, kwargs={place: ids[place] for place in PLACES.findall(route)})


def answer_of(response):
    """What was answered, in a word of the table."""
    if response.status_code != 302:
        return str(response.status_code)
    to = response.headers["Location"]
    if to.startswith(f"{reverse('account_login')}?next="):
        return LOG_IN
    try:
        return f">{resolve(to.partition('?')[0]).view_name}"
    except Resolver404:
        return f">{to}"
