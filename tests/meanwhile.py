"""Two who write at one moment: the second begins when the first has written, and before that is committed."""

import threading
import time
from contextlib import contextmanager

from django.db import connection, connections

from wijkwaarde.kernel.trail.actions import recorded

PATIENCE = 60
WAITING = (
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    " AND backend_type = 'client backend'"
)


def meanwhile(first, second, *, cast, key="karel"):
    """What both give, or the error that each ended with: the first commits when the second waits for it, or is done."""
    ends, has_written, may_commit = [None, None], threading.Event(), threading.Event()

    def one():
        with _ending(ends, 0), recorded(by=(by := cast.actor(key))):
            ends[0] = first(by)
            has_written.set()
            may_commit.wait(PATIENCE)

    def other():
        has_written.wait(PATIENCE)
        with _ending(ends, 1), recorded(by=(by := cast.actor(key))):
            ends[1] = second(by)

    threads = [threading.Thread(target=work) for work in (one, other)]
    for thread in threads:
        thread.start()
    _until(lambda: has_written.is_set() or not threads[0].is_alive())
    _until(lambda: not threads[1].is_alive() or _somebody_waits())
    may_commit.set()
    for thread in threads:
        thread.join()
    return ends


@contextmanager
def _ending(ends, place):
    try:
        yield
    except Exception as error:  # noqa: BLE001 - the test says what it was
        ends[place] = error
    finally:
        connections.close_all()


def _somebody_waits():
    with connection.cursor() as cursor:
        cursor.execute(WAITING)
        return cursor.fetchone()[0] > 0


def _until(is_so):
    give_up = time.monotonic() + PATIENCE
    while not is_so() and time.monotonic() < give_up:
        time.sleep(0.02)
