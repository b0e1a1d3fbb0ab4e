"""People who log in: one with two parts, one with a code only, one with no part; their partnership is made by the test."""

from datetime import date

import pytest
from django.core import mail

from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.accounts.actions import NewMember, add_user, invite_member, set_password
from wijkwaarde.kernel.isolation import in_partnership
from wijkwaarde.kernel.parties.actions import add_organisation, add_person, create_partnership
from wijkwaarde.web.login.post import settled

PASSWORD = "vier-woorden-achter-elkaar"
DAY = date(2026, 1, 1)


def partnership(slug):
    """A partnership, and who acts in it from a console."""
    made = create_partnership(slug=slug, name=f"Samen {slug}")
    return made, Actor.console("test", partnership_id=made.pk)


def member_of(by, *, email, name="Bram", organisation="Buurthuis"):
    """A membership from long ago, with the log-in that goes with it."""
    with in_partnership(by.partnership_id):
        place = add_organisation(by=by, name=organisation, today=DAY)
        new = NewMember(email=email, name=name, job="buurtwerker")
        return invite_member(new, by=by, organisation=place, today=DAY)


@pytest.fixture
def bram(db):
    """A professional who logs in with a password."""
    membership = member_of(partnership("oost")[1], email="bram@voorbeeld.nl")
    set_password(user=membership.user, password=PASSWORD)
    return membership.user


@pytest.fixture
def amina(db):
    """A resident without a password."""
    _, by = partnership("noord")
    with in_partnership(by.partnership_id):
        return add_user("amina@voorbeeld.nl", person=add_person(by=by, name="أمينة"))


@pytest.fixture
def two_parts(db):
    """Somebody who lives in one partnership and works in another."""
    _, lives = partnership("west")
    with in_partnership(lives.partnership_id):
        user = add_user("noor@voorbeeld.nl", person=add_person(by=lives, name="Noor"))
    member_of(partnership("zuid")[1], email="noor@voorbeeld.nl", name="Noor van 't Hof", organisation="Huisarts")
    set_password(user=user, password=PASSWORD)
    return user


@pytest.fixture
def nobody(db):
    """Somebody with a log-in and no part in anything."""
    user = add_user("niemand@voorbeeld.nl")
    set_password(user=user, password=PASSWORD)
    return user


@pytest.fixture
def post():
    """The mails so far, once all have left."""

    def sent():
        settled()
        return list(mail.outbox)

    yield sent
    settled()
