"""The embedded server: made whole or not at all, one holder at a time, gone with its holder, closed to all but two roles."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psycopg
import pytest

from wijkwaarde import postgres
from wijkwaarde.postgres import cluster, server

HOLDER = (
    "import sys, time; from pathlib import Path; from wijkwaarde.postgres import serving\n"
    "with serving(Path(sys.argv[1]), durable=False) as addresses:\n"
    "    print(addresses.pid, flush=True); time.sleep(600)"
)


@pytest.fixture(scope="module")
def folder():
    """One database for these tests; each leaves it usable for the next."""
    with tempfile.TemporaryDirectory(prefix="wijkwaarde-server-") as name:
        Path(name).chmod(0o711)
        yield Path(name) / "database"


@pytest.fixture
def holder(folder):
    """Another process that serves the folder, and the process of its server."""
    process = subprocess.Popen([sys.executable, "-c", HOLDER, str(folder)], stdout=subprocess.PIPE, text=True)
    yield process, int(process.stdout.readline())
    process.kill()
    process.communicate()


def test_what_a_killed_initdb_left_is_made_anew(folder):
    half = folder / "making-half"
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18")
    with postgres.serving(folder, durable=False) as addresses:
        assert not half.exists()
        with psycopg.connect(addresses.owner) as connection:
            connection.execute("CREATE TABLE kept (id bigint)")
            assert connection.execute("SELECT lower('ÉÉN')").fetchone() == ("één",)


def test_nobody_comes_in_without_the_password_and_never_as_superuser(folder):
    with postgres.serving(folder, durable=False) as addresses:
        for role in ("postgres", "wijkwaarde_owner", "wijkwaarde_app"):
            port = psycopg.conninfo.conninfo_to_dict(addresses.owner)["port"]
            with pytest.raises(psycopg.OperationalError):
                psycopg.connect(host="127.0.0.1", port=port, user=role, password="guess", dbname="wijkwaarde")
        with psycopg.connect(addresses.application) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("SELECT * FROM kept")
    assert (folder / "keys.json").stat().st_mode & 0o777 == 0o600
    assert (folder / "cluster").stat().st_mode & 0o777 == 0o700


def test_the_port_stays_the_same_until_somebody_takes_it(folder):
    with postgres.serving(folder, durable=False):
        port = cluster.read_keys(folder).port
    with postgres.serving(folder, durable=False):
        assert cluster.read_keys(folder).port == port
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        other.bind(("127.0.0.1", port))
        other.listen()
        with postgres.serving(folder, durable=False) as addresses:
            assert cluster.read_keys(folder).port != port
            psycopg.connect(addresses.owner).close()


def test_a_second_holder_is_refused_and_a_command_uses_the_server_that_runs(folder, holder):
    with pytest.raises(postgres.HeldElsewhere), postgres.serving(folder):
        pass
    with pytest.raises(postgres.HeldElsewhere):
        postgres.discard(folder)
    with postgres.available(folder) as addresses:
        assert addresses.pid == holder[1]
        psycopg.connect(addresses.owner).close()
    os.kill(addresses.pid, 0)


def test_a_killed_holder_takes_its_server_along_and_the_next_one_finds_all(folder, holder):
    process, pid = holder
    process.kill()
    process.wait()
    give_up = time.monotonic() + 20
    while is_alive(pid) and time.monotonic() < give_up:
        time.sleep(0.05)
    assert not is_alive(pid)
    with postgres.available(folder) as addresses, psycopg.connect(addresses.owner) as connection:
        assert connection.execute("SELECT count(*) FROM kept").fetchone() == (0,)


def test_a_server_without_holder_and_watchdog_is_ended_by_the_next_holder(folder, holder):
    process, pid = holder
    (watchdog,) = [other for other in children_of(process.pid) if other != pid]
    os.kill(watchdog, signal.SIGKILL)
    process.kill()
    process.wait()
    assert is_alive(pid)
    with postgres.serving(folder, durable=False) as addresses:
        assert addresses.pid != pid
        assert not is_alive(pid)


def test_a_pid_file_that_names_a_living_process_of_somebody_else_stops_nobody(folder):
    (folder / "cluster" / "postmaster.pid").write_text(f"{os.getpid()}\n{folder}\n0\n1\n\n127.0.0.1\n1 1\nready\n")
    with postgres.serving(folder, durable=False) as addresses:
        psycopg.connect(addresses.owner).close()


def test_a_killed_postmaster_whose_sessions_still_end_is_waited_for(folder):
    with postgres.serving(folder, durable=False) as addresses:
        psycopg.connect(addresses.owner).close()
        os.kill(addresses.pid, signal.SIGKILL)
    with postgres.serving(folder, durable=False) as again:
        psycopg.connect(again.owner).close()


def test_lost_passwords_are_made_anew_and_the_data_stay(folder):
    (folder / "keys.json").unlink()
    with postgres.serving(folder, durable=False) as addresses, psycopg.connect(addresses.owner) as connection:
        assert connection.execute("SELECT count(*) FROM kept").fetchone() == (0,)


def test_what_people_type_does_not_reach_the_log(folder):
    with postgres.serving(folder, durable=False) as addresses, psycopg.connect(addresses.owner) as connection:
        for statement in ("SELECT 'Amina' AS secret FROM nowhere", "SELECT 'Amina'::bigint"):
            with pytest.raises(psycopg.Error):
                connection.execute(statement)
            connection.rollback()
        assert "Amina" not in (folder / "server.log").read_text()
        assert repr(addresses).count("postgresql://") == 0


def test_a_folder_that_cannot_start_says_so_and_names_its_log(folder):
    (folder / "cluster" / "PG_VERSION").rename(folder / "cluster" / "PG_VERSION.aside")
    with pytest.raises(postgres.NotStarted) as refused, postgres.serving(folder, durable=False):
        pass
    assert refused.value.log.read_text()
    (folder / "cluster" / "PG_VERSION.aside").rename(folder / "cluster" / "PG_VERSION")
    assert server._inhabitants(folder / "cluster") == []


def test_thrown_away_is_gone(folder):
    postgres.discard(folder)
    assert not folder.exists()


def is_alive(pid):
    """Whether a process runs; one that ended and was not yet fetched by its parent does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def children_of(pid):
    """The processes that this one started."""
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
