"""The agreement by which a result is shared: a dated rule and its options, checked; it shares nothing itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from waarde.attribution import TOLERANCE
from waarde.dividing import euros
from waarde.errors import WaardeError
from waarde.periods import Period


class SharedBy(StrEnum):
    """In proportion to what a result is divided over the parties."""

    EQUAL = "equal"
    INVESTMENT = "investment"
    USE = "use"
    KEY = "key"
    COSTS_FIRST = "costs-first"


KEYED = {SharedBy.KEY, SharedBy.COSTS_FIRST}


@dataclass(frozen=True)
class SettlementRule:
    """How a year's result is shared, agreed for the days from `begin` up to `until` (None: until further notice).

    Rates and corridors are parts of the year's budget, shares parts of one, caps whole cents. `key` is for KEY and
    COSTS_FIRST. `share` is what of the result is divided at all. `minimum_rate`: a smaller saving is not shared, a
    larger one from its first cent. A corridor is left out of what is shared, whatever the size. `quality_share` is what
    is left of a surplus when the agreed quality was not reached (None: no such condition). `case_cap` is up to where
    the costs of one case count. `without_vacancy` leaves out what was not spent since nobody could be hired.
    Errors: share-out-of-range, shares-above-all, cap-negative, key-missing.
    """

    name: str
    begin: date
    shared_by: SharedBy
    until: date | None = None
    key: Mapping[str, float] = field(default_factory=dict)
    share: float = 1.0
    minimum_rate: float = 0.0
    gain_corridor: float = 0.0
    loss_corridor: float = 0.0
    total_cap: int | None = None
    party_cap: int | None = None
    party_caps: Mapping[str, int] = field(default_factory=dict)
    quality_share: float | None = None
    case_cap: int | None = None
    without_vacancy: bool = True

    def __post_init__(self) -> None:
        parts = {"key": self.share, "minimum savings rate": self.minimum_rate, "quality": self.quality_share or 0.0}
        parts |= {"gain corridor": self.gain_corridor, "loss corridor": self.loss_corridor}
        for what, part in (*parts.items(), *self.key.items()):
            if not 0 <= part <= 1:
                raise WaardeError("share-out-of-range", where=f"rule '{self.name}'", got=part, who=what)
        if sum(self.key.values()) > 1 + TOLERANCE:
            raise WaardeError("shares-above-all", where=f"rule '{self.name}'", got=sum(self.key.values()))
        for cap in (self.total_cap, self.party_cap, self.case_cap, *self.party_caps.values()):
            if cap is not None and cap < 0:
                raise WaardeError("cap-negative", where=f"rule '{self.name}'", got=euros(cap))
        if self.shared_by in KEYED and not self.key:
            raise WaardeError("key-missing", where=f"rule '{self.name}'", got=self.shared_by.value)

    def holds_for(self, period: Period) -> bool:
        """Whether it was agreed before a period began and held until its end."""
        return self.begin <= period.begin and (self.until is None or self.until >= period.until)

    def cap_of(self, party: str) -> int | None:
        """The most that one party gets or pays, in cents; None when there is no cap."""
        return self.party_caps.get(party, self.party_cap)


def rule_in_force(rules: Iterable[SettlementRule], *, period: Period) -> SettlementRule:
    """The one rule that holds for the whole of a period. Errors: rule-missing, rule-twice.

    >>> thirds = SettlementRule("thirds", date(2018, 1, 1), SharedBy.EQUAL, until=date(2023, 1, 1))
    >>> rule_in_force([thirds], period=Period(date(2020, 1, 1), date(2021, 1, 1))).name
    'thirds'
    """
    found = [rule for rule in rules if rule.holds_for(period)]
    days = f"{period.begin.isoformat()} - {period.until.isoformat()}"
    if not found:
        raise WaardeError("rule-missing", where="settlement", got=days)
    if len(found) > 1:
        raise WaardeError("rule-twice", where="settlement", got=" and ".join(rule.name for rule in found), days=days)
    return found[0]
