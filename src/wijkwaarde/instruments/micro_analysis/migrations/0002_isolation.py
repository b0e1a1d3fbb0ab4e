"""Analyses stay within their partnership, and the site only adds and reads them."""

from django.db import migrations

from wijkwaarde.kernel.isolation import append_only, isolated, stays_inside


class Migration(migrations.Migration):
    """Analyses stay within their partnership, and the site only adds and reads them."""

    dependencies = [("micro_analysis", "0001_tables"), ("cases", "0002_isolation"), ("flows", "0002_isolation")]
    operations = [
        isolated("micro_analysis_microanalysis"),
        stays_inside("micro_analysis_microanalysis", column="case_id", target="cases_case"),
        stays_inside("micro_analysis_microanalysis", column="estimate_id", target="flows_estimate"),
        append_only("micro_analysis_microanalysis"),
    ]
