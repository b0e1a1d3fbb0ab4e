"""Numbers and dates read as people here write them, and round as waarde rounds."""

from datetime import date

import pytest
from django.utils import translation

from waarde import cents
from wijkwaarde.web import format as formats

SPACE = "\u00a0"


@pytest.mark.parametrize(
    ("value", "dutch", "english"),
    [
        (1234.5, f"€{SPACE}1.234,50", "€1,234.50"),
        (1234, f"€{SPACE}1.234", "€1,234"),
        (1234.0000001, f"€{SPACE}1.234", "€1,234"),
        (-4476.02, f"€{SPACE}−4.476,02", "−€4,476.02"),
        (0, f"€{SPACE}0", "€0"),
        (-0.001, f"€{SPACE}0", "€0"),
        (1_000_000, f"€{SPACE}1.000.000", "€1,000,000"),
        (0.005, f"€{SPACE}0,01", "€0.01"),
        (0.999, f"€{SPACE}1", "€1"),
    ],
)
def test_money_shows_cents_only_where_there_are_any(value: float, dutch: str, english: str) -> None:
    assert formats.money(value, language="nl") == dutch
    assert formats.money(value, language="en") == english


@pytest.mark.parametrize("value", [1043.175, 0.5 * 15 * 139.09, -0.005, 2.675, 8389.755, 1e9 + 0.005])
def test_money_rounds_to_the_same_cents_as_waarde(value: float) -> None:
    assert float(formats.rounded(value, digits=2)) == cents(value)


def test_whole_euros_round_half_up_away_from_zero() -> None:
    assert [str(formats.rounded(value)) for value in (0.5, 1.5, 2.5, -2.5, 0.4999)] == ["1", "2", "3", "-3", "0"]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (3.5, "3½ uur"),
        (0.5, "½ uur"),
        (1, "1 uur"),
        (156, "156 uur"),
        (2.25, "2,25 uur"),
        (-1.5, "−1½ uur"),
        (0, "0 uur"),
    ],
)
def test_half_hours_are_a_half(value: float, words: str) -> None:
    assert formats.hours(value, language="nl") == words.replace(" ", SPACE)


def test_an_english_hour_is_one_hour() -> None:
    assert [formats.hours(value, language="en") for value in (1, 2)] == [f"1{SPACE}hour", f"2{SPACE}hours"]


def test_percentages_and_dates_follow_the_language() -> None:
    assert formats.percent(0.041875, language="nl") == "4,2%"
    assert formats.percent(1, language="nl") == "100%"
    assert formats.day(date(2026, 11, 21), language="nl") == "21 november 2026"
    assert formats.day(date(2026, 3, 1), language="en") == "1 March 2026"


def test_the_language_of_the_page_is_used_when_none_is_given() -> None:
    with translation.override("en"):
        assert formats.euros(1234.6) == "€1,235"
    with translation.override("nl"):
        assert formats.euros(1234.6) == f"€{SPACE}1.235"


def test_another_currency_keeps_its_own_sign() -> None:
    assert formats.money(12.5, language="en", currency="GBP") == "£12.50"
    assert formats.money(12.5, language="nl", currency="CHF") == f"CHF{SPACE}12,50"


def test_dates_and_amounts_are_written_as_in_turkish_and_arabic() -> None:
    friday = date(2026, 11, 27)
    assert formats.near_day(friday, language="tr") == "27 Kasım Cuma"
    assert formats.near_day(friday, language="ar") == "الجمعة 27 نوفمبر"
    assert formats.day(friday, language="ar") == "27 نوفمبر 2026"
    assert formats.euros(-4476, language="tr") == "−€4.476"
    assert formats.euros(-4476, language="ar") == "\u2066−€4,476\u2069"
    assert formats.near_day(friday, language="nl-formal") == "vrijdag 27 november"


def test_hours_follow_the_forms_of_arabic() -> None:
    words = [formats.hours(value, language="ar") for value in (1, 3, 11, 3.5)]
    assert words == [f"1{SPACE}ساعة", f"3{SPACE}ساعات", f"11{SPACE}ساعة", f"\u20663½\u2069{SPACE}ساعات"]
