"""The three worked cases as stories: Amina, Gerrit and Joey as `demo-cases` tells them; their amounts are in the case files."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any

from wijkwaarde.demo.cast import BY_KEY
from wijkwaarde.demo.crowd.course import calls_of, working_day
from wijkwaarde.demo.crowd.situations import HERE, agreement, read
from wijkwaarde.demo.crowd.story import Agreement, Helper, InTheWay, Mark, Meeting, Resident, Story
from wijkwaarde.kernel.barriers.rules import answers_before
from wijkwaarde.kernel.barriers.terms import BarrierState
from wijkwaarde.kernel.cases.rules import calls_before
from wijkwaarde.kernel.cases.terms import Extent, Origin
from wijkwaarde.kernel.measurements.terms import HowGiven, Moment
from wijkwaarde.kernel.plans.terms import CheckAnswer, LineState
from wijkwaarde.kernel.round_tables.terms import Kind

DAYS_TO_CALL = 2


def worked_stories(*, today: date) -> list[Story]:
    """The three stories, with days that follow from today."""
    return [_story(told, today=today) for told in read(HERE / "worked.toml")["case"]]


def _story(told: dict[str, Any], *, today: date) -> Story:
    def day(ago: int) -> date:
        return working_day(today - timedelta(days=ago))

    opened, agreed = day(told["opened"]), day(told["agreed"])
    asked_by = told.get("asked_by", "")
    return Story(
        title=told["title"],
        resident=_resident(told),
        words=told["words"],
        wants=told["wants"],
        cans=told["cans"],
        needs=told["needs"],
        feared=told.get("feared", ""),
        opened_on=opened,
        call_before=calls_before(opened_on=opened, working_days=DAYS_TO_CALL),
        origin=Origin(told.get("origin", Origin.RESIDENT.value)),
        asked_by=asked_by,
        contact=told["contact"],
        calls=calls_of(day(told["opened"] - 2), until=today, rng=Random(told["title"]), today=today),
        helpers=tuple(Helper(key, agreed, Extent(extent)) for key, extent in told["helpers"]),
        meetings=(Meeting(Kind(told["table"]), agreed, 14, told["place"], tuple(told["guests"])),),
        agreed_on=agreed,
        lines=tuple(_line(row) for row in told["lines"]),
        check=(agreed + timedelta(days=1), CheckAnswer.YES),
        marks=tuple(
            Mark(Moment(moment), mark, day(ago), HowGiven(told["how_given"])) for moment, mark, ago in told["marks"]
        ),
        in_the_way=(_in_the_way(told["in_the_way"], raised=day(told["in_the_way"]["raised"])),),
    )


def _resident(told: dict[str, Any]) -> Resident:
    if "cast" in told:
        one = BY_KEY[told["cast"]]
        return Resident(one.name, one.phone, email=one.email, is_cast=True)
    return Resident(told["name"], told["phone"], email=told["email"])


def _line(row: list[str]) -> Agreement:
    """A line with its state in front."""
    state, *rest = row
    return replace(agreement(rest), state=LineState(state))


def _in_the_way(told: dict[str, Any], *, raised: date) -> InTheWay:
    return InTheWay(
        told["rule"],
        told["called"],
        told["organisation"],
        raised,
        answers_before(raised_on=raised),
        BarrierState(told["state"]),
        told["answer"],
        working_day(raised + timedelta(days=told["answered_after"])),
    )
