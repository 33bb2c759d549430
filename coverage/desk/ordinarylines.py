"""Saying that a line which its outlet repeats is ordinary text, here or in the whole outlet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import User
from django.db.models import F, QuerySet
from django.utils import timezone

from coverage.models import Article, LineInArticle, OutletLine, Passage, State
from coverage.text.layout.furniture import line_key

from .locking import placing
from .outletlines import BATCH, label, unlabel
from .reading import count_kept_words
from .recomparing import compare_again, compare_later, compare_newest
from .review import decision
from .revisions import NothingToUndo, history_of, save_as, undo, write

#: What history says of a line that a person called ordinary text.
ORDINARY = "ordinary text"


class NothingToSay(ValueError):
    """The line is no boilerplate: read, settled or moved otherwise meanwhile, or never labelled."""


def say_ordinary(passage: Passage, person: User, *, everywhere: bool) -> int:
    """Say that a line which is labelled boilerplate is ordinary text: in this article alone, or
    wherever this outlet prints it, in later articles too; how many passages were changed.

    Raises NothingToSay for a passage that bears no such label (any more), and Conflict as `write`
    does.
    """
    if not everywhere:
        if not _is_labelled(passage):
            raise NothingToSay(f"{passage} is not labelled boilerplate")
        write(passage, _as_ordinary(passage, person), person, why=ORDINARY)
        count_kept_words([passage.version_id])
        compare_again([passage.version.article_id])
        return 1
    with placing():
        line = line_of(passage)
        labelled = Passage.objects.filter(pk=passage.pk).exclude(read_as="").first()
        if line is None or labelled is None or not _is_labelled(labelled):
            raise NothingToSay(f"{passage} is not labelled as a line that its outlet repeats")
        _say(line, person, is_ordinary=True)
        changed = unlabel(_labelled(line))
        compare_later(passage.version_id for passage in changed)
    compare_newest(passage.version_id for passage in changed)
    return len(changed)


def undo_ordinary(passage: Passage, person: User) -> None:
    """Take back what `say_ordinary` said last of the line, here or in the whole outlet. Raises
    NothingToUndo, and Conflict as `write` does."""
    latest = history_of(passage).first()
    if latest and latest.history_change_reason == ORDINARY:
        undo(passage, person)
        count_kept_words([passage.version_id])
        compare_again([passage.version.article_id])
        return
    with placing():
        line = line_of(passage)
        if line is None or not line.is_ordinary:
            raise NothingToUndo(f"{passage} has no earlier state")
        _say(line, person, is_ordinary=False)
        changed = _label_again(line) if line.is_repeated else []
        compare_later(passage.version_id for passage in changed)
    compare_newest(passage.version_id for passage in changed)


def line_of(passage: Passage) -> OutletLine | None:
    """What is kept of the passage's words in its outlet; to change it, read it in `placing()`."""
    outlet = passage.version.article.outlet_id
    return OutletLine.objects.filter(outlet=outlet, key=line_key(passage.text)).first()


def _is_labelled(passage: Passage) -> bool:
    return passage.kind == Passage.Kind.BOILERPLATE


def _as_ordinary(passage: Passage, person: User) -> dict[str, Any]:
    kind = passage.read_as or Passage.Kind.PARAGRAPH
    return {"kind": kind, "reason": "", "read_as": "", **decision(State.CONFIRMED, person)}


def _say(line: OutletLine, person: User, *, is_ordinary: bool) -> None:
    line.is_ordinary, line.decided_by, line.decided_at = is_ordinary, person, timezone.now()
    save_as(line, person)


def _labelled(line: OutletLine) -> Iterator[Passage]:
    """The passages that repetition made boilerplate, in all articles of the outlet."""
    rows = Passage.objects.filter(
        version__article__in=_holding(line), version=F("version__article__current_version")
    )
    rows = rows.filter(kind=Passage.Kind.BOILERPLATE).exclude(read_as="").order_by("pk")
    for passage in rows.iterator(chunk_size=BATCH):
        if line_key(passage.text) == line.key:
            yield passage


def _label_again(line: OutletLine) -> list[Passage]:
    articles = Article.objects.filter(pk__in=_holding(line)).select_related("current_version")
    for article in articles.iterator(chunk_size=BATCH):
        if article.current_version:
            label(article.current_version, {line.key: line}, line.outlet.name)
    return list(_labelled(line))


def _holding(line: OutletLine) -> QuerySet[Any]:
    rows = LineInArticle.objects.filter(outlet=line.outlet_id, key=line.key).order_by()
    return rows.values("article")
