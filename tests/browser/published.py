"""The pages of what everybody may see of the budget, once a year is published, and the counts; what a state is, `states` says."""

from uuid import uuid4

from wijkwaarde.demo.cast import HERE
from wijkwaarde.instruments.budget_in_plain_words.actions import NewPublication, publish
from wijkwaarde.instruments.budget_in_plain_words.queries import years_to_publish


def of_what_is_public(cast, *, words):
    """Karel publishes the newest year that has figures, with long words; the counts are there without it."""
    counts = [{"name": f"counts-{who}", "path": "/wijkbudget/steungroep", "who": who} for who in ("hanneke", "marieke")]
    with cast.acting("karel") as by:
        years = years_to_publish(by=by, today=cast.today)
        if not years:  # in January nothing can be published of this year
            return counts
        new = NewPublication(year=years[0], request_key=uuid4(), fund_words=words, words=words)
        publish(new, by=by, today=cast.today)
    here = f"/wijkbudget/in-gewone-woorden/{HERE}"
    return [
        *counts,
        {"name": "plain-budget", "path": here, "is_resident": True},
        {"name": "plain-budget-resident", "path": here, "is_resident": True, "who": "amina"},
        {"name": "plain-budget-publish", "path": "/wijkbudget/openbaar-maken", "who": "karel"},
    ]
