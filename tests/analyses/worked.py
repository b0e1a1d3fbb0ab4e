"""The shipped cases as cases of this site: their plan, what runs now, amounts and hours, entered by a professional's own actions."""

from types import SimpleNamespace
from uuid import uuid4

from django.conf import settings

from waarde import Frequency, HelpSource, Level, Situation
from wijkwaarde.instruments.micro_analysis.from_files import analyse_file, shelf_beside
from wijkwaarde.instruments.micro_analysis.queries import preparation_for
from wijkwaarde.instruments.micro_analysis.rules import Answers, ChosenRisk
from wijkwaarde.kernel.flows.actions import save_amount, take_off_now
from wijkwaarde.kernel.flows.queries import plan_amounts
from wijkwaarde.kernel.flows.rules import NewAmount, NewHours, NewUse, OwnPrice
from wijkwaarde.kernel.plans.actions import agree_plan, write_draft
from wijkwaarde.kernel.plans.rules import NewLine
from wijkwaarde.kernel.prices.queries import prices_by_key, stored_edition

# A line of the plan that is no agreement: it runs now and goes on as it is.
GOES_ON = ("bijstand",)


def shipped(name):
    """A shipped case as its file is read: `analysis.case` holds the lines, `texts` the words."""
    shelf = shelf_beside(settings.EXAMPLES, shipped=tuple(settings.PRICE_FOLDERS))
    return analyse_file(settings.EXAMPLES / f"{name}.toml", shelf=shelf)


def agreed(cast, key, case, *, by="amina"):
    """The plan of a case with the lines of a shipped one."""
    lines = [
        NewLine(what=line.name, who=line.doer or "iemand", source=line.source or HelpSource.OWN_NETWORK)
        for line in case.solution
        if line.name not in GOES_ON
    ]
    with cast.acting(by) as actor:
        seen = cast.seen(key, by=actor)
        draft = write_draft(by=actor, seen=seen, lines=lines, version=0, today=cast.today)
        return agree_plan(by=actor, seen=seen, version=draft.version, today=cast.today)


def take(cast, key, case, *, by="chantal"):
    """Say what runs now and what every line of the plan takes, as in a shipped case."""
    with cast.acting(by) as actor:
        standing = plan_amounts(cast.seen(key, by=actor), by=actor, today=cast.today).now or ()
        copied = {one.name for one in standing}
        for name in copied - {line.name for line in case.now or ()}:
            _taken_off(cast, key, name, by=actor)
        for line in case.now or ():
            was = line.name if line.name in copied else ""
            _save(cast, key, line, situation=Situation.NOW, by=actor, was=was, runs_on=line.name in GOES_ON)
        for line in case.solution:
            if line.name not in GOES_ON:
                _save(cast, key, line, situation=Situation.SOLUTION, by=actor, was=line.name)


def _taken_off(cast, key, name, *, by):
    seen = cast.seen(key, by=by)
    base = plan_amounts(seen, by=by, today=cast.today).base
    take_off_now(name, by=by, seen=seen, base=base, today=cast.today)


def _save(cast, key, line, *, situation, by, was="", runs_on=False):
    seen = cast.seen(key, by=by)
    base = plan_amounts(seen, by=by, today=cast.today).base
    new = NewAmount(
        name=line.name,
        use=_use(line),
        bearer=line.payer or "",
        beneficiary=line.beneficiary or "",
        hours=tuple(_hours(one) for one in line.hours),
        runs_on=runs_on,
        **_price(line, by=by),
    )
    save_amount(new, by=by, seen=seen, situation=situation, was=was, base=base, today=cast.today)


def _price(line, *, by):
    price = line.price
    if price is None:
        return {}
    if price.own:
        return {"own": OwnPrice(name=price.name, value=price.value, unit=price.unit, source=price.source.title)}
    edition = stored_edition(by=by, name="Voorbeeldprijslijst", edition="2023")
    return {"price_id": prices_by_key(edition)[price.key].pk}


def _use(line):
    if not line.uses:
        return NewUse()
    if len(line.uses) > 1:  # twelve weeks every week and then now and then: one total for the year
        total = sum(use.quantity * (use.periods or 1) for use in line.uses)
        return NewUse(quantity=total, frequency=Frequency.IN_TOTAL)
    (use,) = line.uses
    return NewUse(quantity=use.quantity, frequency=use.frequency, weeks=use.periods)


def _hours(one):
    if one.use is None:
        return NewHours(one.who, one.kind, NewUse(), is_unknown=True)
    return NewHours(one.who, one.kind, NewUse(one.use.quantity, one.use.frequency, one.use.periods))


def answers(prepared, case, *, keys):
    """The answers beside a shipped case; `keys` gives the key on the list by the name of a risk."""
    risks = tuple(ChosenRisk(keys[risk.name], _level(risk), risk.stops) for risk in case.risks)
    return Answers(now_is_known=case.now is not None, risks=risks, looked_along_id=None, base=prepared.amounts.base)


def _level(risk):
    return Level(risk.level or Level.HIGH)


def entered(cast, analyses, name):
    """A shipped case on the site, up to the analysis: the case and what an analysis is made from."""
    found = shipped(name)
    agreed(cast, analyses.key, found.analysis.case)
    take(cast, analyses.key, found.analysis.case)
    return SimpleNamespace(name=name, case=found.analysis.case, analysis=found.analysis, request_key=uuid4())


def prepared(cast, key, *, by):
    """What an analysis of this case is made from."""
    return preparation_for(cast.seen(key, by=by), by=by, today=cast.today)
