"""The rules that hold today, each with its source; a law that changes is a row with a later day in a later migration."""

from django.db import migrations

WMO = "Wmo 2015, art. 5.3.4; Selectielijst gemeenten 2020, 3.1.5 en 8.1.1"
NO_PROVISION = "Selectielijst gemeenten 2020, 3.2 (niet vastgesteld)"
YOUTH = "Jeugdwet, art. 7.3.8 lid 3, zoals die geldt vanaf 2020"
GUARDIANSHIP = "Kindermaatregelen: tot 30 jaar na de 18e verjaardag; te bevestigen door de functionaris"
TRAIL = "Eis van het ontwerp: minstens vijf jaar; BIO2 8.15"
VOLUNTARY = "Voorstel van het product, tot het bestuur zelf beslist"
ANALYSIS = "Eis van het ontwerp: na het jaar blijven alleen groepen over"
# key, scope, since, start, age, months, least, most, handling, source
RULES = (
    ("voluntary", "case", "2000-01-01", "closed", None, 24, 1, 60, "destroy", VOLUNTARY),
    ("wmo", "case", "2000-01-01", "closed", None, 180, None, None, "destroy", WMO),
    ("wmo-no-provision", "case", "2000-01-01", "closed", None, 60, None, None, "destroy", NO_PROVISION),
    ("youth", "case", "2000-01-01", "last-change", None, 240, None, None, "destroy", YOUTH),
    ("guardianship", "case", "2000-01-01", "age", 18, 360, None, None, "destroy", GUARDIANSHIP),
    ("trail", "trail", "2000-01-01", "last-change", None, 60, None, None, "review", TRAIL),
    ("analysis", "analysis", "2000-01-01", "closed", None, 12, None, None, "anonymise", ANALYSIS),
)
COLUMNS = ("key", "scope", "since", "start", "age", "months", "least_months", "most_months", "handling", "source")


def fill(apps, editor):
    """Write the rules, as the owner: the application only reads them."""
    rows = apps.get_model("retention", "Rule")
    rows.objects.using(editor.connection.alias).bulk_create(
        rows(**dict(zip(COLUMNS, one, strict=True))) for one in RULES
    )


def empty(apps, editor):
    """Take the rules away."""
    apps.get_model("retention", "Rule").objects.using(editor.connection.alias).all().delete()


class Migration(migrations.Migration):
    """Reference data."""

    dependencies = [("retention", "0002_isolation")]
    operations = [migrations.RunPython(fill, empty)]
