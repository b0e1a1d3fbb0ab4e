"""What a reader must know beside the figures: what is unknown, estimated, an example, or may count twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from waarde.lines import Line, Use
from waarde.situations import Case, Risk, all_lines, lines_when_nothing_changes, stops_of
from waarde.terms import Setting
from waarde.time_given import PersonHours
from waarde.uncertainty import Ranges

MIXED = "mixed"
ASSUMPTION = "assumption"

TEXTS = {
    "example-prices": "The prices are an example: do not decide on them.",
    "now-unknown": "What runs today is not known.",
    "nothing-unknown": "What is expected when nothing changes is not known.",
    "nothing-on-unknown-now": "What runs today is not known, so 'nothing' counts only what is written there.",
    "solution-unknown": "The plan has not been described.",
    "price-year-unknown": "The price year is not known of: {names}.",
    "price-years-mixed": "The prices are of different years: {years}.",
    "assumptions": "These prices are assumptions without a source: {names}.",
    "mixed-bearer": "Several parties together pay for: {names}.",
    "estimated-from-band": "The quantity was estimated from 'about how often': {names}.",
    "periods-and-dates": "The periods really used are counted for the part of the year between the dates: {names}.",
    "hours-unknown": "The unpaid hours are not known of: {names}.",
    "transfers": "Money that goes from one party to another counts per party and is zero in the total: {names}.",
    "realised-unconfirmed": "How these lines turned out was not confirmed yet: {names}.",
    "ends-with-plan": "These lines run now and are not in the plan, which counts them as ended: {names}.",
    "plan-without-risks": "With the plan no risk was counted: what is feared is taken not to happen.",
    "assumed-chances": "The chances were estimated as follows: {names}.",
    "prices-of-another-year": "The plan begins in {start}; the prices are of {years}.",
    "chances-of-groups": "A chance is about a group of people in such a situation, never about this person.",
    "no-ranges": "None of the prices has a range, so the figures look more certain than they are.",
    "some-ranges": "{with_range} of the {priced} prices have a range; the others stand still.",
    "stay-and-home": (
        "{stay} is a stay elsewhere, and {home} is help at home of the same person ({person}) in the same time. "
        "Say what stops during the stay, or both are counted."
    ),
    "cashable-unknown": "Which part can really be saved is not known of: {names}.",
}


@dataclass(frozen=True)
class Remark:
    """One remark: a stable key, an English text, and the values the text is filled in with."""

    key: str
    values: dict[str, object] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The remark in English."""
        return TEXTS[self.key].format(**self.values)


def remarks_of(
    case: Case,
    *,
    hours: Iterable[PersonHours],
    ranges: Ranges,
    cashable_unknown: Iterable[str],
) -> tuple[Remark, ...]:
    """All remarks of an analysis, the gravest first."""
    return (
        *_about_situations(case),
        *_once_each(_about_stays(case)),
        *_about_prices(case),
        *_about_lines(case, hours=hours),
        *_about_uncertainty(ranges),
        *_named("cashable-unknown", cashable_unknown),
    )


def _once_each(remarks: Iterable[Remark]) -> Iterable[Remark]:
    return {tuple(remark.values.values()): remark for remark in remarks}.values()


def _about_situations(case: Case) -> Iterator[Remark]:
    if case.price_list.example:
        yield Remark("example-prices")
    if case.now is None:
        yield Remark("now-unknown")
    if lines_when_nothing_changes(case) is None:
        yield Remark("nothing-unknown")
    elif case.now is None and case.nothing is not None and case.nothing.runs_on:
        yield Remark("nothing-on-unknown-now")
    if case.solution is None:
        yield Remark("solution-unknown")
    if case.risks:
        yield _chances(case.risks)
        yield Remark("chances-of-groups")
    if case.risks and case.solution is not None:
        yield Remark("plan-without-risks")
    yield from _named("ends-with-plan", _ended(case))
    yield from _named("realised-unconfirmed", case.unconfirmed)


def _chances(risks: Iterable[Risk]) -> Remark:
    """The chances as they were counted, each with its source; `list` holds them apart, for another language."""
    given = [{"risk": risk.shown, "chance": risk.chance, "source": risk.source.rstrip(".")} for risk in risks]
    names = (f"{one['risk']} {one['chance']:.0%} ({one['source'] or 'no source'})" for one in given)
    return Remark("assumed-chances", {"names": "; ".join(names), "list": given})


def _ended(case: Case) -> Iterator[str]:
    """Today's priced lines of which the plan has neither the name nor the price."""
    if case.solution is None:
        return
    names = {line.name for line in case.solution}
    prices = {line.price.key for line in case.solution if line.price}
    for line in case.now or ():
        if line.price and line.name not in names and line.price.key not in prices:
            yield line.name


def _about_prices(case: Case) -> Iterator[Remark]:
    prices = {line.price.key: line.price for line in all_lines(case) if line.price}
    yield from _named("price-year-unknown", (p.name for p in prices.values() if p.price_year is None))
    years = sorted({price.price_year for price in prices.values() if price.price_year is not None})
    if len(years) > 1:
        yield Remark("price-years-mixed", {"years": ", ".join(years)})
    if case.start is not None and years and str(case.start.year) not in years:
        yield Remark("prices-of-another-year", {"start": case.start.year, "years": ", ".join(years)})
    yield from _named("assumptions", (p.name for p in prices.values() if p.grade == ASSUMPTION))


def _about_lines(case: Case, *, hours: Iterable[PersonHours]) -> Iterator[Remark]:
    lines = list(all_lines(case))
    yield from _named("mixed-bearer", (line.name for line in lines if line.payer == MIXED))
    yield from _named("estimated-from-band", (x.name for x in lines if any(use.band for use in x.uses)))
    yield from _named(
        "periods-and-dates", (line.name for line in lines if any(_twice_limited(use) for use in line.uses))
    )
    yield from _named("hours-unknown", (person.who for person in hours if person.hours is None))
    yield from _named("transfers", (line.name for line in lines if line.beneficiary is not None))


def _twice_limited(use: Use) -> bool:
    return use.periods is not None and (use.begin is not None or use.end is not None)


def _about_uncertainty(ranges: Ranges) -> Iterator[Remark]:
    if ranges.priced and not ranges.with_range:
        yield Remark("no-ranges")
    elif ranges.with_range < ranges.priced:
        yield Remark("some-ranges", {"with_range": ranges.with_range, "priced": ranges.priced})


def _named(key: str, names: Iterable[str]) -> Iterator[Remark]:
    different = list(dict.fromkeys(names))
    if different:
        yield Remark(key, {"names": ", ".join(different), "list": different})


def _about_stays(case: Case) -> Iterator[Remark]:
    running = lines_when_nothing_changes(case) or ()
    for lines in (case.now, running, case.solution, case.realised):
        for stay in lines or ():
            yield from _overlaps(stay, lines or (), stopping=())
    for risk in case.risks:
        stopping = stops_of(risk, running=[line.name for line in running])
        for stay in risk.lines:
            yield from _overlaps(stay, (*running, *_others(risk, stay)), stopping=stopping)


def _others(risk: Risk, stay: Line) -> tuple[Line, ...]:
    return tuple(line for line in risk.lines if line is not stay)


def _overlaps(stay: Line, lines: Iterable[Line], *, stopping: Iterable[str]) -> Iterator[Remark]:
    if stay.price is None or stay.price.setting is not Setting.STAY:
        return
    for line in lines:
        at_home = line.price is not None and line.price.setting is Setting.HOME
        if at_home and line.person == stay.person and line.name not in stopping and run_together(stay, line):
            yield Remark("stay-and-home", {"stay": stay.name, "home": line.name, "person": stay.person or "-"})


def run_together(first: Line, second: Line) -> bool:
    """Whether two lines may run on the same day; without dates they may.

    >>> run_together(Line("a"), Line("b"))
    False
    """
    return any(
        (a.begin is None or b.end is None or a.begin <= b.end)
        and (b.begin is None or a.end is None or b.begin <= a.end)
        for a in first.uses
        for b in second.uses
    )
