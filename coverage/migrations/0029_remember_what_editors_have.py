"""Remember what an earlier version gave its one group, editors, at each migrate: what an admin has
taken away since is not given again."""

from django.db import migrations


def remember(apps, schema_editor):
    """The permissions there are here are those of the last migrate: new ones come after this one.

    Every coverage permission was given to the editors then, so all of them count as given."""
    using = schema_editor.connection.alias
    group = apps.get_model("auth", "Group").objects.using(using).filter(name="editor").first()
    if group is None:
        return
    Granted = apps.get_model("coverage", "Granted")
    permissions = apps.get_model("auth", "Permission").objects.using(using)
    Granted.objects.using(using).bulk_create(
        Granted(group=group, permission=f"coverage.{codename}")
        for codename in permissions.filter(content_type__app_label="coverage").values_list(
            "codename", flat=True
        )
    )


class Migration(migrations.Migration):
    dependencies = [
        ("coverage", "0028_granted"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(remember, migrations.RunPython.noop)]
