"""Small purses, what was paid from them and came into them."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """The tables."""

    initial = True

    dependencies = [
        ("accounts", "0007_isolation_of_privacy_contact"),
        ("ledger", "0003_balance"),
        ("parties", "0008_who_is_restricted"),
    ]

    operations = [
        migrations.CreateModel(
            name="SmallPurse",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "account",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="ledger.account"
                    ),
                ),
                (
                    "organisation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="parties.organisation"
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="parties.partnership"
                    ),
                ),
                (
                    "spent_account",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="ledger.account"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Payment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField()),
                ("cents", models.PositiveIntegerField()),
                ("what", models.CharField(max_length=80)),
                ("number", models.CharField(blank=True, max_length=12)),
                ("is_over", models.BooleanField()),
                ("seen_on", models.DateField(null=True)),
                ("undone_on", models.DateField(null=True)),
                ("request_key", models.UUIDField()),
                (
                    "booking",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="ledger.booking"
                    ),
                ),
                (
                    "paid_by",
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
                    "purse",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="payments",
                        to="small_purses.smallpurse",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["purse", "-on", "-id"], name="small_purses_newest"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("partnership", "request_key"), name="small_purses_payment_request"),
                    models.CheckConstraint(
                        condition=models.Q(("cents__gt", 0), ("cents__lte", 1000000)), name="small_purses_amount"
                    ),
                    models.CheckConstraint(condition=models.Q(("what", ""), _negated=True), name="small_purses_what"),
                    models.CheckConstraint(
                        condition=models.Q(("seen_on__isnull", True), ("is_over", True), _connector="OR"),
                        name="small_purses_seen",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TopUp",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField()),
                ("cents", models.PositiveIntegerField()),
                ("undone_on", models.DateField(null=True)),
                ("request_key", models.UUIDField()),
                (
                    "booking",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="ledger.booking"
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="parties.partnership"
                    ),
                ),
                (
                    "purse",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="top_ups",
                        to="small_purses.smallpurse",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("partnership", "request_key"), name="small_purses_top_up_request"),
                    models.CheckConstraint(
                        condition=models.Q(("cents__gt", 0), ("cents__lte", 10000000)), name="small_purses_top_up"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PurseLimit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("cents", models.PositiveIntegerField()),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "partnership",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="parties.partnership"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("cents__gt", 0), ("cents__lte", 1000000)), name="small_purses_limit"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Receipt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("image", models.BinaryField()),
                ("width", models.PositiveSmallIntegerField()),
                ("height", models.PositiveSmallIntegerField()),
                ("added_on", models.DateField()),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="parties.partnership"
                    ),
                ),
                (
                    "payment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="receipt", to="small_purses.payment"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("height__range", (1, 2000)), ("width__range", (1, 2000))),
                        name="small_purses_receipt_size",
                    )
                ],
            },
        ),
    ]
