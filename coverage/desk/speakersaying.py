"""Whose words a quote is, as a person says it on the quote's card."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User

from coverage.models import Quote, Speaker
from coverage.text.names import name_key
from coverage.text.nearest import find_nearest
from coverage.text.people.speakernames import letters_of
from coverage.text.spans import Span

from .attributing import CannotAttribute, correct, place_near, said_as_typed
from .locking import placing
from .nearnames import Like, like_names
from .revisions import Conflict, save_as
from .speakermerging import decide_pair
from .speakernames import is_proper_name, key_of, known_speakers, standing

#: What a person says of a name that nobody is known by: a new speaker, or only words of this text.
NEW, WORDS = "new", "words"
#: Code points between a quote and the name that the text has for its speaker.
CLOSE_BY = 1000


@dataclass(frozen=True, slots=True)
class Said:
    """What was filled in. An empty name says that the speaker is not stated."""

    name: str
    mention: str | None = None  # how the text names them; None where that was not touched
    as_what: str = ""  # NEW, WORDS, or "" for what the name itself says
    speaker: int = 0  # the one who was chosen


class WhoIsMeant(Exception):
    """The name is nobody's, and may be a slip or mean somebody there is: a person says."""

    def __init__(self, name: str, likes: Sequence[Like], stands: bool) -> None:
        self.name, self.likes = name, tuple(likes)
        self.stands = stands  # in the text
        super().__init__(f"“{name}” is no speaker yet")


def say_speaker(quote: Quote, said: Said, person: User, revision: int | None = None) -> Quote:
    """The quote said by whom the words name, confirmed. Later readings keep to it.

    A name that somebody is known by means them; another full name is a new speaker, and words that
    are none ("the mayor") stay words of this text. Raises WhoIsMeant where the name looks like an
    old one or is nobody's, CannotAttribute, and Conflict.
    """
    name = said_as_typed(said.name, 300)
    with placing():
        stored = Quote.objects.filter(pk=quote.pk).first()
        if stored is not None and stored.revision != (revision or quote.revision):
            # Before a new speaker is made for what will not be kept.
            raise Conflict(stored, {"speaker_id": None, "speaker_name": name, "mention": ""})
        speaker, words = _meant(quote, name, said, person)
        changes: dict[str, Any] = {"speaker_id": speaker and speaker.pk, "speaker_name": words}
        changes |= _mention(quote, said, speaker, words)
        return correct(quote, changes, person, revision)


def name_now(quote: Quote) -> str:
    """Whose words it is, as a field for it is filled: the speaker's name, else the text's words."""
    return quote.speaker.name if quote.speaker else quote.speaker_name or quote.mention


def _meant(quote: Quote, name: str, said: Said, person: User) -> tuple[Speaker | None, str]:
    """(the speaker, the name that is kept); None for words that name nobody kept."""
    if said.speaker:
        found = Speaker.objects.filter(pk=said.speaker).first()
        if found is None:
            raise CannotAttribute("That speaker is not here any more: choose another.")
        speaker = standing([found])[found.pk]
        return speaker, speaker.name
    if not name:
        return None, ""
    if not said.as_what and name == name_now(quote):
        return quote.speaker, quote.speaker_name
    if said.as_what == WORDS:
        return None, place_near(quote, name).text
    if known := known_speakers([key_of(name)]).get(key_of(name)):
        return known, known.name
    likes = like_names(name, quote.version.article_id)
    if said.as_what == NEW:
        return _made(name, likes, person), name
    stands = _found(quote, name) is not None
    if likes or not (stands or is_proper_name(name)):
        raise WhoIsMeant(name, likes, stands)
    if is_proper_name(name):
        return _made(name, (), person), name
    return None, place_near(quote, name).text


def _made(name: str, likes: Sequence[Like], person: User) -> Speaker:
    """A new speaker; that those alike are others is not asked again."""
    if not letters_of(name):
        raise CannotAttribute("A name has letters: type who said it.")
    made = Speaker(name=name)
    save_as(made, person)
    for like in likes:
        decide_pair(made, like.speaker, "different", person)
    return made


def _mention(quote: Quote, said: Said, speaker: Speaker | None, name: str) -> dict[str, Any]:
    """How the text names them: as the person says; else as before where that still fits, or where
    the name itself stands."""
    if not name and speaker is None and not said.name.strip():
        return _named(None, "")
    if said.mention is not None and said.mention.split() != quote.mention.split():
        words = said_as_typed(said.mention, 1000)
        return _named(place_near(quote, words) if words else None, "")
    if (speaker, name) == (quote.speaker, quote.speaker_name) and not said.as_what:
        return {}
    if speaker is None:
        return _named(place_near(quote, name), "")
    return {} if _still_fits(quote, speaker) else _named(_close_by(quote, name), "")


def _still_fits(quote: Quote, speaker: Speaker) -> bool:
    """True for "he" and "the mayor", and for words that have a part of the name; False where the
    text's words name the one it was before."""
    if not quote.mention:
        return False
    theirs = set(name_key(speaker.name).split())
    if theirs & set(name_key(quote.mention).split()):
        return True
    was = quote.speaker.name if quote.speaker else quote.speaker_name
    names_other = set(name_key(was).split()) & set(name_key(quote.mention).split())
    return not (names_other or is_proper_name(quote.mention))


def _found(quote: Quote, words: str) -> Span | None:
    return find_nearest(quote.version.body, words, Span(quote.start, quote.end, quote.text))


def _close_by(quote: Quote, name: str) -> Span | None:
    """Where the name stands not far from the quote: elsewhere it may be a byline, or a caption."""
    span = _found(quote, name)
    if span is None or max(quote.start - span.end, span.start - quote.end) > CLOSE_BY:
        return None
    return span


def _named(span: Span | None, role: str) -> dict[str, Any]:
    return {
        "mention": span.text if span else "",
        "mention_start": span.start if span else None,
        "mention_end": span.end if span else None,
        "speaker_role": role,
    }
