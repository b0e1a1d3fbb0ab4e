"""Everything about one person, made from all tables; a table that leads to somebody is in it by itself."""

import json

import pytest
from allauth.mfa.models import Authenticator

from tests.isolation.catalogue import asked
from wijkwaarde.kernel.privacy_requests.reading import NOT_HERE, SECRET, ways
from wijkwaarde.kernel.trail.models import Line

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
# Tables whose rows point at a member or an account, and so at somebody's work, with why they tell nothing of a resident.
POINTS = """
SELECT DISTINCT r.relname, t.relname FROM pg_constraint k
JOIN pg_class r ON r.oid = k.conrelid JOIN pg_class t ON t.oid = k.confrelid
WHERE k.contype = 'f' AND t.relname IN ('parties_person', 'cases_case', 'cases_participant', 'plans_planversion')
"""


def test_every_table_that_points_at_a_person_or_a_case_is_in_it():
    known = {label.lower().replace(".", "_") for label in (*ways(), *NOT_HERE)}
    assert {table for table, _target in asked(POINTS)} - known == set(), "the walk in reading.py does not find these"


def test_a_resident_gets_everything_at_once_and_nothing_of_others(cast):
    key = cast.opened(words="Zeer eigen woorden.")
    bram = cast.chosen(key, "bram")
    cast.agreed(key, ("Elke avond bellen", bram))
    cast.browser("bram").get(f"/vraag/{key}")
    amina = cast.browser("amina")
    page = amina.post("/mijn-gegevens/alles", {"kind": "page"})
    text = page.content.decode()
    for words in ("Zeer eigen woorden.", "Elke avond bellen", "Bram", "keek in je plan", "amina@voorbeeld.example"):
        assert words in text, words
    for words in ("Fenna", "fietsje", "noor@"):
        assert words not in text, words
    told = json.loads(amina.post("/mijn-gegevens/alles", {"kind": "json"}).content)
    assert {"cases.Case", "plans.PlanLine", "parties.Person", "accounts.User"} <= set(told["tables"])
    assert not any(SECRET & set(row) for rows in told["tables"].values() for row in rows)
    assert told["looks"]
    with cast.acting("amina") as by:
        assert Line.objects.filter(act="EXPORT", kind="person_copy", person_id=by.person_id).exists()


def test_it_holds_nothing_with_which_somebody_could_log_in(cast):
    cast.opened()
    amina = cast.browser("amina")
    user = cast.user("amina")
    secrets = [amina.session.session_key, user.password, *Authenticator.objects.filter(user=user).values_list("data")]
    for kind in ("page", "json"):
        text = amina.post("/mijn-gegevens/alles", {"kind": kind}).content.decode()
        assert [one for one in secrets if str(one) in text] == []
        assert "session_key" not in text
        assert "session_data" not in text
