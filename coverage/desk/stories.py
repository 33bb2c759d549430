"""Which story an article belongs to: placed by the machine, settled by people."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.utils import timezone

from coverage.models import Article, ArticleTerm, Membership, Redirect, State, Story
from coverage.text.grouping.grouping import (
    GROUPER_VERSION,
    Placement,
    Signature,
    index_terms,
    sign,
)
from coverage.text.grouping.grouping import place as choose_story
from coverage.text.grouping.relating import opinion_of

from .candidates import candidates, day_of
from .locking import placing
from .revisions import save_as, save_unrecorded

#: Articles of a story that say whether it is one of opinion.
LOOKED_AT = 6


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
    placement = _beside(article, twin) or _choose(article, signature, terms, is_sample)
    if placement.story is None:
        return _join(article, begin_story(article, is_sample), placement)
    story = Story.objects.get(pk=int(placement.story))
    Story.objects.filter(pk=story.pk).update(relate_due_at=timezone.now())
    return _join(article, story, placement)


def _beside(article: Article, twin: Twin | None) -> Placement | None:
    """The story of the twin, where nobody said that the article does not belong there."""
    if twin is None:
        return None
    refused = Membership.objects.filter(article=article, state=State.REJECTED).values("story")
    beside = Membership.objects.filter(article=twin.article, is_current=True)
    story = beside.exclude(story__in=refused).values_list("story", flat=True).first()
    return Placement(str(story), twin.confidence, (twin.reason,)) if story else None


def _choose(
    article: Article, signature: Signature, terms: tuple[str, ...], is_sample: bool
) -> Placement:
    """Where the grouper puts it; opinion and analysis, as their outlets label them, stand apart
    from the reports they are about, and are related to them."""
    if told := opinion_of(article.headline, article.address):
        return Placement(None, 1.0, (f"opinion or analysis stands apart: {told}",))
    placement = choose_story(signature, candidates(article, terms, is_sample))
    if placement.story is None or not is_opinion(int(placement.story)):
        return placement
    reports = (c for c in candidates(article, terms, is_sample) if not is_opinion(int(c.key)))
    return choose_story(signature, reports)


def is_opinion(story: int) -> bool:
    """Whether all articles of a story (by id) are opinion or analysis; the newest are looked at."""
    members = Article.objects.filter(memberships__story=story, memberships__is_current=True)
    newest = list(members.order_by("-pk").values_list("headline", "address")[:LOOKED_AT])
    return bool(newest) and all(opinion_of(*one) for one in newest)


def sign_article(article: Article, body: str) -> tuple[Signature, tuple[str, ...]]:
    """Keep by what the article is found and compared when others are grouped; its signature and
    telling terms. Called again when its text, headline or date changes; its story stays."""
    signature = sign(article.headline, body, day_of(article), article.outlet_name)
    terms = tuple(term[:80] for term in index_terms(signature))
    article.signature = signature.to_json()
    Article.objects.filter(pk=article.pk).update(signature=article.signature)
    article.terms.all().delete()
    ArticleTerm.objects.bulk_create(
        [ArticleTerm(article=article, term=term, day=day_of(article)) for term in set(terms)]
    )
    return signature, terms


def begin_story(article: Article, is_sample: bool) -> Story:
    story = Story(
        headline=article.headline,
        headline_article=article,
        is_sample=is_sample,
        relate_due_at=timezone.now(),
    )
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


def leads_to(story: int) -> int | None:
    """Where the address of a story without articles leads (id of a story that has some), also when
    that one was merged in its turn; None where it leads nowhere."""
    passed = {story}
    while True:
        to = (
            Redirect.objects.filter(old_story=story).values("story", "story__article_count").first()
        )
        if to is None or to["story"] in passed:
            return None
        if to["story__article_count"]:
            return int(to["story"])
        story = int(to["story"])
        passed.add(story)
