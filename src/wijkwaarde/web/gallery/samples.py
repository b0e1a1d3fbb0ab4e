"""What the gallery shows: the example neighbourhood's cast, long words, Arabic and emoji; nothing of it is real."""

from __future__ import annotations

from typing import Any

from django.http import QueryDict

from wijkwaarde.web.charts.bars import Bar, bars
from wijkwaarde.web.gallery.forms import Everything
from wijkwaarde.web.listing import PAGE, SORT, Empty, Listing, paging, sortable
from wijkwaarde.web.plans.wording import source_words
from wijkwaarde.web.tables import Table, table

LONG = "Arbeidsongeschiktheidsverzekeringsmaatschappijmedewerkersoverleg"
ARABIC = "أريد أن أنام ليلة كاملة مرة أخرى."
EMOJI = "Samen 🚲 naar school 👩‍👧‍👦"
PHONE = "06 - 12 34 56 78"
ROWS = 57
PER_PAGE = 12
CAPTION, FIRST = "Iedereen die meedoet in de buurt", "Wie"
COLUMNS = {"Wat": "wat", "Sinds": "sinds", "Uren": "uren"}
TASK_ROUND = ("Fiets maken", EMOJI, "Samen koken", LONG)
NAMES = ("Opa Henk", "Chantal Boonstra", "أمينة", "Bram van het buurthuis", "Marieke")

CONTACTS = [
    {"name": "Chantal Boonstra", "phone": PHONE, "role": "buurthuis", "next": "Ik bel je vóór vrijdag 27 november."},
    {"name": "أمينة العمراني", "phone": PHONE, "next": ""},
    {"name": f"Jan-Willem {LONG}", "phone": "+31 (0)88 - 123 45 67", "role": LONG, "next": "Tot dinsdag 1 december."},
]
TASKS = [
    {"what": "Bellen over de fiets", "who": "Amina", "before": "vóór 20 november", "url": "#", "late": True},
    {"what": EMOJI, "who": "أمينة العمراني", "before": "vandaag", "url": "#", "tag": "Nieuw", "tone": "busy"},
    {"what": LONG, "who": LONG, "before": "vóór 27 november", "url": "#"},
]
BOXES = [
    {"title": "Ik wil", "texts": ["Ik wil weer een hele nacht slapen.", ARABIC], "url": "#"},
    {"title": "Ik kan", "texts": [], "empty": "Nog niets. Weet je het nog niet? Sla het dan gerust over.", "url": "#"},
    {"title": "Ik heb nodig", "texts": [f"Iemand die meekijkt.\n{EMOJI}", LONG]},
]
LINES = [
    {"what": "Opa Henk maakt de kamer af", "doer": "Opa Henk", "before": "vóór 12 december", "state": "open",
     "state_words": "Nog te doen", "url": "#", "hidden": [("version", "3")]},
    {"what": "De buurthuisfiets mag mee naar huis", "doer": "Bram", "before": "vóór 1 december", "state": "done",
     "state_words": "Gelukt"},
    {"what": ARABIC, "doer": "أمينة", "before": "deze week", "state": "stuck", "state_words": "Lukt nog niet",
     "note": "De winkel is dicht tot maandag.", "url": "#"},
    {"what": LONG, "doer": LONG, "before": "", "state": "stopped", "state_words": "Gestopt"},
    {"what": "Samen oefenen op straat", "doer": "Buurman Ton", "before": "elke zaterdag", "state": "busy",
     "state_words": "Bezig", "url": "#"},
]  # fmt: skip
DAYS = [
    {"day": "Maandag 7 december", "lines": [
        {"who": "Bram", "organisation": "buurthuis", "time": "10.12", "why": "Hij regelt de fietswerkplaats voor je."},
        {"who": "أمينة العمراني", "organisation": "", "time": "9.03", "why": "Jij keek zelf."},
    ]},
    {"day": "Vrijdag 4 december", "lines": [
        {"who": LONG, "organisation": LONG, "time": "16.40", "why": "Verving Chantal, die vrij was."},
    ]},
]  # fmt: skip
STEPS = [
    {"label": "Je vraag", "state": "done", "url": "#"},
    {"label": "Wat je wilt", "state": "now"},
    {"label": "Wat je kunt", "state": "later"},
    {"label": "Wat je nodig hebt", "state": "later"},
]
FACTS = [
    {"name": "Je vraag", "text": f"Ik slaap slecht.\n{EMOJI}", "url": "#"},
    {"name": "Hoe we je noemen", "text": "أمينة", "url": "#"},
    {"name": "Wat je kunt", "text": "", "url": "#"},
    {"name": "Lang", "text": LONG},
]
TAGS = [
    ("Gelukt", "done"),
    ("Bezig", "busy"),
    ("Wacht op antwoord", "wait"),
    ("Lukt nog niet", "stuck"),
    ("Gestopt", ""),
]
NOTICES = [
    ("info", "Goed om te weten", "Chantal is tot maandag vrij. Bram neemt het over."),
    ("success", "", "Je vraag is verstuurd."),
    ("warning", "Er zit een regel in de weg", "De bus rijdt alleen voor kinderen die verder weg wonen."),
    ("error", "Dit lukte niet", ARABIC),
]
STALE = [
    {"label": "Wat je wilt", "mine": "Ik wil slapen.\nEn rust in huis.", "saved": "Ik wil weer een hele nacht slapen."}
]
ORIGIN = {
    "name": "Wat het bespaart",
    "value": "€ 1.234",
    "formula": "aantal × prijs",
    "facts": [{"name": "Prijs", "text": "€ 12,34"}],
}
TAXI = Bar("De taxi", "€ 4.000", plain=4_000, striped=0, colour="#a9cdd2")
BICYCLE = Bar("De fiets", "€ 300", plain=300, striped=0, colour="#0c505b")
PICTURE = bars(
    (TAXI, BICYCLE),
    key="gallery",
    title="De fiets is goedkoper dan de taxi",
    description="De taxi kost € 4.000, de fiets € 300.",
    plain_name="elk jaar",
    striped_name="eenmalig",
)
ONE_ROW = table(caption="Eén rij", first="Wie", numeric=("Uren",), rows=(("Opa Henk", ("3½ uur",)),))
SECTION = {
    "key": "deel", "topic": "Onderwerp", "title": "Een deel van een bladzijde", "lead": ["Wat er gevonden is."],
    "points": ["Een punt.", LONG], "remarks": ["Een opmerking."], "table": ONE_ROW, "origin": "herkomst",
}  # fmt: skip


def samples(asked: QueryDict) -> dict[str, Any]:
    """Everything that the gallery shows; only its long table listens to what was asked."""
    wrong = {"wrong-what": "x" * 2_011, "wrong-name": ARABIC, "wrong-place": "home"}
    return {
        "contacts": CONTACTS, "tasks": TASKS, "boxes": BOXES, "lines": LINES, "days": DAYS, "steps": STEPS,
        "facts": FACTS, "tags": TAGS, "notices": NOTICES, "stale": STALE, "origin": ORIGIN, "picture": PICTURE,
        "section": SECTION, "one_row": ONE_ROW, "sayings": ["Ik wil weer een hele nacht slapen.", ARABIC, EMOJI],
        "form": Everything(prefix="empty"), "wrong": Everything(wrong, prefix="wrong"), "long": LONG, "arabic": ARABIC,
        "listing": many(asked), "nobody": none(asked), "phone": PHONE, "sources": source_words(is_resident=True).items(),
    }  # fmt: skip


def many(asked: QueryDict) -> Listing:
    """A table of many rows, which really sorts and turns its pages."""
    last = -(-ROWS // PER_PAGE)
    current = min(max(_number(asked.get(PAGE, "")), 1), last)
    shown = range(1, ROWS + 1)[(current - 1) * PER_PAGE : current * PER_PAGE]
    rows = tuple(
        (NAMES[number % 5], (TASK_ROUND[number % 4], f"{number % 28 + 1} november 2026", f"{number}½"))
        for number in shown
    )
    whole = table(caption=CAPTION, first=FIRST, words=("Wat", "Sinds"), numeric=("Uren",), rows=rows)
    sorted_by = asked.get(SORT, "uren")
    return Listing(
        table=sortable(whole, asked=asked, keys=COLUMNS, sorted_by=sorted_by),
        paging=paging(asked, current=current, last=last),
        empty=Empty("Niemand"),
    )


def none(asked: QueryDict) -> Listing:
    """The same table before there is anything in it."""
    empty = Empty(
        "Er is nog niets om te doen", text="Zodra iemand iets vraagt, staat het hier.", url="#", label="Stel een vraag"
    )
    return Listing(
        table=Table(caption=CAPTION, columns=(), rows=()), paging=paging(asked, current=1, last=1), empty=empty
    )


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else 1
