"""The pages of emergency access, one waiting for review and one reviewed; what a state of a page is, `states` says."""

from django.utils import timezone

from wijkwaarde.kernel.emergencies.actions import break_glass, review
from wijkwaarde.kernel.emergencies.rules import NewEmergency, Review
from wijkwaarde.kernel.emergencies.terms import Danger, Verdict


def of_danger(cast, *, words, request_key):
    """Marieke and Yara fear for somebody with a long name; Karel reviewed one, and the resident is told later."""
    new = NewEmergency(cast.actor("full").person_id, Danger.RESIDENT, f"Zij deed niet open. {words}", ask_to_wait=True)
    pages = {}
    for who in ("marieke", "yara"):
        with cast.acting(who) as by:
            pages[who] = break_glass(new, by=by, request_key=request_key, now=timezone.now()).pk
    with cast.acting("karel") as by:
        told = Review(Verdict.WRONG, f"Bellen had gekund. {words}", 1)
        review(pages["yara"], told, by=by, now=timezone.now())
    page = f"/noodtoegang/{pages['marieke']}"
    return [
        {"name": "emergencies", "path": "/noodtoegang", "who": "marieke"},
        {"name": "emergencies-review", "path": "/noodtoegang", "who": "karel"},
        {"name": "emergency-new", "path": "/noodtoegang/nieuw", "who": "marieke"},
        {"name": "emergency-new-wrong", "path": "/noodtoegang/nieuw", "press": "Verder", "who": "marieke"},
        {"name": "emergency-read", "path": page, "who": "marieke"},
        {"name": "emergency-judge", "path": f"{page}/nakijken", "who": "karel"},
        {"name": "emergency-judged", "path": f"/noodtoegang/{pages['yara']}/nakijken", "who": "karel"},
        {"name": "emergency-judge-wrong", "path": f"{page}/nakijken", "press": "Bewaren", "who": "karel"},
    ]
