"""The Dutch word for every term of waarde, to show and to read; no sentences, no rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from waarde import Band, Frequency, HelpSource, HoursKind, Level, Setting, Situation, Unit

# One part per kind of term: `Unit.DAY` and `Frequency.DAY` are equal as texts and would share one word in one dict.
PARTS: tuple[dict[StrEnum, str], ...] = (
    {
        Unit.MINUTE: _("minuut"),
        Unit.HOUR: _("uur"),
        Unit.HALF_DAY: _("dagdeel"),
        Unit.DAY: _("dag"),
        Unit.FULL_DAY: _("etmaal"),
        Unit.WEEK: _("week"),
        Unit.MONTH: _("maand"),
        Unit.QUARTER: _("kwartaal"),
        Unit.YEAR: _("jaar"),
        Unit.CONTACT: _("contact"),
        Unit.PIECE: _("stuk"),
        Unit.TRIP: _("rit"),
        Unit.KM: _("km"),
        Unit.COURSE: _("traject"),
        Unit.EURO: _("euro"),
    },
    {
        Frequency.ONCE: _("eenmalig"),
        Frequency.DAY: _("per dag"),
        Frequency.WEEK: _("per week"),
        Frequency.FOUR_WEEKS: _("per vier weken"),
        Frequency.MONTH: _("per maand"),
        Frequency.QUARTER: _("per kwartaal"),
        Frequency.YEAR: _("per jaar"),
        Frequency.IN_TOTAL: _("in totaal"),
    },
    {
        Situation.NOW: _("nu"),
        Situation.NOTHING: _("als er niets verandert"),
        Situation.SOLUTION: _("met ons plan"),
        Situation.REALISED: _("gebleken"),
    },
    {
        Band.ONE_TIME: _("één keer"),
        Band.NOW_AND_THEN: _("af en toe"),
        Band.EVERY_WEEK: _("elke week"),
        Band.FEW_TIMES_A_WEEK: _("een paar keer per week"),
        Band.EVERY_DAY: _("elke dag"),
        Band.AS_NEEDED: _("zo veel als nodig"),
    },
    {
        Setting.STAY: _("verblijf"),
        Setting.HOME: _("thuis"),
        Setting.OTHER: _("anders"),
    },
    {
        HelpSource.SELF: _("zelf"),
        HelpSource.OWN_NETWORK: _("mensen om je heen"),
        HelpSource.VOLUNTEER: _("vrijwilliger"),
        HelpSource.COLLECTIVE: _("samen met anderen"),
        HelpSource.EXISTING: _("wat er al is"),
        HelpSource.TAILORED: _("speciaal geregeld"),
    },
    {
        HoursKind.RESIDENT: _("bewoner, voor zichzelf"),
        HoursKind.RESIDENT_FOR_OTHERS: _("bewoner, voor anderen"),
        HoursKind.OWN_NETWORK: _("mensen om de bewoner heen"),
        HoursKind.VOLUNTEER: _("vrijwilligers"),
    },
    {
        Level.LOW: _("laag"),
        Level.MIDDLE: _("midden"),
        Level.HIGH: _("hoog"),
    },
)


class Words(Mapping[StrEnum, str]):
    """The Dutch word of a term, told apart by the kind of the term and not only by its slug.

    >>> WORDS[Unit.DAY], WORDS[Frequency.DAY]
    ('dag', 'per dag')
    """

    def __init__(self, parts: tuple[dict[StrEnum, str], ...]) -> None:
        self._words = {(type(term), term.value): (term, text) for part in parts for term, text in part.items()}

    def __getitem__(self, term: StrEnum) -> str:
        return self._words[type(term), term.value][1]

    def __iter__(self) -> Iterator[StrEnum]:
        return (term for term, _text in self._words.values())

    def __len__(self) -> int:
        return len(self._words)


WORDS = Words(PARTS)
PER = "per "


def word(term: StrEnum) -> str:
    """The word for a term in the language of the reader."""
    return gettext(WORDS[term])


def read_word[Term: StrEnum](text: str, terms: type[Term]) -> Term | None:
    """The term that a text stands for, by its slug or its Dutch word; capitals do not matter; None if unknown.

    >>> read_word("per week", Frequency), read_word("four-weeks", Frequency)
    (<Frequency.WEEK: 'week'>, <Frequency.FOUR_WEEKS: 'four-weeks'>)
    >>> read_word("maand", Frequency)
    <Frequency.MONTH: 'month'>
    >>> read_word("dag", Unit), read_word("vrijwilliger", HelpSource)
    (<Unit.DAY: 'day'>, <HelpSource.VOLUNTEER: 'volunteer'>)
    """
    wanted = text.strip().casefold()
    return next((term for term in terms if wanted in _ways_to_write(term)), None)


def _ways_to_write(term: StrEnum) -> tuple[str, ...]:
    """The slug, the Dutch word, and the word without 'per': 'maand' is read as 'per maand'."""
    dutch = WORDS[term].casefold()
    return term.value, dutch, dutch.removeprefix(PER)
