"""Ruling on what stands on a page: a row, an utterance or a figure of the stored comparison."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.contrib.auth.models import User

from coverage.models import Ruling

from . import ruling
from .bench import Bench
from .phrases import first_words, in_marks
from .rowpage import figure_at, quotes_at, spans_of_row, utterance_at
from .ruling import CannotRule, Words
from .spots import Found, find_spot, words_at

CHANGED = "Nothing was done: this was compared anew while you had it open. Look at it again."
GONE = "Nothing was done: the words that you chose stand elsewhere now. Look at it again."


@dataclass(frozen=True, slots=True)
class Ruled:
    """What was done in a sentence, and the rulings, the newest first, that undo takes back."""

    said: str
    rulings: tuple[Ruling, ...]


def confirm_row(found: Found, as_seen: str, person: User) -> Ruled:
    """The row is right as it stands."""
    spans = _row(found, as_seen)
    what = _label(found)
    made = ruling.put_together(found.story, _words(found.bench, spans), (), person, what)
    return Ruled(f"Confirmed: {what} is one row.", (made,))


def join_rows(found: Found, other: str, as_seen: str, person: User) -> Ruled:
    """The row and the one in which the spot `other` stands are one."""
    spans, far = _row(found, as_seen), _other(found, other)
    if far.row == found.row:
        raise CannotRule("These stand in one row already.")
    ours = _words(found.bench, spans)
    theirs = _words(far.bench, spans_of_row(far.bench, far.row))
    what = f"{_label(found)} and {_label(far)}"
    made = ruling.put_together(found.story, ours, theirs, person, what)
    return Ruled(f"Put together: {what} are one row.", (made,))


def part_sentence(found: Found, sentence: str, to: str, as_seen: str, person: User) -> Ruled:
    """The sentence at the spot leaves the row, for the row of the spot `to` where one is given."""
    spans = _row(found, as_seen)
    at = _other(found, sentence)
    if at.row != found.row:
        raise CannotRule(CHANGED)
    others = {a: cell for a, cell in spans.items() if a != at.article}
    what = in_marks(first_words(found.bench.body(at.article)[at.start : at.end], 12))
    target = _other(found, to) if to else None
    theirs = _words(found.bench, others)
    made = []
    if theirs or target is None:
        made.append(ruling.part(found.story, [at.words], theirs, person, what))
    if target is None:
        return Ruled(f"Parted: {what} stands in another row.", tuple(made))
    row = _words(target.bench, spans_of_row(target.bench, target.row))
    made.insert(0, ruling.put_together(found.story, [at.words], row, person, what))
    return Ruled(f"Moved: {what} stands with {_label(target)}.", tuple(made))


def check_absence(found: Found, article: int, as_seen: str, person: User) -> Ruled:
    """A person looked: the article's text has nothing of the row."""
    spans = _row(found, as_seen)
    absent = next((a for a in found.bench.articles if a.pk == article), None)
    if absent is None or article in spans:
        raise CannotRule(CHANGED)
    row = _words(found.bench, spans)
    made = ruling.confirm_absence(found.story, absent, row, person, _label(found))
    return Ruled(f"Checked: {_label(found)} is not in the text of {absent.called}.", (made,))


def confirm_match(found: Found, as_seen: str, person: User) -> Ruled:
    """The quotes render the same words, as matched."""
    words = _words(found.bench, _quotes(found, as_seen))
    made = ruling.same_words(found.story, words, (), person, _said(found))
    return Ruled(f"Confirmed: these quotes render {_said(found)}.", (made,))


def part_quote(found: Found, quote: str, as_seen: str, person: User) -> Ruled:
    """The quote at the spot does not render the utterance's words."""
    spans = _quotes(found, as_seen)
    at = _other(found, quote)
    made = ruling.other_words(
        found.story, [at.words], _words(found.bench, _without(spans, at)), person, _said(at)
    )
    return Ruled(f"Parted: {_said(at)} renders other words.", (made,))


def move_quote(found: Found, quote: str, to: str, as_seen: str, person: User) -> Ruled:
    """The quote at the spot renders the words of the utterance (or lone quote) at `to`, and those
    that it stood with do not."""
    spans = _quotes(found, as_seen)
    at, target = _other(found, quote), _other(found, to)
    theirs = _words(target.bench, quotes_at(target))
    rest = _words(found.bench, _without(spans, at))
    if not theirs or at.words in theirs:
        raise CannotRule("Choose the utterance whose words it renders.")
    made = []
    if rest:
        made.append(ruling.other_words(found.story, [at.words], rest, person, _said(at)))
    made.insert(0, ruling.same_words(found.story, [at.words], theirs, person, _said(at)))
    return Ruled(f"Moved: {_said(at)} renders {_said(target)}.", tuple(made))


def relate(found: Found, stance: str, as_seen: str, person: User) -> Ruled:
    """How the figures, or the times of the act, stand to each other."""
    stored, members = _figure(found, as_seen)
    what = stored["what"]
    if "relation" in stored:
        before = str(Ruling.Stance(stored["relation"]).label)
        made = ruling.set_relation(found.story, members, stance, person, what, before)
    elif stance in ("conflict", "same"):
        made = ruling.set_when(found.story, members, stance == "conflict", person, what)
    else:
        raise CannotRule("Choose whether the articles differ on when it happened.")
    return Ruled(f"{in_marks(what)}: {made.get_stance_display()}.", (made,))


def take_figure_out(found: Found, number: str, as_seen: str, person: User) -> Ruled:
    """The number at the spot does not measure what the others do."""
    stored, members = _figure(found, as_seen)
    at = _other(found, number)
    ours = [one for one in members if one.version == at.words.version and _overlap(one, at)]
    theirs = [one for one in members if one.version != at.words.version]
    if "relation" not in stored or not ours or not theirs:
        raise CannotRule(CHANGED)
    made = ruling.take_out(found.story, ours, theirs, person, stored["what"])
    printed = in_marks(found.bench.body(at.article)[at.start : at.end])
    return Ruled(f"Taken out: {printed} does not measure the same.", (made,))


def _figure(found: Found, as_seen: str) -> tuple[dict[str, Any], list[Words]]:
    """The figure, or act, there, and its members with the quantities read."""
    stored = figure_at(found)
    if stored is None:
        raise CannotRule(CHANGED)
    bench = found.bench
    spans: dict[int, list[list[int]]] = {}
    members: list[Words] = []
    for member in stored["members"]:
        if member["article"] in bench.kept:
            spans.setdefault(member["article"], []).append(member["span"])
            words = words_at(bench, member["article"], member["span"])
            members.append(replace(words, quantity=_quantity(member)))
    _check(bench, spans, as_seen)
    return stored, members


def _overlap(words: Words, at: Found) -> bool:
    return words.start < at.end and at.start < words.end


def _row(found: Found, as_seen: str) -> dict[int, list[list[int]]]:
    """The row's sentences, those that the person saw."""
    spans = spans_of_row(found.bench, found.row)
    _check(found.bench, spans, as_seen)
    return spans


def _quotes(found: Found, as_seen: str) -> dict[int, list[list[int]]]:
    spans = quotes_at(found)
    if not spans:
        raise CannotRule(CHANGED)
    _check(found.bench, spans, as_seen)
    return spans


def _check(bench: Bench, spans: dict[int, list[list[int]]], as_seen: str) -> None:
    if as_seen and as_seen != bench.seen(spans):
        raise CannotRule(CHANGED)


def _other(found: Found, spot: str) -> Found:
    far = find_spot(spot)
    if not isinstance(far, Found) or far.story.pk != found.story.pk:
        raise CannotRule(GONE)
    return far


def _without(spans: dict[int, list[list[int]]], at: Found) -> dict[int, list[list[int]]]:
    return {
        article: [s for s in own if article != at.article or not _is_at(s, at)]
        for article, own in spans.items()
    }


def _is_at(span: Sequence[int], at: Found) -> bool:
    return span[0] < at.end and at.start < span[1]


def _words(bench: Bench, spans: dict[int, list[list[int]]]) -> list[Words]:
    return [
        words_at(bench, article, span)
        for article, own in spans.items()
        if article in bench.kept
        for span in own
    ]


def _label(found: Found) -> str:
    return str(found.bench.rows[found.row - 1]["label"])


def _said(found: Found) -> str:
    utterance = utterance_at(found)
    own = found.bench.body(found.article)[found.start : found.end]
    return in_marks(first_words(own if utterance is None else utterance["text"], 12))


def _quantity(member: dict[str, Any]) -> dict[str, Any]:
    names = ("low", "high", "bound", "unit", "scope")
    return {name: member[name] for name in names if name in member}
