"""Makes partnerships, organisations and people."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from wijkwaarde.kernel.access import Act, Actor, Purpose
from wijkwaarde.kernel.errors import Refused, Stale
from wijkwaarde.kernel.parties import rules
from wijkwaarde.kernel.parties.models import Organisation, Partnership, Person
from wijkwaarde.kernel.parties.queries import own_person
from wijkwaarde.kernel.parties.terms import Channel, OrganisationKind


def create_partnership(*, slug: str, name: str, phone: str = "") -> Partnership:
    """Make a partnership; it holds nobody yet. Errors: Refused when the name is empty or the slug is taken."""
    rules.check_may_be_name(name)
    made, is_new = Partnership.objects.get_or_create(slug=slug, defaults={"name": rules.tidied(name), "phone": phone})
    if not is_new:
        raise Refused(_("Er is al een samenwerking met de korte naam '{slug}'.").format(slug=slug), field="slug")
    return made


def add_organisation(
    *, by: Actor, name: str, today: date, kind: OrganisationKind = OrganisationKind.OTHER
) -> Organisation:
    """The organisation with this name in the actor's partnership, made when it is not there yet."""
    rules.check_may_be_name(name)
    found, _new = Organisation.objects.get_or_create(
        partnership_id=by.inside, name=rules.tidied(name), defaults={"begin": today, "kind": kind.value}
    )
    return found


def add_person(*, by: Actor, name: str, phone: str = "") -> Person:
    """A resident of the actor's partnership, of whom nobody asked yet how they want to be reached."""
    return _add_person(name, by=by, reach=rules.Reach(phone=phone))


def add_child(*, by: Actor, name: str, born_on: date) -> Person:
    """A resident who is younger than eighteen, with the day they were born."""
    made = _add_person(name, by=by, reach=rules.Reach())
    made.born_on = born_on
    made.save(update_fields=["born_on"])
    return made


def add_person_reached(*, by: Actor, name: str, reach: rules.Reach) -> Person:
    """A resident of the actor's partnership, who said how they want to be reached. Errors: Refused."""
    return _add_person(name, by=by, reach=rules.check_reach(reach))


def _add_person(name: str, *, by: Actor, reach: rules.Reach) -> Person:
    rules.check_may_be_name(name)
    made = Person.objects.create(
        partnership_id=by.inside,
        name=rules.tidied(name),
        phone=reach.phone,
        channel=reach.channel.value,
        via=reach.via,
    )
    by.record(Act.WRITE, "person", object_id=made.pk, subjects=[made.pk])
    return made


@transaction.atomic
def choose_reach(*, by: Actor, reach: rules.Reach, version: int) -> Person:
    """Keep how the resident who acts wants to be reached. Errors: Refused; NotFound; Stale when it was changed meanwhile."""
    person = own_person(by=by)
    kept = rules.check_reach(reach)
    told = {"channel": kept.channel.value, "phone": kept.phone, "via": kept.via}
    changed = Person.objects.filter(pk=person.pk, version=version).update(**told, version=version + 1)
    person.refresh_from_db()
    if not changed:
        saved = {name: getattr(person, name) for name in told}
        if saved == told:
            return person
        text = _("Dit is net ergens anders veranderd. Hieronder staat beide. Kies wat moet blijven.")
        raise Stale(text, saved=saved, version=person.version)
    by.record(Act.WRITE, "person", object_id=person.pk, subjects=[person.pk], purpose=Purpose.OWN)
    return person


def restrict(person_id: int, *, by: Actor, today: date) -> None:
    """From today on only this person and their fixed contact open what is about them; who was restricted stays so.

    Who decided it notes it for the trail.
    """
    mine = Person.objects.filter(pk=person_id, partnership_id=by.inside, restricted_on__isnull=True)
    mine.update(restricted_on=today)


def lift_restriction(person_id: int, *, by: Actor) -> None:
    """Everybody who takes part opens it again; who decided it notes it for the trail."""
    Person.objects.filter(pk=person_id, partnership_id=by.inside).update(restricted_on=None)


def forget(person_id: int, *, by: Actor) -> None:
    """Take out the name of somebody, how they are reached and when they were born; their number stays.

    Who decided it notes it for the trail.
    """
    empty = {"name": "", "phone": "", "via": "", "channel": Channel.CALL.value, "born_on": None, "restricted_on": None}
    mine = Person.objects.filter(pk=person_id, partnership_id=by.inside)
    mine.update(**empty, version=F("version") + 1)
