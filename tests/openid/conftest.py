"""A real provider of log-ins in a process of its own, a site that knows it, and people whom both know, or only one."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.login.people import member_of, partnership
from tests.openid.visitor import SECRET, Provider, Visitor
from wijkwaarde.kernel.accounts.actions import add_user
from wijkwaarde.kernel.isolation import in_partnership
from wijkwaarde.kernel.parties.actions import add_person
from wijkwaarde.web.openid.configuration import Configuration, configured
from wijkwaarde.web.openid.provider import provider_of

ROOT = Path(__file__).resolve().parents[2]
SITE = "http://testserver"
BRAM, AMINA, STRANGER = "bram@voorbeeld.nl", "amina@voorbeeld.nl", "vreemde@voorbeeld.nl"


@pytest.fixture(scope="session")
def started(tmp_path_factory):
    """The provider, until the end of the run."""
    environment = {**os.environ, "PROVIDER_DATABASE": str(tmp_path_factory.mktemp("provider") / "provider.sqlite")}
    command = [sys.executable, "-m", "tests.openid.provider.serve"]
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
    url = process.stdout.readline().strip()
    assert url, "the provider did not start"
    found = Provider(url)
    found.told(people=[BRAM, AMINA, STRANGER], sites=[f"{SITE}/inloggen/elders/terug"])
    yield found
    process.terminate()
    process.wait(20)


def site_of(provider):
    """What the settings of a site say that knows this provider."""
    told = Configuration(
        issuer=provider.url,
        client_id="wijk",
        client_secret=SECRET,
        name="Gemeente Voorbeeld",
        levels=("midden", "hoog"),
        two_factors="hoog",
    )
    return configured(told)


@pytest.fixture
def provider(started, settings):
    """The provider, honest, and a site that is configured for it and has asked it nothing yet."""
    provider_of.cache_clear()
    settings.OPENID = site_of(started)
    settings.SITE = SITE
    started.told()
    yield started
    provider_of.cache_clear()


@pytest.fixture
def amina(db):
    """A resident whose address both know."""
    by = partnership("noord")
    with in_partnership(by.partnership_id):
        return add_user(AMINA, person=add_person(by=by, name="Amina"))


@pytest.fixture
def bram(db):
    """A professional whose address both know."""
    return member_of(partnership("oost"), email=BRAM).user


@pytest.fixture
def visitor(provider):
    """Makes somebody who has an account at the provider."""
    return lambda email: Visitor(provider, email=email)
