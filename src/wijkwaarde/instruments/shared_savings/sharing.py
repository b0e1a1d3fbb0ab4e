"""Years that are about to be shared, or were: what they came to, and what the settlement that holds now gave; it writes nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import Any

from waarde import Settlement
from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.agreements import rules
from wijkwaarde.kernel.agreements.queries import SeenAgreement, paid_by, settled_shares, standing
from wijkwaarde.kernel.agreements.rules import Span
from wijkwaarde.kernel.year_results.queries import figures_until
from wijkwaarde.kernel.year_results.rules import Figures, Taking, together


class Sharing:
    """The years of a text with everything that is known of them. Errors: NotFound without a budget."""

    def __init__(self, seen: SeenAgreement, *, span: Span, by: Actor, today: date) -> None:
        self.seen, self.span = seen, span
        known = min(span.last, max(today.year - 1, span.first))
        self.told = figures_until(known, first=span.first, by=by, parties=seen.parties)
        self.years = {year: self.told[year] for year in span.years if year in self.told}
        self.figures = together(list(self.years.values()))
        self.settled = settled_shares(by=by, span=span)
        self.now = standing(self.settled)
        self.is_over = today >= span.period.until

    @property
    def has_more(self) -> bool:
        """Whether several years are shared as one."""
        return self.span.first != self.span.last

    @property
    def until(self) -> int:
        """The last year of which something is known."""
        return max(self.years)

    @property
    def is_provisional(self) -> bool:
        """Whether they were shared provisionally, and not definitively."""
        return any(not one.is_definitive for one, _shares in self.now)

    @property
    def corrects(self) -> bool:
        """Whether they were shared definitively, so that the next time corrects it."""
        return any(one.is_definitive for one, _shares in self.now)

    @property
    def last(self) -> int | None:
        """The settlement that holds now, which can be undone; None where nothing was settled."""
        return next((one.pk for one, _shares in self.now), None)

    @property
    def why(self) -> list[str]:
        """Why what was settled was corrected."""
        return [one.why for one, _shares in self.settled if one.why and one.undone_on is None]

    @cached_property
    def stands(self) -> Figures | None:
        """The figures of the settlement that holds now; None where nothing was settled."""
        return next((_figures(one.figures) for one, _shares in self.now), None)

    @property
    def start(self) -> Figures:
        """What the years came to by now, with what was typed when they were shared the last time."""
        if self.stands is None:
            return self.figures
        typed, costs = self.stands, {one.code: one.costs for one in self.stands.parties}
        parties = tuple(replace(one, costs=costs.get(one.code, one.costs)) for one in self.figures.parties)
        return replace(
            self.figures,
            parties=parties,
            vacancy=typed.vacancy,
            case_costs=typed.case_costs,
            quality_met=typed.quality_met,
            found_in=typed.found_in,
        )

    @property
    def gave(self) -> Settlement | None:
        """What the settlement that holds now gave, counted again from its figures; None where the text is another one now."""
        held = next((one for one, _shares in self.now), None)
        if self.stands is None or held is None or held.version.number != self.seen.number:
            return None
        return self.counted(self.stands)

    @property
    def paid(self) -> dict[str, int]:
        """What each party got by it, by its code. Errors: Refused where somebody is no party any more."""
        return paid_by(self.seen, [share for _settled, shares in self.now for share in shares])

    def counted(self, figures: Figures) -> Settlement:
        """What each party would get from these figures. Errors: Refused."""
        paid_by(self.seen, [share for _settled, shares in self.now for share in shares])
        rule = rules.rule_of(self.seen.terms, name=self.seen.title, begin=self.seen.begin, until=self.seen.until)
        return rules.settled(figures, span=self.span, rule=rule)


def _figures(told: dict[str, Any]) -> Figures:
    """What was kept, as it was."""
    parties = tuple(
        Taking(**{**one, "left_on": date.fromisoformat(one["left_on"]) if one["left_on"] else None})
        for one in told["parties"]
    )
    return Figures(**{**told, "parties": parties, "case_costs": tuple(told["case_costs"])})
