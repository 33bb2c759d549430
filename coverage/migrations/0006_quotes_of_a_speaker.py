from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("coverage", "0005_speaker_role")]

    operations = [
        migrations.AddIndex(
            model_name="quote",
            index=models.Index(fields=["speaker", "state"], name="quote_of_speaker_by_state"),
        ),
    ]
