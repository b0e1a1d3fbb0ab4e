"""Opens Chromium for the tests of this folder, or says loudly that it cannot."""

import os
import shutil

import pytest
from playwright.sync_api import sync_playwright

from tests.browser.served import close_all, serving
from tests.browser.visits import Visits

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def chromium():
    """Debian's Chromium, started once; no page of it may reach another machine."""
    program = shutil.which("chromium")
    if program is None:
        said = "NO CHROMIUM on this machine: `make browser` says why"
        pytest.fail(said) if os.environ.get("CI") == "true" else pytest.skip(said)
    close_all()  # Playwright's loop hides the connections of this thread, and then nobody can close them any more
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def page(chromium):
    """A fresh page of a desktop's width; a test may set another."""
    opened = chromium.new_page(viewport={"width": 1280, "height": 900})
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def neighbourhood(committed_cast, django_db_blocker, tmp_path_factory):
    """The example neighbourhood on a site of its own, for all stories; each story has its own people in it."""
    with django_db_blocker.unblock(), serving(tmp_path_factory.mktemp("stories")) as found:
        yield found


@pytest.fixture
def visit(chromium, neighbourhood):
    """Opens a browser for somebody; at the end no page of it may have given the browser a reason to complain."""
    visits = Visits(chromium, neighbourhood)
    yield visits
    visits.close()
    assert visits.complaints == []
