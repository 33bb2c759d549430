"""Who said a quote and through whom it was heard, as every page prints it."""

from __future__ import annotations

from dataclasses import dataclass

from coverage.models import Quote
from coverage.text.lexicons import words
from coverage.text.names import name_key
from coverage.text.quotes.via_words import in_words

from .speakernames import key_of

_TITLES = frozenset(word.strip(".") for word in words("titles"))
_BEGINNINGS = frozenset("A An The His Her Their Its".split())


@dataclass(frozen=True, slots=True)
class SaidBy:
    """The speaker as the article words them, and beside it who that is."""

    mention: str  # "the mayor"; "" where the speaker was not found
    name: str  # "Mark Dunn", "" where the mention is the name
    title: str  # what the article calls them before the name: "Capt."
    role: str  # and behind it: "harbour master"; both "" where the mention says it already
    href: str  # the speaker's page, "" for one without
    cue: str  # the whole of it: "told reporters"
    unsure: str  # the confidence where it is low: "0.42"


@dataclass(frozen=True, slots=True)
class Heard:
    """Through whom: "told to" "reporters"; both "" where nobody was found."""

    lead: str
    words: str  # the article's own; the post's where its words alone tell
    href: str  # the outlet, the person or the post they mean, "" where none matches

    def __str__(self) -> str:
        return f"{self.lead} {self.words}".strip()

    @property
    def told(self) -> str:
        """In one line; "none found" where nobody was."""
        return str(self) or "none found"


@dataclass(frozen=True, slots=True)
class Attributed:
    """Who said some of the quotes of a passage, and through whom they were heard."""

    words: str  # how the first of them begins; "" where all quotes of the passage are theirs
    by: SaidBy
    heard: Heard


def said_by(row: Quote) -> SaidBy:
    """Of a quote that comes with its speaker."""
    name = row.speaker.name if row.speaker else row.speaker_name
    mention = row.mention or name
    called = row.speaker_role if name_key(row.speaker_role) not in name_key(mention) else ""
    is_title = called[:1].isupper() and all(w.strip(".") in _TITLES for w in called.lower().split())
    return SaidBy(
        mention=mention,
        name=name if key_of(name) != key_of(mention) else "",
        title=called if is_title else "",
        role="" if is_title else called,
        href=row.speaker.get_absolute_url() if row.speaker else "",
        cue=row.cue_told,
        unsure=row.unsure,
    )


def heard(row: Quote, post_href: str = "") -> Heard:
    """Of a quote that comes with the outlet, the person and the post it was heard through;
    `post_href` is where that post stands."""
    href = post_href if row.via_post_id else ""
    if not href and row.via_outlet:
        href = row.via_outlet.get_absolute_url()
    if not href and row.via_speaker:
        href = row.via_speaker.get_absolute_url()
    if row.via:
        lead, named = in_words(row.via_how, row.via), row.via
        if lead == "in" and named.partition(" ")[0] in _BEGINNINGS:
            named = named[0].lower() + named[1:]  # "A statement" that began its sentence
        return Heard(lead, named, href)
    return Heard("", f"the {row.via_post}" if row.via_post else "", href)
