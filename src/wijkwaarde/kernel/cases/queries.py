"""Reads cases: the gate to one case, and lists for who takes part; whatever is read is noted for the trail."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import BigIntegerField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import JSONObject
from django.utils.translation import gettext as _

from wijkwaarde.kernel.access import Act, Actor, Purpose
from wijkwaarde.kernel.accounts.queries import running
from wijkwaarde.kernel.asked_often import asked_often, is_one_of
from wijkwaarde.kernel.cases import rules
from wijkwaarde.kernel.cases.models import Case, CaseCover, ContactNote, Participant, Share
from wijkwaarde.kernel.cases.terms import CHOSEN, Domain, Extent, Ground, Manner, Part
from wijkwaarde.kernel.covers.queries import Standing, covers_by, covers_to_come, hold_cover
from wijkwaarde.kernel.errors import NotFound, Refused
from wijkwaarde.kernel.parties.models import Person
from wijkwaarde.kernel.parties.rules import Reach
from wijkwaarde.kernel.parties.terms import Channel

# A row as the pages get it: they read it, and import no model.
type TakingPart = Participant
type Noted = ContactNote
type AskedCase = Case

# How many cases get a contact in one go.
AT_ONCE = 100

MOST_FIRST = (Extent.WHAT, Extent.SOME, Extent.THAT)
RUNS = Q(case__closed_on__isnull=True)
COVER_TOLD = JSONObject(
    pk="pk", name="stand_in__name", phone="stand_in__phone", begin="begin", until="until", said_no="no"
)
WITH_CASE = ("case__resident", "case__asked_by__organisation")
REACHED = Q(taken_back=False) & ~Q(manner=Manner.UNREACHED.value)
HOLDS = Q(taken_back=False) & (~Q(manner=Manner.UNREACHED.value) | Q(next_on__isnull=False))
PURPOSES = {
    Part.RESIDENT: Purpose.OWN,
    Part.REPRESENTATIVE: Purpose.OWN,
    Part.CONTACT: Purpose.CONTACT,
    Part.PROFESSIONAL: Purpose.PROFESSIONAL,
}


@dataclass(frozen=True, slots=True)
class SeenCase:
    """A case as one participant may see it: the part they act in, and whether they read what is written.

    Who does not, may still see the agreements about `domains`; which agreements somebody sees, `plans.rules` decides.
    `cover_id` and `stand_in_id` (a membership) are set for who stands in for the participant: they see and do the same.
    """

    case: Case
    participant: Participant
    part: Part
    may_read: bool
    cover_id: int | None = None
    stand_in_id: int | None = None
    domains: frozenset[Domain] = frozenset()

    @property
    def is_resident(self) -> bool:
        """Whether who looks decides about this case: the resident whose case it is, or who represents them."""
        return self.part is Part.RESIDENT

    @property
    def is_represented(self) -> bool:
        """Whether who looks is there for the resident, and not the resident."""
        return self.participant.part == Part.REPRESENTATIVE.value

    @property
    def purpose(self) -> Purpose:
        """Why they look, as the trail says it."""
        return PURPOSES[self.part]


def case_for(key: UUID, *, by: Actor, today: date) -> SeenCase:
    """The case with this key, for somebody who takes part in it. Errors: NotFound, also when it is forbidden."""
    participant, extent = _own_participation(key, by=by, today=today)
    part = None if participant is None else _acts_as(participant, extent=extent, today=today)
    if participant is None or part is None or not rules.may_see(part=part, extent=extent):
        raise _not_found(key, by=by)
    case, cover_id = participant.case, vars(participant)["cover_id"]
    stand_in_id = by.membership_id if cover_id else None
    may_read, about = rules.may_read(part=part, extent=extent), domains_of(participant)
    seen = SeenCase(case, participant, part, may_read, cover_id, stand_in_id, about)
    if seen.stand_in_id or seen.is_represented:
        by.act_for(participant.membership_id or case.resident_id, about=case.resident_id)
    by.record(Act.READ, "case", object_id=case.pk, subjects=[case.resident_id], purpose=PURPOSES[part])
    return seen


def _acts_as(participant: Participant, *, extent: Extent | None, today: date) -> Part | None:
    """The part in which a participant acts today; None for who represented the resident and does no longer."""
    return rules.acts_as(
        part=Part(participant.part),
        ground=Ground(participant.ground) if participant.ground else None,
        born_on=participant.case.resident.born_on,
        extent=extent,
        today=today,
        is_restricted=participant.case.resident.restricted_on is not None,
    )


def _not_found(key: UUID, *, by: Actor) -> NotFound:
    """That it is not there, with whom it is about where it is there for others."""
    case = Case.objects.filter(key=key, partnership_id=by.inside).first()
    return NotFound("case") if case is None else NotFound("case", object_id=case.pk, subjects=(case.resident_id,))


def readable_case_for(key: UUID, *, by: Actor, today: date) -> SeenCase:
    """The case with this key, for somebody who may read what is written in it. Errors: NotFound."""
    seen = case_for(key, by=by, today=today)
    if not seen.may_read:
        raise NotFound("case", object_id=seen.case.pk, subjects=(seen.case.resident_id,))
    return seen


def _own_participation(key: UUID, *, by: Actor, today: date) -> tuple[Participant | None, Extent | None]:
    """How the actor takes part, and what they may see; the part that sees most, where one has several."""
    if by.membership_id is None and by.person_id is None:
        return None, None
    # All of them, one or two: told to find only the first, the database goes through everybody's cases in that order.
    found = min(_own_parts(key=key, by=by, today=today), key=_least, default=None)
    return found, None if found is None else _told_extent(found)


@asked_often
def _own_parts(*, key: UUID, by: Actor, today: date) -> QuerySet[Participant]:
    mine = Participant.objects.filter(running(today), case__key=key, partnership_id=by.inside)
    own = Q(person_id=by.person_id) if by.membership_id is None else acts_in(by, today=today)
    told = _with_extent(mine.filter(own), today=today).annotate(cover_id=_cover_here(by, today=today, of=""))
    # Known by the name of the relation: `emergencies` and `statements` stand higher, and ask no more where there are none.
    feared = Person.objects.filter(pk=OuterRef("case__resident_id"), emergencies__isnull=False)
    stated = Case.objects.filter(pk=OuterRef("case_id"), statements__isnull=False)
    told = told.annotate(was_feared=Exists(feared), has_statements=Exists(stated))
    return told.select_related("membership__organisation", *WITH_CASE)


def _least(one: Participant) -> tuple[bool, int, bool, str]:
    """For sorting: who sees first, then what is written, the fixed contact, and one's own part before that of a colleague."""
    extent = _told_extent(one)
    hidden = extent is None and one.part != Part.RESIDENT.value
    return (
        hidden,
        MOST_FIRST.index(extent or Extent.WHAT),
        vars(one)["cover_id"] is not None and one.part != Part.CONTACT.value,
        one.part,
    )


def acts_in(by: Actor, *, today: date, of: str = "") -> Q:
    """The condition that a member takes part, or stands in today for one who does; `of` leads to the participant."""
    own, opens = Q((f"{of}membership_id", by.membership_id or 0)), _opens_when_restricted(by, of=of)
    if not by.stands_in:
        return own & opens
    is_away = is_one_of(f"{of}membership_id", covers_by(by, today=today).values("absent_id"))
    stands_in = Q(is_away, Exists(_covers_here(by, today=today, of=of)))
    return (own | stands_in) & opens


def _opens_when_restricted(by: Actor, *, of: str) -> Q:
    """The condition that this part opens the case: of a resident who asked for less use, only the fixed contact's does.

    The few who asked are found once: no list looks each resident up.
    """
    few = Case.objects.filter(resident__restricted_on__isnull=False, partnership_id=by.inside).values("pk")
    is_one = is_one_of(f"{of}case_id", few)
    return Q((f"{of}part", Part.CONTACT.value)) | ~Q(is_one)


def _covers_here(by: Actor, *, today: date, of: str) -> QuerySet[Standing]:
    """The covers of the actor that hold for one participation: all cases unless the resident said no, or this case."""
    here = CaseCover.objects.filter(cover=OuterRef("pk"), case=OuterRef(OuterRef(f"{of}case_id")))
    covers = covers_by(by, today=today).filter(absent_id=OuterRef(f"{of}membership_id"))
    return covers.filter(Q(is_for_all=True) | Exists(here.filter(holds=True)), ~Exists(here.filter(holds=False)))


def _cover_here(by: Actor, *, today: date, of: str) -> Subquery | Value:
    if not by.stands_in:
        return Value(None, output_field=BigIntegerField())
    return Subquery(_covers_here(by, today=today, of=of).order_by("pk").values("pk")[:1])


def _with_extent(taking: QuerySet[Participant], *, today: date) -> QuerySet[Participant]:
    """The same rows, each with what is shared with them today."""
    shared = Share.objects.filter(running(today), participant=OuterRef("pk"))
    extent, until, about = (Subquery(shared.values(column)[:1]) for column in ("extent", "until", "domains"))
    return taking.annotate(extent=extent, shared_until=until, about=about)


def with_cover(taking: QuerySet[Participant], *, today: date) -> QuerySet[Participant]:
    """The same rows, each with the colleague who stands in, or will, as `rules.CoverTold` reads it; None for nobody."""
    here = CaseCover.objects.filter(cover=OuterRef("pk"), case=OuterRef(OuterRef("case_id")))
    covers = covers_to_come(today=today).filter(absent_id=OuterRef("membership_id"))
    covers = covers.annotate(no=Exists(here.filter(holds=False)))
    told = covers.filter(Q(is_for_all=True) | Exists(here)).order_by("begin", "pk").values(told=COVER_TOLD)
    return taking.annotate(cover=Subquery(told[:1]))


def _told_extent(participant: Participant) -> Extent | None:
    told: str | None = vars(participant)["extent"]
    return None if told is None else Extent(told)


def _extent(participant: Participant | None, *, today: date) -> Extent | None:
    if participant is None:
        return None
    share = Share.objects.filter(running(today), participant=participant).first()
    return None if share is None else Extent(share.extent)


def hold(seen: SeenCase, *, today: date, when_done: bool = False) -> None:
    """Keep the actor's part in the case as it is until the end of the transaction, before something is written.

    It may have ended, or see less, since the page began. Errors: NotFound then; Refused where the case is done, unless
    what is written belongs after the end too (`when_done`).
    """
    there = Participant.objects.filter(running(today), pk=seen.participant.pk).select_related("case__resident")
    mine = there.select_for_update(no_key=True, of=("self",)).first()
    extent = _extent(mine, today=today)
    part = None if mine is None else _acts_as(mine, extent=extent, today=today)
    if part is Part.PROFESSIONAL and mine is not None and mine.case.resident.restricted_on is not None:
        raise NotFound("case", object_id=seen.case.pk, subjects=(seen.case.resident_id,))
    if not _stands_in(seen, today=today) or part is not seen.part:
        raise NotFound("case", object_id=seen.case.pk, subjects=(seen.case.resident_id,))
    if not rules.may_see(part=part, extent=extent) or rules.may_read(part=part, extent=extent) != seen.may_read:
        raise NotFound("case", object_id=seen.case.pk, subjects=(seen.case.resident_id,))
    # Asked after the lock: whoever closes a case waits for everybody who writes in it, and the other way round.
    if not when_done and Case.objects.filter(pk=seen.case.pk, closed_on__isnull=False).exists():
        raise Refused(_("Jullie zijn klaar, dus hier verandert niets meer. Komt de bewoner terug, dan kan het weer."))


def _stands_in(seen: SeenCase, *, today: date) -> bool:
    """Whether who stands in still does, here; the row stays as it is until the end of the transaction."""
    if seen.cover_id is None:
        return True
    said_no = CaseCover.objects.filter(case=seen.case, cover_id=seen.cover_id, holds=False)
    return hold_cover(seen.cover_id, today=today) and not said_no.exists()


def own_cases(*, by: Actor, today: date, when_restricted: bool = False) -> QuerySet[Case]:
    """The questions of the resident who asks, and of whom they represent; what is done last and else the newest first.

    Of who asked for less use, only for who represents them by law, but `when_restricted` for who else does too.
    """
    shared = Exists(Share.objects.filter(running(today), participant=OuterRef("pk")))
    born_on = "case__resident__born_on__gt"
    child = Q((born_on, rules.born_before(today, age=rules.DECIDES_ALONE)))
    minor = Q((born_on, rules.born_before(today, age=rules.ADULT)))
    still = ~Q(ground=Ground.PARENT.value) | minor & (child | shared)
    by_law = ~Q(ground__in=[one.value for one in CHOSEN]) & (~Q(ground=Ground.PARENT.value) | child)
    opens = Q() if when_restricted else Q(case__resident__restricted_on__isnull=True) | by_law
    mine = Participant.objects.filter(running(today), still, opens, case=OuterRef("pk"), person_id=by.person_id or 0)
    return (
        Case.objects.filter(Exists(mine), partnership_id=by.inside)
        .select_related("resident")
        .order_by(F("closed_on").desc(nulls_first=True), "-opened_on", "-pk")
    )


def participants_of(seen: SeenCase, *, today: date) -> list[Participant]:
    """Who takes part in a case today, with their organisation: the resident, the fixed contact, then by begin."""
    order = list(Part)
    return sorted(_everybody(case_id=seen.case.pk, today=today), key=lambda one: order.index(Part(one.part)))


@asked_often
def _everybody(*, case_id: int, today: date) -> QuerySet[Participant]:
    here = _with_extent(Participant.objects.filter(running(today), case_id=case_id), today=today)
    return with_cover(here, today=today).select_related("membership__organisation", "person").order_by("begin", "pk")


def extents_of(participants: Sequence[Participant]) -> dict[int, Extent | None]:
    """What each of these participants may see, by their id; they come from `participants_of`."""
    return {one.pk: _told_extent(one) for one in participants}


def shared_until(participant: Participant) -> date | None:
    """The first day on which nothing is shared any more, by itself; None for no such day. From `participants_of`."""
    found: date | None = vars(participant)["shared_until"]
    return found


def domains_of(participant: Participant) -> frozenset[Domain]:
    """What the agreements are about of which a participant sees a part; none for all or nothing. From `participants_of`."""
    return frozenset(map(Domain, vars(participant)["about"] or ()))


def as_seen_by(participant_id: int, *, seen: SeenCase, today: date) -> SeenCase:
    """The case as a member who takes part sees it today, for the resident alone. Errors: NotFound."""
    people = participants_of(seen, today=today)
    found = next((one for one in people if one.pk == participant_id and one.membership_id is not None), None)
    extent = None if found is None else _told_extent(found)
    is_restricted = seen.case.resident.restricted_on is not None
    opens = found is not None and rules.opens(part=Part(found.part), extent=extent, is_restricted=is_restricted)
    if found is None or not seen.is_resident or not opens:
        raise NotFound("participant", object_id=participant_id, subjects=(seen.case.resident_id,))
    may_read = rules.may_read(part=Part(found.part), extent=extent)
    return SeenCase(seen.case, found, Part(found.part), may_read, domains=domains_of(found))


def covers_of(participants: Sequence[Participant]) -> dict[int, rules.CoverTold]:
    """The colleague who stands in for each of these participants, or will, by their id; from `participants_of`."""
    told = {one.pk: vars(one)["cover"] for one in participants}
    return {pk: rules.cover_told(cover) for pk, cover in told.items() if cover is not None}


def told_cover(cover_id: int, *, seen: SeenCase, today: date) -> rules.CoverTold:
    """A cover in this case, of today or to come. Errors: NotFound."""
    found = covers_of(participants_of(seen, today=today)).values()
    told = next((one for one in found if one.pk == cover_id), None)
    if told is None:
        raise NotFound("cover", object_id=cover_id, subjects=(seen.case.resident_id,))
    return told


def contact_of(participants: Sequence[Participant]) -> Participant | None:
    """The fixed contact among these participants."""
    return next((one for one in participants if one.part == Part.CONTACT.value), None)


def cases_without_contact(*, by: Actor, today: date) -> list[Case]:
    """Some of the cases that have no fixed contact, or one who no longer works here; locked, the oldest first."""
    contact = Participant.objects.filter(works(today), case=OuterRef("pk"), part=Part.CONTACT.value)
    found = Case.objects.filter(~Exists(contact), partnership_id=by.inside, closed_on__isnull=True)
    return list(found.select_for_update(skip_locked=True).order_by("pk")[:AT_ONCE])


def works(today: date) -> Q:
    """The condition that somebody takes part today, and still works for an organisation of the partnership."""
    return running(today) & running(today, of="membership__") & running(today, of="membership__organisation__")


def waiting_to_hear(*, by: Actor, today: date) -> QuerySet[Participant]:
    """Members who take part; whoever was not told yet that somebody counts on them, gets a mail."""
    return Participant.objects.filter(works(today), partnership_id=by.inside).select_related("membership__user")


def reach_of(case: Case) -> Reach:
    """How the resident of a case wants to be reached."""
    one = case.resident
    return Reach(Channel(one.channel), one.phone, one.via)


def is_open_to(case: Case, *, by: Actor, today: date) -> bool:
    """Whether the actor takes part in this case, and so may open it."""
    return sees_today(by=by, today=today).filter(case=case).exists()


def brought_before(request_key: UUID, *, by: Actor) -> Case | None:
    """The case that this form of the actor made already."""
    return Case.objects.filter(asked_by_id=by.membership_id or 0, request_key=request_key).first()


def taking_part(*, by: Actor, today: date, words: str = "", done: bool = False) -> list[int]:
    """The keys of all running participations of a member in what runs, or in what is done, newest case first.

    `words` narrow by the resident's name.
    """
    found = sees_today(by=by, today=today).filter(case__closed_on__isnull=not done)
    for word in words.split():
        found = found.filter(case__resident__name__icontains=word)
    return list(found.order_by("-case__opened_on", "-pk").values_list("pk", flat=True))


def participations(keys: Sequence[int], *, by: Actor, today: date) -> list[Participant]:
    """These participations of a member with their case, in this order, noted for the trail."""
    rows = Participant.objects.filter(acts_in(by, today=today), partnership_id=by.inside)
    found = rows.select_related("case__resident", "membership").in_bulk(list(keys))
    note_search_about(by, residents=[one.case.resident_id for one in found.values()])
    return [found[key] for key in keys if key in found]


def sees_today(*, by: Actor, today: date) -> QuerySet[Participant]:
    """The participations in which a member sees today that the case is there, their own and those they stand in for."""
    shared = Share.objects.filter(running(today), participant=OuterRef("pk"))
    return takes_part_today(by=by, today=today).filter(Exists(shared))


def takes_part_today(*, by: Actor, today: date) -> QuerySet[Participant]:
    """The participations of a member today, their own and those they stand in for, with or without a share."""
    return Participant.objects.filter(running(today), acts_in(by, today=today), partnership_id=by.inside)


def note_search(by: Actor, *, cases: Sequence[Case]) -> None:
    """Note that a list showed these cases: one SEARCH line with everybody it is about."""
    note_search_about(by, residents=[case.resident_id for case in cases])


def note_search_about(by: Actor, *, residents: Sequence[int]) -> None:
    """Note that a list showed something of these people: one SEARCH line with everybody it is about."""
    if residents:
        by.record(Act.SEARCH, "case", object_id=None, subjects=residents)
