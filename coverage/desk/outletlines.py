"""Lines that an outlet repeats: counted as articles come, labelled boilerplate, never deleted.

A line is kept for each article by a number (`LineInArticle`); one that stands in articles of enough
stories gets an `OutletLine`, and from then on an article that has it is looked up, not counted. So
what an arriving article costs depends on its own lines and not on the archive.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import F

from coverage.models import (
    Article,
    ArticleVersion,
    Coding,
    LineInArticle,
    Membership,
    Note,
    OutletLine,
    Passage,
    Quote,
    State,
)
from coverage.text.found import OWN_WORDS
from coverage.text.layout.furniture import (
    distinct_texts,
    is_counted,
    is_the_storys,
    line_key,
    stories_wanted,
    told_repetition,
)

from .locking import placing
from .reading import count_kept_words
from .residues import settled_before

#: Of one article; a list of names with thousands of lines is no furniture.
MOST_LINES = 300
#: Articles that are looked at when a line may have become repeated, and labelled when it has.
MOST_LOOKED_AT = 60
BATCH = 500


def label_lines(article: Article) -> tuple[int, ...]:
    """Count the lines of the article's current version and label those its outlet repeats; ids of
    other articles in which a line was labelled now, as it crossed the number. Call it inside
    `placing()`, with the article in its story.

    Lines that hold what people marked, or a quote, keep their kind; so does a line that names what
    the rest of its article is about.
    """
    version = article.current_version
    if article.outlet_id is None or version is None:
        _forget(LineInArticle.objects.filter(article=article))
        unlabel(Passage.objects.filter(version=version).exclude(read_as=""))
        return ()
    lines = _countable(version)
    came = _keep_lines(article, lines)
    known = {
        line.key: line
        for line in OutletLine.objects.filter(outlet=article.outlet_id, key__in=list(lines))
    }
    settled_before(version, _said_of_lines(version, article.outlet_id))
    crossed = _crossed(
        article, {k: lines[k] for k in came if k not in known or not known[k].is_repeated}
    )
    for key in crossed:
        known[key] = _repeated(article.outlet_id, key, lines[key], known.get(key))
    repeated = {k: line for k, line in known.items() if line.is_repeated and not line.is_ordinary}
    once = Passage.objects.filter(version=version).exclude(read_as="")
    unlabel(p for p in once if line_key(p.text) not in repeated)
    label(version, repeated, article.outlet_name)
    touched: set[int] = set()
    new = {k: repeated[k] for k in crossed if k in repeated}
    if new:
        others = set().union(*(crossed[k] for k in new)) - {article.pk}
        for other in Article.objects.filter(pk__in=others).select_related("current_version"):
            if other.current_version and label(other.current_version, new, article.outlet_name):
                touched.add(other.pk)
    return tuple(sorted(touched))


def label(version: ArticleVersion, repeated: Mapping[int, OutletLine], outlet: str) -> int:
    """Make the version's passages that are among the lines boilerplate; how many."""
    if not repeated:
        return 0
    passages = list(Passage.objects.filter(version=version).order_by("start"))
    found = [
        (p, repeated[key])
        for p in passages
        if p.state == State.SUGGESTED
        and is_counted(p.text, p.read_as or p.kind)
        and (key := line_key(p.text)) in repeated
    ]
    if not found:
        return 0
    held = _held(version)
    chosen = {p.pk for p, _ in found}
    rest = [p.text for p in passages if p.kind in OWN_WORDS and p.pk not in chosen]
    changed = []
    for passage, line in found:
        if any(s < passage.end and passage.start < e for s, e in held):
            continue
        if is_the_storys(passage.text, rest, outlet):
            continue
        if passage.kind != Passage.Kind.BOILERPLATE:
            passage.read_as = passage.kind
        passage.kind = Passage.Kind.BOILERPLATE
        passage.reason = told_repetition(max(line.articles, 2))
        changed.append(passage)
    Passage.objects.bulk_update(changed, ["kind", "reason", "read_as"])
    count_kept_words([version.pk])
    return len(changed)


def unlabel(passages: Iterable[Passage]) -> list[Passage]:
    """The passages as they were read, before repetition made them boilerplate."""
    changed = []
    for passage in passages:
        if passage.read_as:
            passage.kind, passage.read_as, passage.reason = passage.read_as, "", ""
            changed.append(passage)
    Passage.objects.bulk_update(changed, ["kind", "reason", "read_as"], batch_size=BATCH)
    count_kept_words({passage.version_id for passage in changed})
    return changed


def recount_lines() -> int:
    """Set every repeated line's number of articles to what is kept; how many were otherwise."""
    wrong = 0
    for line in OutletLine.objects.order_by("pk").iterator(chunk_size=BATCH):
        held = LineInArticle.objects.filter(outlet=line.outlet_id, key=line.key)
        if held.count() != line.articles:
            with placing():  # no article comes between counting and keeping
                wrong += OutletLine.objects.filter(pk=line.pk).update(articles=held.count())
    return wrong


def _countable(version: ArticleVersion) -> dict[int, Passage]:
    """Line key → its passage, of what repetition may call boilerplate."""
    found: dict[int, Passage] = {}
    for passage in Passage.objects.filter(version=version).order_by("start"):
        if is_counted(passage.text, passage.read_as or passage.kind) and len(found) < MOST_LINES:
            found.setdefault(line_key(passage.text), passage)
    return found


def _keep_lines(article: Article, lines: Mapping[int, Passage]) -> list[int]:
    """Keep the article's lines in place of those of its earlier text; the keys that are new."""
    outlet = article.outlet_id
    assert outlet is not None
    kept = dict(LineInArticle.objects.filter(article=article).values_list("key", "outlet"))
    _forget(
        LineInArticle.objects.filter(
            article=article, key__in=[k for k, of in kept.items() if k not in lines or of != outlet]
        ),
    )
    came = [key for key in lines if kept.get(key) != outlet]
    LineInArticle.objects.bulk_create(
        [
            LineInArticle(outlet_id=outlet, key=k, article=article, length=len(lines[k].text))
            for k in came
        ],
        batch_size=BATCH,
    )
    OutletLine.objects.filter(outlet=outlet, key__in=came).update(articles=F("articles") + 1)
    return list(lines) if not kept else came


def _forget(gone: Any) -> None:
    by_outlet: dict[int, list[int]] = {}
    for outlet, key in gone.values_list("outlet", "key"):
        by_outlet.setdefault(outlet, []).append(key)
    for outlet, keys in by_outlet.items():
        lines = OutletLine.objects.filter(outlet=outlet, key__in=keys, articles__gt=0)
        lines.update(articles=F("articles") - 1)
    gone.delete()


def _crossed(article: Article, lines: Mapping[int, Passage]) -> dict[int, set[int]]:
    """Those of the lines that stand now in articles of enough stories, with these articles."""
    if not lines:
        return {}
    rows = (
        LineInArticle.objects.filter(outlet=article.outlet_id, key__in=list(lines))
        .order_by("-article_id", "key")
        .values_list("key", "article")[: MOST_LOOKED_AT * len(lines)]
    )
    holding: dict[int, set[int]] = {}
    for key, holder in rows:
        holding.setdefault(key, set()).add(holder)
    wanted = {k: stories_wanted(p.text, p.read_as or p.kind) for k, p in lines.items()}
    likely = {k: held for k, held in holding.items() if len(held) >= wanted[k]}
    if not likely:
        return {}
    everyone = set(sorted(set().union(*likely.values()))[-MOST_LOOKED_AT * 5 :])
    story_of = dict(
        Membership.objects.filter(article__in=everyone, is_current=True).values_list(
            "article", "story"
        )
    )
    likely = {
        k: held
        for k, held in likely.items()
        if len({story_of.get(one) for one in held} - {None}) >= wanted[k]
    }
    if not likely:
        return {}
    text_of = _texts(set().union(*likely.values()) & everyone, article.outlet_id or 0)
    return {
        key: held
        for key, held in likely.items()
        if _stories(held, story_of, text_of) >= wanted[key]
    }


def _texts(articles: set[int], outlet: int) -> dict[int, int]:
    """Article → the one whose text it has too; lines known to be repeated count for none."""
    lines: dict[int, dict[int, int]] = {article: {} for article in sorted(articles)}
    rows = LineInArticle.objects.filter(article__in=articles)
    for holder, key, length in rows.values_list("article", "key", "length"):
        lines[holder][key] = length
    known = OutletLine.objects.filter(
        outlet=outlet, is_repeated=True, key__in=rows.order_by().values("key")
    )
    return distinct_texts(lines, known.values_list("key", flat=True))


def _stories(held: set[int], story_of: Mapping[int, int], text_of: Mapping[int, int]) -> int:
    """In how many stories they stand, copies of one text counted as one story."""
    pairs = {(story_of.get(one), text_of.get(one, one)) for one in held if one in story_of}
    return min(len({story for story, _ in pairs}), len({text for _, text in pairs}))


def _repeated(outlet: int, key: int, passage: Passage, line: OutletLine | None) -> OutletLine:
    number = LineInArticle.objects.filter(outlet=outlet, key=key).count()
    line = line or OutletLine(outlet_id=outlet, key=key)
    line.text = line.text or passage.text
    line.articles, line.is_repeated = number, True
    line.skip_history_when_saving = True  # type: ignore[attr-defined]
    line.save()
    return line


def _said_of_lines(version: ArticleVersion, outlet: int) -> list[OutletLine]:
    """What people said of the version's residues in this outlet."""
    texts = version.post_appearances.filter(how="residue").values_list("text", flat=True)
    keys = [line_key(text) for text in texts]
    if not keys:
        return []
    return list(OutletLine.objects.filter(outlet=outlet, key__in=keys, is_ordinary=True))


def _held(version: ArticleVersion) -> list[tuple[int, int]]:
    """Where quotes stand, and what people marked."""
    places = list(
        Quote.objects.filter(version=version).standing().values_list("outer_start", "outer_end")
    )
    for model in (Note, Coding):
        places += model.objects.filter(version=version).values_list("start", "end")
    return places
