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
UNLIKE = 3.0
LEAST_TO_COMPARE = 3


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
    def years(self) -> int:
        """How many earlier years it was learned from."""
        return self.learned.years

    @property
    def by_month(self) -> Floats:
        """What each month is expected to cost by what is agreed, shape (12,), in euros."""
        return self.rate * self.learned.season * self.agreed

    @property
    def still_by_month(self) -> Floats:
        """What is still to be declared by what is agreed: of months behind the part that is not in yet, of the others all."""
        behind = np.arange(DECEMBER) < self.moment.seen
        return np.asarray(np.where(behind, (1 - self.done) * self.by_month, self.by_month))

    @property
    def still_to_be_declared(self) -> float:
        """Of months that lie behind: what each is expected to cost x the part that is not declared yet."""
        return float(self.still_by_month[: self.moment.seen].sum())

    @property
    def running(self) -> float:
        """Of months to come: what is agreed already."""
        return float(self.still_by_month[self.moment.seen :].sum())

    @property
    def new_plan_by_month(self) -> Floats:
        """What a plan that begins in each month to come costs in each month of the year, shape (months to come, 12)."""
        seen, season = self.moment.seen, self.learned.season
        runs = running_after(self.plans, months=DECEMBER)
        costs = np.zeros((DECEMBER - seen, DECEMBER))
        for begin in range(seen, DECEMBER):
            costs[begin - seen, begin:] = runs[: DECEMBER - begin] * season[begin:]
        return np.asarray(costs * self.plans.per_month * self.rate)

    @property
    def per_new_plan(self) -> Floats:
        """What a plan that begins in each month to come costs until the end of the year, shape (months to come,)."""
        return np.asarray(self.new_plan_by_month.sum(axis=1))

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

    @property
    def expected_by_month(self) -> Floats:
        """What each month is expected to come to, shape (12,), in euros; together they are `expected`."""
        new = self.plans.per_week * (self.weeks @ self.new_plan_by_month)
        return np.asarray(self.declared + self.still_by_month + new)

    def drawn(self, common: Floats, *, together: float, seed: int) -> Floats:
        """Draws of each month, shape (draws, 12), in euros; `common` are the normal draws that products share.

        Formula: the rate from a normal distribution, of whose variance a part `together` is shared by all products; what is not
        declared and the months to come with their own spread; the number of new plans from a Poisson distribution
        whose mean is drawn from a gamma distribution of what was counted.
        """
        draw = np.random.default_rng((seed, crc32(self.product.encode())))
        count = len(common)
        own = draw.standard_normal(count)
        uncertain = self.rate_spread / self.rate if self.rate else 0.0
        rates = 1 + uncertain * (np.sqrt(together) * common + np.sqrt(1 - together) * own)
        whole = draw.standard_normal(count)
        new = self._new_drawn(draw, count=count)
        noise = _laid_in_months(whole, spreads=self._spreads(), draw=draw)
        return np.asarray(self.declared + (self.still_by_month + new) * rates[:, None] + noise)

    def _spreads(self) -> Floats:
        """How far each month may be off by itself, shape (12,), in euros."""
        ahead = self.learned.months_spread * np.abs(self.by_month[self.moment.seen :])
        return np.concatenate([np.abs(self._late_spread()), ahead])

    def _late_spread(self) -> Floats:
        seen = self.moment.seen
        lags = np.clip(self.moment.month - self.moment.january - np.arange(seen), 0, len(self.completion.done) - 1)
        left = np.clip(1 - self.done[:seen], 0, None)
        spread = np.where(self.done[:seen] < NONE_DONE, 0.0, self.completion.spread[lags])
        return np.asarray(self.by_month[:seen] * np.sqrt(left * self.learned.months_spread**2 + spread**2))

    def _new_drawn(self, draw: np.random.Generator, *, count: int) -> Floats:
        if not self.plans.count or self.moment.seen == DECEMBER:
            return np.zeros((count, DECEMBER))
        rates = draw.gamma(self.plans.count + 0.5, 1 / self.plans.weeks, count)
        numbers = draw.poisson(rates[:, None] * self.weeks)
        each, by_month = self.per_new_plan, numbers @ self.new_plan_by_month
        uneven = self.plans.spread / self.plans.per_month if self.plans.per_month else 0.0
        noise = np.sqrt((numbers * each**2).sum(axis=1)) * uneven * draw.standard_normal(count)
        costs = numbers @ each
        part = np.divide(noise, costs, out=np.zeros(count), where=costs != 0)
        return np.asarray(by_month * (1 + part)[:, None])


def _laid_in_months(whole: Floats, *, spreads: Floats, draw: np.random.Generator) -> Floats:
    """What months are off by together (standard normal draws), as what each is off by: independent, and together the same."""
    variance = float(spreads @ spreads)
    if not variance:
        return np.zeros((len(whole), DECEMBER))
    each = draw.standard_normal((len(whole), DECEMBER)) * spreads
    short = np.sqrt(variance) * whole - each.sum(axis=1)
    return np.asarray(each + short[:, None] * (spreads**2 / variance))


@dataclass(frozen=True)
class Pooled:
    """What all products together say, for a product without earlier years."""

    completion: Completion
    rate: float


def product_year(book: BudgetBook, *, product: str, moment: Moment, pooled: Pooled) -> ProductYear:
    """What is known and learned of one product at a moment; `book` holds nothing that came later."""
    declared = book.declared(product, first=moment.first, months=moment.months)
    own = declared[:-DECEMBER].any()
    completion = completion_factors(declared, known=moment.month + 1 - moment.first) if own else pooled.completion
    done = _done(declared, moment=moment, completion=completion, by_year=product in book.by_year)
    amounts = declared.sum(axis=1)
    promised = book.committed(product, first=moment.first, months=moment.months)
    planned = bool(promised.any()) and _is_told_by_plans(amounts, promised=promised, done=done, moment=moment)
    agreed = promised if planned else _since_begun(declared)
    learned = _learned(amounts, agreed=agreed, done=done)
    counts = np.where(agreed > 0, done, 0.0)[-DECEMBER:]
    if learned is None or _is_unlike(amounts[-DECEMBER:], agreed=agreed[-DECEMBER:], done=counts, rate=learned.rate):
        learned = unknown_realisation(pooled.rate if planned else _level(amounts[-DECEMBER:], done=counts))
    months = _months_seen(
        amounts[-DECEMBER:], agreed=agreed[-DECEMBER:] * learned.season, done=done[-DECEMBER:], moment=moment
    )
    learned = replace(learned, months_spread=max(learned.months_spread, _apart(months.ratios, rate=learned.rate)))
    rate, spread = _this_year(months, learned=learned, completion=completion, planned=planned)
    if not planned:
        spread = float(np.hypot(spread, rate * LEVEL_DRIFT * np.sqrt((DECEMBER - moment.seen) / DECEMBER)))
    commitments = book.commitments_of(product) if planned else ()
    plans = learned_new_plans(commitments, first=moment.first, month=moment.month)
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
        promised = book.committed(product, first=moment.first, months=moment.months)
        if rows[:-DECEMBER].any() and promised.any():
            used += rows.sum(axis=1)
            agreed += promised
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


def _is_told_by_plans(amounts: Floats, *, promised: Floats, done: Floats, moment: Moment) -> bool:
    """Whether plans say at least a third of what is used in twelve months; what most of it is, they do not know otherwise.

    So it is where a neighbourhood only began to make plans: its rate of some euros used per euro agreed says nothing.
    """
    known = moment.month + 1 - moment.first
    last = slice(max(known - DECEMBER, 0), max(known, 0))
    counts = done[last] >= COMPLETE
    used = float((amounts[last][counts] / done[last][counts]).sum())
    return UNLIKE * float(promised[last][counts].sum()) >= used


def _since_begun(declared: Floats) -> Floats:
    """Ones from the first month of which anything was declared: what was not there yet is no month of nothing."""
    there = declared.any(axis=1)
    return np.where(np.arange(len(there)) >= there.argmax(), 1.0, 0.0)


def _is_unlike(amounts: Floats, *, agreed: Floats, done: Floats, rate: float) -> bool:
    """Whether this year's months are so far from earlier years that those say nothing of it, such as a year that only began."""
    counts = done >= COMPLETE
    due = float((agreed * done)[counts].sum())
    if counts.sum() < LEAST_TO_COMPARE or not due or not rate:
        return False
    part = float(amounts[counts].sum()) / due / rate
    return not 1 / UNLIKE <= part <= UNLIKE


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
