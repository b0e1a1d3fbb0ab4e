"""Who cares along in the worked cases, with marks of their own on the days of the resident's; all of them are fiction."""

from __future__ import annotations

from random import Random
from typing import Any
from uuid import UUID

from wijkwaarde.demo.crowd.rows import Written
from wijkwaarde.demo.crowd.situations import HERE, read
from wijkwaarde.demo.crowd.story import CONTACT, RESIDENT
from wijkwaarde.demo.crowd.tables import table
from wijkwaarde.kernel.measurements.terms import WORDING_EDITION, HowGiven, Measure

KEY_BITS = 128


def write_who_cares(found: list[Written], *, keys: Random) -> None:
    """Write who cares along in the cases that tell of somebody."""
    told = {one["title"]: one["carer"] for one in read(HERE / "worked.toml")["case"]}
    for written in found:
        if written.story.title in told:
            _write(written, told=told[written.story.title], keys=keys)


def _write(written: Written, *, told: dict[str, Any], keys: Random) -> None:
    here = {"partnership_id": written.case.partnership_id}
    person = table("parties.Person").objects.create(name=told["name"], **here)
    table("carers.InformalCarer").objects.create(
        case=written.case,
        person=person,
        relation=told["relation"],
        added_by=written.parts[RESIDENT],
        begin=written.story.opened_on,
        resident_sees=told["resident_sees"],
        request_key=_key(keys),
        **here,
    )
    for mark, number in zip(written.story.marks, told["marks"], strict=True):
        table("measurements.Measurement").objects.create(
            case=written.case,
            person=person,
            measure=Measure.EXPERIENCED_WELLBEING.value,
            wording_edition=WORDING_EDITION,
            moment=mark.moment.value,
            mark=number,
            given_on=mark.on,
            written_on=mark.on,
            how_given=HowGiven.WITH_HELP.value,
            asked_afterwards=False,
            said_by=written.parts[CONTACT],
            request_key=_key(keys),
            **here,
        )


def _key(keys: Random) -> UUID:
    return UUID(int=keys.getrandbits(KEY_BITS), version=4)
