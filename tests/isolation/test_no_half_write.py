"""A request is saved whole or not at all, and what somebody saw or was refused is written down."""

import logging

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.isolation.catalogue import asked
from tests.isolation.planted_views import WRITTEN
from wijkwaarde.web.transaction import SwallowedError

pytestmark = [pytest.mark.django_db(databases=["default", "owner"]), pytest.mark.urls("tests.isolation.planted_views")]
LINES = "SELECT act, kind, object_id, subject_ids, purpose FROM trail_line WHERE id > %s ORDER BY id"


@pytest.fixture
def trail(cast):
    """The lines of the trail since the test began."""
    with cast.acting("amina"):
        [(last,)] = asked("SELECT COALESCE(max(id), 0) FROM trail_line")

    def since():
        with cast.acting("amina"):
            return asked(LINES, [last])

    return since


def saved(cast):
    with cast.acting("amina"):
        return asked("SELECT count(*) FROM cases_case WHERE words = %s", [WRITTEN])[0][0]


@pytest.mark.parametrize("address", ["slikt", "slikt-later", "breekt", "500"])
@pytest.mark.django_db(transaction=True)
def test_a_view_that_goes_wrong_saves_nothing_and_says_so(address, *, committing_cast, caplog):
    answer = committing_cast.browser("amina").get(f"/proef/{address}")
    assert answer.status_code == 500
    assert "Bewaard" not in answer.content.decode()
    assert saved(committing_cast) == 0
    with committing_cast.acting("amina"):
        assert asked(
            "SELECT count(*) FROM trail_line WHERE act = 'WRITE' AND user_id IS NOT NULL AND kind = 'case' "
            "AND at > now() - interval '1 minute' AND object_id NOT IN (SELECT id FROM cases_case)"
        ) == [(0,)]
    shown = [record for record in caplog.records if record.levelno >= logging.ERROR]
    assert shown or address == "500"


def test_a_swallowed_error_of_the_database_has_a_name(cast):
    with pytest.raises(SwallowedError):
        cast.browser("amina", raises=True).get("/proef/slikt")


def test_a_refusal_saves_nothing_and_is_told_in_its_own_words(cast, trail):
    answer = cast.browser("amina").get("/proef/weigert")
    assert (answer.status_code, "Dit kan niet." in answer.content.decode()) == (409, True)
    assert (saved(cast), trail()) == (0, [])


def test_who_read_before_a_refusal_stands_in_the_trail_and_what_was_taken_back_does_not(cast, trail):
    key = cast.opened()
    assert cast.browser("chantal").get(f"/proef/weigert-na-lezen/{key}").status_code == 409
    assert [(act, kind) for act, kind, *_rest in trail()] == [("READ", "case"), ("SEARCH", "case")]


def test_what_was_denied_stands_in_the_trail_and_what_was_written_before_it_does_not(cast, trail):
    fenna = cast.actor("fenna").person_id
    answer = cast.browser("amina").get(f"/proef/ontzegt/{fenna}")
    assert answer.status_code == 404
    assert saved(cast) == 0
    assert trail() == [("DENIED", "case", 7, [fenna], "none")]


def test_a_form_that_is_not_right_yet_keeps_the_line_of_who_read(cast, trail):
    key = cast.opened()
    assert cast.browser("chantal").get(f"/proef/verbetert/{key}").status_code == 422
    assert [(act, kind, why) for act, kind, _id, _about, why in trail()] == [("READ", "case", "contact")]


def test_the_same_thing_seen_twice_in_one_request_is_one_line(cast, trail):
    key = cast.opened()
    cast.browser("chantal").get(f"/proef/twee-keer/{key}")
    assert [line[0] for line in trail()] == ["READ"]


def test_the_lines_of_the_trail_are_the_last_thing_that_is_written(cast):
    key, browser = cast.opened(), cast.browser("chantal")
    with CaptureQueriesContext(connection) as found:
        browser.get(f"/vraag/{key}")
    statements = [query["sql"] for query in found.captured_queries]
    writes = [place for place, sql in enumerate(statements) if sql.startswith(("INSERT", "UPDATE", "DELETE"))]
    assert [statements[place].split('"')[1] for place in writes] == ["trail_line"]
    after = [sql for sql in statements[writes[-1] + 1 :] if not sql.startswith(("RELEASE", "SAVEPOINT", "COMMIT"))]
    assert [sql for sql in after if "set_config" not in sql] == []


def test_a_body_that_streams_sees_nothing_of_the_partnership(cast):
    answer = cast.browser("amina").get("/proef/stroomt")
    assert b"".join(answer.streaming_content) == b"0"


def test_a_view_without_a_mark_asks_for_log_in(cast, client):
    answer = client.get("/proef/ongemerkt")
    assert (answer.status_code, answer.url) == (302, "/inloggen?next=/proef/ongemerkt")
    assert client.get("/proef/open").status_code == 200
    assert cast.browser("amina").get("/proef/ongemerkt").status_code == 200


def test_a_public_page_cannot_write_about_people(client, caplog):
    client.raise_request_exception = False
    answer = client.get("/proef/open-schrijft")
    assert answer.status_code in {404, 500}
    assert asked("SELECT count(*) FROM parties_person") == [(0,)]
