"""Emergency access stays within its partnership."""

from django.db import migrations

from wijkwaarde.kernel.isolation import isolated, stays_inside

GLASS, NOTE, NOTICE, MISS = (
    f"emergencies_{name}" for name in ("breakglass", "emergencynote", "emergencynotice", "emergencymiss")
)
MEMBER, PERSON = "accounts_membership", "parties_person"


class Migration(migrations.Migration):
    """Policies, and keys that stay inside."""

    dependencies = [
        ("emergencies", "0001_tables"),
        ("accounts", "0002_isolation"),
        ("parties", "0002_isolation"),
        ("trail", "0006_break_glass"),
    ]
    operations = [
        *(isolated(table) for table in (GLASS, NOTE, NOTICE, MISS)),
        stays_inside(GLASS, column="resident_id", target=PERSON),
        *(
            stays_inside(GLASS, column=column, target=MEMBER)
            for column in ("opened_by_id", "stopped_by_id", "wait_by_id", "reviewed_by_id")
        ),
        stays_inside(NOTE, column="emergency_id", target=GLASS),
        stays_inside(NOTICE, column="emergency_id", target=GLASS),
        stays_inside(NOTICE, column="person_id", target=PERSON),
        stays_inside(NOTICE, column="membership_id", target=MEMBER),
        stays_inside(MISS, column="membership_id", target=MEMBER),
    ]
