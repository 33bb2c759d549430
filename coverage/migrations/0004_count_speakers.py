"""What speakers are found by and how often they are quoted, for those kept before it was kept."""

from django.db import migrations
from django.db.models import Count, F, Max, Q, Sum

from coverage.text.people.speakernames import (acronym_of, letters_of, surname_of)

BATCH = 2000


def take_keys(apps, schema_editor):
    Speaker = apps.get_model("coverage", "Speaker")
    ready = []
    for speaker in Speaker.objects.order_by("pk").iterator(BATCH):
        speaker.letters = letters_of(speaker.name)
        speaker.surname, speaker.acronym = surname_of(speaker.name), acronym_of(speaker.name)
        ready.append(speaker)
        if len(ready) == BATCH:
            Speaker.objects.bulk_update(ready, ["letters", "surname", "acronym"])
            ready = []
    Speaker.objects.bulk_update(ready, ["letters", "surname", "acronym"])


def count_quotes(apps, schema_editor):
    Quote = apps.get_model("coverage", "Quote")
    SpeakerInArticle = apps.get_model("coverage", "SpeakerInArticle")
    Speaker = apps.get_model("coverage", "Speaker")
    counted = (
        Quote.objects.filter(
            speaker__isnull=False, version=F("version__article__current_version")
        )
        .order_by()
        .values("speaker", "version__article", "version__article__published_at")
        .annotate(
            quotes=Count("pk", filter=~Q(state="rejected") & ~Q(kind="indirect")),
            reported=Count("pk", filter=~Q(state="rejected") & Q(kind="indirect")),
            rejected=Count("pk", filter=Q(state="rejected")),
        )
    )
    ready = []
    for row in counted.iterator(BATCH):
        ready.append(
            SpeakerInArticle(
                speaker_id=row["speaker"],
                article_id=row["version__article"],
                published_at=row["version__article__published_at"],
                quotes=row["quotes"],
                reported=row["reported"],
                rejected=row["rejected"],
            )
        )
        if len(ready) == BATCH:
            SpeakerInArticle.objects.bulk_create(ready)
            ready = []
    SpeakerInArticle.objects.bulk_create(ready)
    stands = Q(quotes__gt=0) | Q(reported__gt=0)
    numbers = (
        SpeakerInArticle.objects.order_by()
        .values("speaker")
        .annotate(
            said=Sum("quotes"),
            told=Sum("reported"),
            places=Count("pk", filter=stands),
            newest=Max("published_at", filter=stands),
        )
    )
    ready = []
    for row in numbers.iterator(BATCH):
        ready.append(
            Speaker(
                pk=row["speaker"],
                quote_count=row["said"],
                reported_count=row["told"],
                article_count=row["places"],
                newest_at=row["newest"],
            )
        )
    fields = ["quote_count", "reported_count", "article_count", "newest_at"]
    Speaker.objects.bulk_update(ready, fields, batch_size=BATCH)


class Migration(migrations.Migration):
    dependencies = [("coverage", "0003_speaker_decisions")]

    operations = [
        migrations.RunPython(take_keys, migrations.RunPython.noop),
        migrations.RunPython(count_quotes, migrations.RunPython.noop),
    ]
