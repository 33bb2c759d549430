"""What people say of a near-duplicate: an article of its own, or under the first after all."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.utils import timezone

from coverage.models import (
    Article,
    Coding,
    Membership,
    Note,
    Redirect,
    SharedText,
    SpanRow,
    State,
    Story,
)
from coverage.models.sharing import SharedTextQuerySet

from .comparison import compare
from .duplicates import set_up
from .locking import placing
from .reading import read_version, store_reading
from .revisions import save_as, write
from .sketching import forget_sketch
from .speakercounts import count_speakers
from .telling import kept_reading


def stand_alone(article: Article, person: User) -> bool:
    """Have a near-duplicate be an article of its own, which the machine never folds again; False
    where it is none (any more)."""
    with placing():
        row = _rows(article).folded().first()
        if row is None:
            return False
        _decide(row, State.REJECTED, person, "an article of its own")
        set_up(row)
    return True


def fold_again(article: Article, person: User) -> bool:
    """Take that back: it is shown under the first again, whatever its text becomes. False where
    the machine never took it for a near-duplicate, where the first is one itself now, or where
    people marked something in it, which would be out of sight."""
    with placing():
        row = _rows(article).filter(kind=SharedText.Kind.NEAR_DUPLICATE).first()
        if row is None or not may_fold(row):
            return False
        _decide(row, State.CONFIRMED, person, "a near-duplicate")
        left = _take_out(row, person)
    for story in left:
        compare(story)
    return True


def confirm_folded(article: Article, person: User) -> bool:
    """Say that it is a near-duplicate, whatever its text becomes; False where it is none."""
    with placing():
        row = _rows(article).folded().filter(state=State.SUGGESTED).first()
        if row is None:
            return False
        _decide(row, State.CONFIRMED, person, "a near-duplicate")
    return True


def may_fold(row: SharedText) -> bool:
    """Whether the article can be shown under the first again, and nobody's work is lost by it."""
    if row.is_folded or SharedText.objects.folded().filter(article=row.first_id).exists():
        return False
    if SharedText.objects.folded().filter(first=row.article_id).exists():
        return False
    marks = [model for model in SpanRow.__subclasses__() if hasattr(model.objects, "decided")]
    return not (
        any(m.objects.filter(version__article=row.article_id).decided().exists() for m in marks)
        or Coding.objects.filter(version__article=row.article_id).exists()
        or Note.objects.filter(version__article=row.article_id).exists()
    )


def _rows(article: Article) -> SharedTextQuerySet:
    rows = SharedText.objects.select_for_update(of=("self",)).filter(article=article)
    return rows.select_related("article__current_version", "first")


def _decide(row: SharedText, state: State, person: User, why: str) -> None:
    changes = {"state": state, "person": person, "decided_at": timezone.now()}
    write(row, changes, person, why=why)


def _take_out(row: SharedText, person: User) -> list[Story]:
    """Out of its story and of the index, with what was read out of it; the stories to compare."""
    article = row.article
    version = article.current_version
    assert version is not None
    kept = kept_reading([article])[article.pk].reading
    store_reading(version, *read_version(version.body, kept.passages, kept.posts, article.language))
    count_speakers([article.pk])
    forget_sketch(article)
    article.terms.all().delete()
    left = []
    current = Membership.objects.filter(article=article, is_current=True).select_related("story")
    for membership in current:
        membership.is_current = False
        save_as(membership, person)
        left.append(membership.story)
        of_first = Membership.objects.filter(article=row.first_id, is_current=True).first()
        still = membership.story.memberships.filter(is_current=True).exists()
        if of_first and not still:
            Redirect.objects.update_or_create(
                old_story=membership.story_id, defaults={"story_id": of_first.story_id}
            )
    return left
