"""Pages of a part of a plan: what who sees it gets, and where the resident chooses it."""

from wijkwaarde.kernel.cases.queries import participants_of


def of_a_part(cast, key):
    """Yara sees the part of Fenna's plan that is about school, and Fenna sees what she sees."""
    with cast.acting("fenna") as by:
        people = participants_of(cast.seen(key, by=by), today=cast.today)
        yara = next(one for one in people if one.membership and one.membership.name == "Yara")
    case, fenna = f"/vraag/{key}", {"who": "fenna", "is_resident": True}
    chosen = {"path": f"{case}/erbij/{yara.membership_id}", **fenna}
    wrong = {"fill": (("last_day", "2020-01-01"),), "press": "Ja, erbij vragen"}
    return [
        {"name": "case-some", "path": case, "who": "yara"},
        {"name": "chosen-some", **chosen},
        {"name": "chosen-some-wrong", **chosen, **wrong},
        {"name": "preview-some", "path": f"{case}/zo-ziet/{yara.pk}", **fenna},
    ]
