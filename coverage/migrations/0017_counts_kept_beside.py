

import coverage.models.posts
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('coverage', '0016_looked_through'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='feed',
            name='brought',
            field=models.PositiveIntegerField(default=0, editable=False, help_text='articles added out of what it listed'),
        ),
        migrations.AddField(
            model_name='story',
            name='compare_due_at',
            field=models.DateTimeField(blank=True, editable=False, help_text='when a worker compares it again, as lines of it were settled in many', null=True),
        ),
        migrations.AddIndex(
            model_name='job',
            index=models.Index(fields=['feed', '-id'], name='job_of_feed'),
        ),
        migrations.AddIndex(
            model_name='job',
            index=models.Index(condition=models.Q(('added_count', 0), ('feed__isnull', False), ('state', 'done')), fields=['finished_at'], name='job_that_added_nothing'),
        ),
        migrations.AddIndex(
            model_name='postappearance',
            index=models.Index(condition=models.Q(('how', 'residue')), fields=['line_kind', 'state', 'id'], name='residue_by_kind'),
        ),
        migrations.AddIndex(
            model_name='postappearance',
            index=models.Index(coverage.models.posts.FirstWords('text'), models.F('state'), condition=models.Q(('how', 'residue')), name='residue_by_words'),
        ),
        migrations.AddIndex(
            model_name='story',
            index=models.Index(condition=models.Q(('compare_due_at__isnull', False)), fields=['compare_due_at'], name='story_compare_due'),
        ),
    ]
