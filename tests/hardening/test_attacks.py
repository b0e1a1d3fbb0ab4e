"""What somebody who means harm tries first, over every form and address of the site at once."""

import csv
import io
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import pytest
from django.core import mail
from django.test import Client
from openpyxl import load_workbook

from tests.access import table
from tests.access.people import ask
from tests.hardening import forms
from wijkwaarde.web.saves.files import SEPARATOR

# A formula in a sheet, an element with an action in a page, the end of an attribute, and a place in a template.
SCRIPT = "=1+1\"'><svg onload=w()>{{7*7}}"
ELEMENT = "<svg onload=w()>"
STEERS = ("=", "+", "-", "@", "\t", "\r")
TEN_MEGABYTES = "a" * 10_000_000
HUGE = {"GET": 2**31, "POST": 10**40}
ELSEWHERE = (
    "https://kwaad.example",
    "//kwaad.example",
    "/\\kwaad.example",
    "\\\\kwaad.example",
    "javascript:alert(1)",
    "https:kwaad.example",
)
INJECTED = "a@b.example\r\nBcc: kwaad@kwaad.example\r\n\r\nHallo"


@pytest.fixture(scope="module")
def all_forms(settled):
    return list(forms.found(settled).values())


@pytest.fixture(scope="module")
def posted(all_forms):
    return [form for form in all_forms if form.method == "POST"]


class Actions(HTMLParser):
    """Finds what would do something by itself in a page."""

    def __init__(self, text):
        super().__init__()
        self.found = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        told = {name: value or "" for name, value in attrs}
        self.found += [f"{tag} {name}" for name in told if name.startswith("on")]
        self.found += [
            f"{tag} {told[name]}"
            for name in ("href", "src", "action")
            if told.get(name, "").strip().lower().startswith("javascript:")
        ]
        if tag == "script" and not told.get("src") and told.get("type") != "application/json":
            self.found.append("script")


@pytest.fixture(scope="module")
def written(settled, all_forms):
    """Every field for text of every form was sent with a script in it; which forms took it."""
    took = set()
    for form in sorted(all_forms, key=lambda one: one.name[0] in LAST):
        if not any(field.is_text for field in form.fields.values()) or form.name[0] in NOT_LOGGED_IN:
            continue
        for button in [(), *form.buttons] if form.method == "POST" else [()]:
            took |= attacked(settled, form, button=button)
    return took


# After it a case is closed, and who is logged out writes nothing.
LAST = {"ending", "come_back"}
NOT_LOGGED_IN = {"account_login", "account_request_login_code", "account_reset_password"}


def attacked(settled, form, *, button):
    """Send a form as a page of this very moment has it, with the script in its texts; its name when it was taken."""
    browser = settled.browsers[form.who]
    now = next(
        (one for one in forms.read(browser.get(form.page).text, who=form.who, page=form.page) if one.name == form.name),
        form,
    )
    sent = now.filled() | {one.name: SCRIPT for one in now.fields.values() if one.is_text and not is_number(one)}
    if button and button[0]:
        sent |= {button[0]: button[1]}
    answer = browser.post(form.action, sent) if form.method == "POST" else browser.get(form.action, sent)
    assert harmless(answer), form.name
    return {form.name[0]} if answer.status_code in {200, 302} else set()


def is_number(field):
    return any(part in field.name for part in ("quantity", "weeks", "value", "phone", "total"))


def harmless(answer):
    if answer.streaming or not answer.headers.get("Content-Type", "").startswith("text/html"):
        return True
    return ELEMENT not in answer.text and Actions(answer.text).found == []


def test_ten_megabytes_in_a_field_are_refused_in_words(settled, posted):
    for form in [one for one in posted if any(field.is_text for field in one.fields.values())][::3]:
        name = next(one.name for one in form.fields.values() if one.is_text)
        answer = ask(settled, form.who, method="POST", path=form.action, sends={name: TEN_MEGABYTES})
        assert answer.status_code == 413
        assert "Dit is te groot" in answer.text


def test_no_form_is_taken_without_its_token_or_from_another_site(settled, posted):
    strict = {who: Client(raise_request_exception=False, enforce_csrf_checks=True) for who in forms.WHO}
    for who, browser in strict.items():
        browser.cookies = settled.browsers[who].cookies
    for form in posted:
        for headers in ({}, {"Origin": "https://kwaad.example"}, {"X-CSRFToken": "a" * 64}):
            answer = strict[form.who].post(form.action, form.filled(), headers=headers)
            assert answer.status_code == 403, form.name


def test_a_look_stays_a_look_whatever_the_request_says_that_it_is(settled, posted):
    for form in posted[::2]:
        if form.name[0] in NOT_LOGGED_IN:
            continue
        seen = ask(settled, form.who, method="GET", path=form.action)
        browser = settled.browsers[form.who]
        for answer in (
            browser.get(form.action, headers={"X-HTTP-Method-Override": "POST"}),
            browser.get(f"{form.action}?_method=POST"),
        ):
            assert answer.status_code == seen.status_code, form.name
        for ask_by in (browser.put, browser.patch, browser.delete, browser.trace):
            # The library that logs people in takes a PUT for a form without anything in it, and gives that back.
            assert ask_by(form.action).status_code in {302, 404, 405, 409, 422}, form.name


def test_an_id_that_is_huge_or_of_next_door_is_answered_and_shows_nothing(settled, committed_cast):
    for name, line in table.lines().items():
        route = table.addresses().get(name, "")
        places = table.PLACES.findall(route)
        for method, number in HUGE.items() if "<int:" in route else ():
            ids = settled.ids | {place: number for place in places if f"<int:{place}>" in route}
            path = table.path(name, route=route, ids=ids)
            assert ask(settled, "chantal", method=method, path=path, sends=line.sends).status_code < 500, path
        if "<uuid:key>" in route:
            path = table.path(name, route=route, ids=settled.ids | {"key": committed_cast.next_doors_case})
            assert ask(settled, "chantal", method="GET", path=path).status_code in {404, 405}, path


def test_no_way_on_leads_to_another_site(settled, posted):
    asking = [(form, name) for form in posted for name in ({"next", "back"} & set(form.fields)) | {"next"}]
    for form, name in asking:
        for to in ELSEWHERE if name in form.fields else ELSEWHERE[:1]:
            answer = ask(
                settled, form.who, method="POST", path=f"{form.action}?{name}={to}", sends=form.filled() | {name: to}
            )
            location = urlsplit(urljoin("http://testserver/", answer.headers.get("Location", "/")))
            assert (location.scheme, location.netloc) == ("http", "testserver"), (form.name, to)


def test_a_line_break_in_an_address_adds_no_header_to_a_mail(settled, posted):
    before = len(mail.outbox)
    for form in posted:
        fields = [one.name for one in form.fields.values() if one.kind == "email" or one.name in {"name", "words"}]
        if fields:
            answer = ask(
                settled,
                form.who,
                method="POST",
                path=form.action,
                sends=form.filled() | dict.fromkeys(fields, INJECTED),
            )
            assert "Bcc" not in answer.headers
    for one in mail.outbox[before:]:
        assert "kwaad@" not in str(one.recipients()) + one.subject
        assert one.bcc == []


# These leave what they wrote behind, so they come last.


def test_a_script_in_every_text_is_shown_as_text_on_every_page(settled, written):
    assert {"question", "boxes", "barrier", "carers", "plan", "move", "reach"} <= written
    shown = 0
    for path in forms.paths(settled).values():
        for who in forms.WHO:
            answer = settled.browsers[who].get(path)
            assert answer.status_code < 500
            assert harmless(answer), (path, who)
            shown += not answer.streaming and b"&lt;svg onload=w()&gt;" in answer.content
    assert shown > 20


def test_a_script_in_every_text_is_no_formula_in_a_file(settled, written):
    case = settled.ids["key"]
    for who, path in (
        ("amina", f"/vraag/{case}/bewaren"),
        ("chantal", save("save_people")),
        ("marieke", save("save_rules")),
    ):
        book = load_workbook(io.BytesIO(b"".join(settled.browsers[who].post(path, {"kind": "xlsx"}).streaming_content)))
        cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
        assert [cell.value for cell in cells if cell.data_type == "f"] == []
        text = b"".join(settled.browsers[who].post(path, {"kind": "csv"}).streaming_content).decode("utf-8-sig")
        rows = list(csv.reader(io.StringIO(text), delimiter=SEPARATOR))
        assert [cell for row in rows for cell in row if cell.startswith(STEERS) and not is_amount(cell)] == []


def save(name):
    return table.path(name, route=table.addresses()[name], ids={})


def is_amount(cell):
    return cell.lstrip("-+").replace(",", "").replace(".", "").isdecimal()


def test_no_mail_that_followed_has_a_word_of_it(settled, written):
    assert [one for one in mail.outbox if "svg" in one.subject + one.body] == []
