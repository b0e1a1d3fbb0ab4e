"""Puts together what the pages of shared savings show; it asks no database and decides nothing about a share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from waarde import Settlement, Variation
from wijkwaarde.instruments.shared_savings.sentences import (
    STATES,
    cents,
    left_out,
    names_in,
    party_name,
    road_words,
    rule_sentences,
)
from wijkwaarde.instruments.shared_savings.sharing import Sharing
from wijkwaarde.instruments.shared_savings.signing.panels import NoCard, waits_words
from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.agreements import rules
from wijkwaarde.kernel.agreements.queries import (
    SeenAgreement,
    SeenParty,
    Settled,
    Share,
    account_of,
    may_account,
    span_of,
    standing,
    text_for,
)
from wijkwaarde.kernel.agreements.rules import Span
from wijkwaarde.kernel.refusals.rules import SaidNo
from wijkwaarde.kernel.year_results.rules import Figures
from wijkwaarde.web.format import day, percent
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
    who: str


@dataclass(frozen=True, slots=True)
class PartyCard:
    """A party on the page of an agreement: who, whether it signed, and what this reader may do about it."""

    pk: int
    name: str
    road: str
    signed: str
    no: NoCard | None
    left: str
    may_sign: bool
    asks_document: bool
    may_take_back: bool
    may_leave: bool
    left_on: date | None


@dataclass(frozen=True, slots=True)
class ToTell:
    """A share of which its party did not say yet what it went to, or years to share with how far that is."""

    text: str
    url: str
    note: str = ""


def agreement_cards(found: Iterable[SeenAgreement], *, said: Sequence[SaidNo], today: date) -> list[AgreementCard]:
    """The agreements as they stand, with who says no."""
    return [_card(one, said=said, today=today) for one in found]


def _card(one: SeenAgreement, *, said: Sequence[SaidNo], today: date) -> AgreementCard:
    words, tone = STATES[one.state(today=today)]
    refusing, waits = waits_words(one, said=said)
    return AgreementCard(
        one.title,
        reverse("agreement", kwargs={"agreement_id": one.pk}),
        _(words),
        "stuck" if refusing else tone,
        period_words(one),
        waits,
        _("Doen mee: {names}.").format(
            names=names_in("" if party.is_residents else party.organisation for party in one.parties)
        ),
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
            Cell(str(span_of(one)), detail=status_words(one), url=_settle_url(one)),
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


def status_words(one: Settled) -> str:
    """Whether a settlement is provisional, definitive, a correction, or undone."""
    if one.undone_on is not None:
        return _("ongedaan gemaakt")
    if one.turn > 1:
        return _("verbeterd")
    return _("definitief") if one.is_definitive else _("voorlopig")


def _shares(shares: Iterable[Share]) -> str:
    return "; ".join(f"{share_name(share)}: {cents(share.cents)}" for share in shares)


def done_words(one: Settled) -> str:
    """What was just done by sharing a year."""
    if one.turn > 1:
        return _("Verbeterd. Alleen het verschil is geboekt.")
    if one.is_definitive:
        return _("Verdeeld en geboekt. Elke partij die iets krijgt, vertelt nu waar het naartoe gaat.")
    return _("Voorlopig verdeeld en geboekt.")


def share_name(share: Share) -> str:
    """Whose share it is."""
    return party_name("" if share.party.is_residents or not share.party.organisation else share.party.organisation.name)


def rest_words(found: Iterable[WithShares]) -> list[str]:
    """Per year that was shared, how much was not, and why."""
    return [
        _("{years}, niet verdeeld: {why}.").format(years=span_of(one), why="; ".join(why))
        for one, _told in standing(found)
        if (why := [f"{left_out(reason)} ({cents(amount)})" for reason, amount in one.unshared.items() if amount])
    ]


def to_tell(found: Iterable[WithShares], *, by: Actor) -> list[ToTell]:
    """The shares of which nobody said yet what they went to; who may say it gets a link for it."""
    return [
        ToTell(
            _("{who}, {year}: {amount}").format(who=share_name(share), year=span_of(one), amount=cents(share.cents)),
            reverse("share_account", kwargs={"share_id": share.pk}) if may_account(share, by=by) else "",
        )
        for one, shares in standing(found)
        for share in shares
        if one.is_definitive and share.cents > 0 and account_of(share) is None
    ]


def told_table(found: Iterable[WithShares]) -> Table | None:
    """What the shares went to, and what the neighbourhood noticed."""
    rows = tuple(
        (
            Cell(f"{share_name(share)}, {span_of(one)}", url=reverse("share_account", kwargs={"share_id": share.pk})),
            (said.spent_on, said.noticed),
        )
        for one, shares in standing(found)
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


def party_cards(seen: SeenAgreement, *, said: Mapping[int, NoCard], by: Actor, today: date) -> list[PartyCard]:
    """Everybody who signs a text, with what this reader may do."""
    is_newest = seen.number == seen.newest and seen.withdrawn_on is None
    return [
        _party(one, seen=seen, no=said.get(one.pk), by=by, today=today, is_newest=is_newest) for one in seen.parties
    ]


def _party(
    one: SeenParty, *, seen: SeenAgreement, no: NoCard | None, by: Actor, today: date, is_newest: bool
) -> PartyCard:
    own = is_newest and rules.may_sign(
        by.role, own=by.organisation_id, organisation_id=one.organisation_id, is_residents=one.is_residents
    )
    return PartyCard(
        one.pk,
        party_name("" if one.is_residents else one.organisation),
        road_words(seen.terms.road_of(one.code).value),
        _signed(one),
        no,
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


def years_to_settle(
    texts: Sequence[SeenAgreement], *, years: Iterable[int], settled: Sequence[WithShares], today: date
) -> list[ToTell]:
    """The years that can be shared, each by the text that holds for it and that everybody signed, and how far that is."""
    if texts[0].withdrawn_on is not None:
        return []
    held = dict.fromkeys(found for year in years if (found := _held(texts, year=year)) is not None)
    done = {span_of(one): one for one, _shares in standing(settled)}
    return [ToTell(str(span), _year_url(texts[0], span=span), _how_far(span, done=done, today=today)) for span in held]


def _held(texts: Sequence[SeenAgreement], *, year: int) -> Span | None:
    found = text_for(texts, year=year)
    return None if found is None or found[0].missing else found[1]


def _how_far(span: Span, *, done: Mapping[Span, Settled], today: date) -> str:
    if span in done:
        return _("verdeeld: {how}").format(how=status_words(done[span]))
    if today < span.period.until:
        return _("in één keer, vanaf 1 januari {next}").format(next=span.last + 1)
    return _("nog niet verdeeld")


def _year_url(seen: SeenAgreement, *, span: Span) -> str:
    return reverse("settle_year", kwargs={"agreement_id": seen.pk, "year": span.last})


# --- Years that are shared ---


def figures_table(told: Mapping[int, Figures], *, figures: Figures, found: Settlement | None) -> Table:
    """What came in, what it cost, and what is left out of the sharing; of some years each beside the others."""
    years = [told[year] for year in sorted(told)] if len(told) > 1 else []
    everything = [*years, figures]

    def row(words: str, amounts: Iterable[int]) -> tuple[str, tuple[str, ...]]:
        return words, tuple(map(cents, amounts))

    def last(words: str, amount: int) -> tuple[str, tuple[str, ...]]:
        return words, (*("" for _year in years), cents(amount))

    rows = [
        row(_("Budget"), (one.budget for one in everything)),
        row(_("Geleverd"), (one.costs - one.purses for one in everything)),
        *([row(_("Uit kleine beurzen"), (one.purses for one in everything))] if figures.purses else []),
        row(_("Over of tekort"), (one.budget - one.costs for one in everything)),
    ]
    if found is not None:
        rows += [last(left_out(reason), -amount) for reason, amount in found.unshared.items()]
    total = None if found is None else last(_("Om te verdelen"), found.shared)
    heads = (*map(str, sorted(told)), _("Samen")) if years else (_("Bedrag"),)
    caption = _("De jaren in geld") if years else _("Het jaar in geld")
    return table(caption=caption, first=_("Wat"), numeric=heads, rows=tuple(rows), total=total)


def shares_table(seen: SeenAgreement, *, found: Settlement, paid: Mapping[str, int]) -> Table:
    """What each party gets or pays; where something was shared before, beside it and what is different now."""
    gets = {one.code: found.by_party.get(one.code, 0) for one in seen.parties}
    before = {code: paid.get(code, 0) for code in gets}
    columns = (before, gets, {code: gets[code] - before[code] for code in gets}) if paid else (gets,)
    rows = tuple(
        (
            Cell(
                party_name("" if one.is_residents else one.organisation),
                detail=road_words(seen.terms.road_of(one.code).value),
            ),
            tuple(cents(told[one.code]) for told in columns),
        )
        for one in seen.parties
    )
    return table(
        caption=_("Wie krijgt wat"),
        first=_("Wie"),
        numeric=(_("Al verdeeld"), _("Wordt"), _("Verschil")) if paid else (_("Bedrag"),),
        rows=rows,
        total=(_("Samen"), tuple(cents(sum(told.values())) for told in columns)),
    )


def told_words(sharing: Sharing) -> str:
    """When the settlement that holds now was made, and where its figures come from; empty where nothing was settled."""
    if sharing.stands is None:
        return ""
    ((held, _shares),) = sharing.now
    told = _("Verdeeld op {day}: {how}.").format(day=day(held.settled_on), how=status_words(held))
    source = sharing.stands.found_in
    return told + (" " + _("De cijfers staan in: {source}.").format(source=source) if source else "")


def moved_words(sharing: Sharing) -> str:
    """That budget or deliveries are not what they were when these years were shared; empty where they are."""
    then, now = sharing.stands, sharing.figures
    if then is None or (then.budget, then.costs) == (now.budget, now.costs):
        return ""
    return _("Sinds deze verdeling veranderden de cijfers. Budget nu: {budget}. Uitgegeven nu: {costs}.").format(
        budget=cents(now.budget), costs=cents(now.costs)
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


def share_facts(share: Share) -> list[dict[str, str]]:
    """A share as facts: whose, of which year, how much, and by which road."""
    return [
        {"name": _("Wie"), "text": share_name(share)},
        {"name": _("Jaar"), "text": str(span_of(share.settled))},
        {"name": _("Bedrag"), "text": cents(share.cents)},
        {"name": _("Langs welke weg"), "text": road_words(share.road)},
    ]
