"""Logging in with a password or a code, a new password, and out again."""

import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.urls import get_resolver

from tests.login.people import AMINA, BRAM, PASSWORD
from wijkwaarde.web.login import terms
from wijkwaarde.web.login.urls import urlpatterns
from wijkwaarde.web.login.views import log_in

pytestmark = pytest.mark.django_db
UNKNOWN = "wie@voorbeeld.nl"
HOME = "/"
SECOND = {
    f"mfa_{one}" for one in ("authenticate", "login_webauthn", "reauthenticate", "reauthenticate_webauthn", "index")
}
SECOND |= {f"mfa_{one}_totp" for one in ("activate", "deactivate")} | {
    f"mfa_{one}_webauthn" for one in ("add", "edit", "remove")
}
SECOND |= {f"mfa_{one}_recovery_codes" for one in ("view", "generate")}


def name_of(response):
    """The person the page says is logged in; None when it leads to log-in."""
    request = response.wsgi_request
    return request.actor.name if request.user.is_authenticated else None


def seen_by(client):
    return name_of(client.get("/als-wie"))


def plain(response):
    """A page without what differs at every visit."""
    text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", response.content.decode())
    return re.sub(r"\w+@voorbeeld\.nl", "…", text)


def test_only_these_pages_of_allauth_have_an_address():
    assert {pattern.name for pattern in urlpatterns} == {
        "account_login",
        "account_request_login_code",
        "account_confirm_login_code",
        "account_logout",
        "account_reset_password",
        "account_confirm_password_reset_code",
        "account_complete_password_reset",
        "choose_standing",
        "account_reauthenticate",
        *SECOND,
    }
    routed = {name for name in get_resolver().reverse_dict if isinstance(name, str) and name.startswith("account")}
    assert routed <= {pattern.name for pattern in urlpatterns}


@pytest.mark.parametrize("typed", [BRAM, f"  {BRAM} ", BRAM.upper()])
def test_an_address_and_its_password_log_in_whatever_its_capitals_and_spaces(client, bram, typed):
    response = client.post("/inloggen", {"login": typed, "password": PASSWORD})
    assert (response.status_code, response.url) == (302, HOME)
    assert seen_by(client) == "Bram"


def test_after_log_in_comes_the_page_that_was_asked_for_and_never_another_site(client, bram):
    asked = client.post("/inloggen?next=/als-wie", {"login": BRAM, "password": PASSWORD})
    assert asked.url == "/als-wie"
    client.logout()
    elsewhere = client.post("/inloggen?next=https://elders.example/", {"login": BRAM, "password": PASSWORD})
    assert elsewhere.url == HOME


def test_a_wrong_password_and_an_unknown_address_get_the_same_page(client, bram, amina):
    wrong, unknown, without = (
        client.post("/inloggen", {"login": login, "password": "iets-anders-lang"}) for login in (BRAM, UNKNOWN, AMINA)
    )
    assert plain(wrong) == plain(unknown) == plain(without)
    assert "horen niet bij elkaar" in plain(wrong)
    assert seen_by(client) is None


def test_a_closed_log_in_gets_the_same_answer_as_a_wrong_password(client, bram):
    bram.is_active = False
    bram.save()
    closed = client.post("/inloggen", {"login": BRAM, "password": PASSWORD})
    assert plain(closed) == plain(client.post("/inloggen", {"login": UNKNOWN, "password": PASSWORD}))


def test_what_was_typed_as_a_password_can_be_read_without_javascript(client, bram):
    shown = client.post("/inloggen", {"login": BRAM, "password": "tik<fout", "tonen": "ja"})
    assert '<input type="text" name="password" value="tik&lt;fout"' in shown.content.decode()
    assert "Er klopt nog iets niet" not in shown.content.decode()
    assert f'value="{BRAM}"' in shown.content.decode()
    assert "no-store" in shown["Cache-Control"]
    hidden = client.post("/inloggen", {"login": BRAM, "password": "tik<fout", "tonen": "nee"}).content.decode()
    assert 'type="password"' in hidden
    assert "tik" not in hidden


def test_enter_logs_in_and_does_not_show_the_password(client):
    page = client.get("/inloggen").content.decode()
    main = page[page.index('name="password"') :]
    assert main.index('<button class="nl-button nl-button--primary" type="submit">') < main.index('name="tonen"')


@pytest.mark.parametrize("password", ["", "x" * 100_000, "nul\0teken", " "])
def test_odd_passwords_are_an_answer_and_no_error(client, bram, password):
    assert client.post("/inloggen", {"login": BRAM, "password": password}).status_code == 200


def test_five_wrong_passwords_close_the_door_for_this_address_only_for_a_while(client, bram, noor):
    for _ in range(5):
        client.post("/inloggen", {"login": BRAM, "password": "iets-anders-lang"})
    late = client.post("/inloggen", {"login": BRAM, "password": PASSWORD})
    assert "Wacht een kwartier" in plain(late)
    assert client.post("/inloggen", {"login": "noor@voorbeeld.nl", "password": PASSWORD}).status_code == 302


def test_unknown_addresses_are_counted_like_known_ones(client, bram):
    for _ in range(5):
        client.post("/inloggen", {"login": UNKNOWN, "password": "iets-anders-lang"})
    assert "Wacht een kwartier" in plain(client.post("/inloggen", {"login": UNKNOWN, "password": PASSWORD}))


def test_too_many_attempts_from_one_place_get_a_page_that_says_to_wait(client, bram):
    allowed = int(terms.LIMITS["login"].partition("/")[0])
    for _ in range(allowed):
        client.post("/inloggen", {})
    refused = client.post("/inloggen", {})
    assert refused.status_code == 429
    assert "Wacht" in plain(refused)


def test_attempts_are_counted_in_the_database_under_names_that_tell_nothing(client, bram):
    client.post("/inloggen", {"login": BRAM, "password": "iets-anders-lang"}, REMOTE_ADDR="192.0.2.7")
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(cache_key || ' ' || value, ' ') FROM web_throttle")
        (kept,) = cursor.fetchone()
    assert kept
    assert "192.0.2.7" not in kept
    assert "bram" not in kept
    cache.set("again", 1)
    assert cache.get("again") == 1


def test_who_has_no_password_logs_in_with_a_code(client, amina, code):
    asked = client.post("/inloggen/code", {"email": "Amina@voorbeeld.nl "})
    assert (asked.status_code, asked.url) == (302, "/inloggen/code/invullen")
    right = client.post("/inloggen/code/invullen", {"code": code()})
    assert (right.status_code, right.url) == (302, HOME)
    assert seen_by(client) == "أمينة"


@pytest.mark.parametrize(
    "typed",
    [
        lambda code: code.replace("-", ""),
        lambda code: f" {code.replace('-', ' ')}\u00a0",
        lambda code: code.replace("-", "–"),
        lambda code: code.translate({ord(str(digit)): 0x660 + digit for digit in range(10)}),
    ],
    ids=["bare", "spaces", "a typographic dash", "digits of Arabic"],
)
def test_a_code_may_be_typed_and_pasted_in_many_ways(client, amina, code, typed):
    client.post("/inloggen/code", {"email": AMINA})
    assert client.post("/inloggen/code/invullen", {"code": typed(code())}).status_code == 302


def test_asking_a_code_for_an_unknown_address_looks_the_same_and_sends_nothing(client, amina, post):
    known = client.post("/inloggen/code", {"email": AMINA}, follow=True)
    assert len(post()) == 1
    client.session.flush()
    unknown = client.post("/inloggen/code", {"email": UNKNOWN}, follow=True)
    assert len(post()) == 1
    assert plain(known) == plain(unknown)
    assert known.redirect_chain == unknown.redirect_chain
    for typed in ("", "1234-5678"):
        assert client.post("/inloggen/code/invullen", {"code": typed}).status_code == 200
    assert seen_by(client) is None


def test_a_code_no_longer_works_after_five_wrong_ones_and_the_page_says_so(client, amina, code):
    client.post("/inloggen/code", {"email": AMINA})
    right = code()
    for _ in range(terms.CODE_TRIES - 1):
        assert "Deze code klopt niet" in plain(client.post("/inloggen/code/invullen", {"code": "00000000"}))
    over = client.post("/inloggen/code/invullen", {"code": "00000000"}, follow=True)
    assert "Deze code werkt niet meer" in plain(over)
    client.post("/inloggen/code/invullen", {"code": right})
    assert seen_by(client) is None


def test_a_code_works_once(client, amina, code):
    client.post("/inloggen/code", {"email": AMINA})
    right = code()
    client.post("/inloggen/code/invullen", {"code": right})
    client.post("/uitloggen")
    again = client.post("/inloggen/code/invullen", {"code": right}, follow=True)
    assert "Deze code werkt niet meer" in plain(again)
    assert seen_by(client) is None


def test_a_code_is_of_the_browser_that_asked_for_it(client, amina, code, django_user_model):
    client.post("/inloggen/code", {"email": AMINA})
    other = type(client)()
    assert other.post("/inloggen/code/invullen", {"code": code()}).url == "/inloggen/code"


def test_an_old_code_no_longer_works(client, amina, code, settings):
    settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT = -1
    client.post("/inloggen/code", {"email": AMINA})
    assert "Deze code werkt niet meer" in plain(client.post("/inloggen/code/invullen", {"code": code()}, follow=True))


def test_codes_cannot_be_asked_without_end(client, amina, post):
    for _ in range(4):
        last = client.post("/inloggen/code", {"email": AMINA})
    assert "Wacht een kwartier" in plain(last)
    assert len(post()) == 3


def test_a_mistyped_address_can_be_put_right_while_a_code_is_on_its_way(client, amina, post):
    client.post("/inloggen/code", {"email": UNKNOWN})
    assert client.get("/inloggen").status_code == 200
    assert client.get("/inloggen/code").status_code == 200
    client.post("/inloggen/code", {"email": AMINA})
    assert len(post()) == 1


def test_the_mail_has_the_code_and_how_long_it_works_and_nothing_about_anybody(client, amina, post, code):
    client.post("/inloggen/code", {"email": AMINA})
    (sent,) = post()
    assert sent.subject == "Je code"
    assert code() in sent.body
    assert f"{terms.CODE_MINUTES} minuten" in sent.body
    assert "Dan hoef je niets te doen." in sent.body
    for telling in ("أمينة", "Samen", "noord", "http"):
        assert telling not in sent.subject + sent.body + sent.from_email


def test_a_log_in_closed_after_its_code_was_asked_stays_closed(client, amina, code):
    client.post("/inloggen/code", {"email": AMINA})
    amina.is_active = False
    amina.save()
    assert client.post("/inloggen/code/invullen", {"code": code()}).status_code == 302
    assert seen_by(client) is None


def test_a_forgotten_password_becomes_a_new_one_by_a_code(client, bram, code, post):
    client.post("/wachtwoord", {"email": BRAM})
    assert client.post("/wachtwoord/code", {"code": code().replace("-", " ")}).url == "/wachtwoord/nieuw"
    assert client.post("/wachtwoord/nieuw", {"password1": "fiets lamp kaas raam"}).url == HOME
    assert seen_by(client) == "Bram"
    assert post()[-1].subject == "Je wachtwoord is veranderd"
    client.post("/uitloggen")
    client.post("/inloggen", {"login": BRAM, "password": "fiets lamp kaas raam"})
    assert seen_by(client) == "Bram"


def test_a_new_password_ends_what_was_open_elsewhere(client, bram, code):
    elsewhere = type(client)()
    elsewhere.post("/inloggen", {"login": BRAM, "password": PASSWORD})
    client.post("/wachtwoord", {"email": BRAM})
    client.post("/wachtwoord/code", {"code": code()})
    client.post("/wachtwoord/nieuw", {"password1": "fiets lamp kaas raam"})
    assert seen_by(elsewhere) is None


@pytest.mark.parametrize("password", ["kort", "123456789012", "", "bram@voorbeeld.nl", "x" * 100_000])
def test_a_weak_password_is_refused_in_words(client, bram, code, password):
    client.post("/wachtwoord", {"email": BRAM})
    client.post("/wachtwoord/code", {"code": code()})
    refused = client.post("/wachtwoord/nieuw", {"password1": password})
    assert refused.status_code == 200
    assert "Er klopt nog iets niet" in plain(refused)
    assert seen_by(client) is None


def test_a_new_password_for_an_unknown_address_looks_the_same_and_sends_nothing(client, bram, post):
    known = client.post("/wachtwoord", {"email": BRAM}, follow=True)
    unknown = type(client)().post("/wachtwoord", {"email": UNKNOWN}, follow=True)
    assert plain(known) == plain(unknown)
    assert len(post()) == 1


def test_no_new_password_without_the_code(client, bram):
    assert client.get("/wachtwoord/nieuw").url == "/wachtwoord"
    client.post("/wachtwoord", {"email": BRAM})
    client.post("/wachtwoord/nieuw", {"password1": "fiets lamp kaas raam"})
    bram.refresh_from_db()
    assert bram.check_password(PASSWORD)


def test_after_five_wrong_codes_a_new_one_is_asked_where_it_is_asked(client, bram):
    client.post("/wachtwoord", {"email": BRAM})
    for _ in range(terms.CODE_TRIES):
        last = client.post("/wachtwoord/code", {"code": "00000000"}, follow=True)
    assert last.redirect_chain[-1][0] == "/wachtwoord"
    assert "Deze code werkt niet meer" in plain(last)


def test_logging_out_takes_a_button(client, bram):
    client.force_login(bram)
    assert "Wil je uitloggen?" in plain(client.get("/uitloggen"))
    assert seen_by(client) == "Bram"
    client.post("/uitloggen")
    assert seen_by(client) is None


def test_logging_in_gives_the_browser_a_new_key(client, bram):
    client.post("/inloggen/code", {"email": UNKNOWN})
    before = client.session.session_key
    client.post("/inloggen", {"login": BRAM, "password": PASSWORD})
    assert client.session.session_key != before


@pytest.mark.parametrize("path", [pattern.pattern._route for pattern in urlpatterns])
def test_none_of_these_pages_is_kept_by_a_browser(client, path, amina):
    assert "no-store" in client.get(f"/{path}")["Cache-Control"]


@pytest.mark.parametrize("header", [{"x-requested-with": "XMLHttpRequest"}, {"accept": "application/json"}])
def test_there_is_no_second_way_in_by_json(client, header):
    assert client.get("/inloggen", headers=header)["Content-Type"].startswith("text/html")


def test_log_in_does_not_work_from_another_site(bram, client):
    strict = type(client)(enforce_csrf_checks=True)
    assert strict.post("/inloggen", {"login": BRAM, "password": PASSWORD}).status_code == 403


def test_log_in_is_open_to_everybody():
    assert log_in.is_public
