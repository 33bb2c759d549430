"""Finding another story: one that may be the same, or one that a person names."""

from __future__ import annotations

import re
from collections import Counter

from django.db.models import Count, Q

from coverage.models import Article, ArticleTerm, Membership, State, Story
from coverage.text.grouping.grouping import index_terms, sign

from .bench import count
from .candidates import holding_most
from .pages import Possible

#: Stories offered, articles of a story that speak for it, newest stories whose headlines are read.
MOST, SPEAKING, NEWEST = 12, 5, 2000
#: Telling words that another story shares which is offered unasked.
LEAST = 4
_ADDRESS = re.compile(r"/stories/(\d{1,18})\b|^\s*#?(\d{1,18})\s*$")


def possible_stories(article: Article) -> tuple[Possible, ...]:
    """Up to three other stories a lone article may belong to: the one a person took it out of,
    then those that share most telling words."""
    left = Membership.objects.filter(
        article=article, is_current=False, state=State.REJECTED, story__article_count__gt=0
    ).order_by("-pk")
    own = list(article.memberships.filter(is_current=True).values_list("story", flat=True))
    before = [
        Possible(m.story_id, m.story.headline, "it was here before")
        for m in left.exclude(story__in=own).select_related("story")[:1]
    ]
    named = [*own, *(match.story for match in before)]
    is_sample = Story.objects.filter(pk__in=own, is_sample=True).exists()
    return (*before, *_sharing([article.pk], named, is_sample, least=3))[:3]


def stories_like(story: Story) -> tuple[Possible, ...]:
    """Other stories that share most telling words with this one, the likeliest first."""
    members = story.memberships.filter(is_current=True).order_by("-article")
    articles = list(members.values_list("article", flat=True)[:SPEAKING])
    return tuple(_sharing(articles, [story.pk], story.is_sample, least=LEAST))


def stories_called(typed: str, but: Story) -> tuple[Possible, ...]:
    """Stories other than `but`, and as real as it, found by an address, a number, or words that
    their articles' headlines hold."""
    live = Story.objects.filter(article_count__gt=0, is_sample=but.is_sample).exclude(pk=but.pk)
    if named := _ADDRESS.search(typed):
        return tuple(_possible(s, "its number") for s in live.filter(pk=int(named[1] or named[2])))
    words = typed.split()[:6]
    if not words:
        return ()
    holding = Q()
    for word in words:
        holding &= Q(headline__icontains=word)
    newest = live.for_list()[:NEWEST].values("pk")
    found = list(live.filter(pk__in=newest).filter(holding).for_list()[:MOST])
    known = {but.pk, *(story.pk for story in found)}
    terms = index_terms(sign(typed, ""))
    articles = holding_most(terms, least=min(2, len(terms)))
    others = Membership.objects.filter(article__in=articles, is_current=True)
    keys = [pk for pk in others.values_list("story", flat=True) if pk not in known]
    found += list(live.filter(pk__in=keys).for_list()[: MOST - len(found)])
    return tuple(_possible(story, "holds the words") for story in found)


def _possible(story: Story, why: str) -> Possible:
    return Possible(story.pk, story.headline, why, story.article_count, story.last_at)


def _sharing(articles: list[int], named: list[int], is_sample: bool, least: int) -> list[Possible]:
    """Stories other than those named in which articles share at least so many telling words."""
    terms = set(ArticleTerm.objects.filter(article__in=articles).values_list("term", flat=True))
    if not terms:
        return []
    near = [pk for pk in holding_most(sorted(terms), least) if pk not in articles]
    shared = dict(
        ArticleTerm.objects.filter(article__in=near, term__in=terms)
        .values_list("article")
        .annotate(shared=Count("pk"))
    )
    most: Counter[int] = Counter()
    rows = Membership.objects.filter(
        article__in=near, is_current=True, story__is_sample=is_sample
    ).exclude(story__in=named)
    for article, story in rows.values_list("article", "story"):
        most[story] = max(most[story], shared.get(article, 0))
    best = sorted(most, key=lambda pk: (-most[pk], -pk))[:MOST]
    stories = Story.objects.in_bulk(best)
    return [
        _possible(stories[pk], f"shares {count(most[pk], 'telling word')}")
        for pk in best
        if pk in stories
    ]
