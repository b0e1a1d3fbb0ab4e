"""The docs show the table of states as it is."""

from tests.thread.printed import PAGE, page


def test_the_page_of_states_is_printed_from_the_table():
    assert PAGE.read_text(encoding="utf-8") == page(), ".venv/bin/python -m tests.thread.printed"
