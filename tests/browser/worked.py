"""A shipped case lived on the site in a browser: the resident on a phone, the contact at a desk; it counts what an analysis asks."""

import re
from dataclasses import dataclass, field

from tests.analyses.worked import GOES_ON, shipped
from tests.browser.days import time_passes
from tests.browser.visits import DESK, PHONE, check_quiet, check_width, press
from waarde import Frequency, HelpSource
from wijkwaarde.instruments.micro_analysis.queries import risks_on_list
from wijkwaarde.kernel.accounts.actions import add_user
from wijkwaarde.kernel.parties.actions import add_person

# What a shipped case calls its resident here: people who do not exist.
RESIDENTS = {"bicycle": "Farida", "amina": "Aylin", "gerrit": "Gerrit van Boxtel", "joey": "Joey"}
MARKS = {"bicycle": (3,), "amina": (3, 6, 8), "gerrit": (5, 7, 6), "joey": (4, 7, 6)}
RISKS = {"out-of-home placements": "children-placed"}


# The keystroke-level model (Card, Moran and Newell, 1983): seconds to think, to point and click, to type a sign, and to move
# the hands to the keyboard and back.
THINK, CLICK, KEY, HANDS = 1.35, 1.1 + 2 * 0.1, 0.28, 2 * 0.4


@dataclass
class Counted:
    """What a part of the story asked of its writer: fields, clicks (those to choose something too) and typed signs."""

    fields: list[str] = field(default_factory=list)
    clicks: int = 0
    typed: list[int] = field(default_factory=list)

    @property
    def seconds(self):
        """How long a practised writer takes."""
        by_hand = sum(HANDS + KEY * signs for signs in self.typed)
        return round(THINK * len(self.fields) + CLICK * self.clicks + by_hand)


class Worked:
    """One shipped case; `figures` are its own, to compare with."""

    def __init__(self, visit, name):
        self.visit, self.name = visit, name
        self.found = shipped(name)
        self.case, self.texts = self.found.analysis.case, self.found.texts
        self.who = f"story-{name}"
        self.tallies = {part: Counted() for part in ("amounts", "analysis", "follow-up")}
        self.tally = Counted()
        self.neighbourhood = visit.neighbourhood
        with self.neighbourhood.database() as cast, cast.acting("amina") as by:
            add_user(cast.email(self.who), person=add_person(by=by, name=RESIDENTS[name]))

    def asks(self):
        """The resident tells, on a phone, what it is about, what they want and what they fear."""
        page = self.resident = self.visit("/vraag", who=self.who, width=PHONE)
        self.fill(page, words=self.texts.question)
        press(page, "Versturen")
        self.key = page.url.rsplit("/", 1)[-1]
        page.goto(f"{self.at()}/wil-kan-nodig")
        boxes = {name: getattr(self.texts, name) for name in ("wants", "cans", "needs", "feared")}
        self.fill(page, **boxes)
        press(page, "Bewaren")
        check_width(page)
        check_quiet(page, names=[RESIDENTS[self.name]], words=self.texts.question)

    def gives(self, mark):
        """The resident gives a mark."""
        page = self.resident
        page.goto(f"{self.at()}/cijfer")
        page.locator("label").filter(has_text=re.compile(rf"^\s*{mark}\s*$")).click()
        press(page, "Versturen")
        if page.get_by_role("button", name="Ja, dat mag").count():
            press(page, "Ja, dat mag")  # it fell, and the contact may know
        check_width(page)

    def agrees(self):
        """The contact writes what was said at the table; the resident says yes."""
        lines = [line for line in self.case.solution if line.name not in GOES_ON]
        page = self.contact = self.visit(f"{self.at()}/plan", who="chantal", width=DESK)
        for _more in range(3, len(lines)):
            press(page, "Nog een afspraak")
        self.open_all(page)
        for number, line in enumerate(lines, start=1):
            told = {f"what_{number}": line.name, f"who_{number}": line.doer or "iemand"}
            self.fill(page, **told)
            self.choose(page, f"source_{number}", (line.source or HelpSource.OWN_NETWORK).value)
        press(page, "Bewaren als voorstel")
        self.resident.goto(self.at())
        press(self.resident, "Ja, dit spreken we af")
        check_width(self.resident)

    def takes(self):
        """The contact says what runs now, and what every agreement takes."""
        page, self.tally = self.contact, self.tallies["amounts"]
        page.goto(f"{self.at()}/bedragen")
        wanted = {line.name for line in self.case.now or ()}
        for number in reversed(range(1, self.rows(page, "nu") + 1)):
            page.goto(f"{self.at()}/bedragen/nu/{number}")
            if page.locator("[name=was]").first.input_value() not in wanted:
                press(page, "Dit loopt nu niet: haal weg")
                self.tally.clicks += 2
        for line in self.case.now or ():
            self.opens_row(page, line, now=True)
            self.fill_row(page, line)
        page.goto(f"{self.at()}/bedragen")
        for line in self.case.solution:
            if line.name not in GOES_ON:
                self.opens_row(page, line, now=False)
                self.fill_row(page, line)
        check_quiet(page, names=[RESIDENTS[self.name]], words=self.texts.question)

    def rows(self, page, which):
        return page.locator(f'a[href*="/bedragen/{which}/"]:not([href$="erbij"])').count()

    def opens_row(self, page, line, *, now):
        page.goto(f"{self.at()}/bedragen")
        part = page.locator(f'a[href*="/bedragen/{"nu" if now else "plan"}/"]')
        row = part.filter(has_text=re.compile(rf"^\s*{re.escape(line.name)}\s*$"))
        with page.expect_navigation():
            (row.first if row.count() else page.locator('a[href$="/nu/erbij"]')).click()
        self.tally.clicks += 1
        self.open_all(page)

    def fill_row(self, page, line):
        if page.locator("[name=name]").count():
            self.fill(page, name=line.name)
        if line.name in GOES_ON:
            self.count(page.locator("[name=runs_on]"), "runs_on")
        self.fill_price(page, line)
        for number, hours in enumerate(line.hours, start=1):
            self.fill_hours(page, hours, number=number)
        self.click(page, page.get_by_role("button", name="Bewaren"))

    def fill_price(self, page, line):
        if line.price is None:
            self.choose(page, "price", "geen")
            return
        if line.price.own:
            price = line.price
            self.choose(page, "price", "eigen")
            self.fill(page, own_name=price.name, own_value=typed(price.value), own_source=price.source.title)
            self.choose(page, "own_unit", price.unit.value)
            self.choose(page, "bearer", line.payer)
        else:
            label = page.locator("[name=price] option").filter(
                has_text=re.compile(rf"^{re.escape(line.price.name)} – ")
            )
            self.choose(page, "price", label.first.get_attribute("value"))
            if line.beneficiary:
                self.choose(page, "beneficiary", line.beneficiary)
        self.fill_use(page, line)

    def fill_use(self, page, line):
        if len(line.uses) > 1:
            quantity, per, weeks = sum(one.quantity * one.periods for one in line.uses), Frequency.IN_TOTAL, None
        else:
            (use,) = line.uses
            quantity, per, weeks = use.quantity, use.frequency, use.periods
        self.choose(page, "band", "")
        self.fill(page, quantity=typed(quantity), weeks=typed(weeks))
        self.choose(page, "per", per.value)

    def fill_hours(self, page, hours, *, number):
        self.fill(page, **{f"who_{number}": hours.who})
        self.choose(page, f"kind_{number}", hours.kind.value)
        if hours.use is None:
            self.count(page.locator(f"[name=unknown_{number}]"), f"unknown_{number}")
            return
        told = {f"hours_{number}": typed(hours.use.quantity), f"hours_weeks_{number}": typed(hours.use.periods)}
        self.fill(page, **told)
        self.choose(page, f"hours_per_{number}", hours.use.frequency.value)

    def analyses(self):
        """The contact makes the analysis; every field and click is counted."""
        page, self.tally = self.contact, self.tallies["analysis"]
        page.goto(self.at())
        self.click(page, page.get_by_role("link", name="Maak de micro-analyse"))
        known = "right" if self.case.now is not None else "unknown"
        self.count(page.locator(f"[name=now][value={known}]"), "now")
        for number, risk in enumerate(self.case.risks, start=1):
            self.choose_risk(page, risk, number=number)
        colleague = page.locator("[name=looked_along] option").nth(1).get_attribute("value")
        self.choose(page, "looked_along", colleague)
        self.click(page, page.get_by_role("button", name="Maak de micro-analyse"))
        check_width(page)

    def choose_risk(self, page, risk, *, number):
        if number > 1:
            page.locator("summary").filter(has_text=f"Nog een risico {number}").click()
            self.tally.clicks += 1
        self.choose(page, f"risk_{number}", self.risk_key(risk))
        self.count(page.locator(f"[name=level_{number}][value={risk.level or 'high'}]"), f"level_{number}")
        self.tally.fields.append(f"stops_{number}")
        for name in risk.stops:
            page.locator(f"[name=stops_{number}][value='{name}']").check()
            self.tally.clicks += 1

    def risk_key(self, risk):
        if risk.name in RISKS:
            return RISKS[risk.name]
        with self.neighbourhood.database() as cast, cast.acting("chantal") as by:
            listed = risks_on_list(by=by, today=cast.today)
        return next(key for key, one in listed.items() if one.norm.name == risk.name)

    def confirms(self):
        """The contact says of every agreement how it went."""
        page, self.tally = self.contact, self.tallies["follow-up"]
        page.goto(f"{self.at()}/micro-analyse/hoe-ging-het")
        realised = {line.name: line for line in self.case.realised or ()}
        for number, name in enumerate(page.locator("fieldset.ww-group > legend").all_inner_texts(), start=1):
            line = next((one for one in self.case.solution if one.name.casefold() == name.casefold()), None)
            if line is None:
                continue
            came = realised.get(line.name)
            is_other = line.price is not None and came is not None and came.uses != line.uses
            how = "other" if is_other else "as-agreed"
            self.count(page.locator(f"[name=turned_{number}][value={how}]"), f"turned_{number}")
            if is_other:
                self.fill(page, **{f"total_{number}": typed(came.uses[0].quantity)})
        for number in range(1, len(self.case.risks) + 1):
            self.count(page.locator(f"[name=happened_{number}][value=no]"), f"happened_{number}")
        self.fill(page, feared_happened=self.texts.feared_happened or "Nee.")
        self.click(page, page.get_by_role("button", name="Bewaren"))
        check_width(page)

    def time_passes(self, days):
        """Let the case have begun so many days earlier, as if they had gone by since."""
        time_passes(self.neighbourhood, self.key, days=days)

    def at(self):
        return f"/vraag/{self.key}"

    def fill(self, page, **told):
        for name, text in told.items():
            page.locator(f"[name={name}]").fill(text)
            if text:
                self.tally.fields.append(name)
                self.tally.clicks += 1
                self.tally.typed.append(len(text))

    def choose(self, page, name, value):
        place = page.locator(f"select[name={name}]")
        if place.input_value() != value:
            place.select_option(value)
            self.tally.fields.append(name)
            self.tally.clicks += 2

    def count(self, box, name):
        box.check()
        self.tally.fields.append(name)
        self.tally.clicks += 1

    def click(self, page, place):
        with page.expect_navigation():
            place.first.click()
        self.tally.clicks += 1

    def open_all(self, page):
        page.evaluate("document.querySelectorAll('main details').forEach(one => one.open = true)")


def typed(number):
    """A number as people write it here; nothing for nothing."""
    return "" if number is None else f"{number:.6f}".rstrip("0").rstrip(".").replace(".", ",")
