import logging
import sys

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
