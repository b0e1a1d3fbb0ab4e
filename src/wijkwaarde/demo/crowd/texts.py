"""Short texts that come back in many cases: what people say about a line, what they add, and where they sit; no rules."""

ADDED = (
    "Ik weet niet waar ik moet beginnen.",
    "Het duurt al te lang.",
    "Ik durfde het eerst niet te vragen.",
    "Mijn buurvrouw zei dat ik jullie moest bellen.",
    "Kan iemand met mij meedenken?",
    "Dit vertel ik niet graag.",
    "Ik wil niet zes keer hetzelfde vertellen.",
    "Het liefst regel ik het zelf, maar nu lukt het niet.",
    "Vorig jaar ging het nog wel.",
    "Bel mij liever 's middags.",
)
DONE = ("Gelukt!", "Dit ging vlot.", "Het duurde even, maar het is klaar.", "", "", "")
BUSY = ("We zijn begonnen.", "Gaat goed.", "Volgende week verder.", "", "", "")
STUCK = (
    "Er is nog geen plek.",
    "Twee keer gebeld, geen gehoor.",
    "Dit is nog te spannend.",
    "Het formulier kwam terug.",
)
STOPPED = ("Niet meer nodig.", "Dit paste toch niet.", "")
PLACES = ("Bij mij thuis, aan de keukentafel", "In het Huis van de Wijk, kleine kamer", "Bij mijn zus thuis")
GUESTS = ("mijn zus", "mijn buurvrouw", "mijn broer", "een vriendin", "mijn oudste")
THROUGH = ("mijn dochter", "de buurvrouw van nummer 8", "het Huis van de Wijk")
LETTERS = ("Voorbeeldstraat 12", "Lindeplein 3", "Molenweg 41")
