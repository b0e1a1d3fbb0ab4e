"""The bicycle and the three worked cases as people live them: from the first sentence to what it came to, every amount as it should be."""

import re
from pathlib import Path
from uuid import UUID

import pytest

from tests.browser.visits import DESK, PHONE, check_axe, check_quiet
from tests.browser.worked import MARKS, RESIDENTS, Worked
from waarde import Difference, Situation, cents
from wijkwaarde.instruments.micro_analysis.queries import analysis_for
from wijkwaarde.web.format import Money, percent

pytestmark = pytest.mark.browser
CASES = ["bicycle", "amina", "gerrit", "joey"]
EFFORT = Path(__file__).parents[2] / "docs" / "reference" / "effort.md"
ROW = re.compile(r"\| (\w+) \| ([\w-]+) \| (\d+) \| (\d+) \| (\d+) \|")


@pytest.mark.parametrize("name", CASES)
def test_a_case_is_lived_from_the_first_sentence_to_what_it_came_to(visit, name):
    worked = Worked(visit, name)
    worked.asks()
    worked.gives(MARKS[name][0])
    worked.agrees()
    worked.takes()
    worked.analyses()
    figures_are_right(worked)
    for mark in MARKS[name][1:]:
        worked.time_passes(43 if mark == MARKS[name][1] else 180)
        worked.gives(mark)
    if worked.case.realised:
        worked.confirms()
        realised_is_right(worked)
    others_see_what_they_may(worked)
    effort_is_as_written(worked)


def effort_is_as_written(worked):
    """What it asks of a professional stands in the docs, to the field and the click."""
    rows = {(case, part): tuple(map(int, told)) for case, part, *told in ROW.findall(EFFORT.read_text())}
    asked = {part: (len(one.fields), one.clicks, one.seconds) for part, one in worked.tallies.items() if one.fields}
    assert asked == {part: told for (case, part), told in rows.items() if case == worked.name}
    risks = len(worked.case.risks)
    assert asked["analysis"][0] == 5 + 3 * (risks - 1)


def saved(worked):
    """The newest analysis as the contact sees it."""
    with worked.neighbourhood.database() as cast, cast.acting("chantal") as by:
        return analysis_for(UUID(worked.key), by=by, today=cast.today).analysed.analysis


def figures_are_right(worked):
    found, wanted = saved(worked), worked.found.analysis
    for situation in (Situation.NOW, Situation.NOTHING, Situation.SOLUTION):
        assert amount(found, situation) == amount(wanted, situation), situation
    assert cents(found.differences[Difference.CLAIMED]) == cents(wanted.differences[Difference.CLAIMED])
    shown = worked.contact.locator("main").inner_text()
    whole = Money("EUR").whole(wanted.totals.first_year[Situation.SOLUTION])
    assert whole in shown
    check_axe(worked.contact)


def realised_is_right(worked):
    found, wanted = saved(worked), worked.found.analysis
    assert amount(found, Situation.REALISED) == amount(wanted, Situation.REALISED)
    assert (
        Money("EUR").whole(wanted.totals.first_year[Situation.REALISED]) in worked.contact.locator("main").inner_text()
    )
    given = [mark.mark for mark in found.case.marks if mark.who == RESIDENTS[worked.name]]
    assert given == list(MARKS[worked.name])


def amount(analysis, situation):
    told = analysis.totals.first_year[situation]
    return None if told is None else cents(told)


def others_see_what_they_may(worked):
    """The resident sees no amount until they ask, and never a chance; a manager and an outsider see nothing."""
    resident = worked.resident
    resident.goto(f"{worked.at()}/micro-analyse")
    assert "€" not in resident.locator("main").inner_text()
    check_quiet(resident, names=[RESIDENTS[worked.name]], words=worked.texts.question)
    resident.goto(f"{worked.at()}/micro-analyse?bedragen=aan")
    told = resident.locator("main").text_content()
    chances = [percent(risk.chance, digits=0) for risk in worked.case.risks if risk.chance < 1]
    assert not [chance for chance in chances if chance in told]
    assert resident.goto(f"{worked.at()}/bedragen").status == 404
    for who, width in (("marieke", DESK), ("dirk", PHONE)):
        page = worked.visit(who=who, width=width)
        assert page.goto(f"{worked.at()}/micro-analyse").status == 404
