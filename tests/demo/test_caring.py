"""In the worked cases somebody cares along and gives marks of their own, as the cases tell it."""

from django.test import override_settings

from tests.cast import QUICK
from wijkwaarde.demo.crowd.build import build_crowd
from wijkwaarde.demo.neighbourhood import add
from wijkwaarde.kernel.cases.queries import case_for
from wijkwaarde.kernel.measurements.queries import marks_of_case

TOLD = {
    "De kappersstoel": ("Selma", [5, 7, 7]),
    "De fietsenmaker": ("Ineke", [4, 7, 7]),
    "Zestig uur": ("Sandra", [3, 6, 6]),
}


def test_selma_ineke_and_sandra_have_a_line_beside_the_residents(cast):
    with override_settings(PASSWORD_HASHERS=QUICK):
        found = [one for one in build_crowd(today=cast.today, add=add, count=5) if one.story.title in TOLD]
    assert len(found) == len(TOLD)
    for one in found:
        who, marks = TOLD[one.story.title]
        with cast.acting(one.story.contact) as by:
            seen = case_for(one.case.key, by=by, today=cast.today)
            told = marks_of_case(seen, by=by, today=cast.today)
        assert [mark for name, _moment, mark, _day in told if name == who] == marks
        assert len({name for name, *_rest in told}) == 2
