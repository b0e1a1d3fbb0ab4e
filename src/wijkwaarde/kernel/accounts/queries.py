"""Reads log-ins and memberships: as what a user may act, who can be chosen, who is on duty."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from django.db import connection
from django.db.models import Q, QuerySet

from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.accounts.models import Duty, Membership, PrivacyContact, User
from wijkwaarde.kernel.accounts.terms import Role
from wijkwaarde.kernel.errors import NotFound
from wijkwaarde.kernel.parties.models import Person

STANDINGS = "SELECT * FROM accounts_standings(%s, %s)"


@dataclass(frozen=True, slots=True)
class Standing:
    """As what a user may act in one partnership: as a resident (person) or for an organisation (membership); no names."""

    partnership_id: int
    partnership: str
    phone: str
    person_id: int | None
    membership_id: int | None
    organisation_id: int | None
    organisation: str | None
    role: str

    @property
    def key(self) -> str:
        """What stands in the session for this choice."""
        return f"member-{self.membership_id}" if self.membership_id else f"person-{self.person_id}"


def standings_of(user_id: int, *, today: date) -> list[Standing]:
    """As what this user may act today, in any partnership; read past the policies, for this one user."""
    with connection.cursor() as cursor:
        cursor.execute(STANDINGS, [user_id, today])
        return [Standing(*row) for row in cursor.fetchall()]


def actor_as(standing: Standing, *, user_id: int) -> Actor:
    """Who acts in this part, without a name yet: that is read inside the partnership, see `named`."""
    return Actor(
        name="",
        partnership_id=standing.partnership_id,
        partnership_name=standing.partnership,
        partnership_phone=standing.phone,
        user_id=user_id,
        person_id=standing.person_id,
        membership_id=standing.membership_id,
        organisation_id=standing.organisation_id,
        role=standing.role,
    )


def named(by: Actor) -> Actor:
    """The same actor with the name they have in the partnership whose rows are seen now."""
    if by.membership_id is not None:
        member = Membership.objects.only("name").filter(pk=by.membership_id).first()
        return by if member is None else replace(by, name=member.name)
    persons = Person.objects.select_related("partnership").only("name", "partnership__address_form")
    person = persons.filter(pk=by.person_id).first() if by.person_id else None
    return by if person is None else replace(by, name=person.name, address_form=person.partnership.address_form)


def running(today: date, *, of: str = "") -> Q:
    """The condition that a period of `begin` and `until` holds today; `of` leads to the row that has it, as `user__`."""
    until = f"{of}until"
    return Q((f"{of}begin__lte", today)) & (Q((f"{until}__isnull", True)) | Q((f"{until}__gt", today)))


def on_duty(*, by: Actor, today: date) -> Membership | None:
    """Who becomes the fixed contact of a question that is opened today; None when nobody is on duty."""
    duties = Duty.objects.filter(
        running(today),
        running(today, of="membership__"),
        running(today, of="membership__organisation__"),
        partnership_id=by.inside,
    )
    duty = duties.select_related("membership").first()
    return None if duty is None else duty.membership


def privacy_contact(*, by: Actor, today: date) -> Membership | None:
    """Who answers in the actor's partnership today what residents ask about their data; None when nobody was named."""
    named_ones = PrivacyContact.objects.filter(
        running(today),
        running(today, of="membership__"),
        running(today, of="membership__organisation__"),
        partnership_id=by.inside,
    )
    found = named_ones.select_related("membership__organisation", "membership__user").first()
    return None if found is None else found.membership


def professionals(*, by: Actor, today: date, words: str = "") -> QuerySet[Membership]:
    """The professionals of the partnership whom a resident may choose, by name; `words` narrow by name, job, organisation."""
    found = Membership.objects.filter(
        running(today), running(today, of="organisation__"), partnership_id=by.inside, role=Role.PROFESSIONAL.value
    ).select_related("organisation")
    for word in words.split():
        found = found.filter(Q(name__icontains=word) | Q(job__icontains=word) | Q(organisation__name__icontains=word))
    return found.order_by("name", "pk")


def professional(membership_id: int, *, by: Actor, today: date) -> Membership:
    """A professional whom a resident may choose. Errors: NotFound."""
    found = professionals(by=by, today=today).filter(pk=membership_id).first()
    if found is None:
        raise NotFound("membership", object_id=membership_id)
    return found


def members(*, by: Actor, today: date) -> QuerySet[Membership]:
    """Everybody who works in the actor's partnership today, by organisation and name."""
    found = Membership.objects.filter(running(today), partnership_id=by.inside)
    return found.select_related("organisation", "user").order_by("organisation__name", "name", "pk")


def members_by_id(ids: set[int], *, by: Actor) -> dict[int, Membership]:
    """Memberships of the partnership, ended ones too, for naming who did something."""
    rows = Membership.objects.filter(pk__in=ids, partnership_id=by.inside).select_related("organisation")
    return {row.pk: row for row in rows}


def user_with(email: str) -> User | None:
    """The user with this address, whatever its capitals."""
    return User.objects.filter(email=email.strip().lower()).first()
