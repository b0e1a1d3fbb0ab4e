"""The gallery shows every component, and its long list really sorts and turns its pages."""

from pathlib import Path

import pytest
from django.http import QueryDict
from django.test import Client

from wijkwaarde.web.gallery.samples import many
from wijkwaarde.web.listing import PAGE, SORT, paging

COMPONENTS = Path(__file__).resolve().parents[1] / "templates" / "components"


@pytest.mark.django_db
def test_every_component_is_shown_in_the_gallery():
    shown = {template.name for template in Client().get("/componenten").templates}
    assert {f"components/{path.name}" for path in COMPONENTS.glob("*.html")} <= shown


@pytest.mark.parametrize("path", sorted(COMPONENTS.glob("*.html")), ids=lambda path: path.name)
def test_every_component_says_on_top_what_it_is_and_what_it_needs(path):
    assert "{# " in path.read_text().partition("\n{% i")[0][:300]


def test_the_pages_of_a_long_list_keep_what_was_asked_and_leave_gaps():
    found = paging(QueryDict("q=fiets&bladzijde=5"), current=5, last=9)
    assert [link.number for link in found.links] == [1, 0, 4, 5, 6, 0, 9]
    assert found.previous == f"?q=fiets&{PAGE}=4"
    assert found.next == f"?q=fiets&{PAGE}=6"


def test_the_first_page_has_no_previous_and_the_last_no_next():
    assert paging(QueryDict(""), current=1, last=2).previous == ""
    assert paging(QueryDict(""), current=2, last=2).next == ""


def test_a_head_sorts_the_other_way_the_second_time_and_goes_to_the_first_page():
    columns = {column.name: column for column in many(QueryDict(f"{SORT}=uren&{PAGE}=3")).table.columns}
    assert columns["Uren"].sorted == "ascending"
    assert columns["Uren"].url == f"?{SORT}=-uren"
    assert columns["Wat"].url == f"?{SORT}=wat"
    assert columns["Wie"].url == ""


@pytest.mark.parametrize("asked", ["0", "-3", "99999999999999999999", "abc", "²", ""])
def test_a_page_number_that_is_none_gives_a_page_that_exists(asked):
    assert 1 <= many(QueryDict(f"{PAGE}={asked}")).paging.current <= 5
