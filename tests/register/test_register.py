"""Every stored field is classified and belongs to an activity, every word of the trail too, and nothing is named that is gone."""

import ast
from pathlib import Path

import pytest
from django.apps import apps

from wijkwaarde.kernel.register.reading import FREE, Sort, activities, activity_of, activity_uri, tables
from wijkwaarde.kernel.retention.terms import RuleKey

SOURCE = Path(__file__).parents[2] / "src" / "wijkwaarde"
TEACHES = (
    "Everything that is stored about people has a purpose, a ground and a term (GDPR article 30), and what is in no list is "
    "forgotten when somebody asks for it or its term is over. Put it in src/wijkwaarde/kernel/register/fields/<app>.toml: "
    "personal, special, third-party, secret (it lets in who has it), or `none: why`."
)


def models():
    return {model._meta.label: model for model in apps.get_models(include_auto_created=True)}


def test_every_field_of_every_model_is_classified_and_no_other():
    wrong = []
    for label, model in models().items():
        told = tables().get(label)
        if told is None:
            wrong.append(f"{label} is in no file")
            continue
        there = {field.name: field.get_internal_type() for field in model._meta.concrete_fields}
        wrong += [
            f"{label}.{name} is a text of its own"
            for name, kind in there.items()
            if kind in FREE and name not in told.fields
        ]
        wrong += [f"{label}.{name} is not there any more" for name in told.fields.keys() - there.keys()]
    wrong += [f"{label} is not there any more" for label in tables().keys() - models().keys()]
    assert not wrong, "\n".join([*sorted(wrong), TEACHES])


def test_what_is_not_personal_says_why_and_every_table_belongs_to_an_activity():
    for label, told in tables().items():
        assert told.activity in activities(), f"{label} belongs to {told.activity!r}, and there is no such activity"
        for one in (told.rest, *told.fields.values()):
            assert one.why or one.sort is not Sort.NONE, f"{label}: {TEACHES}"
        if told.activity == "reference":
            assert {one.sort for one in (told.rest, *told.fields.values())} == {Sort.NONE}, label


def test_every_activity_is_whole_and_its_terms_are_rules_that_there_are():
    kinds = [kind for one in activities().values() for kind in one.kinds]
    assert len(kinds) == len(set(kinds))
    for one in activities().values():
        assert all(
            (one.name, one.purpose, one.people, one.controller, one.ground, one.exception, one.receives, one.source)
        )
        assert set(one.rules) <= {rule.value for rule in RuleKey}


def kinds_in_source():
    """The words that the code writes into the trail, as far as they stand there as a text."""
    for file in SOURCE.rglob("*.py"):
        for call in (node for node in ast.walk(ast.parse(file.read_text())) if isinstance(node, ast.Call)):
            name = getattr(call.func, "attr", getattr(call.func, "id", ""))
            place = {"record": 1, "NotFound": 0}.get(name)
            if place is not None and len(call.args) > place and isinstance(call.args[place], ast.Constant):
                yield call.args[place].value, file.relative_to(SOURCE)


def test_every_word_of_the_trail_belongs_to_an_activity():
    missing = {
        f"{kind} ({file})"
        for kind, file in kinds_in_source()
        if kind not in {k for one in activities().values() for k in one.kinds}
    }
    assert not missing, (
        f"{sorted(missing)}: name the word under `kinds` of an activity in kernel/register/activities.toml."
    )


@pytest.mark.parametrize("kind", ["case", "micro_analysis", "trail"])
def test_the_address_of_an_activity_leads_to_its_place_on_the_page(kind, settings):
    settings.SITE = "https://wijk.example"
    assert activity_uri(kind) == f"https://wijk.example/verwerkingsregister#{activity_of(kind).key}"
