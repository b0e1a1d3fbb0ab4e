"""Lets days go by in a story: what began in a case began so many days earlier. The clock of the machine stays as it is."""

from django.db import connections, transaction

# What was agreed or given never changes: only the owner of the tables can let a day have been an earlier one.
GUARDED = ("plans_planversion", "measurements_measurement", "barriers_barrier")
EARLIER = (
    *(f"ALTER TABLE {table} DISABLE TRIGGER USER" for table in GUARDED),
    """UPDATE cases_case SET opened_on = opened_on - %(days)s, plan_agreed_on = plan_agreed_on - %(days)s
       WHERE key = %(key)s""",
    """UPDATE plans_planversion SET agreed_on = agreed_on - %(days)s WHERE plan_id IN
       (SELECT p.id FROM plans_plan p JOIN cases_case c ON c.id = p.case_id WHERE c.key = %(key)s)""",
    """UPDATE measurements_measurement SET given_on = given_on - %(days)s, written_on = written_on - %(days)s
       WHERE case_id IN (SELECT id FROM cases_case WHERE key = %(key)s)""",
    """UPDATE barriers_barrier SET raised_on = raised_on - %(days)s, answer_before = answer_before - %(days)s
       WHERE closed_on IS NULL AND case_id IN (SELECT id FROM cases_case WHERE key = %(key)s)""",
    *(f"ALTER TABLE {table} ENABLE TRIGGER USER" for table in GUARDED),
)


def time_passes(neighbourhood, key, *, days):
    """Let a case have begun so many days earlier, as if they had gone by since."""
    with neighbourhood.database(), transaction.atomic("owner"), connections["owner"].cursor() as cursor:
        for statement in EARLIER:
            cursor.execute(statement, {"key": key, "days": days})
