"""An utterance as a comparison stores it, and back: rows by their ids, spans as [start, end]."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from coverage.text.collation.collated import Report, SharedUtterance, Told, Wording
from coverage.text.collation.wordings import rebased
from coverage.text.spans import Span

from .pages import Column
from .telling import Kept


def as_stored(shared: SharedUtterance, key: int, kept: Mapping[int, Kept]) -> dict[str, Any]:
    """The utterance of that id as JSON."""
    return {
        "id": key,
        "text": shared.text,
        "words": shared.words,
        "base": int(shared.base),
        "changes": list(shared.changes),
        "wordings": [_wording(one, kept[int(one.key)]) for one in shared.wordings],
        "reports": [_report(one, kept[int(one.key)]) for one in shared.reports],
    }


def set_against(
    stored: Sequence[dict[str, Any]],
    kept: Mapping[int, Kept],
    columns: Sequence[Column],
    base: int,
) -> list[dict[str, Any] | None]:
    """Each stored utterance as the articles of the columns have it, in their order, set against
    the `base` where that prints it; None where none of them does."""
    told = {str(column.article): _told(column, kept[column.article]) for column in columns}
    found = rebased([_as_found(one, kept) for one in stored], told, str(base or ""))
    return [
        as_stored(shared, one["id"], kept) if shared else None
        for one, shared in zip(stored, found, strict=True)
    ]


def _wording(wording: Wording, kept: Kept) -> dict[str, Any]:
    return {
        "article": int(wording.key),
        "spans": pairs(wording.spans),
        "quotes": [kept.quotes[index].pk for index in wording.quotes],
        "post": kept.posts[wording.post].pk if wording.post is not None else 0,
        "speakers": list(wording.speakers),
        "vias": list(wording.vias),
        "words": wording.words,
        "changes": list(wording.changes),
        "own": pairs(wording.own),
    }


def _report(report: Report, kept: Kept) -> dict[str, Any]:
    return {
        "article": int(report.key),
        "span": [report.span.start, report.span.end],
        "how": report.how,
        "reported": kept.reported[report.reported].pk if report.reported >= 0 else 0,
        "speaker": report.speaker,
        "shared": pairs(report.shared),
        "words": report.words,
        "changes": list(report.changes),
    }


def pairs(spans: Iterable[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def _told(column: Column, kept: Kept) -> Told:
    """As much of the article as its wordings need."""
    published: date | datetime | None = column.published
    if column.published and column.day_only:
        published = column.published.date()
    reported = kept.reported_speech
    return Told(str(column.article), column.outlet, published, "", kept.reading, reported)


def _as_found(stored: dict[str, Any], kept: Mapping[int, Kept]) -> SharedUtterance:
    """What says where the utterance stands; all else is found anew."""
    standing = [w for w in stored["wordings"] if w["article"] in kept]
    return SharedUtterance(
        text="",
        words=0,
        base="",
        wordings=tuple(
            Wording(
                key=str(one["article"]),
                spans=tuple(Span.of(kept[one["article"]].reading.body, *s) for s in one["spans"]),
                quotes=(),
                post=_index(kept[one["article"]].posts, one["post"]),
                speakers=(),
                vias=(),
                words=0,
                changes=(),
            )
            for one in standing
        ),
        changes=(),
        reports=tuple(
            Report(
                key=str(one["article"]),
                span=Span.of(kept[one["article"]].reading.body, *one["span"]),
                how=one["how"],
                reported=-1 if at is None else at,
                speaker="",
                shared=(),
                words=0,
                changes=(),
            )
            for one in stored.get("reports", ())
            if one["article"] in kept
            for at in (_index(kept[one["article"]].reported, one["reported"]),)
        ),
    )


def _index(rows: Sequence[Any], key: int) -> int | None:
    """Where the row of that id stands; None for none."""
    return next((at for at, row in enumerate(rows) if row.pk == key), None) if key else None
