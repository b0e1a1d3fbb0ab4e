"""What was agreed holds until the resident says yes to something else; what is done stays done."""

from uuid import uuid4

import pytest
from django.utils import timezone

from wijkwaarde.kernel.accounts.actions import tell_one
from wijkwaarde.kernel.cases import actions as cases
from wijkwaarde.kernel.cases.models import Participant, Share
from wijkwaarde.kernel.cases.queries import waiting_to_hear
from wijkwaarde.kernel.cases.terms import Extent
from wijkwaarde.kernel.errors import NotFound, Refused
from wijkwaarde.kernel.plans import actions
from wijkwaarde.kernel.plans.queries import line_for, plan_for, tasks_of
from wijkwaarde.kernel.plans.rules import NewLine
from wijkwaarde.kernel.plans.terms import LineState


@pytest.fixture
def case(cast):
    """A case with a plan of two lines that was agreed; Bram does the first, and it is done."""
    key = cast.opened(request_key=uuid4())
    bram = cast.chosen(key, "bram")
    cast.agreed(key, ("Post openen", bram), ("Brief schrijven", "Selma"))
    with cast.acting("bram") as by:
        seen = cast.seen(key, by=by)
        line = plan_for(seen).agreed.lines[0]
        actions.move_line(by=by, seen=seen, line=line, state=LineState.DONE, today=cast.today)
    return key


def propose(cast, case, *, by="bram"):
    with cast.acting(by) as actor:
        seen = cast.seen(case, by=actor)
        agreed = plan_for(seen).agreed.lines
        lines = [
            NewLine(what=agreed[0].what, participant_id=agreed[0].participant_id),
            NewLine(what="Brief samen schrijven", who="Selma"),
        ]
        return actions.write_draft(by=actor, seen=seen, lines=lines, version=0, today=cast.today)


def test_a_proposal_stands_beside_what_was_agreed(cast, case):
    propose(cast, case)
    page = cast.browser("amina").get(f"/vraag/{case}").content.decode()
    assert "Brief schrijven" in page
    assert "Brief samen schrijven" in page
    assert "Voorstel van Bram" in page
    assert "blijft zo" in page
    with cast.acting("amina") as by:
        seen = cast.seen(case, by=by)
        assert line_for(plan_for(seen).agreed.lines[1].pk, seen=seen).what == "Brief schrijven"


def test_what_is_done_stays_done_when_something_else_changes(cast, case):
    draft = propose(cast, case)
    with cast.acting("amina") as by:
        seen = cast.seen(case, by=by)
        actions.agree_plan(by=by, seen=seen, version=draft.version, today=cast.today)
        states = {line.what: line.state for line in plan_for(seen).agreed.lines}
    assert states == {"Post openen": "done", "Brief samen schrijven": "open"}


def test_a_no_takes_the_proposal_away_and_leaves_the_plan(cast, case):
    draft = propose(cast, case)
    answer = cast.browser("amina").post(f"/vraag/{case}/plan/nee", {"version": draft.version}, follow=True)
    page = answer.content.decode()
    assert "Brief samen schrijven" not in page
    assert "Brief schrijven" in page


def test_a_proposal_is_not_for_who_sees_only_what_they_do(cast, case):
    cast.chosen(case, "yara", extent=Extent.THAT)
    propose(cast, case)
    with cast.acting("yara") as by:
        plan = plan_for(cast.seen(case, by=by))
    assert plan.draft is None
    assert plan.agreed.lines == ()


def test_a_line_that_does_not_work_out_reaches_the_fixed_contact(cast, case):
    with cast.acting("amina") as by:
        seen = cast.seen(case, by=by)
        line = plan_for(seen).agreed.lines[1]
        actions.move_line(by=by, seen=seen, line=line, state=LineState.STUCK, today=cast.today)
    with cast.acting("chantal") as by:
        awaited = tasks_of(by=by, today=cast.today).awaited
        assert [line.what for line in awaited] == ["Brief schrijven"]


def test_who_was_read_before_the_sharing_stopped_writes_nothing_after_it(cast, case):
    with cast.acting("bram") as by:
        seen = cast.seen(case, by=by)  # Bram's page began
        with cast.acting("amina") as amina:
            hers = cast.seen(case, by=amina)
            cases.stop_sharing(by=amina, seen=hers, participant_id=seen.participant.pk, today=cast.today)
        lines = [NewLine(what="Toch nog iets", who="Bram")]
        with pytest.raises(NotFound):
            actions.write_draft(by=by, seen=seen, lines=lines, version=0, today=cast.today)
        with pytest.raises(NotFound):
            cases.save_boxes(by=by, seen=seen, boxes={"wants": "x"}, version=seen.case.version, today=cast.today)


def test_who_takes_part_already_sees_what_is_chosen_now(cast, case):
    assert cast.browser("bram").get(f"/vraag/{case}").content.decode().count("Mijn dochter slaapt slecht") == 1
    cast.chosen(case, "bram", extent=Extent.THAT)
    assert "Mijn dochter" not in cast.browser("bram").get(f"/vraag/{case}").content.decode()
    with cast.acting("amina"):
        bram = cast.standing("bram").membership_id
        now = Share.objects.filter(participant__case__key=case, participant__membership_id=bram, until__isnull=True)
        assert [share.extent for share in now] == ["that"]


def test_other_words_in_the_same_form_are_not_thrown_away(cast):
    key = uuid4()
    browser = cast.browser("amina")
    browser.post("/vraag", {"words": "Mijn rug is kapot.", "request_key": key})
    answer = browser.post("/vraag", {"words": "En de post ligt er nog.", "request_key": key})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "En de post ligt er nog." in page
    assert "had je al verstuurd" in page
    assert str(key) not in page  # sent again, it is a question of its own
    with cast.acting("amina") as by, pytest.raises(Refused):
        cases.open_case(by=by, words="Nog iets anders.", request_key=key, today=cast.today)


def test_an_address_that_the_mail_server_refuses_stops_nobody_elses_mail(cast, case):
    told, now = [], timezone.now()

    def letter(one):
        if not told:
            told.append("refused")
            raise OSError("550")
        told.append(one.membership.user.email)

    with cast.acting("amina") as by:
        Participant.objects.filter(membership__isnull=False).update(told_at=None)
        due = Participant.objects.filter(membership__isnull=False, until__isnull=True).count()
        while tell_one(waiting_to_hear(by=by, today=cast.today), send=letter, now=now):
            pass
        left = list(Participant.objects.filter(membership__isnull=False, until__isnull=True, told_at__isnull=True))
    assert len(told) == due
    assert [(one.tries, one.tried_at) for one in left] == [(1, now)]
