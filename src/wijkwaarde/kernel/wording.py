"""What an error of waarde says to people, in Dutch (English in the catalogue); decides nothing itself."""

from __future__ import annotations

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from waarde import WaardeError
from wijkwaarde.kernel.errors import Place, Problem

SENTENCES: dict[str, tuple[str, str, str]] = {
    "quantity-not-positive": (
        _("De hoeveelheid is {got}."),
        _("een getal boven 0."),
        _("Laat de regel weg als het niet gebeurt."),
    ),
    "number-not-finite": (
        _("Met {got} kun je niet rekenen."),
        _("een gewoon getal."),
        _("Schrijf het in cijfers, zoals 12.5."),
    ),
    "number-too-large": (
        _("{got} is meer dan waar een casus over kan gaan."),
        _("hooguit {most}."),
        _("Kijk naar het aantal nullen en de punt."),
    ),
    "mark-twice": (
        _("Van {who} staan er twee cijfers bij '{got}'."),
        _("één cijfer per persoon en moment."),
        _("Kijk of 'moment' overal klopt."),
    ),
    "periods-out-of-range": (
        _("{got} keer '{frequency}' past niet in een jaar."),
        _("meer dan 0 en hooguit {most}."),
        _("Schrijf hoeveel er echt gebruikt worden, bijvoorbeeld 46 van de 52 weken."),
    ),
    "periods-without-repetition": (
        _("Er staat 'periods' ({got}) bij iets wat zich niet herhaalt."),
        _("geen 'periods' bij 'once' en 'in-total'."),
        _("Laat 'periods' weg, of kies hoe vaak het gebeurt."),
    ),
    "chance-out-of-range": (
        _("De kans is {got}."),
        _("een getal van 0 tot en met 1."),
        _("Schrijf 35% als 0.35."),
    ),
    "price-negative": (
        _("De prijs is {got}."),
        _("0 of meer."),
        _("Geld dat iemand ontvangt, schrijf je met 'beneficiary'."),
    ),
    "range-out-of-order": (
        _("De bandbreedte {got} ligt niet om de prijs {value} heen."),
        _("low <= prijs <= high."),
        _("Controleer de drie bedragen, of laat low en high weg."),
    ),
    "price-year-impossible": (
        _("Het prijspeil is {got}."),
        _("een jaar van {first} tot en met {last}."),
        _("Schrijf het jaar in vier cijfers."),
    ),
    "duplicate-price": (
        _("Twee prijzen heten {got}."),
        _("elke prijs één keer."),
        _("Geef een van de twee een andere naam."),
    ),
    "currencies-mixed": (
        _("De prijzen zijn in {got}."),
        _("één munt in één analyse."),
        _("Reken de prijzen eerst om in de prijslijst, met de bron van de koers."),
    ),
    "band-without-quantity": (
        _("Voor '{got}' staat nergens hoeveel het is."),
        _("een norm die zegt wat het betekent."),
        _("Voeg een [[norm]] toe, of schrijf quantity en frequency."),
    ),
    "date-without-start": (
        _("Er staan datums, maar het plan heeft geen begin."),
        _("een regel 'start' met de eerste dag van het plan."),
        _("Voeg bovenaan toe: start = 2026-12-01 (jaar-maand-dag)."),
    ),
    "date-before-start": (
        _("{got} is vóór het begin van het plan, {start}."),
        _("een dag op of na het begin."),
        _("Laat 'from' weg voor iets wat al loopt."),
    ),
    "date-after-first-year": (
        _("{got} is na het eerste jaar, dat eindigt op {end}."),
        _("een dag in de 12 maanden vanaf het begin."),
        _("Laat de regel weg: deze analyse gaat over het eerste jaar."),
    ),
    "end-before-begin": (
        _("Het eindigt op {got}, voordat het op {begin} begint."),
        _("een einde op of na het begin."),
        _("Controleer de twee datums."),
    ),
    "line-without-price-or-hours": (
        _("Bij deze regel staat een hoeveelheid, maar geen prijs."),
        _("een prijs voor wat je telt."),
        _("Kies een prijs, of laat de hoeveelheid weg als het niemand geld kost."),
    ),
    "price-without-quantity": (
        _("Bij deze regel staat de prijs {got}, maar geen hoeveelheid."),
        _("quantity en frequency, of een band."),
        _("Vul ze in, of laat de prijs weg als het niemand geld kost."),
    ),
    "line-twice": (
        _("Twee regels heten '{got}'."),
        _("elke regel één keer in een situatie."),
        _("Geef een van de twee een andere naam."),
    ),
    "stops-unknown-line": (
        _("'{got}' zou stoppen, maar loopt niet als er niets verandert."),
        _("de naam van een regel die dan loopt."),
        _("Kies uit: {known}."),
    ),
    "stop-days-out-of-range": (
        _("De regels zouden {got} dagen stoppen."),
        _("meer dan 0 en hooguit 365."),
        _("Schrijf bij 'stop_days' hoeveel dagen van het eerste jaar ze stoppen."),
    ),
    "stops-more-than-all": (
        _("De risico's samen stoppen '{line}' voor {got} van het jaar."),
        _("hooguit het hele jaar (1)."),
        _("Verlaag de kansen of de dagen, of laat één risico de regel stoppen."),
    ),
    "replaces-unknown-line": (
        _("'{got}' moet weg, maar zo heet geen regel van 'now'."),
        _("de naam van een regel van 'now'."),
        _("Kies uit: {known}."),
    ),
    "transfer-to-itself": (
        _("Het geld gaat van {got} naar zichzelf."),
        _("twee verschillende partijen."),
        _("Controleer bearer en beneficiary."),
    ),
    "share-out-of-range": (
        _("Het deel van {who} is {got}."),
        _("een getal van 0 tot en met 1."),
        _("Schrijf 40% als 0.4."),
    ),
    "shares-above-all": (
        _("De delen zijn samen {got}."),
        _("samen hooguit 1."),
        _("Verlaag er een: een effect telt één keer."),
    ),
    "cashable-twice": (
        _("Er staat twee keer wat {got} kan besparen."),
        _("elke partij één keer."),
        _("Zet de twee samen in één deel."),
    ),
    "mark-out-of-range": (
        _("Het cijfer is {got}."),
        _("een heel getal van 1 tot en met 10."),
        _("Schrijf het cijfer dat gegeven is, of laat het weg."),
    ),
    "index-year-missing": (
        _("De reeks {series} heeft geen waarde voor {got}."),
        _("een waarde voor elk jaar ertussen."),
        _("Vul de reeks aan, of kies een andere reeks."),
    ),
    "index-base-missing": (
        _("De prijs van {got} heeft geen prijspeil."),
        _("een jaar bij elke prijs die omgerekend wordt."),
        _("Zet het jaar bij de prijs, of laat de prijs weg."),
    ),
    "index-value-impossible": (
        _("De reeks {series} heeft de waarde {got} in {year}."),
        _("een stand boven 0, of een verandering boven -100%."),
        _("Controleer de reeks."),
    ),
    "rate-out-of-range": (
        _("De rente is {got}."),
        _("een getal boven -1, zoals 0.0225."),
        _("Schrijf 2,25% als 0.0225."),
    ),
    "years-negative": (_("{got} jaar."), _("0 jaar of meer."), _("Tel de jaren vanaf het prijspeil.")),
    "draws-out-of-range": (
        _("{got} trekkingen."),
        _("van {least} tot en met {most}."),
        _("10.000 is genoeg voor een bandbreedte van 95%."),
    ),
    "hours-without-person": (
        _("Er staan uren, maar niet van wie."),
        _("een naam of een rol."),
        _("Vul bij 'who' in wie ze geeft."),
    ),
    "period-empty": (
        _("Het loopt tot {got}, en begint op {begin}."),
        _("een eerste dag vóór de dag waarop het niet meer geldt."),
        _("Controleer de twee dagen: de laatste telt niet mee."),
    ),
    "weight-negative": (
        _("Het gewicht van {who} is {got}."),
        _("0 of meer."),
        _("Wat iemand schuldig is, schrijf je als bedrag en niet als gewicht."),
    ),
    "nothing-to-divide-by": (
        _("Er is {got} te verdelen, en niemand heeft een aandeel."),
        _("minstens één aandeel boven 0."),
        _("Vul in wie in deze tijd meedoet, of wat zij inlegden of gebruikten."),
    ),
    "cap-negative": (
        _("De grens is {got}."),
        _("0 of meer."),
        _("Een grens geldt naar twee kanten: schrijf hem zonder min."),
    ),
    "key-missing": (
        _("Er wordt verdeeld volgens '{got}', en er is geen sleutel."),
        _("een deel voor elke partij."),
        _("Vul de sleutel in, zoals 0.4 en 0.6."),
    ),
    "key-party-unknown": (
        _("In de sleutel staat {got}, en die partij doet niet mee."),
        _("een partij van dit jaar."),
        _("Kies uit: {known}."),
    ),
    "rule-missing": (
        _("Er is geen afspraak voor {got}."),
        _("één afspraak, gemaakt voordat deze tijd begint."),
        _("Maak eerst een afspraak. Voor een proef is die niet nodig."),
    ),
    "rule-twice": (
        _("{got} staat er meer dan één keer ({days})."),
        _("één afspraak tegelijk."),
        _("Laat een van de twee eindigen, of geef die een andere naam."),
    ),
    "rule-not-in-force": (
        _("De afspraak begint op {begin}, en geldt niet voor heel {got}."),
        _("een afspraak van vóór het jaar, die tot het eind ervan geldt."),
        _("Kies de afspraak die wel geldt, of probeer regels naast elkaar uit."),
    ),
    "quality-unknown": (
        _("De afspraak '{got}' vraagt of de kwaliteit gehaald is, en dat is nog niet gezegd."),
        _("ja of nee."),
        _("Zeg eerst of de afgesproken kwaliteit gehaald is."),
    ),
    "amount-negative": (
        _("Het bedrag is {got}."),
        _("0 of meer."),
        _("Een creditregel verlaagt de kosten van het jaar."),
    ),
    "party-twice": (
        _("{got} doet twee keer mee."),
        _("elke partij één keer."),
        _("Zet de tijden en bedragen van deze partij bij elkaar."),
    ),
    "years-missing": (_("Er zijn {got} jaren."), _("minstens één jaar."), _("Voeg een jaar toe.")),
    "parties-too-many": (
        _("Er zijn {got} partijen."),
        _("hooguit {most}."),
        _("Neem partijen samen: met elke partij verdubbelt het rekenwerk."),
    ),
    "group-missing": (
        _("Niemand zei wat {got} samen opleveren."),
        _("een bedrag voor elke groep partijen."),
        _("Vul het in. 0 mag ook."),
    ),
    "freedom-too-small": (
        _("Er zijn te weinig jaren om verschillen te zien ({got})."),
        _("1 of meer."),
        _("Voeg een jaar toe: één jaar laat geen verschillen zien."),
    ),
    "number-too-small": (_("Het getal is {got}."), _("{least} of meer."), _("Controleer het getal.")),
    "season-incomplete": (
        _("Het seizoen heeft {got} maanden."),
        _("een gewicht voor elk van de twaalf maanden."),
        _("Schrijf 1 voor een gewone maand."),
    ),
    "record-unreadable": (
        _("Dit is geen bewaarde analyse: {got}."),
        _("de JSON die --json schreef."),
        _("Maak de analyse opnieuw vanuit het casusbestand."),
    ),
}


def problem_of(error: WaardeError, *, place: Place) -> Problem:
    """The same error as a problem at a place, in the language of the reader."""
    what, expected, remedy = (gettext(text).format(**error.values) for text in SENTENCES[error.key])
    return Problem(what, place=place, expected=expected, remedy=remedy)
