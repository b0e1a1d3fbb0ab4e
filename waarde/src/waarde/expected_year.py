"""One product's year as it is expected at the end of a month: declared, still to come, running, new; as means and draws."""

from __future__ import annotations

from dataclasses import dataclass, replace
from zlib import crc32

import numpy as np
import numpy.typing as npt

from waarde.budget_book import MOST_LAG, BudgetBook, month_number
from waarde.completion import Completion, completion_factors
from waarde.new_plans import NewPlans, learned_new_plans, running_after, weeks_of
from waarde.periods import DECEMBER, year_of
from waarde.realisation import Realisation, learned_realisation, unknown_realisation, updated_rate
from waarde.valuation import Floats

LEAST_DONE = 0.1
COMPLETE = 0.5
NONE_DONE = 1e-9
LEVEL_DRIFT = 0.08
ALIKE = 3


@dataclass(frozen=True)
class Moment:
    """The year that is forecast and the month at whose end, as numbers; `first` is the first month anything is known of."""

    year: int
    month: int
    first: int

    @property
    def january(self) -> int:
        """The number of the year's first month."""
        return month_number(year_of(self.year).begin)

    @property
    def seen(self) -> int:
        """How many months of the year lie behind, 0 to 12."""
        return min(max(self.month + 1 - self.january, 0), DECEMBER)

    @property
    def months(self) -> int:
        """From the first month until the end of the year."""
        return self.january + DECEMBER - self.first


@dataclass(frozen=True)
class ProductYear:
    """All that the expectation of one product is made of; amounts per month of the year have shape (12,)."""

    product: str
    moment: Moment
    declared: Floats
    agreed: Floats
    learned: Realisation
    completion: Completion
    done: Floats
    plans: NewPlans
    planned: bool
    rate: float
    rate_spread: float

    @property
    def by_month(self) -> Floats:
        """What each month is expected to cost by what is agreed, shape (12,), in euros."""
        return self.rate * self.learned.season * self.agreed

    @property
    def still_to_be_declared(self) -> float:
        """Of months that lie behind: what each is expected to cost x the part that is not declared yet."""
        seen = self.moment.seen
        return float(((1 - self.done) * self.by_month)[:seen].sum())

    @property
    def running(self) -> float:
        """Of months to come: what is agreed already."""
        return float(self.by_month[self.moment.seen :].sum())

    @property
    def per_new_plan(self) -> Floats:
        """What a plan that begins in each month to come costs until the end of the year, shape (months to come,)."""
        seen = self.moment.seen
        runs = running_after(self.plans, months=DECEMBER)
        season = self.learned.season
        months = range(seen, DECEMBER)
        lasting = [float(runs[: DECEMBER - begin] @ season[begin:]) for begin in months]
        return np.array(lasting) * self.plans.per_month * self.rate

    @property
    def weeks(self) -> Floats:
        """The weeks of each month to come."""
        january = self.moment.january
        return weeks_of(range(january + self.moment.seen, january + DECEMBER))

    @property
    def new(self) -> float:
        """What plans that are not agreed yet are expected to cost."""
        return float(self.plans.per_week * (self.weeks @ self.per_new_plan))

    @property
    def expected(self) -> float:
        """The year as a whole, in euros."""
        return float(self.declared.sum()) + self.still_to_be_declared + self.running + self.new

    def drawn(self, common: Floats, *, together: float, seed: int) -> Floats:
        """Draws of the year's total, shape of `common`, in euros; `common` are the normal draws that products share.

        Formula: the rate from a normal distribution, of whose variance a part `together` is shared by all products; what is not
        declared and the months to come with their own spread; the number of new plans from a Poisson distribution
        whose mean is drawn from a gamma distribution of what was counted.
        """
        draw = np.random.default_rng((seed, crc32(self.product.encode())))
        count, seen, learned = len(common), self.moment.seen, self.learned
        own = draw.standard_normal(count)
        uncertain = self.rate_spread / self.rate if self.rate else 0.0
        rates = 1 + uncertain * (np.sqrt(together) * common + np.sqrt(1 - together) * own)
        late = self._late_spread()
        ahead = learned.months_spread * self.by_month[seen:]
        noise = float(np.sqrt(late @ late + ahead @ ahead)) * draw.standard_normal(count)
        still = (self.still_to_be_declared + self.running + self._new_drawn(draw, count=count)) * rates
        return np.asarray(float(self.declared.sum()) + still + noise)

    def _late_spread(self) -> Floats:
        seen = self.moment.seen
        lags = np.clip(self.moment.month - self.moment.january - np.arange(seen), 0, len(self.completion.done) - 1)
        left = np.clip(1 - self.done[:seen], 0, None)
        spread = np.where(self.done[:seen] < NONE_DONE, 0.0, self.completion.spread[lags])
        return np.asarray(self.by_month[:seen] * np.sqrt(left * self.learned.months_spread**2 + spread**2))

    def _new_drawn(self, draw: np.random.Generator, *, count: int) -> Floats:
        if not self.plans.count or self.moment.seen == DECEMBER:
            return np.zeros(count)
        rates = draw.gamma(self.plans.count + 0.5, 1 / self.plans.weeks, count)
        numbers = draw.poisson(rates[:, None] * self.weeks)
        each = self.per_new_plan
        uneven = self.plans.spread / self.plans.per_month if self.plans.per_month else 0.0
        noise = np.sqrt((numbers * each**2).sum(axis=1)) * uneven * draw.standard_normal(count)
        return np.asarray(numbers @ each + noise)


@dataclass(frozen=True)
class Pooled:
    """What all products together say, for a product without earlier years."""

    completion: Completion
    rate: float


def product_year(book: BudgetBook, *, product: str, moment: Moment, pooled: Pooled) -> ProductYear:
    """What is known and learned of one product at a moment; `book` holds nothing that came later."""
    declared = book.declared(product, first=moment.first, months=moment.months)
    planned = bool(book.commitments_of(product))
    agreed = book.committed(product, first=moment.first, months=moment.months) if planned else np.ones(moment.months)
    own = declared[:-DECEMBER].any()
    completion = completion_factors(declared, known=moment.month + 1 - moment.first) if own else pooled.completion
    done = _done(declared, moment=moment, completion=completion, by_year=product in book.by_year)
    amounts = declared.sum(axis=1)
    learned = _learned(amounts, agreed=agreed, done=done)
    if learned is None:
        learned = unknown_realisation(pooled.rate if planned else _level(amounts[-DECEMBER:], done=done[-DECEMBER:]))
    months = _months_seen(
        amounts[-DECEMBER:], agreed=agreed[-DECEMBER:] * learned.season, done=done[-DECEMBER:], moment=moment
    )
    learned = replace(learned, months_spread=max(learned.months_spread, _apart(months.ratios, rate=learned.rate)))
    rate, spread = _this_year(months, learned=learned, completion=completion, planned=planned)
    if not planned:
        spread = float(np.hypot(spread, rate * LEVEL_DRIFT * np.sqrt((DECEMBER - moment.seen) / DECEMBER)))
    plans = learned_new_plans(book.commitments_of(product), first=moment.first, month=moment.month)
    return ProductYear(
        product,
        moment,
        amounts[-DECEMBER:],
        agreed[-DECEMBER:],
        learned,
        completion,
        done[-DECEMBER:],
        plans,
        planned,
        rate,
        spread,
    )


def pooled_products(book: BudgetBook, *, moment: Moment) -> Pooled:
    """The completion of all products together, and the rate of those that are agreed; 1 when there are no earlier years."""
    declared = np.zeros((moment.months, MOST_LAG + 1))
    used, agreed = np.zeros(moment.months), np.zeros(moment.months)
    for product in book.products:
        rows = book.declared(product, first=moment.first, months=moment.months)
        if product not in book.by_year:
            declared += rows
        if book.commitments_of(product) and rows[:-DECEMBER].any():
            used += rows.sum(axis=1)
            agreed += book.committed(product, first=moment.first, months=moment.months)
    completion = completion_factors(declared, known=moment.month + 1 - moment.first)
    done = _done(declared, moment=moment, completion=completion, by_year=False)
    learned = _learned(used, agreed=agreed, done=done)
    return Pooled(completion, learned.rate if learned else 1.0)


def _done(declared: Floats, *, moment: Moment, completion: Completion, by_year: bool) -> Floats:
    """The part of each month that should have been declared by now, shape (months,)."""
    ages = moment.month - moment.first - np.arange(len(declared))
    if by_year:
        return np.asarray(np.where(declared.any(axis=1), 1.0, 0.0))
    lags = np.clip(ages, 0, len(completion.done) - 1)
    return np.asarray(np.where(ages >= 0, completion.done[lags], 0.0))


def _learned(amounts: Floats, *, agreed: Floats, done: Floats) -> Realisation | None:
    """From the years before this one, of each month that is declared for more than half."""
    counts = done[:-DECEMBER] >= COMPLETE
    whole = np.divide(amounts[:-DECEMBER], done[:-DECEMBER], out=np.zeros(counts.size), where=counts)
    used = np.where(counts, whole, 0.0).reshape(-1, DECEMBER)
    return learned_realisation(used, agreed=np.where(counts, agreed[:-DECEMBER], 0.0).reshape(-1, DECEMBER))


def _level(amounts: Floats, *, done: Floats) -> float:
    """Euros per month of a product that nobody agreed anything of: what is declared / the months that should be."""
    counts = done >= LEAST_DONE
    return float(amounts[counts].sum() / done[counts].sum()) if counts.any() else 0.0


@dataclass(frozen=True)
class MonthsSeen:
    """The months of this year that are declared for a part that says something: used / agreed, that part, and their age."""

    ratios: Floats
    parts: Floats
    ages: npt.NDArray[np.int_]


def _months_seen(amounts: Floats, *, agreed: Floats, done: Floats, moment: Moment) -> MonthsSeen:
    counts = (done >= LEAST_DONE) & (agreed > 0) & (np.arange(DECEMBER) < moment.seen)
    ratios = amounts[counts] / (agreed[counts] * done[counts])
    ages = np.clip(moment.month - moment.january - np.flatnonzero(counts), 0, MOST_LAG)
    return MonthsSeen(ratios, done[counts], ages)


def _apart(ratios: Floats, *, rate: float) -> float:
    """How far this year's months lie apart, as a part of the rate: a large credit makes every month say less."""
    return float(np.std(ratios, ddof=1) / abs(rate)) if len(ratios) > 1 and rate else 0.0


def _this_year(
    months: MonthsSeen, *, learned: Realisation, completion: Completion, planned: bool
) -> tuple[float, float]:
    """The rate after the months seen; one that is declared for a small part counts for less.

    Months of which no plans are known resemble each other, since the same people come back: they count for less too.
    """
    weights = learned.months_spread**2 / np.minimum(months.parts, 1) * (1 if planned else ALIKE)
    weights = weights + (completion.spread[months.ages] / months.parts) ** 2
    return updated_rate(learned, seen=months.ratios, weights=weights)
