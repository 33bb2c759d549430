from django.db import migrations
from django.db.models import IntegerField, OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce


def count(apps, schema_editor):
    """From now on kept as articles come; what came before is counted once."""
    feeds = apps.get_model("coverage", "Feed").objects.using(schema_editor.connection.alias)
    jobs = apps.get_model("coverage", "Job").objects.using(schema_editor.connection.alias)
    added = jobs.filter(feed=OuterRef("pk")).order_by().values("feed")
    total = Subquery(added.annotate(total=Sum("added_count")).values("total"))
    feeds.update(brought=Coalesce(total, 0, output_field=IntegerField()))


class Migration(migrations.Migration):
    dependencies = [("coverage", "0017_counts_kept_beside")]

    operations = [migrations.RunPython(count, migrations.RunPython.noop)]
