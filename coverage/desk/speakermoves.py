"""What merging and splitting speakers share: locks, moving quotes, and undoing exactly that."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Q
from django.utils import timezone

from coverage.models import Naming, Quote, Speaker, SpeakerChange

from .locking import placing, settling_speakers
from .revisions import keep_before, record, save_as
from .speakercounts import count_speakers
from .speakernames import key_of

BATCH = 500


class CannotMove(ValueError):
    """Speakers cannot be merged or split so; the message says why."""


def locked(*keys: int) -> dict[int, Speaker]:
    """Id → speaker, nobody else's until the transaction ends, taken in the order of their ids.

    Call inside `placing()`, which keeps readings out, and `settling_speakers()`: two who merge at
    once wait for each other, neither fails.
    """
    rows = Speaker.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk")
    return {row.pk: row for row in rows}


def lead_of(speaker: Speaker) -> Speaker:
    """The speaker this one was merged into, itself where it was not."""
    return speaker.merged_into or speaker


def give(quotes: Iterable[int], to: Speaker | None, person: User, why: str) -> list[int]:
    """Make the speaker of the quotes (by id) another; the ids, in order.

    Quotes that people decided keep the change in their history; of others the machine's rows tell.
    """
    keys = sorted(quotes)
    for at in range(0, len(keys), BATCH):
        batch = keys[at : at + BATCH]
        rows = Quote.objects.filter(pk__in=batch).order_by("pk")
        list(rows.select_for_update().values_list("pk"))
        known = set(Quote.history.filter(id__in=batch).values_list("id", flat=True).distinct())
        rows.order_by().update(speaker=to)
        record(list(rows.filter(pk__in=known)) if known else [], person, why)
    return keys


def articles_of(quotes: Iterable[int]) -> list[int]:
    """Ids of the articles in which the quotes (by id) stand."""
    keys = sorted(quotes)
    found: set[int] = set()
    for at in range(0, len(keys), BATCH):
        rows = Quote.objects.filter(pk__in=keys[at : at + BATCH]).order_by()
        found.update(rows.values_list("version__article", flat=True).distinct())
    return sorted(found)


def undo(change: SpeakerChange, person: User) -> SpeakerChange:
    """Take a merge or a split back: the quotes that moved with it return, and what was read since
    under the names it moved; what people gave elsewhere in between stays there.

    Raises CannotMove when it has been undone.
    """
    with placing(), settling_speakers():
        stored = SpeakerChange.objects.select_for_update(of=("self",)).get(pk=change.pk)
        if stored.undone_at:
            raise CannotMove("This has been undone already.")
        locked(*(key for key in (stored.speaker_id, stored.to_id) if key))
        here = lead_of(Speaker.objects.select_related("merged_into").get(pk=stored.to_id))
        back = _that_return(stored, here)
        if stored.kind == SpeakerChange.Kind.MERGE:
            assert stored.speaker is not None
            target: Speaker | None = _part(stored, stored.speaker, person)
        else:
            target = lead_of(stored.speaker) if stored.speaker else None
            _unsay(stored)
        give(back, target, person, f"undone: {stored.get_kind_display()}")
        stored.undone_by, stored.undone_at = person, timezone.now()
        stored.save(update_fields=["undone_by", "undone_at"])
    count_speakers(articles_of(back))
    return stored


def _part(change: SpeakerChange, speaker: Speaker, person: User) -> Speaker:
    """The speaker stands alone again, and leads again those who had been merged into them."""
    keep_before([speaker])
    speaker.merged_into = None
    speaker._change_reason = "merge undone"  # type: ignore[attr-defined]
    save_as(speaker, person)
    Speaker.objects.filter(pk__in=change.moved.get("merged", ()), merged_into__isnull=False).update(
        merged_into=speaker
    )
    via = Quote.objects.filter(pk__in=change.moved.get("via", ()), via_speaker__isnull=False)
    via.update(via_speaker=speaker)
    return speaker


def _that_return(change: SpeakerChange, here: Speaker) -> set[int]:
    """Ids of quotes of `here` that came with the change, or were read since under its names."""
    moved = set(change.moved.get("quotes", ()))
    theirs = Quote.objects.filter(speaker=here)
    back = {key for key in theirs.values_list("pk", flat=True) if key in moved}
    if change.kind == SpeakerChange.Kind.MERGE:
        names = _names_of(change)
        read = theirs.filter(pk__gt=change.moved.get("last", 0))
        since = {pk for pk, name in read.values_list("pk", "speaker_name") if key_of(name) in names}
        back |= since - (quotes_named(here.namings.all(), here) if since else set())
    else:
        back |= quotes_named(change.namings.all(), here)
    return back - _given_since(change, here)


def _names_of(change: SpeakerChange) -> set[str]:
    """Keys of all names that the merge moved: of the speaker, and of those merged into them."""
    family = [change.speaker_id, *change.moved.get("merged", ())]
    rows = Speaker.objects.filter(pk__in=family).prefetch_related("names")
    return {key for row in rows for key in (row.name_key, *(n.name_key for n in row.names.all()))}


def _given_since(change: SpeakerChange, here: Speaker) -> set[int]:
    """Ids of quotes that people gave to `here` after the change, and did not take back."""
    later = SpeakerChange.objects.filter(
        Q(to=here) | Q(to__merged_into=here),
        pk__gt=change.pk,
        undone_at=None,
        kind=SpeakerChange.Kind.SPLIT,
    ).prefetch_related("namings")
    given: set[int] = set()
    for one in later:
        given |= set(one.moved.get("quotes", ())) | quotes_named(one.namings.all(), here)
    return given


def quotes_named(namings: Iterable[Naming], speaker: Speaker) -> set[int]:
    """Ids of the speaker's quotes that people named so; one query."""
    said = list(namings)
    prints = {(one.article_id, one.fingerprint) for one in said if one.fingerprint}
    names = {(one.article_id, one.name_key) for one in said if one.name_key}
    rows = Quote.objects.filter(
        speaker=speaker, version__article__in={one.article_id for one in said}
    ).values_list("pk", "version__article", "fingerprint", "speaker_name")
    return {
        pk
        for pk, article, fingerprint, name in (rows if said else ())
        if (article, fingerprint) in prints or (article, key_of(name)) in names
    }


def _unsay(change: SpeakerChange) -> None:
    """Take back what the change said of later readings, and put back what had been said before."""
    change.namings.all().delete()
    for before in change.moved.get("replaced", ()):
        kept: dict[str, Any] = dict(before)
        if Speaker.objects.filter(pk=kept["speaker_id"]).exists():
            Naming.objects.get_or_create(
                article_id=kept.pop("article_id"),
                name_key=kept.pop("name_key"),
                fingerprint=kept.pop("fingerprint"),
                defaults=kept,
            )
