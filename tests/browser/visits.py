"""People with a browser: opens it for them, notes what it complains of, and looks at a page the way the stories need."""

import re
from pathlib import Path
from urllib.parse import urlsplit

from tests.browser.served import EXIT
from wijkwaarde.demo.cast import BY_KEY, PASSWORD

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")
# What is right on a large page, told in full, takes longer than looking for what is wrong.
FOUND = "rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']}).then(found => found.violations)"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PHONE, DESK = 390, 1280
LONGEST_WAIT = 60_000
ANSWERED = "Failed to load resource: the server responded with a status of 4"
# A page that puts its focus somewhere, or opens a part, moves in the next frame.
SETTLED = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
COOKIES = {"csrftoken", "sessionid", "django_language"}


class Visits:
    """The browsers of one story."""

    def __init__(self, chromium, neighbourhood):
        self.chromium, self.neighbourhood = chromium, neighbourhood
        self.complaints, self.contexts = [], []

    def __call__(self, path="/", *, who="", width=DESK, height=900, **how):
        """A fresh browser at a page; with `who`, somebody is logged in."""
        context = self.chromium.new_context(
            viewport={"width": width, "height": height},
            locale="nl-NL",
            base_url=self.neighbourhood.url,
            reduced_motion="reduce",  # or axe measures a page that is still scrolling to its first mistake
            **how,
        )
        self.contexts.append(context)
        context.set_default_timeout(LONGEST_WAIT)
        context.route(
            f"{EXIT}**", lambda route: route.fulfill(body="<title>elsewhere</title>", content_type="text/html")
        )
        if who:
            context.add_cookies([self.neighbourhood.cookie(who)])
        page = context.new_page()
        self.listen(page)
        page.goto(path)
        return page

    def listen(self, page):
        """Note what the browser says, and what it asks of another host."""
        page.on("console", lambda message: self.note(message.text))
        page.on("pageerror", lambda error: self.note(str(error)))
        page.on("request", lambda request: self.note_request(request.url))

    def note(self, text):
        """Keep a complaint; that an answer was "not found" is none."""
        if not text.startswith(ANSWERED):
            self.complaints.append(text)

    def note_request(self, url):
        """Keep a request to another host; the exit is meant to be one."""
        if not url.startswith((f"{self.neighbourhood.url}/", EXIT, "data:", "blob:")):
            self.complaints.append(url)

    def close(self):
        """Close all browsers."""
        for context in self.contexts:
            context.close()


def log_in(page, who):
    """By the form, with a password; who works there types the code that the demo shows."""
    press(page, "Inloggen")
    field(page, "E-mailadres").fill(BY_KEY[who].email)
    field(page, "Wachtwoord").fill(PASSWORD)
    press(page, "Inloggen")
    if BY_KEY[who].role:
        field(page, "Code").fill(page.locator(".ww-demo-code strong").inner_text())
        press(page, "Inloggen")


def field(page, label):
    """The field that is called so."""
    return page.locator("input, textarea").and_(page.get_by_label(label))


def press(page, name, *, within="main"):
    """Press the button, or the link, that is called so, and wait for the page it leads to."""
    place = page.locator(within)
    with page.expect_navigation():
        place.get_by_role("button", name=name).or_(place.get_by_role("link", name=name)).first.click()


def bring_about(page, state):
    """Do what a state of the page needs: fields without a place on the screen are filled as well."""
    for name, value in state.fill:
        page.evaluate("([name, value]) => document.querySelector(`[name=${name}]`).value = value", [name, value])
    if state.press:
        press(page, state.press)


def text_of(page):
    """What somebody reads on the page, closed parts too."""
    return page.locator("body").text_content()


def check_quiet(page, *, names=(), words=""):
    """No title, address or cookie tells who it is about or what."""
    told = {*names, *(word for word in re.findall(r"\w+", words) if len(word) > 3)}
    cookies = {one["name"]: one["value"] for one in page.context.cookies(page.url)}
    assert set(cookies) <= COOKIES, sorted(cookies)
    address = urlsplit(page.url)
    places = [page.title(), address.path, address.query, *cookies.values()]
    found = [(word, place) for place in places for word in told if word.casefold() in place.casefold()]
    assert not found, found


def check_width(page):
    """Nothing scrolls sideways."""
    wide, seen = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert wide <= seen, f"{wide} wide in {seen}"


def check_axe(page):
    """Axe finds nothing, with everything open that opens in its place, and nothing that still moves.

    The list of the account falls over what is below it: it is looked at afterwards, by itself.
    """
    page.evaluate("document.querySelectorAll('details:not(.ww-account)').forEach(one => one.open = true)")
    page.evaluate(SETTLED)
    if not page.evaluate("'axe' in window"):  # half a megabyte to read, each time that it is handed over
        page.evaluate(AXE)
    found = page.evaluate(FOUND, RULES)
    if page.evaluate("[...document.querySelectorAll('.ww-account')].map(one => one.open = true).length"):
        found += page.evaluate(FOUND.replace("run(document,", "run('.ww-account',"), RULES)
        page.evaluate("document.querySelector('.ww-account').open = false")
    told = [(one["id"], [node["html"][:200] for node in one["nodes"]][:3]) for one in found]
    assert not told, told
