"""Reads what was said yes or no to in a case, by whom and when; what it changes is for the nouns that it changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from wijkwaarde.kernel.access import Act, Actor
from wijkwaarde.kernel.accounts.queries import running
from wijkwaarde.kernel.asked_often import asked_often
from wijkwaarde.kernel.cases.queries import SeenCase, TakingPart
from wijkwaarde.kernel.cases.terms import Ground, Part
from wijkwaarde.kernel.consents import rules
from wijkwaarde.kernel.consents.models import Consent, SecrecyRelease, WorkingGround
from wijkwaarde.kernel.consents.terms import Decides, How, LegalGround, Subject
from wijkwaarde.kernel.errors import NotFound
from wijkwaarde.kernel.parties.models import Organisation

KIND = "consent"


@dataclass(frozen=True, slots=True)
class SeenGround:
    """On which ground the partnership works today: by which law, since when, and where that stands."""

    ground: LegalGround
    law: str
    source: str
    since: date


@dataclass(frozen=True, slots=True)
class Saying:
    """One time that somebody said yes or no (None: took it back): whose word, who wrote it down (empty: they did), how, when.

    `is_mine`: who looks put it there.
    """

    says_yes: bool | None
    on: date
    said_on: date
    how: How
    giver: str
    giver_ground: Ground | None
    writer: str
    together: bool
    kept_before: bool
    is_mine: bool = False


@dataclass(frozen=True, slots=True)
class SeenRelease:
    """To whom something may be told, about what and until when, with everything that was said about it, the last first."""

    pk: int
    to: str
    about: str
    begin: date
    until: date
    said: tuple[Saying, ...]

    def holds(self, today: date) -> bool:
        """Whether they may be told today."""
        return bool(self.said) and self.said[0].says_yes is True and self.begin <= today < self.until


@dataclass(frozen=True, slots=True)
class SeenConsents:
    """What was said in a case, the last first; the ground where the partnership told it; who decides, and whether who looks may."""

    ground: SeenGround | None
    data: tuple[Saying, ...]
    measuring: tuple[Saying, ...]
    releases: tuple[SeenRelease, ...]
    decides: Decides
    may_give: bool
    may_write_down: bool

    @property
    def asks_data(self) -> bool:
        """Whether keeping data needs a yes here."""
        return self.ground is not None and self.ground.ground is LegalGround.CONSENT


def consents_for(seen: SeenCase, *, by: Actor, today: date) -> SeenConsents:
    """What was said yes or no to in this case, for who may read it; noted for the trail. Errors: NotFound."""
    if not seen.may_read:
        raise NotFound(KIND, subjects=(seen.case.resident_id,))
    rows = _said(case_id=seen.case.pk)
    by.record(Act.READ, KIND, object_id=None, subjects=[seen.case.resident_id], purpose=seen.purpose)
    who = rules.decides(seen.case.resident.born_on, today=today)
    return SeenConsents(
        ground=ground_of(by=by, today=today),
        data=_about(Subject.DATA, rows=rows, seen=seen),
        measuring=_about(Subject.MEASURING, rows=rows, seen=seen),
        releases=_releases(rows, seen=seen),
        decides=who,
        may_give=seen.is_resident and rules.may_give(ground=own_ground(seen.participant), who=who),
        may_write_down=rules.may_write_down(is_contact=seen.part is Part.CONTACT),
    )


def own_ground(one: TakingPart) -> Ground | None:
    """On which ground somebody represents the resident; None for the resident."""
    return Ground(one.ground) if one.part == Part.REPRESENTATIVE.value else None


def ground_of(*, by: Actor, today: date) -> SeenGround | None:
    """On which ground the actor's partnership works today; None where it did not say so."""
    found = next(iter(_grounds(partnership_id=by.inside, today=today)), None)
    return None if found is None else SeenGround(LegalGround(found.ground), found.law, found.source, found.begin)


@asked_often
def _grounds(*, partnership_id: int, today: date) -> QuerySet[WorkingGround]:
    return WorkingGround.objects.filter(running(today), partnership_id=partnership_id)[:1]


@asked_often
def _said(*, case_id: int) -> QuerySet[Consent]:
    people = ("giver__person", "giver__membership", "written_by__person", "written_by__membership")
    to = ("release__organisation", "release__participant__membership__organisation")
    return Consent.objects.filter(case_id=case_id).select_related(*people, *to).order_by("-pk")


def _about(subject: Subject, *, rows: Sequence[Consent], seen: SeenCase) -> tuple[Saying, ...]:
    return tuple(_saying(row, seen=seen) for row in rows if row.subject == subject.value)


def _releases(rows: Sequence[Consent], *, seen: SeenCase) -> tuple[SeenRelease, ...]:
    """Every release, the newest first."""
    releases: dict[int, tuple[SecrecyRelease, list[Saying]]] = {}
    for row in rows:
        if row.release is not None:
            releases.setdefault(row.release.pk, (row.release, []))[1].append(_saying(row, seen=seen))
    return tuple(
        SeenRelease(one.pk, _to(one), one.about, one.begin, one.until, tuple(said))
        for one, said in sorted(releases.values(), key=lambda pair: -pair[0].pk)
    )


def _to(one: SecrecyRelease) -> str:
    if one.organisation is not None:
        return one.organisation.name
    member = None if one.participant is None else one.participant.membership
    return one.name if member is None else f"{member.name}, {member.organisation.name}"


def _saying(row: Consent, *, seen: SeenCase) -> Saying:
    return Saying(
        says_yes=row.says_yes,
        on=row.on,
        said_on=row.said_on,
        how=How(row.how),
        giver=name_of(row.giver, seen=seen),
        giver_ground=own_ground(row.giver),
        writer="" if row.giver_id == row.written_by_id else name_of(row.written_by, seen=seen),
        together=row.together,
        kept_before=row.kept_before,
        is_mine=row.written_by_id == seen.participant.pk,
    )


def name_of(one: TakingPart, *, seen: SeenCase) -> str:
    """What somebody who takes part is called."""
    if one.membership is not None:
        return one.membership.name
    return seen.case.resident.name if one.person is None else one.person.name


def givers_of(people: Sequence[TakingPart], *, seen: SeenCase, today: date) -> list[TakingPart]:
    """Whose word may be written down, of who takes part: the resident if old enough, and who represents them in all."""
    who = rules.decides(seen.case.resident.born_on, today=today)
    parts = {Part.RESIDENT.value, Part.REPRESENTATIVE.value}
    return [one for one in people if one.part in parts and rules.may_give(ground=own_ground(one), who=who)]


def organisations_to_tell(*, by: Actor, today: date) -> list[tuple[int, str]]:
    """The organisations of the partnership, by name."""
    rows = Organisation.objects.filter(running(today), partnership_id=by.inside).order_by("name")
    return list(rows.values_list("pk", "name"))


def release_for(release_id: int, *, seen: SeenCase) -> SecrecyRelease:
    """A release of this case. Errors: NotFound."""
    found = SecrecyRelease.objects.filter(case=seen.case, pk=release_id).first()
    if found is None:
        raise NotFound("secrecy_release", object_id=release_id, subjects=(seen.case.resident_id,))
    return found
