"""Makes partnerships, organisations and people."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from wijkwaarde.kernel.access import Act, Actor
from wijkwaarde.kernel.errors import Refused
from wijkwaarde.kernel.parties import rules
from wijkwaarde.kernel.parties.models import Organisation, Partnership, Person


def create_partnership(*, slug: str, name: str, phone: str = "") -> Partnership:
    """Make a partnership; it holds nobody yet. Errors: Refused when the name is empty or the slug is taken."""
    rules.check_may_be_name(name)
    made, is_new = Partnership.objects.get_or_create(slug=slug, defaults={"name": rules.tidied(name), "phone": phone})
    if not is_new:
        raise Refused(_("Er is al een samenwerking met de korte naam '{slug}'.").format(slug=slug), field="slug")
    return made


def add_organisation(*, by: Actor, name: str, today: date) -> Organisation:
    """The organisation with this name in the actor's partnership, made when it is not there yet."""
    rules.check_may_be_name(name)
    found, _new = Organisation.objects.get_or_create(
        partnership_id=by.inside, name=rules.tidied(name), defaults={"begin": today}
    )
    return found


def add_person(*, by: Actor, name: str, phone: str = "") -> Person:
    """A resident of the actor's partnership."""
    rules.check_may_be_name(name)
    made = Person.objects.create(partnership_id=by.inside, name=rules.tidied(name), phone=phone)
    by.record(Act.WRITE, "person", object_id=made.pk, subjects=[made.pk])
    return made
