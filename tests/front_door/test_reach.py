"""How a resident is reached is their own choice, and their contact sees it."""

import pytest

pytestmark = pytest.mark.django_db
ADDRESS = "/bereikbaar"
LEILA = {"channel": "through", "phone": "", "via": "mijn zus Leila"}


def test_the_contact_sees_what_the_resident_chose(cast):
    case = cast.opened("amina")
    amina = cast.browser("amina")
    assert "Hoe mogen we je bereiken?" in amina.get(f"/vraag/{case}").content.decode()
    assert amina.post(ADDRESS, LEILA | {"version": "1"}).url == "/mijn-plan"
    assert "Liever via mijn zus Leila." in cast.browser("chantal").get(f"/vraag/{case}").content.decode()
    cast.chosen(case, "bram")
    assert "Leila" not in cast.browser("bram").get(f"/vraag/{case}").content.decode()


def test_a_change_from_elsewhere_is_shown_beside_ones_own(cast):
    amina = cast.browser("amina")
    amina.post(ADDRESS, LEILA | {"version": "1"})
    text = {"channel": "text", "phone": "06 - 12 34 56 78", "via": "", "version": "1"}
    answer = amina.post(ADDRESS, text)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "mijn zus Leila" in page
    assert ">Via iemand anders</blockquote>" in page
    assert amina.post(ADDRESS, text | {"version": "2"}).status_code == 302
    assert amina.post(ADDRESS, text | {"version": "2"}).status_code == 302  # the same again, by a second click


@pytest.mark.parametrize(
    "told", [{"channel": "text", "phone": ""}, {"channel": "letter", "via": " "}, {"channel": "duif"}], ids=str
)
def test_a_way_that_cannot_work_is_said(cast, told):
    answer = cast.browser("amina").post(ADDRESS, LEILA | {"via": ""} | told | {"version": "1"})
    assert answer.status_code == 422
