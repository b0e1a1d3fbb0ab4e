"""The budget with its sources, products, base year and subsidies; commitments are derived from plans and not in here."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.db import models

from waarde import Unit
from wijkwaarde.kernel.accounts.models import period
from wijkwaarde.kernel.budgets.terms import (
    LONGEST_NAME,
    LONGEST_SLUG,
    LONGEST_TEXT,
    LONGEST_WORDS,
    MAY_BE_NOTHING,
    MAY_GO_BACK,
    RATE_DIGITS,
    RATE_PLACES,
    SLUG,
    BudgetUse,
    Purse,
    SubsidyStep,
)
from wijkwaarde.kernel.ledger.models import Booking
from wijkwaarde.kernel.parties.models import Organisation, Partnership

RUNS = models.Q(until__isnull=True) | models.Q(until__gte=models.F("begin"))


class AreaBudget(models.Model):
    """One budget of a neighbourhood from a day up to another, built on the costs of one earlier year.

    `who_belongs` is the rule, in words, that says whose help counts, in the base year as in the years after. What the parties
    signed of the base year stands in `base_years`.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=LONGEST_NAME)
    begin = models.DateField()
    until = models.DateField()
    base_year = models.PositiveSmallIntegerField()
    use = models.CharField(max_length=LONGEST_SLUG, default=BudgetUse.TASK.value)
    purse = models.CharField(max_length=LONGEST_SLUG, default=Purse.VIRTUAL.value)
    who_belongs = models.CharField(max_length=LONGEST_WORDS)
    request_key = models.UUIDField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        """One budget at a time; a use and a purse there are; an end after its begin, and a base year before it."""

        constraints = (
            models.UniqueConstraint(fields=("partnership", "request_key"), name="budgets_request"),
            models.CheckConstraint(condition=models.Q(until__gt=models.F("begin")), name="budgets_budget_period"),
            models.CheckConstraint(
                condition=models.Q(base_year__lte=models.F("begin__year")), name="budgets_base_year"
            ),
            models.CheckConstraint(condition=models.Q(use__in=[use.value for use in BudgetUse]), name="budgets_use"),
            models.CheckConstraint(
                condition=models.Q(purse__in=[purse.value for purse in Purse]), name="budgets_purse"
            ),
            ExclusionConstraint(
                name="budgets_one",
                expressions=[("partnership", RangeOperators.EQUAL), (period(), RangeOperators.OVERLAPS)],
            ),
        )

    def __str__(self) -> str:
        return f"area budget {self.pk}"


class MoneySource(models.Model):
    """Money under one law or of one funder, which joins at a day and may leave at another; its index is its own."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    budget = models.ForeignKey(AreaBudget, on_delete=models.PROTECT, related_name="sources")
    slug = models.CharField(max_length=LONGEST_SLUG)
    name = models.CharField(max_length=LONGEST_NAME)
    bearer = models.CharField(max_length=LONGEST_SLUG)
    funder = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    begin = models.DateField()
    until = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        """A slug once per budget; no end before its begin."""

        constraints = (
            models.UniqueConstraint(fields=("budget", "slug"), name="budgets_source_once"),
            models.CheckConstraint(condition=models.Q(slug__regex=SLUG), name="budgets_source_slug"),
            models.CheckConstraint(condition=RUNS, name="budgets_source_period"),
        )

    def __str__(self) -> str:
        return f"money source {self.pk}"


class SourceIndex(models.Model):
    """The part of a source's index that one named series makes up (90% wages, 10% prices)."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    source = models.ForeignKey(MoneySource, on_delete=models.PROTECT, related_name="index")
    series = models.CharField(max_length=LONGEST_NAME)
    weight = models.DecimalField(max_digits=RATE_DIGITS, decimal_places=RATE_PLACES)

    class Meta:
        """A series once per source, with a weight above 0 and at most 1."""

        constraints = (
            models.UniqueConstraint(fields=("source", "series"), name="budgets_index_once"),
            models.CheckConstraint(condition=models.Q(weight__gt=0, weight__lte=1), name="budgets_index_weight"),
        )

    def __str__(self) -> str:
        return f"source index {self.pk}"


class Product(models.Model):
    """Something that is delivered and counted on the budget; `price_key` is what a priced plan line calls it.

    `also_called` is what files call it beside its name: what it was called before is among it.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    budget = models.ForeignKey(AreaBudget, on_delete=models.PROTECT, related_name="products")
    slug = models.CharField(max_length=LONGEST_SLUG)
    name = models.CharField(max_length=LONGEST_NAME)
    unit = models.CharField(max_length=LONGEST_SLUG)
    price_key = models.TextField(blank=True)
    also_called = ArrayField(models.CharField(max_length=LONGEST_NAME), default=list, db_default=[])
    position = models.PositiveSmallIntegerField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        """A slug and a price once per budget; a unit that waarde knows."""

        constraints = (
            models.UniqueConstraint(fields=("budget", "slug"), name="budgets_product_once"),
            models.UniqueConstraint(
                fields=("budget", "price_key"), condition=~models.Q(price_key=""), name="budgets_product_price"
            ),
            models.CheckConstraint(condition=models.Q(slug__regex=SLUG), name="budgets_product_slug"),
            models.CheckConstraint(
                condition=models.Q(unit__in=[unit.value for unit in Unit]), name="budgets_product_unit"
            ),
        )

    def __str__(self) -> str:
        return f"product {self.pk}"


class BaseCost(models.Model):
    """What one party's product cost in the base year, of one source, in cents, and where that figure comes from."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    budget = models.ForeignKey(AreaBudget, on_delete=models.PROTECT, related_name="base_costs")
    source = models.ForeignKey(MoneySource, on_delete=models.PROTECT, related_name="base_costs")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="base_costs")
    cents = models.BigIntegerField()
    people = models.PositiveIntegerField(null=True)
    found_in = models.CharField(max_length=LONGEST_WORDS)

    class Meta:
        """One figure per source, party and product, above 0."""

        constraints = (
            models.UniqueConstraint(fields=("source", "organisation", "product"), name="budgets_base_once"),
            models.CheckConstraint(condition=models.Q(cents__gt=0), name="budgets_base_above_0"),
        )

    def __str__(self) -> str:
        return f"base cost {self.pk}"


class VolumeCorrection(models.Model):
    """From a day on there is more or less to do than in the base year: a rate (0.02 is 2% more) of one source, and why."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    source = models.ForeignKey(MoneySource, on_delete=models.PROTECT, related_name="volumes")
    product = models.ForeignKey(Product, on_delete=models.PROTECT, null=True, related_name="volumes")
    begin = models.DateField()
    rate = models.DecimalField(max_digits=RATE_DIGITS, decimal_places=RATE_PLACES)
    why = models.CharField(max_length=LONGEST_WORDS)

    class Meta:
        """One correction per day, source and product; not nothing, and not more than everything away."""

        constraints = (
            models.UniqueConstraint(
                fields=("source", "product", "begin"), name="budgets_volume_once", nulls_distinct=False
            ),
            models.CheckConstraint(condition=models.Q(rate__gt=-1) & ~models.Q(rate=0), name="budgets_volume_rate"),
        )

    def __str__(self) -> str:
        return f"volume correction {self.pk}"


class Subsidy(models.Model):
    """One step of a subsidy for a year: who asked it for whom, which document says so, how much; booked where money moved.

    A mistake is undone: it stays, with `undone_on`, and its booking is reversed.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    source = models.ForeignKey(MoneySource, on_delete=models.PROTECT, related_name="subsidies")
    year = models.PositiveSmallIntegerField()
    step = models.CharField(max_length=LONGEST_SLUG)
    applicant = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    receiver = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    cents = models.BigIntegerField()
    on = models.DateField()
    document = models.CharField(max_length=LONGEST_NAME)
    booking = models.OneToOneField(Booking, on_delete=models.PROTECT, null=True, related_name="+")
    undone_on = models.DateField(null=True)
    request_key = models.UUIDField()

    class Meta:
        """A step there is, once per form; an amount, below 0 where money goes back, and 0 where nothing is due in the end."""

        constraints = (
            models.UniqueConstraint(fields=("partnership", "request_key"), name="budgets_subsidy_request"),
            models.CheckConstraint(
                condition=models.Q(step__in=[step.value for step in SubsidyStep]), name="budgets_subsidy_step"
            ),
            models.CheckConstraint(
                condition=models.Q(cents__gt=0)
                | models.Q(cents=0, step__in=[step.value for step in MAY_BE_NOTHING])
                | models.Q(cents__lt=0, step__in=[step.value for step in MAY_GO_BACK]),
                name="budgets_subsidy_amount",
            ),
        )

    def __str__(self) -> str:
        return f"subsidy {self.pk}"


class Assignment(models.Model):
    """The assignment of a budget: which results are wanted in its years, in words about nobody by name."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    budget = models.OneToOneField(AreaBudget, on_delete=models.PROTECT, related_name="assignment")
    wanted = models.CharField(max_length=LONGEST_TEXT)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        """Something is wanted."""

        constraints = (models.CheckConstraint(condition=~models.Q(wanted=""), name="budgets_assignment_wanted"),)

    def __str__(self) -> str:
        return f"assignment {self.pk}"


class YearAccount(models.Model):
    """What is told about one year of a budget beside its figures, which are derived and not in here."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    budget = models.ForeignKey(AreaBudget, on_delete=models.PROTECT, related_name="accounts")
    year = models.PositiveSmallIntegerField()
    story = models.CharField(max_length=LONGEST_TEXT)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        """One per year."""

        constraints = (
            models.UniqueConstraint(fields=("budget", "year"), name="budgets_account_once"),
            models.CheckConstraint(condition=~models.Q(story=""), name="budgets_account_story"),
        )

    def __str__(self) -> str:
        return f"account of a year {self.pk}"
