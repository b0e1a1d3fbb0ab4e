"""Limits and words of people, organisations and partnerships; no Django."""

from __future__ import annotations

from enum import StrEnum

LONGEST_NAME = 100
LONGEST_SLUG = 50
LONGEST_PHONE = 20
LONGEST_ADDRESS_FORM = 2
LONGEST_CHANNEL = 10
LONGEST_KIND = 20
LONGEST_VIA = 200
DAYS_TO_CALL = 2


class AddressForm(StrEnum):
    """How somebody is spoken to in Dutch: formal `u` or familiar `je`."""

    FORMAL = "u"
    FAMILIAR = "je"


class OrganisationKind(StrEnum):
    """What an organisation does, as far as it decides what it may read."""

    CARE = "care"
    WELFARE = "welfare"
    TOWN = "town"
    LANDLORD = "landlord"
    BENEFITS = "benefits"
    JUSTICE = "justice"
    YOUTH_PROTECTION = "youth-protection"
    OTHER = "other"


class Channel(StrEnum):
    """How a resident wants to be reached; the last two need a word more: to where, or through whom."""

    CALL = "call"
    TEXT = "text"
    LETTER = "letter"
    THROUGH = "through"
