"""Who was removed on request logs in no more, by any of the ways they had; who has another role here does."""

from uuid import uuid4

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import connection
from django.utils import timezone

from tests.isolation.catalogue import asked
from tests.login.second import give_app
from wijkwaarde.demo.cast import PASSWORD
from wijkwaarde.demo.second_factors import give_codes
from wijkwaarde.kernel.accounts.actions import NewMember, end_membership, invite_member, set_password
from wijkwaarde.kernel.accounts.models import User
from wijkwaarde.kernel.cases.terms import Ground
from wijkwaarde.kernel.identities.models import Identity
from wijkwaarde.kernel.parties.actions import add_organisation
from wijkwaarde.kernel.privacy_requests import actions
from wijkwaarde.kernel.privacy_requests.rules import NewAnswer, NewRequest
from wijkwaarde.kernel.privacy_requests.terms import Outcome, RequestKind
from wijkwaarde.kernel.representations.actions import name_representative
from wijkwaarde.kernel.representations.rules import NewRepresentative
from wijkwaarde.web.sessions.models import Session

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
# Every table that points at a log-in; what is added here goes with a log-in that is closed, or says why not.
GOES = {"identities_identity", "mfa_authenticator", "web_sessions_session", "account_emailaddress"}
STAYS = {"accounts_membership": "the name that residents saw at work of before"}
POINTING = """
SELECT DISTINCT k.conrelid::regclass::text FROM pg_constraint k
WHERE k.contype = 'f' AND k.confrelid = 'accounts_user'::regclass
"""


def removed(cast, *, meanwhile=None):
    """Amina asks to remove everything, and it is done; her log-in after that."""
    with cast.acting("amina") as by:
        made = actions.ask(NewRequest(RequestKind.ERASURE), by=by, request_key=uuid4(), today=cast.today)
    if meanwhile:
        meanwhile(cast)
    with cast.acting("karel") as by:
        actions.answer(made.pk, NewAnswer(Outcome.GRANTED), by=by, version=1, today=cast.today)
    assert cast.browser("karel").get(f"/privacyverzoeken/{made.pk}/weghalen").status_code == 200
    user = cast.user("amina")
    with cast.acting("karel") as by:
        actions.carry_out(made.pk, by=by, today=cast.today)
        user.refresh_from_db()
        assert ("user" in {one.kind for one in by.seen}) != user.is_active, "closing it is in the trail"
    return user


def as_member(cast, *, ended=False):
    """Amina works next to living here."""
    with cast.acting("karel") as by:
        place = add_organisation(by=by, name="Repaircafé", today=cast.today)
        new = NewMember(email=cast.email("amina"), name="Amina", job="vrijwilliger")
        invite_member(new, by=by, organisation=place, today=cast.today)
        if ended:
            end_membership(by=by, email=new.email, today=cast.today)


def test_every_table_that_points_at_a_log_in_is_thought_of():
    assert {name for (name,) in asked(POINTING)} == GOES | set(STAYS)


@pytest.mark.parametrize("worked_here", [False, True], ids=["never worked here", "worked here once"])
def test_every_way_in_is_gone_and_the_number_stays(cast, client, worked_here):
    cast.opened()
    user, email = cast.user("amina"), cast.email("amina")
    if worked_here:
        as_member(cast, ended=True)
    set_password(user=user, password=PASSWORD)
    give_app(user)
    give_codes(user)
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    Identity.objects.create(user=user, issuer="https://elders.example", subject="7", since=timezone.now())
    browser = cast.browser("amina")
    assert browser.get("/mijn-gegevens").status_code == 200
    emptied = removed(cast)
    assert (emptied.pk, emptied.email, emptied.is_active) == (user.pk, f"weg-{user.pk}@weg.invalid", False)
    assert not emptied.has_usable_password()
    for rows in (Identity, Authenticator, Session, EmailAddress):
        assert not rows.objects.filter(user_id=user.pk).exists(), rows
    assert browser.get("/mijn-gegevens").url.startswith("/inloggen?next=")
    answer = client.post("/inloggen", {"login": email, "password": PASSWORD})
    assert "horen niet bij elkaar" in answer.content.decode()
    assert not User.objects.filter(email=email).exists()


def test_who_works_here_keeps_their_log_in(cast):
    assert removed(cast, meanwhile=as_member).email == cast.email("amina")


def test_who_represents_somebody_else_keeps_their_log_in(cast):
    key = cast.opened("dirk")
    with cast.acting("dirk") as by:
        new = NewRepresentative("Amina", cast.email("amina"), Ground.HELPER)
        name_representative(new, by=by, seen=cast.seen(key, by=by), today=cast.today)
    assert removed(cast).is_active


def test_nobody_closes_a_log_in_that_nobody_asked_to_remove(cast):
    with cast.acting("karel"), connection.cursor() as cursor:
        cursor.execute("SELECT privacy_requests_close_log_in(%s, %s)", [cast.actor("amina").person_id, cast.today])
        assert cursor.fetchone() == (False,)
    assert cast.user("amina").is_active
