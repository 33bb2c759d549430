"""The residue queue: each line with what stands around it, why it is asked about, and posts of the
same story in other articles that may have stood there."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Greatest, Substr
from django.utils.formats import date_format

from coverage.models import Membership, PostAppearance, State
from coverage.text.posts.evidence_of_posts import (
    SPEAKS,
    LostPlace,
    PostElsewhere,
    lines_around,
    weigh_posts,
)
from coverage.text.posts.residue import told_residue

from .bench import called_and, post_card
from .pages import PostCard
from .residues import reading, residues

OPEN = Q(state=State.SUGGESTED, decided_at=None)
#: What the queue shows: nobody's yet, unsure, settled.
SHOWS: dict[str, Q] = {
    "open": OPEN,
    "unsure": Q(state=State.SUGGESTED, decided_at__isnull=False),
    "settled": Q(state__in=(State.CONFIRMED, State.REJECTED)),
}
#: Posts of one story that are weighed, and code points around each.
MOST_POSTS, AROUND = 200, 400
MOST_LIKELY, MOST_OTHERS = 3, 6
#: Equal lines that are counted for one page: a page costs no more where more wait.
MOST_EQUAL = 2000
_DOES = {"embedded": "embeds", "linked": "links to", "quoted": "quotes"}


@dataclass(frozen=True, slots=True)
class LikelyPost:
    """A post of another article, with what speaks for its having stood at the line."""

    post: int
    told: str  # "The Karrow Courier embeds @portwatch’s post of 3 May"
    reasons: tuple[str, ...]
    card: PostCard
    href: str  # where that article has it


@dataclass(frozen=True, slots=True)
class AskedLine:
    """One residue as the queue asks about it."""

    key: int
    revision: int
    text: str
    why: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    called: str
    headline: str
    href: str
    outlet: str
    story: int
    state: str
    is_unsure: bool
    by: str
    at: datetime | None
    post: PostCard | None
    equal: int  # lines of these words in the outlet that nobody settled, itself among them
    likely: tuple[LikelyPost, ...]
    others: tuple[LikelyPost, ...]


def queue(
    show: str = "open",
    *,
    outlet: int = 0,
    story: int = 0,
    article: int = 0,
    kind: str = "",
    left_out: str = "",
) -> QuerySet[PostAppearance]:
    """The residues that the filters leave, in the order in which they came; `left_out` names a
    filter that is not applied."""
    wanted = Q()
    if left_out != "show":
        wanted &= SHOWS[show]
    if outlet and left_out != "outlet":
        wanted &= Q(line_outlet=outlet)
    if article:
        wanted &= Q(version__article=article)
    if kind and left_out != "kind":
        wanted &= Q(line_kind=kind)
    rows = residues().filter(wanted).order_by("id")
    if story and left_out != "story":
        members = Membership.objects.filter(story=story, is_current=True).values("article")
        rows = rows.filter(version__article__in=members)
    return rows


def asked_lines(rows: Sequence[PostAppearance]) -> list[AskedLine]:
    """The rows as the queue prints them; the same number of queries for any number of rows."""
    keys = [row.pk for row in rows]
    found = (
        PostAppearance.objects.filter(pk__in=keys)
        .select_related("version__article__outlet", "post", "decided_by")
        .defer("version__article__signature")
        .in_bulk()
    )
    rows = [found[key] for key in keys if key in found]
    story_of = dict(
        Membership.objects.filter(
            article__in={row.version.article_id for row in rows}, is_current=True
        ).values_list("article", "story")
    )
    posts = _posts_of(set(story_of.values()))
    equal = _equal(rows)
    return [_asked(row, story_of.get(row.version.article_id, 0), posts, equal) for row in rows]


def _asked(
    row: PostAppearance,
    story: int,
    posts: Mapping[int, Sequence[Any]],
    equal: Mapping[tuple[int, str], int],
) -> AskedLine:
    article = row.version.article
    before, after = lines_around(row.version.body, row.start, row.end)
    place = LostPlace(row.text, before, after)
    there = [p for p in posts.get(story, ()) if p.version.article_id != article.pk]
    likely, others = _likely(place, there) if row.state == State.SUGGESTED else ((), ())
    return AskedLine(
        key=row.pk,
        revision=row.revision,
        text=row.text,
        why=told_residue(row.text).reason,
        before=before,
        after=after,
        called=article.called,
        headline=article.headline,
        href=f"{article.get_absolute_url()}#m-post{row.pk}",
        outlet=article.outlet_name,
        story=story,
        state=row.state,
        is_unsure=row.state == State.SUGGESTED and row.decided_at is not None,
        by=row.decided_by.get_username() if row.decided_by else "",
        at=row.decided_at,
        post=post_card(row),
        equal=equal.get((article.outlet_id or 0, row.text), 0),
        likely=likely,
        others=others,
    )


def _likely(
    place: LostPlace, there: Sequence[Any]
) -> tuple[tuple[LikelyPost, ...], tuple[LikelyPost, ...]]:
    """(posts that something at the place speaks for, the story's other posts)."""
    by_post: defaultdict[int, list[Any]] = defaultdict(list)
    for row in there:
        by_post[row.post_id].append(row)
    weighed = weigh_posts(place, (_elsewhere(row) for row in there))
    strong = [one for one in weighed if one.weight >= SPEAKS][:MOST_LIKELY]
    reasons = {one.key: one.reasons for one in weighed}
    named = {one.key for one in strong}
    rest = [
        key for key in dict.fromkeys([w.key for w in weighed] + list(by_post)) if key not in named
    ]
    return (
        tuple(_told(by_post[one.key], one.reasons) for one in strong),
        tuple(_told(by_post[key], reasons.get(key, ())) for key in rest[:MOST_OTHERS]),
    )


def _elsewhere(row: Any) -> PostElsewhere:
    post = row.post
    return PostElsewhere(
        key=post.pk,
        platform=post.get_platform_display(),
        handle=post.handle,
        author=post.author,
        text=post.text,
        posted=post.posted_on,
        around=f"{row.before}\n{row.behind}",
    )


def _told(rows: Sequence[Any], reasons: tuple[str, ...]) -> LikelyPost:
    first = rows[0]
    card = post_card(first)
    assert card is not None
    post = first.post
    outlets = list(dict.fromkeys(row.version.article.called for row in rows))
    does = {_DOES[row.how] for row in rows}
    verb = does.pop() if len(outlets) == 1 and len(does) == 1 else "have"
    whose = f"@{post.handle}’s post" if post.handle else f"{post.author}’s post" if post.author else "a post"  # noqa: E501  # fmt: skip
    day = f" of {_day(post.posted_on)}" if post.posted_on else ""
    platform = f" on {post.get_platform_display()}"
    return LikelyPost(
        post=post.pk,
        told=f"{called_and(outlets[:3])}{f' and {len(outlets) - 3} more' if len(outlets) > 3 else ''} {verb} {whose}{platform}{day}",  # noqa: E501
        reasons=reasons,
        card=card,
        href=first.get_absolute_url(),
    )


def _day(day: date) -> str:
    return date_format(day, "j F Y")


def _posts_of(stories: Iterable[int]) -> dict[int, list[Any]]:
    """Story → where its articles show, link or quote posts, with the words on either side."""
    members = Membership.objects.filter(story__in=list(stories), is_current=True)
    story_of = dict(members.values_list("article", "story"))
    rows = (
        PostAppearance.objects.filter(
            version__article__in=list(story_of),
            version=F("version__article__current_version"),
            post__isnull=False,
            how__in=list(_DOES),
        )
        .standing()
        .select_related("post", "version__article__outlet")
        .defer("version__body", "version__article__signature")
        .annotate(
            before=Substr(
                "version__body",
                Greatest(F("start") - (AROUND - 1), Value(1)),
                Greatest(F("start") - Greatest(F("start") - AROUND, Value(0)), Value(0)),
            ),
            behind=Substr("version__body", F("end") + 1, AROUND),
        )
        .order_by("version__article__published_at", "id")
    )
    found: defaultdict[int, list[Any]] = defaultdict(list)
    seen: Counter[int] = Counter()
    for row in rows[: MOST_POSTS * max(len(set(story_of.values())), 1)]:
        story = story_of[row.version.article_id]
        if seen[story] < MOST_POSTS:
            found[story].append(row)
            seen[story] += 1
    return found


def _equal(rows: Sequence[PostAppearance]) -> dict[tuple[int, str], int]:
    """(outlet, words) → lines of these words that nobody settled; `MOST_EQUAL` at most are
    counted, of all together."""
    outlets = {row.version.article.outlet_id for row in rows}
    same = reading(row.text for row in rows).filter(OPEN, line_outlet__in=outlets)
    found = same.order_by().values_list("line_outlet", "text")[:MOST_EQUAL]
    return Counter((outlet, text) for outlet, text in found)
