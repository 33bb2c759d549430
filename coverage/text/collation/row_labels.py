"""Row labels: each row named with its own words, or with the account of the post it shows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from ..lexicons import words as lexicon
from ..spans import Span
from ..words import Word, find_words, is_common, is_number, stem
from .agreement import DAY
from .collated import Figure, Row, RowRelation
from .likeness import shared_stems
from .one_claim import Apart
from .rows import Group
from .telling import Sentence, Telling

_WEAK = frozenset().union(
    *(lexicon(name) for name in ("weak", "stops", "adverbs", "pronouns", "calendar"))
)
#: Parts of these are nobody's words: addresses, handles, hashtags, file names, hashes.
_MACHINE = re.compile(
    # From the start of a word only: tried at each letter, a long one would take its square in time.
    r"(?<!\S)(?:\S*(?://|@|#|\.(?:com|org|net|example|twitter)\b)\S*"
    r"|\S*[a-z]\d\w*|\S*\d[A-Za-z]{3,}\S*)"
)
_PLATFORMS = {"x": "X", "youtube": "YouTube", "tiktok": "TikTok"}
#: Words a label takes from an utterance, at least and at most.
FEWEST, MOST = 3, 5
#: How much more of a row a name says than another word.
NAME = 1.4
#: Passages that are named by their first words.
_LINES = frozenset({"residue", "boilerplate", "metadata", "caption", "heading"})


def as_rows(
    groups: Sequence[Group],
    tellings: Sequence[Telling],
    figures: Sequence[Figure],
    differing: Sequence[bool],
    apart: Sequence[tuple[Apart, ...]] = (),
) -> tuple[Row, ...]:
    """The groups as rows, in their order, each labelled."""
    keys = [t.key for t in tellings]
    by_key = {t.key: t for t in tellings}
    rows = []
    for number, (group, differs) in enumerate(zip(groups, differing, strict=True)):
        cells = cells_of(group, keys)
        words = _label(group, by_key, figures)
        why = group.why
        if group.is_shared and not why:
            why = "shares " + words.replace(" · ", ", ")
        keeps_apart = apart[number] if apart else ()
        differs = differs or bool(keeps_apart)
        relation: RowRelation = ("differs" if differs else "shared") if group.is_shared else "only"
        rows.append(Row(cells, words, relation, why, keeps_apart))
    return tuple(rows)


def cells_of(group: Group, keys: Sequence[str]) -> dict[str, tuple[Span, ...]]:
    """The group's sentences by article, in the articles' order."""
    cells: dict[str, list[Span]] = {}
    for sentence in group.sentences:
        cells.setdefault(sentence.key, []).append(sentence.span)
    return {key: tuple(sorted(cells[key])) for key in keys if key in cells}


def _label(group: Group, by_key: Mapping[str, Telling], figures: Sequence[Figure]) -> str:
    """What the row is known by: its post, its utterance, its act, what it measures, or the words
    that say most."""
    if group.held:
        first = group.held[0]
        if first.kind == "post":
            return _account_name(first.handle, first.platform) or _quoted([_opening(first.text)])
        return _quoted([_opening(first.text)])
    _, _, acts = group.why.partition("placed in time: ")
    if acts:
        return acts
    named = _post_name(group, by_key) or _measured(group, figures)
    if named:
        return named
    if all(s.kind in _LINES for s in group.sentences) and not group.is_shared:
        return _quoted([_opening(group.sentences[0].span.text)])
    return _quoted(_telling_words(group) or [_opening(group.sentences[0].span.text)])


def _quoted(parts: Iterable[str]) -> str:
    return " · ".join(f"“{part}”" for part in parts)


def _account_name(handle: str, platform: str) -> str:
    if handle:
        return f"@{handle}"
    return _PLATFORMS.get(platform, platform.capitalize())


def _post_name(group: Group, by_key: Mapping[str, Telling]) -> str:
    """The account of the post that is all that stands in the row, or its platform; "" for none."""
    for sentence in group.sentences:
        if sentence.kind != "post":
            return ""
        for post in by_key[sentence.key].told.reading.posts:
            if post.span is not None and post.span.overlaps(sentence.span):
                return _account_name(post.handle, post.platform)
    return ""


def _opening(text: str) -> str:
    """The first three to five words, "…" where more follow; up to a stop where one stands there,
    and not ending in a word of grammar: "These young men…"."""
    words = find_words(text)
    if not words:
        return text.strip()[:40]
    stop = min(len(words), MOST)
    for n in range(FEWEST, stop):
        if any(mark in text[words[n - 1].end : words[n].start] for mark in ",.;:!?—–\n"):
            stop = n
            break
    while FEWEST < stop < len(words) and is_common(words[stop - 1].norm):
        stop -= 1
    said = " ".join(text[words[0].start : words[stop - 1].end].split())
    return said + ("…" if stop < len(words) else "")


def _measured(group: Group, figures: Sequence[Figure]) -> str:
    """What a figure of the row measures, as each article prints it: "“viewed” · “views”"."""
    if "same figure" not in group.why:
        return ""
    for figure in figures:
        held = [
            sentence
            for member in figure.members
            for sentence in group.sentences
            if sentence.key == member.key
            and member.unit != DAY
            and sentence.span.start <= member.span.start < sentence.span.end
        ]
        if len({s.key for s in held}) > 1:
            wanted = {stem(w.norm) for w in find_words(figure.what)}
            printed = {
                word.norm: _as_printed(sentence, word)
                for sentence in held
                for word in sentence.words
                if stem(word.norm) in wanted and word.norm not in _WEAK
            }
            if any(ch.isdigit() for ch in figure.what):  # it goes by its amount
                return _quoted([figure.what])
            if printed:
                return _quoted(list(printed.values())[:3])
    return ""


def _as_printed(sentence: Sentence, word: Word) -> str:
    at = sentence.span.start
    return sentence.span.text[word.start - at : word.end - at]


def _telling_words(group: Group) -> list[str]:
    """Up to three words or short names the row could be known by, as they stand in its first
    cell; words that stand side by side come as one."""
    if not group.is_shared:
        best = max(group.sentences, key=lambda s: (sum(sorted(s.weights.values())[-3:]), -s.number))
        phrases = _phrases(best, _strongest(best, 4), 2)
        return phrases if len(" ".join(phrases).split()) > 1 else []  # one word says too little
    stems = shared_stems(group.sentences)
    found: list[list[str]] = []
    for sentence in sorted(group.sentences, key=lambda s: (s.number, s.key)):
        wanted = [s for s in stems if s in sentence.weights][:5]
        for weak in (_WEAK, frozenset[str]()):
            found.append(_phrases(sentence, wanted, 3, weak))
            if len(found[-1]) > 1:
                return found[-1]
    return max(found, key=len)


def _strongest(sentence: Sentence, most: int) -> list[str]:
    """The stems that say most of the sentence: names, then long rare words."""
    length: dict[str, int] = {}
    score = dict(sentence.weights)
    for n, word in enumerate(sentence.words):
        a_stem = stem(word.norm)
        length.setdefault(a_stem, word.end - word.start)
        if n and a_stem in score and _is_capital(sentence, word):
            score[a_stem] = sentence.weights[a_stem] * NAME
    return sorted(score, key=lambda s: (-score[s], -length[s], s))[:most]


def _is_capital(sentence: Sentence, word: Word) -> bool:
    return sentence.span.text[word.start - sentence.span.start].isupper()


def _phrases(
    sentence: Sentence, wanted: Sequence[str], most: int, weak: frozenset[str] = _WEAK
) -> list[str]:
    """The wanted stems as the sentence prints them, neighbours with only a space between joined,
    names in full; numbers only beside a word."""
    text, at = sentence.span.text, sentence.span.start
    machine = [(at + m.start(), at + m.end()) for m in _MACHINE.finditer(text)]
    rank = {a_stem: n for n, a_stem in enumerate(wanted)}
    runs: list[tuple[int, int, int]] = []  # start, end, rank of its best word
    for n, word in enumerate(sentence.words):
        best = rank.get(stem(word.norm), len(rank))
        is_name = bool(n) and _is_capital(sentence, word) and not is_common(word.norm)
        if (best == len(rank) and not is_name) or word.norm in weak:
            continue
        if word.end - word.start < 2 or any(a <= word.start < b for a, b in machine):
            continue
        between = text[runs[-1][1] - at : word.start - at] if runs else ""
        if between in (" ", "-", "’s ", "'s ") or (between == " of " and is_name):
            runs[-1] = (runs[-1][0], word.end, min(runs[-1][2], best))
        else:
            runs.append((word.start, word.end, best))
    said: dict[str, tuple[int, str]] = {}
    for start, end, best in sorted(runs, key=lambda run: run[2]):
        words = text[start - at : end - at]
        if best < len(rank) and not all(is_number(w.norm) for w in find_words(words)):
            said.setdefault(words.casefold(), (start, words))
    return [words for _, words in sorted(list(said.values())[:most])]
