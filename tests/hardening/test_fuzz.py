"""Whatever somebody sends to any form of the site is answered: never a page that broke, and never a way to another site."""

from urllib.parse import urlencode, urljoin, urlsplit

import pytest
from django.conf import settings as site
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from tests.access.people import ask
from tests.hardening import forms

# The same few each time; nightly.py takes others, for as long as it is told.
FEW = 6
BROKEN = 500
# Leaving quickly leads to another site, which only who runs this one chooses.
HERE = {"testserver", urlsplit(site.QUICK_EXIT).netloc}
QUIET = {
    "deadline": None,
    "database": None,
    "suppress_health_check": [HealthCheck.too_slow, HealthCheck.function_scoped_fixture, HealthCheck.data_too_large],
}
NASTY = (
    "",
    " ",
    "\x00",
    "a\x00b",
    "\r\nSet-Cookie: a=b",
    "<script>alert(1)</script>",
    "' OR 1=1 --",
    "=1+1",
    "{{ 7 * 7 }}",
    "%s%n",
    "../../etc/passwd",
    "//kwaad.example",
    "https://kwaad.example",
    "-1",
    "0",
    "1",
    "99999999999999999999",
    "1e309",
    "NaN",
    "Infinity",
    "0,001",
    "1.234,56",
    "٣",
    "²",
    "2026-02-30",
    "0001-01-01",
    "9999-12-31",
    "12-31-2026",
    "25:61",
    "00000000-0000-0000-0000-000000000000",
    "true",
    "null",
    "[]",
    "\u202e\u200b",
    "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"),
    "a" * 5_000,
)
ANYTHING = st.one_of(st.sampled_from(NASTY), st.text(max_size=30))


@pytest.fixture(scope="module")
def all_forms(settled):
    return forms.found(settled)


def sends(form):
    """What may be sent to a form: of each field what belongs there, or not, or nothing, or twice; and one button or none."""

    def of(field):
        right = st.sampled_from([field.value, *(field.choices or [field.value])])
        one = st.one_of(right, ANYTHING)
        return st.one_of(one, one, one, st.lists(one, max_size=2))

    fields = st.fixed_dictionaries({}, optional={name: of(field) for name, field in form.fields.items()})
    button = st.sampled_from([{}, *({name: value} for name, value in form.buttons if name)])
    return st.tuples(fields, button).map(lambda both: both[0] | both[1])


def check(settled, form, sent):
    answer = ask_form(settled, form, sent)
    assert answer.status_code < BROKEN
    assert where(answer, page=form.action) in HERE


def where(answer, *, page):
    """The site to which a browser would go on."""
    return urlsplit(urljoin(f"http://testserver{page}", answer.headers.get("Location", "/"))).netloc


def ask_form(settled, form, sent):
    if form.method == "POST":
        return ask(settled, form.who, method="POST", path=form.action, sends=sent)
    query = urlencode(sent, doseq=True)
    return ask(settled, form.who, method="GET", path=f"{form.action.partition('?')[0]}?{query}")


def round_of(settled, form, *, examples, number=None):
    """Send so many examples to one form; without a number always the same ones."""

    @settings(max_examples=examples, derandomize=number is None, **QUIET)
    @given(sends(form))
    def sent(told):
        check(settled, form, told)

    (sent if number is None else seed(number)(sent))()


def test_no_form_breaks_on_what_it_is_sent(settled, all_forms):
    assert len(all_forms) > 60
    for form in all_forms.values():
        round_of(settled, form, examples=FEW)
