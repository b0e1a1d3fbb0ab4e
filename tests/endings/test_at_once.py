"""Two who close at once, a link after the end, and a page of what is done that asks no more than any other."""

from functools import partial
from uuid import UUID, uuid4

import pytest

from tests.endings.conftest import Story
from tests.thread.test_at_once import at_once
from tests.thread.test_how_often import MOST, asked_for
from wijkwaarde.kernel.endings.models import Ending
from wijkwaarde.kernel.measurements.actions import give_by_link, make_link
from wijkwaarde.kernel.measurements.models import Measurement

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


def test_a_mark_by_link_after_the_end_is_kept(story, cast):
    with cast.acting("chantal") as by:
        token = make_link(by=by, seen=cast.seen(story.key, by=by), today=story.today)
    story.close()
    give_by_link(token, mark=6, request_key=uuid4(), today=story.today)
    with cast.acting("amina"):
        assert Measurement.objects.filter(case__key=story.key, mark=6).exists()


def test_a_page_of_what_is_done_asks_at_most_as_often(story, cast):
    story.close(light=story.light("bram"))
    browsers = {who: cast.browser(who) for who in ("amina", "chantal", "bram")}
    counts = {who: len(asked_for(browser, story.page)) for who, browser in browsers.items()}
    assert {who: count for who, count in counts.items() if count > MOST} == {}
    story_pages = [f"{story.page}/wat-kost-het-mij", f"{story.page}/terugkomen"]
    assert max(len(asked_for(browsers["amina"], page)) for page in story_pages) <= MOST


def test_the_form_of_an_ending_asks_at_most_fifteen_times(story, cast):
    assert len(asked_for(cast.browser("amina"), f"{story.page}/klaar")) <= MOST


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_resident_and_contact_close_at_the_same_moment_and_it_is_one_ending(committing_cast):
    cast = committing_cast
    story = Story(cast)
    told = {"keeper": "nobody", "version": "0", "takeaway": ""}
    together = {"how": "together", "decided_on": story.today.isoformat(), "heard_by": "Amina"}
    posts = {"amina": told, "chantal": told | together}
    answers = []

    def close(who, number):
        told = posts[who] | {"request_key": str(UUID(int=number))}
        answers.append(cast.browser(who).post(f"{story.page}/klaar", told).status_code)

    at_once(*(partial(close, who, number) for number, who in enumerate(posts)))
    codes = sorted(answers)
    assert codes[0] == 302
    assert set(codes) <= {302, 409, 422}
    with cast.acting("amina"):
        assert Ending.objects.filter(case__key=story.key, closed_on__isnull=False).count() == 1
