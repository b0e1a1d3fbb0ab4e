"""The form in which a product is called otherwise; what is delivered and counted is made in `forms`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from wijkwaarde.kernel.budgets.terms import LONGEST_NAME, MOST_NAMES
from wijkwaarde.web.budgets.forms import FILL
from wijkwaarde.web.fields import Version, Words

if TYPE_CHECKING:
    from wijkwaarde.kernel.budgets.models import Product


class ProductChangeForm(forms.Form):
    """What a product is called, by us and by those who send files; what it is counted in stays."""

    name = Words(max_length=LONGEST_NAME, label=_("Hoe heet het?"), error_messages=FILL)
    also_called = Words(
        max_length=LONGEST_NAME * MOST_NAMES,
        lines=True,
        required=False,
        label=_("Hoe noemen bestanden het nog meer?"),
        help_text=_("Eén naam per regel. De oude naam komt er vanzelf bij."),
    )
    version = Version()

    @staticmethod
    def began(product: Product) -> dict[str, Any]:
        """What holds now."""
        return {"name": product.name, "also_called": "\n".join(product.also_called), "version": product.version}

    def clean_also_called(self) -> list[str]:
        """The names, each on its own line."""
        names = [name for line in self.cleaned_data["also_called"].splitlines() if (name := line.strip())]
        if any(len(name) > LONGEST_NAME for name in names):
            raise ValidationError(_("Een naam heeft ten hoogste %(count)s tekens.") % {"count": LONGEST_NAME})
        return names
