"""What waarde says when an input cannot be used: one error class, and a register of every message."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

PARAGRAPH = "{where}: {message} Expected: {expected} {remedy}"


@dataclass(frozen=True, slots=True)
class Wording:
    """The three English sentences of one error; `{names}` are filled in from the error's values."""

    message: str
    expected: str
    remedy: str


WORDINGS: Mapping[str, Wording] = {
    "quantity-not-positive": Wording(
        "The quantity is {got}.",
        "a number above 0.",
        "Leave the line out when it does not happen; a refund is a benefit to its beneficiary.",
    ),
    "number-not-finite": Wording(
        "{got} is not a number one can count with.", "an ordinary number.", "Write it in figures, such as 12.5."
    ),
    "number-too-large": Wording(
        "{got} is more than one case can be about.",
        "at most {most}.",
        "Check the number of zeros and the decimal point.",
    ),
    "mark-twice": Wording(
        "{who} has two marks at the moment {got}.", "one mark per person and moment.", "Check the moments of the marks."
    ),
    "periods-out-of-range": Wording(
        "{got} periods of one {frequency} do not fit in a year.",
        "more than 0 and at most {most}.",
        "Write how many of them are really used, such as 46 of the 52 weeks.",
    ),
    "periods-without-repetition": Wording(
        "Periods are given ({got}) for something that does not repeat.",
        "no periods beside 'once' and 'in-total'.",
        "Leave the periods out, or choose how often it happens.",
    ),
    "chance-out-of-range": Wording("The chance is {got}.", "a number from 0 to 1.", "Write 35% as 0.35."),
    "price-negative": Wording(
        "The price is {got}.", "0 or more.", "Money that somebody receives is a line with a beneficiary."
    ),
    "range-out-of-order": Wording(
        "The range {got} does not lie around the price {value}.",
        "low <= price <= high.",
        "Check the three values, or leave low and high out.",
    ),
    "price-year-impossible": Wording(
        "The price year is {got}.", "a year from {first} to {last}.", "Write the year in four figures."
    ),
    "duplicate-price": Wording(
        "Two prices have the name {got}.", "every price once.", "Give one of them another name."
    ),
    "currencies-mixed": Wording(
        "The prices are in {got}.",
        "one currency in one analysis.",
        "Convert the prices first, in the price list, with the source of the exchange rate.",
    ),
    "band-without-quantity": Wording(
        "The band {got} has no quantity yet.",
        "a norm that says what the band stands for.",
        "Add a norm to the price list, or write a quantity and a frequency.",
    ),
    "date-without-start": Wording(
        "There are dates, but the plan has no start.",
        "a start date in the case.",
        "Add the day on which the plan begins: the first year is counted from there.",
    ),
    "date-before-start": Wording(
        "{got} is before the start of the plan, {start}.",
        "a day on or after the start.",
        "Leave the first day out for something that already runs.",
    ),
    "date-after-first-year": Wording(
        "{got} is after the first year, which ends on {end}.",
        "a day in the 12 months from the start.",
        "Leave the line out: this analysis is about the first year.",
    ),
    "end-before-begin": Wording(
        "It ends on {got}, before it begins on {begin}.", "an end on or after the begin.", "Check the two dates."
    ),
    "line-without-price-or-hours": Wording(
        "The quantity of this line has no price.",
        "a price for what is counted.",
        "Choose a price, or leave the quantity out when the line costs nobody money.",
    ),
    "price-without-quantity": Wording(
        "This line has a price but no quantity.",
        "a quantity and how often, or a band.",
        "Add them, or leave the price out when the line costs nobody money.",
    ),
    "line-twice": Wording(
        "Two lines are called {got}.", "every line of a situation once.", "Give one of them another name."
    ),
    "stops-unknown-line": Wording(
        "{got} would stop, but that line does not run when nothing changes.",
        "the name of a line of the situation 'nothing'.",
        "Choose one of: {known}.",
    ),
    "stop-days-out-of-range": Wording(
        "The lines would stop for {got} days.",
        "more than 0 and at most 365.",
        "Write how many days of the first year they stop.",
    ),
    "stops-more-than-all": Wording(
        "The risks together stop {line} for {got} of the year.",
        "at most the whole year.",
        "Lower the chances or the days, or let one risk stop the line.",
    ),
    "replaces-unknown-line": Wording(
        "{got} is to be left out, but no line of the situation 'now' has that name.",
        "the name of a line of 'now'.",
        "Choose one of: {known}.",
    ),
    "transfer-to-itself": Wording(
        "The money goes from {got} to itself.", "two different parties.", "Check the bearer and the beneficiary."
    ),
    "share-out-of-range": Wording("The share of {who} is {got}.", "a number from 0 to 1.", "Write 40% as 0.4."),
    "shares-above-all": Wording(
        "The shares add up to {got}.", "at most 1 in total.", "Lower one of them: an effect can be claimed once."
    ),
    "cashable-twice": Wording(
        "It is said twice what {got} can save.", "every party once.", "Put the two together in one share."
    ),
    "mark-out-of-range": Wording(
        "The mark is {got}.", "a whole number from 1 to 10.", "Write the mark that was given, or leave it out."
    ),
    "index-year-missing": Wording(
        "The series {series} has no value for {got}.",
        "a value for every year in between.",
        "Add the year to the series, or choose another series.",
    ),
    "index-base-missing": Wording(
        "The price of {got} has no price year.",
        "a price year for a price that is indexed.",
        "Add the year of the price, or leave it out of the list.",
    ),
    "index-value-impossible": Wording(
        "The series {series} has the value {got} in {year}.",
        "a level above 0, or a change above -100%.",
        "Check the series.",
    ),
    "rate-out-of-range": Wording("The rate is {got}.", "a number above -1, such as 0.0225.", "Write 2.25% as 0.0225."),
    "years-negative": Wording("{got} years.", "0 years or more.", "Count years from the price year on."),
    "draws-out-of-range": Wording("{got} draws.", "from {least} to {most}.", "10,000 is enough for a 95% range."),
    "hours-without-person": Wording("Hours without saying whose they are.", "a name or a role.", "Add who gives them."),
    "period-empty": Wording(
        "It lasts until {got}, and begins on {begin}.",
        "a first day before the day on which it no longer holds.",
        "Check the two days: the last one does not count.",
    ),
    "weight-negative": Wording(
        "The weight of {who} is {got}.", "0 or more.", "Write what somebody owes as an amount, not as a weight."
    ),
    "nothing-to-divide-by": Wording(
        "{got} is to be divided, and nobody has a weight.",
        "at least one weight above 0.",
        "Say who takes part in these days, or what they put in or used.",
    ),
    "cap-negative": Wording("The cap is {got}.", "0 or more.", "A cap holds either way: write it without a minus."),
    "key-missing": Wording(
        "It is shared by {got}, and there is no key.", "a share for each party.", "Write the key, such as 0.4 and 0.6."
    ),
    "key-party-unknown": Wording(
        "The key names {got}, which takes no part.", "a party of this year.", "Choose one of: {known}."
    ),
    "rule-missing": Wording(
        "No rule holds for {got}.",
        "one rule, agreed before these days begin.",
        "Agree a rule for these days first; a simulation needs none.",
    ),
    "rule-twice": Wording(
        "{got} is there more than once ({days}).", "one rule at a time.", "End one of them, or give it another name."
    ),
    "rule-not-in-force": Wording(
        "It begins on {begin}, and does not hold for the whole of {got}.",
        "a rule agreed before the year begins, that holds until its end.",
        "Choose the rule that holds, or lay rules side by side as a simulation.",
    ),
    "quality-unknown": Wording(
        "The rule {got} asks whether quality was reached, and nobody has said so.",
        "yes or no.",
        "Say first whether the agreed quality was reached.",
    ),
    "amount-negative": Wording("The amount is {got}.", "0 or more.", "A credit lowers the costs of the year."),
    "party-twice": Wording("{got} takes part twice.", "every party once.", "Put its periods and amounts together."),
    "years-missing": Wording("{got} years are given.", "at least one year.", "Add a year."),
    "parties-too-many": Wording(
        "{got} parties.", "at most {most}.", "Put parties together: the number of groups doubles with each of them."
    ),
    "group-missing": Wording(
        "Nobody said what {got} bring about.", "a worth for every group of parties.", "Add it; 0 is an answer."
    ),
    "freedom-too-small": Wording("{got} degrees of freedom.", "1 or more.", "Add a year: one year has no spread."),
    "number-too-small": Wording("The number is {got}.", "{least} or more.", "Check the number."),
    "season-incomplete": Wording(
        "The season has {got} months.", "a weight for each of the twelve months.", "Write 1 for an ordinary month."
    ),
    "record-unreadable": Wording(
        "This is not a saved analysis: {got}.",
        "the JSON that `--json` wrote.",
        "Make the analysis again from its case file.",
    ),
}


class WaardeError(ValueError):
    """An input that cannot be valued: says what, where, what was expected and what to do.

    `key` is stable (for translation), `values` holds what the sentences are filled in with.

    >>> str(WaardeError("chance-out-of-range", where="risk 'eviction'", got=1.5))
    "risk 'eviction': The chance is 1.5. Expected: a number from 0 to 1. Write 35% as 0.35."
    """

    def __init__(self, key: str, *, where: str, got: object, **values: object) -> None:
        self.key = key
        self.where = where
        self.got = got
        self.values: dict[str, object] = {"got": got, **values}
        wording = WORDINGS[key]
        self.message = wording.message.format(**self.values)
        self.expected = wording.expected.format(**self.values)
        self.remedy = wording.remedy.format(**self.values)
        super().__init__(
            PARAGRAPH.format(where=where, message=self.message, expected=self.expected, remedy=self.remedy)
        )

    def within(self, place: str) -> WaardeError:
        """The same error, told with the larger place that it was found in.

        >>> WaardeError("years-negative", where="from", got=-1).within("line 'coffee'").where
        "line 'coffee', from"
        """
        return WaardeError(self.key, where=f"{place}, {self.where}", **self.values)
