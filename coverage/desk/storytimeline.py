"""The timeline of a story: who published when, what was new in each, and where one wording went.

An article is before another only where their dates say so: one dated by the day alone is neither
before nor after another of that day, and an undated one cannot be placed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from coverage.models import ArticleVersion

from .bench import post_card
from .pages import Column
from .presence import absence, is_before
from .storybench import OpenStory


@dataclass(frozen=True, slots=True)
class NewHere:
    """Something that stands in this article first; `also` names others that may be as early."""

    kind: str  # quote | figure | post
    words: str
    href: str
    in_others: int  # later articles that have it, too
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class VersionAt:
    number: int
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Spread:
    """How one article has the wording that is followed: "22 of 22 words"."""

    words: str
    href: str
    share: float  # of the wording's words, 0–1


@dataclass(frozen=True, slots=True)
class Moment:
    """One article on the timeline."""

    number: int  # as the drawing and the table name it
    column: Column
    new: tuple[NewHere, ...]
    only_quotes: int  # quotes whose words no other article prints
    versions: tuple[VersionAt, ...]
    spread: Spread | None  # None where the wording is not found in its text
    absent: str = ""  # then: "not found in its text", "cannot tell: …"


@dataclass(frozen=True, slots=True)
class Followed:
    """A wording or post that can be followed: its key in addresses, and its words."""

    key: str  # "u12" an utterance, "p1" a post
    words: str
    articles: int
    is_post: bool


@dataclass(frozen=True, slots=True)
class TimelinePage:
    moments: tuple[Moment, ...]  # dated, in order
    undated: tuple[Moment, ...]
    can_follow: tuple[Followed, ...]  # most articles first
    followed: Followed | None
    first: tuple[str, ...]  # who has it first: several where their dates cannot tell
    dated_having: int  # dated articles that have it
    undated_having: int  # others, which cannot be placed


@dataclass(frozen=True, slots=True)
class _Thing:
    """What articles have: a wording, a value of a figure, a post."""

    kind: str
    words: str
    places: dict[int, str]  # article → the address of its first place in it


def timeline_page(opened: OpenStory, of: str = "") -> TimelinePage:
    """Of the columns shown, by publication; `of` is the key of what is followed, "none" for
    nothing, anything else for what most articles have. One query, for the versions."""
    shown = {column.article for column in opened.columns}
    columns = [column for column in opened.bench.columns if column.article in shown]
    things = [*_wordings(opened, shown), *_figures(opened, shown), *_posts(opened, shown)]
    new = _new_in(columns, things)
    choices = _followed(opened, shown)
    chosen = next((one for one in choices if one.key == of), None)
    if chosen is None and of != "none" and choices:
        chosen = choices[0]
    spreads = _spread(opened, chosen, shown) if chosen else {}
    versions = _versions(shown)
    having = [column for column in columns if column.article in spreads]
    moments = [
        Moment(
            number=number,
            column=column,
            new=tuple(new[column.article]),
            only_quotes=sum(
                row.pk not in opened.bench.number
                for row in opened.bench.kept[column.article].quotes
            ),
            versions=tuple(versions[column.article]),
            spread=spreads.get(column.article),
            absent=absence(column, having, is_read=True).told(),
        )
        for number, column in enumerate(columns, 1)
    ]
    dated = [column for column in having if column.published]
    return TimelinePage(
        moments=tuple(moment for moment in moments if moment.column.published),
        undated=tuple(moment for moment in moments if not moment.column.published),
        can_follow=tuple(choices),
        followed=chosen,
        first=tuple(column.called for column in _earliest(dated)),
        dated_having=len(dated),
        undated_having=len(having) - len(dated),
    )


def _earliest(columns: Sequence[Column]) -> list[Column]:
    """Those before which none of the others surely is."""
    return [one for one in columns if not any(is_before(other, one) for other in columns)]


def _new_in(columns: Sequence[Column], things: Iterable[_Thing]) -> dict[int, list[NewHere]]:
    """Article → what stands in it first, told at the first of those that may be first."""
    new: defaultdict[int, list[NewHere]] = defaultdict(list)
    for thing in things:
        having = [c for c in columns if c.article in thing.places and c.published]
        earliest = _earliest(having)
        if not earliest:
            continue
        at = earliest[0]
        new[at.article].append(
            NewHere(
                thing.kind,
                thing.words,
                thing.places[at.article],
                len(thing.places) - 1,
                tuple(column.called for column in earliest[1:]),
            )
        )
    return new


def _wordings(opened: OpenStory, shown: set[int]) -> Iterable[_Thing]:
    """Utterances of which a shown article prints a quote."""
    for utterance in opened.bench.result["utterances"]:
        places: dict[int, str] = {}
        for wording in utterance["wordings"]:
            if wording["article"] in shown and wording["quotes"]:
                places.setdefault(
                    wording["article"], _quote_at(opened, wording["article"], wording["quotes"][0])
                )
        if places:
            yield _Thing("quote", utterance["text"], places)


def _quote_at(opened: OpenStory, article: int, quote: int) -> str:
    return f"{opened.bench.column[article].href}#q{quote}"


def _figures(opened: OpenStory, shown: set[int]) -> Iterable[_Thing]:
    """Each value that a shown article puts to a figure several have: "injured: 14"."""
    for figure in opened.bench.result["figures"]:
        values: dict[tuple[Any, ...], tuple[str, dict[int, str]]] = {}
        for member in figure["members"]:
            article, (start, end) = member["article"], member["span"]
            if article not in shown:
                continue
            value = member["low"], member["high"], member["bound"], member["unit"]
            words = f"{figure['what']}: {opened.bench.body(article)[start:end]}"
            _, places = values.setdefault(value, (words, {}))
            passage = opened.bench.passage_at(article, start)
            at = f"#p{passage.number}" if passage else ""
            places.setdefault(article, f"{opened.bench.column[article].href}{at}")
        for words, places in values.values():
            yield _Thing("figure", words, places)


def _posts(opened: OpenStory, shown: set[int]) -> Iterable[_Thing]:
    """Posts that a shown article has: those of several, then each one's own."""
    bench, seen = opened.bench, set()
    for shared in bench.result["posts"]:
        places: dict[int, str] = {}
        for member in shared["members"]:
            seen.add(member["post"])
            article = member["article"]
            if article in shown and (member["post"] or member["quote"]):
                at = f"#post{member['post']}" if member["post"] else f"#q{member['quote']}"
                places.setdefault(article, f"{bench.column[article].href}{at}")
        if places:
            yield _Thing("post", _post_words(shared), places)
    for article in sorted(shown):
        for row in bench.kept[article].posts:
            card = post_card(row)
            if row.pk in seen or card is None or row.how == "credited":
                continue
            words = f"@{card.handle}" if card.handle else card.author or f"a {card.platform} post"
            yield _Thing("post", words, {article: f"{bench.column[article].href}#post{row.pk}"})


def _post_words(shared: dict[str, Any]) -> str:
    who = f"@{shared['handle']}" if shared["handle"] else f"a {shared['platform']} post"
    return f"{who}: {shared['text']}" if shared["text"] else who


def _followed(opened: OpenStory, shown: set[int]) -> list[Followed]:
    """What two of the shown articles have, most first, then as the story's pages number them."""
    found = []
    for utterance in opened.bench.result["utterances"]:
        articles = {w["article"] for w in utterance["wordings"]} & shown
        if len(articles) > 1:
            found.append(Followed(f"u{utterance['id']}", utterance["text"], len(articles), False))
    for number, shared in enumerate(opened.bench.result["posts"], 1):
        articles = {m["article"] for m in shared["members"]} & shown
        if len(articles) > 1:
            found.append(Followed(f"p{number}", _post_words(shared), len(articles), True))
    return sorted(found, key=lambda one: -one.articles)


def _spread(opened: OpenStory, chosen: Followed, shown: set[int]) -> dict[int, Spread]:
    """Article → how it has what is followed."""
    bench = opened.bench
    if chosen.is_post:
        shared = bench.result["posts"][int(chosen.key[1:]) - 1]
        return {
            member["article"]: _post_in(opened, shared, member)
            for member in reversed(shared["members"])  # the first in a text stands
            if member["article"] in shown
        }
    utterance = next(u for u in bench.result["utterances"] if f"u{u['id']}" == chosen.key)
    spreads = {}
    for wording in utterance["wordings"]:
        article = wording["article"]
        if article not in shown or (article in spreads and not wording["quotes"]):
            continue
        spreads[article] = _wording_in(opened, utterance, wording)
    return spreads


def _wording_in(opened: OpenStory, utterance: dict[str, Any], wording: dict[str, Any]) -> Spread:
    """As a quote, in a post, or in marks with which the article quotes nobody."""
    article, href = wording["article"], opened.bench.column[wording["article"]].href
    words = f"{wording['words']} of {utterance['words']} words"
    share = wording["words"] / max(1, utterance["words"])
    if wording["quotes"]:
        return Spread(words, _quote_at(opened, article, wording["quotes"][0]), share)
    if wording["post"]:
        return Spread(f"{words}, in a post", f"{href}#post{wording['post']}", share)
    passage = opened.bench.passage_at(article, wording["spans"][0][0])
    at = f"#p{passage.number}" if passage else ""
    return Spread(f"{words}, in marks, quoting nobody", f"{href}{at}", share)


def _post_in(opened: OpenStory, shared: dict[str, Any], member: dict[str, Any]) -> Spread:
    href = opened.bench.column[member["article"]].href
    at = f"#post{member['post']}" if member["post"] else f"#q{member['quote']}"
    if not member["post"] and member["words"] and shared["words"]:
        words = f"{member['words']} of the post’s {shared['words']} words"
        return Spread(words, f"{href}{at}", member["words"] / shared["words"])
    return Spread(member["how"], f"{href}{at}", 1.0)


def _versions(articles: set[int]) -> dict[int, list[VersionAt]]:
    found: defaultdict[int, list[VersionAt]] = defaultdict(list)
    rows = ArticleVersion.objects.filter(article__in=articles).order_by("article", "number")
    for article, number, made_at in rows.values_list("article", "number", "made_at"):
        found[article].append(VersionAt(number, made_at))
    return found
