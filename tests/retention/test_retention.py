"""What is kept long enough goes, whole and alone; what is not due, or is held, stays, whoever asks the database."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import IntegrityError, ProgrammingError, connection, connections, transaction

from wijkwaarde.commands import main
from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.accounts.models import Membership
from wijkwaarde.kernel.cases.models import Case
from wijkwaarde.kernel.errors import NotFound, Refused
from wijkwaarde.kernel.isolation import in_partnership
from wijkwaarde.kernel.parties.models import Person
from wijkwaarde.kernel.retention import actions, queries
from wijkwaarde.kernel.retention.models import CaseRule, Destruction, Hold
from wijkwaarde.kernel.retention.terms import RuleKey
from wijkwaarde.kernel.trail.models import Line

pytestmark = pytest.mark.django_db


def console(cast):
    return Actor.console("retention run", partnership_id=cast.standing("amina").partnership_id)


def closed(cast, on, *, laws=(), key="amina"):
    """The case of a resident, with an agreed plan, closed on a day in the past."""
    case_key = cast.opened(key, request_key=uuid4())
    taking = cast.chosen(case_key, "yara", by=key)
    cast.agreed(case_key, ("Samen bellen", taking), ("Zelf lopen", "Buurvrouw"), by=key)
    with cast.acting(key):
        connection.cursor().execute(
            "UPDATE cases_case SET opened_on = %(on)s, call_before = %(on)s, closed_on = %(on)s WHERE key = %(key)s",
            {"on": on, "key": case_key},
        )
        case = Case.objects.get(key=case_key)
        for law in laws:
            CaseRule.objects.create(partnership_id=case.partnership_id, case=case, rule=law.value, since=on)
    return case


def first_day(case, *, today):
    with connection.cursor() as cursor:
        cursor.execute("SELECT rule, first_day FROM retention_first_day(%s, %s)", [case.pk, today])
        return cursor.fetchone()


@pytest.mark.parametrize(
    ("on", "laws", "expected"),
    [
        (date(2016, 2, 29), (), ("voluntary", date(2018, 3, 1))),
        (date(2016, 2, 29), (RuleKey.WMO_NO_PROVISION,), ("wmo-no-provision", date(2021, 3, 1))),
        (date(2004, 2, 29), (RuleKey.WMO, RuleKey.WMO_NO_PROVISION), ("wmo", date(2019, 3, 1))),
        (date(2015, 12, 31), (RuleKey.WMO,), ("wmo", date(2031, 1, 1))),
    ],
)
def test_a_term_of_whole_years_holds_through_its_last_day_and_the_longest_law_counts(cast, on, laws, expected):
    case = closed(cast, on, laws=laws)
    with cast.acting("amina"):
        assert first_day(case, today=cast.today) == expected


def test_the_term_of_youth_help_counts_from_the_last_change_and_a_birthday_that_nobody_knows_keeps_it(cast):
    case = closed(cast, date(2000, 5, 1), laws=(RuleKey.YOUTH,))
    with cast.acting("amina"):
        later = cast.today.replace(year=cast.today.year + 20)
        assert first_day(case, today=cast.today) == ("youth", later + timedelta(days=1))
        CaseRule.objects.create(
            partnership_id=case.partnership_id, case=case, rule=RuleKey.GUARDIANSHIP.value, since=case.closed_on
        )
        assert first_day(case, today=cast.today) == (None, None)


def test_a_case_goes_on_its_day_with_all_that_was_agreed_in_it_and_only_numbers_of_it_stay(cast):
    case, other = closed(cast, date(2016, 2, 29)), closed(cast, cast.today)
    by, last = console(cast), date(2018, 2, 28)
    with in_partnership(by.partnership_id):
        resident = case.resident_id
        kept_before = _rows_of(other)
        assert [one.case_id for one in queries.due_cases(by=by, today=last)] == []
        with pytest.raises(Refused):
            actions.destroy_case(case.pk, by=by, today=last)
        day = last + timedelta(days=1)
        assert [one.case_id for one in queries.due_cases(by=by, today=day)] == [case.pk]
        assert actions.destroy_case(case.pk, by=by, today=day) is RuleKey.VOLUNTARY
        connection.check_constraints()
        assert _rows_of(case) == {}
        assert _rows_of(other) == kept_before
        assert Person.objects.filter(pk=resident).exists()  # there is another case of hers
        went = {one.table: one.rows for one in Destruction.objects.filter(on=day)}
        assert (went["cases_case"], went["plans_planline"]) == (1, 2)
        assert list(by.seen)[-1].kind == "destruction"


def _rows_of(case):
    """How many rows each table has that points at this case itself."""
    found = {}
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if field.related_model is Case and (n := model.objects.filter(**{field.name: case.pk}).count()):
                found[model._meta.db_table] = n
    return found


def test_who_is_known_for_nothing_else_goes_along_with_their_log_in(cast):
    case, by = closed(cast, date(2010, 1, 1)), console(cast)
    with in_partnership(by.partnership_id):
        resident, helper = case.resident_id, cast.standing("yara").membership_id
        actions.destroy_case(case.pk, by=by, today=cast.today)
        connection.check_constraints()
        assert not Person.objects.filter(pk=resident).exists()
        assert cast.user("amina") is None
        assert Membership.objects.filter(pk=helper).exists()


def test_what_is_held_stays_until_its_day_and_nobody_asks_a_case_away_early(cast):
    case, running, by = closed(cast, date(2010, 1, 1)), closed(cast, cast.today), console(cast)
    with in_partnership(by.partnership_id):
        made = Hold.objects.create(
            partnership_id=case.partnership_id,
            case=case,
            reason="Een bezwaar loopt nog.",
            begin=cast.today,
            until=cast.today + timedelta(days=30),
            request_key=uuid4(),
        )
        with pytest.raises(Refused):
            actions.destroy_case(case.pk, by=by, today=cast.today)
        Hold.objects.filter(pk=made.pk).update(ended_on=cast.today)
        actions.destroy_case(case.pk, by=by, today=cast.today)
        with pytest.raises(Refused):
            actions.destroy_case(running.pk, by=by, today=cast.today.replace(year=cast.today.year + 50))


def test_the_application_itself_still_removes_nothing_that_was_agreed(cast):
    case = closed(cast, date(2010, 1, 1))
    with cast.acting("amina"):
        for words in (
            "SELECT set_config('retention.destroying', 'yes', true); DELETE FROM plans_planline",
            "SELECT retention_remove('cases_case', 'id', ARRAY[%s]::bigint[], 'voluntary', now()::date)",
            "SELECT retention_take(%s, 'voluntary', now()::date)",
            "INSERT INTO retention_destruction (partnership_id, rule, \"on\", \"table\", rows) VALUES (%s, 'x', now(), 'x', 1)",
        ):
            with pytest.raises((IntegrityError, ProgrammingError)), transaction.atomic():
                connection.cursor().execute(words.replace("%s", str(case.pk)))


def test_a_case_of_another_partnership_is_not_there(cast):
    case = closed(cast, date(2010, 1, 1))
    elsewhere = Actor.console("retention run", partnership_id=cast.standing("noor").partnership_id)
    with in_partnership(elsewhere.partnership_id):
        with pytest.raises(NotFound):
            actions.destroy_case(case.pk, by=elsewhere, today=cast.today)
        with pytest.raises(IntegrityError), transaction.atomic():
            connection.cursor().execute("SELECT retention_destroy_case(%s, %s)", [case.pk, cast.today])


def test_a_night_that_is_killed_leaves_every_case_whole_and_the_next_goes_on(committing_cast, monkeypatch):
    cast = committing_cast
    for _number in range(3):
        closed(cast, date(2010, 1, 1))
    by, real = console(cast), actions.destroy_case
    done = []

    def killed(case_id, **words):
        real(case_id, **words)
        done.append(case_id)
        if len(done) == 2:
            raise KeyboardInterrupt

    monkeypatch.setattr(actions, "destroy_case", killed)
    with pytest.raises(KeyboardInterrupt):
        actions.destroy_due(by=by, today=cast.today)
    monkeypatch.undo()
    connections["default"].close()
    with in_partnership(by.partnership_id):
        assert len(queries.due_cases(by=by, today=cast.today)) == 2
    assert actions.destroy_due(by=console(cast), today=cast.today) == 2
    with in_partnership(by.partnership_id):
        assert Line.objects.filter(kind="destruction").count() == 3


def test_the_command_tells_what_would_go_and_then_lets_it_go(committing_cast, capsys):
    closed(committing_cast, date(2010, 1, 1))
    assert main(["retention", "run", "--dry-run"]) == 0
    assert "Een vraag zonder wet erbij" in capsys.readouterr().out
    assert main(["retention", "run"]) == 0
    assert "1 vraag is weg." in capsys.readouterr().out
    assert main(["retention", "run", "--dry-run"]) == 0
    assert "Er gaat niets weg." in capsys.readouterr().out
