"""Who acts, and what was looked at or changed on the way; deciding who may see what is for the nouns' rules."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from uuid import uuid4

from wijkwaarde.kernel.errors import NotFound


class Act(StrEnum):
    """What somebody did with personal data, as the trail names it."""

    READ = "READ"
    SEARCH = "SEARCH"
    WRITE = "WRITE"
    DENIED = "DENIED"
    PRINT = "PRINT"
    EXPORT = "EXPORT"
    BREAK_GLASS = "BREAK_GLASS"


class Purpose(StrEnum):
    """Why somebody looked; it follows from the part they have in a case, nobody types it, but for an emergency."""

    OWN = "own"
    CONTACT = "contact"
    PROFESSIONAL = "professional"
    TASK = "task"
    EMERGENCY = "emergency"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Seen:
    """One thing done with data about people: what, of which kind, about whom (ids of persons), why, and for whom."""

    act: Act
    kind: str
    object_id: int | None
    subjects: tuple[int, ...]
    purpose: Purpose
    on_behalf_of_id: int | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: a logged-in user in one partnership, as a resident (person) or for an organisation (membership).

    `address_form` is how their partnership speaks to residents (parties.terms.AddressForm); empty for who is none.
    `is_privacy_contact` is for the menu alone: what it opens asks for itself.
    `stands_in` is no where it is known that a member stands in for nobody today; lists then ask for their own cases only.
    `acts_for` tells, by whom it is about, in whose place the actor acts (see `act_for`). `seen` collects what this request
    looked at and changed, in order and each once; it is written to the trail as its last act.
    """

    name: str
    partnership_id: int | None = None
    partnership_name: str = ""
    partnership_phone: str = ""
    address_form: str = ""
    user_id: int | None = None
    person_id: int | None = None
    membership_id: int | None = None
    organisation_id: int | None = None
    role: str = ""
    stands_in: bool = True
    is_privacy_contact: bool = False
    acts_for: dict[int, int] = field(default_factory=dict, compare=False)
    trace_id: str = field(default_factory=lambda: uuid4().hex)
    seen: dict[Seen, None] = field(default_factory=dict, compare=False)

    @classmethod
    def console(cls, command: str, *, partnership_id: int | None = None) -> Actor:
        """The actor of a command or a background task: nobody's log-in, named after what it does."""
        return cls(name=command, partnership_id=partnership_id)

    @property
    def inside(self) -> int:
        """The partnership that the actor acts in. Errors: NotFound for who acts in none."""
        if self.partnership_id is None:
            raise NotFound("partnership")
        return self.partnership_id

    def act_for(self, on_behalf_of_id: int, *, about: int) -> None:
        """From now on, what is done about this person is done in somebody's place.

        That is a person where a person acts (who represents the resident), and a membership where a member does (who
        stands in for a colleague).
        """
        self.acts_for[about] = on_behalf_of_id

    def behalf(self, subjects: Iterable[int]) -> int | None:
        """In whose place the actor acts about these people, if in anybody's."""
        return next((self.acts_for[one] for one in subjects if one in self.acts_for), None)

    def record(
        self, act: Act, kind: str, *, object_id: int | None, subjects: Iterable[int], purpose: Purpose = Purpose.NONE
    ) -> None:
        """Note what is done; the same thing noted twice in one request is one line."""
        about = tuple(sorted(set(subjects)))
        line = Seen(act, kind, object_id, about, purpose, self.behalf(about))
        if act is Act.SEARCH:
            line = self._with_earlier_search(line)
        self.seen.setdefault(line)

    def _with_earlier_search(self, line: Seen) -> Seen:
        """One line for all lists of a page: with everybody whom an earlier list of the same kind showed."""
        earlier = [one for one in self.seen if (one.act, one.kind, one.purpose) == (line.act, line.kind, line.purpose)]
        for one in earlier:
            del self.seen[one]
        everybody = {subject for one in (*earlier, line) for subject in one.subjects}
        return replace(line, subjects=tuple(sorted(everybody)))
