"""Vacancies do not end with the year, and two files that come in at once hold their months in one order."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from wijkwaarde.kernel.staffing import actions
from wijkwaarde.kernel.staffing.calculation import Hours, VacantRun
from wijkwaarde.kernel.staffing.queries import parties_in, product_years, staffing_of
from wijkwaarde.kernel.staffing.reading import MonthInFile
from wijkwaarde.web.staffing.panels import vacant_words

pytestmark = pytest.mark.django_db
HALF = Hours(available=200_00, planned=200_00, used=100_00, vacant=100_00)
WINTER = [date(2026, 11, 1), date(2026, 12, 1), date(2027, 1, 1)]
RUN = VacantRun(WINTER[0], WINTER[-1], 3, 300_00)


def tell(scene, month, *, product=None):
    product = product or scene.guidance
    actions.tell_month(scene.party, by=scene.karel, product_id=product.pk, month=month, hours=HALF, version=0)


@pytest.mark.parametrize(("year", "months"), [(2026, 2), (2027, 1)])
def test_a_vacancy_all_winter_is_long_in_both_years_and_each_year_counts_its_own_months(year, months, *, scene):
    for month in WINTER:
        tell(scene, month)
    tell(scene, date(2027, 1, 1), product=scene.garden)
    guidance = staffing_of(scene.party, year=year, by=scene.karel)[0]
    assert (guidance.vacant, len(guidance.months), guidance.total.vacant) == ((RUN,), months, months * 100_00)
    first, *others = product_years(year, by=scene.karel)
    assert (first.product.slug, first.months, first.vacant) == ("begeleiding", months, (RUN,))
    assert len(others) == year - 2026
    (party,) = (one for one in parties_in(year, by=scene.karel) if one.organisation.pk == scene.party)
    assert (party.vacant, party.total.vacant) == ((RUN,), (months + year - 2026) * 100_00)
    assert "van november 2026 tot en met januari 2027" in vacant_words(RUN, norm=None)


def test_a_year_in_which_nothing_stood_vacant_says_nothing_of_the_vacancy_in_the_year_beside_it(scene):
    for month in WINTER:
        tell(scene, month)
    assert staffing_of(scene.party, year=2028, by=scene.karel) == []
    assert product_years(2025, by=scene.karel) == []
    assert not any(one.vacant for one in parties_in(2028, by=scene.karel))


def test_months_of_a_file_are_held_in_one_order_whatever_the_order_of_the_file(scene):
    months = [MonthInFile(scene.guidance.pk, month, HALF) for month in WINTER]
    with CaptureQueriesContext(connection) as asked:
        actions.tell_file(scene.party, by=scene.karel, months=months[::-1], name="uren.csv", today=WINTER[0])
    held = [one["sql"] for one in asked if "FOR UPDATE" in one["sql"]]
    places = [next(place for place, month in enumerate(WINTER) if month.isoformat() in sql) for sql in held]
    assert places == sorted(places)
    assert len(places) >= len(WINTER)
