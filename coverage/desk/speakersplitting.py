"""Quotes given to another speaker, by a person's hand; later readings keep to it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.contrib.auth.models import User
from django.db.models import Q

from coverage.models import Article, Naming, Quote, Speaker, SpeakerChange
from coverage.text.names import KEY_LENGTH
from coverage.text.people.speakernames import letters_of
from coverage.text.spans import as_body

from .locking import placing, settling_speakers
from .revisions import save_as
from .speakercounts import count_speakers
from .speakermoves import CannotMove, articles_of, give, locked
from .speakernames import key_of, known_speakers

_KEPT = ("article_id", "speaker_id", "name", "name_key", "fingerprint", "words", "change_id")


def split(
    speaker: Speaker,
    quotes: Iterable[int],
    to: Speaker | str,
    person: User,
    *,
    whole_name: bool = False,
) -> SpeakerChange:
    """Give quotes of `speaker` (by id) to another one there is, or to one of a new name.

    A later reading finds those quotes again by their words and leaves them there. With `whole_name`
    everything goes that the same articles print under the same names, now and in later readings.
    Raises CannotMove where nothing of theirs is chosen, or `to` is who they are already.
    """
    with placing(), settling_speakers():
        rows = _chosen(speaker, quotes, whole_name)
        if not rows:
            raise CannotMove("Choose at least one quote that is theirs.")
        target = _target(to, person)
        locked(speaker.pk, target.pk)
        if target == speaker:
            raise CannotMove(f"These quotes are {speaker}’s already. Choose another name.")
        change = _given(rows, speaker, target, person, whole_name)
    count_speakers(articles_of(change.moved["quotes"]))
    return change


def adopt(article: Article, name: str, to: Speaker, person: User) -> SpeakerChange:
    """Say that a bare name in one article means `to`: quotes that had no speaker become theirs, and
    stay so in later readings. Raises CannotMove where the article has none under that name."""
    with placing(), settling_speakers():
        locked(to.pk)
        target = to.merged_into or to
        key = key_of(name)
        unnamed = Quote.objects.filter(version__article=article, speaker=None)
        rows = [row for row in unnamed if key and key_of(row.speaker_name) == key]
        if not rows:
            raise CannotMove(f"“{name}” is nobody’s in that article any more.")
        change = _given(rows, None, target, person, whole_name=True)
    count_speakers(articles_of(change.moved["quotes"]))
    return change


def _chosen(speaker: Speaker, quotes: Iterable[int], whole_name: bool) -> list[Quote]:
    theirs = Quote.objects.filter(speaker=speaker).select_related("version")
    theirs = theirs.defer("version__body").order_by("pk")
    rows = list(theirs.filter(pk__in=list(quotes)))
    if not whole_name:
        return rows
    pairs = {(row.version.article_id, key_of(row.speaker_name)) for row in rows}
    there = theirs.filter(version__article__in={article for article, _ in pairs})
    return [row for row in there if (row.version.article_id, key_of(row.speaker_name)) in pairs]


def _target(to: Speaker | str, person: User) -> Speaker:
    """The speaker, or the one who stands under the name; made where nobody does."""
    if isinstance(to, Speaker):
        return to.merged_into or to
    name = " ".join(as_body(to).split())[:300]
    if not letters_of(name):
        raise CannotMove("Say whose quotes they are: choose a speaker or type a new name.")
    if known := known_speakers([key_of(name)]).get(key_of(name)):
        return known
    made = Speaker(name=name)
    save_as(made, person)
    return made


def _given(
    rows: Sequence[Quote], speaker: Speaker | None, to: Speaker, person: User, whole_name: bool
) -> SpeakerChange:
    change = SpeakerChange.objects.create(
        kind=SpeakerChange.Kind.SPLIT, speaker=speaker, to=to, person=person, quote_count=len(rows)
    )
    replaced = _say(rows, to, change, whole_name)
    moved = give([row.pk for row in rows], to, person, f"given to {to}")
    change.moved = {"quotes": moved, "replaced": replaced}
    change.save(update_fields=["moved"])
    return change


def _say(
    rows: Sequence[Quote], to: Speaker, change: SpeakerChange, whole_name: bool
) -> list[dict[str, object]]:
    """Keep for later readings who is meant; gives what had been said of the same before."""
    wanted: dict[tuple[int, str, str], Naming] = {}
    for row in rows:
        naming = Naming(article_id=row.version.article_id, speaker=to, change=change)
        naming.name = row.speaker_name
        if whole_name and key_of(row.speaker_name):
            naming.name_key = key_of(row.speaker_name)[:KEY_LENGTH]
        else:
            naming.fingerprint, naming.words = row.fingerprint, row.text
        wanted.setdefault((naming.article_id, naming.name_key, naming.fingerprint), naming)
    before = Naming.objects.filter(article__in={article for article, _, _ in wanted})
    if whole_name:  # what was said of single quotes of the name gives way
        prints = {row.fingerprint for row in rows}
        same = Q(name_key__in={key for _, key, _ in wanted if key}) | Q(fingerprint__in=prints)
        before = before.filter(same)
    earlier = [
        naming
        for naming in before
        if (naming.article_id, naming.name_key, naming.fingerprint) in wanted
        or (whole_name and naming.fingerprint)
    ]
    replaced = [{name: getattr(naming, name) for name in _KEPT} for naming in earlier]
    Naming.objects.filter(pk__in=[naming.pk for naming in earlier]).delete()
    Naming.objects.bulk_create(wanted.values(), batch_size=500)
    return replaced
