"""Puts together what the pages of shared savings show; it asks no database and decides nothing about a share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from waarde import Settlement, Variation, year_of
from wijkwaarde.instruments.shared_savings.queries import Trial, TriedYear
from wijkwaarde.instruments.shared_savings.sentences import (
    CENTS,
    STATES,
    cents,
    left_out,
    party_name,
    road_words,
    rule_sentences,
    shared_by_name,
    whole,
)
from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.agreements import rules
from wijkwaarde.kernel.agreements.queries import SeenAgreement, SeenParty, Settled, Share, account_of
from wijkwaarde.kernel.agreements.rules import Figures
from wijkwaarde.kernel.agreements.terms import AgreementState
from wijkwaarde.web.format import day, percent
from wijkwaarde.web.saves.book import Book
from wijkwaarde.web.saves.book import Cell as SheetCell
from wijkwaarde.web.saves.book import Table as Sheet
from wijkwaarde.web.tables import Cell, Table, table

type WithShares = tuple[Settled, list[Share]]


@dataclass(frozen=True, slots=True)
class AgreementCard:
    """An agreement in a list: its title, where it stands, and from when until when."""

    title: str
    url: str
    tag: str
    tone: str
    text: str
    missing: str


@dataclass(frozen=True, slots=True)
class PartyCard:
    """A party on the page of an agreement: who, whether it signed, and what this reader may do about it."""

    pk: int
    name: str
    road: str
    signed: str
    left: str
    may_sign: bool
    asks_document: bool
    may_take_back: bool
    may_leave: bool
    left_on: date | None


@dataclass(frozen=True, slots=True)
class ToTell:
    """A share of which its party did not say yet what it went to."""

    text: str
    url: str


def agreement_cards(found: Iterable[SeenAgreement], *, today: date) -> list[AgreementCard]:
    """The agreements as they stand."""
    return [_card(one, today=today) for one in found]


def _card(one: SeenAgreement, *, today: date) -> AgreementCard:
    words, tone = STATES[one.state(today=today)]
    missing = "" if one.withdrawn_on else ", ".join(party_name(party.organisation) for party in one.missing)
    return AgreementCard(
        one.title,
        reverse("agreement", kwargs={"agreement_id": one.pk}),
        _(words),
        tone,
        period_words(one),
        _("Nog niet getekend: {names}.").format(names=missing) if missing else "",
    )


def period_words(one: SeenAgreement) -> str:
    """From when until when an agreement holds."""
    if one.until is None:
        return _("Vanaf {begin}.").format(begin=day(one.begin))
    return _("Van {begin} tot {until}.").format(begin=day(one.begin), until=day(one.until))


def settled_table(found: Sequence[WithShares]) -> Table | None:
    """The years that were shared: what was left, and what each party got."""
    rows = tuple(
        (
            Cell(str(one.year), detail=_status(one), url=_settle_url(one)),
            (_shares(shares), cents(one.result), cents(sum(share.cents for share in shares))),
        )
        for one, shares in found
    )
    if not rows:
        return None
    columns = (_("Over of tekort"), _("Verdeeld"))
    return table(
        caption=_("Verdeelde jaren"),
        first=_("Jaar"),
        words=(_("Wie kreeg wat"),),
        numeric=columns,
        rows=rows,
    )


def _settle_url(one: Settled) -> str:
    return reverse("settle_year", kwargs={"agreement_id": one.version.agreement_id, "year": one.year})


def _status(one: Settled) -> str:
    if one.undone_on is not None:
        return _("ongedaan gemaakt")
    return _("definitief") if one.is_definitive else _("voorlopig")


def _shares(shares: Iterable[Share]) -> str:
    return "; ".join(f"{_who(share)}: {cents(share.cents)}" for share in shares)


def _who(share: Share) -> str:
    return party_name("" if share.party.is_residents or not share.party.organisation else share.party.organisation.name)


def to_tell(found: Iterable[WithShares]) -> list[ToTell]:
    """The shares of which nobody said yet what they went to."""
    return [
        ToTell(
            _("{who}, {year}: {amount}").format(who=_who(share), year=one.year, amount=cents(share.cents)),
            reverse("share_account", kwargs={"share_id": share.pk}),
        )
        for one, shares in found
        for share in shares
        if one.is_definitive and share.cents > 0 and account_of(share) is None
    ]


def told_table(found: Iterable[WithShares]) -> Table | None:
    """What the shares went to, and what the neighbourhood noticed."""
    rows = tuple(
        (
            Cell(f"{_who(share)}, {one.year}", url=reverse("share_account", kwargs={"share_id": share.pk})),
            (said.spent_on, said.noticed),
        )
        for one, shares in found
        for share in shares
        if (said := account_of(share)) is not None
    )
    words = (_("Waar het naartoe ging"), _("Wat de wijk ervan merkte"))
    return (
        table(caption=_("Wat er met de delen gebeurde"), first=_("Wie"), words=words, numeric=(), rows=rows)
        if rows
        else None
    )


# --- One agreement ---


def party_cards(seen: SeenAgreement, *, by: Actor, today: date) -> list[PartyCard]:
    """Everybody who signs a text, with what this reader may do."""
    is_newest = seen.number == seen.newest and seen.withdrawn_on is None
    return [_party(one, seen=seen, by=by, today=today, is_newest=is_newest) for one in seen.parties]


def _party(one: SeenParty, *, seen: SeenAgreement, by: Actor, today: date, is_newest: bool) -> PartyCard:
    own = is_newest and rules.may_sign(
        by.role, own=by.organisation_id, organisation_id=one.organisation_id, is_residents=one.is_residents
    )
    return PartyCard(
        one.pk,
        party_name("" if one.is_residents else one.organisation),
        road_words(seen.terms.road_of(one.code).value),
        _signed(one),
        _("Doet niet meer mee vanaf {day}.").format(day=day(one.left_on)) if one.left_on else "",
        may_sign=own and one.signed_on is None,
        asks_document=one.is_residents and one.organisation_id is None,
        may_take_back=own and one.signed_on == today,
        may_leave=is_newest and rules.may_keep(by.role),
        left_on=one.left_on,
    )


def _signed(one: SeenParty) -> str:
    if one.signed_on is None:
        return ""
    told = _("Getekend op {day} door {who}.").format(day=day(one.signed_on), who=one.signed_by)
    return told + (" " + _("Staat in: {document}.").format(document=one.document) if one.document else "")


def rule_points(seen: SeenAgreement) -> list[str]:
    """What the rule of an agreement says."""
    return rule_sentences(seen.terms, parties=seen.parties)


def texts_table(texts: Sequence[SeenAgreement]) -> Table | None:
    """The texts of before, with why they changed."""
    rows = tuple(
        (
            _("Versie {number}").format(number=one.number),
            (day(one.written_on), one.why or _("Eerste tekst"), " ".join(rule_points(one))),
        )
        for one in texts
    )
    words = (_("Geschreven op"), _("Waarom"), _("Wat er stond"))
    return table(caption=_("Alle versies"), first=_("Versie"), words=words, numeric=(), rows=rows) if rows[1:] else None


def years_to_settle(seen: SeenAgreement, *, years: Iterable[int], today: date) -> list[ToTell]:
    """The years that can be shared by an agreement that everybody signed."""
    if seen.state(today=today) not in {AgreementState.SIGNED, AgreementState.ENDED}:
        return []
    rule = rules.rule_of(seen.terms, name=seen.title, begin=seen.begin, until=seen.until)
    return [
        ToTell(str(year), reverse("settle_year", kwargs={"agreement_id": seen.pk, "year": year}))
        for year in years
        if rule.holds_for(year_of(year))
    ]


# --- A year ---


def figures_table(figures: Figures, *, found: Settlement | None) -> Table:
    """What came in, what it cost, and what is left out of the sharing."""
    rows = [(_("Budget"), (cents(figures.budget),)), (_("Geleverd"), (cents(figures.costs),))]
    rows.append((_("Over of tekort"), (cents(figures.budget - figures.costs),)))
    if found is not None:
        rows += [(left_out(reason), (cents(-amount),)) for reason, amount in found.unshared.items()]
    total = None if found is None else (_("Om te verdelen"), (cents(found.shared),))
    return table(caption=_("Het jaar in geld"), first=_("Wat"), numeric=(_("Bedrag"),), rows=tuple(rows), total=total)


def shares_table(seen: SeenAgreement, *, found: Settlement) -> Table:
    """What each party gets or pays."""
    rows = tuple(
        (
            party_name("" if one.is_residents else one.organisation),
            (road_words(seen.terms.road_of(one.code).value), cents(found.by_party.get(one.code, 0))),
        )
        for one in seen.parties
    )
    return table(
        caption=_("Wie krijgt wat"),
        first=_("Wie"),
        words=(_("Langs welke weg"),),
        numeric=(_("Bedrag"),),
        rows=rows,
        total=(_("Samen"), ("", cents(found.shared))),
    )


def chance_words(usual: Variation | None) -> str:
    """What a result says beside the neighbourhood's own years."""
    if usual is None:
        return _("Er zijn nog geen drie eerdere jaren. We weten niet wat een jaar gewoon verschilt.")
    told = _("Gewoon ligt een jaar hier tussen {low} en {high} van het budget. Dit jaar: {result}.").format(
        low=percent(usual.low), high=percent(usual.high), result=percent(usual.result)
    )
    if usual.beyond:
        return told + " " + _("Dat is meer dan toeval alleen. Waardoor het komt, zegt dit niet.")
    return told + " " + _("Dit is kleiner dan wat een jaar gewoon verschilt. Het kan toeval zijn.")


# --- A trial ---


def trial_table(trial: Trial, *, is_together: bool = False) -> Table:
    """Rules side by side: what each party gets over all years."""
    titles = tuple(one.choice.title for one in trial.rules)
    gives = [one.together if is_together else one.totals for one in trial.rules]
    rows = tuple(
        (name, tuple(cents(told[who]) if who in told else "–" for told in gives)) for who, name in trial.parties.items()
    )
    caption = _("Alle jaren in één keer verdeeld") if is_together else _("Elk jaar apart verdeeld, bij elkaar geteld")
    total = (_("Samen"), tuple(cents(sum(told.values())) for told in gives))
    return table(caption=caption, first=_("Wie"), numeric=titles, rows=rows, total=total)


def chance_table(trial: Trial) -> Table | None:
    """What each rule pays out over invented years, in which nothing was saved; None without such years."""
    if not any(one.is_invented for one in trial.years):
        return None
    rows = tuple((one.choice.title, (whole(one.by_chance),)) for one in trial.rules)
    caption = _("Wat een regel uitkeert in verzonnen jaren: alles is toeval")
    return table(caption=caption, first=_("Regel"), numeric=(_("Bedrag"),), rows=rows)


def usual_year(trial: Trial) -> TriedYear:
    """The year of which it is said whether it is chance: the last that was, or the last invented one."""
    return [*(one for one in trial.years if one.is_invented), *(one for one in trial.years if not one.is_invented)][-1]


def years_table(trial: Trial) -> Table:
    """The years of a trial, with what is usual for them and what each rule shares."""
    rows = tuple(
        (
            Cell(year_name(one), detail=_usual(one)),
            (whole(one.result), _part(one), *(whole(sum(rule.by_year[one.year].values())) for rule in trial.rules)),
        )
        for one in trial.years
    )
    titles = tuple(one.choice.title for one in trial.rules)
    numeric = (_("Over of tekort"), _("Deel van het budget"), *titles)
    return table(caption=_("Jaar voor jaar: wat elke regel verdeelt"), first=_("Jaar"), numeric=numeric, rows=rows)


def year_name(one: TriedYear) -> str:
    """A year, and whether it was invented."""
    return _("Verzonnen jaar {number}").format(number=one.year - 1900) if one.is_invented else str(one.year)


def _usual(one: TriedYear) -> str:
    if one.usual is None:
        return _("te weinig eerdere jaren")
    return _("meer dan toeval") if one.usual.beyond else _("kan toeval zijn")


def _part(one: TriedYear) -> str:
    return percent(one.result / one.budget) if one.budget else "–"


def trial_book(trial: Trial) -> Book:
    """A trial as a file: euros as numbers, per rule, party and year."""
    parties: tuple[tuple[SheetCell, ...], ...] = tuple(
        (name, *(told.get(who, 0) / CENTS for one in trial.rules for told in (one.totals, one.together)))
        for who, name in trial.parties.items()
    )
    heads = tuple(
        words.format(title=one.choice.title)
        for one in trial.rules
        for words in (_("{title}: elk jaar apart"), _("{title}: in één keer"))
    )
    years: tuple[tuple[SheetCell, ...], ...] = tuple(
        (
            year_name(year),
            year.budget / CENTS,
            year.costs / CENTS,
            name,
            *(one.by_year[year.year].get(who, 0) / CENTS for one in trial.rules),
        )
        for year in trial.years
        for who, name in trial.parties.items()
    )
    titles = tuple(one.choice.title for one in trial.rules)
    return Book(
        "proef-besparing",
        (
            Sheet(_("Per partij"), (_("Wie"), *heads), parties),
            Sheet(_("Per jaar"), (_("Jaar"), _("Budget"), _("Geleverd"), _("Wie"), *titles), years),
        ),
    )


def trial_rules(trial: Trial) -> list[tuple[str, str, list[str]]]:
    """Each rule of a trial by its title, in proportion to what, and in sentences."""
    return [
        (
            one.choice.title,
            shared_by_name(one.choice.terms.shared_by),
            rule_sentences(one.choice.terms, parties=one.choice.parties),
        )
        for one in trial.rules
    ]


def share_facts(share: Share) -> list[dict[str, str]]:
    """A share as facts: whose, of which year, how much, and by which road."""
    return [
        {"name": _("Wie"), "text": _who(share)},
        {"name": _("Jaar"), "text": str(share.settled.year)},
        {"name": _("Bedrag"), "text": cents(share.cents)},
        {"name": _("Langs welke weg"), "text": road_words(share.road)},
    ]
