"""The list of risks stays within its partnership."""

from django.db import migrations

from wijkwaarde.kernel.isolation import isolated, stays_inside


class Migration(migrations.Migration):
    """The list of risks stays within its partnership."""

    dependencies = [("micro_analysis", "0003_risks")]
    operations = [
        isolated("micro_analysis_listedrisk"),
        isolated("micro_analysis_listedriskline"),
        stays_inside("micro_analysis_listedriskline", column="risk_id", target="micro_analysis_listedrisk"),
        stays_inside("micro_analysis_listedriskline", column="item_id", target="prices_storedprice"),
        stays_inside("micro_analysis_microanalysis", column="looked_along_id", target="accounts_membership"),
    ]
