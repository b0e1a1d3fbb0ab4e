"""Reads a page as it came: the blocks of text in its <main>, and what a form on it would send. It is no browser."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

INLINE = frozenset("a abbr b bdi bdo cite code em i kbd mark q s small span strong sub sup time u wbr".split())
VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
SILENT = frozenset(("script", "style", "svg", "template", "option"))
TICKED = ("checkbox", "radio")


@dataclass
class Form:
    """A form: where it goes, how, the fields it sends, and its buttons as words with what they send."""

    action: str
    method: str
    fields: list[tuple[str, str]] = field(default_factory=list)
    buttons: list[tuple[str, tuple[str, str] | None]] = field(default_factory=list)


class Reader(HTMLParser):
    """The blocks of <main> in order, its forms, and its links as words and address."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.blocks, self.forms, self.links = [], [], []
        self.inside, self.silent, self.text = 0, 0, ""
        self.sends, self.href, self.caught = None, None, None
        self.area = None
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, pairs):
        """Begin a block, a form, a field."""
        told = {name: value or "" for name, value in pairs}
        if tag == "main":
            self.inside = 1
        if not self.inside:
            return
        if tag not in INLINE:
            self.end_block()
        if tag in SILENT or (self.silent and tag not in VOID):
            self.silent += 1
        self.begin_form(tag, told)

    def begin_form(self, tag, told):
        """What belongs to a form or a link."""
        if tag == "form":
            self.forms.append(Form(told.get("action", ""), told.get("method", "get")))
        elif tag == "a":
            self.href, self.caught = told.get("href", ""), ""
        elif tag == "button":
            sends = (told["name"], told.get("value", "")) if told.get("name") else None
            self.sends, self.caught = (sends,), ""
        elif tag == "textarea":
            self.area, self.caught = told.get("name", ""), ""
        elif tag == "input" and self.forms and told.get("name"):
            self.begin_input(told)

    def begin_input(self, told):
        """A field is sent when it has a value, and a choice when it is made."""
        if told.get("type") not in TICKED:
            self.forms[-1].fields.append((told["name"], told.get("value", "")))
        elif "checked" in told:
            self.forms[-1].fields.append((told["name"], told.get("value", "on")))

    def handle_endtag(self, tag):
        """End a block, a form, the page."""
        if not self.inside or tag in VOID:
            return
        if tag == "a" and self.href is not None:
            self.links.append((self.caught or "", self.href))
            self.href = self.caught = None
        elif tag == "button" and self.sends is not None and self.forms:
            self.forms[-1].buttons.append((" ".join((self.caught or "").split()), self.sends[0]))
            self.sends = self.caught = None
        elif tag == "textarea" and self.area is not None and self.forms:
            self.forms[-1].fields.append((self.area, self.caught or ""))
            self.area = self.caught = None
        self.silent -= bool(self.silent)
        if tag not in INLINE:
            self.end_block()
        if tag == "main":
            self.inside = 0

    def handle_data(self, data):
        """Keep what somebody reads; what stands in a field is theirs."""
        if self.caught is not None:
            self.caught += data
        if self.inside and not self.silent and self.area is None:
            self.text += data

    def end_block(self):
        """What was read so far is one block."""
        told = " ".join(self.text.split())
        if told:
            self.blocks.append(told)
        self.text = ""

    def pressed(self, words, *, fill=()):
        """The method, address and data of pressing the first button, or the link, that is called so."""
        for form in self.forms:
            for label, sends in form.buttons:
                if words.casefold() in label.casefold():
                    data = {**dict(form.fields), **dict(fill), **(dict([sends]) if sends else {})}
                    return form.method, form.action, data
        href = next(href for label, href in self.links if words.casefold() in label.casefold())
        return "get", href, {}
