"""`python -m bench.web.prepare [CASES RESIDENTS]`: builds the example neighbourhood, or fills it and says what to ask for."""

from __future__ import annotations

import json
import os
import sys
from itertools import islice

from bench.web.asked import Person, empties, logged_in, pages
from bench.web.filling import STEP, Amounts, fill
from wijkwaarde.demo.cast import HERE, NEXT_DOOR
from wijkwaarde.demo.neighbourhood import BICYCLE, build
from wijkwaarde.demo.preparation import migrate
from wijkwaarde.kernel.accounts.models import Membership, User
from wijkwaarde.kernel.cases.models import Case
from wijkwaarde.kernel.isolation import in_partnership
from wijkwaarde.kernel.parties.models import Partnership

BUSY, MEMBERS, ORGANISATIONS, LOOKS = 1_000, 400, 40, 2_000


def main(words: list[str]) -> int:
    """Without numbers build the neighbourhood; with them fill it, and print people and addresses as JSON."""
    if not words:
        migrate()
        build()
        return 0
    cases, residents = (int(word) for word in words)
    here, beside = (Partnership.objects.get(slug=slug) for slug in (HERE, NEXT_DOOR))
    with in_partnership(here.pk):
        contact = Membership.objects.select_related("user").get(name="Chantal")
    _fill(here=here.pk, beside=beside.pk, cases=cases, residents=residents, contact=contact.pk)
    with in_partnership(here.pk):
        told = _told(contact=contact, residents=residents)
    json.dump(told, sys.stdout)
    return 0


def _fill(*, here: int, beside: int, cases: int, residents: int, contact: int) -> None:
    """So many cases in the one neighbourhood, and a quarter as many in the other."""
    busy = Amounts(
        here, STEP, cases, residents, MEMBERS, ORGANISATIONS, min(LOOKS, cases * 2), contact, min(BUSY, cases)
    )
    quiet = Amounts(beside, 2 * STEP, max(cases // 4, 2), 1, MEMBERS, ORGANISATIONS, 1, 0, 0)
    fill(os.environ["DATABASE_OWNER_URL"], amounts=(busy, quiet))


def _told(*, contact: Membership, residents: int) -> dict[str, object]:
    people = [_person(user) for user in User.objects.filter(pk__gte=STEP, pk__lt=STEP + residents).order_by("pk")]
    keys = (
        Case.objects.filter(participants__membership=contact, pk__gte=STEP).order_by("pk").values_list("key", flat=True)
    )
    asks = pages(
        residents=people,
        contact=Person(logged_in(contact.user), tuple(str(key) for key in islice(keys, residents))),
        owner=_owner(),
    )
    return {"empty": empties(residents=people), "pages": list(asks)}


def _person(user: User) -> Person:
    keys = Case.objects.filter(resident_id=user.person_id).order_by("pk").values_list("key", flat=True)
    return Person(logged_in(user), tuple(str(key) for key in keys))


def _owner() -> Person:
    """The resident of the case that has a micro-analysis."""
    case = Case.objects.select_related("resident__user").get(request_key=BICYCLE)
    return Person(logged_in(case.resident.user), (str(case.key),))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
