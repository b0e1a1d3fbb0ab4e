"""The pages of what everybody may see of the budget, once a year is published, and the counts; what a state is, `states` says."""

from uuid import uuid4

from wijkwaarde.demo.cast import HERE
from wijkwaarde.instruments.budget_in_plain_words.actions import NewPublication, publish
from wijkwaarde.instruments.budget_in_plain_words.queries import budgets_to_publish


def of_what_is_public(cast, *, words):
    """Karel publishes the newest year that has figures, with long words; the counts are there without it."""
    counts = [{"name": f"counts-{who}", "path": "/wijkbudget/steungroep", "who": who} for who in ("hanneke", "marieke")]
    with cast.acting("karel") as by:
        years = budgets_to_publish(by=by, today=cast.today)
        if not years:  # in January nothing can be published of this year
            return counts
        new = NewPublication(year=next(iter(years)), request_key=uuid4(), fund_words=words, words=words)
        publish(new, by=by, today=cast.today)
    here = f"/wijkbudget/in-gewone-woorden/{HERE}"
    return [
        *counts,
        {"name": "area-budget", "path": "/wijkbudget", "who": "karel"},
        {"name": "area-budget-board", "path": "/wijkbudget", "who": "hanneke"},
        {"name": "area-budget-month", "path": f"/wijkbudget/afspraken?maand={cast.today.month}", "who": "karel"},
        {"name": "area-budget-purse", "path": "/wijkbudget/product/kleine-beurs", "who": "marieke"},
        {"name": "area-budget-looked-back", "path": "/wijkbudget/verwachting", "who": "karel"},
        {"name": "plain-budget", "path": here, "is_resident": True},
        {"name": "plain-budget-resident", "path": here, "is_resident": True, "who": "amina"},
        {"name": "plain-budget-publish", "path": "/wijkbudget/openbaar-maken", "who": "karel"},
    ]
