"""What people ruled on how passages stand to each other, and the words it is about."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("coverage", "0019_find_an_article_by_its_address"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Ruling",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("together", "belong in one row"),
                            ("apart", "do not belong in one row"),
                            ("same words", "render the same words"),
                            ("other words", "do not render the same words"),
                            ("absent", "checked: not in its text"),
                            ("figure", "how figures stand"),
                            ("act", "when it happened"),
                        ],
                        max_length=11,
                    ),
                ),
                (
                    "stance",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("conflict", "differs"),
                            ("update", "update (later)"),
                            ("scope", "different scope"),
                            ("compatible", "compatible"),
                            ("rounded", "rounded"),
                            ("same", "same"),
                            ("unrelated", "do not measure the same"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "what",
                    models.TextField(
                        blank=True, help_text="the row, utterance or figure, in its words"
                    ),
                ),
                (
                    "before",
                    models.CharField(
                        blank=True, help_text="how it stood until then", max_length=300
                    ),
                ),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                ("undone_at", models.DateTimeField(blank=True, null=True)),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "story",
                    models.ForeignKey(
                        blank=True,
                        help_text="in which it was said",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="rulings",
                        to="coverage.story",
                    ),
                ),
                (
                    "undone_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("-pk",),
            },
        ),
        migrations.CreateModel(
            name="RuledPlace",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("start", models.PositiveIntegerField()),
                ("end", models.PositiveIntegerField()),
                (
                    "text",
                    models.TextField(
                        blank=True, help_text="its words then; empty for a whole text"
                    ),
                ),
                (
                    "is_theirs",
                    models.BooleanField(
                        default=False, help_text="what the others are put with or parted from"
                    ),
                ),
                (
                    "quantity",
                    models.JSONField(
                        blank=True, default=dict, help_text="of a figure, as read then"
                    ),
                ),
                ("now_start", models.PositiveIntegerField(blank=True, null=True)),
                ("now_end", models.PositiveIntegerField(blank=True, null=True)),
                (
                    "how",
                    models.CharField(blank=True, help_text="found; empty: no place", max_length=7),
                ),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="ruled",
                        to="coverage.article",
                    ),
                ),
                (
                    "now_version",
                    models.ForeignKey(
                        blank=True,
                        help_text="the text it was last looked for in",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="coverage.articleversion",
                    ),
                ),
                (
                    "ruling",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="places",
                        to="coverage.ruling",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="coverage.articleversion",
                    ),
                ),
            ],
            options={
                "ordering": ("ruling", "is_theirs", "pk"),
            },
        ),
        migrations.AddConstraint(
            model_name="ruling",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        (
                            "together",
                            "apart",
                            "same words",
                            "other words",
                            "absent",
                            "figure",
                            "act",
                        ),
                    )
                ),
                name="ruling_kind_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="ruling",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind__in", ("figure", "act")), ("stance__gt", "")),
                    models.Q(
                        models.Q(("kind__in", ("figure", "act")), _negated=True), ("stance", "")
                    ),
                    _connector="OR",
                ),
                name="ruling_has_a_stance_on_figures_alone",
            ),
        ),
        migrations.AddConstraint(
            model_name="ruledplace",
            constraint=models.CheckConstraint(
                condition=models.Q(("end__gt", models.F("start"))),
                name="ruled_place_starts_before_it_ends",
            ),
        ),
    ]
