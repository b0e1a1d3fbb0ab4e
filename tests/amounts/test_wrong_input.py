"""What people type by mistake gets the form back with what is not right, and nothing is kept."""

import pytest

from wijkwaarde.kernel.flows.models import Estimate

DOCTOR = "De huisarts belt mee"
GOOD = {"price": "HA", "quantity": "2", "per": "week"}
NOT_A_NUMBER, ABOVE_ZERO = "Dit is geen getal.", "Schrijf een getal boven 0."
OWN = {"price": "eigen", "own_name": "cursus", "own_value": "350", "own_unit": "course", "own_source": "folder"}


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"quantity": "twee"}, NOT_A_NUMBER),
        ({"quantity": "1e3"}, NOT_A_NUMBER),
        ({"quantity": "inf"}, NOT_A_NUMBER),
        ({"quantity": "٣"}, NOT_A_NUMBER),
        ({"quantity": "1.500"}, "Schrijf dit getal zonder punt"),
        ({"quantity": "-2"}, ABOVE_ZERO),
        ({"quantity": "0"}, ABOVE_ZERO),
        ({"quantity": ""}, ABOVE_ZERO),
        ({"quantity": "99999999999"}, "Dit getal is te groot."),
        ({"quantity": "1" * 40}, "Dit is te lang"),
        ({"weeks": "60"}, "Een jaar heeft 52 weken."),
        ({"weeks": "0"}, "Een jaar heeft 52 weken."),
        ({"weeks": "46", "per": "month"}, "Weken tellen alleen bij"),
        ({"weeks": "46", "per": "once"}, "Weken tellen alleen bij"),
        ({"per": ""}, "Kies per wat"),
        ({"per": "eeuw"}, "Selecteer een geldige keuze"),
        ({"price": ""}, "Kies een prijs, of kies: kost geen geld."),
        ({"price": "999999999"}, "Kies een prijs, of kies: kost geen geld."),
        ({"band": "every-week"}, "Niet allebei."),
        ({"band": "every-week", "quantity": ""}, "staat voor deze prijs niet vast"),
        ({"beneficiary": "health-insurer"}, "zijn dezelfde"),
        (OWN | {"own_source": ""}, "Schrijf op waar dit bedrag vandaan komt."),
        (OWN | {"own_name": " "}, "Schrijf op waarvoor dit bedrag is."),
        (OWN | {"own_value": "-1"}, "Schrijf een bedrag van 0 euro of meer."),
        (OWN | {"own_unit": ""}, "en waarvoor"),
        (OWN, "Kies wie dit betaalt."),
        ({"hours_1": "2"}, "Schrijf op wie deze uren geeft."),
        ({"who_1": "Selma"}, "Kies wat voor uren dit zijn."),
        ({"who_2": "Selma", "kind_2": "own-network"}, ABOVE_ZERO),
        (
            {"who_1": "S", "kind_1": "own-network", "hours_1": "2", "hours_per_1": "week", "hours_weeks_1": "60"},
            "52 weken",
        ),
        ({"who_1": "x" * 300}, "Dit is te lang"),
    ],
)
def test_what_is_not_right_is_said_and_nothing_is_kept(changed, words, *, case):
    case.plan(DOCTOR)
    answer = case.fill(DOCTOR, **(GOOD | changed))
    assert answer.status_code == 422
    assert words in answer.text
    with case.cast.acting("bram"):
        assert not Estimate.objects.filter(case__key=case.key).exists()


@pytest.mark.parametrize(
    ("typed", "kept"), [("2,5", 2.5), ("2.5", 2.5), ("1.500,25", 1500.25), (" 3 ", 3), ("0,05", 0.05), ("1500", 1500)]
)
def test_a_number_is_read_as_people_write_it_here(typed, kept, *, case):
    case.plan(DOCTOR)
    assert case.fill(DOCTOR, **(GOOD | {"quantity": typed})).status_code == 302
    assert case.found().plan[0].use.quantity == kept


def test_a_second_person_who_is_wrong_is_told_at_the_second(case):
    case.plan(DOCTOR)
    first = {"who_2": "Selma", "kind_2": "", "hours_2": "2", "hours_per_2": "week"}
    assert 'href="#id_kind_2"' in case.fill(DOCTOR, **GOOD, **first).text


def test_a_row_of_now_needs_words_and_its_own(case):
    case.plan(DOCTOR)
    assert "Schrijf op wat er loopt." in case.add("").text
    case.add("Huisarts")
    answer = case.add("Huisarts", price="HA", quantity="2", per="week")
    assert answer.status_code == 422
    assert "Deze regel staat er al." in answer.text


def test_a_button_that_sends_nothing_along_is_refused(case):
    case.plan(DOCTOR)
    assert case.post("/nu/weg").status_code == 409
    assert case.post("/nu/terug").status_code == 409


def test_words_of_people_are_shown_as_they_are_and_run_nothing(case):
    case.plan(DOCTOR)
    case.add("<b>O'Brien & أمينة</b>")
    assert "<b>O&#x27;Brien" not in case.page().text
    assert "&lt;b&gt;O&#x27;Brien &amp; أمينة&lt;/b&gt;" in case.page().text
