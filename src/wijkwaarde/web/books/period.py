"""Of which time somebody looks at the books: all of it, a calendar year, or a month; asks nothing of the database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from wijkwaarde.web.format import MONTHS, language_of

DECEMBER = 12


@dataclass(frozen=True, slots=True)
class Period:
    """From the first day up to `until`; `key` is how it is called in an address: 2026 or 2026-03, empty for all of it."""

    key: str = ""
    begin: date | None = None
    until: date | None = None

    @property
    def words(self) -> str:
        """How people call it."""
        if self.begin is None:
            return _("Alle jaren")
        month = MONTHS[language_of(None)][self.begin.month - 1]
        return self.key if len(self.key) == len("2026") else f"{month} {self.begin.year}"


EVER = Period()


def periods_in(years: range) -> dict[str, Period]:
    """The years, the newest first, and the months of each, by their keys.

    >>> list(periods_in(range(2026, 2027)))[:3], periods_in(range(2026, 2027))["2026-12"].until.isoformat()
    (['2026', '2026-01', '2026-02'], '2027-01-01')
    """
    found = [one for year in reversed(years) for one in (_year(year), *(_month(year, month) for month in range(1, 13)))]
    return {one.key: one for one in found}


def _year(year: int) -> Period:
    return Period(str(year), date(year, 1, 1), date(year + 1, 1, 1))


def _month(year: int, month: int) -> Period:
    after = date(year + month // DECEMBER, month % DECEMBER + 1, 1)
    return Period(f"{year}-{month:02}", date(year, month, 1), after)
