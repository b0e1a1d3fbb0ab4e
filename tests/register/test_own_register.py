"""The register is the partnership's own: dated versions with who and why, and what nobody confirmed yet."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import ProgrammingError, connection, transaction

from wijkwaarde.kernel.activities.actions import change_activity, take_activities
from wijkwaarde.kernel.activities.models import ActivityVersion
from wijkwaarde.kernel.activities.queries import own_activities
from wijkwaarde.kernel.activities.rules import NewAnswers
from wijkwaarde.kernel.errors import NotFound, Stale
from wijkwaarde.kernel.register.reading import activities, grounds

pytestmark = pytest.mark.django_db
PAGE = "/verwerkingsregister"
EDIT, VERSIONS = f"{PAGE}/help/aanpassen", f"{PAGE}/help/versies"
CONTROLLER = "Stichting Buurt en de gemeente samen"
WHY = "Het convenant wijst twee partijen aan."


def filled(browser, **changes):
    """The form as it comes, with something changed and a reason."""
    form = browser.get(EDIT).context["form"]
    sent = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in (sent | {"why": WHY} | changes).items() if value is not None}


def test_a_partnership_has_every_activity_from_the_start_and_each_names_the_law(cast):
    with cast.acting("karel"):
        assert set(ActivityVersion.objects.values_list("key", "number")) == {(key, 1) for key in activities()}
    assert {one.law for one in activities().values()} <= {"", *grounds()}
    assert [one.key for one in activities().values() if not one.law] == ["reference"]


def test_the_privacy_contact_changes_and_confirms_and_the_old_version_stays_readable(cast, client):
    karel = cast.browser("karel")
    assert "nog niet nagekeken" in karel.get(PAGE).content.decode()
    sent = filled(karel, controller=CONTROLLER, law="public", checked_by="De functionaris", checked_on=cast.today)
    for _twice in range(2):
        assert karel.post(EDIT, sent).status_code == 302
    with cast.acting("karel"):
        (made,) = ActivityVersion.objects.filter(key="help", number__gt=1)
        assert (made.number, made.since, made.why) == (2, cast.today, WHY)
    page = karel.get(VERSIONS).content.decode()
    assert "Versie 2, van Karel" in page
    assert "Versie 1, overgenomen van het product" in page
    assert "door De functionaris, op" in page
    resident = cast.browser("amina").get(VERSIONS).content.decode()
    assert "van het privacycontact" in resident
    assert "van Karel" not in resident
    assert CONTROLLER in cast.browser("amina").get(PAGE).content.decode()
    for elsewhere in (client, cast.browser("olga")):
        assert CONTROLLER not in elsewhere.get(PAGE).content.decode()


def test_the_page_and_the_file_show_the_register_of_a_day(cast):
    karel = cast.browser("karel")
    before = cast.today - timedelta(days=3)
    with connection.cursor() as cursor, pytest.raises(ProgrammingError), transaction.atomic():
        cursor.execute("UPDATE activities_activityversion SET why = 'x'")
    karel.post(EDIT, filled(karel, controller=CONTROLLER))
    assert CONTROLLER in karel.get(PAGE).content.decode()
    assert CONTROLLER not in karel.get(f"{PAGE}?op={before}").content.decode()
    saved = {}
    for day in (cast.today, before):
        answer = karel.post(f"{PAGE}/bestand?op={day}", {"kind": "json"})
        saved[day] = json.dumps(json.loads(b"".join(answer.streaming_content)), ensure_ascii=False)
    assert CONTROLLER in saved[cast.today]
    assert CONTROLLER not in saved[before]
    assert "AVG art. 6 lid 1 onder b" in saved[before]


@pytest.mark.parametrize("who", ["amina", "chantal", "marieke", "olga"])
def test_nobody_else_changes_it(cast, who):
    assert cast.browser(who).get(EDIT).status_code == 404
    with cast.acting(who) as by, pytest.raises(NotFound):
        change_activity("help", answers(), by=by, version=1, request_key=uuid4(), today=cast.today)


def answers(**changes):
    told = {name: getattr(activities()["help"], name) for name in NewAnswers.__dataclass_fields__ if name in ANSWERS}
    return NewAnswers(**(told | {"why": WHY} | changes))


ANSWERS = ("controller", "law", "ground", "exception", "receives", "term", "source")


def test_half_a_confirmation_no_reason_and_a_day_to_come_are_refused_in_words(cast):
    karel = cast.browser("karel")
    tomorrow = cast.today + timedelta(days=1)
    for changes, field in (
        ({"checked_by": "De functionaris"}, "checked_on"),
        ({"checked_on": cast.today}, "checked_by"),
        ({"checked_by": "De functionaris", "checked_on": tomorrow}, "checked_on"),
        ({"why": "  "}, "why"),
        ({"law": "onzin"}, "law"),
    ):
        answer = karel.post(EDIT, filled(karel, **changes))
        assert answer.status_code == 422
        assert field in answer.context["form"].errors


def test_two_changes_at_once_are_shown_side_by_side(cast):
    karel = cast.browser("karel")
    sent = filled(karel, controller="Iemand anders")
    with cast.acting("karel") as by:
        change_activity("help", answers(controller=CONTROLLER), by=by, version=1, request_key=uuid4(), today=cast.today)
        with pytest.raises(Stale):
            change_activity("help", answers(), by=by, version=1, request_key=uuid4(), today=cast.today)
    answer = karel.post(EDIT, sent)
    assert answer.status_code == 409
    assert CONTROLLER in answer.content.decode()
    assert karel.post(EDIT, sent | {"version": "2"}).status_code == 302


def test_what_a_new_release_adds_is_taken_once_and_counts_as_not_confirmed(cast):
    with cast.acting("karel") as by:
        assert take_activities(by=by, today=cast.today) == 0
        own = own_activities(by=by, on=cast.today - timedelta(days=9))
        assert not any(one.is_confirmed for one in own.values())
        assert own["help"].version is None, "before the partnership had one, the product's holds"
