"""Many agreed plans with four priced lines each and many deliveries with their bookings, straight into the tables.

A few hundred plans in the suite; `WIJKWAARDE_MANY_PLANS=10000` makes ten thousand, with three hundred thousand deliveries.
"""

import os

from django.db import connection, connections

PLANS, LINES = int(os.environ.get("WIJKWAARDE_MANY_PLANS", "300")), 4
DELIVERIES = PLANS * 30
PARTS = (
    """
INSERT INTO cases_case (partnership_id, key, resident_id, words, wants, cans, needs, opened_on, call_before, version, request_key)
SELECT %(inside)s, gen_random_uuid(), %(resident)s, 'Veel ' || n, '', '', '', %(today)s::date - n %% 1000, %(today)s, 1,
    gen_random_uuid() FROM generate_series(1, %(plans)s) n
""",
    """
INSERT INTO cases_participant (partnership_id, case_id, membership_id, part, "begin")
SELECT %(inside)s, id, %(member)s, 'professional', opened_on FROM cases_case WHERE words LIKE 'Veel %%'
""",
    "INSERT INTO plans_plan (partnership_id, case_id) SELECT %(inside)s, id FROM cases_case WHERE words LIKE 'Veel %%'",
    """
INSERT INTO plans_planversion (partnership_id, plan_id, number, written_by_id, version)
SELECT %(inside)s, p.id, 1, a.id, 1 FROM plans_plan p JOIN cases_participant a ON a.case_id = p.case_id
JOIN cases_case c ON c.id = p.case_id WHERE c.words LIKE 'Veel %%'
""",
    """
INSERT INTO plans_planline (partnership_id, plan_version_id, position, what, participant_id, who, state, version)
SELECT %(inside)s, v.id, n, 'Begeleiding', v.written_by_id, '', 'open', 1 FROM plans_planversion v
JOIN plans_plan p ON p.id = v.plan_id JOIN cases_case c ON c.id = p.case_id, generate_series(1, %(lines)s) n
WHERE c.words LIKE 'Veel %%'
""",
    """
UPDATE plans_planversion v SET agreed_on = c.opened_on FROM plans_plan p JOIN cases_case c ON c.id = p.case_id
WHERE p.id = v.plan_id AND c.words LIKE 'Veel %%'
""",
    """
INSERT INTO flows_estimate (partnership_id, case_id, kind, situations, price_year, currency, size, line_count, made_on)
SELECT %(inside)s, id, 'plan', '{solution}', '', 'EUR', %(lines)s, 0, opened_on FROM cases_case WHERE words LIKE 'Veel %%'
""",
    """
INSERT INTO flows_flow (partnership_id, estimate_id, position, situation, name, item_id, quantity, frequency, band, norm,
    bearer, beneficiary, plan_line_id, risk, share_left, price_name, price_unit, price_year, price_source)
SELECT %(inside)s, e.id, l.position, 'solution', 'Begeleiding', %(price)s, 0.1 * l.position, 'week', '', '',
    'municipality-wmo', '', l.id, '', 1, '', '', '', ''
FROM flows_estimate e JOIN plans_plan p ON p.case_id = e.case_id JOIN plans_planversion v ON v.plan_id = p.id
JOIN plans_planline l ON l.plan_version_id = v.id JOIN cases_case c ON c.id = p.case_id WHERE c.words LIKE 'Veel %%'
""",
    """
INSERT INTO ledger_booking (partnership_id, key, "on", kind, because, reference, size, written_at)
SELECT %(inside)s, gen_random_uuid(), month, 'delivery', 'document', 'many-' || n, 2, now()
FROM (SELECT n, (date_trunc('month', %(today)s::date) - ((1 + n %% 21) || ' months')::interval)::date AS month
    FROM generate_series(1, %(deliveries)s) n) made
""",
    """
INSERT INTO ledger_entry (partnership_id, booking_id, position, account_id, commodity, "on", amount)
SELECT %(inside)s, b.id, s.position, s.account, 'EUR', b."on", s.sign * (900 + substr(b.reference, 6)::int %% 200)
FROM ledger_booking b, (VALUES (1, %(delivered)s, 1), (2, %(owed)s, -1)) AS s (position, account, sign)
WHERE b.reference LIKE 'many-%%'
""",
    """
INSERT INTO deliveries_delivery (partnership_id, budget_id, organisation_id, product_id, number, "begin", until, cents,
    declared_on, booking_id)
SELECT %(inside)s, %(budget)s, %(party)s, %(product)s, '', b."on", (b."on" + interval '1 month')::date, 900 + n %% 200,
    (b."on" + interval '1 month')::date + n %% 40, b.id
FROM (SELECT *, substr(reference, 6)::int AS n FROM ledger_booking WHERE reference LIKE 'many-%%') b
""",
)


def fill(**told):
    """Make all of it; `told` names what the rows point at."""
    with connection.cursor() as cursor:
        for part in PARTS:
            cursor.execute(part, {"plans": PLANS, "lines": LINES, "deliveries": DELIVERIES, **told})


def count_rows():
    """Let the database count its rows, as it does by itself after a while."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("ANALYZE")
