"""The large example neighbourhood: the same twice, every case opens for who takes part, and its figures are those of the sources."""

import re
from datetime import date
from statistics import mean

import pytest
from django.apps import apps
from django.db import connection
from django.test import override_settings

from tests.cast import QUICK
from wijkwaarde.demo.analyses import keep_checked
from wijkwaarde.demo.cast import LOG_INS, email_of
from wijkwaarde.demo.crowd.build import COUNT, analysed_cases, build_crowd, drawn
from wijkwaarde.demo.crowd.draw import CHECKED
from wijkwaarde.demo.crowd.people import names
from wijkwaarde.demo.crowd.rows import TABLES
from wijkwaarde.demo.crowd.situations import HERE, rules_in_the_way, situations
from wijkwaarde.demo.neighbourhood import add
from wijkwaarde.kernel.accounts.queries import actor_as, named, standings_of
from wijkwaarde.kernel.cases.queries import case_for
from wijkwaarde.kernel.errors import NotFound
from wijkwaarde.kernel.isolation import in_partnership
from wijkwaarde.kernel.measurements.terms import Moment
from wijkwaarde.web.cases.panels import case_screen

DAY = date(2026, 11, 22)
NEVER_SHOWN = (
    "casus cliënt mdo indicatie beschikking belemmering interventie betrokkene participant kostendrager verplichting "
    "uitnutting welbevinden zelfredzaam regie netwerk inzetten traject doelgroep maatwerk verstrekking grondslag"
).split()


@pytest.fixture
def crowd(cast):
    """A small crowd of thirty in the database, until the end of the test."""
    with override_settings(PASSWORD_HASHERS=QUICK):
        return build_crowd(today=cast.today, add=add, count=30)


@pytest.fixture
def inside(cast):
    """In the partnership of the crowd."""
    with cast.acting("chantal") as by:
        yield by


def test_every_case_opens_for_its_resident_its_contact_and_its_professionals(cast, crowd):
    for one in crowd:
        for part in one.parts.values():
            with in_partnership(one.case.partnership_id):
                user_id = part.membership.user_id if part.membership else resident_user(one)
                by = None if user_id is None else named(actor_as(standing(user_id, cast.today), user_id=user_id))
                if by is not None and not has_left(one, part):
                    seen = case_for(one.case.key, by=by, today=cast.today)
                    assert case_screen(seen, by=by, today=cast.today)


def has_left(one, part):
    return one.story.closed_on is not None and part.part == "professional"


def standing(user_id, today):
    return standings_of(user_id, today=today)[0]


def resident_user(one):
    found = apps.get_model("accounts.User").objects.filter(person=one.resident).first()
    return found.pk if found else None


def test_professionals_of_a_closed_case_see_it_no_more_and_dirk_sees_none(cast, crowd):
    with cast.acting("dirk") as dirk:
        for one in crowd:
            with pytest.raises(NotFound):
                case_for(one.case.key, by=dirk, today=cast.today)


def test_every_case_has_a_line_in_the_trail(cast, crowd, inside):
    lines = apps.get_model("trail.Line").objects.filter(partnership_id=inside.partnership_id)
    subjects = {subject for line in lines for subject in line.subject_ids}
    assert {one.resident.pk for one in crowd} <= subjects


def test_two_builds_of_the_same_day_give_equal_rows(cast, inside):
    first, second = (rows_of_a_build(cast) for _time in range(2))
    assert first == second


def rows_of_a_build(cast):
    """The rows as they would stand there, each number said as the place of its row; nothing of it stays."""
    with connection.cursor() as cursor:
        cursor.execute("SAVEPOINT build")
        with override_settings(PASSWORD_HASHERS=QUICK):
            build_crowd(today=cast.today, add=add, count=20)
        told = {table: plain(table) for table in (*TABLES, "plans.PlanCheck", "trail.Line")}
        cursor.execute("ROLLBACK TO SAVEPOINT build")
    return told


def plain(table):
    model = apps.get_model(table)
    places = {}
    fields = [field for field in model._meta.concrete_fields if field.name not in {"id", "password"}]
    rows = model.objects.order_by("pk")
    if table == "trail.Line":
        rows = rows.filter(command="", act__in=["READ", "WRITE"]).order_by("pk")
        fields = [field for field in fields if field.name in {"act", "kind", "purpose"}]
    for field in fields:
        if field.is_relation or field.name == "after":
            pointed_at = field.related_model or apps.get_model("cases.ContactNote")
            every = pointed_at.objects.order_by("pk").values_list("pk", flat=True)
            places[field.attname] = {pk: place for place, pk in enumerate(every)}
    return [
        tuple(
            places[field.attname].get(value, value) if field.attname in places else value
            for field, value in zip(fields, row, strict=True)
        )
        for row in rows.values_list(*(field.attname for field in fields))
    ]


def test_the_stories_of_a_day_are_the_same_every_time_and_those_of_another_day_are_not():
    assert drawn(today=DAY) == drawn(today=DAY)
    assert drawn(today=DAY) != drawn(today=date(2026, 11, 23))


def test_the_neighbourhood_has_the_figures_of_the_sources():
    found = drawn(today=DAY)
    assert len(found) == COUNT - 1  # the bicycle is built with the small one
    assert sum((DAY - one.opened_on).days <= 365 for one in found) > 150
    with_plan = [one for one in found if one.lines]
    assert 0.7 < len(with_plan) / len(found) < 0.95
    assert {len(one.lines) for one in with_plan} >= set(range(2, 10))
    assert len({line.source for one in with_plan for line in one.lines}) == 6
    assert sum(one.is_small for one in with_plan) > 30
    assert sum(one.closed_on is not None for one in found) > 10
    assert len({one.contact for one in found}) > 6


def test_the_mark_of_those_that_were_checked_rises_by_about_five_and_of_the_others_by_less():
    found = drawn(today=DAY)
    chosen = analysed_stories(found)
    assert len(chosen) == CHECKED
    assert all(rise(one) > 0 for one in chosen)
    assert 4.5 <= mean(rise(one) for one in chosen) <= 5.5
    others = [rise(one) for one in found if one not in chosen and len(one.marks) == 3]
    assert 1 < mean(others) < 4
    assert min(others) <= 0


def analysed_stories(found):
    class Told:
        def __init__(self, story):
            self.story = story

    return [one.story for one in analysed_cases([Told(story) for story in found], today=DAY) if not one.story.title]


def rise(story):
    return story.marks[-1].mark - story.marks[0].mark


def test_marks_fall_in_the_moments_they_belong_to_and_nothing_is_in_the_future():
    for one in drawn(today=DAY):
        assert all(call.on < DAY for call in one.calls)
        assert all(one.opened_on <= mark.on < DAY for mark in one.marks)
        for mark in one.marks:
            if mark.moment is Moment.BEFORE:
                assert mark.on < one.agreed_on
            else:
                assert mark.on > one.agreed_on
        assert all(line.said is None or one.agreed_on < line.said.on < DAY for line in one.lines)
        assert all(barrier.raised_on < DAY for barrier in one.in_the_way)


def test_there_are_more_than_sixty_situations_and_no_two_questions_are_the_same():
    assert len(situations()) >= 60
    words = [one.words for one in drawn(today=DAY)]
    assert len(set(words)) >= len(words) * 0.9


def test_names_come_from_the_whole_neighbourhood_one_has_an_apostrophe_and_one_is_written_in_arabic():
    told = [one.resident.name for one in drawn(today=DAY)]
    assert any("'" in name for name in told)
    assert any(re.search(r"[\u0600-\u06ff]", name) for name in told)
    assert len(set(names())) == len(names()) > COUNT


def test_residents_and_managers_read_plain_words_only():
    texts = [path.read_text(encoding="utf-8").casefold() for path in sorted(HERE.glob("**/*.toml"))]
    shown = [line for text in texts for line in text.splitlines() if not line.startswith("#")]
    found = [(word, line) for word in NEVER_SHOWN for line in shown if re.search(rf"\b{word}", line)]
    assert not found
    assert all(len(rule.rule) <= 300 for rule in rules_in_the_way().values())


def test_the_cases_that_were_checked_have_an_analysis(cast, crowd):
    chosen = analysed_cases(crowd, today=cast.today)
    keep_checked(chosen, today=cast.today)
    with cast.acting("chantal") as by:
        kept = apps.get_model("micro_analysis.MicroAnalysis").objects.filter(partnership_id=by.partnership_id)
        assert {one.case.pk for one in chosen} <= {one.case_id for one in kept}
        titles = {one.title for one in kept}
        assert {"De kappersstoel", "De fietsenmaker", "Zestig uur"} <= titles


def test_who_the_terminal_names_can_log_in(crowd):
    known = set(apps.get_model("accounts.User").objects.values_list("email", flat=True))
    assert {email_of(key) for key in LOG_INS} <= known
