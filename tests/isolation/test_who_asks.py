"""Who asks is found out anew for every request, and only as what they are today."""

from datetime import timedelta

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from tests.cast import BACKEND
from tests.isolation.catalogue import asked, changed
from wijkwaarde.demo.cast import CAST, NEXT_DOOR
from wijkwaarde.demo.neighbourhood import NAMES
from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.accounts.actions import NewMember, add_user, end_membership, invite_member
from wijkwaarde.kernel.isolation import in_partnership
from wijkwaarde.kernel.parties.actions import add_organisation
from wijkwaarde.web.doors import is_public, may_choose
from wijkwaarde.web.transaction import STANDING

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
PUBLIC = {
    "home",
    "accessibility",
    "privacy",
    "set_language",
    "account_login",
    "account_request_login_code",
    "account_confirm_login_code",
    "account_logout",
    "account_reset_password",
    "account_confirm_password_reset_code",
    "account_complete_password_reset",
    "mfa_authenticate",
    "mfa_login_webauthn",
    "outbox",
    "outbox_mail",
    "gallery",
    "mark_by_link",
    "answer_by_link",
    "security_txt",
    "save_register",
    "register",
    "activity",
    "openid_go",
    "openid_back",
    "openid_stopped",
    "plain_budgets",
    "plain_budget",
    "plain_budget_save",
}
# About the log-in itself and nobody's case: there before a part is chosen.
OF_LOG_IN = {
    "openid_tie",
    "openid_tie_go",
    "openid_tie_back",
    "openid_untie",
    "choose_standing",
    "sessions",
    "account_reauthenticate",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_deactivate_totp",
    "mfa_add_webauthn",
    "mfa_edit_webauthn",
    "mfa_remove_webauthn",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
}
COLUMNS = {
    "partnership_id",
    "partnership",
    "phone",
    "person_id",
    "membership_id",
    "organisation_id",
    "organisation",
    "role",
}


def patterns(resolver=None):
    for one in (resolver or get_resolver()).url_patterns:
        if isinstance(one, URLResolver):
            yield from patterns(one)
        elif isinstance(one, URLPattern):
            yield one


def test_every_page_asks_for_log_in_except_those_in_this_list():
    assert {one.name for one in patterns() if is_public(one.callback)} <= PUBLIC
    assert {one.name for one in patterns() if may_choose(one.callback)} == OF_LOG_IN


@pytest.mark.parametrize("address", ["/mijn-plan", "/vraag", "/vandaag", "/wie-keek", "/als-wie"])
def test_who_is_not_logged_in_is_sent_to_log_in(address, client):
    answer = client.get(address)
    assert (answer.status_code, answer.url) == (302, f"/inloggen?next={address}")
    assert client.post(address).status_code == 302


@pytest.fixture
def both(cast):
    """Somebody who lives here and works next door."""
    olga = cast.actor("olga")
    with in_partnership(olga.partnership_id):
        by = Actor.console("test", partnership_id=olga.partnership_id)
        place = add_organisation(by=by, name="Welzijn Buurwijk", today=cast.today)
        new = NewMember(email=cast.email("amina"), name="Amina van hiernaast", job="opbouwwerker")
        return invite_member(new, by=by, organisation=place, today=cast.today)


def test_who_has_several_parts_chooses_one_and_has_none_until_then(cast, request):
    person_id = cast.actor("amina").person_id
    both = request.getfixturevalue("both")
    browser = cast.browser("amina")
    for address in ("/mijn-plan", "/vandaag", "/wie-keek"):
        answer = browser.get(address)
        assert (answer.status_code, answer.url) == (302, "/als-wie"), address
    browser.post("/als-wie", {"standing": f"member-{both.pk}"})
    assert browser.get("/vandaag").status_code == 200
    assert browser.get("/wie-keek").status_code == 404
    browser.post("/als-wie", {"standing": f"person-{person_id}"})
    assert browser.get("/vandaag").status_code == 404
    assert browser.get("/wie-keek").status_code == 200


def test_a_part_of_somebody_else_in_the_session_gives_nothing(both, cast):
    for key in (f"member-{cast.actor('chantal').membership_id}", f"person-{cast.actor('fenna').person_id}", "x"):
        browser = cast.browser("amina")
        session = browser.session
        session[STANDING] = key
        session.save()
        assert browser.get("/vandaag").url == "/als-wie"
        assert browser.post("/als-wie", {"standing": key}).status_code == 200
        assert browser.get("/vandaag").url == "/als-wie"
    browser = cast.browser("dirk")  # who has one part has that one, whatever the session says
    session = browser.session
    session[STANDING] = f"person-{cast.actor('fenna').person_id}"
    session.save()
    assert "fiets" not in browser.get("/mijn-plan", follow=True).content.decode()


@pytest.mark.parametrize(("ended", "works"), [(-1, False), (0, False), (1, True)])
def test_a_membership_works_until_its_last_day_and_not_a_request_longer(ended, works, *, cast):
    browser, chantal = cast.browser("chantal"), cast.actor("chantal")
    key = cast.opened()
    assert browser.get(f"/vraag/{key}").status_code == 200
    asked_here(
        chantal,
        "UPDATE accounts_membership SET begin = begin - 10, until = %s WHERE id = %s",
        cast.today + timedelta(days=ended),
        chantal.membership_id,
    )
    answer = browser.get(f"/vraag/{key}")
    assert answer.status_code == (200 if works else 302)
    assert works or answer.url.startswith("/inloggen?next=")


def asked_here(by, sql, *words):
    with in_partnership(by.partnership_id):
        assert changed(sql, words) == 1


def test_a_membership_that_is_ended_by_command_ends_at_once_also_for_who_is_logged_in(cast):
    browser, chantal = cast.browser("chantal"), cast.actor("chantal")
    with in_partnership(chantal.partnership_id):
        by = Actor.console("test", partnership_id=chantal.partnership_id)
        assert end_membership(by=by, email=cast.email("chantal"), today=cast.today) == 1
    assert browser.get("/vandaag").url == "/inloggen?next=/vandaag", "what somebody may do has changed"
    again = cast.browser("chantal")
    assert again.get("/vandaag").url == "/als-wie"
    assert again.get("/als-wie").status_code == 200
    key = cast.opened()
    with cast.acting("amina"):
        assert asked(
            "SELECT count(*) FROM cases_participant WHERE case_id = (SELECT id FROM cases_case WHERE key = %s)", [key]
        ) == [(1,)]


def test_an_organisation_that_left_takes_its_members_along(cast):
    chantal = cast.actor("chantal")
    sql = "UPDATE parties_organisation SET begin = begin - 10, until = %s WHERE id = %s"
    asked_here(chantal, sql, cast.today, chantal.organisation_id)
    assert cast.browser("chantal").get("/vandaag").url == "/als-wie"


def test_who_was_made_inactive_is_out(cast):
    browser = cast.browser("amina")
    user = cast.user("amina")
    user.is_active = False
    user.save(update_fields=["is_active"])
    assert browser.get("/wie-keek").status_code == 302


def test_who_has_a_log_in_and_no_part_gets_a_page_that_helps(cast, client):
    client.force_login(add_user("los@voorbeeld.example"), backend=BACKEND)
    assert client.get("/vandaag").url == "/als-wie"
    answer = client.get("/als-wie")
    assert answer.status_code == 200
    assert client.get(f"/vraag/{cast.next_doors_case}").url == "/als-wie"


@pytest.mark.parametrize("who", ["amina", "chantal", "fenna", "dirk"])
def test_pages_about_people_are_kept_by_no_browser(who, cast):
    browser = cast.browser(who)
    for address in ("/", "/mijn-plan", "/vraag", "/vandaag", "/wie-keek", "/als-wie", f"/vraag/{cast.next_doors_case}"):
        answer = browser.get(address)
        assert "no-store" in answer.headers["Cache-Control"], address


def test_nobody_next_door_gets_anything_of_a_case(cast):
    for key in ("amina", "chantal", "fenna", "marieke", "karel", "dirk"):
        browser = cast.browser(key)
        for rest in ("", "/wil-kan-nodig", "/erbij", "/plan"):
            answer = browser.get(f"/vraag/{cast.next_doors_case}{rest}")
            assert (answer.status_code, "traplift" in answer.content.decode()) == (404, False)


def test_a_standing_is_read_for_one_user_at_a_time(cast):
    mine = asked("SELECT membership_id FROM accounts_standings(%s, %s)", [cast.user("chantal").pk, cast.today])
    assert mine == [(cast.actor("chantal").membership_id,)]
    assert asked("SELECT * FROM accounts_standings(NULL, %s)", [cast.today]) == []


def test_standings_tell_of_nobody_what_they_are_called_or_do(cast):
    every = "FROM accounts_user u, LATERAL accounts_standings(u.id, %s) s"
    whole = str(asked(f"SELECT s::text {every}", [cast.today]))
    assert NAMES[NEXT_DOOR] in whole
    assert not [one.name for one in CAST if one.name in whole]
    columns = asked(f"SELECT DISTINCT jsonb_object_keys(to_jsonb(s)) {every}", [cast.today])
    assert {name for (name,) in columns} == COLUMNS


def test_only_the_role_of_the_application_runs_the_look_up_of_standings():
    sql = "SELECT acl.grantee FROM pg_proc p, aclexplode(p.proacl) acl WHERE p.proname = 'accounts_standings'"
    assert asked(f"SELECT count(*) FROM ({sql}) held WHERE held.grantee = 0") == [(0,)]
    assert asked("SELECT has_function_privilege('accounts_standings(bigint, date)', 'EXECUTE')") == [(True,)]


def test_who_acts_has_the_name_of_that_part(both, cast):
    browser = cast.browser("amina")
    browser.post("/als-wie", {"standing": f"member-{both.pk}"})
    assert browser.get("/als-wie").wsgi_request.actor.name == "Amina van hiernaast"
    browser.post("/als-wie", {"standing": f"person-{cast.user('amina').person_id}"})
    assert browser.get("/als-wie").wsgi_request.actor.name == "Amina"
