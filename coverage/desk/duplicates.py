"""Near-duplicates, reprints and wire copy: one rule for all ways in, and what people say of it.

An article that is an outlet's own text again is kept like any other, but folded: it stands in no
story and its quotes are not read a second time; the first has them. Other copies stand on their
own and are linked. The rule itself is pure: `coverage.text.versions.sharing.kind_of`.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.conf import settings

from coverage.models import Article, ArticleVersion, PostAppearance, SharedText, State, Story
from coverage.text.versions.sharing import Kind, Shared, kind_of, share
from coverage.text.versions.shingles import SKETCH_VERSION, ToldText

from .locking import placing
from .reading import read_version, store_reading
from .recomparing import compare_again
from .revisions import save_unrecorded
from .sketching import like_texts, renew_sketch, told_texts
from .stories import Twin, place
from .telling import kept_reading

#: Earlier articles that one is linked with.
MOST_LINKS = 3
#: Near-duplicates looked at again when the first of them gets another text.
MOST_AGAIN = 50


@dataclass(frozen=True, slots=True)
class Kin:
    """An article that another one shares its text with."""

    article: Article
    shared: Shared
    kind: Kind

    @property
    def told(self) -> str:
        """ "97 % of its words are those of “Bridge shut” (Gull, https://…)"."""
        return f"{per_cent(self.shared.share)} of its words are those of {called(self.article)}"

    @property
    def first_told(self) -> str:
        """ "“Bridge shut” (Gull, https://…): 97 % of its words"."""
        return f"{called(self.article)}: {per_cent(self.shared.share)} of its words"


def per_cent(share: float) -> str:
    """ "97 %"; never rounded up to all of them."""
    return f"{int(share * 100)} %"


def called(article: Article) -> str:
    """The article as a report names it: ‘“Bridge shut” (Gull, https://…)’."""
    where = ", ".join(filter(None, (article.outlet_name, article.address)))
    return f"“{article.headline}”" + (f" ({where})" if where else "")


def is_folding(keeps_near_duplicates: bool = False) -> bool:
    """Whether near-duplicates are folded: neither the installation nor the import says no."""
    return bool(settings.NEAR_DUPLICATES) and not keeps_near_duplicates


def find_kin(
    article: Article, told: ToldText, *, is_sample: bool = False, folding: bool = True
) -> list[Kin]:
    """The articles here that share the text, the first to have come first, at most MOST_LINKS; one
    alone where it is a near-duplicate. The sample coverage is kept apart. Its cost is that of some
    ten texts, whatever the archive holds."""
    if told.is_short:
        return []
    others = standing_texts(like_texts(told, article.pk, article.outlet_id), is_sample)
    return choose(
        [
            Kin(other, shared, kind)
            for other, text in others
            if not text.is_short
            and (kind := kind_of(shared := share(told, text), same_outlet(article, other)))
        ],
        folding,
    )


def choose(found: Sequence[Kin], folding: bool) -> list[Kin]:
    """What is kept of all that was found, in the order in which it came: the first it is a
    near-duplicate of, else the first of its text and the closest of those that share a part."""
    if folding:
        first = next((kin for kin in found if kin.kind == "near-duplicate"), None)
        if first:
            return [first]
    copies = [Kin(kin.article, kin.shared, "reprint") for kin in found]
    one_text = [kin for kin in copies if kin.shared.is_one_text][:1]
    parts = [kin for kin in copies if not kin.shared.is_one_text]
    parts.sort(key=lambda kin: -kin.shared.share_of_shorter)
    return (one_text + parts)[:MOST_LINKS]


def same_outlet(article: Article, other: Article) -> bool:
    """One outlet, or nobody said which of either."""
    return article.outlet_id == other.outlet_id


def standing_texts(ids: Collection[int], is_sample: bool = False) -> list[tuple[Article, ToldText]]:
    """Those of the articles that stand in a story, with their told words; two queries at most."""
    if not ids:
        return []
    articles = list(
        Article.objects.filter(
            pk__in=ids, memberships__is_current=True, memberships__story__is_sample=is_sample
        )
        .exclude(current_version=None)
        .select_related("outlet", "current_version")
        .defer("signature")
        .order_by("pk")
    )
    told = told_texts(articles)
    return [(article, told[article.pk]) for article in articles]


def link(article: Article, found: Sequence[Kin]) -> None:
    """Keep what the article shares with others, in place of what the machine had kept of it; what
    a person decided stands."""
    machine = SharedText.objects.filter(article=article, state=State.SUGGESTED)
    machine.exclude(kind=SharedText.Kind.NEAR_DUPLICATE).delete()
    known = set(SharedText.objects.filter(article=article).values_list("first", flat=True))
    SharedText.objects.bulk_create(
        [_row(article, kin) for kin in found if kin.article.pk not in known]
    )


def _row(article: Article, kin: Kin) -> SharedText:
    return SharedText(
        article=article,
        first=kin.article,
        kind=kin.kind,
        share=round(kin.shared.share, 4),
        share_of_first=round(kin.shared.share_of_other, 4),
        is_one_text=kin.shared.is_one_text,
        method=SKETCH_VERSION,
    )


def twin_of(found: Sequence[Kin]) -> Twin | None:
    """The article whose story one with (nearly) its text belongs to."""
    kin = next((kin for kin in found if kin.shared.is_one_text), None)
    if kin is None:
        return None
    confidence = round(kin.shared.share_of_shorter, 2)
    return Twin(kin.article.pk, confidence, f"shares its text: {kin.told}")


def renew(article: Article, told: ToldText) -> None:
    """See to what follows from another text of an article that was here: it is found by that one
    now, and near-duplicates that are none any more stand on their own. Call inside `placing()`."""
    version = article.current_version
    assert version is not None
    folded = SharedText.objects.folded().filter(article=article)
    row = folded.select_related("article", "first").first()
    if row is not None:
        if row.state == State.SUGGESTED:
            _look_again(row)
        return
    link_by(article, version, told)
    shared_by = SharedText.objects.filter(first=article, state=State.SUGGESTED)
    for other in shared_by.select_related("article", "first").order_by("pk")[:MOST_AGAIN]:
        _look_again(other)


def link_by(article: Article, version: ArticleVersion, told: ToldText) -> None:
    """Have an article that stands be found by this text, and link it with what came before it;
    never fold it."""
    renew_sketch(article, version, told)
    is_sample = Story.objects.filter(
        memberships__article=article, memberships__is_current=True, is_sample=True
    ).exists()
    found = find_kin(article, told, is_sample=is_sample, folding=False)
    link(article, [kin for kin in found if kin.article.pk < article.pk])


def outlet_changed(article: Article) -> None:
    """Let texts stand on their own that are of two outlets, as it turns out; and have the article's
    lines left over from posts found under the outlet it has now."""
    with placing():
        lines = PostAppearance.objects.filter(version__article=article, how="residue")
        lines.update(line_outlet=article.outlet_id)
        rows = SharedText.objects.folded().select_related("article", "first")
        for row in (*rows.filter(article=article), *rows.filter(first=article)[:MOST_AGAIN]):
            one, other = row.article.outlet_id, row.first.outlet_id
            if row.state == State.SUGGESTED and one and other and one != other:
                _unfold(row, "reprint")


def _look_again(row: SharedText) -> None:
    """What the two share now, by the machine."""
    articles = list(
        Article.objects.filter(pk__in=(row.article_id, row.first_id)).select_related(
            "outlet", "current_version"
        )
    )
    told = told_texts(articles)
    if row.article_id not in told or row.first_id not in told:
        return
    text, first = told[row.article_id], told[row.first_id]
    shared = share(text, first)
    row.share, row.share_of_first = round(shared.share, 4), round(shared.share_of_other, 4)
    row.is_one_text = shared.is_one_text
    is_told = not (text.is_short or first.is_short)
    kind = kind_of(shared, row.is_folded or same_outlet(row.article, row.first)) if is_told else ""
    if row.is_folded and kind != "near-duplicate":
        _unfold(row, kind)
    elif kind:
        save_unrecorded(row)
    else:
        row.delete()


def _unfold(row: SharedText, kind: Kind) -> None:
    """By the machine: the article is one of its own, linked with the first where `kind` says so."""
    if kind:
        row.kind = SharedText.Kind.REPRINT
        save_unrecorded(row)
    else:
        row.delete()
    set_up(row)


def set_up(row: SharedText) -> None:
    """Read an article that was folded like any other, and place it: in the story of the first where
    they are one text. Call inside `placing()`, with the row saved."""
    first = row.first
    is_sample = bool(first.membership and first.membership.story.is_sample)
    why = f"shares its text: {per_cent(row.share)} of its words are those of {called(first)}"
    twin = Twin(first.pk, row.share, why) if row.is_one_text else None
    read_and_place(row.article_id, is_sample, twin)


def read_and_place(article_id: int, is_sample: bool = False, twin: Twin | None = None) -> None:
    """Read what is kept of an article in no story, and give it one; call inside `placing()`."""
    article = Article.objects.select_related("outlet", "current_version").get(pk=article_id)
    version = article.current_version
    assert version is not None
    kept = kept_reading([article])[article.pk].reading
    reading, failed = read_version(version.body, kept.passages, kept.posts, article.language)
    store_reading(version, reading, failed)
    renew_sketch(article, version, told_texts([article])[article.pk])
    place(article, version.body, is_sample=is_sample, twin=twin)
    compare_again([article.pk])
