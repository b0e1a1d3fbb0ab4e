"""A question whose SQL is written once says the same as when it is written each time, for whoever asks."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.test.utils import CaptureQueriesContext

from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.asked_often import asked_often, is_one_of
from wijkwaarde.kernel.cases import queries
from wijkwaarde.kernel.cases.models import Case, Participant

PAST_A_SMALL_INT = 40_000
PAST_AN_INT = 2**33


def opened(*, by: Actor, key: object, days: tuple[date, date], runs: bool) -> QuerySet[Case]:
    mine = Participant.objects.filter(
        Q(membership_id=by.membership_id or 0) | Q(person_id=by.person_id or 0), case=OuterRef("pk")
    )
    found = Case.objects.filter(Exists(mine), opened_on__range=days, partnership_id=by.inside, closed_on__isnull=runs)
    found = found.exclude(key=key) if key is not None else found
    return found.select_related("resident").order_by("-pk")


opened_often = asked_often(opened)


@asked_often
def these(*, keys: list[int]) -> QuerySet[Case, tuple[int, str]]:
    return Case.objects.filter(is_one_of("pk", keys)).order_by("pk").values_list("pk", "words")


def test_everybody_gets_their_own_rows_from_sql_that_was_written_for_somebody_else(cast):
    today = cast.today
    keys = {who: cast.opened(who) for who in ("dirk", "amina")}
    days = (today - timedelta(days=400), today)
    for who in ("dirk", "amina", "dirk", "chantal", "noor"):
        with cast.acting(who) as by:
            for key in (None, keys["dirk"], uuid4()):
                for shown in (days, (days[0], days[0])):
                    asked = {"by": by, "key": key, "days": shown, "runs": True}
                    expected = list(opened(**asked))
                    found = opened_often(**asked)
                    assert [one.pk for one in found] == [one.pk for one in expected], (who, key, shown)
                    assert [one.resident.name for one in found] == [one.resident.name for one in expected]
    with cast.acting("dirk") as by:
        assert keys["dirk"] in {one.key for one in opened_often(by=by, key=uuid4(), days=days, runs=True)}
        assert keys["dirk"] not in {one.key for one in opened_often(by=by, key=keys["dirk"], days=days, runs=True)}


def test_the_same_values_in_another_order_or_another_yes_or_no_are_not_mixed_up(cast):
    cast.opened("dirk")
    with cast.acting("dirk") as by:
        days = (cast.today, cast.today)
        one = opened_often(by=by, key=None, days=days, runs=True)
        assert one == opened_often(runs=True, days=days, key=None, by=by) != []
        assert opened_often(by=by, key=None, days=days, runs=False) == []


@pytest.mark.parametrize("keys", [[], [1], [1, PAST_A_SMALL_INT, PAST_AN_INT], list(range(200))])
def test_a_list_of_keys_may_have_any_length(cast, keys):
    cast.opened("dirk")
    with cast.acting("dirk"):
        there = list(Case.objects.order_by("pk").values_list("pk", flat=True))
        for asked in (keys, [*keys, there[-1]]):
            assert [pk for pk, _words in these(keys=asked)] == [pk for pk in there if pk in asked]


def test_it_asks_the_database_once_and_is_seen_by_who_counts(cast):
    with cast.acting("dirk"), CaptureQueriesContext(connection) as seen:
        these(keys=[1])
    assert sum('"cases_case"' in one["sql"] for one in seen.captured_queries) == 1


def derived_day(*, today: date) -> QuerySet[Case]:
    return Case.objects.filter(opened_on__gte=today - timedelta(days=14))


def derived_part(*, today: date) -> QuerySet[Case]:
    return Case.objects.filter(opened_on__month=today.month)


def other_sql(*, number: int) -> QuerySet[Case]:
    return Case.objects.order_by("pk")[: number - 2_000_000_000]


def sorted_out(*, keys: list[int], number: int) -> QuerySet[Case]:
    return Case.objects.filter(pk__in=[*keys, number + 1])


@pytest.mark.parametrize(
    ("question", "values"),
    [
        (derived_day, {"today": date(2026, 11, 22)}),
        (derived_part, {"today": date(2026, 11, 22)}),
        (other_sql, {"number": 3}),
        (sorted_out, {"keys": [1], "number": 3}),
    ],
)
def test_what_is_derived_from_a_value_is_refused_and_never_kept_as_it_was_for_the_first(cast, question, values):
    with cast.acting("dirk"), pytest.raises(TypeError, match="derived from a value"):
        asked_often(question)(**values)


def test_free_text_is_refused(cast):
    with cast.acting("dirk"), pytest.raises(TypeError, match="typed"):
        asked_often(lambda *, words: Case.objects.filter(words=words))(words="Fiets")


def test_sql_that_was_written_in_one_partnership_shows_nothing_of_another(cast):
    key = cast.opened("dirk")
    with cast.acting("dirk") as by:
        assert queries.case_for(key, by=by, today=cast.today)
        case_id = Case.objects.get(key=key).pk
        assert these(keys=[case_id])
    with cast.acting("noor"):
        assert these(keys=[case_id]) == []
