"""`python -m gates [NAME ...]`: runs all gates, or the ones named, on the project in the current folder."""

import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from gates import (
    addresses,
    bandit,
    catalogue,
    commands,
    docstrings,
    documents,
    forms,
    glossary,
    layers,
    markup,
    migrations,
    models,
    publiccode,
    reach,
    residents,
    secrets,
    sizes,
)
from gates.report import Finding, Gate, words

SLOWEST_FIRST = (
    commands.TYPES,
    documents.GATE,
    commands.LICENCES,
    commands.IMPORTS,
    docstrings.GATE,
    catalogue.GATE,
    residents.GATE,
    commands.RUFF,
    commands.FORMAT,
    commands.TEMPLATE_FORM,
    bandit.GATE,
    secrets.GATE,
    sizes.GATE,
    addresses.GATE,
    reach.GATE,
    layers.GATE,
    models.GATE,
    forms.GATE,
    migrations.GATE,
    markup.GATE,
    markup.ESCAPING,
    glossary.GATE,
    publiccode.GATE,
)
AT_ONCE = 2


def run(gate: Gate) -> bool:
    """Run one gate, print what it says, and say whether it is kept."""
    started = time.monotonic()
    try:
        findings = gate.look(Path.cwd())
    except SyntaxError as problem:
        findings = [Finding(f"{problem.filename}:{problem.lineno}", f"cannot be read as Python: {problem.msg}")]
    taken = time.monotonic() - started
    print(f"\n{words(gate, findings=findings)}\n" if findings else f"{gate.name}: kept ({taken:.1f} s)", flush=True)
    return not findings


def main(names: list[str]) -> int:
    """Run the gates; the exit code is the number of broken ones."""
    unknown = set(names) - {gate.name for gate in SLOWEST_FIRST}
    if unknown:
        sys.exit(
            f"No gate is called {', '.join(sorted(unknown))}; there are {', '.join(g.name for g in SLOWEST_FIRST)}."
        )
    chosen = [gate for gate in SLOWEST_FIRST if not names or gate.name in names]
    with ThreadPoolExecutor(AT_ONCE) as threads:
        kept = list(threads.map(run, chosen))
    return kept.count(False)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
