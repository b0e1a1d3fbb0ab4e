"""Who sees a part of a plan reads that part and nothing else: on no page, in no file, and nowhere between the lines."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from wijkwaarde.kernel.cases.actions import choose_professional, renew_contact, share_instead
from wijkwaarde.kernel.cases.models import Case, Participant, Share
from wijkwaarde.kernel.cases.queries import domains_of, participants_of
from wijkwaarde.kernel.cases.terms import Domain, Extent
from wijkwaarde.kernel.covers.actions import arrange_cover
from wijkwaarde.kernel.covers.rules import NewCover
from wijkwaarde.kernel.errors import NotFound, Refused
from wijkwaarde.kernel.plans.actions import agree_plan, move_line, write_draft
from wijkwaarde.kernel.plans.queries import agreement, plan_for
from wijkwaarde.kernel.plans.rules import NewLine
from wijkwaarde.kernel.plans.terms import LineState

WORDS = "Mijn dochter slaapt slecht. De buren klagen daarover."
LINES = (
    NewLine("De schuld bij Kwaksloot regelen", who="Amina", domain=Domain.MONEY),
    NewLine("Een tree voor de douche", who="Opa Henk", domain=Domain.HOME),
    NewLine("Praten met de buurvrouw", who="Selma"),
)


def plan(cast, key, *lines):
    with cast.acting("amina") as by:
        seen = cast.seen(key, by=by)
        draft = write_draft(by=by, seen=seen, lines=lines or LINES, version=0, today=cast.today)
        return agree_plan(by=by, seen=seen, version=draft.version, today=cast.today)


def share(cast, key, *domains, who="bram", extent=Extent.SOME, by="amina"):
    with cast.acting(by) as actor:
        told = {"by": actor, "seen": cast.seen(key, by=actor), "membership_id": cast.standing(who).membership_id}
        return choose_professional(**told, extent=extent, domains=domains, today=cast.today)


def page(cast, who, address):
    return cast.browser(who).get(address).content.decode()


def test_a_part_is_the_question_in_one_sentence_the_own_lines_and_those_about_it(cast):
    key = cast.opened(words=WORDS)
    bram = share(cast, key, Domain.HOME)
    plan(cast, key, *LINES, NewLine("De gemeente bellen", participant_id=bram.pk))
    shown = page(cast, "bram", f"/vraag/{key}")
    for words in ("slaapt slecht", "Een tree voor de douche", "De gemeente bellen", "Je ziet een deel van het plan"):
        assert words in shown
    own, _foot, _rest = shown.partition("<footer ")
    for words in ("buren klagen", "Kwaksloot", "buurvrouw", "Rust in de nacht", "geld"):
        assert words not in own
    assert "Vraag het Chantal" in shown
    answer = cast.browser("bram").get(f"/vraag/{key}/plan", follow=True)
    assert answer.redirect_chain
    assert "je ziet niet alles" in answer.content.decode()
    with cast.acting("bram") as by, pytest.raises(NotFound):
        write_draft(by=by, seen=cast.seen(key, by=by), lines=LINES, version=0, today=cast.today)


def test_the_resident_chooses_among_what_the_plan_is_about_and_sees_what_it_comes_to(cast):
    key = cast.opened(words=WORDS)
    plan(cast, key)
    bram, amina = cast.standing("bram").membership_id, cast.browser("amina")
    form = amina.get(f"/vraag/{key}/erbij/{bram}").content.decode()
    assert 'value="money"' in form
    assert 'value="home"' in form
    assert 'value="school"' not in form
    told = {"extent": "some", "domains": ["school"]}
    assert amina.post(f"/vraag/{key}/erbij/{bram}", told).status_code == 422
    assert amina.post(f"/vraag/{key}/erbij/{bram}", {"extent": "some"}).status_code == 422
    assert amina.post(f"/vraag/{key}/erbij/{bram}", {"extent": "some", "domains": ["home"]}).status_code == 302
    with cast.acting("amina") as by:
        people = participants_of(cast.seen(key, by=by), today=cast.today)
        one = next(one for one in people if one.membership_id == bram)
        assert domains_of(one) == {Domain.HOME}
    assert "wat gaat over wonen" in page(cast, "amina", f"/vraag/{key}")
    seen = page(cast, "amina", f"/vraag/{key}/zo-ziet/{one.pk}")
    for words in ("Een tree voor de douche", "gaat over wonen", "nog te doen", "slaapt slecht"):
        assert words in seen
    assert "Het is gelukt" not in seen
    assert "2 andere afspraken ziet Bram niet." in seen
    assert "buren klagen" not in seen
    # At once: everything, then only their own lines, and nothing of what it was about stays.
    for extent, there in (("what", True), ("that", False)):
        assert amina.post(f"/vraag/{key}/erbij/{bram}", {"extent": extent, "domains": ["home"]}).status_code == 302
        assert ("Kwaksloot" in page(cast, "bram", f"/vraag/{key}")) is there
    with cast.acting("amina"):
        assert [one.domains for one in Share.objects.filter(participant=one).order_by("pk")] == [["home"], [], []]


def test_who_works_with_the_whole_plan_gets_no_part_of_it(cast):
    key = cast.opened()
    plan(cast, key)
    with pytest.raises(Refused, match="het hele plan"):
        share(cast, key, Domain.HOME, who="chantal")
    with pytest.raises(Refused, match="welk deel"):
        share(cast, key)
    bram = share(cast, key, Domain.HOME)
    with cast.acting("amina") as by:
        resident = Participant.objects.get(case__key=key, part="resident")
        with pytest.raises(Refused):
            share_instead(resident, extent=Extent.SOME, today=cast.today, domains=["home"])
        case, contact = Case.objects.get(key=key), bram.membership
        renew_contact(case, contact=contact, by=by, today=cast.today)
    with cast.acting("bram") as by:
        assert cast.seen(key, by=by).may_read


@pytest.mark.parametrize(
    ("extent", "domains"), [("some", []), ("what", ["home"]), ("that", ["home"]), ("some", ["weather"])]
)
def test_the_database_takes_a_part_of_something_that_is_known_and_nothing_else(cast, extent, domains):
    key = cast.opened()
    bram = share(cast, key, Domain.HOME)
    with cast.acting("amina") as by:
        draft = write_draft(by=by, seen=cast.seen(key, by=by), lines=LINES, version=0, today=cast.today)
        with pytest.raises(IntegrityError, match="cases_share_about"), transaction.atomic():
            Share.objects.filter(participant=bram).update(extent=extent, domains=domains)
        with pytest.raises(IntegrityError, match="plans_line_domain"), transaction.atomic():
            draft.lines.update(domain="weather")


def test_what_an_agreement_is_about_can_be_said_later_and_what_was_done_stays_done(cast):
    key = cast.opened()
    before = plan(cast, key, NewLine("Een lamp", who="Opa Henk"))
    with cast.acting("amina") as by:
        seen, line = cast.seen(key, by=by), before.lines.get()
        move_line(by=by, seen=seen, line=line, state=LineState.DONE, today=cast.today, text="Hangt!")
        with pytest.raises(IntegrityError, match="does not change"), transaction.atomic():
            before.lines.update(domain="home")
        about = NewLine("Een lamp", who="Opa Henk", domain=Domain.HOME)
    after = plan(cast, key, about)
    with cast.acting("amina") as by:
        (line,) = plan_for(cast.seen(key, by=by)).agreed.lines
        assert (line.plan_version_id, line.state) == (after.pk, LineState.DONE.value)
        assert agreement(line).domain is Domain.HOME
    assert "Hangt!" in page(cast, "amina", f"/vraag/{key}")
    assert "gaat over wonen" in page(cast, "amina", f"/vraag/{key}")


def test_whether_something_is_shared_stands_in_the_index_alone_and_a_part_asks_for_no_other_column(cast):
    with cast.acting("bram"), connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_indexdef('cases_share_of'::regclass)")
        [(told,)] = cursor.fetchall()
    assert "(participant_id) INCLUDE (partnership_id, begin, until, extent)" in told.replace('"', "")


def test_a_stand_in_sees_the_part_of_whom_they_replace(cast):

    key = cast.opened(words=WORDS)
    share(cast, key, Domain.HOME)
    plan(cast, key)
    new = NewCover(
        *(cast.standing(who).membership_id for who in ("bram", "yara")), cast.today, cast.today + timedelta(days=3)
    )
    with cast.acting("bram") as by:
        arrange_cover(new, by=by, request_key=uuid4(), today=cast.today)
    shown = page(cast, "yara", f"/vraag/{key}")
    assert "Een tree voor de douche" in shown
    assert "Kwaksloot" not in shown
