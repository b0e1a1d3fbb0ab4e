"""Numbers and dates as people here write them, in Dutch or English; it rounds for reading and calculates nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import get_language

DUTCH = "nl"
ENGLISH = "en"
MINUS = "\u2212"
NO_BREAK = "\u00a0"
HALF = "½"
NOISE_DIGITS = 6
CENTS_DIGITS = 2
THOUSANDS = {DUTCH: ".", ENGLISH: ","}
POINT = {DUTCH: ",", ENGLISH: "."}
MONTHS = {
    DUTCH: "januari februari maart april mei juni juli augustus september oktober november december".split(),
    ENGLISH: ("January February March April May June July August September October November December".split()),
}
WEEKDAYS = {
    DUTCH: "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag".split(),
    ENGLISH: "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(),
}
HOURS_WORD = {DUTCH: "uur", ENGLISH: "hours"}
ONE_HOUR_WORD = {DUTCH: "uur", ENGLISH: "hour"}
CURRENCY_SIGNS = {"EUR": "€", "GBP": "£"}


@dataclass(frozen=True, slots=True)
class Money:
    """Amounts in one currency, for a page of which all amounts are in it; `currency` is a code such as EUR.

    >>> Money("GBP").whole(1234.6, language="en"), Money("GBP").exact(12.5, language="en")
    ('£1,235', '£12.50')
    """

    currency: str

    def whole(self, value: float, *, language: str | None = None) -> str:
        """An amount without cents, for reading."""
        return euros(value, language=language, currency=self.currency)

    def exact(self, value: float, *, language: str | None = None) -> str:
        """An amount to the cent."""
        return money(value, language=language, currency=self.currency)


def language_of(language: str | None) -> str:
    """The language to write in: the one given, else Django's current one; what is not English is Dutch."""
    return ENGLISH if (language or get_language() or DUTCH).startswith(ENGLISH) else DUTCH


def rounded(value: float, *, digits: int = 0) -> Decimal:
    """Round half up (away from zero), after dropping the binary noise of a sum of decimal prices.

    >>> rounded(0.5), rounded(-2.5), rounded(1043.175, digits=2)
    (Decimal('1'), Decimal('-3'), Decimal('1043.18'))
    """
    exact = Decimal(repr(round(float(value), NOISE_DIGITS)))
    return exact.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP) + 0


def number(value: float, *, digits: int = 0, language: str | None = None) -> str:
    """A number with separators of thousands, `digits` decimals and a real minus sign.

    >>> number(-1234.5, digits=2, language="nl"), number(1234.5, digits=1, language="en")
    ('−1.234,50', '1,234.5')
    """
    lang = language_of(language)
    amount = rounded(value, digits=digits)
    plain = f"{abs(amount):,.{digits}f}".translate({ord(","): THOUSANDS[lang], ord("."): POINT[lang]})
    return (MINUS if amount < 0 else "") + plain


def trimmed(value: float, *, digits: int = CENTS_DIGITS, language: str | None = None) -> str:
    """A number with at most `digits` decimals: 36, 2,5 or 2,25.

    >>> trimmed(36, language="nl"), trimmed(2.50, language="nl"), trimmed(0.041875, digits=6, language="nl")
    ('36', '2,5', '0,041875')
    """
    text = number(value, digits=digits, language=language)
    point = POINT[language_of(language)]
    return text.rstrip("0").rstrip(point) if digits and point in text else text


def money(value: float, *, language: str | None = None, currency: str = "EUR") -> str:
    """An amount to the cent; the cents are left out where there are none.

    >>> money(1234.5, language="nl"), money(1234, language="nl"), money(-4476.02, language="en")
    ('€\\xa01.234,50', '€\\xa01.234', '−€4,476.02')
    """
    whole = rounded(value, digits=CENTS_DIGITS) % 1 == 0
    return _amount(value, digits=0 if whole else CENTS_DIGITS, language=language, currency=currency)


def euros(value: float, *, language: str | None = None, currency: str = "EUR") -> str:
    """An amount in whole euros, for reading.

    >>> euros(8389.76, language="nl"), euros(-4476.02, language="nl")
    ('€\\xa08.390', '€\\xa0−4.476')
    """
    return _amount(value, digits=0, language=language, currency=currency)


def _amount(value: float, *, digits: int, language: str | None, currency: str) -> str:
    lang = language_of(language)
    sign = CURRENCY_SIGNS.get(currency, currency)
    if lang == ENGLISH:
        text = number(abs(value), digits=digits, language=lang)
        minus = MINUS if rounded(value, digits=digits) < 0 else ""
        return f"{minus}{sign}{text}" if len(sign) == 1 else f"{minus}{sign}{NO_BREAK}{text}"
    return f"{sign}{NO_BREAK}{number(value, digits=digits, language=lang)}"


def percent(share: float, *, digits: int = 1, language: str | None = None) -> str:
    """A share of 1 as a percentage, with at most `digits` decimals.

    >>> percent(0.041875, language="nl"), percent(0.8, language="nl"), percent(0.041875, language="en")
    ('4,2%', '80%', '4.2%')
    """
    return trimmed(share * 100, digits=digits, language=language) + "%"


def hours(value: float, *, language: str | None = None) -> str:
    """Hours, halves as a half, anything finer with at most two decimals.

    >>> hours(3.5, language="nl"), hours(0.5, language="nl"), hours(1, language="en"), hours(2.25, language="nl")
    ('3½\\xa0uur', '½\\xa0uur', '1\\xa0hour', '2,25\\xa0uur')
    """
    lang = language_of(language)
    amount = rounded(value, digits=CENTS_DIGITS)
    word = ONE_HOUR_WORD[lang] if abs(amount) <= 1 else HOURS_WORD[lang]
    if abs(amount) % 1 != Decimal("0.5"):
        return trimmed(value, language=lang) + NO_BREAK + word
    full = int(abs(amount))
    minus = MINUS if amount < 0 else ""
    return f"{minus}{number(full, language=lang) if full else ''}{HALF}{NO_BREAK}{word}"


def day(value: date, *, language: str | None = None) -> str:
    """A date in words.

    >>> day(date(2026, 11, 21), language="nl")
    '21 november 2026'
    """
    return f"{value.day} {MONTHS[language_of(language)][value.month - 1]} {value.year}"


def near_day(value: date, *, language: str | None = None) -> str:
    """A date of these weeks in words, with its weekday and without its year.

    >>> near_day(date(2026, 11, 27), language="nl"), near_day(date(2026, 11, 27), language="en")
    ('vrijdag 27 november', 'Friday 27 November')
    """
    lang = language_of(language)
    return f"{WEEKDAYS[lang][value.weekday()]} {value.day} {MONTHS[lang][value.month - 1]}"


def day_of_iso(text: str, *, language: str | None = None) -> str:
    """A date written as 2026-11-21 in words; any other text as it is.

    >>> day_of_iso("2026-11-21", language="nl"), day_of_iso("spring", language="nl")
    ('21 november 2026', 'spring')
    """
    try:
        return day(date.fromisoformat(text), language=language)
    except ValueError:
        return text


def sentence(text: str) -> str:
    """The text with a capital in front; the rest stays as it is.

    >>> sentence("de gemeente")
    'De gemeente'
    """
    return text[:1].upper() + text[1:]
