"""A form with every kind of field; it is never saved."""

from django import forms

CALLERS = [("chantal", "Chantal, buurthuis"), ("henk", "Opa Henk"), ("amina", "أمينة"), ("none", "Dat maakt niet uit")]
SUBJECTS = [("home", "Wonen"), ("money", "Geld"), ("school", "School en de fiets erheen")]


class Everything(forms.Form):
    """Every kind of field that our pages use."""

    what = forms.CharField(
        label="Wat is er aan de hand?",
        help_text="Schrijf het op zoals je het zou vertellen. Twee zinnen zijn genoeg.",
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Hier staat nog niets. Eén zin is genoeg."},
    )
    name = forms.CharField(label="Hoe noemen we je?", max_length=80, required=False)
    day = forms.DateField(
        label="Vanaf welke dag?",
        help_text="Bijvoorbeeld 27-11-2026.",
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"required": "Kies een dag vanaf vandaag."},
    )
    caller = forms.ChoiceField(
        label="Wie mag je bellen?",
        widget=forms.RadioSelect,
        choices=CALLERS,
        error_messages={"required": "Kies wie je mag bellen."},
    )
    subjects = forms.MultipleChoiceField(
        label="Waar gaat het over?", widget=forms.CheckboxSelectMultiple, choices=SUBJECTS, required=False
    )
    place = forms.ChoiceField(
        label="Waar spreken we af?", choices=[("home", "Bij mij thuis"), ("house", "In het buurthuis")]
    )
    agreed = forms.BooleanField(
        label="Chantal mag mij hierover bellen",
        help_text="Je kunt dit altijd stoppen.",
        error_messages={"required": "Mag het niet? Dat kan ook. Bel dan zelf."},
    )
