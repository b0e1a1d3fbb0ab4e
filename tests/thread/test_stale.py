"""A form that comes too late: both texts are shown, nothing is lost, and the same text twice is no quarrel."""

import re
from datetime import timedelta
from html import unescape

import pytest

from wijkwaarde.kernel.cases.models import Case
from wijkwaarde.kernel.plans.models import PlanLine, PlanVersion

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(cast):
    return cast.opened()


def sent(browser, address, **told):
    answer = browser.post(address, told)
    return answer.status_code, unescape(answer.content.decode())


def boxes(**told):
    return {"wants": "", "cans": "", "needs": "", "version": "2"} | told


def kept(cast, case):
    with cast.acting("amina"):
        found = Case.objects.get(key=case)
        return found.wants, found.cans, found.needs, found.version


def test_boxes_that_were_changed_meanwhile_are_shown_beside_ones_own(cast, case):
    address = f"/vraag/{case}/wil-kan-nodig"
    assert sent(cast.browser("chantal"), address, **boxes(wants="Van Chantal"))[0] == 302
    status, page = sent(cast.browser("amina"), address, **boxes(wants="Van Amina", cans="Zelf koken"))
    assert status == 409
    assert all(text in page for text in ("Van Chantal", "Van Amina", "Zelf koken"))
    assert kept(cast, case) == ("Van Chantal", "", "", 3)
    [version] = re.findall(r'name="version" value="(\d+)"', page)
    assert re.search(r"<textarea[^>]*name=\"wants\"[^>]*>\s*Van Amina", page), "the form holds what one wrote oneself"
    assert sent(cast.browser("amina"), address, **boxes(wants="Van allebei", version=version))[0] == 302
    assert kept(cast, case) == ("Van allebei", "", "", 4)


def test_the_same_boxes_written_by_both_are_saved_without_a_word(cast, case):
    address = f"/vraag/{case}/wil-kan-nodig"
    assert sent(cast.browser("chantal"), address, **boxes(wants="Rust"))[0] == 302
    assert sent(cast.browser("amina"), address, **boxes(wants="  Rust\r\n"))[0] == 302
    assert kept(cast, case) == ("Rust", "", "", 3)


def plan(version="0", **told):
    return {"version": version} | {name: str(value) for name, value in told.items()}


def written(cast, case):
    with cast.acting("amina"):
        lines = PlanLine.objects.filter(plan_version__plan__case__key=case).order_by("plan_version", "position")
        return [(line.what, line.who, line.before) for line in lines]


def test_a_plan_that_was_changed_meanwhile_is_shown_beside_ones_own_also_in_who_and_when(cast, case):
    address, day = f"/vraag/{case}/plan", cast.today + timedelta(days=3)
    first = plan(what_1="Bellen", who_1="Opa", before_1=day)
    assert sent(cast.browser("chantal"), address, **first)[0] == 302
    status, page = sent(
        cast.browser("amina"), address, **plan(what_1="Bellen", who_1="Oma", what_2="Koken", who_2="Oma")
    )
    assert status == 409
    assert all(text in page for text in ("Opa", "Oma", "Koken", str(day.day)))
    assert page.count("ww-two-texts") == 4, "who, when, and the second line whole"
    assert written(cast, case) == [("Bellen", "Opa", day)]
    [version] = re.findall(r'name="version" value="(\d+)"', page)
    mine = plan(version, what_1="Bellen", who_1="Oma", before_1=day, what_2="Koken", who_2="Oma")
    assert sent(cast.browser("amina"), address, **mine)[0] == 302
    assert written(cast, case) == [("Bellen", "Oma", day), ("Koken", "Oma", None)]


def test_the_same_plan_written_by_both_is_saved_once(cast, case):
    for who in ("chantal", "amina"):
        assert sent(cast.browser(who), f"/vraag/{case}/plan", **plan(what_1="Bellen", who_1="Opa"))[0] == 302
    assert written(cast, case) == [("Bellen", "Opa", None)]


def test_a_plan_that_was_agreed_meanwhile_is_not_overwritten(cast, case):
    amina, chantal = cast.browser("amina"), cast.browser("chantal")
    sent(chantal, f"/vraag/{case}/plan", **plan(what_1="Bellen", who_1="Opa"))
    assert sent(amina, f"/vraag/{case}/plan/ja", version="1")[0] == 302
    status, page = sent(chantal, f"/vraag/{case}/plan", **plan("1", what_1="Bellen en koken", who_1="Opa"))
    assert status == 409
    assert all(text in page for text in ("Bellen en koken", "Bellen"))
    assert written(cast, case) == [("Bellen", "Opa", None)]


def test_a_yes_on_an_old_page_is_no_yes_to_a_new_text(cast, case):
    amina, chantal = cast.browser("amina"), cast.browser("chantal")
    sent(chantal, f"/vraag/{case}/plan", **plan(what_1="Bellen", who_1="Opa"))
    sent(chantal, f"/vraag/{case}/plan", **plan("1", what_1="Iets heel anders", who_1="Opa"))
    answer = amina.post(f"/vraag/{case}/plan/ja", {"version": "1"}, follow=True)
    assert "Lees het eerst nog eens" in answer.content.decode()
    assert agreed(cast, case) == 0


def agreed(cast, case):
    with cast.acting("amina"):
        return PlanVersion.objects.filter(plan__case__key=case, agreed_on__isnull=False).count()


def test_a_page_from_before_the_yes_does_not_agree_to_the_draft_after_it(cast, case):
    amina, chantal = cast.browser("amina"), cast.browser("chantal")
    sent(chantal, f"/vraag/{case}/plan", **plan(what_1="Bellen", who_1="Opa"))
    sent(amina, f"/vraag/{case}/plan/ja", version="1")
    assert sent(chantal, f"/vraag/{case}/plan", **plan(what_1="Iets heel anders", who_1="Opa"))[0] == 302
    amina.post(f"/vraag/{case}/plan/ja", {"version": "1"})
    assert agreed(cast, case) == 1
    status, _page = sent(amina, f"/vraag/{case}/plan", **plan("1", what_1="Overschreven", who_1="Opa"))
    assert status == 409
    assert ("Iets heel anders", "Opa", None) in written(cast, case)


def test_a_line_that_somebody_else_moved_on_is_not_moved_back_by_an_old_page(cast, case):
    bram = cast.chosen(case, "bram")
    version = cast.agreed(case, ("Meekijken", bram))
    with cast.acting("amina"):
        line = version.lines.get().pk
    address = f"/vraag/{case}/plan/afspraak/{line}"
    assert sent(cast.browser("amina"), address, state="stopped")[0] == 302
    assert sent(cast.browser("bram"), address, state="done")[0] == 409
    assert sent(cast.browser("bram"), address, state="stopped")[0] == 302
