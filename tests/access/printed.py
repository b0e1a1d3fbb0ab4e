"""Prints the table for readers: `python -m tests.access.printed` writes the page that a test compares."""

import os

from tests.access import table

HEAD = """# Who may open what

Printed from the files in `tests/access/table`, where the tests hold every answer; do not edit. Make it anew with
`.venv/bin/python -m tests.access.printed`. It is about one case, that of Amina:

{people}

A number is the answer: 200 a page, 404 "not found", 405 not by this method, 409 refused with a reason in words. A name
behind an arrow is the page one is sent to; *log-in* is the page to log in. **Missing and forbidden look the same**: where
a 404 stands, a key that was never given out gets the same bytes, and the trail keeps who tried.
In bold: who leaves a line in the trail about Amina, a look (GET) or a change (POST).
"""


def printed():
    """The page."""
    people = "\n".join(f"- **{who}**: {what}" for who, what in table.PEOPLE.items())
    routes, lines = table.addresses(), table.lines()
    parts = [HEAD.format(people=people), *(part(method, lines=lines, routes=routes) for method in table.METHODS)]
    return "\n".join(parts)


def part(method, *, lines, routes):
    """One table, of one method."""
    head = [f"## {method}\n", f"| address | {' | '.join(table.PEOPLE)} |", f"|---|{'---|' * len(table.PEOPLE)}"]
    rows = [row(lines[name], method=method, route=route) for name, route in routes.items()]
    return "\n".join([*head, *rows]) + "\n"


def row(line, *, method, route):
    """One address."""
    noted = line.reads if method == "GET" else line.writes
    cells = [shown(word, bold=who in noted) for who, word in getattr(line, method).items()]
    demo = " (demo only)" if line.demo else ""
    return f"| `/{table.PLACES.sub(r'<\1>', route)}`{demo} | {' | '.join(cells)} |"


def shown(word, *, bold):
    """A word of the table for readers."""
    told = "*log-in*" if word == table.LOG_IN else word.replace(">account_", "→ ").replace(">", "→ ")
    return f"**{told}**" if bold else told


if __name__ == "__main__":
    from wijkwaarde.web.pages import configure

    os.environ["WIJKWAARDE_DEMO"] = "1"
    configure()
    table.PAGE.write_text(printed(), encoding="utf-8")
