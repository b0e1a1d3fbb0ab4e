"""Lines are added and read, within the partnership, and never changed."""

from django.db import migrations

from wijkwaarde.kernel.isolation import CURRENT, append_only

POLICIES = [
    "ALTER TABLE trail_line ENABLE ROW LEVEL SECURITY",
    f"CREATE POLICY reading ON trail_line FOR SELECT USING (partnership_id = {CURRENT})",
    # Somebody logged in without a partnership can be refused too; nobody reads that line but the owner.
    (
        "CREATE POLICY adding ON trail_line FOR INSERT "
        f"WITH CHECK (partnership_id = {CURRENT} OR (partnership_id IS NULL AND {CURRENT} IS NULL))"
    ),
]
NO_POLICIES = [
    "DROP POLICY adding ON trail_line",
    "DROP POLICY reading ON trail_line",
    "ALTER TABLE trail_line DISABLE ROW LEVEL SECURITY",
]
ABOUT = f"""
CREATE FUNCTION trail_lines_about(subject bigint) RETURNS SETOF trail_line
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT * FROM trail_line WHERE partnership_id = {CURRENT} AND subject_ids @> ARRAY[subject]
$$
"""


class Migration(migrations.Migration):
    """Reading and adding only."""

    dependencies = [("trail", "0002_lines")]
    operations = [
        append_only("trail_line"),
        migrations.RunSQL(sql=POLICIES, reverse_sql=NO_POLICIES),
        migrations.RunSQL(sql=ABOUT, reverse_sql="DROP FUNCTION trail_lines_about(bigint)"),
    ]
