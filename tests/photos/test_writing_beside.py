"""Writing down what stands on the paper: as one text or line by line, with the boxes that are empty, read back before it is saved."""

import re
from html import unescape
from io import BytesIO
from uuid import uuid4

import pytest
from django.utils import timezone
from PIL import Image

from wijkwaarde.kernel.cases.actions import save_boxes
from wijkwaarde.kernel.photos.actions import add_photo
from wijkwaarde.kernel.plans.queries import plan_for
from wijkwaarde.kernel.plans.terms import LONGEST_SPOKEN, MOST_LINES

LINES = {"what_1": "Post openen", "who_1": "Bram", "what_2": "Kamer afmaken", "who_2": "Opa Henk"}


@pytest.fixture
def case(cast):
    key = cast.opened(request_key=uuid4(), boxes={"wants": "Rust.", "cans": "", "needs": ""})
    cast.chosen(key, "bram")
    return key


@pytest.fixture
def address(cast, case):
    raw = BytesIO()
    Image.new("RGB", (30, 40), "white").save(raw, "JPEG")
    with cast.acting("bram") as by:
        told = {"by": by, "seen": cast.seen(case, by=by), "request_key": uuid4(), "now": timezone.now()}
        return f"/vraag/{case}/foto/{add_photo(raw=raw.getvalue(), **told).pk}/opschrijven"


def ask(cast, address, *, who="bram", **told):
    browser = cast.browser(who)
    answer = browser.post(address, told) if told else browser.get(address)
    return answer.status_code, unescape(answer.content.decode())


def value(text, name):
    found = re.search(rf'<input[^>]*name="{name}"[^>]*>', text)
    if found is None:
        return re.search(rf'name="{name}"[^>]*>\n?([^<]*)</textarea>', text)[1]
    said = re.search(r'value="([^"]*)"', found[0])
    return said[1] if said else ""


def draft(cast, case):
    with cast.acting("amina") as by:
        seen = cast.seen(case, by=by)
        found = plan_for(seen).draft
        boxes = {name: getattr(seen.case, name) for name in ("wants", "cans", "needs")}
        return found and [(line.what, line.who) for line in found.lines], boxes


def test_the_photo_stands_beside_the_lines_with_only_the_boxes_that_are_empty(cast, address):
    status, text = ask(cast, address)
    assert status == 200
    assert f'<img src="{address.removesuffix("/opschrijven")}"' in text
    assert 'name="vak-cans"' in text
    assert 'name="vak-needs"' in text
    assert 'name="vak-wants"' not in text


def test_one_text_becomes_lines_to_look_over_and_saves_nothing(cast, case, address):
    spoken = "Bram belt de school voor 1 december 2099\nDe kamer afmaken"
    status, text = ask(cast, address, text=spoken, version="0", **{"lees-in": "ja", "vak-cans": "Koken"})
    assert status == 200
    assert [value(text, name) for name in ("what_1", "who_1", "before_1")] == ["Belt de school", "Ikzelf", "2099-12-01"]
    assert value(text, "what_2") == "De kamer afmaken"
    assert value(text, "who_2") == ""
    assert value(text, "vak-cans").strip() == "Koken"
    assert "Kijk de afspraken na." in text
    assert draft(cast, case)[0] is None


def test_a_text_comes_behind_the_lines_that_are_there_and_what_does_not_fit_stays_in_it(cast, address):
    spoken = "\n".join(f"Afspraak nummer {number}" for number in range(1, 13))
    _status, text = ask(cast, address, text=spoken, version="0", **LINES)
    assert value(text, "what_1") == "Post openen"
    assert value(text, "what_3") == "Afspraak nummer 1"
    assert value(text, f"what_{MOST_LINES}") == "Afspraak nummer 8"
    assert "Afspraak nummer 9\nAfspraak nummer 10" in value(text, "text")
    assert "Er passen tien afspraken" in text


def test_a_text_that_is_too_long_stays_where_it_is(cast, address):
    status, text = ask(cast, address, text="a" * (LONGEST_SPOKEN + 1), version="0")
    assert status == 422
    assert "te lang" in text


def test_a_text_is_never_lost_by_another_button(cast, case, address):
    _status, text = ask(cast, address, text="Samen eten", version="0", **LINES)
    assert value(text, "what_3") == "Samen eten"
    assert draft(cast, case)[0] is None


def test_i_is_the_resident_where_the_resident_writes_and_nobody_else(cast, address):
    _status, text = ask(cast, address, who="amina", text="Ik bel de school", version="0")
    assert value(text, "who_1") == "Ikzelf"
    _status, text = ask(cast, address, text="Ik bel de school", version="0")
    assert value(text, "who_1") == ""


def test_what_was_agreed_is_read_back_in_sentences_and_saved_only_after_that(cast, case, address):
    told = {**LINES, "before_2": "2099-12-12", "rows": "3", "version": "0", "vak-version": "2", "vak-needs": "Een lamp"}
    status, text = ask(cast, address, voorlezen="ja", **told)
    assert status == 200
    assert "Bram: Post openen." in text
    assert "Opa Henk: Kamer afmaken. Klaar vóór" in text
    assert draft(cast, case)[0] is None
    hidden = dict(re.findall(r'<input type="hidden" name="([\w-]+)" value="([^"]*)"', text))
    _status, again = ask(cast, address, aanpassen="ja", **hidden)
    assert value(again, "what_2") == "Kamer afmaken"
    assert value(again, "vak-needs").strip() == "Een lamp"
    status, _text = ask(cast, address, **hidden)
    assert status == 302
    lines, boxes = draft(cast, case)
    assert lines == [("Post openen", ""), ("Kamer afmaken", "Opa Henk")]
    assert boxes == {"wants": "Rust.", "cans": "", "needs": "Een lamp"}


def test_who_reads_aloud_hears_their_own_name(cast, address):
    _status, text = ask(
        cast, address, voorlezen="ja", what_1="Bellen", who_1="Ikzelf", version="0", **{"vak-version": "2"}
    )
    assert "Bram: Bellen." in text


def test_a_box_that_somebody_filled_meanwhile_is_shown_beside_what_one_wrote(cast, case, address):
    with cast.acting("amina") as by:
        seen = cast.seen(case, by=by)
        boxes = {"wants": "Rust.", "cans": "Koken", "needs": ""}
        save_boxes(by=by, seen=seen, boxes=boxes, version=seen.case.version, today=cast.today)
    told = {**LINES, "version": "0", "vak-version": "2", "vak-cans": "Fietsen"}
    status, text = ask(cast, address, **told)
    assert status == 409
    assert "Fietsen" in text
    assert "Koken" in text
    assert draft(cast, case) == (None, boxes)
    status, _text = ask(cast, address, **told | {"vak-version": value(text, "vak-version")})
    assert status == 302
    assert draft(cast, case)[1]["cans"] == "Fietsen"


def test_a_plan_that_somebody_changed_meanwhile_keeps_the_boxes_that_were_copied(cast, case, address):
    ask(cast, f"/vraag/{case}/plan", who="amina", what_1="Iets anders", who_1="Selma", version="0")
    status, text = ask(cast, address, **LINES, version="0", **{"vak-version": "2", "vak-needs": "Een lamp"})
    assert status == 409
    assert "Iets anders" in text
    lines, boxes = draft(cast, case)
    assert lines == [("Iets anders", "Selma")]
    assert boxes["needs"] == "Een lamp"


def test_the_page_of_a_plan_takes_a_text_too_and_has_no_boxes(cast, case):
    _status, text = ask(cast, f"/vraag/{case}/plan", who="amina")
    assert 'name="text"' in text
    assert "vak-" not in text
    assert "Eerst voorlezen" not in text
    _status, text = ask(cast, f"/vraag/{case}/plan", who="amina", text="Samen eten", version="0")
    assert value(text, "what_1") == "Samen eten"
