"""One figure that can say where it came from: a tree of formula, inputs and parts. It makes no trees itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from waarde.rounding import cents

DIGITS = 6
CURRENCY_LETTERS = 3


@dataclass(frozen=True)
class Explained:
    """One figure: a stable key, its kind, an English text, value and unit, formula, inputs and parts.

    The unit of money is the code of its currency, that of hours 'hour', that of a chance 'chance'.
    """

    key: str
    kind: str
    text: str
    value: float | None
    unit: str
    formula: str = ""
    inputs: dict[str, Any] = field(default_factory=dict)
    parts: tuple[Explained, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The tree as plain data; money in cents, other values to six digits."""
        return {
            "key": self.key,
            "kind": self.kind,
            "text": self.text,
            "value": shown(self.value, unit=self.unit),
            "unit": self.unit,
            "formula": self.formula,
            "inputs": self.inputs,
            "parts": [part.to_json() for part in self.parts],
        }


def shown(value: float | None, *, unit: str) -> float | None:
    """A value as it is put out: money rounded half up to cents, anything else to six digits.

    >>> shown(1.005, unit="EUR"), shown(2 / 3, unit="share")
    (1.01, 0.666667)
    """
    if value is None:
        return None
    return cents(value) if is_currency(unit) else round(value, DIGITS) + 0.0


def is_currency(unit: str) -> bool:
    """Whether a unit is the code of a currency, such as EUR.

    >>> is_currency("GBP"), is_currency("share")
    (True, False)
    """
    return len(unit) == CURRENCY_LETTERS and unit.isupper()


def reference(node: Explained) -> Explained:
    """The same figure without its parts: it is explained elsewhere under the same key."""
    return Explained(node.key, node.kind, node.text, node.value, node.unit)
