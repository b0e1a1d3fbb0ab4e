"""Instruments are gone when their folders and lines in the settings are: the site and the console go on without them."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.analyses.conftest import Analyses

SOURCE = Path("src").resolve()
INSTRUMENTS = sorted(one.parent.name for one in (SOURCE / "wijkwaarde" / "instruments").glob("*/instrument.py"))
LINES = [f'    "wijkwaarde.instruments.{one}",\n' for one in INSTRUMENTS]
WITHOUT = """
import django, sys, time
django.setup()
import wijkwaarde
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from django.urls import NoReverseMatch, reverse
from wijkwaarde.commands import main
from wijkwaarde.kernel.accounts.queries import user_with
from wijkwaarde.web.instruments import instruments

place, key = sys.argv[1:]
assert wijkwaarde.__file__.startswith(place)
assert instruments() == ()
call_command("check")
assert main(["prices", "list"]) == 0
for who in ("amina", "chantal"):
    browser = Client(headers={"host": "localhost"})
    user = user_with(f"{who}@voorbeeld.example")
    browser.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    session = browser.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": time.time()}]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    case = browser.get(f"/vraag/{key}")
    assert case.status_code == 200
    assert b"Mijn dochter slaapt slecht" in case.content
    assert b"icro-analyse" not in case.content
    assert browser.get(f"/vraag/{key}/micro-analyse").status_code == 404
"""


def test_without_their_folders_and_lines_the_site_and_the_console_work(committing_cast, tmp_path):
    analyses = Analyses(committing_cast)
    analyses.save("bicycle")
    source = tmp_path / "src"
    shutil.copytree(SOURCE, source, ignore=shutil.ignore_patterns(*INSTRUMENTS, "__pycache__", "tests"))
    settings = source / "wijkwaarde" / "settings.py"
    written = settings.read_text(encoding="utf-8")
    for line in LINES:
        assert line in written
        written = written.replace(line, "")
    settings.write_text(written, encoding="utf-8")
    paths = os.pathsep.join([str(source), str(Path("waarde/src").resolve())])
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT, str(tmp_path), str(analyses.key)],
        env={**os.environ, "PYTHONPATH": paths, "WIJKWAARDE_STATE": str(tmp_path / "state")},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
