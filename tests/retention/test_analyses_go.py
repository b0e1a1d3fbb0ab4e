"""Who never reads a chance, and what is left of an analysis after its year: sums of a group, and nothing of a case."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import IntegrityError, connection, transaction

from wijkwaarde.instruments.micro_analysis.actions import reduce_due, save_analysis
from wijkwaarde.instruments.micro_analysis.from_files import analyse_file, shelf_beside
from wijkwaarde.instruments.micro_analysis.models import GroupTotal, MicroAnalysis
from wijkwaarde.instruments.micro_analysis.queries import groups
from wijkwaarde.instruments.micro_analysis.rules import may_see_chances
from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.cases.models import Case
from wijkwaarde.kernel.cases.terms import Part
from wijkwaarde.kernel.flows.models import Flow
from wijkwaarde.kernel.isolation import in_partnership
from wijkwaarde.kernel.parties.models import Organisation
from wijkwaarde.kernel.parties.terms import OrganisationKind
from wijkwaarde.kernel.retention.models import Hold


@pytest.mark.parametrize("kind", list(OrganisationKind))
def test_no_chance_goes_to_who_decides_about_a_home_an_income_children_or_freedom(kind):
    closed = {"landlord", "benefits", "justice", "youth-protection"}
    sees = may_see_chances(part=Part.PROFESSIONAL, reads_case=True, stands_behind=frozenset({kind.value}))
    assert sees == (kind.value not in closed)


def analysed(cast, number, *, on):
    """The ids of so many analyses of that day, each of another case of one resident."""
    source = settings.EXAMPLES / "amina.toml"
    found = analyse_file(source, shelf=shelf_beside(settings.EXAMPLES, shipped=tuple(settings.PRICE_FOLDERS)))
    by = Actor.console("analyse", partnership_id=cast.standing("amina").partnership_id)
    made = []
    for _count in range(number):
        key = cast.opened("amina", request_key=uuid4())
        with in_partnership(by.partnership_id):
            case = Case.objects.get(key=key)
            made.append(save_analysis(by=by, case=case, analysed=found, request_key=uuid4(), today=on))
    # What is whole is looked at now, as at the end of a request: in these tests nothing ends before the analysis goes.
    connection.check_constraints()
    return made, by


@pytest.mark.django_db
def test_after_a_year_an_analysis_goes_and_a_group_of_five_is_told_together(cast):
    year_ago = cast.today - timedelta(days=367)
    made, by = analysed(cast, 4, on=year_ago)
    with in_partnership(by.partnership_id):
        before = MicroAnalysis.objects.count()
        Hold.objects.create(
            partnership_id=by.partnership_id,
            case_id=made[0].case_id,
            reason="Een bezwaar loopt nog.",
            begin=cast.today,
            until=cast.today + timedelta(days=9),
            request_key=uuid4(),
        )
    assert reduce_due(by=by, today=cast.today - timedelta(days=10)) == 0
    assert reduce_due(by=by, today=cast.today) == 3
    with in_partnership(by.partnership_id):
        assert MicroAnalysis.objects.count() == before - 3
        assert not Flow.objects.filter(estimate_id__in=[one.estimate_id for one in made[1:]]).exists()
        assert groups(by=by) == []
        Hold.objects.update(ended_on=cast.today)
    analysed(cast, 1, on=year_ago)
    assert reduce_due(by=by, today=cast.today) == 2
    with in_partnership(by.partnership_id):
        (group,) = groups(by=by)
        assert (group.year, group.cases) == (year_ago.year, 5)
        assert group.claimed == pytest.approx(GroupTotal.objects.get().claimed)
        assert sum(group.risks[next(iter(group.risks))].values()) >= 5


@pytest.mark.django_db
def test_no_analysis_goes_before_its_year_is_over_whoever_asks_the_database(cast):
    (made,), by = analysed(cast, 1, on=cast.today)
    late = cast.today + timedelta(days=4000)
    with in_partnership(by.partnership_id), pytest.raises(IntegrityError), transaction.atomic():
        connection.cursor().execute("SELECT micro_analysis_reduce(%s, %s)", [made.pk, late])


@pytest.mark.django_db
def test_the_kind_of_an_organisation_is_one_there_is(cast):
    with cast.acting("amina"), pytest.raises(IntegrityError), transaction.atomic():
        Organisation.objects.update(kind="family")
