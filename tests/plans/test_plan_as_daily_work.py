"""The plan as daily work: more about a line, answers with a few words, versions, "does it still fit?", paper and text."""

import re
from datetime import timedelta
from html import unescape
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from waarde import Band, HelpSource
from wijkwaarde.kernel.cases import actions as cases
from wijkwaarde.kernel.cases.terms import Extent, Manner
from wijkwaarde.kernel.deliveries.numbers import number_of
from wijkwaarde.kernel.errors import NotFound, Refused, Stale
from wijkwaarde.kernel.plans import actions
from wijkwaarde.kernel.plans.models import LineNote, PlanCheck, PlanLine, PlanVersion
from wijkwaarde.kernel.plans.queries import doubts_for, plan_for, versions_of
from wijkwaarde.kernel.plans.rules import NewLine
from wijkwaarde.kernel.plans.terms import LONGEST_NOTE, MOST_LINES, CheckAnswer, LineState
from wijkwaarde.kernel.trail.models import Line
from wijkwaarde.web.plans.panels import plan_panel

WAVE = NewLine(
    what="Samen oefenen op straat",
    who="Buurman Ton",
    source=HelpSource.VOLUNTEER,
    band=Band.EVERY_WEEK,
)


@pytest.fixture
def case(cast):
    return cast.opened(request_key=uuid4())


@pytest.fixture
def bram(cast, case):
    return cast.chosen(case, "bram")


@pytest.fixture
def line(cast, case, bram):
    """The line that Bram does, in a plan that was agreed yesterday."""
    version = cast.agreed(case, ("Post openen", bram), ("Brief schrijven", "Selma"))
    with cast.acting("amina"):
        return version.lines.get(position=1)


def sent(browser, address, **told):
    answer = browser.post(address, told)
    return answer.status_code, unescape(answer.content.decode())


def page(cast, who, address):
    answer = cast.browser(who).get(address)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def draft(cast, case, *lines, by="amina", version=0):
    with cast.acting(by) as actor:
        seen = cast.seen(case, by=actor)
        return actions.write_draft(by=actor, seen=seen, lines=lines, version=version, today=cast.today)


def agree(cast, case, version):
    with cast.acting("amina") as by:
        seen = cast.seen(case, by=by)
        return actions.agree_plan(by=by, seen=seen, version=version.version, today=cast.today)


def lines_of(cast, version):
    with cast.acting("amina"):
        return list(PlanLine.objects.filter(plan_version=version).order_by("position"))


def say(cast, case, who, line, state=LineState.STUCK, text="", key=None):
    with cast.acting(who) as by:
        seen = cast.seen(case, by=by)
        line.refresh_from_db()
        return actions.move_line(by=by, seen=seen, line=line, state=state, text=text, request_key=key, today=cast.today)


def said(cast, line):
    with cast.acting("amina"):
        return [(note.was, note.state, note.text) for note in LineNote.objects.filter(line=line).order_by("pk")]


def test_help_comes_from_somewhere_also_when_nobody_says_so(cast, case, bram):
    with cast.acting("amina") as by:
        me = cast.seen(case, by=by).participant
    made = draft(
        cast,
        case,
        NewLine(what="Koken", participant_id=me.pk),
        NewLine(what="Bellen", participant_id=bram.pk),
        NewLine(what="Timmeren", who="Opa"),
        WAVE,
    )
    assert [line.source for line in lines_of(cast, made)] == ["self", "existing", "own-network", "volunteer"]


def test_a_line_that_stays_as_it_was_with_all_that_it_says_goes_on_where_it_stood(cast, case):
    first = agree(cast, case, draft(cast, case, WAVE, NewLine(what="Koken", who="Opa")))
    (wave, _koken) = lines_of(cast, first)
    say(cast, case, "amina", wave, LineState.DONE, text="Het ging goed")
    other = NewLine(what="Koken", who="Opa", band=Band.EVERY_DAY)
    second = agree(cast, case, draft(cast, case, WAVE, other))
    kept, new = lines_of(cast, second)
    assert [kept.state, new.state] == ["done", "open"]
    assert said(cast, kept) == [("open", "done", "Het ging goed")]
    assert said(cast, wave) == []


def test_a_line_that_is_said_to_come_from_somebody_else_is_another_agreement(cast, case):
    first = agree(cast, case, draft(cast, case, WAVE))
    say(cast, case, "amina", lines_of(cast, first)[0], LineState.DONE)
    changed = NewLine(what=WAVE.what, who=WAVE.who, band=WAVE.band, source=HelpSource.OWN_NETWORK)
    second = agree(cast, case, draft(cast, case, changed))
    assert [line.state for line in lines_of(cast, second)] == ["open"]


@pytest.mark.parametrize("change", [{"source": "self"}, {"band": "every-day"}, {"begin": "2027-01-01"}])
def test_what_was_agreed_about_a_line_does_not_change_in_the_database_either(cast, line, change):
    with cast.acting("amina"), pytest.raises(IntegrityError), transaction.atomic():
        PlanLine.objects.filter(pk=line.pk).update(**change)


@pytest.mark.parametrize("change", [{"source": "nowhere"}, {"band": "often"}])
def test_a_word_that_is_not_in_the_list_is_not_kept(cast, case, change):
    made = draft(cast, case, WAVE)
    with cast.acting("amina"), pytest.raises(IntegrityError), transaction.atomic():
        PlanLine.objects.filter(plan_version=made).update(**change)


def test_an_end_before_the_begin_is_refused_with_its_place(cast, case):
    tomorrow = cast.today + timedelta(days=1)
    wrong = NewLine(what="Koken", who="Opa", begin=tomorrow, until=cast.today)
    with pytest.raises(Refused) as refused:
        draft(cast, case, WAVE, wrong)
    assert refused.value.field == "until_2"


def test_a_day_that_has_been_stays_in_a_line_that_stays_as_it_was(cast, case):
    yesterday = cast.today - timedelta(days=1)
    first = draft(cast, case, NewLine(what="Koken", who="Opa", before=cast.today))
    with cast.acting("amina"):
        PlanLine.objects.filter(plan_version=first).update(before=yesterday)
    agree(cast, case, first)
    draft(cast, case, NewLine(what="Koken", who="Opa", before=yesterday), WAVE)
    with pytest.raises(Refused):
        draft(cast, case, NewLine(what="Koken", who="Oma", before=yesterday), version=2)


def test_a_line_without_a_doer_or_whose_doer_left_is_asked_about_at_that_line(cast, case, bram):
    agree(cast, case, draft(cast, case, WAVE, NewLine(what="Post openen", participant_id=bram.pk)))
    with cast.acting("amina") as by:
        seen = cast.seen(case, by=by)
        cases.stop_sharing(by=by, seen=seen, participant_id=bram.pk, today=cast.today)
    assert "Bram" in page(cast, "amina", f"/vraag/{case}")
    with pytest.raises(Refused) as refused:
        draft(cast, case, WAVE, NewLine(what="Post openen", participant_id=bram.pk))
    assert refused.value.field == "who_2"
    filled = {"what_1": WAVE.what, "who_1": WAVE.who, "what_2": "Post openen", "who_2": "", "version": "0"}
    status, told = sent(cast.browser("amina"), f"/vraag/{case}/plan", **filled)
    assert status == 422
    assert "Kies of schrijf wie dit doet." in told


def test_one_more_line_comes_without_a_script_and_nothing_that_was_typed_is_lost(cast, case):
    browser, address = cast.browser("amina"), f"/vraag/{case}/plan"
    typed = {"what_1": "Bellen", "before_1": "morgen of zo", "band_3": "every-week", "rows": "3", "version": "0"}
    status, told = sent(browser, address, **typed, **{"nog-een": "ja"})
    assert status == 200
    assert "Afspraak 4" in told
    assert all(text in told for text in ('value="Bellen"', 'value="morgen of zo"', 'value="every-week" selected'))
    assert "Er klopt nog iets niet" not in told


def test_ten_lines_fit_and_an_eleventh_does_not(cast, case):
    browser, address = cast.browser("amina"), f"/vraag/{case}/plan"
    ten = {f"what_{n}": f"Afspraak nummer {n}" for n in range(1, 11)} | {f"who_{n}": "Opa" for n in range(1, 11)}
    assert sent(browser, address, **ten, rows="10", version="0")[0] == 302
    form = page(cast, "amina", address)
    assert "Afspraak nummer 10" in form
    assert 'name="nog-een"' not in form
    with pytest.raises(Refused):
        draft(cast, case, *([WAVE] * (MOST_LINES + 1)), version=1)


def test_what_a_rule_says_stands_at_the_line_of_the_page_also_after_an_empty_one(cast, case):
    typed = {"what_1": "Bellen", "who_1": "Opa", "what_3": "Koken", "who_3": "Oma", "until_3": "2020-01-01"}
    status, told = sent(cast.browser("amina"), f"/vraag/{case}/plan", **typed, version="0", rows="3")
    assert status == 422
    assert re.search(r'href="#id_until_3">\s*Afspraak 3', told)


def test_both_texts_show_words_and_no_slugs_when_somebody_else_saved_first(cast, case):
    draft(cast, case, WAVE, *(NewLine(what=f"Nog {n}", who="Opa") for n in range(4)), by="chantal")
    typed = {"what_1": WAVE.what, "who_1": WAVE.who, "source_1": "collective", "version": "0", "rows": "3"}
    status, told = sent(cast.browser("amina"), f"/vraag/{case}/plan", **typed)
    assert status == 409
    both = told.partition('<section class="ww-stale"')[2].partition("<form")[0]
    assert all(text in both for text in ("samen met anderen", "vrijwilliger", "elke week", "Nog 3"))
    assert "every-week" not in both


def test_the_doer_says_how_it_goes_in_a_few_words_that_who_may_read_sees(cast, case, line):
    address, key = f"/vraag/{case}/plan/afspraak/{line.pk}", uuid4()
    for _click in range(2):
        assert sent(cast.browser("bram"), address, state="stuck", note="De post is zoek", request_key=key)[0] == 302
    assert said(cast, line) == [("open", "stuck", "De post is zoek")]
    for who in ("amina", "chantal", "bram"):
        assert "De post is zoek" in page(cast, who, f"/vraag/{case}")
    cast.chosen(case, "yara", extent=Extent.THAT)
    assert "De post is zoek" not in page(cast, "yara", f"/vraag/{case}")


def test_nobody_else_says_how_it_goes_and_nothing_of_it_is_kept(cast, case, line):
    answer = cast.browser("chantal").post(f"/vraag/{case}/plan/afspraak/{line.pk}", {"state": "done", "note": "Klaar"})
    assert answer.status_code == 409
    assert said(cast, line) == []


def test_a_note_that_is_too_long_comes_back_whole(cast, case, line):
    long = "x" * (LONGEST_NOTE + 1)
    status, told = sent(
        cast.browser("bram"), f"/vraag/{case}/plan/afspraak/{line.pk}", state="stuck", note=long, request_key=uuid4()
    )
    assert status == 422
    assert long in told
    assert "Dit is te lang" in told
    assert said(cast, line) == []


def test_the_last_answer_can_be_taken_back_on_the_day_itself_by_who_gave_it(cast, case, line):
    say(cast, case, "bram", line, LineState.DONE)
    address = f"/vraag/{case}/plan/afspraak/{line.pk}/terug"
    with cast.acting("bram"):
        note = LineNote.objects.get(line=line)
    assert address in page(cast, "bram", f"/vraag/{case}")
    assert address not in page(cast, "amina", f"/vraag/{case}")
    assert sent(cast.browser("amina"), address, said=note.pk)[0] == 409
    for _click in range(2):
        assert sent(cast.browser("bram"), address, said=note.pk)[0] == 302
    with cast.acting("bram"):
        line.refresh_from_db()
    assert line.state == "open"


def test_an_answer_of_yesterday_or_before_somebody_elses_stays(cast, case, line):
    say(cast, case, "bram", line, LineState.STUCK)
    with cast.acting("bram"):
        mine = LineNote.objects.get(line=line)
    say(cast, case, "amina", line, LineState.DONE)
    address = f"/vraag/{case}/plan/afspraak/{line.pk}/terug"
    assert sent(cast.browser("bram"), address, said=mine.pk)[0] == 409
    with cast.acting("amina"):
        newest = LineNote.objects.order_by("-pk").first()
        LineNote.objects.filter(pk=newest.pk).update(on=cast.today - timedelta(days=1))
    assert sent(cast.browser("amina"), address, said=newest.pk)[0] == 409


def test_versions_say_what_was_agreed_and_what_changed(cast, case, bram):
    agree(cast, case, draft(cast, case, WAVE, NewLine(what="Koken", who="Opa"), NewLine(what="Bellen", who="Oma")))
    agree(cast, case, draft(cast, case, WAVE, NewLine(what="Koken", who="Oma"), NewLine(what="Lezen", who="Ik")))
    told = page(cast, "bram", f"/vraag/{case}/plan/versies")
    newest = told[told.index("Plan 2") : told.index("Plan 1")]
    assert [newest.count(word) for word in ("blijft zo", "anders</", "nieuw</")] == [1, 1, 1]
    assert re.search(r"Dit staat er niet meer:\s*<bdi>Bellen", newest)
    cast.chosen(case, "yara", extent=Extent.THAT)
    with cast.acting("yara") as by, pytest.raises(NotFound):
        versions_of(cast.seen(case, by=by))


def check(cast, case, answer, *, number=1, by="amina"):
    with cast.acting(by) as actor:
        seen = cast.seen(case, by=actor)
        return actions.save_check(by=actor, seen=seen, number=number, answer=answer, today=cast.today)


def doubting(cast, case):
    """What the fixed contact's list says of this case."""
    with cast.acting("chantal") as by:
        found, _more = doubts_for(by=by, today=cast.today)
        return [one.answer for one in found if one.case_key == case]


def call(cast, case, manner=Manner.CALL):
    with cast.acting("chantal") as by:
        seen = cast.seen(case, by=by)
        cases.note_contact(by=by, seen=seen, manner=manner, request_key=uuid4(), today=cast.today)


def test_whether_it_still_fits_is_asked_of_the_resident_alone_from_the_day_after(cast, case, line):
    for who, is_asked in (("amina", True), ("bram", False), ("chantal", False)):
        with cast.acting(who) as by:
            seen = cast.seen(case, by=by)
            plan = plan_for(seen)
            assert plan_panel(plan, seen=seen, today=cast.today).check is None
            assert (plan_panel(plan, seen=seen, today=cast.today + timedelta(days=1)).check is not None) == is_asked


def test_a_doubt_stays_with_the_fixed_contact_until_they_called(cast, case, line):
    call(cast, case)
    check(cast, case, CheckAnswer.DOUBT)
    assert doubting(cast, case) == [CheckAnswer.DOUBT]
    assert "twijfelt over het plan" in page(cast, "chantal", "/vandaag")
    assert "twijfelt over het plan" not in page(cast, "bram", "/vandaag")
    call(cast, case, Manner.UNREACHED)
    assert doubting(cast, case) == [CheckAnswer.DOUBT]
    call(cast, case)
    assert doubting(cast, case) == []
    check(cast, case, CheckAnswer.NO)
    assert doubting(cast, case) == [CheckAnswer.NO]


def test_who_thinks_again_says_so_and_it_is_one_answer(cast, case, line):
    for answer in (CheckAnswer.NO, CheckAnswer.NO, CheckAnswer.YES):
        check(cast, case, answer)
    with cast.acting("amina"):
        assert [one.answer for one in PlanCheck.objects.filter(plan_version__plan__case__key=case)] == ["yes"]
    assert doubting(cast, case) == []


def test_a_doubt_about_a_plan_that_was_replaced_is_over(cast, case, line):
    check(cast, case, CheckAnswer.DOUBT)
    agree(cast, case, draft(cast, case, WAVE))
    assert doubting(cast, case) == []
    with pytest.raises(Stale):
        check(cast, case, CheckAnswer.YES, number=1)
    status, _told = sent(cast.browser("amina"), f"/vraag/{case}/plan/klopt-het-nog", number="1", answer="yes")
    assert status == 302


def test_nobody_answers_for_the_resident_and_nothing_can_be_answered_before_there_is_a_plan(cast, case):
    with pytest.raises(NotFound):
        check(cast, case, CheckAnswer.YES)
    agree(cast, case, draft(cast, case, WAVE))
    with pytest.raises(Refused):
        check(cast, case, CheckAnswer.YES, by="chantal")


@pytest.mark.parametrize(("rest", "act"), [("print", "PRINT"), ("kopie", "EXPORT"), ("tekst", "EXPORT")])
def test_what_leaves_the_site_leaves_a_line_that_the_resident_reads(cast, case, line, rest, act):
    told = page(cast, "bram", f"/vraag/{case}/plan/{rest}")
    assert "Post openen" in told
    assert "Amina" not in told.replace("amina@", "")
    assert "€" not in told
    with cast.acting("amina"):
        assert Line.objects.order_by("-pk").filter(act=act, kind="plan").exists()
    words = {"PRINT": "drukte je plan af", "EXPORT": "nam de tekst van je plan over"}[act]
    assert words in page(cast, "amina", "/wie-keek")


def test_the_text_is_a_file_with_a_neutral_name(cast, case, line):
    answer = cast.browser("bram").get(f"/vraag/{case}/plan/tekst")
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="plan.txt"'
    assert answer.content.decode().startswith("Plan, afgesproken op ")


def test_who_works_here_sees_the_number_that_a_bill_names_and_the_resident_does_not(cast, case, line):
    mine, selmas = number_of(line.pk), number_of(line.pk + 1)
    for where in ("", "/plan/versies", "/plan/print", "/plan/kopie", "/plan/tekst"):
        for who in ("bram", "chantal"):
            shown = page(cast, who, f"/vraag/{case}{where}")
            assert re.search(rf"Afspraaknummer:? (<bdi>)?{mine}", shown)
            assert selmas not in shown
    for where in ("", "/plan/versies", "/plan/print"):
        assert "fspraaknummer" not in page(cast, "amina", f"/vraag/{case}{where}")


def test_a_plan_that_changed_while_it_was_read_back_is_not_agreed(cast, case):
    first = draft(cast, case, WAVE)
    draft(cast, case, NewLine(what="Iets anders", who="Opa"), version=first.version, by="chantal")
    with pytest.raises(Stale):
        agree(cast, case, first)
    with cast.acting("amina"):
        assert not PlanVersion.objects.filter(plan__case__key=case, agreed_on__isnull=False).exists()
