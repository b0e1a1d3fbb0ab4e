"""What these tests share: the language of the last page that they read ends with them."""

import pytest
from django.utils import translation


@pytest.fixture(scope="module", autouse=True)
def ends_in_dutch():
    """A request leaves its language behind in the thread, and the next test would read it."""
    with translation.override("nl"):
        yield
