"""An account is ended while somebody books on it: whoever comes second waits, and is told in words; nothing is lost or half."""

import threading
import time
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connections
from django.utils import timezone

from tests.isolation.catalogue import asked
from wijkwaarde.kernel.errors import Refused
from wijkwaarde.kernel.given_hours.actions import give_hours, open_pursuit
from wijkwaarde.kernel.isolation import in_partnership
from wijkwaarde.kernel.ledger.actions import end_account
from wijkwaarde.kernel.ledger.models import Account, Booking
from wijkwaarde.kernel.trail.actions import recorded

WAITS = "SELECT count(*) FROM pg_locks WHERE NOT granted AND pid <> pg_backend_pid()"
PATIENCE = 60


class Second(threading.Thread):
    """Somebody who comes second, on a connection of their own; `end` is what they got."""

    def __init__(self, work):
        super().__init__()
        self.work, self.end = work, None
        self.start()
        give_up = time.monotonic() + PATIENCE
        while self.is_alive() and not asked(WAITS)[0][0]:
            assert time.monotonic() < give_up, "the second neither waits nor ends"
            time.sleep(0.01)

    def run(self):
        try:
            self.end = self.work()
        except Refused as refused:
            self.end = refused
        finally:
            connections.close_all()


@pytest.fixture
def garden(committing_cast):
    with committing_cast.acting("karel") as karel, recorded(by=karel):
        return open_pursuit(committing_cast.standing("bram").organisation_id, name="Buurttuin", by=karel)


def test_who_books_on_an_account_that_is_just_being_ended_is_told_so_at_the_field(committing_cast, garden):
    cast, karel, bram = committing_cast, committing_cast.actor("karel"), committing_cast.browser("bram")
    month = f"{cast.today:%Y-%m}"
    sent = {"pursuit": garden, "month": month, "hours": "12,5", "request_key": str(uuid4())}
    with recorded(by=karel):
        end_account(garden, by=karel, until=cast.today)
        second = Second(lambda: bram.post("/gegeven-uren", sent))
        assert second.is_alive(), second.end
    second.join()
    told = second.end.content.decode()
    assert second.end.status_code == 422
    assert "Op ‘Buurttuin’ kan vanaf" in told
    assert second.end.context["form"].errors.keys() == {"month"}
    assert f'value="{month}" selected' in told
    assert 'value="12,5"' in told
    with in_partnership(karel.partnership_id):
        assert not Booking.objects.exists()
        assert Account.objects.get(pk=garden).until == cast.today


def test_who_ends_an_account_on_which_somebody_is_just_booking_is_told_so(committing_cast, garden):
    cast, karel, bram = committing_cast, committing_cast.actor("karel"), committing_cast.actor("bram")
    month, now = cast.today.replace(day=1), timezone.now()

    def end():
        with recorded(by=karel):
            end_account(garden, by=karel, until=cast.today)

    with recorded(by=bram):
        give_hours(garden, month=month, hours=100, by=bram, request_key=uuid4(), now=now)
        second = Second(end)
        assert second.is_alive(), second.end
    second.join()
    assert isinstance(second.end, Refused)
    assert second.end.field == "until"
    with recorded(by=karel):
        end_account(garden, by=karel, until=cast.today + timedelta(days=1))
        assert Booking.objects.count() == 1
