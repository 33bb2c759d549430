"""The index of shared texts: few runs of words for each article, and who has the same ones."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from django.db.models import F, Q, QuerySet

from coverage.models import Article, ArticleVersion, Passage, SharedText, Sketch, SketchKey
from coverage.text.versions.shingles import SKETCH_VERSION, TOLD, ToldText, sketch, told_in

#: Articles looked up for one run of words, the newest first: what more of them print is a form of
#: words, and a text that many outlets print is found by any of its copies.
MOST_A_KEY = 20
#: Runs that two sketches must share before the texts are compared, and the share of the runs that
#: the likest article shares: beside a whole copy a phrase in common is not worth looking at.
LEAST_KEYS, LEAST_SHARE = 2, 0.25
#: Articles compared word by word with one that comes, those with most runs in common.
MOST_COMPARED = 5


def keep_sketch(article: Article, version: ArticleVersion, told: ToldText) -> None:
    """Have the article found by this text; it has no sketch yet."""
    Sketch.objects.bulk_create([Sketch(article=article, version=version, method=SKETCH_VERSION)])
    SketchKey.objects.bulk_create([SketchKey(article=article, key=key) for key in sketch(told)])


def renew_sketch(article: Article, version: ArticleVersion, told: ToldText) -> None:
    """Have the article found by this text, and no longer by an earlier one."""
    forget_sketch(article)
    keep_sketch(article, version, told)


def forget_sketch(article: Article) -> None:
    """Have the article found no more by its own text."""
    SketchKey.objects.filter(article=article).delete()
    Sketch.objects.filter(article=article).delete()


def like_texts(told: ToldText, own: int, outlet: int | None) -> list[int]:
    """Ids of the articles worth comparing with a text, at most some ten: those that share most of
    its sketch, what these are copies of, and copies of the same in the outlet. `own` is the id of
    the text's own article."""
    return like_sketch(sketch(told), own, outlet)


def like_sketch(keys: Sequence[int], own: int = 0, outlet: int | None = None) -> list[int]:
    """The same for a sketch."""
    shared = Counter(SketchKey.objects.newest_with(keys, MOST_A_KEY))
    shared.pop(own, None)
    near = most_alike(shared, len(keys))
    if not near:
        return []
    copies = SharedText.objects.filter(is_one_text=True)
    firsts = list(copies.filter(article__in=near).values_list("first", flat=True))
    found = dict.fromkeys([*near, *firsts])
    if firsts and outlet is not None:
        own_copies = copies.filter(first__in=found, article__outlet=outlet)
        found |= dict.fromkeys(own_copies.values_list("article", flat=True)[:MOST_COMPARED])
    found.pop(own, None)
    return list(found)


def most_alike(shared: Mapping[int, int], keys: int) -> list[int]:
    """Of the numbers of runs that texts share with one of so many, the texts worth comparing with
    it, the likest first."""
    least = max(min(LEAST_KEYS, keys), max(shared.values(), default=0) * LEAST_SHARE)
    near = (pk for pk, n in shared.items() if n >= least)
    return sorted(near, key=lambda pk: (-shared[pk], pk))[:MOST_COMPARED]


def told_by(versions: Collection[ArticleVersion]) -> dict[int, ToldText]:
    """Version id → the words it tells its news in, by its stored passages; one query."""
    stretches: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    passages = Passage.objects.filter(version__in=versions, kind__in=TOLD).standing()
    for version, start, end in passages.order_by("version", "start").values_list(
        "version", "start", "end"
    ):
        stretches[version].append((start, end))
    return {v.pk: told_in(v.body, stretches[v.pk]) for v in versions}


def told_texts(articles: Iterable[Article]) -> dict[int, ToldText]:
    """Article id → its told words; the articles come with their current version."""
    version_of = {a.pk: a.current_version for a in articles if a.current_version}
    told = told_by(list(version_of.values()))
    return {article: told[version.pk] for article, version in version_of.items()}


def unsketched() -> QuerySet[Article]:
    """Articles that are not found by the text they have now: kept before there was an index, or
    by an earlier method. Near-duplicates are found by their first."""
    current = Q(sketch__version=F("current_version"), sketch__method=SKETCH_VERSION)
    folded = SharedText.objects.folded().values("article")
    return Article.objects.exclude(current_version=None).exclude(current).exclude(pk__in=folded)
