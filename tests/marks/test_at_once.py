"""Two presses of one carer's link at the same moment are one mark, and pages with carers ask no more than others."""

from uuid import uuid4

import pytest
from django.test import Client

from tests.thread.test_at_once import at_once, statuses
from tests.thread.test_how_often import MOST, asked_for
from wijkwaarde.kernel.carers.actions import add_carer
from wijkwaarde.kernel.carers.rules import NewCarer
from wijkwaarde.kernel.carers.terms import MOST_AT_ONCE
from wijkwaarde.kernel.measurements.actions import NewMark, give_mark, make_link
from wijkwaarde.kernel.measurements.models import MarkLink, Measurement
from wijkwaarde.kernel.measurements.terms import HowGiven


def added(cast, key, name="Selma"):
    with cast.acting("amina") as by:
        seen, new = cast.seen(key, by=by), NewCarer(name, "zus")
        return add_carer(new, by=by, seen=seen, request_key=uuid4(), today=cast.today)


def link(cast, key, carer):
    with cast.acting("chantal") as by:
        return make_link(by=by, seen=cast.seen(key, by=by), today=cast.today, carer=carer)


def client():
    found = Client(raise_request_exception=False)
    found.handler.load_middleware()
    return found


@pytest.mark.django_db(transaction=True)
def test_two_presses_of_one_link_at_once_are_one_mark(committing_cast):
    cast = committing_cast
    key = cast.opened()
    carer = added(cast, key)
    token, browsers = link(cast, key, carer), (client(), client())
    forms = [{"mark": mark, "request_key": str(uuid4())} for mark in ("4", "9")]
    address = f"/cijfer/{token}"
    answers = at_once(
        *(lambda who=who, form=form: who.post(address, form) for who, form in zip(browsers, forms, strict=True))
    )
    assert statuses(answers) == [200, 404]
    with cast.acting("amina"):
        assert Measurement.objects.filter(case__key=key).count() == 1
        assert MarkLink.objects.filter(case__key=key, used_on=None).count() == 0


def test_pages_with_many_who_care_along_ask_as_often_as_with_one(cast):
    key = cast.opened()
    pages = [(who, f"/vraag/{key}{rest}") for who in ("amina", "chantal") for rest in ("", "/wie-zorgt-mee", "/cijfer")]
    browsers = {who: cast.browser(who) for who in ("amina", "chantal")}
    given(cast, key, added(cast, key))
    for who, address in pages:
        browsers[who].get(address)
    few = [len(asked_for(browsers[who], address)) for who, address in pages]
    for number in range(MOST_AT_ONCE - 1):
        given(cast, key, added(cast, key, name=f"Lot {number}"))
    many = [len(asked_for(browsers[who], address)) for who, address in pages]
    assert (many, max(many) <= MOST) == (few, True)


def given(cast, key, carer):
    with cast.acting("chantal") as by:
        new, seen = NewMark(6, cast.today, HowGiven.PAPER), cast.seen(key, by=by)
        give_mark(new, by=by, seen=seen, request_key=uuid4(), today=cast.today, carer=carer)
