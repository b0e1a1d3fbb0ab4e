"""What stands beside the figures: what may count twice, what is estimated or unknown; and what a band stands for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
from spec.building import PRICES, a_price, case, costing, line, network, nothing, once, risk, total, unpaid, weekly

from waarde import (
    Band,
    BandNorm,
    Case,
    Frequency,
    Level,
    Line,
    PriceItem,
    Remark,
    RiskNorm,
    Setting,
    Unit,
    Use,
    analyse,
    use_of_band,
)

STAY = a_price(200, key="nursing home", setting=Setting.STAY)
HOME = a_price(30, key="home help", setting=Setting.HOME)


def remarks(whole: Case) -> dict[str, Remark]:
    """The remarks of a case by their key."""
    return {remark.key: remark for remark in analyse(whole, draws=100).remarks}


def stay(begin: date | None = None, end: date | None = None, person: str = "Gerrit") -> Line:
    """A stay elsewhere."""
    return Line("stay", STAY, (Use(100, Frequency.IN_TOTAL, begin=begin, end=end),), person=person)


def help_at_home(begin: date | None = None, end: date | None = None, person: str = "Gerrit") -> Line:
    """Help at home."""
    return Line("help", HOME, (Use(2, Frequency.WEEK, begin=begin, end=end),), person=person)


JUNE, JULY = date(2023, 6, 30), date(2023, 7, 1)


@pytest.mark.parametrize(
    ("lines", "warned"),
    [
        ((stay(), help_at_home()), True),
        ((stay(), help_at_home(person="Ineke")), False),
        ((stay(), stay(person="Ineke")), False),
        ((stay(begin=JULY), help_at_home(end=JUNE)), False),
        ((stay(begin=JUNE), help_at_home(end=JUNE)), True),
        ((stay(end=JUNE), help_at_home(begin=JULY)), False),
    ],
)
def test_a_stay_and_help_at_home_in_the_same_time_are_told(lines: Sequence[Line], warned: bool) -> None:
    names = [f"{number}" for number, _ in enumerate(lines)]
    named = tuple(Line(name, x.price, x.uses, person=x.person) for name, x in zip(names, lines, strict=True))
    assert ("stay-and-home" in remarks(case("both", start=date(2023, 1, 1), solution=named))) is warned


@pytest.mark.parametrize(("stops", "warned"), [((), True), (("help",), False), (("everything",), False)])
def test_saying_what_stops_takes_the_warning_away(stops: tuple[str, ...], warned: bool) -> None:
    happens = risk("falls", 0.3, stay(), stops=stops, days=100 if stops else 0)
    found = remarks(case("stops", now=(help_at_home(),), nothing=nothing(happens)))
    assert ("stay-and-home" in found) is warned
    if warned:
        assert found["stay-and-home"].values == {"stay": "stay", "home": "help", "person": "Gerrit"}


def test_what_a_reader_must_know() -> None:
    wide = a_price(10, key="wide", low=5, high=15, price_year="2022", grade="assumption", bearer="mixed")
    lines = (
        Line("several pay", wide, (Use(1, Frequency.WEEK, band=Band.EVERY_WEEK),)),
        line("BIJ", once(1), name="benefit", beneficiary="resident"),
        costing("no year", 5),
        unpaid("unknown", network("Selma")),
    )
    found = remarks(case("remarks", now=lines, nothing=nothing(risk("r", 0.1)), solution=()))
    names = {key: one.values.get("names") for key, one in found.items()}
    assert names.items() >= {
        "mixed-bearer": "several pay", "estimated-from-band": "several pay", "assumptions": "wide",
        "transfers": "benefit", "price-year-unknown": "no year", "hours-unknown": "Selma",
        "cashable-unknown": "fund, mixed, municipality-income-benefit",
    }.items()  # fmt: skip
    assert found["price-years-mixed"].values == {"years": "2022, 2023"}
    assert found["some-ranges"].values == {"with_range": 1, "priced": 3}
    assert {"example-prices", "chances-of-groups"} <= set(found)
    assert all(remark.text for remark in found.values())


def test_nothing_is_said_where_all_is_known() -> None:
    known = (line("HH", weekly(2)), line("HA", total(3)))
    found = remarks(case("known", now=known, nothing=nothing(), solution=known))
    assert set(found) == {"example-prices", "no-ranges"}


OF_PRICE = BandNorm(Band.EVERY_WEEK, 1.5, Frequency.WEEK, "of the price", price="HH")
OF_UNIT = BandNorm(Band.EVERY_WEEK, 3.0, Frequency.WEEK, "of the hour", unit=Unit.HOUR)
OF_OTHERS = BandNorm(Band.EVERY_DAY, 7.0, Frequency.WEEK, "another band", unit=Unit.HOUR)


@pytest.mark.parametrize(
    ("price", "quantity", "norm"),
    [(PRICES["HH"], 1.5, "of the price"), (PRICES["BI"], 3.0, "of the hour")],
)
def test_a_band_is_that_of_its_price_and_else_that_of_its_unit(price: PriceItem, quantity: float, norm: str) -> None:
    for norms in ([OF_OTHERS, OF_UNIT, OF_PRICE], [OF_PRICE, OF_UNIT, OF_OTHERS]):
        use = use_of_band(Band.EVERY_WEEK, price=price, norms=norms, periods=40, begin=JUNE, end=JULY)
        assert use == Use(quantity, Frequency.WEEK, 40, JUNE, JULY, band=Band.EVERY_WEEK, norm=norm)


def test_a_risk_of_the_list_has_three_chances() -> None:
    norm = RiskNorm("eviction", "eviction", 0.10, 0.35, 0.60, "list of 2023")
    assert [norm.chance(level) for level in Level] == [0.10, 0.35, 0.60]


def test_what_runs_now_and_is_not_in_the_plan_is_named() -> None:
    """A line that is forgotten in the plan must not become a saving in silence."""
    found = remarks(case("c", now=(costing("help", 100), costing("taxi", 5)), solution=(costing("help", 100),)))
    assert found["ends-with-plan"].values["list"] == ["taxi"]
    assert "ends-with-plan" not in remarks(case("c", now=(costing("help", 100),), solution=(costing("help", 50),)))
    assert "ends-with-plan" not in remarks(case("c", now=(costing("help", 100),)))
    renamed = (line("HH", weekly(1), name="less help"),)
    assert "ends-with-plan" not in remarks(case("c", now=(line("HH", weekly(2), name="help"),), solution=renamed))


def test_how_chances_were_estimated_and_that_the_plan_has_none_is_said() -> None:
    found = remarks(case("c", nothing=nothing(risk("fall", 0.35, costing("x", 100))), solution=()))
    assert found["assumed-chances"].values["list"] == [{"risk": "fall", "chance": 0.35, "source": ""}]
    assert found["assumed-chances"].text == "The chances were estimated as follows: fall 35% (no source)."
    assert "plan-without-risks" in found
    assert "chances-of-groups" in found


def test_prices_of_another_year_than_the_plan_are_named() -> None:
    plan = (costing("help", 100, price_year="2023"),)
    assert remarks(case("c", start=date(2026, 12, 1), solution=plan))["prices-of-another-year"].values == {
        "start": 2026,
        "years": "2023",
    }
    assert "prices-of-another-year" not in remarks(case("c", start=date(2023, 1, 1), solution=plan))


def test_a_stay_and_help_at_home_are_told_once_however_many_situations_have_both() -> None:
    both = (stay(), Line("help", HOME, (weekly(2),), person="Gerrit"))
    told = [r for r in analyse(case("c", now=both, solution=both), draws=100).remarks if r.key == "stay-and-home"]
    assert len(told) == 1
