"""What is known by a name, and found again however the name is typed."""

from __future__ import annotations

from typing import Any

from django.db import models

from coverage.text.names import name_key


class Named(models.Model):
    """Keeps `name_key`, the folded name, in step with `name`; both are the model's own fields."""

    name: Any
    name_key: Any

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.name)

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.name_key = name_key(self.name)
        super().save(*args, **kwargs)
