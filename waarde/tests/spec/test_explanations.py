"""What an explanation tells: currency, where a price stands, what stopped a line, whose hours, what is cashable."""

from __future__ import annotations

from dataclasses import replace

from spec.building import LIST, a_price, case, costing, line, network, nothing, once, risk, unpaid, weekly

from waarde import Case, Cashable, Explained, Line, analyse, to_json


def explained(whole: Case, key: str) -> Explained:
    """One tree of a case."""
    return analyse(whole, draws=100).explanations[key]


def test_a_figure_is_in_the_currency_of_its_price_list() -> None:
    pounds = replace(LIST, currency="GBP")
    whole = Case("c", pounds, solution=(costing("bus", 2, currency="GBP"),))
    assert explained(whole, "solution").unit == "GBP"
    assert to_json(analyse(whole, draws=100))["explanation"]["value"] == 2.0


def test_a_price_that_was_written_in_the_case_is_in_no_list() -> None:
    own = Line("course", a_price(350, key="course", own=True), (once(1),))
    tree = explained(case("c", solution=(own, costing("help", 5))), "solution")
    prices = {part.text: part.parts[-1].inputs for part in tree.parts[0].parts}
    assert (prices["course"]["price_list"], prices["course"]["example"]) == ("in the case file", False)
    assert (prices["help"]["price_list"], prices["help"]["example"]) == (LIST.name, True)


def test_what_is_left_of_a_line_says_which_risk_stopped_it() -> None:
    whole = case(
        "c", now=(line("HH", weekly(2), name="help"),), nothing=nothing(risk("stay", 0.3, stops=("help",), days=183))
    )
    [help_at_home] = explained(whole, "nothing").parts[1].parts
    assert help_at_home.inputs["stopped_by"] == [{"risk": "stay", "chance": 0.3, "days": 183}]


def test_hours_say_whose_they_are_and_in_which_line() -> None:
    whole = case("c", solution=(unpaid("walks", network("Ton", weekly(2))), unpaid("talks", network("Lot"))))
    tree = explained(whole, "hours.solution.own-network")
    assert tree.value is None
    assert [(part.text, part.value) for part in tree.parts] == [("Ton", 104.0), ("Lot", None)]
    assert tree.parts[0].parts[0].parts[0].inputs["quantity"] == 2


def test_what_is_cashable_says_of_which_gain() -> None:
    whole = case(
        "c",
        nothing=nothing(lines=(costing("stay", 1000),)),
        solution=(),
        cashable=(Cashable("fund", 0.4, "2028", "contract"),),
    )
    tree = explained(whole, "cashable.fund")
    assert (tree.value, tree.inputs["share"], tree.inputs["when"]) == (400.0, 0.4, "2028")
    assert [(part.key, part.value) for part in tree.parts] == [("gain.claimed.fund", 1000.0)]
