"""What the tests of the whole share: the cast, committed once per run."""

import pytest

from tests.cast import build


@pytest.fixture(scope="session")
def committed_cast(django_db_setup, django_db_blocker):
    """The cast, in the database for the rest of the run."""
    with django_db_blocker.unblock():
        return build()


@pytest.fixture
def cast(committed_cast, db):
    """The cast, for a test that writes nothing that stays."""
    return committed_cast


@pytest.fixture
def committing_cast(committed_cast, transactional_db):
    """The cast, for a test whose threads see each other's rows; the database is put back after it."""
    return committed_cast
