"""Writes what was measured of the site as parts of the reference page; it measures nothing and judges nothing."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median

from bench.policies import MOST_FOR_POLICIES
from bench.start import GOAL_COLD, GOAL_WARM, FirstPage
from bench.tables import table
from bench.trail import GOAL_SECONDS
from bench.web.measured import (
    MOST_AGAINST_EMPTY,
    MOST_AGAINST_SMALL,
    MOST_LOADED_KB,
    MOST_QUERIES,
    MeasuredPage,
    Web,
    WebSize,
)


def site(found: Web, *, size: WebSize) -> Iterator[str]:
    """W1 and the weight of W2."""
    yield "## The pages of the site (W1)"
    yield ""
    yield f"A server of its own with {size.large:,} made-up cases in one partnership and a quarter as many in another (and a second"
    yield f"database with {size.small:,}), the site before it as `make demo` serves it, and {size.people} people who ask at once over connections"
    yield "that stay open, logged in as residents with their own cases or as the one member who has 1,000 of them."
    yield "Each page is asked in blocks, in turn with an empty page of the same shell: logged in, one query, one line in the trail."
    yield "Times are those of one answer: of the processor, for web server and database together, and on the wall, with both"
    yield "processors busy. Ratios are medians over the rounds of what was asked right after one another; goals are held against"
    yield f"the processor: at most {MOST_AGAINST_EMPTY:.0f} times the empty page, at most {MOST_AGAINST_SMALL} times the small database, at most {MOST_QUERIES} queries"
    yield f"(the empty page has {found.empty_queries}; begin, commit, savepoints and `set_config` are not counted)."
    yield ""
    head = ("page", "queries", "processor", "wall", "x empty", "x empty, wall", "x small database", "")
    yield from table(head, [_row(page) for page in found.pages])
    if found.absent:
        yield f"Not there yet, so not measured: {', '.join(found.absent)}."
        yield ""
    yield from _costs(found)
    yield from _weights(found)


def _row(page: MeasuredPage) -> tuple[object, ...]:
    times = page.times
    return (
        times.name,
        page.queries,
        f"{median(times.large.processor):.1f} ms",
        f"{median(times.large.wall):.1f} ms",
        f"{times.against_empty:.1f}",
        f"{times.against_empty_on_the_wall:.1f}",
        f"{times.against_small:.2f}",
        "**missed**" if page.missed else "",
    )


def _costs(found: Web) -> Iterator[str]:
    """What keeping partnerships apart and writing the trail cost."""
    yield "What it costs that the database itself keeps partnerships apart, and that every look is written down: the same page with"
    yield "and without it, in turn, in the large database."
    yield ""
    named = [(f"row-level security: {cost.name}", cost) for cost in found.isolation]
    named += [(cost.name, cost) for cost in (found.trail, found.seals)]
    rows: list[tuple[object, ...]] = [
        (
            name,
            f"{median(cost.with_it.processor):.1f} ms",
            f"{median(cost.without.processor):.1f} ms",
            f"{cost.ratio:.2f}",
        )
        for name, cost in named
    ]
    yield from table(("what", "with", "without", "ratio"), rows)
    yield from _policies(found)
    yield from _verifying(found)


def _policies(found: Web) -> Iterator[str]:
    """What row-level security costs a statement, apart from the page around it."""
    stand = "; ".join(f"{rows:,} in {table} of {partnerships}" for table, rows, partnerships in found.policies.rows)
    yield f"The statements themselves, in the same database (rows of so many partnerships: {stand}): as the role of the site, which"
    yield "sees by the policies, and in turn as a role that passes by them and says itself of which partnership the rows are. Both"
    yield "get equally many rows. On the wall, median of the rounds, parallel workers off. Goal: the middle one of these ratios"
    yield f"at most {MOST_FOR_POLICIES}; it is **{found.policies.ratio:.2f}**."
    yield ""
    rows: list[tuple[object, ...]] = [
        (one.name, f"{median(one.with_policies):.3f} ms", f"{median(one.without):.3f} ms", f"{one.ratio:.2f}")
        for one in found.policies.statements
    ]
    yield from table(("statement", "by the policies", "past them", "ratio"), rows)


def _verifying(found: Web) -> Iterator[str]:
    one = found.verifying
    yield f"`wijkwaarde trail verify` along {one.lines:,} lines with their seals, in a process of its own. Goal: below {GOAL_SECONDS:.0f} s of the"
    yield "processor. The statements beside it are timed on the wall, in the same database."
    yield ""
    rows: list[tuple[object, ...]] = [
        ("all verified (time of the processor)", f"{one.verified.processor:.2f} s"),
        ("all verified, on the wall", f"{one.verified.seconds:.2f} s"),
        ("most memory", f"{one.verified.peak_mib:.0f} MiB"),
        ("all lines and seals read at once", f"{one.read_seconds:.2f} s"),
        ("all lines counted by the database", f"{one.count_seconds:.3f} s"),
        ("a line added with its seal", f"{one.added_ms:.3f} ms"),
        ("a line added without a seal", f"{one.added_bare_ms:.3f} ms"),
    ]
    yield from table(("what", "took"), rows)


def _weights(found: Web) -> Iterator[str]:
    yield "## What a browser loads (W2)"
    yield ""
    yield "CSS, JavaScript and the fonts of Latin letters, compressed, for a first visit; they are named after their content and"
    yield f"loaded once. Goal: at most {MOST_LOADED_KB:.0f} kB on every page. HTML is the page itself."
    yield ""
    rows: list[tuple[object, ...]] = [
        (
            page.times.name,
            f"{page.weight.loaded:.0f} kB",
            f"{page.weight.html:.0f} kB",
            f"{page.weight.html_compressed:.1f} kB",
        )
        for page in found.pages
    ]
    yield from table(("page", "CSS, JavaScript, fonts", "HTML", "HTML compressed"), rows)


def first_page(found: FirstPage | None) -> Iterator[str]:
    """W3: from nothing to the first page."""
    yield "## From nothing to the first page (W3)"
    yield ""
    yield "`make demo` in a fresh clone, with no package of the project on the machine (download included), and once more."
    yield ""
    if found is None:
        yield "**Not measured.**"
        yield ""
        return
    rows: list[tuple[object, ...]] = [
        ("cold", f"{found.cold:.1f} s", f"{GOAL_COLD:.0f} s"),
        ("warm", f"{found.warm:.1f} s", f"{GOAL_WARM:.0f} s"),
    ]
    yield from table(("start", "first page after", "goal"), rows)
