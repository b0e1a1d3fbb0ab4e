"""Totals stay within their partnership; a function of the owner removes an analysis whose year is over, and no other."""

from django.db import migrations

from wijkwaarde.kernel.isolation import isolated, only_for_application

# As for a case: `today` may lie in the past, never in the future, and what is held stays.
REDUCE = """
CREATE FUNCTION micro_analysis_reduce(asked bigint, today date) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    on_day date := least(today, (now() AT TIME ZONE 'Europe/Amsterdam')::date);
    found record;
    term integer;
BEGIN
    SELECT m.made_on, m.estimate_id, m.case_id INTO found FROM micro_analysis_microanalysis m
    WHERE m.id = asked AND m.partnership_id = NULLIF(current_setting('app.partnership_id', true), '')::bigint FOR UPDATE;
    SELECT months INTO term FROM retention_rule WHERE key = 'analysis' AND since <= on_day ORDER BY since DESC LIMIT 1;
    IF found IS NULL OR term IS NULL OR (found.made_on + make_interval(months => term))::date >= on_day
        OR retention_is_held(found.case_id, on_day)
    THEN
        RAISE EXCEPTION 'analysis % is not due', asked USING ERRCODE = 'check_violation';
    END IF;
    PERFORM retention_remove('flows_estimate', 'id', ARRAY[found.estimate_id], 'analysis', on_day);
END $$
"""


class Migration(migrations.Migration):
    """Isolation, and the function."""

    dependencies = [("micro_analysis", "0005_group_totals"), ("retention", "0004_destroying")]
    operations = [
        isolated("micro_analysis_grouptotal"),
        migrations.RunSQL(sql=[REDUCE], reverse_sql=["DROP FUNCTION micro_analysis_reduce(bigint, date)"]),
        only_for_application("micro_analysis_reduce(bigint, date)"),
    ]
