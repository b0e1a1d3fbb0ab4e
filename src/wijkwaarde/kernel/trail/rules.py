"""What a seal says of a line, and what is wrong with a chain of them; it reads nothing itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from json import JSONEncoder

from wijkwaarde.kernel.trail.terms import FORM, MOST_FLAWS, Flaw

# A line as a seal covers it: its id, when (microseconds since 1970), its other values in the order of the table.
type Values = tuple[object, ...]
type Heads = Mapping[int, Mapping[int, frozenset[bytes]]]

# As PostgreSQL prints a jsonb array.
ENCODE = JSONEncoder(ensure_ascii=False).encode


@dataclass(frozen=True, slots=True)
class Entry:
    """A seal and its line; a line without a seal has no `sequence`, a seal without a line has no `line`."""

    chain: int
    line_id: int
    sequence: int | None
    form: int
    hash: bytes
    line: Values | None


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that is wrong: in which chain, which seals (the first and the last), which line, and which other line."""

    flaw: Flaw
    chain: int
    sequence: int | None = None
    until: int | None = None
    line_id: int | None = None
    other_id: int | None = None


@dataclass(frozen=True, slots=True)
class Head:
    """Where a chain ended at some moment: the place and the hash of its last seal."""

    chain: int
    sequence: int
    hash: bytes


def seal_hash(line: Values, *, sequence: int, previous: bytes) -> bytes:
    """The hash of a seal: over the line, its place and the hash of the seal before it, which is empty for the first."""
    return sha256(ENCODE([FORM, sequence, previous.hex(), *line]).encode()).digest()


@dataclass(slots=True)
class _Wrong:
    """A seal whose hash is not that of its line: after which hash it came, and what its hash should have been."""

    entry: Entry
    previous: bytes
    right: bytes
    flaw: Flaw = Flaw.CHANGED


@dataclass(slots=True)
class Check:
    """Goes along all seals in the order of their chains, and keeps what is wrong; never more than a hundred lines at once.

    Feed it entries by chain and place, a chain's lines without a seal after its seals; then ask `done`.
    """

    heads: Heads
    lines: int = 0
    chains: set[int] = field(default_factory=set)
    found: list[Found] = field(default_factory=list)
    more: int = 0
    _chain: int | None = None
    _at: int = 0
    _previous: bytes | None = b""
    _wrong: list[_Wrong] = field(default_factory=list)
    _rewritten: bool = False

    def feed(self, entry: Entry) -> None:
        """Look at one seal with its line, or at a line that has none."""
        if entry.chain != self._chain:
            self._close()
            self._chain, self._at, self._previous, self._rewritten = entry.chain, 0, b"", False
            self.chains.add(entry.chain)
        self.lines += entry.line is not None
        if entry.sequence is None:
            self._keep(Found(Flaw.INSERTED, entry.chain, line_id=entry.line_id))
            return
        self._look_at_gap(entry, sequence=entry.sequence)
        self._look_at_line(entry, sequence=entry.sequence)
        self._look_at_head(entry, sequence=entry.sequence)
        self._at, self._previous = entry.sequence, entry.hash

    def done(self) -> list[Found]:
        """What is wrong, at most a hundred things (`more` says how many there were beside them)."""
        self._close()
        for chain in sorted(set(self.heads) - self.chains):
            self._look_for_end(chain, last=0)
        return self.found

    def _keep(self, one: Found) -> None:
        if len(self.found) < MOST_FLAWS:
            self.found.append(one)
        else:
            self.more += 1

    def _look_at_gap(self, entry: Entry, *, sequence: int) -> None:
        if sequence > self._at + 1:
            self._keep(Found(Flaw.SEAL_REMOVED, entry.chain, self._at + 1, sequence - 1))
            self._previous = None

    def _look_at_line(self, entry: Entry, *, sequence: int) -> None:
        if entry.line is None:
            self._keep(Found(Flaw.REMOVED, entry.chain, sequence, line_id=entry.line_id))
            return
        if self._previous is None and entry.form == FORM:
            return  # the seal before it is gone, and with it what this one was made of
        right = seal_hash(entry.line, sequence=sequence, previous=self._previous or b"")
        if right == entry.hash and entry.form == FORM:
            return
        before = self._wrong[-1] if self._wrong else None
        if (
            before is not None
            and before.entry.sequence == self._at
            and seal_hash(entry.line, sequence=sequence, previous=before.right) == entry.hash
        ):
            before.flaw = Flaw.SEAL_CHANGED
            return
        self._suspect(_Wrong(entry, self._previous or b"", right))

    def _suspect(self, wrong: _Wrong) -> None:
        if len(self._wrong) < MOST_FLAWS:
            self._wrong.append(wrong)
        else:
            self.more += 1

    def _look_at_head(self, entry: Entry, *, sequence: int) -> None:
        kept = self.heads.get(entry.chain, {}).get(sequence)
        if kept and kept != {entry.hash} and not self._rewritten:
            self._rewritten = True
            self._keep(Found(Flaw.REWRITTEN, entry.chain, sequence))

    def _look_for_end(self, chain: int, *, last: int) -> None:
        further = [sequence for sequence in self.heads.get(chain, {}) if sequence > last]
        if further:
            self._keep(Found(Flaw.CUT_OFF, chain, last + 1, max(further)))

    def _close(self) -> None:
        """Say what was wrong in the chain that ends here."""
        for one in _told(self._wrong):
            self._keep(one)
        self._wrong.clear()
        if self._chain is not None:
            self._look_for_end(self._chain, last=self._at)


def _told(wrong: list[_Wrong]) -> Iterator[Found]:
    """Each seal that does not fit, or two at once where a line stands in the place of another."""
    told: set[int] = set()
    stored = {one.entry.hash for one in wrong}
    for place, one in enumerate(wrong):
        if place in told:
            continue
        other = _swapped(place, wrong=wrong, stored=stored) if one.flaw is Flaw.CHANGED else None
        entry = one.entry
        if other is None:
            yield Found(one.flaw, entry.chain, entry.sequence, line_id=entry.line_id)
        else:
            told.add(other)
            second = wrong[other].entry
            yield Found(Flaw.REORDERED, entry.chain, entry.sequence, second.sequence, entry.line_id, second.line_id)


def _swapped(place: int, *, wrong: list[_Wrong], stored: Iterable[bytes]) -> int | None:
    """Which of the others belongs in this place, with its own id or with the id of the line that stands here."""
    here = wrong[place]
    for other, one in enumerate(wrong[place + 1 :], place + 1):
        mine, its = here.entry.line, one.entry.line
        assert mine is not None
        assert its is not None
        for values in (its, (mine[0], *its[1:])):
            if seal_hash(values, sequence=here.entry.sequence or 0, previous=here.previous) in stored:
                return other
    return None
