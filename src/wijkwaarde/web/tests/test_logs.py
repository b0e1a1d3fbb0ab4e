import logging
import sys
from uuid import uuid4

import pytest
from django.db import DataError, OperationalError

from wijkwaarde.web.logs import PlacesOnly

TYPED, NAMED = "mijn rug is kapot", "rij van Amina"


def test_an_error_is_written_down_with_its_places_and_without_what_somebody_typed():
    try:
        try:
            int(TYPED)
        except ValueError as cause:
            raise RuntimeError(NAMED) from cause
    except RuntimeError:
        record = logging.LogRecord("site", logging.ERROR, __file__, 1, "broken", None, sys.exc_info())
    written = PlacesOnly().format(record)
    assert "ValueError" in written
    assert "RuntimeError" in written
    assert "test_logs.py" in written
    assert "Amina" not in written
    assert "kapot" not in written


def written(message, *values, by="django.request", error=None):
    record = logging.LogRecord(by, logging.ERROR, __file__, 1, message, values, error and (type(error), error, None))
    return PlacesOnly("%(name)s %(message)s").format(record)


@pytest.mark.parametrize("by", ["django.request", "wijkwaarde.web", "others"])
def test_the_key_of_a_case_and_what_was_typed_in_an_address_are_not_written_down(by):
    key = uuid4()
    for said in (str(key), str(key).upper(), key.hex):
        line = written("Internal Server Error: %s", f"/vraag/{said}/plan?q=rug kapot", by=by)
        assert line == f"{by} Internal Server Error: /vraag/.../plan?..."


def test_what_others_write_about_an_error_is_written_down_without_its_values():
    error = DataError("Key (email)=(amina@voorbeeld.example)")
    for line in (
        written("Task failed: %s", error, by="others"),
        written("Task failed: %s", "amina", by="others", error=error),
        written("Task failed\nfuture: amina", by="others", error=error),
        written(error, by="others"),
    ):
        assert "amina" not in line
        assert "Task failed" in line or "DataError" in line


def test_who_keeps_the_site_running_reads_that_the_database_is_away_and_what_others_say_about_no_error():
    assert "connection refused" in written("no way in: %s", OperationalError("connection refused"), by="others")
    assert written("%s of %s", 1, 2, by="others") == "others 1 of 2"
