"""An analysis without its chances, for who may not see them: figures stay, what tells a chance goes; nothing is counted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

Node = Mapping[str, Any]
TELLS = {"chance", "level", "risk", "risk_source", "share_left", "stopped_by"}
REMARKS = {"assumed-chances", "chances-of-groups", "plan-without-risks", "stay-and-home"}
SWITCHING = "switching."


def without_chances(result: Mapping[str, Any]) -> dict[str, Any]:
    """The same analysis in which no chance can be read or divided out, and nothing that the maker noted about risks."""
    trees = result["explanations"]
    hidden = {node["key"] for tree in trees.values() for node in _all(tree) if TELLS & set(node.get("inputs") or {})}
    kept = {key: _pruned(tree, hidden=hidden) for key, tree in trees.items() if not key.startswith(SWITCHING)}
    return {
        **{name: part for name, part in result.items() if name != "switching"},
        "explanations": kept,
        "explanation": None,
        "remarks": [remark for remark in result["remarks"] if remark["key"] not in REMARKS],
        "author_notes": [],
        "notes": [],
        "record": {"waarde": result["record"]["waarde"]},
    }


def _all(node: Node) -> Iterator[Node]:
    yield node
    for part in node.get("parts") or ():
        yield from _all(part)


def _pruned(node: Node, *, hidden: set[str]) -> Node:
    parts = [_pruned(part, hidden=hidden) for part in node.get("parts") or () if part["key"] not in hidden]
    lost = len(parts) < len(node.get("parts") or ())
    return {**node, "parts": parts, **({"formula": ""} if lost else {})}
