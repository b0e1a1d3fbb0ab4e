"""Who signed a text does not refuse it, only the settlement that holds is refused, and a refused one becomes no definitive one."""

from django.db import migrations

MAY_BE_SAID = """
CREATE FUNCTION refusals_may_be_said() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    settled agreements_settledyear%ROWTYPE;
BEGIN
    IF EXISTS (SELECT FROM agreements_signature WHERE party_id = NEW.party_id AND withdrawn_on IS NULL) THEN
        RAISE EXCEPTION 'who signed a text does not refuse it'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'refusals_not_signed';
    END IF;
    SELECT * FROM agreements_settledyear
        WHERE id = (SELECT settled_id FROM agreements_partyshare WHERE id = NEW.share_id) INTO settled FOR UPDATE;
    IF settled.undone_on IS NOT NULL OR EXISTS (
        SELECT FROM agreements_settledyear later
        WHERE later.partnership_id = settled.partnership_id AND later.first_year = settled.first_year
            AND later.year = settled.year AND later.turn > settled.turn AND later.undone_on IS NULL
    ) THEN
        RAISE EXCEPTION 'only the settlement that holds is refused'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'refusals_of_what_holds';
    END IF;
    RETURN NEW;
END $$
"""
HOLDS_BACK = """
CREATE FUNCTION refusals_holds_back() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    provisional bigint;
BEGIN
    SELECT id FROM agreements_settledyear
        WHERE partnership_id = NEW.partnership_id AND first_year = NEW.first_year AND year = NEW.year AND turn = 0
            AND undone_on IS NULL
        INTO provisional FOR UPDATE;
    IF EXISTS (
        SELECT FROM refusals_refusal r JOIN agreements_partyshare s ON s.id = r.share_id
        WHERE s.settled_id = provisional AND r.withdrawn_on IS NULL
    ) THEN
        RAISE EXCEPTION 'a provisional settlement that a party refuses becomes no definitive one'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'refusals_held_back';
    END IF;
    RETURN NEW;
END $$
"""
TRIGGERS = [
    (
        "CREATE TRIGGER may_be_said BEFORE INSERT OR UPDATE ON refusals_refusal "
        "FOR EACH ROW WHEN (NEW.withdrawn_on IS NULL) EXECUTE FUNCTION refusals_may_be_said()"
    ),
    (
        "CREATE TRIGGER refusal_holds_back BEFORE INSERT ON agreements_settledyear "
        "FOR EACH ROW WHEN (NEW.turn = 1) EXECUTE FUNCTION refusals_holds_back()"
    ),
]
NOTHING = [
    "DROP TRIGGER refusal_holds_back ON agreements_settledyear",
    "DROP TRIGGER may_be_said ON refusals_refusal",
    "DROP FUNCTION refusals_holds_back()",
    "DROP FUNCTION refusals_may_be_said()",
]


class Migration(migrations.Migration):
    """Two functions; both hold the row of the settlement, so that of two at one moment one goes first."""

    dependencies = [("refusals", "0002_isolation"), ("agreements", "0005_one_settlement")]
    operations = [migrations.RunSQL(sql=[MAY_BE_SAID, HOLDS_BACK, *TRIGGERS], reverse_sql=NOTHING)]
