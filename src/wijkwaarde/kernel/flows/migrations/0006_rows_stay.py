"""Rows of a plan and hours stay within their partnership, and never change: nothing is added to an estimate later."""

from django.db import migrations

from wijkwaarde.kernel.isolation import append_only, fixed_search_path, isolated, stays_inside

# As for flows and their size: places are unique and numbered, so a whole has no place left for a part that comes later.
# Arguments: the table of the whole, the column that points at it, and the column with how many there are.
FITS = """
CREATE FUNCTION flows_part_fits() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    size integer;
BEGIN
    EXECUTE format('SELECT %I FROM %I WHERE id = $1', TG_ARGV[2], TG_ARGV[0])
        INTO size USING (to_jsonb(NEW) ->> TG_ARGV[1])::bigint;
    IF size IS NULL OR NEW.position < 1 OR NEW.position > size THEN
        RAISE EXCEPTION '% is whole: place % is not in it', TG_ARGV[0], NEW.position USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$
"""
PARTS = (
    ("flows_estimate", "flows_estimateline", "estimate_id", "line_count"),
    ("flows_estimateline", "flows_unpaidhours", "line_id", "hours_count"),
)
TRIGGERS = [
    f"CREATE TRIGGER fits BEFORE INSERT ON {part} "
    f"FOR EACH ROW EXECUTE FUNCTION flows_part_fits('{whole}', '{column}', '{count}')"
    for whole, part, column, count in PARTS
]
NOTHING = [
    *(f"DROP TRIGGER fits ON {part}" for _whole, part, _column, _count in PARTS),
    "DROP FUNCTION flows_part_fits()",
]


class Migration(migrations.Migration):
    """Rows and hours stay inside, and stay."""

    dependencies = [("flows", "0005_rows_of_a_plan"), ("plans", "0002_isolation")]
    operations = [
        isolated("flows_estimateline"),
        stays_inside("flows_estimateline", column="estimate_id", target="flows_estimate"),
        stays_inside("flows_estimateline", column="plan_line_id", target="plans_planline"),
        isolated("flows_unpaidhours"),
        stays_inside("flows_unpaidhours", column="line_id", target="flows_estimateline"),
        stays_inside("flows_flow", column="line_id", target="flows_estimateline"),
        append_only("flows_estimateline"),
        append_only("flows_unpaidhours"),
        migrations.RunSQL(sql=[FITS, *TRIGGERS], reverse_sql=NOTHING),
        fixed_search_path("flows_part_fits()"),
    ]
