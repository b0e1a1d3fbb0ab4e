"""A year's agreed results of one product as expected at the end of a month: reached, and still to be reached; means and draws."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from zlib import crc32

import numpy as np

from waarde.agreed_results import AgreedResult, Experience, experience_of
from waarde.budget_book import BudgetBook, first_day, month_number
from waarde.expected_year import Moment
from waarde.periods import DECEMBER
from waarde.valuation import Floats

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class ResultYear:
    """All that the expectation of the agreed results of one product is made of; amounts per month have shape (12,).

    `shares` is of each result that is left the part of its run that lies in each month to come, shape (results, 12), and
    `gone` the part that lies behind, shape (results,).
    """

    product: str
    moment: Moment
    declared: Floats
    left: Floats
    each: Floats
    shares: Floats
    gone: Floats
    learned: Experience

    @property
    def years(self) -> int:
        """How many results that are over it was learned from: none means that nothing is known of earlier."""
        return self.learned.agreed

    @property
    def planned(self) -> bool:
        """Whether plans say what it costs: never of results."""
        return False

    @property
    def chances(self) -> Floats:
        """The chance that one that is left is reached in each month of the year, shape (results, 12)."""
        return _chances(self.learned.part, shares=self.shares, gone=self.gone[:, None])

    @property
    def still_by_month(self) -> Floats:
        """What results that are left are expected to cost in each month of the year, shape (12,), in euros."""
        return np.asarray((self.left * self.each) @ self.chances)

    @property
    def still(self) -> float:
        """The same of the whole year."""
        return float(self.still_by_month.sum())

    @property
    def expected_by_month(self) -> Floats:
        """What each month is expected to come to, shape (12,), in euros; together they are `expected`."""
        return np.asarray(self.declared + self.still_by_month)

    @property
    def expected(self) -> float:
        """The year as a whole, in euros."""
        return float(self.declared.sum()) + self.still

    def drawn(self, common: Floats, *, together: float, seed: int) -> Floats:
        """Draws of each month, shape (draws, 12), in euros; results share nothing with products (`common`, `together`).

        Formula: the part that is reached from a beta distribution of what was seen, then each result that is left is reached in a
        month or not (binomial).
        """
        del together
        draw = np.random.default_rng((seed, crc32(self.product.encode())))
        count, missed = len(common), self.learned.missed
        part = draw.beta(self.learned.reached + 1, missed, count) if missed else np.ones(count)
        found = np.tile(self.declared, (count, 1))
        for left, each, shares, gone in zip(self.left, self.each, self.shares, self.gone, strict=True):
            chances = _chances(part[:, None], shares=shares[None, :], gone=gone)
            rest, sure = np.full(count, int(left)), np.ones(count)
            for month in np.flatnonzero(shares):
                now = np.divide(chances[:, month], sure, out=np.zeros(count), where=sure > 0)
                came = draw.binomial(rest, np.clip(now, 0, 1))
                found[:, month] += came * each
                rest, sure = rest - came, sure - chances[:, month]
        return found


def _chances(part: Floats | float, *, shares: Floats, gone: Floats | float) -> Floats:
    """part x share / (1 - part x what lies behind): of results that are reached, each day of the run is as likely (Bayes)."""
    return np.asarray(part * shares / (1 - part * gone))


def result_years(book: BudgetBook, *, moment: Moment) -> list[ResultYear]:
    """What is known and learned of the agreed results of each product, by name; `book` holds nothing that came later.

    Formula: of one that is left, the chance of a month to come = p x share of its run / (1 - p x part of its run that
    lies behind). p is learned from results of the product that are over, else from those of all products. A run ends with the
    month of its last day; one that is late counts until the end of the month to come, and no longer than the year of its last day.
    Own choice.

    >>> from waarde.periods import year_of
    >>> book = BudgetBook((), results=(AgreedResult("school", year_of(2025), 2, 500.0),))
    >>> [found] = result_years(book, moment=Moment(2025, month_number(year_of(2025).begin) + 9, month_number(year_of(2025).begin)))
    >>> [round(float(one)) for one in found.expected_by_month[9:]], round(found.expected)
    ([0, 492, 508], 1000)
    """
    day, names = first_day(moment.month + 1), sorted({one.product for one in book.results})
    every = experience_of(book.results, on=day)
    found = []
    for name in names:
        mine = [one for one in book.results if one.product == name]
        own = experience_of(mine, on=day)
        found.append(_year(name, mine, moment=moment, learned=own if own.agreed else every))
    return found


def _year(product: str, results: Sequence[AgreedResult], *, moment: Moment, learned: Experience) -> ResultYear:
    declared = np.zeros(DECEMBER)
    for one in results:
        for reached in one.reached:
            if reached.on.year == moment.year:
                declared[reached.on.month - 1] += reached.times * one.each
    left = [one for one in results if one.left and _last_month(one) >= moment.january]
    runs = [_run(one, moment=moment) for one in left]
    return ResultYear(
        product,
        moment,
        declared,
        np.array([one.left for one in left], dtype=float),
        np.array([one.each for one in left], dtype=float),
        np.array([shares for shares, _gone in runs]).reshape(-1, DECEMBER),
        np.array([gone for _shares, gone in runs]),
        learned,
    )


def _last_month(one: AgreedResult) -> int:
    return month_number(one.period.until - ONE_DAY)


def _run(one: AgreedResult, *, moment: Moment) -> tuple[Floats, float]:
    """Of its run: the part that lies in each month of the year that is to come, and the part that lies behind."""
    now = moment.month + 1
    begin, until = one.period.begin.toordinal(), first_day(max(_last_month(one), now) + 1).toordinal()
    edges = [max(first_day(moment.january + month), first_day(now)).toordinal() for month in range(DECEMBER + 1)]
    days = np.clip(np.minimum(edges[1:], until) - np.maximum(edges[:-1], begin), 0, None)
    gone = max(first_day(now).toordinal() - begin, 0)
    return days / (until - begin), gone / (until - begin)
