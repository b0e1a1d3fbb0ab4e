"""The kinds of places; no Django."""

from __future__ import annotations

from enum import StrEnum

LONGEST_NAME = 100
LONGEST_CODE = 20


class AreaKind(StrEnum):
    """What sort of place an area is, from large to small."""

    COUNTRY = "country"
    MUNICIPALITY = "municipality"
    DISTRICT = "district"
    NEIGHBOURHOOD = "neighbourhood"
    COMPLEX = "complex"
    STAIRWELL = "stairwell"
    ADDRESS = "address"
