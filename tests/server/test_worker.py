"""The real worker in a process of its own: what was due is done once it is back, whatever happened to it before."""

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress

import pytest
from django.db import connection, connections
from procrastinate.exceptions import AlreadyEnqueued

from wijkwaarde.demo import neighbourhood
from wijkwaarde.kernel.barriers.tasks import look_after_barriers
from wijkwaarde.kernel.cases.tasks import tell_participants

WORKER = [sys.executable, "-m", "django", "procrastinate", "worker", "--one-shot"]
PATIENCE = 60
UNTOLD = """
SELECT (SELECT count(*) FROM cases_participant WHERE membership_id IS NOT NULL AND told_at IS NULL)
     + (SELECT count(*) FROM barriers_barrier WHERE manager_id IS NOT NULL AND told_at IS NULL)
"""


def worker(state, **surroundings):
    environment = os.environ | {"WIJKWAARDE_STATE": str(state), "DJANGO_SETTINGS_MODULE": "wijkwaarde.settings"}
    return subprocess.Popen(WORKER, env=environment | surroundings, stderr=subprocess.PIPE, text=True)


def ask():
    """Put the tasks in line; a worker that just came up may have done so for this minute."""
    for task in (tell_participants, look_after_barriers):
        with suppress(AlreadyEnqueued):
            task.defer(timestamp=0)


def untold():
    """Counted as the owner of the tables, who sees all partnerships."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(UNTOLD)
        return cursor.fetchone()[0]


@pytest.fixture
def due(transactional_db):
    """A neighbourhood in which nobody was told yet that they take part, and no manager of a rule in the way."""
    neighbourhood.build()
    connection.close()
    assert untold()
    return untold()


def test_a_worker_that_is_killed_while_it_mails_leaves_nothing_undone(due, tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as silent:  # a mail server that answers nothing
        silent.settimeout(PATIENCE)
        ask()
        killed = worker(tmp_path, WIJKWAARDE_DEMO="0", WIJKWAARDE_MAIL_PORT=str(silent.getsockname()[1]))
        connected, _address = silent.accept()
        killed.send_signal(signal.SIGKILL)
        killed.communicate(timeout=PATIENCE)
        connected.close()
    assert untold() == due

    ask()
    next_one = worker(tmp_path, WIJKWAARDE_DEMO="1")
    assert next_one.wait(timeout=PATIENCE) == 0, next_one.stderr.read()
    give_up = time.monotonic() + PATIENCE
    while untold() and time.monotonic() < give_up:
        time.sleep(0.1)
    assert untold() == 0
    mails = "".join(path.read_text() for path in (tmp_path / "outbox").iterdir())
    assert mails.count("Subject: ") == due


def test_a_mail_says_nothing_but_where_to_look(due, tmp_path):
    ask()
    done = worker(tmp_path, WIJKWAARDE_DEMO="1")
    assert done.wait(timeout=PATIENCE) == 0, done.stderr.read()
    mails = "".join(path.read_text() for path in (tmp_path / "outbox").iterdir())
    assert "Er staat iets voor je klaar" in mails
    for word in ("Fenna", "zoontje", "fiets", "plan", "vraag/"):
        assert word not in mails
