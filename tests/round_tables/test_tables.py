"""Planning a meeting: who is there is the resident's choice, and what leaves the site says nothing."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from wijkwaarde.kernel.cases.actions import stop_sharing
from wijkwaarde.kernel.cases.terms import Extent
from wijkwaarde.kernel.errors import NotFound, Refused, Stale
from wijkwaarde.kernel.round_tables import actions
from wijkwaarde.kernel.round_tables.queries import table_for, tables_of
from wijkwaarde.kernel.round_tables.rules import NewTable, check_table
from wijkwaarde.kernel.round_tables.tasks import tell_seats
from wijkwaarde.kernel.round_tables.terms import Answer, Kind

pytestmark = pytest.mark.django_db
ONE_FORM = UUID("00000000-0000-4000-8000-0000000000f1")
HERE = ZoneInfo("Europe/Amsterdam")
PLACE = "Bij mij thuis, Kerkstraat"


@pytest.fixture
def case(cast):
    return cast.opened("amina")


def soon(days=3):
    return timezone.now() + timedelta(days=days)


def meeting(**changes):
    return NewTable(**{"kind": Kind.KITCHEN, "starts_at": soon(), "minutes": 75, "place": PLACE} | changes)


def planned(cast, case, *, who="amina", request_key=ONE_FORM, **changes):
    with cast.acting(who) as by:
        seen = cast.seen(case, by=by)
        return actions.plan_table(by=by, seen=seen, new=meeting(**changes), request_key=request_key, now=timezone.now())


def shown(cast, case, who):
    with cast.acting(who) as by:
        return tables_of(cast.seen(case, by=by), now=timezone.now())


def own_seat(tables):
    """The seat of who looks, at the first table."""
    return next(seat for seat in tables[0].seats if seat.is_own)


def names(table):
    return {seat.name for seat in table.seats}


def test_the_resident_sits_at_every_table_and_so_does_who_plans_it(cast, case):
    planned(cast, case, who="chantal")
    assert names(shown(cast, case, "amina")[0]) == {"Amina", "Chantal"}


def test_somebody_may_come_for_the_resident_alone_whatever_their_name(cast, case):
    planned(cast, case, guests=("Selma", "Fatma O'Brien", "أمينة"))
    assert names(shown(cast, case, "amina")[0]) == {"Amina", "Selma", "Fatma O'Brien", "أمينة"}


def test_a_second_click_plans_nothing(cast, case):
    assert planned(cast, case).pk == planned(cast, case).pk
    assert len(shown(cast, case, "amina")) == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"starts_at": timezone.now() - timedelta(minutes=1)}, "day"),
        ({"starts_at": timezone.now() + timedelta(days=400)}, "day"),
        ({"place": ""}, "place"),
        ({"minutes": 5}, "minutes"),
        ({"minutes": 481}, "minutes"),
        ({"guests": tuple(f"Gast {number}" for number in range(11))}, "guests"),
    ],
)
def test_what_cannot_be_is_said_at_its_own_field(changes, field):
    with pytest.raises(Refused) as refused:
        check_table(meeting(**changes), now=timezone.now())
    assert refused.value.field == field


def test_a_call_needs_no_place(cast, case):
    assert planned(cast, case, kind=Kind.CALL, place="").pk


def test_who_sees_only_their_own_part_sees_no_table_without_a_seat_and_no_other_seats(cast, case):
    yara = cast.chosen(case, "yara", extent=Extent.THAT)
    planned(cast, case)
    assert shown(cast, case, "yara") == []
    planned(cast, case, request_key=uuid4(), participants=frozenset({yara.pk}))
    found = shown(cast, case, "yara")
    assert [names(table) for table in found] == [{"Yara"}]


def test_who_is_not_in_the_case_finds_nothing(cast, case):
    table = planned(cast, case)
    with cast.acting("dirk") as by, pytest.raises(NotFound):
        table_for(table.pk, seen=cast.seen(case, by=by), by=by)


def test_somebody_elses_participant_gets_no_seat(cast, case):
    other = cast.opened("fenna")
    bram = cast.chosen(other, "bram", by="fenna")
    with pytest.raises(Refused):
        planned(cast, case, participants=frozenset({bram.pk}))


def test_whoever_no_longer_takes_part_has_no_seat_any_more(cast, case):
    bram = cast.chosen(case, "bram")
    planned(cast, case, participants=frozenset({bram.pk}))
    with cast.acting("amina") as by:
        stop_sharing(by=by, seen=cast.seen(case, by=by), participant_id=bram.pk, today=cast.today)
    assert names(shown(cast, case, "amina")[0]) == {"Amina"}


def test_a_change_tells_everybody_again_and_asks_again_whether_they_come(cast, case):
    bram = cast.chosen(case, "bram")
    table = planned(cast, case, participants=frozenset({bram.pk}))
    with cast.acting("bram") as by:
        own = own_seat(tables_of(cast.seen(case, by=by), now=timezone.now()))
        actions.answer_seat(
            by=by, seen=cast.seen(case, by=by), seat_id=own.seat_id, answer=Answer.COMING, now=timezone.now()
        )
    new = meeting(starts_at=soon(5), participants=frozenset({bram.pk}))
    with cast.acting("amina") as by:
        seen = cast.seen(case, by=by)
        actions.change_table(by=by, seen=seen, table_id=table.pk, new=new, version=1, now=timezone.now())
        with pytest.raises(Stale):
            actions.change_table(by=by, seen=seen, table_id=table.pk, new=new, version=1, now=timezone.now())
    assert own_seat(shown(cast, case, "bram")).answer is Answer.OPEN


def test_a_cancelled_table_is_gone_from_the_case_and_says_so_on_its_own_page(cast, case):
    table = planned(cast, case)
    with cast.acting("amina") as by:
        seen = cast.seen(case, by=by)
        for _again in range(2):
            actions.cancel_table(by=by, seen=seen, table_id=table.pk, version=1, now=timezone.now())
    assert shown(cast, case, "amina") == []
    assert "gaat niet door" in cast.browser("amina").get(f"/vraag/{case}/tafel/{table.pk}").content.decode()


def test_nobody_answers_for_somebody_else_but_the_resident(cast, case):
    bram = cast.chosen(case, "bram")
    table = planned(cast, case, participants=frozenset({bram.pk}))
    with cast.acting("amina"):
        seat = table.seats.get(participant=bram).pk
    with cast.acting("chantal") as by, pytest.raises(Refused):
        actions.answer_seat(by=by, seen=cast.seen(case, by=by), seat_id=seat, answer=Answer.COMING, now=timezone.now())
    with cast.acting("amina") as by:
        seen = cast.seen(case, by=by)
        actions.answer_seat(by=by, seen=seen, seat_id=seat, answer=Answer.NOT_COMING, now=timezone.now())
    assert own_seat(shown(cast, case, "bram")).answer is Answer.NOT_COMING


@pytest.mark.django_db(databases=["default", "owner"])
def test_the_mail_and_the_entry_for_a_calendar_say_no_name_no_place_and_no_question(cast, case):
    bram = cast.chosen(case, "bram")
    planned(cast, case, participants=frozenset({bram.pk}))
    mail.outbox.clear()
    assert tell_seats(0) == 1
    assert tell_seats(0) == 0
    letter = mail.outbox[0]
    name, entry, kind = letter.attachments[0]
    said = f"{letter.subject} {letter.body} {name} {entry if isinstance(entry, str) else entry.decode()}"
    assert kind == "text/calendar"
    assert "DTSTART" in said
    for word in ("Amina", "Kerkstraat", "dochter", "Bram"):
        assert word not in said


def form(**changes):
    day = (timezone.localdate() + timedelta(days=3)).isoformat()
    sent = {"kind": "kitchen", "day": day, "time": "14:30", "minutes": "60", "place": PLACE, "version": "0"}
    return sent | {"request_key": str(uuid4())} | changes


def test_the_form_plans_a_table_and_shows_it(cast, case):
    browser = cast.browser("amina")
    answer = browser.post(f"/vraag/{case}/tafel", form(guests="Selma\r\n\r\nSelma\r\nFatma"))
    assert answer.status_code == 302
    page = browser.get(answer.url).content.decode()
    assert "14:30" in page
    assert page.count("Selma") == page.count("Fatma")


@pytest.mark.parametrize("hour", ["02:30"])
def test_an_hour_that_the_clock_skips_or_has_twice_is_said_at_the_time(cast, case, hour):
    now = timezone.localtime()
    sundays = [
        datetime(now.year + later, month, day, tzinfo=HERE)
        for later in (0, 1)
        for month in (3, 10)
        for day in range(25, 32)
    ]
    change = next(day for day in sundays if day.weekday() == 6 and day > now)
    answer = cast.browser("amina").post(f"/vraag/{case}/tafel", form(day=change.date().isoformat(), time=hour))
    assert answer.status_code == 422
    assert "klok" in answer.content.decode()


def test_what_was_typed_stays_when_something_is_missing(cast, case):
    answer = cast.browser("amina").post(f"/vraag/{case}/tafel", form(place="", guests="Selma"))
    assert answer.status_code == 422
    assert "Schrijf op waar jullie elkaar zien." in answer.content.decode()
    assert "Selma" in answer.content.decode()


def test_the_paper_for_the_table_has_the_boxes_and_no_name(cast, case):
    page = cast.browser("amina").get(f"/vraag/{case}/tafel/a4").content.decode()
    assert "Rust in de nacht." in page
    assert page.count('<th scope="row">') == 10
    assert "<strong>Amina" not in page


def test_the_tables_of_a_case_cost_one_query_and_one_more_where_there_are_any(cast, case):
    for _number in range(3):
        planned(cast, case, request_key=uuid4())
    with cast.acting("amina") as by:
        seen = cast.seen(case, by=by)
        with CaptureQueriesContext(connection) as counted:
            assert len(tables_of(seen, now=timezone.now())) == 3
        with CaptureQueriesContext(connection) as later:
            assert tables_of(seen, now=timezone.now() + timedelta(days=30)) == []
    assert [len(counted), len(later)] == [2, 1]


def test_the_letter_says_when_where_who_comes_and_whom_to_call(cast, case):
    with cast.acting("chantal") as by:
        seen = cast.seen(case, by=by)
        new = meeting(guests=("Mijn zus",))
        made = actions.plan_table(by=by, seen=seen, new=new, request_key=ONE_FORM, now=timezone.now())
    page = cast.browser("chantal").get(f"/vraag/{case}/tafel/{made.pk}/brief").content.decode()
    for words in ("Beste", "Amina", PLACE, "Mijn zus", "75 minuten", "wijkverpleegkundige", "06 - 12 34 56 78"):
        assert words in page, words
    assert cast.browser("dirk").get(f"/vraag/{case}/tafel/{made.pk}/brief").status_code == 404
