"""What a professional says about their room, in one tap."""

from __future__ import annotations

from enum import StrEnum

from django import forms


class Room(StrEnum):
    """The three buttons."""

    YES = "ja"
    FULL = "nee"
    NOTHING = "niets"


class RoomForm(forms.Form):
    """Which button was pressed."""

    room = forms.ChoiceField(choices=[(one.value, one.value) for one in Room])

    def said(self) -> Room:
        """What was said."""
        return Room(self.cleaned_data["room"])
