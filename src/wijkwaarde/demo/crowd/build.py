"""Builds the large example neighbourhood beside the small one: colleagues, two hundred cases, and who looked at them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any

from wijkwaarde.demo.cast import HERE
from wijkwaarde.demo.crowd.caring import write_who_cares
from wijkwaarde.demo.crowd.course import marks_of_checked
from wijkwaarde.demo.crowd.draw import SEED, checked, stories
from wijkwaarde.demo.crowd.looks import write_looks
from wijkwaarde.demo.crowd.people import AROUND, NEWCOMER
from wijkwaarde.demo.crowd.rows import Around, Written, write
from wijkwaarde.demo.crowd.story import Story
from wijkwaarde.demo.crowd.tables import table
from wijkwaarde.demo.crowd.worked import worked_stories
from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.parties.queries import partnership_with
from wijkwaarde.kernel.trail.actions import recorded

COMMAND = "demo"
COUNT = 200
# With the bicycle, which the small neighbourhood has, and the three worked cases it comes to COUNT.
WORKED = 4
SINCE = timedelta(days=3 * 365)

type Add = Callable[..., None]
type Tell = Callable[[str], None]


def drawn(*, today: date, count: int = COUNT) -> list[Story]:
    """All stories of the neighbourhood as of a day, the three worked ones last."""
    found = stories(max(count - WORKED, 0), today=today)
    chosen = {one.resident.phone for one in checked(found, today=today)}
    rng = Random(SEED)
    told = [_as_checked(one, rng=rng) if one.resident.phone in chosen else one for one in found]
    return [*told, *worked_stories(today=today)]


def _as_checked(story: Story, *, rng: Random) -> Story:
    assert story.agreed_on is not None, "only a case with a plan is checked"
    return replace(story, marks=marks_of_checked(story.agreed_on, marks=story.marks, rng=rng))


def build_crowd(*, today: date, add: Add, count: int = COUNT) -> list[Written]:
    """Build it, where the small one stands; `add` makes somebody of the cast. Gives every case with its story."""
    partnership = partnership_with(HERE)
    assert partnership is not None, "the small neighbourhood comes first"
    by = Actor.console(COMMAND, partnership_id=partnership.pk)
    with recorded(by=by):
        for one in (*AROUND, NEWCOMER):
            add(one, by=by, today=today)
        _since(today - SINCE, partnership_id=partnership.pk)
        around, keys = _around(partnership.pk), Random(SEED)
        found = write(drawn(today=today, count=count), around=around, keys=keys)
        write_looks(found, around=around, keys=keys, today=today)
        write_who_cares(found, keys=keys)
    return found


def _since(day: date, *, partnership_id: int) -> None:
    """The people who work here do so for some years, so that what they did in those is no wonder."""
    for name in ("parties.Organisation", "accounts.Membership"):
        table(name).objects.filter(partnership_id=partnership_id).update(begin=day)


def _around(partnership_id: int) -> Around:
    members = _rows("accounts.Membership", partnership_id=partnership_id).select_related("user")
    users = _rows("accounts.User", person__partnership_id=partnership_id).select_related("person")
    organisations = _rows("parties.Organisation", partnership_id=partnership_id)
    return Around(
        partnership_id,
        members={one.user.email.partition("@")[0]: one for one in members},
        residents={one.email: one.person for one in users},
        organisations=dict(organisations.values_list("name", "pk")),
    )


def _rows(name: str, **which: Any) -> Any:
    return table(name).objects.filter(**which)


def analysed_cases(found: list[Written], *, today: date) -> list[Written]:
    """The cases of which a colleague of another organisation looked along, drawn with the seed, and the three worked ones."""
    chosen = {one.resident.phone for one in checked([each.story for each in found], today=today)}
    return [one for one in found if one.story.title or one.story.resident.phone in chosen]
