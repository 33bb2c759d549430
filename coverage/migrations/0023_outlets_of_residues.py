"""Write beside each line left over from a post whose article it stands in."""

from django.db import migrations
from django.db.models import OuterRef, Subquery


def fill(apps, schema_editor):
    residues = apps.get_model("coverage", "PostAppearance").objects.filter(how="residue")
    versions = apps.get_model("coverage", "ArticleVersion").objects.filter(pk=OuterRef("version"))
    residues.update(line_outlet=Subquery(versions.values("article__outlet")[:1]))


class Migration(migrations.Migration):

    dependencies = [
        ('coverage', '0022_every_way_in'),
    ]

    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
