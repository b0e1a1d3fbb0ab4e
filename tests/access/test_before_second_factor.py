"""A member who used no second factor in this session gets nowhere: every address of the site, as the door judges it."""

from django.urls import get_resolver, resolve

from tests.access import table
from tests.cast import BACKEND
from wijkwaarde.web.doors import is_before_second_factor, is_public

# What a member needs to get a second factor, or to leave.
OPEN = {
    "mfa_index",
    "mfa_activate_totp",
    "mfa_deactivate_totp",
    "mfa_add_webauthn",
    "mfa_edit_webauthn",
    "mfa_remove_webauthn",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "account_reauthenticate",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "choose_standing",
}


IDS = dict.fromkeys(("key", "waiting_key"), "00000000-0000-4000-8000-00000000dead") | {"token": "x" * 43}


def views():
    """The view of every address by its name, as the door gets it."""
    known = get_resolver().reverse_dict
    found = {}
    for name, route in table.addresses().items():
        path = table.PLACES.sub(lambda place: str(IDS.get(place.group(1), 1)), f"/{route}")
        assert name in known
        found[name] = resolve(path).func
    return found


def test_only_setting_up_leaving_and_what_everybody_sees_is_there_before_a_second_factor():
    assert {name for name, view in views().items() if is_before_second_factor(view)} == OPEN


def test_a_member_without_a_second_factor_is_sent_away_from_every_other_address(cast, client):
    client.force_login(cast.user("chantal"), backend=BACKEND)
    for name, view in views().items():
        if is_public(view):
            continue
        path = table.PLACES.sub(lambda place: str(IDS.get(place.group(1), 1)), f"/{table.addresses()[name]}")
        for ask in (client.get, client.post):
            answer = ask(path)
            if name in {"mfa_reauthenticate", "mfa_reauthenticate_webauthn", "account_reauthenticate"}:
                continue
            assert answer.status_code == 302, name
            assert answer.url.startswith("/inloggen/nog-een-keer/code?next="), name
