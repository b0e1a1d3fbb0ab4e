"""The trail in the form of the Logboek Dataverwerkingen, and the trace that a request goes on with; it reads no database."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from hmac import digest

from wijkwaarde.kernel.access import Act, Actor
from wijkwaarde.kernel.register.reading import PAGE, activity_uri
from wijkwaarde.kernel.trail.terms import PSEUDONYM, SPAN_BYTES

PARENT = re.compile(
    r"(?!ff)(?P<version>[0-9a-f]{2})-(?P<trace>[0-9a-f]{32})-(?P<span>[0-9a-f]{16})-[0-9a-f]{2}(?P<more>-.*)?"
)
FIRST_VERSION = "00"
SEVERAL = 2


@dataclass(frozen=True, slots=True)
class Logged:
    """What a line says to a logbook of processing: nothing about who looked."""

    id: int
    chain: int
    milliseconds: int
    trace_id: str
    act: Act
    kind: str
    subjects: tuple[int, ...]


def processing_lines(one: Logged, *, key: bytes, site: str) -> Iterator[dict[str, object]]:
    """The lines of a logbook: one for each person it is about, under one for the act itself when it is about several."""
    own = digest(key, f"partnership {one.chain}".encode(), "sha256")
    people = sorted(digest(own, f"person {subject}".encode(), "sha256").hex() for subject in one.subjects)
    if len(people) < SEVERAL:
        yield _processing(one, span=_span(one, 0, key=own), person="".join(people), site=site)
        return
    parent = _span(one, 0, key=own)
    yield _processing(one, span=parent, site=site)
    for number, person in enumerate(people, 1):
        yield _processing(one, span=_span(one, number, key=own), parent=parent, person=person, site=site)


def _activity(kind: str, *, site: str) -> str:
    """Where the register tells of it; for a word that no activity names (any more) the register as a whole."""
    try:
        return activity_uri(kind)
    except KeyError:
        return f"{site.rstrip('/')}/{PAGE}"


def _span(one: Logged, number: int, *, key: bytes) -> str:
    """The same each time that the line is exported, and from nobody's number to be guessed."""
    return digest(key, f"line {one.id} {number}".encode(), "sha256")[:SPAN_BYTES].hex()


def _processing(one: Logged, *, span: str, site: str, parent: str = "", person: str = "") -> dict[str, object]:
    about = {"dpl.core.data_subject_id": person, "dpl.core.data_subject_id_type": f"{site.rstrip('/')}/{PSEUDONYM}"}
    return {
        "trace_id": one.trace_id,
        "span_id": span,
        **({"parent_span_id": parent} if parent else {}),
        "status": "Unset" if one.act is Act.DENIED else "Ok",
        "name": f"{one.act.value} {one.kind}",
        "start_time": one.milliseconds,
        "end_time": one.milliseconds,
        "attributes": {
            "dpl.core.processing_activity_id": _activity(one.kind, site=site),
            **(about if person else {}),
        },
    }


def trace_id_in(traceparent: str) -> str | None:
    """The trace that a request continues, by its `traceparent` of W3C Trace Context; None when that is no valid one."""
    found = PARENT.fullmatch(traceparent.strip())
    if found is None or not int(found["trace"], 16) or not int(found["span"], 16):
        return None
    return None if found["more"] and found["version"] == FIRST_VERSION else found["trace"]


def continued(by: Actor, *, traceparent: str) -> Actor:
    """The same actor in the trace that a request goes on with, where it says so well."""
    trace = trace_id_in(traceparent)
    return by if trace is None else replace(by, trace_id=trace)
