"""The agreement numbers of a party: which it may bill, of what and until when, as a page and a file without a name."""

from datetime import timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from tests.area_budget.test_page import make_budget
from waarde import Band, HelpSource
from wijkwaarde.kernel.deliveries.numbers import number_of
from wijkwaarde.kernel.flows.actions import agree_with_amounts
from wijkwaarde.kernel.parties.models import Organisation
from wijkwaarde.kernel.plans.actions import write_draft
from wijkwaarde.kernel.plans.models import PlanLine
from wijkwaarde.kernel.plans.rules import NewLine

pytestmark = pytest.mark.django_db


@pytest.fixture
def number_of_lines(cast):
    """A plan in which Bram guides somebody, a neighbour helps, and nobody said what the debts cost; and its lines."""
    make_budget(cast)
    key = cast.opened(request_key=uuid4())
    bram = cast.chosen(key, "bram").pk
    lines = (
        NewLine("Begeleiding thuis", participant_id=bram, source=HelpSource.TAILORED, band=Band.EVERY_WEEK),
        NewLine("Samen fietsen", who="Buurman Ton", source=HelpSource.VOLUNTEER),
        NewLine("Post openen", participant_id=bram, until=cast.today + timedelta(days=9)),
    )

    def agree(*those, today):
        with cast.acting("amina") as by:
            told = {"by": by, "seen": cast.seen(key, by=by), "today": today}
            draft = write_draft(lines=those, version=0, **told)
            agree_with_amounts(version=draft.version, **told)
            return [line.pk for line in PlanLine.objects.filter(plan_version=draft).order_by("position")]

    first = agree(*lines, today=cast.today)
    return first, agree(lines[0], today=cast.today + timedelta(days=5))


def sheet(answer):
    rows = load_workbook(BytesIO(b"".join(answer.streaming_content))).active.iter_rows(values_only=True)
    return [tuple(one.date() if hasattr(one, "date") else one for one in row) for row in rows][1:]


def test_a_party_gets_its_numbers_with_product_and_days_and_nobody_is_named(cast, number_of_lines):
    (guidance, _ton, post), [anew] = number_of_lines
    with cast.acting("karel"):
        house = Organisation.objects.get(name="Huis van de Wijk").pk
        town = Organisation.objects.get(name="Gemeente Voorbeeldstad").pk
    for who in ("karel", "marieke"):
        browser = cast.browser(who)
        with CaptureQueriesContext(connection) as asked:
            page = browser.get(reverse("delivery_numbers"), {"organisatie": house})
        assert len([one for one in asked if one["sql"].startswith("SELECT") and "set_config" not in one["sql"]]) <= 15
        assert all(number_of(one) in page.text for one in (guidance, post))
        assert number_of(anew) not in page.text
        assert not any(name in page.text for name in ("Amina", "Ton", "Post openen"))
    file = browser.get(reverse("delivery_numbers_file"), {"organisatie": house, "soort": "xlsx"})
    day, before = cast.today, cast.today + timedelta(days=4)
    mine = {number_of(one) for one in (guidance, post, anew)}
    assert [row for row in sheet(file) if row[0] in mine] == [
        (number_of(guidance), "Begeleiding", "uur", day, None),
        (number_of(post), None, None, day, before),
    ]
    assert "nog geen afspraken" in browser.get(reverse("delivery_numbers"), {"organisatie": town}).text


def test_what_is_no_party_is_refused_and_who_reads_no_budget_finds_no_page(cast, number_of_lines):
    browser = cast.browser("karel")
    assert browser.get(reverse("delivery_numbers"), {"organisatie": "9999"}).status_code == 422
    assert browser.get(reverse("delivery_numbers_file"), {"organisatie": "9999", "soort": "xlsx"}).status_code == 404
    for who in ("bram", "amina", "olga"):
        assert cast.browser(who).get(reverse("delivery_numbers")).status_code == 404
