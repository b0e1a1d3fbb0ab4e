"""An agreement that everybody signed, as the controller sees it."""

import pytest

from tests.agreements import scene
from wijkwaarde.kernel.accounts.actions import NewMember, invite_member
from wijkwaarde.kernel.accounts.queries import actor_as, standings_of
from wijkwaarde.kernel.accounts.terms import Role
from wijkwaarde.kernel.parties.models import Organisation

PETRA = NewMember(email="petra-manager@voorbeeld.example", name="Petra", job="manager", role=Role.MANAGER)


@pytest.fixture
def karel(cast):
    with cast.acting("karel") as karel:
        yield karel


@pytest.fixture
def hanneke(cast, karel):
    return cast.actor("hanneke")


@pytest.fixture
def petra(cast, karel):
    """The manager of the provider of care."""
    return invited(cast, by=karel)


def invited(cast, *, by):
    """The same, whom somebody invited."""
    care = Organisation.objects.get(name=scene.NAMES[1])
    member = invite_member(PETRA, by=by, organisation=care, today=cast.today)
    return actor_as(standings_of(member.user_id, today=cast.today)[0], user_id=member.user_id)


@pytest.fixture
def budget(karel):
    return scene.a_budget(karel)


@pytest.fixture
def signed(karel, hanneke, petra, budget):
    """Everybody signed: the function makes such an agreement with other words."""

    def sign_all(**words):
        return signed_by(karel, hanneke=hanneke, petra=petra, **words)

    return sign_all


def signed_by(karel, *, hanneke, petra, **words):
    """An agreement that the three signed."""
    seen = scene.made(karel, **words)
    scene.sign(seen, "p1", by=hanneke)
    scene.sign(seen, "p2", by=petra)
    scene.sign(seen, "p3", by=karel, document="verslag-bewonersavond-2025-01")
    return seen
