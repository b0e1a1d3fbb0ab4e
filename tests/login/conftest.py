"""People who log in: with a password, with a code only, with two parts, with none; and the mails they get."""

import re

import pytest
from django.core import mail

from tests.login.people import AMINA, BRAM, NOBODY, NOOR, PASSWORD, member_of, partnership
from wijkwaarde.kernel.accounts.actions import add_user, set_password
from wijkwaarde.kernel.isolation import in_partnership
from wijkwaarde.kernel.parties.actions import add_person
from wijkwaarde.web.login.post import settled


@pytest.fixture(autouse=True)
def quick(settings):
    """Plain hashes: a slow one for each try costs more than all these tests."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def bram(db):
    """A professional who logs in with a password."""
    user = member_of(partnership("oost"), email=BRAM).user
    set_password(user=user, password=PASSWORD)
    return user


@pytest.fixture
def amina(db):
    """A resident without a password."""
    by = partnership("noord")
    with in_partnership(by.partnership_id):
        return add_user(AMINA, person=add_person(by=by, name="أمينة"))


@pytest.fixture
def noor(db):
    """Somebody who lives in one partnership and works in another."""
    lives = partnership("west")
    with in_partnership(lives.partnership_id):
        user = add_user(NOOR, person=add_person(by=lives, name="Noor"))
    member_of(partnership("zuid"), email=NOOR, name="Noor van 't Hof", organisation="Huisarts")
    set_password(user=user, password=PASSWORD)
    return user


@pytest.fixture
def nobody(db):
    """Somebody with a log-in and no part in anything."""
    user = add_user(NOBODY)
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


@pytest.fixture
def code(post):
    """The code in the last mail."""
    return lambda: re.search(r"\d{4}-\d{4}", post()[-1].body).group()
