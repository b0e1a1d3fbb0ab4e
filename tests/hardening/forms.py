"""Finds every form of the site as a visitor does: opens the pages of the table as each of the cast and reads their HTML."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin

from django.urls import resolve

from tests.access import table
from tests.access.people import ask

OK = 200
WHO = ("nobody", "amina", "bram", "chantal", "marieke")
TEXTS = {"", "text", "search", "tel", "email", "password", "url", "textarea"}
NOT_SENT = {"submit", "button", "reset", "image"}
OURS = {"csrfmiddlewaretoken"}


@dataclass
class Field:
    """One field: its name, of which kind, what stands in it, and what can be chosen."""

    name: str
    kind: str
    value: str = ""
    choices: list[str] = field(default_factory=list)

    @property
    def is_text(self):
        return self.kind in TEXTS


@dataclass
class Form:
    """One form as one of the cast got it on one page."""

    who: str
    page: str
    action: str
    method: str
    fields: dict[str, Field] = field(default_factory=dict)
    buttons: list[tuple[str, str]] = field(default_factory=list)

    @property
    def name(self):
        """Which form it is: where it goes, and what it asks."""
        return resolve(self.action.partition("?")[0]).view_name, self.method, tuple(sorted(self.fields))

    def filled(self, *, text=None):
        """What a browser would send, with this text in every field for text that is empty or, when given, in all."""
        told = {}
        for one in self.fields.values():
            if one.is_text:
                told[one.name] = one.value if text is None else text
            elif one.choices:
                told[one.name] = one.value or next((choice for choice in one.choices if choice), "")
            else:
                told[one.name] = one.value
        return told | dict(self.buttons[:1])


class Reader(HTMLParser):
    """Reads the forms of a page."""

    def __init__(self, *, who, page):
        super().__init__()
        self.who, self.page, self.found, self.now, self.select, self.area = who, page, [], None, None, None

    def handle_starttag(self, tag, attrs):
        told = {name: value or "" for name, value in attrs}
        if tag == "form":
            action = urljoin(self.page, told.get("action") or self.page)
            self.now = Form(self.who, self.page, action, told.get("method", "get").upper())
            self.found.append(self.now)
        elif self.now is not None and (told.get("name") or tag == "option"):
            self.read(tag, told)

    def read(self, tag, told):
        name, kind, value = told.get("name", ""), told.get("type", "").lower(), told.get("value", "")
        if tag == "button" or kind in NOT_SENT:
            self.now.buttons.append((name, value))
        elif tag in {"select", "textarea"}:
            one = self.now.fields[name] = Field(name, tag)
            self.select, self.area = (one, None) if tag == "select" else (None, one)
        elif tag == "option" and self.select is not None:
            self.select.choices.append(value)
            self.select.value = value if "selected" in told else self.select.value
        elif tag == "input" and kind in {"radio", "checkbox"}:
            one = self.now.fields.setdefault(name, Field(name, kind))
            one.choices.append(value or "on")
            one.value = (value or "on") if "checked" in told else one.value
        elif tag == "input" and name not in OURS:
            self.now.fields[name] = Field(name, kind, value)

    def handle_data(self, data):
        if self.area is not None:
            self.area.value += data

    def handle_endtag(self, tag):
        if tag == "form":
            self.now = None
        elif tag == "select":
            self.select = None
        elif tag == "textarea" and self.area is not None:
            self.area.value, self.area = self.area.value.removeprefix("\n"), None


def paths(settled):
    """Every address that needs no demo, with the ids of Amina's case."""
    lines = {name: line for name, line in table.lines().items() if not line.demo}
    return {name: table.path(name, route=table.addresses()[name], ids=settled.ids) for name in lines}


def read(html, *, who, page):
    """The forms on one page."""
    reader = Reader(who=who, page=page)
    reader.feed(html)
    return reader.found


def found(settled):
    """Every form of the site, once, as the first of the cast who gets it."""
    forms = {}
    for path in paths(settled).values():
        for who in WHO:
            answer = ask(settled, who, method="GET", path=path)
            if answer.status_code == OK and answer.headers["Content-Type"].startswith("text/html"):
                for form in read(answer.text, who=who, page=path):
                    forms.setdefault(form.name, form)
    return forms
