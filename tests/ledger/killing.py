"""A server that is killed while fifty people book, and started again: how it is done, and what must be so afterwards."""

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

import psycopg

from bench.bookers import acknowledged, amount_of, key_of
from wijkwaarde import postgres

ROOT = Path(__file__).resolve().parents[2]
PATIENCE, STEP = 600, 0.005


@contextmanager
def killed():
    """A database to kill; it is gone afterwards. Not below pytest's folder, which `nobody` cannot reach."""
    with tempfile.TemporaryDirectory(prefix="wijkwaarde-killed-") as folder:
        yield Killed(Path(folder))


class Killed:
    """A database of its own in a folder; `book` fails where something was lost or doubled while its server was killed so often."""

    def __init__(self, folder):
        self.folder, self.first = folder, 0
        folder.chmod(0o711)  # PostgreSQL runs as `nobody` when we are root
        with postgres.serving(folder / "database", durable=False) as addresses:
            self.run("prepare", addresses=addresses).wait(PATIENCE)

    def run(self, *words, addresses):
        place = {"DATABASE_URL": addresses.application, "DATABASE_OWNER_URL": addresses.owner}
        surroundings = {**os.environ, **place, "WIJKWAARDE_STATE": str(self.folder), "WIJKWAARDE_SECRET_KEY": "x" * 50}
        words = [sys.executable, "-m", "bench.bookers", *map(str, words)]
        return subprocess.Popen(words, env=surroundings, cwd=ROOT, stdout=subprocess.DEVNULL)

    def book(self, *, count, kills):
        """Book so many, from `first` on, under so many kills at moments that nobody knows before."""
        kept = self.folder / f"kept-{self.first}"
        kept.mkdir()
        moments = sorted(random.sample(range(count // 20, count * 9 // 10), kills))
        words = ["trail", "--count", count, "--first", self.first, "--kept", kept]
        with postgres.serving(self.folder / "database") as addresses:
            crowd = self.run(*words, addresses=addresses)
            self.kill_at(moments[0], kept=kept, crowd=crowd, pid=addresses.pid)
        for moment in [*moments[1:], None]:
            with postgres.serving(self.folder / "database") as addresses:
                if moment is None:
                    assert crowd.wait(PATIENCE) == 0
                    self.check(kept, count=count, addresses=addresses)
                else:
                    self.kill_at(moment, kept=kept, crowd=crowd, pid=addresses.pid)
        self.first += count

    def kill_at(self, moment, *, kept, crowd, pid):
        """Once so many bookings were acknowledged, and a little later; the server alone, or with all its sessions."""
        give_up = time.monotonic() + PATIENCE
        while sum(1 for _one in acknowledged(kept)) < moment:
            assert crowd.poll() is None, "they were ready before the server was killed"
            assert time.monotonic() < give_up
            time.sleep(STEP)
        time.sleep(random.random() * STEP)
        random.choice([os.kill, os.killpg])(pid, signal.SIGKILL)

    def check(self, kept, *, count, addresses):
        """Nothing acknowledged is missing, nothing is there twice, all sums to zero, and each account has what it should."""
        numbers = range(self.first, self.first + count)
        told = dict(acknowledged(kept))
        assert set(told) == set(numbers)
        with psycopg.connect(addresses.owner) as owner:
            there = dict(owner.execute("SELECT key, id FROM ledger_booking").fetchall())
            assert {number: there[key_of(number)] for number in numbers} == told
            assert len(there) == self.first + count
            sums = owner.execute(SUMS).fetchall()
            lines = owner.execute(LINES).fetchall()
        everything = sum(amount_of(number) for number in range(self.first + count))
        assert {code: amount for code, amount, _count in sums}["Bank"] == -everything
        assert sum(amount for _code, amount, _count in sums) == 0
        assert sum(count for _code, _amount, count in sums) == 2 * len(there)
        assert lines == [(len(there), len(there))]


SUMS = """
SELECT a.code, sum(e.amount)::bigint, count(*) FROM ledger_entry e JOIN ledger_account a ON a.id = e.account_id GROUP BY 1
"""
# Every booking has its line in the trail, and a booking without one is none either.
LINES = "SELECT count(*), count(DISTINCT object_id) FROM trail_line WHERE act = 'WRITE' AND kind = 'booking'"
