"""A citizen service number never gets in by accident: every free text asks to take it out, and nothing writes it down."""

import logging
from uuid import uuid4

import pytest
from django import forms
from django.urls import get_resolver

from wijkwaarde.kernel.cases.models import Case
from wijkwaarde.kernel.citizen_numbers import has_citizen_number
from wijkwaarde.web.fields import Words

# Passes the test of eleven; the government's own examples are like it, and nobody has it.
NUMBER = "111222333"
# A log-in is typed exactly; the gallery shows fields and keeps nothing.
NOT_FREE = ("wijkwaarde.web.login.", "wijkwaarde.web.gallery.")
# What the site itself signed and gets back unchanged, or not at all.
SIGNED = {
    "wijkwaarde.web.emergencies.forms.ConfirmForm.found",
    "wijkwaarde.web.budgets.file_form.FileForm.rows",
    "wijkwaarde.instruments.shared_savings.forms.SignForm.fingerprint",
}
# A file on its way through the question which column is what: read as if it had just come in.
READ_AGAIN = {"wijkwaarde.web.staffing.forms.FileForm.kept"}
# Read as an amount, a period or a number of units, and kept as nothing else.
COUNTED = {
    f"wijkwaarde.web.deliveries.forms.{one}"
    for one in (
        "DeliveryForm.quantity",
        "DeliveryForm.period",
        "DeliveryForm.amount",
        "UploadForm.total",
    )
}
# Products, months and hours of a file, each read as a number.
COUNTED.add("wijkwaarde.web.staffing.forms.MonthsForm.months")
# What one result is worth.
COUNTED |= {f"wijkwaarde.web.results.forms.{one}.amount" for one in ("ResultForm", "ChangeForm")}
# One out of the list of laws, asked of an address and never kept.
COUNTED.add("wijkwaarde.instruments.area_budget.forms.AskedForm.wet")


@pytest.mark.parametrize(
    "text",
    [
        NUMBER,
        "1112.22.333",
        "111 222 333",
        "111-222-333",
        "1 1 1 2 2 2 3 3 3",
        f"BSN{NUMBER}",
        f"geboren in 1958, {NUMBER}.",
        f"kamer 12 {NUMBER}",
        "١١١٢٢٢٣٣٣",
    ],
)
def test_nine_digits_that_pass_the_test_of_eleven_are_found(text):
    assert has_citizen_number(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "111222334",
        "000000000",
        "bel 06 - 12 34 56 78 of 0612345678",
        "+31 6 12345678",
        f"+31 {NUMBER}",
        f"+31(0){NUMBER}",
        f"0{NUMBER}",
        f"€ {NUMBER}",
        "€ 111.222.333,00",
        "111.222.333 euro",
        "van 12-03-1958 tot 14-03-2011",
        "11-12-2223 33",
        "NL91 ABNA 0417 1643 00",
    ],
)
def test_another_number_an_amount_a_telephone_number_and_a_day_are_not(text):
    assert not has_citizen_number(text)


def test_a_page_asks_to_take_it_out_names_the_field_and_keeps_and_logs_nothing(cast, caplog):
    caplog.set_level(logging.DEBUG)
    browser, key = cast.browser("amina"), str(uuid4())
    words = f"Mijn nummer is {NUMBER} en ik slaap slecht."
    page = browser.post("/vraag", {"words": words, "request_key": key})
    assert page.status_code == 422
    assert "Bij ‘Wat is er aan de hand?’ staat een nummer dat op een burgerservicenummer (BSN) lijkt." in page.text
    assert words in page.text  # what was typed stays, to take the number out of it
    assert browser.post("/vraag", {"words": "Ik slaap slecht.", "request_key": key}).status_code == 302
    with cast.acting("amina"):
        assert not Case.objects.filter(words__contains=NUMBER).exists()
    assert NUMBER not in caplog.text


def forms_below(kind):
    for one in kind.__subclasses__():
        yield one
        yield from forms_below(one)


def is_ours(form):
    return form.__module__.startswith("wijkwaarde.") and ".tests" not in form.__module__


def is_free(field):
    return isinstance(field, forms.CharField) and not isinstance(field, forms.EmailField | forms.UUIDField)


def test_every_free_text_of_every_form_is_looked_at():
    assert get_resolver().url_patterns  # with the pages come their forms
    ours = [form for form in forms_below(forms.Form) if is_ours(form) and not form.__module__.startswith(NOT_FREE)]
    found = [(form, name, field) for form in ours for name, field in form.base_fields.items() if is_free(field)]
    assert len(found) > 20
    passed_by = {
        f"{form.__module__}.{form.__qualname__}.{name}" for form, name, field in found if not isinstance(field, Words)
    }
    assert passed_by <= SIGNED | READ_AGAIN | COUNTED
