"""What is told of roles that end by themselves stays within its partnership."""

from django.db import migrations

from wijkwaarde.kernel.isolation import isolated, stays_inside

NOTICE = "representations_endnotice"
MEMBER = "accounts_membership"


class Migration(migrations.Migration):
    """The policy, and keys that stay inside."""

    dependencies = [
        ("representations", "0001_tables"),
        ("accounts", "0002_isolation"),
        ("cases", "0002_isolation"),
        ("covers", "0002_isolation"),
        ("parties", "0002_isolation"),
    ]
    operations = [
        isolated(NOTICE),
        stays_inside(NOTICE, column="participant_id", target="cases_participant"),
        stays_inside(NOTICE, column="cover_id", target="covers_cover"),
        stays_inside(NOTICE, column="membership_id", target=MEMBER),
        stays_inside(NOTICE, column="to_person_id", target="parties_person"),
        stays_inside(NOTICE, column="to_membership_id", target=MEMBER),
    ]
