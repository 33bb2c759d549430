"""Who merged, split, named and answered what about one speaker, and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from coverage.models import Speaker, SpeakerChange, SpeakerDecision

#: Lines shown, newest first.
MOST = 200


@dataclass(frozen=True, slots=True)
class HistoryLine:
    at: datetime
    person: str
    what: str


@dataclass(frozen=True, slots=True)
class Undone:
    """A change that was taken back."""

    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ChangeLine:
    change: SpeakerChange
    person: str
    undone: Undone | None


@dataclass(frozen=True, slots=True)
class SpeakerHistory:
    speaker: Speaker
    changes: tuple[ChangeLine, ...]
    answers: tuple[SpeakerDecision, ...]
    edits: tuple[HistoryLine, ...]


def speaker_history(speaker: Speaker) -> SpeakerHistory:
    """Everything kept of who is who, also of those merged into the speaker; three queries."""
    family = Q(pk=speaker.pk) | Q(merged_into=speaker)
    keys = Speaker.objects.filter(family).values("pk")
    changes = (
        SpeakerChange.objects.filter(Q(to__in=keys) | Q(speaker__in=keys))
        .select_related("speaker", "to", "person", "undone_by")
        .order_by("-made_at", "-id")[:MOST]
    )
    answers = (
        SpeakerDecision.objects.filter(Q(one__in=keys) | Q(other__in=keys))
        .select_related("one", "other", "article", "person")
        .defer("article__signature")[:MOST]
    )
    return SpeakerHistory(
        speaker, tuple(map(_change_line, changes)), tuple(answers), tuple(_edits(speaker))
    )


def _change_line(change: SpeakerChange) -> ChangeLine:
    undone = None
    if change.undone_at:
        by = change.undone_by.get_username() if change.undone_by else "somebody"
        undone = Undone(by, change.undone_at)
    return ChangeLine(change, change.person.get_username() if change.person else "somebody", undone)


def _edits(speaker: Speaker) -> list[HistoryLine]:
    """Names and notes that people edited; merges stand among the changes."""
    rows = list(
        Speaker.history.filter(id=speaker.pk)
        .select_related("history_user")
        .order_by("history_date", "history_id")[:MOST]
    )
    lines = []
    for before, row in zip([None, *rows], rows, strict=False):
        if row.history_user is None:
            continue
        if before is None:
            what = f"made, named “{row.name}”"
        elif before.name != row.name:
            what = f"renamed from “{before.name}” to “{row.name}”"
        elif before.about != row.about:
            what = "note changed"
        else:
            continue
        lines.append(HistoryLine(row.history_date, row.history_user.get_username(), what))
    return lines[::-1]
