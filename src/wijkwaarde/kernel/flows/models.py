"""Estimate, its lines, flows and unpaid hours: what something is expected to take; what really happened is for the ledger."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from waarde import Band, Frequency, HoursKind, Situation, Unit
from wijkwaarde.kernel.cases.models import Case
from wijkwaarde.kernel.flows.terms import (
    LARGEST_QUANTITY,
    LONGEST_NAME,
    LONGEST_SLUG,
    MOST_HOURS,
    MOST_PERIODS,
    EstimateKind,
    RowState,
)
from wijkwaarde.kernel.parties.models import Partnership
from wijkwaarde.kernel.plans.models import PlanLine
from wijkwaarde.kernel.prices.models import StoredEdition, StoredPrice

NOT_REPEATED = (Frequency.ONCE.value, Frequency.IN_TOTAL.value)


class Estimate(models.Model):
    """A set of flows made at one moment; it never changes, a new one takes its place.

    `size` flows and `line_count` rows of a plan belong to it. `situations` are those that are known: one without flows
    costs 0, one that is not listed is unknown. `start` is the first day of the 12 months that are counted. Who made it
    stands as plain ids, as in the trail.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="estimates")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="estimates")
    edition = models.ForeignKey(StoredEdition, on_delete=models.PROTECT, null=True, related_name="estimates")
    kind = models.CharField(max_length=LONGEST_SLUG)
    situations = ArrayField(models.CharField(max_length=LONGEST_SLUG))
    start = models.DateField(null=True)
    price_year = models.TextField(blank=True)
    currency = models.TextField()
    size = models.PositiveIntegerField()
    line_count = models.PositiveIntegerField(db_default=0)
    made_on = models.DateField()
    user_id = models.BigIntegerField(null=True)
    person_id = models.BigIntegerField(null=True)
    membership_id = models.BigIntegerField(null=True)

    class Meta:
        """A known kind, and situations that waarde knows."""

        constraints = (
            models.CheckConstraint(
                condition=models.Q(kind__in=[kind.value for kind in EstimateKind]), name="flows_estimate_kind"
            ),
            models.CheckConstraint(
                condition=models.Q(situations__contained_by=[situation.value for situation in Situation]),
                name="flows_estimate_situations",
            ),
        )

    def __str__(self) -> str:
        return f"estimate {self.pk}"


class EstimateLine(models.Model):
    """One row of what a plan takes: what runs now or what was agreed, by its words, and who said so; its money is a flow.

    `runs_on`: it runs now and goes on in the plan, as much. `plan_line` is a line of what was agreed; lines of a draft
    come and go, and find their row by its name.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="estimate_lines")
    estimate = models.ForeignKey(Estimate, on_delete=models.PROTECT, related_name="lines")
    position = models.PositiveIntegerField()
    situation = models.CharField(max_length=LONGEST_SLUG)
    name = models.CharField(max_length=LONGEST_NAME)
    state = models.CharField(max_length=LONGEST_SLUG)
    runs_on = models.BooleanField(default=False)
    plan_line = models.ForeignKey(PlanLine, on_delete=models.PROTECT, null=True, related_name="estimate_lines")
    hours_count = models.PositiveSmallIntegerField()

    class Meta:
        """A place and a name once; only what runs now is taken off."""

        constraints = (
            models.UniqueConstraint(fields=("estimate", "position"), name="flows_line_position"),
            models.UniqueConstraint(fields=("estimate", "situation", "name"), name="flows_line_name"),
            models.CheckConstraint(
                condition=models.Q(situation__in=[Situation.NOW.value, Situation.SOLUTION.value]),
                name="flows_line_situation",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=[state.value for state in RowState]), name="flows_line_state"
            ),
            models.CheckConstraint(
                condition=~models.Q(state=RowState.REMOVED.value) | models.Q(situation=Situation.NOW.value),
                name="flows_line_removed",
            ),
        )

    def __str__(self) -> str:
        return f"estimate line {self.pk}"


class UnpaidHours(models.Model):
    """Hours that nobody is paid for, of one person with one row; without a quantity they exist, and how many is not known."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="unpaid_hours")
    line = models.ForeignKey(EstimateLine, on_delete=models.PROTECT, related_name="hours")
    position = models.PositiveSmallIntegerField()
    who = models.CharField(max_length=LONGEST_NAME)
    kind = models.CharField(max_length=LONGEST_SLUG)
    quantity = models.FloatField(null=True)
    frequency = models.CharField(max_length=LONGEST_SLUG, blank=True)
    periods = models.FloatField(null=True)

    class Meta:
        """A place per row, two at most; somebody; a known kind; a quantity with its frequency, or neither."""

        constraints = (
            models.UniqueConstraint(fields=("line", "position"), name="flows_hours_position"),
            models.CheckConstraint(
                condition=models.Q(position__gte=1, position__lte=MOST_HOURS), name="flows_hours_most"
            ),
            models.CheckConstraint(condition=~models.Q(who=""), name="flows_hours_who"),
            models.CheckConstraint(
                condition=models.Q(kind__in=[kind.value for kind in HoursKind]), name="flows_hours_kind"
            ),
            models.CheckConstraint(
                condition=models.Q(quantity__isnull=True, frequency="", periods__isnull=True)
                | models.Q(
                    quantity__gt=0,
                    quantity__lte=LARGEST_QUANTITY,
                    frequency__in=[frequency.value for frequency in Frequency],
                ),
                name="flows_hours_quantity",
            ),
            models.CheckConstraint(
                condition=models.Q(periods__isnull=True)
                | models.Q(~models.Q(frequency__in=NOT_REPEATED), periods__gt=0, periods__lte=MOST_PERIODS),
                name="flows_hours_periods",
            ),
        )

    def __str__(self) -> str:
        return f"unpaid hours {self.pk}"


class Flow(models.Model):
    """Quantity x price x period in one situation: what is used, who pays, and who receives when it is a transfer.

    The price is that of a stored edition (`item`), or stands here with its own source. `risk` names what may happen, with
    its `chance`; `share_left` is the part of what runs that is left after what risks stop.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="flows")
    estimate = models.ForeignKey(Estimate, on_delete=models.PROTECT, related_name="flows")
    position = models.PositiveIntegerField()
    situation = models.CharField(max_length=LONGEST_SLUG)
    name = models.TextField()
    item = models.ForeignKey(StoredPrice, on_delete=models.PROTECT, null=True, related_name="flows")
    price = models.FloatField(null=True)
    price_name = models.TextField(blank=True)
    price_unit = models.CharField(max_length=LONGEST_SLUG, blank=True)
    price_year = models.TextField(blank=True)
    price_source = models.TextField(blank=True)
    quantity = models.FloatField()
    frequency = models.CharField(max_length=LONGEST_SLUG)
    periods = models.FloatField(null=True)
    begin = models.DateField(null=True)
    end = models.DateField(null=True)
    band = models.CharField(max_length=LONGEST_SLUG, blank=True)
    norm = models.TextField(blank=True)
    bearer = models.CharField(max_length=LONGEST_SLUG)
    beneficiary = models.CharField(max_length=LONGEST_SLUG, blank=True)
    plan_line = models.ForeignKey(PlanLine, on_delete=models.PROTECT, null=True, related_name="flows")
    risk = models.TextField(blank=True)
    chance = models.FloatField(null=True)
    share_left = models.FloatField(default=1.0)
    line = models.OneToOneField(EstimateLine, on_delete=models.PROTECT, null=True, related_name="flow")

    class Meta:
        """One place per estimate; one price; a quantity and a run that can be; a payer; a risk with its chance."""

        constraints = (
            models.UniqueConstraint(fields=("estimate", "position"), name="flows_flow_position"),
            models.CheckConstraint(
                condition=models.Q(situation__in=[situation.value for situation in Situation]),
                name="flows_flow_situation",
            ),
            models.CheckConstraint(
                condition=(
                    models.Q(item__isnull=False, price__isnull=True, price_unit="", price_source="")
                    | models.Q(
                        ~models.Q(price_name=""),
                        ~models.Q(price_source=""),
                        item__isnull=True,
                        price__gte=0,
                        price__lt=float("inf"),
                        price_unit__in=[unit.value for unit in Unit],
                    )
                ),
                name="flows_flow_one_price",
            ),
            models.CheckConstraint(
                condition=models.Q(quantity__gt=0, quantity__lte=LARGEST_QUANTITY), name="flows_flow_quantity"
            ),
            models.CheckConstraint(
                condition=models.Q(frequency__in=[frequency.value for frequency in Frequency]),
                name="flows_flow_frequency",
            ),
            models.CheckConstraint(
                condition=models.Q(periods__isnull=True)
                | models.Q(~models.Q(frequency__in=NOT_REPEATED), periods__gt=0, periods__lte=MOST_PERIODS),
                name="flows_flow_periods",
            ),
            models.CheckConstraint(
                condition=models.Q(begin__isnull=True)
                | models.Q(end__isnull=True)
                | models.Q(end__gte=models.F("begin")),
                name="flows_flow_run",
            ),
            models.CheckConstraint(
                condition=models.Q(band="") | models.Q(band__in=[band.value for band in Band]), name="flows_flow_band"
            ),
            models.CheckConstraint(
                condition=~models.Q(bearer="") & ~models.Q(beneficiary=models.F("bearer")), name="flows_flow_parties"
            ),
            models.CheckConstraint(
                condition=models.Q(risk="", chance__isnull=True)
                | models.Q(
                    ~models.Q(risk=""), chance__gte=0, chance__lte=1, situation=Situation.NOTHING.value, share_left=1
                ),
                name="flows_flow_risk",
            ),
            models.CheckConstraint(
                condition=models.Q(share_left__gte=0, share_left__lte=1), name="flows_flow_share_left"
            ),
        )

    def __str__(self) -> str:
        return f"flow {self.pk}"
