"""Numbers and dates as people write them in Dutch, English, Turkish and Arabic; it rounds for reading and calculates nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import get_language

DUTCH = "nl"
ENGLISH = "en"
TURKISH = "tr"
ARABIC = "ar"
LANGUAGES = (DUTCH, ENGLISH, TURKISH, ARABIC)
MINUS = "\u2212"
NO_BREAK = "\u00a0"
HALF = "½"
NOISE_DIGITS = 6
CENTS_DIGITS = 2
THOUSANDS = {DUTCH: ".", ENGLISH: ",", TURKISH: ".", ARABIC: ","}
POINT = {DUTCH: ",", ENGLISH: ".", TURKISH: ",", ARABIC: "."}
# A number stays in its own order between words that run from right to left; a browser and a PDF show no sign of these two.
LEFT_TO_RIGHT = "\u2066"
END = "\u2069"
MONTHS = {
    DUTCH: "januari februari maart april mei juni juli augustus september oktober november december".split(),
    ENGLISH: ("January February March April May June July August September October November December".split()),
    TURKISH: "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık".split(),
    ARABIC: "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر".split(),
}
WEEKDAYS = {
    DUTCH: "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag".split(),
    ENGLISH: "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(),
    TURKISH: "Pazartesi Salı Çarşamba Perşembe Cuma Cumartesi Pazar".split(),
    ARABIC: "الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد".split(),
}
HOURS_WORD = {DUTCH: "uur", ENGLISH: "hours", TURKISH: "saat", ARABIC: "ساعة"}
ONE_HOUR_WORD = {DUTCH: "uur", ENGLISH: "hour", TURKISH: "saat", ARABIC: "ساعة"}
FEW_HOURS_WORD = {**HOURS_WORD, ARABIC: "ساعات"}
FEW = range(3, 11)
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
    """The language to write in: the one given, else Django's current one; what is none of the four is Dutch."""
    wanted = (language or get_language() or DUTCH).partition("-")[0]
    return wanted if wanted in LANGUAGES else DUTCH


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
    return _in_order(MINUS + plain, language=lang) if amount < 0 else plain


def _in_order(text: str, *, language: str) -> str:
    return f"{LEFT_TO_RIGHT}{text}{END}" if language == ARABIC else text


def trimmed(value: float, *, digits: int = CENTS_DIGITS, language: str | None = None) -> str:
    """A number with at most `digits` decimals: 36, 2,5 or 2,25.

    >>> trimmed(36, language="nl"), trimmed(2.50, language="nl"), trimmed(0.041875, digits=6, language="nl")
    ('36', '2,5', '0,041875')
    """
    lang = language_of(language)
    text = number(abs(value), digits=digits, language=lang)
    point = POINT[lang]
    text = text.rstrip("0").rstrip(point) if digits and point in text else text
    return _in_order(MINUS + text, language=lang) if rounded(value, digits=digits) < 0 else text


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
    if lang == DUTCH:
        return f"{sign}{NO_BREAK}{number(value, digits=digits, language=lang)}"
    text = number(abs(value), digits=digits, language=lang)
    minus = MINUS if rounded(value, digits=digits) < 0 else ""
    return _in_order(f"{minus}{sign}{'' if len(sign) == 1 else NO_BREAK}{text}", language=lang)


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
    word = _hour_word(abs(amount), language=lang)
    if abs(amount) % 1 != Decimal("0.5"):
        return trimmed(value, language=lang) + NO_BREAK + word
    full = int(abs(amount))
    minus = MINUS if amount < 0 else ""
    return _in_order(f"{minus}{number(full, language=lang) if full else ''}{HALF}", language=lang) + NO_BREAK + word


def _hour_word(amount: Decimal, *, language: str) -> str:
    if amount <= 1:
        return ONE_HOUR_WORD[language]
    return (FEW_HOURS_WORD if int(amount) in FEW else HOURS_WORD)[language]


def day(value: date, *, language: str | None = None) -> str:
    """A date in words.

    >>> day(date(2026, 11, 21), language="nl")
    '21 november 2026'
    """
    return f"{value.day} {MONTHS[language_of(language)][value.month - 1]} {value.year}"


def near_day(value: date, *, language: str | None = None) -> str:
    """A date of these weeks in words, with its weekday and without its year.

    >>> near_day(date(2026, 11, 27), language="nl"), near_day(date(2026, 11, 27), language="tr")
    ('vrijdag 27 november', '27 Kasım Cuma')
    """
    lang = language_of(language)
    if lang == TURKISH:
        return f"{value.day} {MONTHS[lang][value.month - 1]} {WEEKDAYS[lang][value.weekday()]}"
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
