"""What people changed of codebooks and assignments, with what moved, to be undone."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Undoable(models.Model):
    """By whom and when something was changed, and taken back."""

    moved = models.JSONField(default=dict, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True
        ordering = ("-pk",)


class TagMerge(Undoable):
    """One tag merged into another.

    `moved` holds ids: {"codings": those that carry the other tag now; "fell": [gone, the one that
    stands] where the person had both on the same words; "children", "merged": tags that were under
    it, or had been merged into it; "adjudications"; "archived": whether it was archived before}.
    """

    tag = models.ForeignKey("coverage.Tag", models.CASCADE, related_name="left")
    to = models.ForeignKey("coverage.Tag", models.CASCADE, related_name="gained")
    coding_count = models.PositiveIntegerField(default=0)

    class Meta(Undoable.Meta):
        pass

    def __str__(self) -> str:
        return f"{self.tag} → {self.to}"


class AssignmentChange(Undoable):
    """Coders or articles given to an assignment or taken away, or the whole closed or opened again.

    `moved` holds {"coders", "articles": ids of persons and articles; "order": where the articles
    stood; "progress": [person, article, opened, finished] of what was taken away}.
    """

    class Kind(models.TextChoices):
        CODERS_ADDED = "coders", _("coders added")
        CODER_TAKEN = "nocoder", _("a coder taken away")
        ARTICLES_ADDED = "articles", _("articles added")
        ARTICLES_TAKEN = "noarticle", _("articles taken away")
        CLOSED = "closed", _("closed")
        REOPENED = "reopened", _("opened again")

    assignment = models.ForeignKey("coverage.Assignment", models.CASCADE, related_name="changes")
    kind = models.CharField(max_length=9, choices=Kind)
    words = models.CharField(max_length=300, blank=True, help_text=_("what was changed, in words"))

    class Meta(Undoable.Meta):
        pass

    def __str__(self) -> str:
        return self.words or self.get_kind_display()
