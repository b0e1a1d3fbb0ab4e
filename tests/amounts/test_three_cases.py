"""The three worked cases, every line entered through the forms: the subtotals are those of the cases, to the cent."""

import tomllib

import pytest

from waarde import Case, FirstYear, PriceListUsed, analyse, cents, counted
from wijkwaarde import demo
from wijkwaarde.kernel.flows.models import Estimate
from wijkwaarde.kernel.flows.queries import line_of, totals_of

LISTED = {"name": "Voorbeeldprijslijst", "edition": "2023"}
ANY_YEAR = FirstYear(None)


def shipped(name):
    return tomllib.loads((demo.CASES / f"{name}.toml").read_text(encoding="utf-8"))


def number(value):
    return str(value).replace(".", ",")


def told(line, *, own):
    """A line of a case file as somebody types it in the form; help that changes on the way is one number of hours."""
    sent = {}
    if "steps" in line:
        sent |= {"price": line["price"], "quantity": "36", "per": "in-total"}
    elif line.get("price") in own:
        sent |= own_price(own[line["price"]], line=line)
    elif "price" in line:
        sent |= {"price": line["price"], **used(line)}
    if "beneficiary" in line:
        sent["beneficiary"] = line["beneficiary"]
    for place, one in enumerate(line.get("hours", ()), start=1):
        sent |= {f"who_{place}": one["who"], f"kind_{place}": one["kind"], f"hours_{place}": number(one["quantity"])}
        sent |= {f"hours_per_{place}": one["frequency"], f"hours_weeks_{place}": number(one.get("periods", ""))}
    return sent


def used(line):
    weeks = number(line.get("periods", ""))
    if "band" in line:
        return {"band": line["band"], "weeks": weeks}
    return {"quantity": number(line["quantity"]), "per": line["frequency"], "weeks": weeks}


def own_price(price, *, line):
    sent = {"price": "eigen", "own_name": price["name"], "own_value": number(price["value"]), "own_unit": price["unit"]}
    return sent | {"own_source": price["source"], "bearer": price["bearer"], **used(line)}


def entered(case, name):
    """Enter *Nu* and the plan of a shipped case; the amounts as they are read back."""
    file = shipped(name)
    own = {price["key"]: price for price in file.get("price", ())}
    lines = file["solution"]["line"]
    case.plan(*((line["what"], line.get("source")) for line in lines if line["what"] != "bijstand"))
    for one in case.found().now or ():
        assert case.post("/nu/weg", was=one.name, base=case.found().base).status_code == 302
    for line in file["now"]["line"]:
        on = {"runs_on": "on"} if line["what"] == "bijstand" else {}
        assert case.add(line["what"], **told(line, own=own), **on).status_code == 302, line["what"]
    for line in lines:
        if line["what"] != "bijstand":
            assert case.fill(line["what"], **told(line, own=own)).status_code == 302, line["what"]
    return case.found()


def total(amounts, *, once=None):
    """What the rows come to in the first year, as waarde counts them."""
    lines = [line_of(one) for one in amounts]
    own = [line for line in lines if line.price is not None and line.beneficiary is None]
    uses = [(line, use) for line in own for use in line.uses if once is None or (use.frequency == "once") is once]
    return cents(sum(counted(use, year=ANY_YEAR) * line.price.value for line, use in uses))


def hours(amounts):
    """Unpaid hours in a year by who gives them."""
    given = [one for amount in amounts for one in amount.hours]
    return {one.who: sum(counted(o.use, year=ANY_YEAR) for o in given if o.who == one.who) for one in given}


@pytest.mark.parametrize(
    ("name", "now", "plan", "once"),
    [
        ("amina", 8715.32, 13191.34, 8779.60),
        ("gerrit", 28118.02, 18278.98, 961.20),
        ("joey", 11556.06, 9027.44, 700.00),
    ],
)
def test_every_line_through_the_forms_gives_the_subtotals_of_the_case(name, now, plan, once, *, case):
    found = entered(case, name)
    assert total(found.now) == now
    assert total(found.plan) == plan
    assert total(found.plan, once=True) == once
    listed = PriceListUsed(found.edition.name, found.edition.edition, found.edition.price_year)
    whole = Case(name, listed, now=tuple(map(line_of, found.now)), solution=tuple(map(line_of, found.plan)))
    result = analyse(whole)
    assert cents(result.differences["planned"]) == cents(now - plan)
    with case.cast.acting("bram"):
        kept = totals_of(Estimate.objects.get(pk=found.base)).first_year
        assert [cents(kept[one]) for one in ("now", "solution")] == [now, plan]


def test_the_hours_of_people_stand_beside_the_euros(case):
    found = entered(case, "amina")
    assert hours(found.now) == {"Selma": 156}
    assert hours(found.plan) == {"Fatma": 52, "Amina": 162, "taalmaatje": 80, "Selma": 104}


def test_the_benefit_runs_on_in_the_plan_and_is_in_no_total(case):
    found = entered(case, "amina")
    benefit = next(one for one in found.plan if one.name == "bijstand")
    assert (benefit.runs_on, benefit.beneficiary, benefit.payer) == (True, "resident", "municipality-income-benefit")
    assert counted(benefit.use, year=ANY_YEAR) * benefit.price.value == pytest.approx(14913.84)
    assert "gaat van de een naar de ander: telt niet mee" in case.words()
