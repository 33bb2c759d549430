"""Settling a residue: a post stood there, it is ordinary text, or nobody can say yet.

What is said of the line is said of its passage too: ordinary text is a paragraph from then on, in
the reading view, in the counts and in every comparison.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Literal, cast

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from coverage.models import (
    Article,
    ArticleVersion,
    EmbeddedPost,
    OutletLine,
    Passage,
    PostAppearance,
    SpanRow,
    State,
)
from coverage.models.posts import FirstWords
from coverage.text.layout.furniture import line_key

from .locking import placing
from .reading import count_kept_words
from .recomparing import compare_later, compare_newest
from .revisions import UNDO, keep_before, record, write

Answer = Literal["post", "text", "unsure"]
STATE_OF: dict[Answer, State] = {
    "post": State.CONFIRMED,
    "text": State.REJECTED,
    "unsure": State.SUGGESTED,
}
ANSWER_OF: dict[State, Answer] = {state: answer for answer, state in STATE_OF.items()}
#: What the desk says of the passage when its residue is settled.
FOLLOWS = "as its residue"
BATCH = 500


def is_residue(row: object) -> bool:
    """True for a line that is left of a post."""
    return isinstance(row, PostAppearance) and row.how == PostAppearance.How.RESIDUE


def residues() -> QuerySet[PostAppearance]:
    """The residues in the texts that stand now; those of earlier versions ask nobody."""
    return cast(
        "QuerySet[PostAppearance]",
        PostAppearance.objects.filter(
            Exists(Article.objects.filter(current_version=OuterRef("version"))),
            how=PostAppearance.How.RESIDUE,
        ),
    )


def equal_to(row: PostAppearance) -> QuerySet[PostAppearance]:
    """All residues of the same words in articles of the row's outlet, itself among them; it alone
    where no outlet is stated."""
    outlet = row.version.article.outlet_id
    if outlet is None:
        return residues().filter(pk=row.pk)
    return reading([row.text]).filter(line_outlet=outlet)


def reading(texts: Iterable[str]) -> QuerySet[PostAppearance]:
    """The residues of these words, found by their first ones."""
    wanted = set(texts)
    first = {text[: FirstWords.LENGTH] for text in wanted}
    rows = residues().annotate(first_words=FirstWords("text"))
    return rows.filter(first_words__in=first, text__in=wanted)


def settle(
    row: PostAppearance,
    answer: Answer,
    person: User,
    revision: int | None = None,
    post: EmbeddedPost | None = None,
) -> PostAppearance:
    """The residue as the person says, linked to `post` where they name the one that stood there.

    Raises Conflict when it has been changed since `revision`. Unsure keeps it suggested, with who
    said so: it is not asked again, and waits under "unsure".
    """
    stored = PostAppearance.objects.get(pk=row.pk)
    before = (stored.state, stored.post_id)
    with transaction.atomic():
        write(row, _fields(answer, person, post), person, revision, answer)
        lines_follow([row], person)
    if before != (row.state, row.post_id):
        _compare([row], {before[0], row.state}, linked=before[1] != row.post_id)
    return row


def settle_equal(row: PostAppearance, answer: Answer, person: User, token: str) -> int:
    """Say the same of every line equal to it in its outlet that nobody settled yet; how many.

    Ordinary text stands for later articles of the outlet too. `undo_equal` with the same token
    takes all of it back. Of many lines the stories of the newest are compared at once, the others
    by workers.
    """
    wanted = equal_to(row).filter(state=State.SUGGESTED)
    if answer == "unsure":
        wanted = wanted.filter(decided_at=None)
    fields, why = _fields(answer, person, None), f"{answer} · {token}"
    changed: list[PostAppearance] = []
    with placing():  # an article that comes is counted and labelled before this or after it
        keys = list(wanted.order_by("pk").values_list("pk", flat=True))
        for at in range(0, len(keys), BATCH):
            batch = list(
                PostAppearance.objects.select_for_update().filter(pk__in=keys[at : at + BATCH])
            )
            changed += _write_all(batch, [fields] * len(batch), person, why)
        if answer == "text":
            _say_of_outlet(row, person, is_ordinary=True)
            compare_later(row.version_id for row in changed)
    _compare(changed, {STATE_OF[answer]})
    return len(changed)


def undo_equal(row: PostAppearance, token: str, person: User) -> int:
    """Take back what `settle_equal` said under the token, where nobody changed it since; how many
    lines. What is said of later articles goes too."""
    history = PostAppearance.history.model.objects
    ours = history.filter(history_change_reason__endswith=f" · {token}").filter(
        id__in=equal_to(row).order_by().values("pk")
    )
    changed: list[PostAppearance] = []
    with placing():
        keys = list(ours.order_by("id").values_list("id", flat=True).distinct())
        for at in range(0, len(keys), BATCH):
            batch = PostAppearance.objects.select_for_update().in_bulk(keys[at : at + BATCH])
            rows, fields = [], []
            entries: dict[int, list[Any]] = {}
            for entry in history.filter(id__in=batch).order_by("history_date", "history_id"):
                entries.setdefault(entry.id, []).append(entry)
            for key, said in entries.items():
                why = said[-1].history_change_reason or ""  # the admin gives none
                if len(said) > 1 and why.endswith(f" · {token}"):
                    rows.append(batch[key])
                    fields.append(_as_in(said[-2]))
            changed += _write_all(rows, fields, person, UNDO)
        if any(row.state != State.REJECTED for row in changed):
            _say_of_outlet(row, person, is_ordinary=False)
        compare_later(row.version_id for row in changed)
    _compare(changed, {State.REJECTED})
    return len(changed)


def lines_follow(rows: Iterable[SpanRow], person: User | None) -> None:
    """Make the passages of the residues what was said of them, and count the words anew."""
    left = [row for row in rows if isinstance(row, PostAppearance) and is_residue(row)]
    for at in range(0, len(left), BATCH):
        batch = left[at : at + BATCH]
        passage_of = _passages_of(batch)
        to_change = {
            passage.pk: (passage, fields)
            for row in batch
            if (passage := passage_of.get(row.pk)) and (fields := _follows(passage, row))
        }
        if not to_change:
            continue
        changed = [passage for passage, _ in to_change.values()]
        keep_before(changed)
        for passage, fields in to_change.values():
            passage.revision += 1
            for name, value in fields.items():
                setattr(passage, name, value)
        named = ["kind", "reason", "state", "decided_by", "decided_at", "revision"]
        Passage.objects.bulk_update(changed, named)
        record(changed, person, FOLLOWS)
        count_kept_words(passage.version_id for passage in changed)


def _passages_of(rows: Sequence[PostAppearance]) -> dict[int, Passage]:
    """Residue (by id) → the passage it stands in, in two queries for all."""
    over = Passage.objects.filter(
        version=OuterRef("version"), start__lte=OuterRef("start"), end__gte=OuterRef("end")
    )
    keys = [row.pk for row in rows]
    standing = PostAppearance.objects.filter(pk__in=keys).annotate(over=over.values("pk")[:1])
    passage_of = dict(standing.order_by().values_list("pk", "over"))
    passages = Passage.objects.in_bulk([key for key in passage_of.values() if key])
    return {key: passages[over] for key, over in passage_of.items() if over}


def _follows(passage: Passage, row: PostAppearance) -> dict[str, Any] | None:
    """The passage's fields; None where they are so, or the passage is no residue's."""
    kinds = Passage.Kind
    if passage.kind not in (kinds.RESIDUE, kinds.PARAGRAPH):
        return None
    if row.state == State.REJECTED:
        wanted: tuple[Any, ...] = (kinds.PARAGRAPH, "", State.CONFIRMED)
    elif row.state == State.CONFIRMED:
        wanted = (kinds.RESIDUE, "what is left of a lost post", State.CONFIRMED)
    else:
        wanted = (kinds.RESIDUE, "what is left of a lost post", State.SUGGESTED)
    if (passage.kind, passage.reason, passage.state) == wanted:
        return None
    is_decided = wanted[2] == State.CONFIRMED
    return {
        **dict(zip(("kind", "reason", "state"), wanted, strict=True)),
        "decided_by": row.decided_by if is_decided else None,
        "decided_at": row.decided_at if is_decided else None,
    }


def settled_before(version: ArticleVersion, lines: Iterable[OutletLine]) -> int:
    """Settle the version's residues of which a person said that in this outlet the line is
    ordinary text; how many."""
    said = {line.key: line for line in lines if line.is_ordinary}
    if not said:
        return 0
    rows = PostAppearance.objects.filter(
        version=version, how=PostAppearance.How.RESIDUE, state=State.SUGGESTED, decided_at=None
    )
    count = 0
    for row in rows:
        line = said.get(line_key(row.text))
        if line is not None:
            fields = {**_fields("text", line.decided_by, None), "decided_at": line.decided_at}
            _write_all([row], [fields], line.decided_by, "said of the line in this outlet")
            count += 1
    return count


def _fields(answer: Answer, person: User | None, post: EmbeddedPost | None) -> dict[str, Any]:
    return {
        "state": STATE_OF[answer],
        "decided_by": person,
        "decided_at": timezone.now(),
        "post": post,
    }


def _as_in(entry: Any) -> dict[str, Any]:
    """The same fields as a row of history has them."""
    return {
        "state": entry.state,
        "decided_by_id": entry.decided_by_id,
        "decided_at": entry.decided_at,
        "post_id": entry.post_id,
    }


def _write_all(
    rows: Sequence[PostAppearance],
    fields: Sequence[dict[str, Any]],
    person: User | None,
    why: str,
) -> list[PostAppearance]:
    keep_before(rows)
    for row, values in zip(rows, fields, strict=True):
        row.revision += 1
        for name, value in values.items():
            setattr(row, name, value)
    named = ["state", "decided_by", "decided_at", "post", "revision"]
    PostAppearance.objects.bulk_update(rows, named, batch_size=BATCH)
    record(rows, person, why)
    lines_follow(rows, person)
    return list(rows)


def _say_of_outlet(row: PostAppearance, person: User, *, is_ordinary: bool) -> None:
    """Keep for later articles of the outlet that the line is ordinary text, or no longer. Call
    inside `placing()`: what is read of the line here is written again."""
    outlet = row.version.article.outlet_id
    if outlet is None:
        return
    line = OutletLine.objects.filter(outlet=outlet, key=line_key(row.text)).first()
    line = line or OutletLine(outlet_id=outlet, key=line_key(row.text), text=row.text)
    line.is_ordinary = is_ordinary
    line.decided_by, line.decided_at = person, timezone.now()
    line._history_user = person  # type: ignore[attr-defined]
    line.save()


def _compare(
    rows: Sequence[PostAppearance], states: Iterable[State | str], *, linked: bool = False
) -> None:
    """Compare again where a line became text, or no longer is, or a post was linked."""
    if rows and (linked or State.REJECTED in states):
        compare_newest(row.version_id for row in rows)
