"""What a story's row keeps for lists: counts, flags for filters, and the lines of its card."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from coverage.models import Article, PostAppearance, Story

from .phrases import first_words
from .revisions import save_unrecorded


def summarise(story: Story, articles: Sequence[Article], result: dict[str, Any]) -> None:
    """Write the story's counts, flags and card from its articles and comparison. A headline that
    a person chose stays; else the first published one that is not derived
    stands; one of which only the day is known may have come after those of that day."""
    dates = [a.published_at for a in articles if a.published_at]
    relations = {figure["relation"] for figure in result["figures"]}
    story.article_count = len(articles)
    story.outlet_count = len({a.outlet_id or f"article {a.pk}" for a in articles})
    story.first_at, story.last_at = min(dates, default=None), max(dates, default=None)
    story.figures_differ = "conflict" in relations
    story.wordings_differ = any(u["changes"] for u in result["utterances"])
    story.post_shared = any(
        len({m["article"] for m in post["members"]}) > 1 for post in result["posts"]
    )
    story.text_shared = bool(result["copies"])
    story.post_count = (
        PostAppearance.objects.filter(
            version__in=[a.current_version_id for a in articles], post__isnull=False
        )
        .exclude(how=PostAppearance.How.CREDITED)
        .standing()
        .values("post")
        .distinct()
        .count()
    )
    if not story.headline_chosen and articles:
        named = [a for a in articles if a.headline and not a.headline_derived]
        chosen = min(named or articles[:1], key=_out_by)
        story.headline, story.headline_article = chosen.headline, chosen
    story.summary = {
        "findings": _lines(articles, result),
        "quote": _quote(articles, result),
        "timeline": _timeline(articles),
        "texts": _texts(articles, result),
        "unnamed": sum(not a.outlet_id for a in articles),
        "undated": sum(not a.published_at for a in articles),
    }
    save_unrecorded(story)


def _out_by(article: Article) -> tuple[bool, float]:
    """When an article was out for certain, undated ones last: of a day alone, at its end."""
    if article.published_at is None:
        return True, 0.0
    is_day = article.published_precision == Article.Precision.DAY
    return False, article.published_at.timestamp() + 86_400 * is_day


def _lines(articles: Sequence[Article], result: dict[str, Any]) -> list[dict[str, str]]:
    """At most five lines: when something happened, a figure that differs, a wording, a shared
    post, one-only claims."""
    bodies = {a.pk: a.current_version.body for a in articles if a.current_version}
    lines = []
    for account in result.get("accounts", ())[:1]:
        said = [f"“{bodies[m['article']][slice(*m['span'])]}”" for m in account["members"]]
        lines.append(_line("≠", f"{account['what']}: " + " / ".join(said[:2])))
    lines += [_figure_line(figure, bodies) for figure in _telling_figures(result)[:1]]
    for utterance in result["utterances"]:
        if utterance["changes"]:
            changes = ", ".join(utterance["changes"][:3])
            lines.append(_line("≠", f"“{first_words(utterance['text'], 6)}”: {changes}"))
            break
    for post in result["posts"]:
        found = len({m["article"] for m in post["members"]})
        if found > 1:
            name = f"@{post['handle']}" if post["handle"] else "one post"
            lines.append(_line("⇄", f"{name} in {found} of {len(articles)}"))
            break
    if result["only"] and len(articles) > 1:
        number = len(result["only"])
        lines.append(_line("◐", f"{number:,} {'claim' if number == 1 else 'claims'} only in one"))
    return lines


def _telling_figures(result: dict[str, Any]) -> list[dict[str, Any]]:
    """Figures that differ, then those that a later count took further."""
    order = ("conflict", "update")
    telling = [figure for figure in result["figures"] if figure["relation"] in order]
    return sorted(telling, key=lambda figure: order.index(figure["relation"]))


def _figure_line(figure: dict[str, Any], bodies: dict[int, str]) -> dict[str, str]:
    """Each count once, in the words of the first article that gives it."""
    counts: dict[tuple[Any, Any], str] = {}
    for member in figure["members"]:
        words = bodies[member["article"]][slice(*member["span"])]
        counts.setdefault((member["low"], member["high"]), words)
    said = f"{figure['what']}: " + " / ".join(list(counts.values())[:3])
    if figure["relation"] == "update":
        return _line("∥", f"{said} (update)")
    return _line("≠", said)


def _line(sign: str, words: str) -> dict[str, str]:
    return {"sign": sign, "words": words}


def _quote(articles: Sequence[Article], result: dict[str, Any]) -> dict[str, str]:
    """The utterance most articles print, with whose it is."""
    best = max(
        (u for u in result["utterances"] if not any(w["post"] for w in u["wordings"])),
        key=lambda u: (len({w["article"] for w in u["wordings"]}), u["words"]),
        default=None,
    )
    found = len({w["article"] for w in best["wordings"]}) if best else 0
    if best is None or found < 2:  # one that others only report
        return {}
    speakers = {s.casefold(): s for w in best["wordings"] for s in w["speakers"] if s}
    who = next(iter(speakers.values()), "speaker not found")
    if "speaker" in best["changes"] and len(speakers) > 1:
        who = f"{len(speakers)} speakers named"
    where = f"in all {found}" if found == len(articles) else f"in {found} of {len(articles)}"
    return {"text": first_words(best["text"], 18), "who": f"{who}, {where}"}


def _timeline(articles: Sequence[Article]) -> list[dict[str, Any]]:
    """Each dated article with its share (0–100) of the time from first to last."""
    dated = [(a, a.published_at) for a in articles if a.published_at]
    if not dated:
        return []
    first, last = dated[0][1], dated[-1][1]
    length = (last - first).total_seconds()
    return [
        {
            "called": a.called,
            "at": at.isoformat(),
            "day_only": a.published_precision == Article.Precision.DAY,
            "share": round(100 * (at - first).total_seconds() / length, 1) if length else 0,
        }
        for a, at in dated
    ]


def _texts(articles: Sequence[Article], result: dict[str, Any]) -> str:
    number = len(articles)
    if number < 2:
        return ""
    shared = sum(len(copy["articles"]) for copy in result["copies"])
    return f"{number} texts, {shared} share one" if shared else f"{number} texts, no copying found"
