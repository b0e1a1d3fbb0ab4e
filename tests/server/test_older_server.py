"""A backup comes back in the oldest PostgreSQL that may serve the site, whole or not at all."""

import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from tests.server.checksums import checksums
from wijkwaarde import postgres
from wijkwaarde.commands import main
from wijkwaarde.demo.neighbourhood import build

# Where Debian 12 has it; elsewhere these tests are skipped, and say so.
OLDEST = Path("/usr/lib/postgresql/15/bin")
pytestmark = pytest.mark.skipif(not OLDEST.is_dir(), reason="there is no PostgreSQL 15 on this machine")
HALF = 2


@pytest.fixture
def oldest(tmp_path):
    """An empty database on PostgreSQL 15, as variables."""
    folder = tmp_path / "oldest"
    with postgres.serving(folder, binaries=OLDEST, durable=False) as addresses:
        yield {"DATABASE_OWNER_URL": addresses.owner, "DATABASE_URL": addresses.application}
    postgres.discard(folder)


def restore(file, **addresses):
    command = [sys.executable, "-c", "import sys; from wijkwaarde.commands import main; sys.exit(main())"]
    environment = {**os.environ, **addresses}
    return subprocess.run([*command, "restore", file], capture_output=True, text=True, check=False, env=environment)


@pytest.mark.django_db(transaction=True)
def test_a_backup_comes_back_in_the_oldest_server_and_half_of_it_does_not(tmp_path, oldest):
    build()
    file, half = tmp_path / "wijk.backup", tmp_path / "half.backup"
    assert main(["backup", str(file)]) == 0
    half.write_bytes(file.read_bytes()[: file.stat().st_size // HALF])
    refused = restore(half, **oldest)
    assert (refused.returncode, "Traceback" in refused.stderr) == (2, False)
    with psycopg.connect(oldest["DATABASE_OWNER_URL"]) as there:
        assert checksums(there) == {}
    back = restore(file, **oldest)
    assert (back.returncode, back.stderr) == (0, "")
    with (
        psycopg.connect(os.environ["DATABASE_OWNER_URL"]) as one,
        psycopg.connect(oldest["DATABASE_OWNER_URL"]) as there,
    ):
        assert checksums(one) == checksums(there)
