"""Writes a journal for Beancount or hledger, piece by piece; it checks nothing, since those programs do."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from wijkwaarde.kernel.journals.journal import JournalFormat, Moving, Opening

# A value of hledger's tags ends at a comma or a line's end, and one of Beancount stands between quotes.
UNSAFE = re.compile(r"[%,\x00-\x1f\x7f]")
ESCAPED = re.compile(r'(["\\])')
BEANCOUNT_HEAD = 'option "title" "Wijkwaarde"\noption "operating_currency" "EUR"\n'
HLEDGER_HEAD = "; Wijkwaarde\ndecimal-mark .\ncommodity 1000.00 EUR\ncommodity 1000.00 HOUR\n"


def journal_text(
    openings: Iterable[Opening],
    *,
    movings: Iterable[Moving],
    late: Callable[[], Iterable[Opening]],
    form: JournalFormat,
) -> Iterator[bytes]:
    """A whole journal; `late` are all accounts again, for those that were opened while it was written."""
    head, opening, moving = WRITERS[form]
    yield head.encode()
    told = set()
    for one in openings:
        told.add(one.account)
        yield opening(one).encode()
    yield from (moving(each).encode() for each in movings)
    yield from (opening(one).encode() for one in late() if one.account not in told)


def _beancount_opening(one: Opening) -> str:
    lines = [f"\n{one.begin} open {one.account} {','.join(one.commodities)}", *_quoted(one.tags)]
    if one.until is not None:
        lines.append(f"{one.until} close {one.account}")
    return "\n".join(lines) + "\n"


def _beancount_moving(one: Moving) -> str:
    lines = [f'\n{one.on} * "{_between_quotes(one.title)}"', *_quoted(one.tags)]
    lines += [f"  {account}  {amount} {commodity}" for account, commodity, amount in one.entries]
    return "\n".join(lines) + "\n"


def _quoted(tags: Mapping[str, str]) -> list[str]:
    return [f'  {name}: "{_between_quotes(value)}"' for name, value in tags.items()]


def _between_quotes(text: str) -> str:
    return ESCAPED.sub(lambda found: f"\\{found.group()}", " ".join(text.split()))


def _hledger_opening(one: Opening) -> str:
    return "\n".join([f"\naccount {one.account}", *_tagged(one.tags)]) + "\n"


def _hledger_moving(one: Moving) -> str:
    lines = [f"\n{one.on} * {one.title}", *_tagged(one.tags)]
    lines += [f"    {account}  {amount} {commodity}" for account, commodity, amount in one.entries]
    return "\n".join(lines) + "\n"


def _tagged(tags: Mapping[str, str]) -> list[str]:
    return [f"    ; {name}:{_before_a_comma(value)}" for name, value in tags.items()]


def _before_a_comma(text: str) -> str:
    return UNSAFE.sub(lambda found: f"%{ord(found.group()):02X}", " ".join(text.split()))


WRITERS: dict[JournalFormat, tuple[str, Callable[[Opening], str], Callable[[Moving], str]]] = {
    JournalFormat.BEANCOUNT: (BEANCOUNT_HEAD, _beancount_opening, _beancount_moving),
    JournalFormat.HLEDGER: (HLEDGER_HEAD, _hledger_opening, _hledger_moving),
}
