"""What the settings and the web server refuse before anything is served, each in one clear sentence."""

import os
import subprocess
import sys

import pytest

KEY = "a key of these tests alone, which signs nothing for anybody"


def python(program, **surroundings):
    known = {name: value for name, value in os.environ.items() if not name.startswith(("WIJKWAARDE_", "DATABASE_"))}
    return subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False, env=known | surroundings
    )


@pytest.mark.parametrize("surroundings", [{}, {"WIJKWAARDE_SECRET_KEY": ""}])
def test_a_web_server_without_a_key_that_its_processes_share_does_not_start(surroundings):
    done = python("import wijkwaarde.wsgi", **surroundings)
    assert done.returncode == 1
    assert "ImproperlyConfigured: WIJKWAARDE_SECRET_KEY is not set." in done.stderr


def test_a_web_server_with_a_key_goes_on_to_the_database():
    done = python("import wijkwaarde.wsgi", WIJKWAARDE_SECRET_KEY=KEY)
    assert "WIJKWAARDE_SECRET_KEY" not in done.stderr
    assert "DATABASES" in done.stderr


def test_a_command_needs_no_key():
    assert python("import wijkwaarde.settings").returncode == 0


@pytest.mark.parametrize("hosts", ["wijk.voorbeeld.example", "localhost,wijk.voorbeeld.example", "*", ".localhost"])
def test_the_demo_is_refused_under_a_name_that_others_can_reach(hosts):
    done = python("import wijkwaarde.settings", WIJKWAARDE_DEMO="1", WIJKWAARDE_HOSTS=hosts)
    assert done.returncode == 1
    assert "ImproperlyConfigured: WIJKWAARDE_DEMO is 1" in done.stderr
    assert python("import wijkwaarde.settings", WIJKWAARDE_HOSTS=hosts).returncode == 0


@pytest.mark.parametrize("surroundings", [{}, {"WIJKWAARDE_HOSTS": "localhost"}, {"WIJKWAARDE_HOSTS": ""}])
def test_the_demo_on_ones_own_machine_is_let_in(surroundings):
    assert python("import wijkwaarde.settings", WIJKWAARDE_DEMO="1", **surroundings).returncode == 0
