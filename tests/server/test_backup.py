"""A backup is the whole database, in a file of its owner alone, and comes back in an empty one under other names."""

import os
import subprocess
import sys

import psycopg
import pytest

from tests.server.checksums import checksums, minded, rights
from wijkwaarde import postgres
from wijkwaarde.commands import main
from wijkwaarde.demo.neighbourhood import build
from wijkwaarde.postgres import cluster, place

OTHER = {"wijkwaarde_owner": "beheer", "wijkwaarde_app": "de site"}


def wijkwaarde(*words, **environment):
    """The console script, in a process of its own, on the addresses given."""
    command = [
        sys.executable,
        "-c",
        "import sys; from wijkwaarde.commands import main; sys.exit(main())",
        *map(str, words),
    ]
    return subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, **environment})


@pytest.fixture
def elsewhere(tmp_path):
    """An empty database on another server, whose roles have other names; the addresses as variables."""
    folder = tmp_path / "elsewhere"
    with postgres.serving(folder, durable=False):
        pass
    closed = place.place(folder, binaries=None, durable=False)
    renamed = [f'ALTER ROLE {name} RENAME TO "{other}"' for name, other in OTHER.items()]
    cluster._tell(closed, closed.cluster, statements=renamed)
    (closed.cluster / "pg_hba.conf").write_text("host all all 127.0.0.1/32 scram-sha-256\n")
    with postgres.serving(folder, durable=False) as addresses:
        yield {
            "DATABASE_OWNER_URL": addresses.owner.replace("wijkwaarde_owner", "beheer"),
            "DATABASE_URL": addresses.application.replace("wijkwaarde_app", "de%20site"),
        }
    postgres.discard(folder)


@pytest.mark.django_db(transaction=True)
def test_a_backup_of_the_example_neighbourhood_comes_back_whole_and_for_other_roles(tmp_path, elsewhere):
    build()
    file = tmp_path / "wijk.backup"
    assert main(["backup", str(file)]) == 0
    assert file.stat().st_mode & 0o777 == 0o600
    back = wijkwaarde("restore", file, **elsewhere)
    assert (back.returncode, back.stderr) == (0, ""), back.stderr
    with (
        psycopg.connect(os.environ["DATABASE_OWNER_URL"]) as one,
        psycopg.connect(elsewhere["DATABASE_OWNER_URL"]) as other,
    ):
        rows = checksums(one)
        assert rows == checksums(other)
        assert {"procrastinate_jobs", "web_sessions_session", "django_migrations"} <= set(rows)
        assert rows["accounts_user"][0] > 1
        for kind, lines in minded(one).items():
            assert (kind, set(lines) ^ set(minded(other)[kind])) == (kind, set())
        here, there = (dict(zip(names, ("owner", "application"), strict=True)) for names in (OTHER, OTHER.values()))
        for kind, lines in rights(one, here).items():
            assert (kind, set(lines) ^ set(rights(other, there)[kind])) == (kind, set())
        assert len(rights(one, here)["default"]) > 1
    with psycopg.connect(elsewhere["DATABASE_URL"]) as site:
        assert site.execute("SELECT count(*) FROM cases_case").fetchone() == (0,)


@pytest.mark.django_db(transaction=True)
def test_a_database_that_is_not_empty_is_left_as_it_is(tmp_path, capsys):
    file = tmp_path / "wijk.backup"
    assert main(["backup", str(file)]) == 0
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"]) as connection:
        before = checksums(connection)
        assert main(["restore", str(file)]) == 2
        assert "De database is niet leeg." in capsys.readouterr().err
        assert checksums(connection) == before


@pytest.mark.django_db(transaction=True)
def test_a_backup_never_replaces_a_file(tmp_path, capsys):
    file = tmp_path / "mine"
    file.write_text("my own")
    assert main(["backup", str(file)]) == 2
    assert "Dit bestand is er al." in capsys.readouterr().err
    assert file.read_text() == "my own"


@pytest.mark.django_db(transaction=True)
def test_a_backup_that_breaks_off_leaves_no_file(tmp_path):
    broken = wijkwaarde("backup", tmp_path / "half", DATABASE_OWNER_URL=os.environ["DATABASE_URL"])
    assert broken.returncode == 2
    assert "Traceback" not in broken.stderr
    assert list(tmp_path.iterdir()) == []


def test_half_a_backup_or_another_file_puts_nothing_back(tmp_path, elsewhere):
    for content in (b"PGDMP", b"no backup at all"):
        file = tmp_path / "file"
        file.write_bytes(content)
        refused = wijkwaarde("restore", file, **elsewhere)
        assert refused.returncode == 2
        assert "Traceback" not in refused.stderr
    with psycopg.connect(elsewhere["DATABASE_OWNER_URL"]) as connection:
        assert checksums(connection) == {}


def test_without_a_database_it_says_what_is_missing(tmp_path):
    nowhere = {"DATABASE_URL": "", "DATABASE_OWNER_URL": "", "WIJKWAARDE_STATE": str(tmp_path)}
    refused = wijkwaarde("backup", tmp_path / "file", **nowhere)
    assert refused.returncode == 2
    assert "Er is geen database ingesteld." in refused.stderr
