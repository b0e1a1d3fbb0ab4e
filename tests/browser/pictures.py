"""Makes the pictures in docs/pictures: `.venv/bin/python -m pytest tests/browser/pictures.py`; it judges nothing but their size."""

import io
import re
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from django.utils import timezone
from PIL import Image

from tests.browser.served import serving
from tests.browser.visits import DESK, PHONE, field, press
from wijkwaarde.demo.analyses import keep_checked
from wijkwaarde.demo.cast import PASSWORD
from wijkwaarde.demo.crowd.build import analysed_cases, build_crowd
from wijkwaarde.demo.crowd.people import NEWCOMER
from wijkwaarde.demo.money.build import build_money
from wijkwaarde.demo.money.daily import spend_and_give
from wijkwaarde.demo.money.promised import promise
from wijkwaarde.demo.money.share import share_first_year
from wijkwaarde.demo.money.sign import sign_base_year
from wijkwaarde.demo.neighbourhood import actor, add
from wijkwaarde.kernel.cases.queries import own_cases
from wijkwaarde.kernel.round_tables.actions import plan_table
from wijkwaarde.kernel.round_tables.rules import NewTable
from wijkwaarde.kernel.round_tables.terms import Kind

FOLDER = Path(__file__).parents[2] / "docs" / "pictures"
COLOURS = 64
LARGEST = 120_000
HEIGHT = {PHONE: 780, DESK: 800}
REQUEST = UUID("00000000-0000-4000-8000-0000000000f9")
QUESTION = "Mijn dochter slaapt slecht en de buren klagen. Ik weet niet wie ik moet bellen."


@pytest.fixture(scope="module")
def neighbourhood(committed_cast, django_db_blocker, tmp_path_factory):
    """The large neighbourhood as the demo has it: Nadia still has to ask, Amina has a whole case."""
    with django_db_blocker.unblock(), serving(tmp_path_factory.mktemp("pictures"), crowded=False) as found:
        with found.database() as cast:
            crowd = build_crowd(today=cast.today, add=add)
            keep_checked(analysed_cases(crowd, today=cast.today), today=cast.today)
            keep_budget(crowd, today=cast.today)
            found.key, found.table = meets_again(cast)
        yield found


def keep_budget(crowd, *, today):
    """The budget as the demo has it, with a year that was shared and published, purses and hours."""

    def acting(key):
        return actor(key, today=today)

    karel = acting("karel")
    budget = build_money(by=karel, today=today, promised=promise(crowd, by=karel))
    sign_base_year(budget, acting=acting)
    share_first_year(budget, acting=acting, today=today)
    spend_and_give(acting=acting, today=today)


def meets_again(cast):
    """Amina's key, and the table that she plans for a Tuesday soon."""
    days = 8 - cast.today.weekday()
    starts_at = (timezone.localtime() + timedelta(days=days)).replace(hour=14, minute=0, second=0, microsecond=0)
    new = NewTable(Kind.BIG, starts_at, 60, "Bij mij thuis", guests=("zus Selma", "buurvrouw Fatma"))
    with cast.acting("amina") as by:
        key = own_cases(by=by, today=cast.today).get().key
        return key, plan_table(by=by, seen=cast.seen(key, by=by), new=new, request_key=REQUEST, now=timezone.now()).pk


def test_the_pictures_of_a_first_question_are_made(visit):
    nadia = visit(width=PHONE, height=HEIGHT[PHONE])
    press(nadia, "Inloggen")
    field(nadia, "E-mailadres").fill(NEWCOMER.email)
    field(nadia, "Wachtwoord").fill(PASSWORD)
    press(nadia, "Inloggen")
    nadia.goto("/vraag")
    field(nadia, "Wat is er aan de hand?").fill(QUESTION)
    keep(nadia, "question")
    press(nadia, "Versturen")
    keep(nadia, "contact")
    at = nadia.url
    nadia.goto(f"{at}/cijfer")
    nadia.locator("label").filter(has_text=re.compile(r"^\s*4\s*$")).click()
    keep(nadia, "mark")
    nadia.goto(f"{at}/erbij")
    keep(nadia, "choose")


def test_the_pictures_of_a_whole_case_are_made(visit):
    found = visit.neighbourhood
    amina = visit("/mijn-plan", who="amina", width=PHONE, height=HEIGHT[PHONE])
    keep(amina, "my-plan")
    keep(amina, "plan", at="#plan-kop")
    amina.goto(f"/vraag/{found.key}/tafel/{found.table}")
    keep(amina, "table")
    amina.goto("/wie-keek")
    keep(amina, "looks")


def test_the_pictures_of_who_works_here_are_made(visit):
    found = visit.neighbourhood
    chantal = visit("/vandaag", who="chantal", height=HEIGHT[DESK])
    keep(chantal, "today")
    chantal.goto(f"/vraag/{found.key}")
    keep(chantal, "case")
    chantal.goto(f"/vraag/{found.key}/micro-analyse")
    keep(chantal, "analysis")
    marieke = visit("/in-de-weg", who="marieke", height=HEIGHT[DESK])
    keep(marieke, "barriers")


def test_the_pictures_of_money_are_made(visit):
    last = visit.neighbourhood.cast.today.year - 1
    karel = visit("/wijkbudget", who="karel", height=HEIGHT[DESK])
    keep(karel, "budget")
    karel.goto(f"/wijkbudget/besparing/proef?regel=equal&regel=use&regel=from-2-percent&jaar={last}")
    keep(karel, "rules", at="#uitkomst")
    karel.goto("/wijkbudget/boeken")
    keep(karel, "books")
    bram = visit("/kleine-beurs", who="bram", width=PHONE, height=HEIGHT[PHONE])
    keep(bram, "purse")
    visitor = visit("/wijkbudget/in-gewone-woorden", width=PHONE, height=HEIGHT[PHONE])
    keep(visitor, "plain-budget")


def keep(page, name, *, at=""):
    """What the window shows, with few colours so that it stays small."""
    page.mouse.move(0, 0)
    page.evaluate("document.activeElement.blur()")
    page.evaluate(
        "at => at ? document.querySelector(at).scrollIntoView({behavior: 'instant'}) : window.scrollTo(0, 0)", at
    )
    page.evaluate("document.fonts.ready")
    shot = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    few = shot.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    place = FOLDER / f"{name}.png"
    few.save(place, optimize=True, bits=8)
    assert place.stat().st_size < LARGEST, f"{name} is too large"
