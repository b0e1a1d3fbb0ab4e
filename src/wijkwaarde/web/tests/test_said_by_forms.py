"""What the forms of the thread say when something is wrong: in the reader's language, once, and always with a reason."""

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from wijkwaarde.kernel.cases.terms import LONGEST_BOX, LONGEST_WORDS
from wijkwaarde.web.cases.forms import BoxesForm, ChooseForm, QuestionForm
from wijkwaarde.web.plans.forms import PlanForm

KEY = "7f1d5c0e-0000-4000-8000-000000000000"


def said(form):
    return [str(error) for errors in form.errors.values() for error in errors]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_text_that_is_too_long_is_told_in_the_language_of_the_reader(language):
    start = {"nl": "Dit is te lang", "en": "This is too long"}[language]
    with translation.override(language):
        told = said(QuestionForm({"words": "x" * (LONGEST_WORDS + 1), "request_key": KEY}))
        told += said(BoxesForm({"wants": "x" * (LONGEST_BOX + 1), "version": "0"}))
    assert len(told) == 2
    assert all(text.startswith(start) for text in told)


def test_a_form_whose_hidden_part_is_broken_says_what_to_do():
    form = QuestionForm({"words": "Hallo", "request_key": "zz"})
    with translation.override("nl"):
        assert "Deze knop werkt niet meer." in render_to_string("components/error_summary.html", {"form": form})


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        ({"what_1": "Fietsen"}, ["Kies of schrijf wie dit doet."]),
        ({"who_1": "Opa"}, ["Schrijf op wat er gaat gebeuren."]),
        (
            {"what_1": "Fietsen", "who_1": "Opa", "before_1": "32-13-2026"},
            ["Dit is geen datum. Kies een dag in de kalender."],
        ),
    ],
)
def test_a_line_of_a_plan_that_is_not_right_is_told_once(sent, expected):
    with translation.override("nl"):
        assert said(PlanForm({"version": "0"} | sent, doers={}, is_resident=True)) == expected


@pytest.mark.parametrize("extent", ["", "everything"])
def test_who_did_not_choose_what_to_share_reads_what_to_choose(extent):
    with translation.override("nl"):
        assert said(ChooseForm({"extent": extent})) == ["Kies wat je wilt laten zien."]
