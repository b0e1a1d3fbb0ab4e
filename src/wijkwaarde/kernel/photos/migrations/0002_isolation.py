"""Photos stay within their partnership, and are what they say: a JPEG of a size that a page can show."""

from django.db import migrations

from wijkwaarde.kernel.isolation import isolated, stays_inside

JPEG = r"""
ALTER TABLE photos_photo ADD CONSTRAINT photos_photo_jpeg
CHECK (substring(image FROM 1 FOR 3) = '\xffd8ff'::bytea AND octet_length(image) <= 8000000)
"""


class Migration(migrations.Migration):
    """Photos stay within their partnership."""

    dependencies = [("photos", "0001_tables"), ("cases", "0002_isolation"), ("round_tables", "0002_isolation")]
    operations = [
        isolated("photos_photo"),
        stays_inside("photos_photo", column="case_id", target="cases_case"),
        stays_inside("photos_photo", column="round_table_id", target="round_tables_roundtable"),
        stays_inside("photos_photo", column="added_by_id", target="cases_participant"),
        migrations.RunSQL(sql=[JPEG], reverse_sql=["ALTER TABLE photos_photo DROP CONSTRAINT photos_photo_jpeg"]),
    ]
