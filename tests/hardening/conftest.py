"""Amina's case with everybody in their place, for tests that ask all addresses."""

import pytest
from django.db import transaction

from tests.access.people import settle


@pytest.fixture(scope="module")
def settled(committed_cast, django_db_blocker):
    """Amina's case, in a transaction that is undone after the last test of a file."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield settle(committed_cast)
        transaction.set_rollback(True)
