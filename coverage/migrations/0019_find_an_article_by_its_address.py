"""An index by which SQLite, too, finds the article at an address without reading all of them."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("coverage", "0018_count_articles_of_feeds")]

    operations = [
        migrations.AddIndex(
            model_name="article",
            index=models.Index(fields=["address_key", "id"], name="article_by_address"),
        ),
    ]
