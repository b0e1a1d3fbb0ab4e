"""The tables of prices."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import wijkwaarde.kernel.accounts.models
from django.db import migrations, models


class Migration(migrations.Migration):
    """The tables of prices."""

    initial = True

    dependencies = [
        ("parties", "0002_isolation"),
    ]

    operations = [
        migrations.CreateModel(
            name="StoredEdition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.TextField()),
                ("edition", models.TextField()),
                ("example", models.BooleanField()),
                ("published", models.DateField(null=True)),
                ("source", models.TextField(blank=True)),
                ("price_year", models.TextField(blank=True)),
                ("size", models.PositiveIntegerField()),
                ("stored_on", models.DateField()),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="editions", to="parties.partnership"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("partnership", "name", "edition"), name="prices_stored_edition_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StoredPrice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveIntegerField()),
                ("key", models.TextField()),
                ("name", models.TextField()),
                ("value", models.FloatField()),
                ("low", models.FloatField(null=True)),
                ("high", models.FloatField(null=True)),
                ("unit", models.CharField(max_length=50)),
                ("bearer", models.CharField(max_length=50)),
                ("price_year", models.TextField(blank=True)),
                ("currency", models.TextField()),
                ("grade", models.TextField(blank=True)),
                ("setting", models.CharField(max_length=50)),
                ("source_title", models.TextField(blank=True)),
                ("source_url", models.TextField(blank=True)),
                ("source_quoted", models.TextField(blank=True)),
                ("indexing", models.JSONField(null=True)),
                ("own", models.BooleanField()),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="prices", to="prices.storededition"
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="prices", to="parties.partnership"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("edition", "key"), name="prices_stored_price_key"),
                    models.UniqueConstraint(fields=("edition", "position"), name="prices_stored_price_position"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "unit__in",
                                [
                                    "minute",
                                    "hour",
                                    "half-day",
                                    "day",
                                    "24-hours",
                                    "week",
                                    "month",
                                    "quarter",
                                    "year",
                                    "contact",
                                    "piece",
                                    "trip",
                                    "km",
                                    "course",
                                    "euro",
                                ],
                            )
                        ),
                        name="prices_stored_price_unit",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("setting__in", ["stay", "home", "other"])),
                        name="prices_stored_price_setting",
                    ),
                    models.CheckConstraint(condition=models.Q(("value__gte", 0)), name="prices_stored_price_value"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("low__isnull", True),
                            models.Q(("low__gte", 0), ("low__lte", models.F("value"))),
                            _connector="OR",
                        ),
                        name="prices_stored_price_low",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("high__isnull", True), ("high__gte", models.F("value")), _connector="OR"),
                        name="prices_stored_price_high",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StoredSeries",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.TextField()),
                ("vintage", models.TextField(blank=True)),
                ("kind", models.CharField(max_length=50)),
                ("size", models.PositiveIntegerField()),
                ("stored_on", models.DateField()),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="index_series",
                        to="parties.partnership",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("partnership", "name", "vintage"), name="prices_stored_series_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["change-percent", "level"])), name="prices_stored_series_kind"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StoredPoint",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveIntegerField()),
                ("year", models.TextField()),
                ("value", models.FloatField()),
                ("status", models.TextField(blank=True)),
                ("source", models.TextField(blank=True)),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="index_points",
                        to="parties.partnership",
                    ),
                ),
                (
                    "series",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="points", to="prices.storedseries"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("series", "position"), name="prices_stored_point_position"),
                ],
            },
        ),
        migrations.CreateModel(
            name="BearerOrganisation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("bearer", models.CharField(max_length=50)),
                ("begin", models.DateField()),
                ("until", models.DateField(null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="bearers", to="parties.organisation"
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="bearers", to="parties.partnership"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until__isnull", True), ("until__gte", models.F("begin")), _connector="OR"),
                        name="prices_bearer_organisation_period",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("partnership", "="),
                            ("bearer", "="),
                            (
                                wijkwaarde.kernel.accounts.models.Period(
                                    "begin", "until", django.contrib.postgres.fields.ranges.RangeBoundary()
                                ),
                                "&&",
                            ),
                        ],
                        name="prices_bearer_organisation_one",
                    ),
                ],
            },
        ),
    ]
