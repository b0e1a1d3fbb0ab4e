"""Lets Beancount read one file and prints what it found as JSON; a program run by itself, which the product never imports.

What a file may name (plugins, paths, other files) is refused before it is loaded: those would run or read anything.
"""

import json
import sys
from importlib import import_module
from typing import Any  # what Beancount gives has no types, and its own JSON is read by who called

UNSAFE = ("plugin", "include", "insert_pythonpath")
NOT_HERE = 3


def main(path: str) -> int:
    """Print what stands in a file; 3 where there is no Beancount."""
    try:
        loader, parser = import_module("beancount.loader"), import_module("beancount.parser.parser")
    except ModuleNotFoundError:
        return NOT_HERE
    options = parser.parse_file(path)[2]
    unsafe = [name for name in UNSAFE if options.get(name)]
    found: dict[str, Any] = {"unsafe": unsafe} if unsafe else _found(loader.load_file(path))
    sys.stdout.write(json.dumps(found, default=str))
    return 0


def _found(loaded: Any) -> dict[str, Any]:
    entries, errors, _options = loaded
    by_kind = {
        name: [one for one in entries if type(one).__name__ == name] for name in ("Open", "Close", "Transaction")
    }
    return {
        "errors": [{"line": (one.source or {}).get("lineno"), "text": one.message} for one in errors],
        "closes": {one.account: one.date.isoformat() for one in by_kind["Close"]},
        "opens": [
            {"account": one.account, "commodities": one.currencies or [], **_about(one)} for one in by_kind["Open"]
        ],
        "transactions": [
            {"title": one.narration or "", "postings": [_posting(entry) for entry in one.postings], **_about(one)}
            for one in by_kind["Transaction"]
        ],
    }


def _posting(one: Any) -> dict[str, Any]:
    return {
        "account": one.account,
        "amount": str(one.units.number),
        "commodity": one.units.currency,
        "plain": one.cost is None and one.price is None,
    }


def _about(one: Any) -> dict[str, Any]:
    tags = {name: value for name, value in one.meta.items() if isinstance(value, str) and name != "filename"}
    return {"day": one.date.isoformat(), "line": one.meta["lineno"], "tags": tags}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
