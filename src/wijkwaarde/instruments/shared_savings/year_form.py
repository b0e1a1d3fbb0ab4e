"""What is asked of the years that are shared, beside what budget and deliveries say; it writes nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from waarde import SharedBy
from wijkwaarde.instruments.shared_savings.fields import Euros, amount, typed_cents
from wijkwaarde.instruments.shared_savings.sentences import party_name
from wijkwaarde.instruments.shared_savings.terms import LONGEST_LINES, Step
from wijkwaarde.kernel.agreements.queries import SeenAgreement, SeenParty
from wijkwaarde.kernel.agreements.terms import LONGEST_WORDS, MOST_CASES
from wijkwaarde.kernel.year_results.rules import Figures, Taking
from wijkwaarde.web.fields import RequestKey, Words

CHOOSE = {"required": _("Kies er een."), "invalid_choice": _("Kies er een.")}
YES, NO, UNKNOWN = "yes", "no", "unknown"
QUALITY = {YES: True, NO: False, UNKNOWN: None}
WORDS = {met: word for word, met in QUALITY.items()}


class YearForm(forms.Form):
    """What is known of a year beside the budget and the deliveries."""

    vacancy = Euros(
        label=_("Over door vacatures (euro)"), help_text=_("Ingevuld met de uren die openstonden, als die bekend zijn.")
    )
    quality_met = forms.ChoiceField(
        label=_("Is de kwaliteit gehaald?"),
        choices=[(YES, _("Ja")), (NO, _("Nee")), (UNKNOWN, _("Weten we niet"))],
        initial=UNKNOWN,
        widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )
    case_costs = Words(
        max_length=LONGEST_LINES,
        lines=True,
        required=False,
        label=_("Kosten van de duurste vragen"),
        help_text=_("Eén bedrag per regel. Schrijf er geen naam of nummer bij."),
    )
    found_in = Words(
        max_length=LONGEST_WORDS,
        required=False,
        label=_("Waar staan deze cijfers?"),
        help_text=_("Bijvoorbeeld: jaarrekening 2025, bladzijde 12."),
    )
    why = Words(
        max_length=LONGEST_WORDS,
        label=_("Waarom verbeter je de verdeling?"),
        error_messages={"required": _("Schrijf waarom je de verdeling verbetert.")},
        help_text=_("Bijvoorbeeld: de accountant vond nog een rekening. Alle partijen lezen dit."),
    )
    request_key = RequestKey()

    def __init__(
        self, *args: Any, seen: SeenAgreement, figures: Figures, corrects: bool, asks_why: bool, **settings: Any
    ) -> None:
        super().__init__(*args, **settings)
        self.figures, self.parties = figures, seen.parties
        self.fields["why"].required = asks_why
        if not corrects:
            del self.fields["why"]
        asked = {
            SharedBy.INVESTMENT.value: "investment",
            SharedBy.USE.value: "use",
            SharedBy.COSTS_FIRST.value: "costs",
        }
        self.asked = asked.get(seen.terms.shared_by, "")
        self.initial.setdefault("found_in", figures.found_in)
        self.initial.setdefault("quality_met", WORDS[figures.quality_met])
        self.initial.setdefault("case_costs", "\n".join(amount(cost) for cost in figures.case_costs))
        if seen.terms.quality_share is None:
            del self.fields["quality_met"]
        if seen.terms.case_cap is None:
            del self.fields["case_costs"]
        if seen.terms.without_vacancy:
            self.initial.setdefault("vacancy", amount(figures.vacancy or None))
        else:
            del self.fields["vacancy"]
        for party, known in zip(seen.parties, figures.parties, strict=True):
            self._ask_for(party, known=known)
        self.order_fields([name for name in self.fields if name not in {"found_in", "why"}])

    def _ask_for(self, party: SeenParty, *, known: Taking) -> None:
        if self.asked:
            labels = {"investment": _("Inbreng van {who} (euro)"), "use": _("Geleverd door {who} (euro)")}
            label = labels.get(self.asked, _("Kosten van {who} (euro)"))
            self.fields[f"of_{party.code}"] = Euros(label=label.format(who=party_name(party.organisation)))
            self.initial.setdefault(f"of_{party.code}", amount(getattr(known, self.asked)))

    def clean_case_costs(self) -> tuple[int, ...]:
        """The amounts, one a line."""
        lines = [line for line in self.cleaned_data["case_costs"].splitlines() if line.strip()]
        if len(lines) > MOST_CASES:
            raise ValidationError(_("Er passen {count} bedragen.").format(count=MOST_CASES))
        return tuple(typed_cents(line) for line in lines)

    def clean(self) -> dict[str, Any]:
        """A typed figure names its source."""
        told = self.cleaned_data
        is_other = (told.get("vacancy") or 0) != self.figures.vacancy
        if (is_other or told.get("case_costs")) and not told.get("found_in"):
            self.add_error("found_in", _("Schrijf waar je de cijfers vond."))
        return told

    def told(self) -> Figures:
        """What the year came to, with what was typed."""
        said = self.cleaned_data
        asked = {self.asked: said} if self.asked else {}
        parties = tuple(
            Taking(
                one.code,
                one.left_on,
                investment=_of(one, what="investment", asked=asked),
                use=_of(one, what="use", asked=asked),
                costs=_of(one, what="costs", asked=asked),
            )
            for one in self.figures.parties
        )
        return replace(
            self.figures,
            parties=parties,
            vacancy=said.get("vacancy") or 0,
            case_costs=said.get("case_costs", ()),
            quality_met=QUALITY[said.get("quality_met", UNKNOWN)],
            found_in=said["found_in"],
        )


def _of(one: Taking, *, what: str, asked: dict[str, dict[str, Any]]) -> int:
    return int(asked[what][f"of_{one.code}"] or 0) if what in asked else int(getattr(one, what))


class StepForm(forms.Form):
    """What somebody does with the figures of a year."""

    step = forms.ChoiceField(choices=[(step.value, step.value) for step in Step])
