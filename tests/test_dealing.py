"""Beside another process, a file stays whole and everything that opens a browser stays together, before all else."""

from types import SimpleNamespace

from tests.dealing import BROWSER, group_of, longest_first


def test_a_file_stays_whole_and_the_stories_stay_together():
    assert group_of("tests/thread/test_ask.py::test_one[a/b::c]") == "tests/thread/test_ask.py"
    assert group_of("tests/browser/test_story.py::test_one") == group_of(
        "tests/browser/test_every_page.py::test_two[1]"
    )


def test_the_stories_come_first_and_the_rest_keeps_its_order():
    items = [SimpleNamespace(nodeid=name) for name in ("a.py::one", "tests/browser/b.py::one", "a.py::two")]
    longest_first(items)
    assert [one.nodeid for one in items] == ["tests/browser/b.py::one", "a.py::one", "a.py::two"]


def test_nothing_outside_the_folder_of_the_stories_opens_a_browser(request):
    opening = [one.nodeid for one in request.session.items if "chromium" in getattr(one, "fixturenames", ())]
    assert {group_of(name) for name in opening} <= {str(BROWSER)}
