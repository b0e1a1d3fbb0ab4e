"""The tables of agreements."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """The tables of agreements."""

    initial = True

    dependencies = [
        ("accounts", "0007_isolation_of_privacy_contact"),
        ("budgets", "0002_isolation"),
        ("ledger", "0003_balance"),
        ("parties", "0008_who_is_restricted"),
    ]

    operations = [
        migrations.CreateModel(
            name="Agreement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=30)),
                ("withdrawn_on", models.DateField(null=True)),
                ("request_key", models.UUIDField()),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="parties.partnership"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("partnership", "request_key"), name="agreements_request"),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["shared-savings"])), name="agreements_kind"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AgreementVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField()),
                ("title", models.CharField(max_length=100)),
                ("begin", models.DateField()),
                ("until", models.DateField(null=True)),
                ("terms", models.JSONField()),
                ("why", models.CharField(blank=True, max_length=500)),
                ("fingerprint", models.CharField(max_length=64)),
                ("written_at", models.DateTimeField()),
                ("request_key", models.UUIDField()),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="versions", to="agreements.agreement"
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="parties.partnership"
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.membership",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("agreement", "number"), name="agreements_version_once"),
                    models.UniqueConstraint(fields=("partnership", "request_key"), name="agreements_version_request"),
                    models.CheckConstraint(condition=models.Q(("number__gte", 1)), name="agreements_version_number"),
                    models.CheckConstraint(
                        condition=models.Q(("until__isnull", True), ("until__gt", models.F("begin")), _connector="OR"),
                        name="agreements_version_period",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AgreementParty",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=3)),
                ("is_residents", models.BooleanField(default=False)),
                ("left_on", models.DateField(null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="parties.organisation",
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="parties.partnership"
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parties",
                        to="agreements.agreementversion",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("version", "code"), name="agreements_party_code"),
                    models.UniqueConstraint(fields=("version", "organisation"), name="agreements_party_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("is_residents", True)),
                        fields=("version",),
                        name="agreements_party_residents",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("is_residents", True), ("organisation__isnull", False), _connector="OR"),
                        name="agreements_party_is_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SettledYear",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField()),
                ("is_definitive", models.BooleanField()),
                ("figures", models.JSONField()),
                ("result", models.BigIntegerField()),
                ("unshared", models.JSONField()),
                ("settled_on", models.DateField()),
                ("undone_on", models.DateField(null=True)),
                ("request_key", models.UUIDField()),
                (
                    "booking",
                    models.OneToOneField(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="ledger.booking"
                    ),
                ),
                (
                    "budget",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="budgets.areabudget"
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="parties.partnership"
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="settled_years",
                        to="agreements.agreementversion",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("undone_on__isnull", True)),
                        fields=("budget", "year", "is_definitive"),
                        name="agreements_settled_once",
                    ),
                    models.UniqueConstraint(fields=("partnership", "request_key"), name="agreements_settled_request"),
                ],
            },
        ),
        migrations.CreateModel(
            name="PartyShare",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("cents", models.BigIntegerField()),
                ("booked", models.BigIntegerField()),
                ("road", models.CharField(max_length=30)),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="parties.partnership"
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agreements.agreementparty"
                    ),
                ),
                (
                    "settled",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="shares", to="agreements.settledyear"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("settled", "party"), name="agreements_share_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="ShareAccount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("spent_on", models.CharField(max_length=500)),
                ("noticed", models.CharField(max_length=500)),
                ("told_on", models.DateField()),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="parties.partnership"
                    ),
                ),
                (
                    "share",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="account", to="agreements.partyshare"
                    ),
                ),
                (
                    "told_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.membership",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("spent_on", ""), _negated=True), models.Q(("noticed", ""), _negated=True)
                        ),
                        name="agreements_account_said",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Signature",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField()),
                ("fingerprint", models.CharField(max_length=64)),
                ("document", models.CharField(blank=True, max_length=100)),
                ("withdrawn_on", models.DateField(null=True)),
                (
                    "membership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership"
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="parties.partnership"
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signatures",
                        to="agreements.agreementparty",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn_on__isnull", True)),
                        fields=("party",),
                        name="agreements_signed_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("withdrawn_on__isnull", True), ("withdrawn_on", models.F("on")), _connector="OR"
                        ),
                        name="agreements_signature_taken_back",
                    ),
                ],
            },
        ),
    ]
