"""Where the switching values come from: chances, effects and the claimed difference."""

from __future__ import annotations

from waarde.explain import Explained
from waarde.rounding import cents
from waarde.switching import Switching


def explain_switching(switching: Switching, *, claimed: float | None) -> dict[str, Explained]:
    """The common switching value and that of every risk; a value None where there is none."""
    per_risk = tuple(
        Explained(
            f"switching.{one.risk.name}", "switching-risk", one.risk.shown, one.switches_at, "chance",
            "chance - claimed / effect",
            {"chance": one.risk.chance, "effect": cents(one.effect), "reason": one.reason and one.reason.value},
        )
        for one in switching.per_risk
    )  # fmt: skip
    inputs = {
        "claimed": None if claimed is None else cents(claimed),
        "reason": switching.reason and switching.reason.value,
    }
    text = "the part of all chances at which the plan costs as much as nothing"
    common = Explained(
        "switching.common", "switching", text, switching.common, "factor",
        "1 - claimed / sum(chance x effect)", inputs, per_risk,
    )  # fmt: skip
    return {"switching.common": common}
