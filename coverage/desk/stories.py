"""Which story an article belongs to: placed by the machine, settled by people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib.auth.models import User
from django.db.models import Count, Q

from coverage.models import Article, ArticleTerm, Membership, Redirect, State, Story
from coverage.text.grouping.grouping import (
    GROUPER_VERSION,
    Candidate,
    Placement,
    Signature,
    index_terms,
    sign,
)
from coverage.text.grouping.grouping import place as choose_story

from .comparison import compare
from .locking import placing
from .pages import Possible
from .revisions import save_as, save_unrecorded

#: Days before and after an article in which its story may lie.
WINDOW = timedelta(days=7)
#: An undated article is looked for among as many that arrived last.
ARRIVALS = 3000
#: Articles that share most terms; more than these never decide.
MOST_CANDIDATES = 60
#: Of its telling words an article shares at least so many with one whose story it may join: one is
#: shared with more articles the fuller the archive is, and never was enough.
LEAST_SHARED = 2
#: Articles of a story that are looked at, the newest, and stories whose articles are in memory.
MOST_SPEAKING, MOST_AT_ONCE = 12, 10


@dataclass(frozen=True, slots=True)
class Twin:
    """An article (by id) with the same text as one that comes; `reason` is a sentence."""

    article: int
    confidence: float
    reason: str


def place(
    article: Article, body: str, *, is_sample: bool = False, twin: Twin | None = None
) -> Membership:
    """Put a new article into the story it belongs to, or begin one; call inside `placing()`.

    It belongs to the story of its twin, where it has one. Its cost depends on how many articles
    share its telling words in the window, not on the archive.
    """
    signature, terms = sign_article(article, body)
    placement = _beside(article, twin) or choose_story(
        signature, candidates(article, terms, is_sample)
    )
    story = (
        Story.objects.get(pk=int(placement.story))
        if placement.story is not None
        else _begin_story(article, is_sample)
    )
    return _join(article, story, placement)


def _beside(article: Article, twin: Twin | None) -> Placement | None:
    """The story of the twin, where nobody said that the article does not belong there."""
    if twin is None:
        return None
    refused = Membership.objects.filter(article=article, state=State.REJECTED).values("story")
    beside = Membership.objects.filter(article=twin.article, is_current=True)
    story = beside.exclude(story__in=refused).values_list("story", flat=True).first()
    return Placement(str(story), twin.confidence, (twin.reason,)) if story else None


def sign_article(article: Article, body: str) -> tuple[Signature, tuple[str, ...]]:
    """Keep by what the article is found and compared when others are grouped; its signature and
    telling terms. Called again when its text, headline or date changes; its story stays."""
    signature = sign(article.headline, body, _day(article))
    terms = tuple(term[:80] for term in index_terms(signature))
    article.signature = signature.to_json()
    Article.objects.filter(pk=article.pk).update(signature=article.signature)
    article.terms.all().delete()
    ArticleTerm.objects.bulk_create(
        [ArticleTerm(article=article, term=term, day=_day(article)) for term in set(terms)]
    )
    return signature, terms


def candidates(article: Article, terms: tuple[str, ...], is_sample: bool) -> Iterator[Candidate]:
    """Stories in the window whose articles share most terms, with the signatures that speak for
    them; few are in memory at a time."""
    near = ArticleTerm.objects.filter(term__in=terms).exclude(article=article)
    day = _day(article)
    recent = Q(article__gte=article.pk - ARRIVALS)
    if day:
        dated = Q(day__range=(day - WINDOW, day + WINDOW))
        near = near.filter(dated | (Q(day__isnull=True) & recent))
    else:
        near = near.filter(recent)
    sharing = (
        near.values("article")
        .annotate(shared=Count("id"))
        .filter(shared__gte=min(LEAST_SHARED, len(terms)))
        .order_by("-shared", "-article")
    ).values_list("article", flat=True)[:MOST_CANDIDATES]
    refused = Membership.objects.filter(article=article, state=State.REJECTED).values("story")
    stories = (
        Membership.objects.filter(
            article__in=list(sharing), is_current=True, story__is_sample=is_sample
        )
        .exclude(story__in=refused)
        .values_list("story", flat=True)
        .distinct()
    )
    members = speaking(day, list(stories))
    order = sorted(members)
    for at in range(0, len(order), MOST_AT_ONCE):
        some = order[at : at + MOST_AT_ONCE]
        signed = dict(
            Article.objects.filter(pk__in=[pk for story in some for pk in members[story]])
            .exclude(signature__isnull=True)
            .values_list("pk", "signature")
        )
        for story in some:
            kept = [signed.get(pk) for pk in members[story]]
            signatures = [Signature.from_json(one) for one in kept if one is not None]
            if signatures:
                yield Candidate(str(story), tuple(signatures))


def speaking(day: date | None, stories: list[int]) -> dict[int, list[int]]:
    """Story → its newest articles (by id) that lie in the window of the day; none for a story
    whose dates are all too far away. A day more is let through: signatures decide."""
    found: dict[int, list[tuple[int, date | None]]] = {}
    rows = Membership.objects.filter(story__in=stories, is_current=True)
    for story, member, moment in rows.order_by("story", "article").values_list(
        "story", "article", "article__published_at"
    ):
        found.setdefault(story, []).append((member, moment.date() if moment else None))
    wide = WINDOW + timedelta(days=1)
    speaking = {}
    for story, members in found.items():
        days = [other for _, other in members if other]
        if day and days and not any(abs(other - day) <= wide for other in days):
            continue
        near = [pk for pk, other in members if not (day and other) or abs(other - day) <= wide]
        speaking[story] = near[-MOST_SPEAKING:]
    return speaking


def _begin_story(article: Article, is_sample: bool) -> Story:
    story = Story(headline=article.headline, headline_article=article, is_sample=is_sample)
    save_unrecorded(story)
    return story


def _join(article: Article, story: Story, placement: Placement) -> Membership:
    membership = Membership(
        article=article,
        story=story,
        reasons=list(placement.reasons),
        confidence=placement.confidence,
        grouper_version=GROUPER_VERSION,
    )
    save_unrecorded(membership)
    return membership


def _day(article: Article) -> date | None:
    return article.published_at.date() if article.published_at else None


def confirm(membership: Membership, person: User) -> bool:
    """Say that the article belongs where it stands; no machine run moves it afterwards. False
    when it was moved from there in the meantime."""
    with placing():
        current = Membership.objects.filter(pk=membership.pk, is_current=True).first()
        if current is None:
            return False
        current.state, current.person = State.CONFIRMED, person
        save_as(current, person)
    membership.state, membership.person = State.CONFIRMED, person
    return True


def move(article: Article, story: Story | None, person: User) -> Membership:
    """Put an article into another story, or with None into one of its own. Undone by moving back.

    Its old place is kept as rejected, so that the machine does not put it there again. Both
    stories are compared anew; one left empty redirects.
    """
    with placing():
        old = article.memberships.filter(is_current=True).select_related("story").first()
        if old and story and old.story_id == story.pk:
            confirm(old, person)
            return old
        membership = _moved(article, old, story, person)
    compare(membership.story)
    if old:
        compare(old.story)
        leave_empty(old.story)
    return membership


def _moved(
    article: Article, old: Membership | None, story: Story | None, person: User
) -> Membership:
    if old:
        old.is_current = False
        old.state = State.REJECTED
        old.person = person
        save_as(old, person)
    membership = Membership(
        article=article,
        story=story or _begin_story(article, old.story.is_sample if old else False),
        state=State.CONFIRMED,
        reasons=[f"moved by {person.get_username()}"],
        confidence=1,
        person=person,
    )
    save_as(membership, person)
    return membership


def leave_empty(story: Story) -> None:
    """Send readers of a story that lost all its articles to where most of them went; nothing for
    a story that still has one."""
    if story.memberships.filter(is_current=True).exists():
        return
    went = Membership.objects.filter(
        article__memberships__story=story, is_current=True
    ).values_list("story", flat=True)
    if to := Counter(went).most_common(1):
        Redirect.objects.update_or_create(old_story=story.pk, defaults={"story_id": to[0][0]})


def possible_stories(article: Article) -> tuple[Possible, ...]:
    """Up to three other stories a lone article may belong to: the one a person took it out of,
    then those that share most telling words."""
    left = Membership.objects.filter(
        article=article, is_current=False, state=State.REJECTED, story__article_count__gt=0
    ).order_by("-pk")
    before = [
        Possible(m.story_id, m.story.headline, "it was here before")
        for m in left.exclude(
            story__memberships__in=article.memberships.filter(is_current=True)
        ).select_related("story")[:1]
    ]
    return (*before, *_sharing(article, [match.story for match in before]))[:3]


def _sharing(article: Article, named: list[int]) -> list[Possible]:
    terms = article.terms.values_list("term", flat=True)
    own = article.memberships.filter(is_current=True).values("story")
    sharing = (
        Membership.objects.filter(is_current=True, article__terms__term__in=list(terms))
        .exclude(story__in=own)
        .exclude(story__in=named)
        .values("story", "story__headline")
        .annotate(shared=Count("article__terms__term", distinct=True))
        .filter(shared__gte=2)
        .order_by("-shared", "-story")[:3]
    )
    return [
        Possible(row["story"], row["story__headline"], f"shares {row['shared']} telling words")
        for row in sharing
    ]
