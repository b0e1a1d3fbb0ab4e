"""What Django knows once it is loaded: models and migrations agree, nothing hangs on a signal, no key knows an instrument."""

import pytest
from django.apps import apps
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.questioner import NonInteractiveMigrationQuestioner
from django.db.migrations.state import ProjectState
from django.db.models import signals
from django.utils.translation import override

OURS = [config for config in apps.get_app_configs() if config.name.startswith("wijkwaarde.")]
MODELS = [model for config in OURS for model in config.get_models()]
SIGNALS = ["class_prepared", "m2m_changed", "post_delete", "post_init", "post_migrate", "post_save"]
SIGNALS += ["pre_delete", "pre_init", "pre_migrate", "pre_save"]


def test_there_are_models_to_judge():
    assert MODELS


def test_the_migrations_make_the_tables_that_the_models_describe():
    loader = MigrationLoader(None)
    assert loader.detect_conflicts() == {}
    with override(None):  # as `makemigrations` does: names of columns are compared untranslated
        now = ProjectState.from_apps(apps)
        found = MigrationAutodetector(loader.project_state(), now, NonInteractiveMigrationQuestioner(defaults={}))
        missing = found.changes(graph=loader.graph, trim_to_apps={config.label for config in OURS})
    told = {app: [step.describe() for one in steps for step in one.operations] for app, steps in missing.items()}
    assert told == {}, "models and migrations differ: `makemigrations --name what_it_does`"


@pytest.mark.parametrize("name", SIGNALS)
def test_nothing_of_ours_hangs_on_a_signal(name):
    receivers = [receiver for _key, receiver, *_rest in getattr(signals, name).receivers]
    called = [receiver() if type(receiver).__name__.endswith("ref") else receiver for receiver in receivers]
    ours = [one for one in called if getattr(one, "__module__", "").startswith("wijkwaarde.")]
    assert ours == [], "who causes something calls it by name, so that it can be found"


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_a_model_of_the_kernel_knows_no_instrument(model):
    if model.__module__.startswith("wijkwaarde.kernel."):
        others = [relation.related_model.__module__ for relation in model._meta.related_objects]
        assert not [name for name in others if name.startswith("wijkwaarde.instruments.")], "related_name='+' there"


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_a_model_says_what_a_row_is(model):
    assert not model.__doc__.startswith(f"{model.__name__}("), "Django made up this docstring"
