"""A share may show a part of a plan: the agreements about what the resident chose."""

from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models

EXTENTS = ["that", "some", "what"]
DOMAINS = ["money", "home", "work", "school", "family", "care", "health", "feelings", "people", "days"]
ABOUT = models.Q(domains__contained_by=DOMAINS) & (
    models.Q(extent="some") & ~models.Q(domains=[]) | ~models.Q(extent="some") & models.Q(domains=[])
)


class Migration(migrations.Migration):
    """The column, with what may stand in it; the index by which a share is found stays as it is."""

    dependencies = [("cases", "0016_measured_or_not")]
    operations = [
        migrations.AddField(
            "share", "domains", ArrayField(models.CharField(max_length=20), default=list, db_default=[])
        ),
        migrations.RemoveConstraint("share", "cases_share_extent"),
        migrations.AddConstraint(
            "share", models.CheckConstraint(condition=models.Q(extent__in=EXTENTS), name="cases_share_extent")
        ),
        migrations.AddConstraint("share", models.CheckConstraint(condition=ABOUT, name="cases_share_about")),
    ]
