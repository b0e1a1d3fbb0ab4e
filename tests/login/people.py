"""Who logs in, in the tests of log-in: a partnership and a member of it, made where a test asks."""

from datetime import date

from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.accounts.actions import NewMember, invite_member
from wijkwaarde.kernel.isolation import in_partnership
from wijkwaarde.kernel.parties.actions import add_organisation, create_partnership

PASSWORD = "vier-woorden-achter-elkaar"
BRAM, AMINA, NOOR, NOBODY = (f"{name}@voorbeeld.nl" for name in ("bram", "amina", "noor", "niemand"))
DAY = date(2026, 1, 1)


def partnership(slug):
    """Who acts from a console in a new partnership."""
    made = create_partnership(slug=slug, name=f"Samen {slug}")
    return Actor.console("test", partnership_id=made.pk)


def member_of(by, *, email, name="Bram", organisation="Buurthuis"):
    """A membership from long ago, with the log-in that goes with it."""
    with in_partnership(by.partnership_id):
        place = add_organisation(by=by, name=organisation, today=DAY)
        new = NewMember(email=email, name=name, job="buurtwerker")
        return invite_member(new, by=by, organisation=place, today=DAY)
