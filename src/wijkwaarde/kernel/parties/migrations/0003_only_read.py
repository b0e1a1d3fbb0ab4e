"""The application only reads what is not kept apart by a policy, where it has nothing to write."""

from django.db import migrations

from wijkwaarde.kernel.isolation import append_only, only_read

READ = ("auth_group", "auth_group_permissions", "auth_permission", "django_content_type")


class Migration(migrations.Migration):
    """Partnerships and areas are added, names of rights and models only read."""

    dependencies = [
        ("parties", "0002_isolation"),
        ("areas", "0001_tables"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [
        append_only("parties_partnership"),
        append_only("areas_area"),
        *(only_read(table) for table in READ),
    ]
