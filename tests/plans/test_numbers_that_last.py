"""The number of an agreement lasts: a plan that is changed and agreed again bills its lines under the same numbers."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from html import unescape
from importlib import import_module
from uuid import uuid4

import pytest
from django.db import IntegrityError, connections, transaction
from django.urls import reverse

from tests.area_budget.test_page import make_budget
from waarde import Band, HelpSource, Period
from wijkwaarde.instruments.area_budget.queries import agreements_at, places_for, year_for
from wijkwaarde.instruments.area_budget.rules import Wanted
from wijkwaarde.kernel.area_rules.queries import counted_until
from wijkwaarde.kernel.deliveries.actions import deliver
from wijkwaarde.kernel.deliveries.numbers import number_of
from wijkwaarde.kernel.deliveries.queries import deliveries, lasting
from wijkwaarde.kernel.deliveries.rules import NewDelivery
from wijkwaarde.kernel.errors import Stale
from wijkwaarde.kernel.flows.actions import agree_with_amounts
from wijkwaarde.kernel.parties.models import Organisation
from wijkwaarde.kernel.plans.actions import withdraw_draft, write_draft
from wijkwaarde.kernel.plans.models import PlanLine
from wijkwaarde.kernel.plans.queries import plan_for
from wijkwaarde.kernel.plans.rules import NewLine

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(cast):
    return cast.opened(request_key=uuid4())


@pytest.fixture
def guide(cast, case):
    """What Bram does, as a line to write."""
    bram = cast.chosen(case, "bram").pk
    return NewLine("Begeleiding thuis", participant_id=bram, source=HelpSource.TAILORED, band=Band.EVERY_WEEK)


def agree(cast, case, *lines, today=None):
    with cast.acting("amina") as by:
        told = {"by": by, "seen": cast.seen(case, by=by), "today": today or cast.today}
        version = write_draft(lines=lines, version=0, **told)
        again = [agree_with_amounts(version=version.version, **told) for _twice in range(2)]
        assert {one.pk for one in again} == {version.pk}
        return list(PlanLine.objects.filter(plan_version=version).order_by("position"))


def test_a_line_that_is_changed_on_the_page_keeps_its_number_and_a_new_one_gets_its_own(cast, case, guide):
    make_budget(cast)
    first, _post = agree(cast, case, guide, NewLine("Post openen", participant_id=guide.participant_id))
    browser = cast.browser("chantal")
    page = browser.get(reverse("plan", args=[case]))
    fields = {name: "" if value is None else value for name, value in page.context["form"].initial.items()}
    assert str(fields["first_1"]) == str(first.pk)
    changed = fields | {
        "what_1": "Begeleiding thuis, twee keer",
        "band_1": Band.EVERY_DAY.value,
        "what_2": "Mee naar de bank",
        "until_1": (cast.today + timedelta(days=90)).isoformat(),
    }
    assert browser.post(reverse("plan", args=[case]), changed | {"first_2": "geen nummer"}).status_code == 302
    draft = browser.get(reverse("plan", args=[case])).context["form"].initial
    assert (draft["first_1"], draft["first_2"]) == (first.pk, None)
    with cast.acting("amina") as by:
        seen = cast.seen(case, by=by)
        version = plan_for(seen).draft.version
        agree_with_amounts(by=by, seen=seen, version=version.version, today=cast.today)
        one, other = PlanLine.objects.filter(holds_for=seen.case).order_by("position")
        assert (one.first_id, other.first_id) == (first.pk, None)
    shown = unescape(cast.browser("bram").get(reverse("case", args=[case])).content.decode())
    assert number_of(first.pk) in shown
    assert number_of(other.pk) in shown
    assert number_of(one.pk) not in shown


def test_what_is_billed_by_an_older_number_counts_on_the_agreement_of_that_day(cast, case, guide):
    budget, year = make_budget(cast), cast.today.year + 1
    [first] = agree(cast, case, guide)
    changed = date(year, 3, 1)
    [second] = agree(cast, case, replace(guide, until=date(year, 9, 1)), today=changed)
    assert second.first_id == first.pk
    with cast.acting("karel") as by:
        for month, line, cents in ((2, first, 100_00), (4, first, 40_00), (4, second, 2_00)):
            new = NewDelivery(
                organisation_id=Organisation.objects.get(name="Huis van de Wijk").pk,
                product_id=budget.products.get().pk,
                period=Period(date(year, month, 1), date(year, month + 1, 1)),
                cents=cents,
                document="factuur-6",
                number=number_of(line.pk),
                request_key=uuid4(),
            )
            made = deliver(budget, new=new, by=by, now=datetime(year, 6, 1, tzinfo=UTC), today=date(year, 6, 1))
            assert made.number == number_of(first.pk)
        found, wanted = year_for(year, by=by, today=date(year, 6, 1)), Wanted()
        rows = agreements_at(places_for(wanted, found=found), wanted=wanted, found=found)
        assert sorted((one.number, one.begin < changed, one.spent) for one in rows) == [
            (number_of(first.pk), False, 42_00),
            (number_of(first.pk), True, 100_00),
        ]
        assert lasting([number_of(second.pk), "KOEK"], by=by) == {number_of(second.pk): number_of(first.pk)}
        assert len(deliveries(budget, by=by, words=number_of(second.pk).lower())) == 3


def test_a_proposal_taken_away_and_a_second_writer_leave_the_numbers_as_they_are(cast, case, guide):
    [first] = agree(cast, case, guide)
    with cast.acting("amina") as by:
        told = {"by": by, "seen": cast.seen(case, by=by), "today": cast.today}
        mine = write_draft(lines=[guide, NewLine("Koken", who="Opa")], version=0, **told)
        with pytest.raises(Stale):
            write_draft(lines=[guide], version=0, **told)
        assert [one.first_id for one in mine.lines.order_by("position")] == [first.pk, None]
        withdraw_draft(version=mine.version, **told)
    ended = agree(cast, case, NewLine("Koken", who="Opa"), today=cast.today + timedelta(days=1))
    back = agree(cast, case, guide, *[NewLine("Koken", who="Opa")], today=cast.today + timedelta(days=2))
    # What was taken out and came back is a new agreement; what stayed is not.
    with cast.acting("karel") as by:
        left_out_on = cast.today + timedelta(days=1)
        assert counted_until([first.pk, ended[0].pk], by=by) == {first.pk: left_out_on}
    assert [one.first_id for one in back] == [None, ended[0].pk]


def test_a_line_goes_on_within_its_plan_from_a_first_line_and_stays_so(cast, case, guide):
    [first] = agree(cast, case, guide)
    [second] = agree(cast, case, guide, today=cast.today + timedelta(days=1))
    elsewhere = cast.opened(request_key=uuid4())
    [other] = agree(cast, elsewhere, NewLine("Koken", who="Opa"))
    with cast.acting("amina") as by:
        told = {"by": by, "seen": cast.seen(case, by=by), "today": cast.today}
        draft = write_draft(lines=[guide, NewLine("Koken", who="Opa")], version=0, **told)
        lines = PlanLine.objects.filter(plan_version=draft)
        for wrong in (other.pk, second.pk, lines.get(position=2).pk, first.pk):
            with pytest.raises(IntegrityError), transaction.atomic():
                lines.filter(position=2).update(first_id=wrong)
        with pytest.raises(IntegrityError, match="was agreed"), transaction.atomic():
            PlanLine.objects.filter(pk=second.pk).update(first_id=None)


# Version, number and words of each line of one plan; the last version is a draft.
EARLIER = [
    (1, "Koken"),
    (1, "Bellen"),
    (1, "Bellen"),
    (2, "koken"),
    (2, "Bellen"),
    (3, "Bellen"),
    (3, "Fietsen"),
    (4, "Koken"),
]


@pytest.mark.django_db(databases=["default", "owner"])
def test_lines_that_were_there_go_on_from_the_first_with_the_same_words():
    [fill] = import_module("wijkwaarde.kernel.plans.migrations.0016_what_goes_on").Migration.operations
    with connections["owner"].cursor() as cursor:
        # Tables of this session stand before those of the house.
        cursor.execute("CREATE TEMP TABLE plans_planversion (id int, plan_id int, number int) ON COMMIT DROP")
        cursor.execute(
            "CREATE TEMP TABLE plans_planline (id int, plan_version_id int, position int, what text, who text, "
            "participant_id int, first_id int) ON COMMIT DROP"
        )
        cursor.execute("INSERT INTO plans_planversion SELECT n, 1, n * 2 FROM generate_series(1, 4) n")
        cursor.executemany(
            "INSERT INTO plans_planline VALUES (%s, %s, %s, %s, 'Opa', NULL, NULL)",
            [(place, version, place, what) for place, (version, what) in enumerate(EARLIER, start=1)],
        )
        cursor.execute(fill.sql[0])
        cursor.execute("SELECT first_id FROM plans_planline ORDER BY id")
        assert [first for (first,) in cursor.fetchall()] == [None, None, None, 1, 2, 2, None, None]
        cursor.execute("DROP TABLE plans_planline, plans_planversion")
