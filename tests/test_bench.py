"""The benchmark still runs from end to end, gives the totals of a spreadsheet, and would notice a wrong one."""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bench import spreadsheet
from bench.made import made_case, made_prices
from bench.measures import SIZES, Measured, measure
from bench.page import page
from bench.web.measured import MOST_LOADED_KB, MOST_QUERIES
from bench.web.rounds import ratio
from bench.web.server import processor_of

TINY = SIZES["tiny"]


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> Measured:
    place, with_sheet = tmp_path_factory.mktemp("bench"), bool(spreadsheet.program())
    # In a thread of its own: after a browser test this one has a loop that runs, and the clients want theirs.
    with ThreadPoolExecutor(max_workers=1) as pool:
        return pool.submit(measure, TINY, place=place, with_sheet=with_sheet).result()


def test_every_case_of_the_largest_folder_has_its_totals(measured: Measured) -> None:
    assert len(measured.folders.totals) == TINY.folders[-1]
    now, nothing, solution, _realised = measured.folders.totals["casus-000003"]
    assert now
    assert nothing
    assert solution


def test_a_spreadsheet_gives_the_same_totals(measured: Measured) -> None:
    if measured.sheet is None:
        pytest.skip("NOT HELD TO A SPREADSHEET: LibreOffice Calc is not here: apt install libreoffice-calc-nogui")
    assert measured.sheet.differences == ()


def test_a_cent_a_case_or_a_sum_too_much_is_noticed() -> None:
    ours = {"a": (100, 200, 300, None), "b": (1, 2, 3, 4)}
    sums = (101, 202, 303, 4)
    assert spreadsheet.differences(ours, theirs=dict(ours), sums=sums) == []
    assert len(spreadsheet.differences(ours, theirs=ours | {"a": (100, 201, 300, None)}, sums=sums)) == 1
    assert len(spreadsheet.differences(ours, theirs={"a": ours["a"]}, sums=sums)) == 1
    assert len(spreadsheet.differences(ours, theirs=ours | {"b": (1, 2, 3, None)}, sums=sums)) == 1
    assert len(spreadsheet.differences(ours, theirs=dict(ours), sums=(101, 202, 303, 5))) == 1


def test_the_page_tells_everything_and_no_place_of_this_machine(measured: Measured) -> None:
    text = page(measured, size=TINY, named="tiny", facts={"Processor": "one"}, day="2026-01-01")
    for heading in (
        "One case",
        "A folder of",
        "in a spreadsheet",
        "Page, paper",
        "A long price list",
        "W1",
        "W2",
        "W3",
        "B1",
    ):
        assert heading in text
    assert str(Path.home()) not in text


def test_the_same_number_gives_the_same_case_whatever_else_is_made() -> None:
    prices = made_prices()
    assert made_case(7, prices=prices) == made_case(7, prices=prices)
    assert made_case(7, prices=prices) != made_case(8, prices=prices)


def test_every_page_of_the_site_answers_fifty_people_with_few_queries_and_little_to_load(measured: Measured) -> None:
    assert measured.web.absent == ()
    assert len(measured.web.pages) >= 12
    for one in measured.web.pages:
        assert one.queries <= MOST_QUERIES, one.times.name
        assert 0 < one.weight.loaded <= MOST_LOADED_KB, one.times.name


def test_a_role_that_passes_by_the_policies_is_timed_beside_the_site_in_two_partnerships(measured: Measured) -> None:
    assert {partnerships for _table, _rows, partnerships in measured.web.policies.rows} == {2}
    for one in measured.web.policies.statements:
        assert len(one.with_policies) == len(one.without) > 0, one.name


def test_what_disturbs_one_round_does_not_move_the_ratio() -> None:
    assert ratio([4.0, 40.0, 4.0], [2.0, 20.0, 2.0]) == 2.0
    assert ratio([4.0, 4.0, 90.0], [2.0, 2.0, 2.0]) == 2.0


def test_the_processor_of_a_process_and_its_children_is_counted() -> None:
    before = processor_of((os.getpid(),))
    sum(number * number for number in range(3_000_000))
    assert processor_of((os.getpid(),)) > before
