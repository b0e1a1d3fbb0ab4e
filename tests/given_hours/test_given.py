"""Hours that volunteers gave: booked in hours, summed per activity and year, shown as an amount only where somebody asks."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from tests.thread.test_how_often import MOST, asked_for
from wijkwaarde.kernel.errors import NotFound, Refused
from wijkwaarde.kernel.given_hours import actions
from wijkwaarde.kernel.given_hours.queries import pursuits, told_last
from wijkwaarde.kernel.ledger.actions import close_period
from wijkwaarde.kernel.ledger.queries import trial_balance
from wijkwaarde.kernel.ledger.terms import Commodity

pytestmark = pytest.mark.django_db


@pytest.fixture
def garden(cast):
    with cast.acting("karel") as karel:
        return actions.open_pursuit(cast.standing("bram").organisation_id, name="Buurttuin", by=karel)


def give(by, account_id, *, hours=120_00, month=None, key=None):
    now = timezone.now()
    month = month or timezone.localdate(now).replace(day=1)
    return actions.give_hours(account_id, month=month, hours=hours, by=by, request_key=key or uuid4(), now=now)


def test_hours_are_booked_in_hours_once_and_undone_on_the_same_day_by_who_told_them(cast, garden):
    with cast.acting("bram") as bram:
        key = uuid4()
        first = give(bram, garden, key=key)
        assert give(bram, garden, key=key) == first
        give(bram, garden, hours=50, month=(cast.today.replace(day=1) - timedelta(days=1)).replace(day=1))
        (tuin,) = pursuits(by=bram)
        assert sum(tuin.by_year.values()) == 120_50
        actions.undo_hours(first, by=bram, now=timezone.now())
        assert [one.hours for one in told_last(by=bram, today=cast.today)] == [50]
        assert sum(pursuits(by=bram)[0].by_year.values()) == 50
    with cast.acting("karel") as karel:
        assert trial_balance(by=karel).left == {Commodity.EURO: 0, Commodity.HOUR: 0}


def test_only_who_works_there_tells_hours_and_none_of_a_month_to_come(cast, garden):
    with cast.acting("chantal") as chantal, pytest.raises(NotFound):
        give(chantal, garden)
    with cast.acting("bram") as bram:
        for wrong in ({"hours": 0}, {"hours": -1}, {"hours": 10_000_001}, {"month": cast.today + timedelta(days=40)}):
            with pytest.raises(Refused):
                give(bram, garden, **wrong)
        with pytest.raises(NotFound):
            actions.open_pursuit(bram.organisation_id, name="Kookgroep", by=bram)
        booked = give(bram, garden)
    with cast.acting("marieke") as marieke, pytest.raises(Refused):
        actions.undo_hours(booked, by=marieke, now=timezone.now())
    with cast.acting("amina") as amina, pytest.raises(NotFound):
        pursuits(by=amina)


def test_the_page_books_and_shows_an_amount_only_where_somebody_asks(cast):
    karel, bram, hanneke = (cast.browser(who) for who in ("karel", "bram", "hanneke"))
    told = {"organisation": cast.standing("bram").organisation_id, "name": "Buurttuin"}
    assert karel.post("/gegeven-uren/activiteit", told).status_code == 302
    with cast.acting("bram") as by:
        (tuin,) = pursuits(by=by)
    month = f"{cast.today:%Y-%m}"
    told = {"pursuit": tuin.account_id, "month": month, "hours": "300½", "request_key": str(uuid4())}
    for _time in range(2):
        assert bram.post("/gegeven-uren", told).status_code == 302
    page = hanneke.get("/gegeven-uren").content.decode()
    assert "300,5" in page
    assert "€" not in page
    assert "€\xa06.010" in hanneke.get("/gegeven-uren?bedrag=ja").content.decode()
    assert "€\xa03.005" in hanneke.get("/gegeven-uren?bedrag=10").content.decode()
    for kind in ("csv", "xlsx", "json"):
        assert hanneke.post("/gegeven-uren/bewaren", {"kind": kind}).status_code == 200
    assert len(asked_for(bram, "/gegeven-uren")) <= MOST


def test_what_is_undone_after_the_turn_of_the_year_is_of_neither_year(cast, garden):
    january = datetime(2027, 1, 2, 12, tzinfo=UTC)
    with cast.acting("karel") as karel:
        told = {"month": date(2026, 12, 1), "hours": 100, "by": karel, "now": january}
        for is_closed in (False, True):
            wrong = actions.give_hours(garden, request_key=uuid4(), **told)
            if is_closed:
                close_period(by=karel, until=date(2027, 1, 1), today=january.date(), now=january)
            actions.undo_hours(wrong, by=karel, now=january)
            assert [one.by_year for one in pursuits(by=karel)] == [{}]
        assert not any(row.amount for row in trial_balance(by=karel).rows)


def test_two_activities_whose_names_have_no_letter_of_a_code_are_two(cast, garden):
    with cast.acting("karel") as karel:
        party = cast.standing("bram").organisation_id
        names = ("قهوة", "شاي", "Buurttuin!", "buurttuin")
        coffee, tea, other, same = (actions.open_pursuit(party, name=name, by=karel) for name in names)
        assert len({coffee, tea, other, garden}) == 4
        assert same == garden
        assert actions.open_pursuit(party, name="شاي", by=karel) == tea


def test_an_activity_is_called_otherwise_and_its_hours_stay_under_one_name(cast, garden):
    with cast.acting("bram") as bram:
        give(bram, garden)
        with pytest.raises(NotFound):
            actions.name_pursuit(garden, name="Van Bram", by=bram)
    with cast.acting("karel") as karel:
        party = cast.standing("bram").organisation_id
        kitchen = actions.open_pursuit(party, name="Kookgroep", by=karel)
        for wrong in ("kookgroep", "", "x" * 61):
            with pytest.raises(Refused):
                actions.name_pursuit(garden, name=wrong, by=karel)
        actions.name_pursuit(garden, name="Voedselbos", by=karel)
        assert actions.open_pursuit(party, name="voedselbos", by=karel) == garden
        fresh = actions.open_pursuit(party, name="Buurttuin", by=karel)
        assert fresh not in {garden, kitchen}
        assert {one.name: sum(one.by_year.values()) for one in pursuits(by=karel)} == {
            "Voedselbos": 120_00,
            "Kookgroep": 0,
            "Buurttuin": 0,
        }


def test_the_controller_renames_an_activity_from_the_table_and_others_see_no_link(cast, garden):
    page, karel = f"/gegeven-uren/activiteit/{garden}", cast.browser("karel")
    assert page in karel.get("/gegeven-uren").content.decode()
    assert "Buurttuin" in karel.get(page).content.decode()
    assert karel.post(page, {"name": "Voedselbos"}).status_code == 302
    assert "Voedselbos" in karel.get("/gegeven-uren").content.decode()
    assert karel.post(page, {"name": ""}).status_code == 422
    for who in ("bram", "hanneke"):
        browser = cast.browser(who)
        assert page not in browser.get("/gegeven-uren").content.decode()
        assert browser.post(page, {"name": "Anders"}).status_code == 404
