"""Puts the risks of the example on the partnership's list: chances from the shipped list, and what each costs when it happens."""

from __future__ import annotations

from datetime import date
from typing import Any

from waarde import RiskNorm
from wijkwaarde import demo
from wijkwaarde.instruments.micro_analysis.actions import list_risk
from wijkwaarde.instruments.micro_analysis.case_file.book import read_risk_norm
from wijkwaarde.instruments.micro_analysis.case_file.reader import open_list
from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.prices.queries import stored_edition

LISTS = "example-lists.toml"
LIST_NAME, LIST_EDITION = "Voorbeeldprijslijst", "2023"
SINCE = date(2023, 1, 1)
ONCE, IN_TOTAL = "once", "in-total"
BOOK = "Samenwerken aan leefbare en vitale buurten. Zo doen we dat! Casus de fiets"
# What a risk costs when it happens, as in the shipped cases, and for how many days what runs at home then stops.
COSTS: dict[str, tuple[tuple[tuple[str, str, float, str], ...], float | None]] = {
    "eviction": ((("huisuitzetting", "UITZ", 1, ONCE), ("vier maanden opvang", "OPV", 4, IN_TOTAL)), None),
    "debt-help-later": ((("schuldhulp, alsnog", "SHV", 1, ONCE),), None),
    "more-mental-care": ((("extra gesprekken ggz", "GGZ", 15, IN_TOTAL),), None),
    "carer-drops-out": ((("drie weken logeren", "RZ", 21, IN_TOTAL),), None),
    "nursing-home": ((("een half jaar verpleeghuis", "WLZ", 183, IN_TOTAL),), 183),
    "emergency-department": ((("spoedeisende hulp", "SEH", 1, ONCE),), None),
    "locked-up": (
        (
            ("zestig dagen jeugdgevangenis", "JJI", 60, IN_TOTAL),
            ("daarna vier maanden ergens anders wonen", "JV", 120, IN_TOTAL),
        ),
        180,
    ),
}
# The book counts three placements without a chance, so every level is that certainty: our reading, and said so.
PLACED = RiskNorm(
    "children-placed",
    "drie kinderen uit huis geplaatst",
    1.0,
    1.0,
    1.0,
    "De bron rekent met drie plaatsingen, zonder kans.",
)
PLACED_LINE = {
    "name": "drie kinderen uit huis",
    "quantity": 3,
    "frequency": ONCE,
    "own_price": {
        "key": "placement",
        "name": "uithuisplaatsing",
        "value": 40000,
        "unit": "piece",
        "bearer": "municipality-youth",
        "source": BOOK,
    },
}


def keep_risks(*, by: Actor) -> None:
    """Put the example's risks on the list of the partnership, with the prices of the example list that it keeps."""
    edition = stored_edition(by=by, name=LIST_NAME, edition=LIST_EDITION)
    listed = open_list(demo.CASES.parent / "prices" / LISTS)
    norms = {norm.key: norm for norm in map(read_risk_norm, listed.tables("risk"))}
    for key, (lines, stop_days) in COSTS.items():
        list_risk(norms[key], lines=map(_line, lines), since=SINCE, by=by, edition=edition, stop_days=stop_days)
    list_risk(PLACED, lines=[PLACED_LINE], since=SINCE, by=by, edition=edition)


def _line(told: tuple[str, str, float, str]) -> dict[str, Any]:
    name, price, quantity, frequency = told
    return {"name": name, "price": price, "quantity": quantity, "frequency": frequency}
