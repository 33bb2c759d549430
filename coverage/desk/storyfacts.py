"""The line under a story's headline: how many articles, outlets, days, quotes, posts and texts."""

from __future__ import annotations

from collections.abc import Sequence

from coverage.models import Article, Quote, State, Story

from .bench import Bench, called_and, count, day_of
from .pages import Column, Facts
from .storybench import OpenStory


def headline_of(story: Story, articles: Sequence[Article]) -> str:
    """Whose words stand over the story."""
    of = next((a for a in articles if a.pk == story.headline_article_id), None)
    if of is None:
        return ""
    if of.headline_derived:
        return "first words of " + (of.outlet_name or "an article whose outlet is not stated")
    return "headline of " + (of.outlet_name or "an article whose outlet is not stated")


def facts_of(opened: OpenStory) -> Facts:
    """Counts of the whole story, whichever outlets are picked; with copies counted once, of what
    is left of it then."""
    articles, every = opened.articles, opened.every
    suggested = sum(m.state == State.SUGGESTED for m in opened.memberships)
    phrases = [
        _outlets(articles),
        _dates(articles),
        _quotes(opened.bench, every),
        _posts(opened.bench, every),
        _texts(opened),
    ]
    return Facts(
        phrases=tuple(phrase for phrase in phrases if phrase),
        reasons=tuple(
            (m.article.called, tuple(m.reasons)) for m in opened.memberships if m.reasons
        ),
        suggested=suggested if len(articles) > 1 else 0,
    )


def _outlets(articles: Sequence[Article]) -> str:
    named = len({a.outlet_id for a in articles if a.outlet_id})
    unstated = sum(a.outlet_id is None for a in articles)
    if not unstated:
        return f"{count(len(articles), 'article')} of {count(named, 'outlet')}"
    return (
        f"{count(len(articles), 'article')}: {count(named, 'outlet')} named, {unstated} not stated"
    )


def _dates(articles: Sequence[Article]) -> str:
    days = [day_of(a) for a in articles if a.published_at]
    undated = len(articles) - len(days)
    if not days:
        return "no date in the texts" if articles else ""
    span = days[0] if days[0] == days[-1] else f"{days[0]} – {days[-1]}"
    return f"{len(days)} dated {span}, {undated} undated" if undated else span


def quotes_in(bench: Bench, columns: Sequence[Column]) -> list[Quote]:
    """What the columns have in marks."""
    return [row for column in columns for row in bench.kept[column.article].quotes]


def _quotes(bench: Bench, columns: Sequence[Column]) -> str:
    """What stands in marks, and how often speech is reported without them."""
    quotes = quotes_in(bench, columns)
    reported = sum(len(bench.kept[column.article].reported) for column in columns)
    apart = f", {reported:,} reported" if reported else ""
    if not quotes:
        return f"no quotes found{apart}"
    alike = [bench.number[row.pk] for row in quotes if row.pk in bench.number]
    utterances = len(quotes) - len(alike) + len(set(alike))
    return f"{count(utterances, 'utterance')} in {count(len(quotes), 'quote')}{apart}"


def _posts(bench: Bench, columns: Sequence[Column]) -> str:
    how: dict[str, set[int]] = {}
    for column in columns:
        for row in bench.kept[column.article].posts:
            if row.post_id:
                how.setdefault(row.how, set()).add(row.post_id)
    counted = [
        f"{len(how[name])} {name}" for name in ("embedded", "linked", "quoted") if name in how
    ]
    if not counted:
        return ""
    first, *rest = counted
    number, name = first.split()
    return ", ".join([f"{number} {'post' if number == '1' else 'posts'} {name}", *rest])


def _texts(opened: OpenStory) -> str:
    """How many texts there are; "no copying found" is all that can be said where none share one."""
    bench = opened.bench
    if len(bench.articles) < 2:
        return ""
    copies = bench.result["copies"]
    if not copies:
        return f"{count(len(bench.articles), 'text')}, no copying found"
    said = []
    for copy in copies:
        names = [bench.column[pk].called for pk in copy["articles"] if pk in bench.column]
        if len(names) > 4:
            names = [*names[:3], f"{len(names) - 3} others"]
        said.append(f"{len(copy['articles'])} share one text ({called_and(names)})")
    once = "; copies counted once" if opened.copies_once else ""
    return f"{count(len(bench.articles), 'article')}, " + ", ".join(said) + once
