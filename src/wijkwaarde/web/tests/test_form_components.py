"""Forms as people meet them: what is asked, what may be skipped, what is wrong, and what was typed still there."""

import re

import pytest
from django import forms
from django.template.loader import render_to_string
from django.utils import translation

TOO_LONG = "x" * 60


class Question(forms.Form):
    what = forms.CharField(label="Wat is er?", help_text="Twee zinnen.", max_length=50, widget=forms.Textarea)
    name = forms.CharField(label="Hoe heet je?", required=False, max_length=20)
    who = forms.ChoiceField(label="Wie belt?", widget=forms.RadioSelect, choices=[("a", "أمينة"), ("b", "Henk")])
    agreed = forms.BooleanField(label="Jullie mogen bellen")
    version = forms.IntegerField(widget=forms.HiddenInput, initial=3)


@pytest.fixture
def page():
    def rendered(form):
        with translation.override("nl"):
            return render_to_string("components/form.html", {"form": form, "submit": "Verstuur"})

    return rendered


def test_what_may_be_skipped_says_so_and_what_must_be_filled_in_does_not(page):
    html = page(Question())
    assert html.count("(mag je overslaan)") == 1
    assert re.search(r'for="id_name">Hoe heet je\? <span class="ww-may-skip">\(mag je overslaan\)', html)


def test_a_new_form_has_no_summary_of_errors(page):
    html = page(Question())
    assert "Er klopt nog iets niet" not in html
    assert "aria-invalid" not in html


def test_errors_stand_at_the_field_and_on_top_with_a_link_to_it(page):
    html = page(Question({"what": "", "agreed": ""}))
    assert 'href="#id_what">Wat is er?</a>' in html
    assert 'href="#id_who_0">Wie belt?</a>' in html
    assert 'id="id_who_0"' in html
    assert html.index("Er klopt nog iets niet") < html.index('id="id_what_error"')


def test_a_field_is_described_by_its_hint_and_its_error(page):
    html = page(Question({"what": ""}))
    described = re.search(r'<textarea[^>]*aria-describedby="([^"]*)"', html)
    assert described
    assert described[1].split() == ["id_what_helptext", "id_what_error"]
    assert all(f'id="{name}"' in html for name in described[1].split())
    assert re.search(r'<textarea[^>]*aria-invalid="true"', html)


def test_what_was_typed_stays_also_when_it_is_too_long(page):
    html = page(Question({"what": TOO_LONG, "name": "<b>O'Neil</b>"}))
    assert TOO_LONG in html
    assert "&lt;b&gt;O&#x27;Neil&lt;/b&gt;" in html


def test_the_browser_never_cuts_off_what_is_pasted_but_the_page_says_how_much_fits(page):
    html = page(Question())
    assert "maxlength" not in html
    assert 'data-limit="50"' in html
    assert "Hier passen 50 tekens" in html


def test_text_of_people_stands_in_the_direction_of_its_letters(page):
    html = page(Question())
    assert html.count('dir="auto"') == 2
    assert "<bdi>أمينة</bdi>" in html


def test_a_hidden_field_is_there_without_a_label(page):
    assert re.search(r'<input type="hidden" name="version" value="3"[^>]*>', page(Question()))


def test_two_texts_stand_side_by_side_and_neither_is_lost():
    texts = [{"label": "Wat je wilt", "mine": "Slapen & rust", "saved": "<script>"}]
    with translation.override("nl"):
        html = render_to_string("components/stale.html", {"who": "Chantal", "when": "10.12 uur", "texts": texts})
    assert "Slapen &amp; rust" in html
    assert "&lt;script&gt;" in html
    assert "Chantal" in html
