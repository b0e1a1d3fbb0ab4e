"""The fuzz of all forms for as long as it is told, by `make nightly`: other examples every night; no part of `make test`."""

import os
import time

from tests.hardening import forms
from tests.hardening.test_fuzz import round_of

MINUTES = float(os.environ.get("WIJKWAARDE_FUZZ_MINUTES", "10"))
MANY = 25


def test_no_form_breaks_in_a_long_night(settled):
    """A seed stands in the name of what fails, so that it can be sent again."""
    all_forms, until, number = list(forms.found(settled).values()), time.monotonic() + MINUTES * 60, int(time.time())
    while time.monotonic() < until:
        form = all_forms[number % len(all_forms)]
        try:
            round_of(settled, form, examples=MANY, number=number)
        except BaseException as error:
            error.add_note(f"{form.name[0]} as {form.who}, seed {number}")
            raise
        number += 1
