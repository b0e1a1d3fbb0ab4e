"""Makes the pictures of the thread in docs/pictures: `.venv/bin/python -m pytest tests/browser/pictures.py`; it judges nothing."""

import io
from pathlib import Path

import pytest
from PIL import Image

from tests.browser import test_story as story
from tests.browser.served import serving
from tests.browser.visits import DESK, PHONE, log_in, press

FOLDER = Path(__file__).parents[2] / "docs" / "pictures"
COLOURS = 64
LARGEST = 60_000
HEIGHT = {PHONE: 780, DESK: 800}


@pytest.fixture(scope="module")
def neighbourhood(committed_cast, django_db_blocker, tmp_path_factory):
    """The example neighbourhood as the demo has it, without what only tests need."""
    with django_db_blocker.unblock(), serving(tmp_path_factory.mktemp("pictures"), crowded=False) as found:
        yield found


def test_the_pictures_of_the_thread_are_made(visit):
    amina = visit(width=PHONE, height=HEIGHT[PHONE])
    story.ask(amina)
    keep(amina, "contact")
    amina.goto("/vraag")
    story.field(amina, "Wat is er aan de hand?").fill(story.QUESTION)
    keep(amina, "question")
    amina.goto("/mijn-plan")
    story.tell_what_she_wants(amina)
    press(amina, "Iemand erbij vragen")
    keep(amina, "choose")
    amina.goto("/mijn-plan")
    story.choose(amina, "Bram")
    story.make_a_plan(amina)
    keep(amina, "plan", at="#plan-kop")
    keep_what_others_see(visit)
    amina.goto("/wie-keek")
    keep(amina, "looks")
    fenna = visit("/mijn-plan", who="fenna", height=HEIGHT[DESK])
    fenna.goto(f"{fenna.url}/micro-analyse?bedragen=aan")
    keep(fenna, "analysis")


def keep_what_others_see(visit):
    bram = visit(height=HEIGHT[DESK])
    log_in(bram, "bram")
    keep(bram, "today")
    chantal = visit("/vandaag", who="chantal", height=HEIGHT[DESK])
    press(chantal, "Amina")
    keep(chantal, "case")


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
