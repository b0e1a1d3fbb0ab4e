"""Everything about one person, made from all tables; a table that leads to somebody is in it by itself."""

import json

import pytest
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.db.models import QuerySet
from django.utils import timezone

from tests.isolation.catalogue import asked
from wijkwaarde.kernel.identities.models import Identity
from wijkwaarde.kernel.measurements.actions import make_link
from wijkwaarde.kernel.privacy_requests.reading import NOT_HERE, is_given, ways
from wijkwaarde.kernel.register.reading import Sort, sort_of
from wijkwaarde.kernel.trail.models import Line
from wijkwaarde.web.privacy_requests.copies import is_technical
from wijkwaarde.web.privacy_requests.copy_lists import fixed_words
from wijkwaarde.web.privacy_requests.copy_words import field_words, table_words

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
    assert told["looks"]
    with cast.acting("amina") as by:
        assert Line.objects.filter(act="EXPORT", kind="person_copy", person_id=by.person_id).exists()


def secrets():
    """All fields that the register calls secret, or does not know, with the values that stand in them now."""
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.concrete_fields:
            if sort_of(model._meta.label, name=field.name, kind=field.get_internal_type()) in (None, Sort.SECRET):
                yield model._meta.label, field.attname, QuerySet(model=model).values_list(field.attname, flat=True)


def test_no_copy_holds_anything_that_the_register_calls_secret(cast):
    key = cast.opened()
    with cast.acting("chantal") as by:
        link = make_link(by=by, seen=cast.seen(key, by=by), today=cast.today)
    user = cast.user("amina")
    Identity.objects.create(user=user, issuer="https://inloggen.example", subject="amina-elders", since=timezone.now())
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "JBSWY3DPEHPK3PXP"})
    amina = cast.browser("amina")
    made = {kind: amina.post("/mijn-gegevens/alles", {"kind": kind}).content.decode() for kind in ("page", "json")}
    assert "amina-elders" in made["json"]
    filled = set()
    with cast.acting("amina"):
        for label, name, values in secrets():
            for value in (str(one) for one in values if one not in (None, "")):
                filled.add(f"{label}.{name}")
                assert [kind for kind, text in made.items() if value in text] == [], f"{label}.{name}"
    wanted = {"accounts.User.password", "mfa.Authenticator.data", "measurements.MarkLink.token_hash"}
    assert wanted | {"web_sessions.Session.session_key", "web_sessions.Session.session_data"} <= filled
    assert [kind for kind, text in made.items() if str(link) in text or "JBSWY3DPEHPK3PXP" in text] == []
    rows = json.loads(made["json"])["tables"]
    shown = {(label, name) for label, found in rows.items() for row in found for name in row}
    assert {(label, name) for label, name, _values in secrets()} & shown == set()


def readable():
    """Every field of a table about people that a copy tells in words."""
    for label in ways():
        for field in apps.get_model(label)._meta.concrete_fields:
            if is_given(field) and not is_technical(label, name=field.attname):
                yield label, field


def test_every_table_about_people_has_words_and_no_other_has():
    missing = ways().keys() - table_words().keys()
    gone = table_words().keys() - {model._meta.label for model in apps.get_models()}
    assert (missing, gone) == (set(), set()), "web/privacy_requests/copy_words.py says what every table is called"


def test_every_field_that_people_read_is_called_something():
    missing = {f"{label}.{field.attname}" for label, field in readable() if field.attname not in field_words()}
    assert missing == set(), "give it a word in web/privacy_requests/copy_words.py, or say there that it is technical"


def lists():
    """The words that the database lets stand in a field, by `app.Model.field`."""
    found = {}
    for label, field in readable():
        for one in apps.get_model(label)._meta.constraints:
            for name, value in leaves(getattr(one, "condition", None)):
                if name in (f"{field.name}__in", f"{field.name}__contained_by"):
                    found.setdefault(f"{label}.{field.attname}", set()).update(value)
    return found


def leaves(condition):
    for child in getattr(condition, "children", ()):
        if hasattr(child, "children"):
            yield from leaves(child)
        else:
            yield child


def test_every_word_of_a_fixed_list_is_said_in_dutch_and_typed_text_stays_as_it_is(cast):
    words = fixed_words()
    missing = {
        f"{name}: {sorted(values - {''} - words.get(name, {}).keys())}"
        for name, values in lists().items()
        if values - {""} - words.get(name, {}).keys()
    }
    assert missing == set(), "web/privacy_requests/copy_lists.py says what they mean"
    fields = {
        f"{model._meta.label}.{field.attname}" for model in apps.get_models() for field in model._meta.concrete_fields
    }
    assert words.keys() <= fields
    key = cast.opened(words="open")
    cast.agreed(key, ("what", "self"))
    page = cast.browser("amina").post("/mijn-gegevens/alles", {"kind": "page"}).content.decode()
    for text in (">open<", ">What<", "<bdi>self<", "<bdi>nog te doen<"):
        assert text in page, text


def test_the_document_tells_a_question_in_its_own_order_and_names_people(cast):
    key = cast.opened()
    bram = cast.chosen(key, "bram")
    cast.agreed(key, ("Elke avond bellen", bram))
    amina = cast.browser("amina")
    page = amina.post("/mijn-gegevens/alles", {"kind": "page"}).content.decode()
    reading, _technical = page.split('id="techniek"')
    order = ["Wat staat waar?", "In je eigen woorden", "Wie er meedoet", "Elke avond bellen", "Wie er keek, en waarom"]
    places = [reading.rindex(text) for text in order]
    assert places == sorted(places)
    assert "Wie: <bdi>Bram</bdi>" in reading
    assert "Bram (Huis van de Wijk): doet mee" in reading
    assert "partnership_id" not in reading
    answer = amina.post("/mijn-gegevens/alles", {"kind": "pdf"})
    assert answer.headers["Content-Disposition"] == 'attachment; filename="gegevens.pdf"'
    assert answer.content.startswith(b"%PDF")


def test_the_file_for_machines_holds_every_row_and_every_photo(cast):
    key = cast.opened()
    cast.agreed(key, ("Elke avond bellen", "Opa"))
    cast.agreed(key, ("Elke middag bellen", "Opa"))
    told = json.loads(cast.browser("amina").post("/mijn-gegevens/alles", {"kind": "json"}).content)
    assert [row["what"] for row in told["tables"]["plans.PlanLine"]] == ["Elke avond bellen", "Elke middag bellen"]
    assert [row["number"] for row in told["tables"]["plans.PlanVersion"]] == [1, 2]
