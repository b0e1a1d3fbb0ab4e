"""A small purse for the table of addresses: filled once, and a payment of Chantal above the limit, with its receipt."""

from io import BytesIO
from uuid import UUID

from django.utils import timezone
from PIL import Image

from wijkwaarde.kernel.small_purses.actions import NewPayment, pay, top_up

FILLED, PAID = (UUID(f"00000000-0000-4000-8000-0000000000{end}") for end in ("d8", "d9"))


def a_purse(cast):
    """Which payment, which top-up, and the organisation of Marieke and Karel."""
    now, picture = timezone.now(), BytesIO()
    Image.new("RGB", (30, 40), "white").save(picture, "JPEG")
    party = cast.standing("chantal").organisation_id
    with cast.acting("karel") as karel:
        filled = top_up(party, cents=500_00, by=karel, request_key=FILLED, now=now)
    with cast.acting("chantal") as chantal:
        new = NewPayment(cents=150_00, what="Bed met matras", receipt=picture.getvalue(), request_key=PAID)
        paid = pay(new, by=chantal, now=now)
    own = cast.standing("marieke").organisation_id
    return {"payment_id": paid.pk, "top_up_id": filled.pk, "organisation_id": own, "hours_booking_id": 0}
