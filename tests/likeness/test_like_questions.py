"""Like questions are noticed: only what the professional reads too, by the words that are in both; never for a resident."""

from datetime import timedelta
from uuid import uuid4

import pytest

from tests.thread.test_how_often import asked_for
from wijkwaarde.kernel.cases.models import Case, Participant, Share
from wijkwaarde.kernel.cases.queries import case_for
from wijkwaarde.kernel.cases.terms import Extent
from wijkwaarde.kernel.errors import NotFound
from wijkwaarde.kernel.likeness.queries import like_cases
from wijkwaarde.kernel.trail.models import Line

pytestmark = pytest.mark.django_db
NOISE = "Mijn dochter slaapt slecht en de buren klagen over lawaai."
ALIKE = "De buren maken lawaai. Wij slapen slecht!"
OTHER = "Ik wil leren fietsen."
TWO = 2


def asked(cast, words, *, by="dirk"):
    """A question of somebody; Chantal becomes its fixed contact."""
    return cast.opened(by, words=words, boxes=None, request_key=uuid4())


def found(cast, key, who="chantal"):
    """Whose question is like this one, with the words in common."""
    with cast.acting(who) as by:
        seen = case_for(key, by=by, today=cast.today)
        return [(one.part.case.key, set(one.words)) for one in like_cases(seen, by=by, today=cast.today)]


def test_a_like_question_is_found_with_the_words_that_are_in_both(cast):
    key, alike = asked(cast, NOISE, by="amina"), asked(cast, ALIKE)
    asked(cast, OTHER)
    assert found(cast, key) == [(alike, {"buren", "lawaai", "slecht"})]


def test_words_that_everybody_uses_make_nothing_alike(cast):
    key = asked(cast, "Ik heb het niet en ik wil dat wel van de buren.")
    asked(cast, "Ik wil dat niet, en het is wel van mij.")
    assert found(cast, key) == []


def test_one_word_is_not_enough_for_a_question_of_many(cast):
    key = asked(cast, NOISE)
    asked(cast, "De buren zijn aardig.")
    assert found(cast, key) == []


def test_what_the_three_boxes_say_counts_too(cast):
    key = asked(cast, NOISE)
    boxes = {"wants": "Geen lawaai van de buren.", "cans": "", "needs": ""}
    alike = cast.opened("amina", words="Er is iets.", boxes=boxes, request_key=uuid4())
    assert found(cast, key) == [(alike, {"lawaai", "buren"})]


def test_a_colleague_finds_only_what_was_shared_with_them(cast):
    key, hidden, part = asked(cast, NOISE, by="amina"), asked(cast, ALIKE), asked(cast, ALIKE)
    cast.chosen(key, "bram")
    cast.chosen(part, "bram", by="dirk", extent=Extent.THAT)
    assert found(cast, key, "bram") == []
    cast.chosen(hidden, "bram", by="dirk")
    assert [one for one, _words in found(cast, key, "bram")] == [hidden]


def test_what_is_no_longer_shared_is_not_found(cast):
    key, alike = asked(cast, NOISE, by="amina"), asked(cast, ALIKE)
    for one, by in ((key, "amina"), (alike, "dirk")):
        cast.chosen(one, "bram", by=by)
    with cast.acting("dirk"):
        shares = Share.objects.filter(participant__case__key=alike, participant__membership__name="Bram")
        shares.update(begin=cast.today - timedelta(days=TWO), until=cast.today)
    assert found(cast, key, "bram") == []


def test_a_resident_and_who_sees_only_their_own_part_get_nothing(cast):
    key = asked(cast, NOISE, by="amina")
    cast.chosen(key, "yara", extent=Extent.THAT)
    for who in ("amina", "yara"):
        with pytest.raises(NotFound):
            found(cast, key, who)
        assert cast.browser(who).get(f"/vraag/{key}/lijkt-op").status_code == 404
        assert b"lijkt-op" not in cast.browser(who).get(f"/vraag/{key}").content


def test_the_page_marks_what_is_done_and_writes_down_whom_it_showed(cast):
    key, alike = asked(cast, NOISE, by="amina"), asked(cast, ALIKE)
    with cast.acting("dirk") as by:
        Case.objects.filter(key=alike).update(closed_on=cast.today)
        dirk = by.person_id
    browser = cast.browser("chantal")
    assert f"/vraag/{key}/lijkt-op" in browser.get(f"/vraag/{key}").content.decode()
    page = browser.get(f"/vraag/{key}/lijkt-op").content.decode()
    assert "Dirk" in page
    assert "klaar" in page
    assert "buren, lawaai" in page
    with cast.acting("chantal"):
        line = Line.objects.filter(act="SEARCH", kind="case").order_by("-pk").first()
        assert line.subject_ids == [dirk]


def test_with_nothing_alike_the_page_says_so(cast):
    key = asked(cast, NOISE, by="amina")
    page = cast.browser("chantal").get(f"/vraag/{key}/lijkt-op").content.decode()
    assert "Geen vraag lijkt hierop" in page


def test_strange_signs_and_a_question_of_no_words_do_no_harm(cast):
    strange = "C'est l'été <b>buren</b> \\ ' & | ! :* (lawaai) http://voorbeeld.example/a/b?c=d 🏡 ابنتي"
    key, alike, empty = asked(cast, strange), asked(cast, strange, by="amina"), asked(cast, "??? 12 en de het 🏡")
    assert [one for one, _words in found(cast, key)] == [alike]
    assert found(cast, empty) == []


def many(cast, *, count):
    """So many questions of Dirk in which Chantal is the fixed contact; all of them about the same."""
    with cast.acting("dirk") as by:
        chantal, begin = cast.standing("chantal").membership_id, cast.today
        told = {
            "partnership_id": by.partnership_id,
            "resident_id": by.person_id,
            "opened_on": begin,
            "call_before": begin,
        }
        cases = Case.objects.bulk_create(
            Case(words=f"{NOISE} Bij nummer{number % 97} woord{number}.", request_key=uuid4(), **told)
            for number in range(count)
        )
        told = {"partnership_id": by.partnership_id, "begin": begin}
        taking = Participant.objects.bulk_create(
            Participant(case=case, part="contact", membership_id=chantal, **told) for case in cases
        )
        Share.objects.bulk_create(Share(participant=one, extent="what", **told) for one in taking)


def test_of_many_at_most_ten_are_shown_and_it_asks_as_often_as_of_one(cast):
    key, browser = asked(cast, f"{NOISE} Bij nummer5."), cast.browser("chantal")
    asked(cast, ALIKE)
    counts = []
    for count in (0, 1_200):
        many(cast, count=count)
        counts.append(len(asked_for(browser, f"/vraag/{key}/lijkt-op")))
    page = browser.get(f"/vraag/{key}/lijkt-op").content.decode()
    assert counts[0] == counts[1]
    assert page.count("Ook over:") == 10
    assert page.count("nummer5") == 10
