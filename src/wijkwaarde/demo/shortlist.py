"""Keeps the example price list in the example neighbourhood, with fifteen of its prices and what the bands stand for."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

from waarde import Band, BandNorm, Frequency
from wijkwaarde import demo
from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.prices.actions import store_edition
from wijkwaarde.kernel.prices.queries import load_edition, prices_by_key
from wijkwaarde.kernel.shortlist.actions import keep_norm, put_on

PRICES = Path(demo.__file__).with_name("prices")
EDITION = PRICES / "example-2023.toml"
LISTS = PRICES / "example-lists.toml"
# In the order of the list; what each is known by in the words of people.
WORDS = {
    "BI": "begeleiding, begeleider",
    "HH": "hulp in huis, huishoud",
    "PV": "ochtendzorg, wijkverpleging, wassen en aankleden",
    "DL": "dagdeel, lichte dagbesteding",
    "DM": "dagbesteding, dagopvang",
    "VV": "vervoer naar de dagbesteding",
    "RZ": "logeer, respijt",
    "HA": "huisarts",
    "POH": "praktijkondersteuner",
    "GGZ": "ggz, psycholoog",
    "SHV": "schuldhulp",
    "JB": "jeugdhulp",
    "HW": "huis van de wijk, werkplaats, kapmiddag",
    "JC": "jobcoach, leerwerkplek",
    "LP": "leerplicht, opleiding",
}


def keep_shortlist(*, by: Actor, today: date) -> None:
    """Keep the example edition, the shortlist and the norms, as a command of the partnership."""
    stored = store_edition(load_edition(EDITION), by=by, today=today)
    rows = prices_by_key(stored)
    for key, words in WORDS.items():
        put_on(by=by, price_id=rows[key].pk, words=words)
    for norm in _norms():
        keep_norm(norm, by=by)


def _norms() -> list[BandNorm]:
    """The norms of the example lists."""
    rows = tomllib.loads(LISTS.read_text(encoding="utf-8"))["norm"]
    return [
        BandNorm(
            band=Band(row["band"]),
            quantity=row["quantity"],
            frequency=Frequency(row["frequency"]),
            source=row["source"],
            price=row["price"],
            since=row["since"],
        )
        for row in rows
    ]
