"""ShortlistPrice and StoredNorm: the prices that a partnership uses every day, and what a band stands for there."""

from __future__ import annotations

from django.db import models

from waarde import Band, Frequency, Unit
from wijkwaarde.kernel.parties.models import Partnership
from wijkwaarde.kernel.prices.models import StoredPrice
from wijkwaarde.kernel.shortlist.terms import LONGEST_SLUG, LONGEST_WORDS, MOST_PRICES


class ShortlistPrice(models.Model):
    """A price on the shortlist at its place, with the words it is known by; without a place it was taken off."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="shortlist")
    price = models.ForeignKey(StoredPrice, on_delete=models.PROTECT, related_name="on_shortlists")
    position = models.PositiveSmallIntegerField(null=True)
    words = models.CharField(max_length=LONGEST_WORDS, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        """A price once, a place once, and at most fifteen places."""

        constraints = (
            models.UniqueConstraint(fields=("partnership", "price"), name="shortlist_price_once"),
            models.UniqueConstraint(
                fields=("partnership", "position"),
                name="shortlist_price_position",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(
                condition=models.Q(position__isnull=True) | models.Q(position__gte=1, position__lte=MOST_PRICES),
                name="shortlist_price_most",
            ),
        )

    def __str__(self) -> str:
        return f"shortlist price {self.pk}"


class StoredNorm(models.Model):
    """What a band stands for from a day on: a quantity per frequency, for one price (its key) or for all of a unit."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="norms")
    band = models.CharField(max_length=LONGEST_SLUG)
    price_key = models.TextField(blank=True)
    unit = models.CharField(max_length=LONGEST_SLUG, blank=True)
    quantity = models.FloatField()
    frequency = models.CharField(max_length=LONGEST_SLUG)
    source = models.TextField()
    since = models.DateField(null=True)

    class Meta:
        """Words that waarde knows; for a price or a unit; one norm at a time, with its source."""

        constraints = (
            models.UniqueConstraint(
                fields=("partnership", "band", "price_key", "unit", "since"),
                name="shortlist_norm_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=models.Q(band__in=[band.value for band in Band]), name="shortlist_norm_band"
            ),
            models.CheckConstraint(
                condition=models.Q(frequency__in=[frequency.value for frequency in Frequency]),
                name="shortlist_norm_frequency",
            ),
            models.CheckConstraint(
                condition=models.Q(~models.Q(price_key=""), unit="")
                | models.Q(price_key="", unit__in=[unit.value for unit in Unit]),
                name="shortlist_norm_of_what",
            ),
            models.CheckConstraint(
                condition=models.Q(quantity__gt=0, quantity__lt=float("inf")), name="shortlist_norm_quantity"
            ),
            models.CheckConstraint(condition=~models.Q(source=""), name="shortlist_norm_source"),
        )

    def __str__(self) -> str:
        return f"norm {self.pk}"
