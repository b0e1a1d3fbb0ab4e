"""Fills in from which line today's lines go on: the one with the same words by the same in the version before."""

from django.db import migrations

# Two lines with the same words in one version go on in their order. A draft goes on from what is agreed.
GOES_ON = """
WITH RECURSIVE versions AS (
    SELECT id, plan_id, row_number() OVER (PARTITION BY plan_id ORDER BY number) AS place FROM plans_planversion
), lines AS (
    SELECT l.id, v.plan_id, v.place, lower(l.what) AS what, lower(l.who) AS who, coalesce(l.participant_id, 0) AS doer,
        row_number() OVER (
            PARTITION BY v.id, lower(l.what), lower(l.who), l.participant_id ORDER BY l.position, l.id
        ) AS again
    FROM plans_planline l JOIN versions v ON v.id = l.plan_version_id
), before AS (
    SELECT l.id, p.id AS earlier FROM lines l
    LEFT JOIN lines p ON p.plan_id = l.plan_id AND p.place = l.place - 1
        AND (p.what, p.who, p.doer, p.again) = (l.what, l.who, l.doer, l.again)
), found AS (
    SELECT id, id AS first FROM before WHERE earlier IS NULL
    UNION ALL
    SELECT b.id, f.first FROM before b JOIN found f ON f.id = b.earlier
)
UPDATE plans_planline l SET first_id = f.first FROM found f WHERE f.id = l.id AND f.first <> l.id
"""


class Migration(migrations.Migration):
    """Data only; the owner sees the rows of every partnership."""

    dependencies = [("plans", "0015_first_line")]
    operations = [migrations.RunSQL(sql=[GOES_ON], reverse_sql=["UPDATE plans_planline SET first_id = NULL"])]
