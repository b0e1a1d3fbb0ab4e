"""Who may choose which language: residents all, who works here Dutch and English; and `u` where a partnership says so."""

import pytest
from django.db import connections

from tests.languages.reading import begins
from wijkwaarde.kernel.parties.terms import AddressForm
from wijkwaarde.web.languages import FORMAL, shown

HOME, TODAY, QUESTION = "/", "/vandaag", "/vraag"
COOKIE = "django_language"
FORM = AddressForm.FORMAL.value
SORRY = "Bu sayfa yalnızca Felemenkçe ve İngilizce var."


@pytest.fixture
def formal(committing_cast):
    """A partnership that says `u` to its residents: a matter of who installs the site, so no page can change it."""
    partnership = committing_cast.standing("amina").partnership_id
    with connections["owner"].cursor() as cursor:
        cursor.execute("UPDATE parties_partnership SET address_form = %s WHERE id = %s", [FORM, partnership])
        assert cursor.rowcount == 1
    return committing_cast


def page(browser, path, *, language="", accepts="nl"):
    """The page in the language of the switch, else in that of the browser."""
    if language:
        browser.cookies[COOKIE] = language
    return browser.get(path, headers={"accept-language": accepts}).content.decode()


def test_a_resident_reads_the_language_of_the_switch_else_that_of_the_browser(cast):
    assert begins("tr", direction="ltr") in page(cast.browser("amina"), QUESTION, accepts="tr")
    assert begins("ar", direction="rtl") in page(cast.browser("amina"), QUESTION, accepts="ar-MA,nl;q=0.5")
    assert begins("ar", direction="rtl") in page(cast.browser("amina"), QUESTION, language="ar", accepts="tr")


def test_who_works_here_reads_dutch_where_they_asked_for_turkish_and_is_told_so(cast):
    html = page(cast.browser("bram"), TODAY, language="tr")
    assert begins("nl", direction="ltr") in html
    assert f'lang="tr" dir="ltr">{SORRY}' in html
    assert 'value="tr"' not in html
    assert SORRY not in page(cast.browser("bram"), TODAY, language="en")


def test_a_resident_can_choose_every_language_in_its_own_words(cast):
    html = page(cast.browser("amina"), QUESTION, language="ar")
    for tag, name in (("nl", "Nederlands"), ("nl", "Nederlands, met u"), ("en", "English"), ("tr", "Türkçe")):
        assert f'lang="{tag}"' in html
        assert f"<bdi>{name}</bdi>" in html
    assert 'value="ar" lang="ar"' in html


def test_a_partnership_that_says_u_does_so_until_somebody_chooses(formal):
    assert "Wat is er aan de hand?" in page(formal.browser("amina"), QUESTION)
    assert "zoals u het zou vertellen" in page(formal.browser("amina"), QUESTION)
    assert "zoals je het zou vertellen" in page(formal.browser("amina"), QUESTION, language="nl")
    assert "Nasılsınız" not in page(formal.browser("amina"), QUESTION, accepts="tr")
    assert "zoals je het zou vertellen" not in page(formal.browser("amina"), QUESTION, accepts="tr")


def test_who_is_je_can_choose_u_and_both_are_dutch(cast):
    html = page(cast.browser("amina"), QUESTION, language=FORMAL)
    assert "zoals u het zou vertellen" in html
    assert begins("nl", direction="ltr") in html
    answer = cast.browser("amina").get(QUESTION, headers={"accept-language": "nl"})
    assert answer.headers["Content-Language"] == "nl"


def test_who_works_in_a_partnership_that_says_u_keeps_je(formal):
    assert shown("nl", actor=formal.actor("bram"), chosen="") == "nl"
    assert shown("nl", actor=formal.actor("amina"), chosen="") == FORMAL
    assert shown("nl", actor=formal.actor("amina"), chosen="nl") == "nl"
    assert shown(FORMAL, actor=formal.actor("bram"), chosen=FORMAL) == "nl"


def test_a_language_that_is_none_changes_nothing(cast):
    browser = cast.browser("amina")
    browser.post("/taal", {"language": "klingon", "next": HOME})
    assert COOKIE not in browser.cookies
    browser.post("/taal", {"language": FORMAL, "next": HOME})
    assert browser.cookies[COOKIE].value == FORMAL
