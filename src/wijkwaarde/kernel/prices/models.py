"""StoredEdition, StoredPrice, StoredSeries, StoredPoint and BearerOrganisation: price lists as one partnership keeps them."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models

from waarde import SeriesKind, Setting, Unit
from wijkwaarde.kernel.accounts.models import period
from wijkwaarde.kernel.parties.models import Organisation, Partnership
from wijkwaarde.kernel.prices.terms import LONGEST_SLUG


class StoredEdition(models.Model):
    """One edition of a price list; `size` prices belong to it from its first moment, and nothing of it ever changes."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="editions")
    name = models.TextField()
    edition = models.TextField()
    example = models.BooleanField()
    published = models.DateField(null=True)
    source = models.TextField(blank=True)
    price_year = models.TextField(blank=True)
    size = models.PositiveIntegerField()
    stored_on = models.DateField()

    class Meta:
        """A name and an edition once per partnership."""

        constraints = (
            models.UniqueConstraint(fields=("partnership", "name", "edition"), name="prices_stored_edition_once"),
        )

    def __str__(self) -> str:
        return f"{self.name} {self.edition}"


class StoredPrice(models.Model):
    """One price of an edition, at its place in it: the fields of waarde's PriceItem."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="prices")
    edition = models.ForeignKey(StoredEdition, on_delete=models.PROTECT, related_name="prices")
    position = models.PositiveIntegerField()
    key = models.TextField()
    name = models.TextField()
    value = models.FloatField()
    low = models.FloatField(null=True)
    high = models.FloatField(null=True)
    unit = models.CharField(max_length=LONGEST_SLUG)
    bearer = models.CharField(max_length=LONGEST_SLUG)
    price_year = models.TextField(blank=True)
    currency = models.TextField()
    grade = models.TextField(blank=True)
    setting = models.CharField(max_length=LONGEST_SLUG)
    source_title = models.TextField(blank=True)
    source_url = models.TextField(blank=True)
    source_quoted = models.TextField(blank=True)
    indexing = models.JSONField(null=True)
    own = models.BooleanField()

    class Meta:
        """A key and a place once per edition; words that waarde knows; a range around the price."""

        constraints = (
            models.UniqueConstraint(fields=("edition", "key"), name="prices_stored_price_key"),
            models.UniqueConstraint(fields=("edition", "position"), name="prices_stored_price_position"),
            models.CheckConstraint(
                condition=models.Q(unit__in=[unit.value for unit in Unit]), name="prices_stored_price_unit"
            ),
            models.CheckConstraint(
                condition=models.Q(setting__in=[setting.value for setting in Setting]),
                name="prices_stored_price_setting",
            ),
            models.CheckConstraint(condition=models.Q(value__gte=0), name="prices_stored_price_value"),
            models.CheckConstraint(
                condition=models.Q(low__isnull=True) | models.Q(low__gte=0, low__lte=models.F("value")),
                name="prices_stored_price_low",
            ),
            models.CheckConstraint(
                condition=models.Q(high__isnull=True) | models.Q(high__gte=models.F("value")),
                name="prices_stored_price_high",
            ),
        )

    def __str__(self) -> str:
        return self.key


class StoredSeries(models.Model):
    """One index series of one vintage; its points belong to it from its first moment, and nothing ever changes."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="index_series")
    name = models.TextField()
    vintage = models.TextField(blank=True)
    kind = models.CharField(max_length=LONGEST_SLUG)
    size = models.PositiveIntegerField()
    stored_on = models.DateField()

    class Meta:
        """A name and a vintage once per partnership."""

        constraints = (
            models.UniqueConstraint(fields=("partnership", "name", "vintage"), name="prices_stored_series_once"),
            models.CheckConstraint(
                condition=models.Q(kind__in=[kind.value for kind in SeriesKind]), name="prices_stored_series_kind"
            ),
        )

    def __str__(self) -> str:
        return f"{self.name} {self.vintage}"


class StoredPoint(models.Model):
    """One value of a series, at its place in it: the fields of waarde's IndexPoint."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="index_points")
    series = models.ForeignKey(StoredSeries, on_delete=models.PROTECT, related_name="points")
    position = models.PositiveIntegerField()
    year = models.TextField()
    value = models.FloatField()
    status = models.TextField(blank=True)
    source = models.TextField(blank=True)

    class Meta:
        """A place once per series."""

        constraints = (models.UniqueConstraint(fields=("series", "position"), name="prices_stored_point_position"),)

    def __str__(self) -> str:
        return self.year


class BearerOrganisation(models.Model):
    """Which organisation stands behind a bearer (a slug of the reference list) from a day until another."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="bearers")
    bearer = models.CharField(max_length=LONGEST_SLUG)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="bearers")
    begin = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        """One organisation at a time behind a bearer."""

        constraints = (
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("begin")),
                name="prices_bearer_organisation_period",
            ),
            ExclusionConstraint(
                name="prices_bearer_organisation_one",
                expressions=[
                    ("partnership", RangeOperators.EQUAL),
                    ("bearer", RangeOperators.EQUAL),
                    (period(), RangeOperators.OVERLAPS),
                ],
            ),
        )

    def __str__(self) -> str:
        return self.bearer
