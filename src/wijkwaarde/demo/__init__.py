"""The example neighbourhood: four cases, an example price list and lists; its people are fiction. No code but paths."""

from pathlib import Path

CASES = Path(__file__).resolve().parent / "cases"
