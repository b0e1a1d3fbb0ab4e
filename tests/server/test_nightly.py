"""What the real worker tidies away at night, on rows that are really old."""

from datetime import timedelta

import pytest
from django.db import connection, connections
from django.utils import timezone

from tests.server.test_worker import PATIENCE, worker
from wijkwaarde.kernel.accounts.tasks import clear_sessions, remove_old_jobs
from wijkwaarde.kernel.cases.tasks import tell_participants
from wijkwaarde.web.sessions.models import Session

LEFT = "SELECT id, status::text FROM procrastinate_jobs WHERE id = ANY(%s) ORDER BY id"


def as_owner(sql, parameters):
    with connections["owner"].cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall() if cursor.description else []


def ended(status, *, days):
    """A task that ended so many days ago."""
    one = tell_participants.configure(queueing_lock=f"{status}-{days}").defer(timestamp=0)
    as_owner("UPDATE procrastinate_jobs SET status = %s WHERE id = %s", [status, one])
    as_owner("UPDATE procrastinate_events SET at = now() - %s WHERE job_id = %s", [timedelta(days=days), one])
    return one


@pytest.mark.django_db(transaction=True)
def test_sessions_that_ran_out_and_tasks_that_ended_days_ago_are_gone_in_the_morning(tmp_path):
    now = timezone.now()
    for key, days in (("old", -1), ("running", 1)):
        Session.objects.create(session_key=key, session_data="", expire_date=now + timedelta(days=days))
    gone = [ended(status, days=4) for status in ("succeeded", "failed", "cancelled", "aborted")]
    stays = [ended("succeeded", days=2), ended("failed", days=2)]
    clear_sessions.defer(timestamp=0)
    remove_old_jobs.defer(timestamp=0)
    connection.close()
    done = worker(tmp_path, WIJKWAARDE_DEMO="1")
    assert done.wait(timeout=PATIENCE) == 0, done.stderr.read()
    assert list(Session.objects.values_list("session_key", flat=True)) == ["running"]
    assert [one for one, _status in as_owner(LEFT, [gone + stays])] == stays
    assert as_owner("SELECT count(*) FROM procrastinate_jobs WHERE status = 'failed' AND id <> %s", [stays[1]]) == [
        (0,)
    ]
