"""A member's first time: an app by its code, emergency codes, then a passkey that logs in alone; in a real browser."""

from allauth.mfa.models import Authenticator

from tests.browser.visits import PHONE, check_axe, check_quiet, check_width, field, log_in, press
from wijkwaarde.demo.cast import PASSWORD
from wijkwaarde.kernel.accounts.actions import set_password

DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def test_a_member_logs_in_with_a_code_makes_a_passkey_and_then_needs_nothing_else(visit, neighbourhood):
    with neighbourhood.database() as cast:
        set_password(user=cast.user("yara"), password=PASSWORD)
        Authenticator.objects.filter(user=cast.user("yara"), type=Authenticator.Type.RECOVERY_CODES).delete()
    # Browsers allow passkeys only where a site is called by a name.
    by_name = neighbourhood.url.replace("127.0.0.1", "localhost")
    visit.neighbourhood = type("Named", (), {"url": by_name, "cookie": neighbourhood.cookie})()
    page = visit("/", width=PHONE)
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    log_in(page, "yara")
    assert page.url == f"{by_name}/vandaag"
    page.goto("/hoe-je-inlogt")
    check_axe(page)
    check_width(page)
    press(page, "Maak een passkey")
    check_axe(page)
    field(page, "Naam").fill("Mijn telefoon")
    press(page, "Maak de passkey")
    assert "noodcodes" in page.url
    check_axe(page)
    check_width(page)
    page.goto("/hoe-je-inlogt")
    assert page.get_by_text("Mijn telefoon").first.is_visible()
    check_quiet(page, words="Mijn telefoon")
    page.goto("/uitloggen")
    press(page, "Uitloggen")
    page.goto("/inloggen/passkey")
    check_axe(page)
    press(page, "Gebruik je passkey")
    assert page.url == f"{by_name}/vandaag"
