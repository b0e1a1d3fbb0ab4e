"""What the tests of amounts share: a case with a plan, and its rows filled in through the forms as a professional does."""

import re
from dataclasses import dataclass, field
from html import unescape

import pytest

from waarde import Band, HelpSource
from wijkwaarde.kernel.flows.queries import plan_amounts
from wijkwaarde.kernel.plans.actions import agree_plan, write_draft
from wijkwaarde.kernel.plans.queries import plan_for
from wijkwaarde.kernel.plans.rules import NewLine
from wijkwaarde.kernel.shortlist.queries import prices_in, shortlist_of

BASE = re.compile(r'name="base" value="(\d+)"')


@dataclass
class Amounts:
    """Amina's case, and what Bram does with its amounts in a browser."""

    cast: object
    key: object
    prices: dict = field(default_factory=dict)

    def __post_init__(self):
        self.member = self.cast.chosen(self.key, "bram")
        with self.cast.acting("bram") as by:
            listed = prices_in(shortlist_of(by=by).edition)
        self.prices = {one.price.key: one.price_id for one in listed}

    def plan(self, *lines, agree=True):
        """Write a plan; a line is its words, or its words with from whom the help comes and about how often."""
        with self.cast.acting("amina") as by:
            seen = self.cast.seen(self.key, by=by)
            draft = plan_for(seen).draft
            new = [new_line(*((one,) if isinstance(one, str) else one)) for one in lines]
            version = draft.version.version if draft else 0
            draft = write_draft(by=by, seen=seen, lines=new, version=version, today=self.cast.today)
            if agree:
                agree_plan(by=by, seen=seen, version=draft.version, today=self.cast.today)
        return self

    def found(self, who="bram"):
        """The amounts as somebody reads them."""
        with self.cast.acting(who) as by:
            return plan_amounts(self.cast.seen(self.key, by=by), by=by, today=self.cast.today)

    def place(self, name, *, of="plan"):
        """The number of a row on the page."""
        rows = self.found().plan if of == "plan" else self.found().now
        return next(number for number, one in enumerate(rows, start=1) if one.name == name)

    def address(self, rest=""):
        return f"/vraag/{self.key}/bedragen{rest}"

    def page(self, rest="", *, who="bram"):
        return self.cast.browser(who).get(self.address(rest))

    def base(self, rest):
        """The estimate that the form on a page was made from."""
        return BASE.search(self.page(rest).text)[1]

    def fill(self, name, *, who="bram", base=None, **told):
        """Fill in what an agreement takes."""
        rest = f"/plan/{self.place(name)}"
        return self._sent(rest, who=who, was=name, base=base, **told)

    def add(self, name, *, who="bram", base=None, **told):
        """Write something down that runs now."""
        return self._sent("/nu/erbij", who=who, was="", name=name, base=base, **told)

    def change(self, was, *, who="bram", base=None, **told):
        """Change what something that runs now takes."""
        rest = f"/nu/{self.place(was, of='now')}"
        return self._sent(rest, who=who, was=was, base=base, **({"name": was} | told))

    def _sent(self, rest, *, who, base, **told):
        base = self.base(rest) if base is None else base
        price = told.pop("price", "geen")
        told = {"price": str(self.prices.get(price, price)), "base": base} | told
        return self.cast.browser(who).post(self.address(rest), told)

    def post(self, rest, **told):
        return self.cast.browser("bram").post(self.address(rest), told)

    def words(self, rest=""):
        """The text of a page without its tags."""
        return " ".join(unescape(re.sub(r"<[^>]+>", " ", self.page(rest).text)).split())


def new_line(what, source=None, band=None):
    return NewLine(what=what, who="Opa", source=source and HelpSource(source), band=band and Band(band))


@pytest.fixture
def case(cast):
    return Amounts(cast, cast.opened())
