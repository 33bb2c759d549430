"""Looking again, once an article has come, at the stories around it: a few of their articles, the
newest, are grouped anew with it. A worker does so, and the last days are still grouped once a day.

What people said stands: what is confirmed does not move, nor goes anything where it was refused,
nor between stories that people took apart. The machine does not bring back what it moved away.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from coverage.models import Article, Membership, State, Story
from coverage.text.grouping.around import Regrouping, Standing, group_around
from coverage.text.grouping.relating import opinion_of

from .candidates import day_of, sharing_most, signatures, speaking
from .locking import placing
from .regrouping import Move, move
from .stories import begin_story
from .storypairs import apart_from
from .storysettling import settle


def look_again(story: Story) -> tuple[Move, ...]:
    """Group the newest article of a story and those around it anew; what moved. Each move stands in
    the history of both stories and can be undone."""
    newest = story.memberships.filter(is_current=True).order_by("-article_id").first()
    if newest is None or newest.article.signature is None or _is_labelled(newest.article):
        return ()
    found = _group(newest.article, story)
    if len(found) == 1 and not found[0].joining:
        return ()
    moves: list[Move] = []
    with placing():
        for one in found:
            moves += _gather(one, story.is_sample)
    settle({moved.old for moved in moves} | {moved.new for moved in moves})
    return tuple(moves)


def _group(article: Article, story: Story) -> list[Regrouping]:
    """What the article and those of stories around it make when grouped anew; opinion and analysis
    stand apart."""
    sharing = sharing_most(article, list(article.terms.values_list("term", flat=True)))
    current = Membership.objects.filter(is_current=True, story__is_sample=story.is_sample)
    stories = {story.pk, *current.filter(article__in=sharing).values_list("story", flat=True)}
    story_of = {
        pk: key
        for key, articles in speaking(day_of(article), sorted(stories)).items()
        for pk in articles
    }
    signed = signatures([*story_of, article.pk])
    story_of[article.pk] = story.pk
    labelled = {
        one.pk
        for one in Article.objects.only("headline", "address").filter(pk__in=signed)
        if _is_labelled(one)
    }
    standing = [
        Standing(pk, story_of[pk], signed[pk]) for pk in sorted(signed) if pk not in labelled
    ]
    sizes = dict(Story.objects.filter(pk__in=stories).values_list("pk", "article_count"))
    others = [one for one in standing if one.article != article.pk]
    return group_around(Standing(article.pk, story.pk, signed[article.pk]), others, sizes)


def _is_labelled(article: Article) -> bool:
    return bool(opinion_of(article.headline, article.address))


def _gather(found: Regrouping, is_sample: bool) -> list[Move]:
    """Put articles into one story, or a new one, as far as nobody decided otherwise."""
    asked = Membership.objects.filter(is_current=True, story__is_sample=is_sample)
    asked = asked.select_related("article", "story")  # `move` writes of both
    coming = list(asked.filter(article__in=found.articles).exclude(story=found.story))
    if found.joining:
        coming += asked.filter(story__in=found.joining).exclude(article__in=found.articles)
    why = dict(zip(found.articles, found.reasons, strict=True))
    if found.story is None:
        return _part(coming, why)
    home = Story.objects.get(pk=found.story)
    apart = apart_from([home.pk])[home.pk]
    been = set(
        Membership.objects.filter(
            article__in=[m.article_id for m in coming], story=home
        ).values_list("article", flat=True)
    )
    settled = _settled(found.joining)
    return [
        move(m, home, list(why.get(m.article_id, ("with the story it was in",))))
        for m in coming
        if m.state != State.CONFIRMED
        and m.article_id not in been
        and m.story_id not in (*apart, *settled)
    ]


def _settled(stories: Iterable[int]) -> set[int]:
    """Of some stories (by id) those that have an article which a person confirmed there."""
    rows = Membership.objects.filter(story__in=list(stories), is_current=True)
    return set(rows.filter(state=State.CONFIRMED).values_list("story", flat=True))


def _part(coming: Sequence[Membership], why: dict[int, tuple[str, ...]]) -> list[Move]:
    """Put articles into a story of their own, unless a person said anything of one of them."""
    keys = [m.article_id for m in coming]
    said = Membership.objects.filter(article__in=keys).exclude(state=State.SUGGESTED)
    if not coming or said.exists():
        return []
    first = min(coming, key=lambda m: m.article_id)
    home = begin_story(first.article, first.story.is_sample)
    return [move(m, home, list(why[m.article_id])) for m in coming]
