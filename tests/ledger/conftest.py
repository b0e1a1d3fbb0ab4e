"""Books of a whole year in the example neighbourhood, for what leaves and comes in."""

import pytest

from tests.ledger import books
from wijkwaarde.demo.cast import HERE
from wijkwaarde.kernel.isolation import in_partnership
from wijkwaarde.kernel.parties.queries import partnership_with


@pytest.fixture
def here(cast):
    partnership = partnership_with(HERE)
    with in_partnership(partnership.pk):
        yield books.command(partnership.pk)


@pytest.fixture
def year(here):
    books.year(here)
