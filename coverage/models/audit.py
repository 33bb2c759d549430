"""Who did what when with people, their rights and what leaves the installation."""

from __future__ import annotations

from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class OnlyAppended(TypeError):
    """An entry of the audit log is never changed, and removed by nobody before its time."""


def _refuse(*_given: Any, **_more: Any) -> NoReturn:
    raise OnlyAppended("The audit log is only added to.")


class AuditQuerySet(models.QuerySet["AuditEntry"]):
    update = _refuse
    delete = _refuse
    bulk_update = _refuse
    update_or_create = _refuse


class AuditEntry(models.Model):
    """One thing that one person did, or somebody tried."""

    class Kind(models.TextChoices):
        SIGNED_IN = "signed in", _("signed in")
        FAILED = "failed", _("sign-in failed")
        CLOSED = "closed", _("sign-in closed for a while")
        SIGNED_OUT = "signed out", _("signed out")
        INVITED = "invited", _("invitation made")
        UNINVITED = "uninvited", _("invitation revoked")
        JOINED = "joined", _("invitation accepted")
        RESET = "reset", _("link for a new password made")
        PASSWORD = "password", _("password changed")
        ROLE = "role", _("role changed")
        PERMISSIONS = "permissions", _("permissions of a group changed")
        DEACTIVATED = "deactivated", _("person deactivated")
        ACTIVATED = "activated", _("person activated again")
        SESSIONS = "sessions", _("sessions ended")
        TOKEN_MADE = "token made", _("token made")
        TOKEN_REVOKED = "token revoked", _("token revoked")
        EXPORTED = "exported", _("exported")
        DELETED = "deleted", _("deleted")

    at = models.DateTimeField(default=timezone.now, db_index=True)
    kind = models.CharField(max_length=16, choices=Kind)
    # A person who stands in the log is deactivated, not deleted.
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("who did it; nobody where it was not known who"),
    )
    about = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("whom it was done to, where that is somebody else"),
    )
    said = models.CharField(max_length=300, blank=True, help_text=_("what exactly"))
    address = models.GenericIPAddressField(null=True, blank=True)

    objects = AuditQuerySet.as_manager()

    class Meta:
        ordering = ("-pk",)
        verbose_name_plural = _("audit entries")
        default_permissions = ("view",)
        indexes = (
            models.Index(fields=("kind", "-id"), name="audit_of_a_kind"),
            models.Index(fields=("person", "-id"), name="audit_by_a_person"),
            models.Index(fields=("about", "-id"), name="audit_about_a_person"),
        )

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.get_kind_display()}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the entry; one that is there is refused with OnlyAppended."""
        if not self._state.adding:
            _refuse()
        super().save(*args, **{**kwargs, "force_insert": True})

    delete = _refuse
