"""Whether something is shared is read from an index of its own: the one that keeps periods apart is slow to look up."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """An index in the place of the one that every key gets."""

    dependencies = [("cases", "0014_plan_agreed")]
    operations = [
        migrations.AddIndex(
            "share",
            models.Index(
                fields=["participant"], include=("partnership", "begin", "until", "extent"), name="cases_share_of"
            ),
        ),
        migrations.AlterField(
            "share",
            "participant",
            models.ForeignKey(
                db_index=False,
                on_delete=models.deletion.PROTECT,
                related_name="shares",
                to="cases.participant",
            ),
        ),
    ]
