"""The eight ways in which `make demo` starts and ends: each leaves nothing running, and the next start works."""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.request import ProxyHandler, build_opener

import pytest

from tests.server.running import demo, free_port, left_running, pids_with, taken, wait_for
from wijkwaarde import postgres
from wijkwaarde.demo import reset
from wijkwaarde.postgres.place import elsewhere

ROOT = Path(__file__).resolve().parents[2]
IS_ROOT = os.geteuid() == 0
TOO_LITTLE_POWER = "NOT ROOT: this ending needs a process that may become somebody else"


@pytest.fixture(scope="module")
def state():
    """One folder for all endings, as one person's: what an ending leaves is what the next start finds."""
    with tempfile.TemporaryDirectory(prefix="wijkwaarde-endings-") as folder:
        Path(folder).chmod(0o711)
        yield Path(folder) / "state"
        postgres.discard(Path(folder) / "state" / "database")


def page(url):
    with build_opener(ProxyHandler({})).open(url, timeout=10) as answer:
        return answer.status, answer.read().decode()


def test_killed_while_the_neighbourhood_is_built_it_is_built_anew(state):
    with demo(state, port=free_port()) as started:
        wait_for((state / "unfinished").exists)
        started.process.kill()
        started.end()
    assert left_running(state) == []
    assert (state / "unfinished").exists()


def test_ctrl_c_ends_all_with_one_friendly_line(state):
    with demo(state, port=free_port()) as started:
        status, text = page(started.url())
        assert status == 200
        assert "<html" in text
        assert started.end(signal.SIGINT) == 0
    assert not (state / "unfinished").exists()
    assert "amina@voorbeeld.example" in started.said
    assert "Gestopt." in started.said
    assert "Traceback" not in started.said
    assert left_running(state) == []


def test_two_at_once_are_one_and_the_other_says_where(state):
    with demo(state) as one, demo(state) as other:
        urls = {one.url(), other.url()}
        ended, running_one = (one, other) if "draait al" in one.said else (other, one)
        assert ended.end() == 0
        assert f"draait al: {urls.pop()}" in ended.said
        assert not urls
        assert "draait al" not in running_one.said
        assert running_one.end(signal.SIGTERM) == 0
    assert left_running(state) == []


def test_sigterm_ends_all_and_a_second_time_goes_on_with_the_same_people_and_log_ins(state):
    secret = (state / "secret").read_text()
    with demo(state, port=free_port()) as started:
        started.url()
        assert started.end(signal.SIGTERM) == 0
    assert "Traceback" not in started.said
    assert left_running(state) == []
    assert (state / "secret").read_text() == secret


def test_a_sigterm_right_after_the_start_ends_all(state):
    for moment in (0.05, 0.4, 0.8, 1.2, 1.6):
        with demo(state, port=free_port()) as started:
            with pytest.raises(subprocess.TimeoutExpired):
                started.process.wait(moment)
            code = started.end(signal.SIGTERM)
        assert (code in {0, -signal.SIGTERM}, "Traceback" in started.said) == (True, False), started.said
        assert left_running(state) == []


def test_a_killed_supervisor_leaves_nothing_and_the_next_start_works(state):
    with demo(state, port=free_port()) as started:
        started.url()
        started.process.kill()
        started.end()
        assert left_running(state) == []
    with demo(state, port=free_port()) as again:
        assert page(again.url())[0] == 200


def test_a_taken_port_that_was_asked_for_is_a_clear_message_and_a_taken_usual_port_is_no_problem(state):
    port = free_port()
    with taken(port), demo(state, port=port) as started:
        assert started.end() == 2
        assert f"Poort {port} is bezet." in started.said
        assert "Traceback" not in started.said
    assert left_running(state) == []


def test_a_part_that_dies_takes_the_others_along_and_is_named(state):
    with demo(state, port=free_port()) as started:
        started.url()
        (worker,) = wait_for(lambda: pids_with(state, "procrastinate"))
        os.kill(worker, signal.SIGKILL)
        assert started.end() == 2
    assert "worker" in started.said
    assert left_running(state) == []


def test_reset_refuses_while_it_runs_and_throws_all_away_after(state, monkeypatch, capsys):
    monkeypatch.setenv("WIJKWAARDE_STATE", str(state))
    with demo(state, port=free_port()) as started:
        started.url()
        assert reset.main() == 2
        assert "draait nog" in capsys.readouterr().err
    assert left_running(state) == []
    assert reset.main() == 0
    assert not state.exists()


@pytest.fixture
def closed_clone():
    """A copy of the project and of the database's programs that only its owner can enter."""
    with tempfile.TemporaryDirectory(prefix="wijkwaarde-closed-") as folder:
        clone = Path(folder)
        wheel = postgres.program("postgres").parents[2]
        for source in (ROOT / "src", ROOT / "waarde" / "src", wheel, wheel.with_name(f"{wheel.name}.libs")):
            shutil.copytree(
                source, clone / source.relative_to(source.parents[1] if source.name == "src" else source.parent)
            )
        yield clone
        for kept in (clone / ".data" / "database", clone / wheel.name):
            shutil.rmtree(elsewhere(kept), ignore_errors=True)


@pytest.mark.skipif(not IS_ROOT, reason=TOO_LITTLE_POWER)
def test_root_in_a_clone_that_only_root_can_read(closed_clone):
    state = closed_clone / ".data"
    assert closed_clone.stat().st_mode & 0o777 == 0o700
    paths = [closed_clone, *closed_clone.glob("*/src")]
    for _time in range(2):
        with demo(state, port=free_port(), surroundings={"PYTHONPATH": os.pathsep.join(map(str, paths))}) as started:
            assert page(started.url())[0] == 200
            (database,) = pids_with(state, "-D")
            assert Path(f"/proc/{database}").stat().st_uid == pwd.getpwnam("nobody").pw_uid
            assert started.end(signal.SIGINT) == 0
        assert left_running(state) == []


@pytest.fixture
def open_python():
    """A Python that everybody may run and how to tell it where its packages are: this one may stand in a closed home."""
    packages = {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    if (
        subprocess.run(
            ["runuser", "-u", "nobody", "--", sys.executable, "-V"], check=False, capture_output=True
        ).returncode
        == 0
    ):
        yield sys.executable, packages
        return
    with tempfile.TemporaryDirectory(prefix="wijkwaarde-python-") as folder:
        Path(folder).chmod(0o755)
        library = f"lib/python{sys.version_info.major}.{sys.version_info.minor}"
        left_out = shutil.ignore_patterns("test", "__pycache__", "site-packages", "idlelib", "config-*", "*.a")
        shutil.copytree(Path(sys.base_prefix) / library, Path(folder) / library, ignore=left_out)
        for shared in (Path(sys.base_prefix) / "lib").glob("libpython*.so*"):
            shutil.copy2(shared, Path(folder) / "lib")
        (Path(folder) / "bin").mkdir()
        shutil.copy2(Path(sys.executable).resolve(), Path(folder) / "bin" / "python")
        yield f"{folder}/bin/python", packages | {"PYTHONHOME": folder, "LD_LIBRARY_PATH": f"{folder}/lib"}


@pytest.mark.skipif(not IS_ROOT, reason=TOO_LITTLE_POWER)
def test_an_ordinary_user(open_python):
    python, surroundings = open_python
    nobody = pwd.getpwnam("nobody")
    with tempfile.TemporaryDirectory(prefix="wijkwaarde-user-") as folder:
        os.chown(folder, nobody.pw_uid, nobody.pw_gid)
        state = Path(folder) / ".data"
        who = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
        for _time in range(2):
            with demo(state, port=free_port(), python=python, surroundings=surroundings, **who) as started:
                assert page(started.url())[0] == 200
                assert started.end(signal.SIGINT) == 0
            assert left_running(state) == []
        assert state.stat().st_mode & 0o777 == 0o700
