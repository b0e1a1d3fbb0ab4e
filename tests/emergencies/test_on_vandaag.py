"""Emergency access stands first on the fixed contact's page of today, until they opened it or a week is over."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.emergencies.test_emergencies import opened
from wijkwaarde.kernel.emergencies.models import BreakGlass, EmergencyNotice

pytestmark = pytest.mark.django_db
FIRST = "Eerst dit: iemand keek uit zorg"


def test_it_stands_first_until_the_contact_opened_it(cast):
    key = cast.opened("amina")
    glass = opened(cast)
    chantal, bram = cast.browser("chantal"), cast.browser("bram")
    page = chantal.get("/vandaag").content.decode()
    assert "Iemand keek uit zorg bij Amina" in page
    assert page.index(FIRST) < page.index("Wacht op mij")
    assert FIRST not in bram.get("/vandaag").content.decode()
    cast.browser("amina").get(f"/vraag/{key}")
    assert FIRST in chantal.get("/vandaag").content.decode(), "that the resident read it says nothing of the contact"
    chantal.get(f"/vraag/{key}")
    assert FIRST not in chantal.get("/vandaag").content.decode()
    with cast.acting("chantal") as by:
        seen = EmergencyNotice.objects.get(emergency=glass, membership=by.membership_id)
        assert seen.seen_at is not None


def test_after_a_week_it_is_left_to_the_page_of_the_case(cast):
    cast.opened("amina")
    glass = opened(cast)
    ago = timezone.now() - timedelta(days=7)
    day = timezone.localdate(ago)
    with cast.acting("chantal"):
        BreakGlass.objects.filter(pk=glass.pk).update(
            opened_on=day, opened_at=ago, ends_at=ago + timedelta(hours=8), tell_on=day
        )
    assert FIRST not in cast.browser("chantal").get("/vandaag").content.decode()
