"""What the pages ask to make an analysis and to say how it went: nothing that was filled in is passed over in silence."""

import re
from uuid import uuid4

import pytest

from tests.analyses.worked import agreed, entered, prepared
from waarde import HelpSource, PriceItem, Situation, Source, Unit
from wijkwaarde.instruments.micro_analysis.actions import make_analysis
from wijkwaarde.instruments.micro_analysis.models import MicroAnalysis
from wijkwaarde.instruments.micro_analysis.queries import unfilled
from wijkwaarde.instruments.micro_analysis.rules import Answers
from wijkwaarde.kernel.flows.queries import PlanAmounts
from wijkwaarde.kernel.flows.rules import Amount

GP = PriceItem("HA", "huisarts", 32.04, Unit.CONTACT, "zvw", Source("voorbeeld"))


def row(name, *, situation=Situation.SOLUTION, **told):
    return Amount(situation=situation, name=name, source=told.pop("source", HelpSource.EXISTING), proposed=True, **told)


def hidden(page, name):
    return re.search(rf'name="{name}"[^>]*value="([^"]*)"', page).group(1)


def made(cast, analyses):
    """An analysis of the plan as it stands, without risks."""
    with cast.acting("chantal") as by:
        ready = prepared(cast, analyses.key, by=by)
        none = Answers(now_is_known=False, risks=(), looked_along_id=None, base=ready.amounts.base)
        return make_analysis(none, by=by, prepared=ready, request_key=uuid4(), today=cast.today)


def as_agreed(page):
    """What somebody sends who says of every line that it went as agreed."""
    told = dict.fromkeys(re.findall(r'name="(turned_\d+)"', page), "as-agreed")
    return told | {name: hidden(page, name) for name in ("base", "request_key")}


def test_a_price_of_which_nobody_said_how_much_is_named_as_not_filled_in():
    plan = (row("De huisarts kijkt mee", price=GP), row("Wandelen", source=HelpSource.OWN_NETWORK))
    now = (row("Een brief", situation=Situation.NOW),)
    amounts = PlanAmounts(base=0, edition=None, now=now, plan=plan)
    assert unfilled(amounts, now_is_known=True) == ["De huisarts kijkt mee", "Een brief"]
    assert unfilled(amounts, now_is_known=False) == ["De huisarts kijkt mee"]


def test_a_risk_of_a_file_that_is_not_on_the_list_is_not_half_chosen(cast, analyses):
    analyses.store_prices()
    analyses.save("amina")
    agreed(cast, analyses.key, analyses.analysed("amina").analysis.case)
    browser = cast.browser("chantal", raises=True)
    address = f"{analyses.page}/maken"
    page = browser.get(address).content.decode()
    assert not re.search(r'name="level_\d"[^>]*checked', page)
    told = {"base": hidden(page, "base"), "request_key": hidden(page, "request_key"), "now": "unknown"}
    answer = browser.post(address, told | {"level_1": "middle"})
    assert answer.status_code == 302, "a level that cannot be taken back asks for no risk"


@pytest.mark.parametrize("how", ["as-agreed", "not"])
def test_a_number_beside_another_answer_is_asked_about(cast, analyses, how):
    entered(cast, analyses, "joey")
    made(cast, analyses)
    browser = cast.browser("chantal", raises=True)
    address = f"{analyses.page}/hoe-ging-het"
    page = browser.get(address).content.decode()
    assert "Hoeveel uur in het hele jaar?" in page
    told = as_agreed(page) | {"turned_1": how, "total_1": "104"}
    answer = browser.post(address, told)
    assert answer.status_code == 422
    assert "Je schreef ook een getal" in answer.content.decode()
    assert browser.post(address, told | {"total_1": ""}).status_code == 302


def test_answers_about_an_older_analysis_are_not_kept_with_the_lines_of_a_newer_one(cast, analyses):
    entered(cast, analyses, "joey")
    made(cast, analyses)
    browser = cast.browser("chantal", raises=True)
    address = f"{analyses.page}/hoe-ging-het"
    old = as_agreed(browser.get(address).content.decode())
    newer = made(cast, analyses)
    answer = browser.post(address, old, follow=True)
    assert answer.redirect_chain == [(address, 302)]
    assert "maakte net een nieuwe analyse" in answer.content.decode()
    with analyses.inside():
        assert MicroAnalysis.objects.latest("pk") == newer
    again = as_agreed(answer.content.decode())
    for _twice in range(2):
        assert browser.post(address, again).headers["Location"] == analyses.page
    with analyses.inside():
        assert MicroAnalysis.objects.filter(case=analyses.case).count() == 3


def test_what_stops_is_asked_about_where_nobody_knows_what_runs(cast, analyses):
    found = entered(cast, analyses, "gerrit")
    with cast.acting("chantal") as by:
        risk = next(key for key, one in prepared(cast, analyses.key, by=by).risks.items() if one.stop_days is not None)
    browser = cast.browser("chantal", raises=True)
    page = browser.get(f"{analyses.page}/maken").content.decode()
    told = {name: hidden(page, name) for name in ("base", "request_key")}
    told |= {"now": "unknown", "risk_1": risk, "level_1": "low", "stops_1": [found.case.now[0].name]}
    answer = browser.post(f"{analyses.page}/maken", told)
    assert answer.status_code == 422
    assert "Dan kan dit niet stoppen" in answer.content.decode().split('name="stops_1"')[0]
    assert browser.post(f"{analyses.page}/maken", told | {"stops_1": []}).status_code == 302
