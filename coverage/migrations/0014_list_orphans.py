"""Each mark that the newest text of an article has no place for, as a row a person is asked about;
until now they stood in that text's list alone."""

from django.db import migrations

KINDS = {
    "passage": "Passage",
    "quote": "Quote",
    "marked": "MarkedWords",
    "post": "PostAppearance",
    "claim": "ClaimAppearance",
    "quantity": "Quantity",
    "note": "Note",
    "coding": "Coding",
}


def list_orphans(apps, schema_editor):
    Article = apps.get_model("coverage", "Article")
    Orphan = apps.get_model("coverage", "Orphan")
    articles = Article.objects.exclude(current_version=None).exclude(current_version__orphans=[])
    for article in articles.select_related("current_version").iterator(200):
        version = article.current_version
        for told in version.orphans:
            model = apps.get_model("coverage", KINDS[told["kind"]])
            row = model.objects.filter(pk=told["row"]).first()
            if row is None:
                continue
            Orphan.objects.get_or_create(
                article=article,
                kind=told["kind"],
                row=row.pk,
                defaults={
                    "version": version,
                    "source_id": row.version_id,
                    "start": row.start,
                    "end": row.end,
                    "words": row.text,
                    "mark_state": row.state,
                    "marked_by_id": row.decided_by_id or getattr(row, "person_id", None),
                    "why": told["why"][:200],
                },
            )


class Migration(migrations.Migration):
    dependencies = [("coverage", "0013_orphans")]
    operations = [migrations.RunPython(list_orphans, migrations.RunPython.noop)]
