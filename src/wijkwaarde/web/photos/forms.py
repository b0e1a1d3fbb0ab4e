"""What adding a photo asks: one from the camera, or one that is there already."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wijkwaarde.kernel.photos.reading import too_large
from wijkwaarde.kernel.photos.terms import MOST_BYTES
from wijkwaarde.web.fields import RequestKey

EMPTY = _("Deze foto is leeg. Kies een andere foto.")
# The frame of a form around a file.
FRAME = 10_000


class PhotoForm(forms.Form):
    """A photo, from one field or the other; `length` is how much was sent, so that we can say what was not read at all."""

    camera = forms.FileField(
        required=False,
        label=_("Maak een foto"),
        widget=forms.FileInput(attrs={"accept": "image/*", "capture": "environment"}),
        error_messages={"empty": EMPTY},
    )
    photo = forms.FileField(
        required=False,
        label=_("Of kies een foto die je al hebt"),
        widget=forms.FileInput(attrs={"accept": "image/*"}),
        error_messages={"empty": EMPTY},
    )
    request_key = RequestKey()

    def __init__(self, *args: Any, length: int = 0, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.length = length

    def clean(self) -> dict[str, Any]:
        """Ask for a photo where there is none, and say so where it was too large to be read."""
        told = self.cleaned_data
        if not told.get("camera") and not told.get("photo") and not self.errors:
            is_large = self.length > MOST_BYTES + FRAME
            self.add_error("photo", too_large() if is_large else _("Maak een foto, of kies er een."))
        return told

    def raw(self) -> bytes:
        """The file that was sent."""
        chosen = self.cleaned_data["camera"] or self.cleaned_data["photo"]
        data: bytes = chosen.read()
        return data
