"""Finds the questions that are like one that a member reads, among those they may read themselves; noted for the trail."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import Lexeme, SearchHeadline, SearchQuery, SearchVector
from django.db.models import BooleanField, Exists, ExpressionWrapper, Func, OuterRef, Q, QuerySet, TextField, Value
from django.db.models.functions import Concat

from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.accounts.queries import running
from wijkwaarde.kernel.cases.models import Participant, Share
from wijkwaarde.kernel.cases.queries import SeenCase, TakingPart, acts_in, note_search, sees_today
from wijkwaarde.kernel.cases.terms import Extent
from wijkwaarde.kernel.errors import NotFound
from wijkwaarde.kernel.likeness.calculation import most_alike
from wijkwaarde.kernel.likeness.terms import DICTIONARY, MOST_COMPARED, MOST_WORDS

SAID = ("case__words", "case__wants", "case__needs")
STEMS = Func(SearchVector(*SAID, config=DICTIONARY), function="tsvector_to_array", output_field=ArrayField(TextField()))
TEXT = Concat(*(part for said in SAID for part in (said, Value("\n"))), output_field=TextField())
# Signs that no text has: what is between them is a word in common.
BEGIN, END = "\x02", "\x03"


@dataclass(frozen=True, slots=True)
class Like:
    """A question like the one that is read: how the member takes part in it, and the words in common as they stand there."""

    part: TakingPart
    words: tuple[str, ...]

    @property
    def is_done(self) -> bool:
        """Whether they are done there."""
        return self.part.case.closed_on is not None


def like_cases(seen: SeenCase, *, by: Actor, today: date) -> list[Like]:
    """The questions most like this one, the most alike first; only those that the member reads too, and at most ten.

    Noted for the trail. Errors: NotFound for a resident, and for who does not read this question.
    """
    if by.membership_id is None or not seen.may_read:
        raise NotFound("likeness", object_id=seen.case.pk, subjects=(seen.case.resident_id,))
    told = _compared(seen, by=by, today=today)
    stems = {case_id: frozenset(found) for _pk, case_id, found in told}
    shared = most_alike(stems, to=seen.case.pk) if seen.case.pk in stems else {}
    keys = {case_id: pk for pk, case_id, _found in reversed(told)}
    rows = _with_words(
        [keys[case_id] for case_id in shared], stems=frozenset().union(*shared.values()), by=by, today=today
    )
    note_search(by, cases=[one.case for one in rows])
    found = {one.case_id: Like(one, _marked(vars(one)["marked"])) for one in rows}
    return [found[case_id] for case_id in shared if case_id in found]


def _compared(seen: SeenCase, *, by: Actor, today: date) -> list[tuple[int, int, list[str]]]:
    """Participation, question and the words without their endings, of what the member reads: this question, then the newest."""
    reads = Share.objects.filter(running(today), participant=OuterRef("pk"), extent=Extent.WHAT.value)
    this = ExpressionWrapper(Q(case_id=seen.case.pk), output_field=BooleanField())
    found = sees_today(by=by, today=today).filter(Exists(reads)).annotate(stems=STEMS, this=this)
    rows = found.order_by("-this", "-case__opened_on", "-pk").values_list("pk", "case_id", "stems")
    return list(rows[:MOST_COMPARED])


def _with_words(keys: list[int], *, stems: frozenset[str], by: Actor, today: date) -> list[Participant]:
    """These participations with their question, in which the words in common are marked."""
    if not keys:
        return []
    wanted = SearchQuery(reduce(or_, map(Lexeme, sorted(stems))), config="simple")
    marked = SearchHeadline(TEXT, wanted, config=DICTIONARY, start_sel=BEGIN, stop_sel=END, highlight_all=True)
    rows: QuerySet[Participant] = Participant.objects.filter(acts_in(by, today=today), partnership_id=by.inside)
    return list(rows.filter(pk__in=keys).select_related("case__resident", "membership").annotate(marked=marked))


def _marked(text: str) -> tuple[str, ...]:
    """The words that are marked, each once, in small letters as in the middle of a sentence."""
    found = [part.partition(END)[0].lower() for part in text.split(BEGIN)[1:]]
    return tuple(dict.fromkeys(found))[:MOST_WORDS]
