"""What was received, byte for byte."""

from __future__ import annotations

import hashlib
import zlib
from typing import Any, Self

from django.conf import settings
from django.db import models


class DocumentQuerySet(models.QuerySet["Document"]):
    def without_bytes(self) -> Self:
        """For lists: everything but the received bytes."""
        return self.defer("packed")


class Document(models.Model):
    """Bytes as received, before reading; compressed, and never changed."""

    sha256 = models.CharField(max_length=64)
    packed = models.BinaryField(help_text="zlib")
    byte_length = models.PositiveBigIntegerField()
    content_type = models.CharField(max_length=100, blank=True)
    name = models.CharField(max_length=400, blank=True, help_text="file name as it came")
    address = models.TextField(blank=True)
    retrieved_at = models.DateTimeField(auto_now_add=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = DocumentQuerySet.as_manager()

    class Meta:
        ordering = ("-retrieved_at", "-id")
        constraints = (models.UniqueConstraint(fields=("sha256",), name="document_kept_once"),)

    def __str__(self) -> str:
        return self.name or self.address or f"{self.sha256[:12]}…"

    @property
    def content(self) -> bytes:
        """The bytes as received; ValueError when what is stored is no longer what was received."""
        content = zlib.decompress(self.packed)
        if hashlib.sha256(content).hexdigest() != self.sha256:
            raise ValueError(f"document {self.pk}: stored bytes do not match their SHA-256")
        return content

    @classmethod
    def of(cls, content: bytes, **fields: Any) -> Document:
        """An unsaved document that keeps `content`."""
        return cls(
            sha256=hashlib.sha256(content).hexdigest(),
            packed=zlib.compress(content, 6),
            byte_length=len(content),
            **fields,
        )
