"""Who once belonged gets what somebody gets who never did: at every address, in the browser they were logged in with before."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import transaction

from tests.access import table
from tests.access.people import ask, settle
from tests.access.test_table import CASE_LINES, LINES, ONLY_READ
from wijkwaarde.kernel.accounts.actions import end_membership
from wijkwaarde.kernel.cases.actions import stop_sharing
from wijkwaarde.kernel.cases.terms import Ground
from wijkwaarde.kernel.covers.actions import arrange_cover, end_cover
from wijkwaarde.kernel.covers.rules import NewCover
from wijkwaarde.kernel.representations.actions import end_representation, name_representative
from wijkwaarde.kernel.representations.rules import NewRepresentative

ONCE = {
    "ilse": "a professional whose organisation she left",
    "bram": "a professional with whom the resident stopped sharing",
    "dirk": "a helper whose part the resident ended",
    "yara": "a colleague who stood in and does no longer",
}
# She opened this case out of fear for somebody's safety, and reads about that still.
OWN_EMERGENCY = ("emergencies", "yara")
# Nothing about the case, and no page of it: not there, not for this method, log in first, or: you belong nowhere (any more).
SHUT = {"404", "405", table.LOG_IN, ">choose_standing"}


@pytest.fixture(scope="module")
def ended(committed_cast, django_db_blocker):
    """Amina's case after four people left it, each with the browser of before."""
    with django_db_blocker.unblock(), transaction.atomic():
        settled = settle(committed_cast)
        helper, cover = let_in(committed_cast, settled)
        before = {who: table.answer_of(asked(settled, "case", who)) for who in ONCE}
        assert set(before.values()) == {"200"}, before
        let_out(committed_cast, settled, helper=helper, cover=cover)
        yield settled
        transaction.set_rollback(True)


def asked(settled, name, who):
    return ask(settled, who, method="GET", path=table.path(name, route=table.addresses()[name], ids=settled.ids))


def let_in(cast, settled):
    """Dirk helps Amina to read and write, and Yara stands in for Chantal this week."""
    key = settled.ids["key"]
    with cast.acting("amina") as by:
        new = NewRepresentative("Dirk", cast.email("dirk"), Ground.HELPER)
        helper = name_representative(new, by=by, seen=cast.seen(key, by=by), today=cast.today)
    absent, stand_in = (cast.standing(who).membership_id for who in ("chantal", "yara"))
    new = NewCover(absent, stand_in, cast.today, cast.today + timedelta(days=7))
    with cast.acting("chantal") as by:
        cover, _is_new = arrange_cover(new, by=by, request_key=uuid4(), today=cast.today)
    return helper, cover


def let_out(cast, settled, *, helper, cover):
    key = settled.ids["key"]
    with cast.acting("amina") as by:
        seen = cast.seen(key, by=by)
        stop_sharing(by=by, seen=seen, participant_id=settled.ids["participant_id"], today=cast.today)
        end_representation(helper, by=by, seen=seen, today=cast.today)
        end_membership(by=by, email="ilse@voorbeeld.example", today=cast.today)
    with cast.acting("chantal") as by:
        end_cover(cover.pk, by=by, today=cast.today)


@pytest.mark.parametrize("who", ONCE)
def test_no_address_about_the_case_is_there_for_who_once_belonged(ended, who):
    routes = table.addresses()
    for name in CASE_LINES:
        path = table.path(name, route=routes[name], ids=ended.ids)
        for method in table.METHODS:
            answer = ask(ended, who, method=method, path=path, sends=LINES[name].sends)
            assert table.answer_of(answer) in SHUT, (name, method, answer.status_code)
            about = {one.act for one in answer.lines if ended.person in one.subject_ids}
            assert about <= {"DENIED"}, (name, method, about)


@pytest.mark.parametrize("who", ONCE)
def test_no_list_tells_of_the_case_to_who_once_belonged(ended, who):
    for name, route in table.addresses().items():
        if name in LINES and not table.PLACES.search(route) and LINES[name].POST["amina"] == ONLY_READ:
            answer = asked(ended, name, who)
            if (name, who) == OWN_EMERGENCY:
                continue
            assert not [one for one in answer.lines if ended.person in one.subject_ids], name
