"""Utterances: what several articles of a story print of the same speech, each wording set against
the base."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from ..spans import Span
from .changes import Base, as_base, compare, in_common, in_order, without_repeats
from .collated import Change, Report, SharedUtterance, Told, Wording
from .parting import part
from .renderings import Rendering, find_renderings, reported_at, standing_in
from .reports import Retelling, find_retellings
from .ruled import Ruled
from .same_speech import find_links
from .telling import Rarity, Telling


def find_utterances(
    tellings: Sequence[Telling], rarity: Rarity, ruled: Ruled | None = None
) -> tuple[SharedUtterance, ...]:
    """The utterances that at least two articles print or report, in the order in which they first
    stand, as people `ruled`; what is found does not depend on the articles' order."""
    told = {t.key: t.told for t in tellings}
    renderings = [r for telling in tellings for r in find_renderings(telling)]
    links = find_links(renderings, rarity)
    place = {t.key: n for n, t in enumerate(tellings)}
    groups = part(renderings, links)
    if ruled:
        groups = ruled.quotes(groups)
    retold = find_retellings(tellings, rarity, groups)
    utterances = [
        as_utterance(group, retold.get(n, ()), told, place)
        for n, group in enumerate(groups)
        if n in retold or any(not r.is_post for r in group) and len({r.key for r in group}) > 1
    ]
    utterances.sort(key=lambda u: _first_place(u, told))
    return tuple(utterances)


def _first_place(utterance: SharedUtterance, told: Mapping[str, Told]) -> tuple[float, str]:
    """How high the utterance stands, at its highest; its words where two stand as high."""
    return (
        min(w.spans[0].start / max(len(told[w.key].reading.body), 1) for w in utterance.wordings),
        utterance.text,
    )


def as_utterance(
    group: Sequence[Rendering],
    retold: Sequence[Retelling],
    told: Mapping[str, Told],
    place: Mapping[str, int],
    asked: str = "",
) -> SharedUtterance:
    """The renderings as an utterance, its wordings in the order of `place`, set against the base:
    the article `asked` for where it prints the utterance, else the usual one."""
    by_article: dict[tuple[str, int | None], list[Rendering]] = defaultdict(list)
    for rendering in group:
        by_article[(rendering.key, rendering.post)].append(rendering)
    printed = {who: without_repeats(ones) for who, ones in by_article.items()}
    chosen = min(
        printed,
        key=lambda who: (
            who[0] != asked,
            who[0] == asked and who[1] is not None,  # its own quote before the post it shows
            *_rank(printed[who], told[who[0]]),
        ),
    )
    base = as_base(printed[chosen])
    wordings = tuple(
        _wording(
            key, post, by_article[(key, post)], printed[(key, post)], base, (key, post) == chosen
        )
        for key, post in sorted(
            printed, key=lambda who: (place[who[0]], who[1] is not None, who[1] or 0)
        )
    )
    return SharedUtterance(
        text=" ".join(r.span.text for r in base.renderings),
        words=len(base.norms),
        base=chosen[0],
        wordings=wordings,
        changes=in_order({change for w in wordings for change in w.changes}),
        reports=tuple(_report(one, base) for one in retold),
    )


def _rank(printed: Sequence[Rendering], told: Told) -> tuple[bool, int, int, str, str]:
    """Smallest for the base: a post before its quotes, most words, whole before split, then the
    first published, then the key: never the order in which the articles are given."""
    published = told.published.isoformat() if told.published else "9999"
    words = sum(len(r.norms) for r in printed)
    return not printed[0].is_post, -words, len(printed), published, told.key


def _wording(
    key: str,
    post: int | None,
    renderings: Sequence[Rendering],
    printed: Sequence[Rendering],
    base: Base,
    is_base: bool,
) -> Wording:
    ordered = sorted(renderings, key=lambda r: r.span.start)
    words, changes, own = len(base.norms), frozenset[Change](), tuple[Span, ...]()
    if not is_base:
        compared = compare(base, printed)
        words, changes, own = len(compared.stands), compared.changes, compared.own
    return Wording(
        key=key,
        spans=tuple(r.span for r in ordered),
        quotes=tuple(sorted(index for r in ordered for index in r.quotes)),
        post=post,
        speakers=tuple(dict.fromkeys(r.speaker for r in ordered if r.speaker)),
        vias=tuple(dict.fromkeys(r.via for r in ordered if r.via)),
        words=words,
        changes=in_order(changes),
        own=own,
    )


def rebased(
    utterances: Sequence[SharedUtterance], told: Mapping[str, Told], asked: str = ""
) -> list[SharedUtterance | None]:
    """Each utterance as the articles in `told` alone have it, in their order, set against the
    article `asked` for; None where none of them prints it. What is joined stays joined."""
    place = {key: n for n, key in enumerate(told)}
    printing = {w.key for u in utterances for w in u.wordings} & told.keys()
    standing = {key: standing_in(told[key]) for key in printing}
    found: list[SharedUtterance | None] = []
    for utterance in utterances:
        group = [
            standing[wording.key].get((span, wording.post))
            or reported_at(told[wording.key], span, post=wording.post)
            for wording in utterance.wordings
            if wording.key in told
            for span in wording.spans
        ]
        retold = [
            Retelling(reported_at(told[one.key], one.span, one.reported), one.how, one.reported)
            for one in utterance.reports
            if one.key in told
        ]
        found.append(as_utterance(group, retold, told, place, asked) if group else None)
    return found


def _report(retold: Retelling, base: Base) -> Report:
    rendering = retold.rendering
    compared = compare(base, (rendering,))
    shared = in_common(base, rendering)
    changes = compared.changes - {"split", "joined"}
    if retold.how == "reported" and shared:
        changes = (changes & {"tense", "person", "speaker", "via"}) | {"paraphrase"}
    return Report(
        key=rendering.key,
        span=rendering.span,
        how=retold.how,
        reported=retold.reported,
        speaker=rendering.speaker,
        shared=shared,
        words=len(compared.stands),
        changes=in_order(changes),
    )
