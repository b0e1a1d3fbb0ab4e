"""Who enlarges loses nothing: at 200%, with letters twice as large, and 320 px wide no text is cut and nothing scrolls sideways."""

# A window of 1280 at 200% is one of 640 in which a point is two; letters alone can grow as well.
WINDOWS = {"200%": (640, 450, ""), "large letters": (1280, 900, "200%"), "narrow": (320, 568, "")}
# Text that a box hides: in it is more than it shows, and it does not scroll. What only a screen reader reads is meant to be,
# and so is the end of one's own name in the head of the page.
CUT = """() => [...document.querySelectorAll('body *')].filter(one => {
    const style = getComputedStyle(one);
    if (!one.checkVisibility() || !one.innerText || one.closest('svg, .ww-unseen, .nl-skip-link, .ww-account')) return false;
    if (one.clientWidth <= 1 || one.clientHeight <= 1) return false;
    const hides = value => value === 'hidden' || value === 'clip';
    return (hides(style.overflowX) && one.scrollWidth > one.clientWidth + 1)
        || (hides(style.overflowY) && one.scrollHeight > one.clientHeight + 1);
}).map(one => one.outerHTML.slice(0, 160))"""
# A button or a field whose words are wider than it is.
SPILT = """() => [...document.querySelectorAll('button, .nl-button, .ww-tag, summary, th, td, label')]
    .filter(one => one.checkVisibility() && one.clientWidth > 1 && one.scrollWidth > one.clientWidth + 1)
    .map(one => one.outerHTML.slice(0, 160))"""
WIDE = "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"


def in_every_window(page):
    """What somebody would miss, and in which window."""
    for name, (width, height, letters) in WINDOWS.items():
        page.set_viewport_size({"width": width, "height": height})
        page.evaluate("size => document.documentElement.style.fontSize = size", letters)
        yield from ((name, *problem) for problem in lost(page))


def lost(page):
    """What somebody would miss on a page."""
    wide, seen = page.evaluate(WIDE)
    if wide > seen:
        yield "wide", wide, seen
    yield from (("cut", one) for one in page.evaluate(CUT))
    yield from (("spilt", one) for one in page.evaluate(SPILT))
