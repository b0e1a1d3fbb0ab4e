"""Prints the page of the docs that shows how a line of a plan goes: python -m tests.thread.printed."""

from pathlib import Path

from wijkwaarde.kernel.plans.terms import NEXT_STATES, UNFINISHED_STATES, LineState

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "plan-line-states.md"
HEAD = """# How a line of a plan goes

Printed from `NEXT_STATES` in `src/wijkwaarde/kernel/plans/terms.py`; do not edit. Make it anew with
`.venv/bin/python -m tests.thread.printed`. Who does the line says how it goes, and so does the resident; saying the same
again does nothing. A line begins as `open`, once the resident agreed to the plan.

| from | to |
|---|---|
"""
FOOT = """
Still to do, so on the list of today: {unfinished}.

```mermaid
stateDiagram-v2
    [*] --> open
{arrows}
```
"""


def page():
    """The page as it should be."""
    steps = [(state, [after for after in LineState if after in NEXT_STATES[state]]) for state in LineState]
    rows = "".join(f"| `{state}` | {', '.join(f'`{after}`' for after in following)} |\n" for state, following in steps)
    arrows = "\n".join(f"    {state} --> {after}" for state, following in steps for after in following)
    return HEAD + rows + FOOT.format(unfinished=", ".join(f"`{state}`" for state in UNFINISHED_STATES), arrows=arrows)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
