"""Draws the questions of the example neighbourhood with a fixed seed: the same day gives the same stories; it writes nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from wijkwaarde.demo.crowd import texts
from wijkwaarde.demo.crowd.course import ONE_DAY, calls_of, helpers_of, in_the_way, lines_of, marks_of, working_day
from wijkwaarde.demo.crowd.people import IN_ARABIC, names
from wijkwaarde.demo.crowd.situations import Situation, situations
from wijkwaarde.demo.crowd.story import Meeting, Resident, Story
from wijkwaarde.kernel.cases.rules import calls_before
from wijkwaarde.kernel.cases.terms import Origin
from wijkwaarde.kernel.parties.terms import Channel
from wijkwaarde.kernel.plans.terms import CheckAnswer, LineState
from wijkwaarde.kernel.round_tables.terms import Kind

SEED = 1
DAYS = 425  # fourteen months
DAYS_TO_CALL = 2
CHECKED = 25
# A mark of six months or later is there for the cases that a colleague looks along with.
LONG_AGO = timedelta(days=215)
BROUGHT = (Origin.PHONE, Origin.PHONE, Origin.DESK, Origin.GP, Origin.SCHOOL, Origin.LANDLORD, Origin.NEIGHBOUR)


def stories(count: int, *, today: date) -> list[Story]:
    """So many stories, the oldest first."""
    found = [_story(number, deck=_deck(count), today=today) for number in range(count)]
    return sorted(found, key=lambda one: (one.opened_on, one.resident.phone))


def checked(found: list[Story], *, today: date, count: int = CHECKED) -> list[Story]:
    """The cases of which a colleague of another organisation looked along, drawn from those that go on long enough."""
    long_ago = [
        one for one in found if one.marks and one.agreed_on and one.agreed_on <= today - LONG_AGO and not one.title
    ]
    return Random(SEED).sample(long_ago, min(count, len(long_ago)))


def _deck(count: int) -> list[Situation]:
    """Each situation as often as the others, in no order."""
    every = list(situations())
    Random(SEED).shuffle(every)
    return [every[number % len(every)] for number in range(count)]


def _story(number: int, *, deck: list[Situation], today: date) -> Story:
    rng, situation = Random(f"{SEED}/{number}"), deck[number]
    opened = working_day(today - rng.randint(1, DAYS) * ONE_DAY)
    is_fresh = today - opened < timedelta(days=6)
    story = Story(
        resident=_resident(number, rng=rng),
        words=_words(number, situation=situation, rng=rng),
        wants=situation.wants if not is_fresh else "",
        cans=situation.cans if not is_fresh and rng.random() < 0.9 else "",
        needs=situation.needs if not is_fresh else "",
        feared=situation.feared if not is_fresh else "",
        opened_on=opened,
        call_before=calls_before(opened_on=opened, working_days=DAYS_TO_CALL),
        contact=rng.choice(situation.contacts),
    )
    return _gone_on(_brought(story, rng=rng), situation=situation, rng=rng, today=today)


def _resident(number: int, *, rng: Random) -> Resident:
    every = names()
    Random(SEED).shuffle(every)
    every.insert(17, IN_ARABIC)
    name = every[number % len(every)]
    phone = f"06 - 12 34 {60 + number // 100:02d} {number % 100:02d}"
    drawn = rng.random()
    if drawn < 0.08:
        return Resident(name, phone, Channel.THROUGH, rng.choice(texts.THROUGH))
    if drawn < 0.12:
        return Resident(name, phone, Channel.LETTER, rng.choice(texts.LETTERS))
    email = f"bewoner-{number + 1}@voorbeeld.example" if number % 4 == 0 else ""
    return Resident(name, phone, Channel.TEXT if drawn < 0.3 else Channel.CALL, email=email)


def _words(number: int, *, situation: Situation, rng: Random) -> str:
    said = situation.words[number // len(situations()) % len(situation.words)]
    return f"{said} {rng.choice(texts.ADDED)}" if rng.random() < 0.6 else said


def _brought(story: Story, *, rng: Random) -> Story:
    """Who cannot log in had somebody write it down."""
    if story.resident.email:
        return story
    return replace(story, origin=rng.choice(BROUGHT), asked_by=story.contact)


def _gone_on(story: Story, *, situation: Situation, rng: Random, today: date) -> Story:
    """What came after the question, as far as it has come today."""
    called = working_day(story.opened_on + rng.randint(0, 3) * ONE_DAY, forward=True)
    if called >= today or (today - story.opened_on < timedelta(days=6) and rng.random() < 0.5):
        return story
    is_small = rng.random() < 0.3
    agreed = working_day(called + (rng.randint(0, 2) if is_small else rng.randint(7, 24)) * ONE_DAY, forward=True)
    if rng.random() < 0.1 or (agreed >= today and is_small):
        return replace(story, calls=calls_of(called, until=today, rng=rng, today=today))
    if agreed >= today:
        return replace(
            story, calls=calls_of(called, until=today, rng=rng, today=today), meetings=(_meeting(agreed, rng=rng),)
        )
    return _with_plan(story, situation=situation, called=called, agreed=agreed, is_small=is_small, rng=rng, today=today)


def _with_plan(
    story: Story, *, situation: Situation, called: date, agreed: date, is_small: bool, rng: Random, today: date
) -> Story:
    lines = lines_of(situation, is_small=is_small, agreed=agreed, rng=rng, today=today)
    ended = all(line.state in (LineState.DONE, LineState.STOPPED) for line in lines)
    closed = working_day(agreed + rng.randint(150, 240) * ONE_DAY) if ended and rng.random() < 0.6 else None
    closed = closed if closed and closed < today else None
    return replace(
        story,
        calls=calls_of(called, until=closed or today, rng=rng, today=today),
        helpers=helpers_of(lines, situation=situation, contact=story.contact, since=agreed, rng=rng),
        meetings=() if is_small else (_meeting(agreed, rng=rng),),
        agreed_on=agreed,
        lines=lines,
        check=_check(agreed, rng=rng, today=today),
        marks=marks_of(story.opened_on, agreed=agreed, can_log_in=bool(story.resident.email), rng=rng, today=today),
        in_the_way=in_the_way(situation, agreed=agreed, rng=rng, today=today),
        closed_on=closed,
    )


def _meeting(on: date, *, rng: Random) -> Meeting:
    kind = rng.choice((Kind.KITCHEN, Kind.KITCHEN, Kind.BIG, Kind.CALL))
    place = "" if kind is Kind.CALL else rng.choice(texts.PLACES)
    guests = (rng.choice(texts.GUESTS),) if kind is not Kind.CALL and rng.random() < 0.5 else ()
    return Meeting(kind, on, rng.choice((10, 13, 14, 15, 19)), place, guests)


def _check(agreed: date, *, rng: Random, today: date) -> tuple[date, CheckAnswer] | None:
    """What the resident said the next day, when asked whether the plan fits."""
    on, drawn = agreed + ONE_DAY, rng.random()
    if on >= today or drawn > 0.7:
        return None
    return on, CheckAnswer.DOUBT if drawn < 0.06 else CheckAnswer.YES
