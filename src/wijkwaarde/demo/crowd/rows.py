"""Writes stories as rows, in one go per table and with their days in the past; only for the example neighbourhood.

It goes past the actions on purpose: those act today, and these fourteen months have been. The database checks every row.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from random import Random
from typing import Any
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from wijkwaarde.demo.cast import PASSWORD
from wijkwaarde.demo.crowd.story import COLLEAGUE, CONTACT, RESIDENT, Agreement, Story
from wijkwaarde.demo.crowd.tables import table
from wijkwaarde.kernel.cases.terms import Extent, Origin, Part
from wijkwaarde.kernel.measurements.terms import WORDING_EDITION, Measure
from wijkwaarde.kernel.round_tables.terms import Answer, Kind

# In the order in which they point at each other.
TABLES = (
    *("parties.Person", "accounts.User", "cases.Case", "cases.Participant", "cases.Share", "cases.ContactNote"),
    *("round_tables.RoundTable", "round_tables.Seat", "plans.Plan", "plans.PlanVersion", "plans.PlanLine"),
    *("plans.LineNote", "measurements.Measurement", "barriers.Barrier"),
)
MORNING, NOON = time(10), time(12)


@dataclass(frozen=True, slots=True)
class Around:
    """Where the stories happen: the partnership, its members by key, the residents who are there already, its organisations."""

    partnership_id: int
    members: Mapping[str, Any]
    residents: Mapping[str, Any]
    organisations: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Written:
    """A story with its rows."""

    story: Story
    case: Any
    resident: Any
    parts: dict[str, Any]


@dataclass(slots=True)
class Rows:
    """The rows of all stories, by table, until they are saved."""

    around: Around
    keys: Random
    password: str = field(default_factory=lambda: make_password(PASSWORD))
    made: dict[str, list[Any]] = field(default_factory=lambda: {name: [] for name in TABLES})

    def add(self, name: str, /, **columns: Any) -> Any:
        """A new row of a table."""
        if name != "accounts.User":
            columns["partnership_id"] = self.around.partnership_id
        row = table(name)(**columns)
        self.made[name].append(row)
        return row

    def key(self) -> UUID:
        """A key that is the same every time."""
        return UUID(int=self.keys.getrandbits(128), version=4)

    def save(self) -> None:
        """Write everything, table by table."""
        for name, rows in self.made.items():
            table(name).objects.bulk_create(rows)


def at(day: date, *, hour: time = NOON) -> datetime:
    """A moment of a day here."""
    return timezone.make_aware(datetime.combine(day, hour))


def write(stories: Iterable[Story], *, around: Around, keys: Random) -> list[Written]:
    """Write these stories, and give each with its rows."""
    rows = Rows(around, keys)
    found = [_story(story, rows=rows) for story in stories]
    rows.save()
    _agree(found, rows=rows)
    _checks(found, rows=rows)
    return found


def _story(story: Story, *, rows: Rows) -> Written:
    resident, asked = _resident(story, rows=rows), rows.around.members.get(story.asked_by)
    case = rows.add(
        "cases.Case",
        key=rows.key(),
        request_key=rows.key(),
        resident=resident,
        words=story.words,
        wants=story.wants,
        cans=story.cans,
        needs=story.needs,
        feared=story.feared,
        opened_on=story.opened_on,
        call_before=story.call_before,
        origin=story.origin.value,
        asked_by=asked,
        agreed_on=None if story.origin is Origin.RESIDENT else story.opened_on,
        plan_agreed_on=story.agreed_on,
        closed_on=story.closed_on,
    )
    written = Written(story, case, resident, {})
    _take_part(written, rows=rows)
    _calls(written, rows=rows)
    _meetings(written, rows=rows)
    _plan(written, rows=rows)
    _marks(written, rows=rows)
    _barriers(written, rows=rows)
    return written


def _resident(story: Story, *, rows: Rows) -> Any:
    one = story.resident
    if one.is_cast:
        return rows.around.residents[one.email]
    person = rows.add("parties.Person", name=one.name, phone=one.phone, channel=one.channel.value, via=one.via)
    if one.email:
        rows.add("accounts.User", email=one.email, password=rows.password, person=person)
    return person


def _take_part(written: Written, *, rows: Rows) -> None:
    story, parts = written.story, written.parts
    same = {"case": written.case, "begin": story.opened_on}
    parts[RESIDENT] = rows.add("cases.Participant", **same, part=Part.RESIDENT.value, person=written.resident)
    member, told = rows.around.members[story.contact], at(story.opened_on)
    contact = rows.add("cases.Participant", **same, part=Part.CONTACT.value, membership=member, told_at=told)
    parts[CONTACT] = parts[story.contact] = contact
    rows.add("cases.Share", participant=contact, extent=Extent.WHAT.value, begin=story.opened_on)
    for helper in story.helpers:
        one = rows.add(
            "cases.Participant",
            case=written.case,
            begin=helper.since,
            part=Part.PROFESSIONAL.value,
            membership=rows.around.members[helper.key],
            told_at=at(helper.since),
        )
        parts[helper.key] = one
        rows.add("cases.Share", participant=one, extent=helper.extent.value, begin=helper.since, until=story.closed_on)


def _calls(written: Written, *, rows: Rows) -> None:
    for call in written.story.calls:
        rows.add(
            "cases.ContactNote",
            case=written.case,
            participant=written.parts[CONTACT],
            on=call.on,
            manner=call.manner.value,
            next_on=call.next_on,
            request_key=rows.key(),
        )


def _meetings(written: Written, *, rows: Rows) -> None:
    for meeting in written.story.meetings:
        table = rows.add(
            "round_tables.RoundTable",
            case=written.case,
            planned_by=written.parts[CONTACT],
            kind=meeting.kind.value,
            starts_at=at(meeting.on, hour=time(meeting.hour)),
            minutes=30 if meeting.kind is Kind.CALL else 75,
            place=meeting.place,
            request_key=rows.key(),
        )
        told = at(written.story.calls[0].on if written.story.calls else written.story.opened_on)
        coming = {"round_table": table, "answer": Answer.COMING.value, "told_at": told}
        for one in (one for name, one in written.parts.items() if name != CONTACT):
            rows.add("round_tables.Seat", participant=one, **coming)
        for guest in meeting.guests:
            rows.add("round_tables.Seat", round_table=table, name=guest, answer=Answer.COMING.value)


def _plan(written: Written, *, rows: Rows) -> None:
    story = written.story
    if not story.lines:
        return
    plan = rows.add("plans.Plan", case=written.case)
    writer = written.parts[CONTACT]
    version = rows.add("plans.PlanVersion", plan=plan, number=1, written_by=writer)
    for position, line in enumerate(story.lines, start=1):
        _line(line, position=position, version=version, written=written, rows=rows)


def _line(line: Agreement, *, position: int, version: Any, written: Written, rows: Rows) -> None:
    doer = written.parts.get(line.who.removeprefix(COLLEAGUE))
    row = rows.add(
        "plans.PlanLine",
        plan_version=version,
        position=position,
        what=line.what,
        participant=doer,
        who="" if doer else line.who,
        before=line.before,
        source=line.source.value,
        band=line.band.value if line.band else "",
        state=line.state.value,
        holds_for=written.case,
    )
    if line.said is not None:
        rows.add(
            "plans.LineNote",
            line=row,
            participant=doer or written.parts[RESIDENT],
            on=line.said.on,
            was=line.said.was.value,
            state=line.said.state.value,
            text=line.said.text,
            request_key=rows.key(),
        )


def _agree(found: Sequence[Written], *, rows: Rows) -> None:
    """Let the plans be agreed when their lines stand there: after it the database takes none."""
    days = {one.case.pk: one.story.agreed_on for one in found}
    versions = rows.made["plans.PlanVersion"]
    for version in versions:
        version.agreed_on = days[version.plan.case_id]
    table("plans.PlanVersion").objects.bulk_update(versions, ["agreed_on"])


def _checks(found: Sequence[Written], *, rows: Rows) -> None:
    """Whether the plan fits, with the number of the last call before that: known when the calls are saved."""
    notes: dict[int, list[Any]] = {}
    for note in rows.made["cases.ContactNote"]:
        notes.setdefault(note.case_id, []).append(note)
    versions = {one.plan.case_id: one for one in rows.made["plans.PlanVersion"]}
    made = []
    for one in found:
        if one.story.check is None:
            continue
        on, answer = one.story.check
        earlier = [note.pk for note in notes.get(one.case.pk, ()) if note.on <= on]
        made.append(
            table("plans.PlanCheck")(
                partnership_id=rows.around.partnership_id,
                plan_version=versions[one.case.pk],
                participant=one.parts[RESIDENT],
                answer=answer.value,
                on=on,
                after=max(earlier, default=0),
            )
        )
    table("plans.PlanCheck").objects.bulk_create(made)


def _marks(written: Written, *, rows: Rows) -> None:
    for mark in written.story.marks:
        rows.add(
            "measurements.Measurement",
            case=written.case,
            person=written.resident,
            measure=Measure.EXPERIENCED_WELLBEING.value,
            wording_edition=WORDING_EDITION,
            moment=mark.moment.value,
            mark=mark.mark,
            given_on=mark.on,
            written_on=mark.on,
            how_given=mark.how.value,
            asked_afterwards=False,
            said_by=written.parts[RESIDENT if mark.how.value == "self" else CONTACT],
            request_key=rows.key(),
        )


def _barriers(written: Written, *, rows: Rows) -> None:
    for one in written.story.in_the_way:
        organisation_id = rows.around.organisations.get(one.organisation)
        rows.add(
            "barriers.Barrier",
            case=written.case,
            raised_by=written.parts[CONTACT],
            rule=one.rule,
            called=one.called,
            organisation_id=organisation_id,
            manager=rows.around.members["marieke" if organisation_id else "petra"],
            raised_on=one.raised_on,
            answer_before=one.answer_before,
            state=one.state.value,
            answer=one.answer,
            closed_on=one.closed_on,
            escalated_on=one.escalated_on,
            told_at=at(one.raised_on),
            request_key=rows.key(),
        )
