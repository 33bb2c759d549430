"""What stands on top of a comparison: accounts differ, other wordings, one post, only in one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .bench import LINKED_LINE, Bench, count
from .pages import Column, Finding, FindingLine, Sign
from .phrases import first_words, in_marks, matter_of, prints_words, spelled
from .presence import absence

UNREAD = "its words stand there, not taken for a quote"
_ORDER = ("conflict", "update", "scope")


def findings(bench: Bench, columns: Sequence[Column]) -> tuple[Finding, ...]:
    """At most one of each kind, the most telling first; a kind with nothing to show is left out."""
    made = (
        _accounts(bench, columns),
        _wordings(bench, columns),
        _post(bench, columns),
        _only(bench, columns),
    )
    return tuple(finding for finding in made if finding)


def _accounts(bench: Bench, columns: Sequence[Column]) -> Finding | None:
    """A figure or an act on which accounts differ, whichever more of the columns tell; else one
    of different scope. What is not shown counts in `more`."""
    shown = {column.article for column in columns}
    figures = [
        figure
        for figure in bench.result["figures"]
        if figure["relation"] in _ORDER
        and len({m["article"] for m in figure["members"]} & shown) > 1
    ]
    figures.sort(key=lambda f: (_ORDER.index(f["relation"]), -_told_by(f, shown)))
    # a comparison stored before accounts were found has none
    placed = [a for a in bench.result.get("accounts", ()) if _told_by(a, shown) > 1]
    placed.sort(key=lambda a: -_told_by(a, shown))
    differing = [f for f in figures if f["relation"] in ("conflict", "update")]
    if placed and (not differing or _told_by(placed[0], shown) >= _told_by(differing[0], shown)):
        return _act(bench, columns, placed[0], len(placed) - 1 + len(differing))
    if not figures:
        return None
    alike = sum(f["relation"] == figures[0]["relation"] for f in figures) - 1
    return _figure(bench, columns, figures[0], alike + len(placed))


def _told_by(found: dict[str, Any], shown: set[int]) -> int:
    """How many of the columns tell of a figure or an act."""
    return len({m["article"] for m in found["members"]} & shown)


def _act(bench: Bench, columns: Sequence[Column], account: dict[str, Any], more: int) -> Finding:
    """When something happened, in the words with which each article places it."""
    lines = []
    for column in columns:
        members = [m for m in account["members"] if m["article"] == column.article]
        body = bench.body(column.article)
        words = ", ".join(f"“{body[slice(*member['span'])]}”" for member in members)
        href = _row_href(bench, column.article, members[0]["span"][0]) if members else ""
        absent = absence(column, (), is_read=True).briefly()
        lines.append(FindingLine(column.called, words or absent, href))
    first = next(line.href for line in lines if line.href)
    about = f"“{account['what']}”: when"
    return Finding("accounts", "≠", "Accounts differ", about, tuple(lines), first, more)


def _figure(bench: Bench, columns: Sequence[Column], figure: dict[str, Any], more: int) -> Finding:
    """A measured thing, with each article's figures for it."""
    lines = []
    for column in columns:
        members = [m for m in figure["members"] if m["article"] == column.article]
        absent = absence(column, (), is_read=True).briefly("no figure found")
        words = "; ".join(dict.fromkeys(_figure_words(bench, member) for member in members))
        href = _row_href(bench, column.article, members[0]["span"][0]) if members else ""
        lines.append(FindingLine(column.called, words or absent, href))
    titles: dict[str, tuple[Sign, str]] = {
        "conflict": ("≠", "Accounts differ"),
        "update": ("∥", "A later count"),
        "scope": ("∥", "Figures of different scope"),
    }
    sign, title = titles[figure["relation"]]
    first = next(line.href for line in lines if line.href)
    return Finding("accounts", sign, title, f"“{figure['what']}”", tuple(lines), first, more)


def _figure_words(bench: Bench, member: dict[str, Any]) -> str:
    words = f"“{bench.body(member['article'])[slice(*member['span'])]}”"
    return f"{words} {member['scope']}".strip()


def _wordings(bench: Bench, columns: Sequence[Column]) -> Finding | None:
    """The utterance printed in most articles whose wordings depart most from each other."""
    shown = {column.article for column in columns}
    changed = [
        (len({w["article"] for w in u["wordings"]} & shown), len(u["changes"]), -at, u)
        for at, u in enumerate(bench.result["utterances"])
        if u["changes"] and not any(w["post"] for w in u["wordings"])
    ]
    changed = [entry for entry in changed if entry[0] > 1]
    if not changed:
        return None
    utterance = max(changed)[3]
    lines = [_wording_line(bench, utterance, column) for column in columns]
    return Finding(
        "wordings",
        "≠",
        "One utterance, other wordings",
        in_marks(first_words(utterance["text"], 8)),
        tuple(lines),
        next(line.href for line in lines if line.href),
        len(changed) - 1,
    )


def _wording_line(bench: Bench, utterance: dict[str, Any], column: Column) -> FindingLine:
    wordings = [w for w in utterance["wordings"] if w["article"] == column.article]
    if not wordings:
        prints = prints_words(bench.body(column.article), utterance["text"])
        absent = absence(column, (), is_read=True).briefly()
        return FindingLine(column.called, UNREAD if prints else absent, "")
    words = sum(w["words"] for w in wordings)
    speakers = list(dict.fromkeys(s for w in wordings for s in w["speakers"] if s))
    said = f"{words} of {utterance['words']} words"
    if len(speakers) > 1:
        said += f", {spelled(len(speakers))} speakers"
    else:
        said += f", {speakers[0] if speakers else 'speaker not found'}"
    return FindingLine(
        column.called, said, _row_href(bench, column.article, wordings[0]["spans"][0][0])
    )


def _post(bench: Bench, columns: Sequence[Column]) -> Finding | None:
    """The post that stands in most articles."""
    shown = {column.article for column in columns}
    shared = [
        (len({m["article"] for m in post["members"]} & shown), post["words"], -at, post)
        for at, post in enumerate(bench.result["posts"])
    ]
    shared = [entry for entry in shared if entry[0] > 1]
    if not shared:
        return None
    articles, _, _, post = max(shared)
    lines = [post_line(bench, post, column) for column in columns]
    posted = next(
        (bench.post[m["post"]].post for m in post["members"] if m["post"] in bench.post), None
    )
    about = f"@{post['handle']}" if post["handle"] else first_words(post["text"], 6)
    if posted and posted.posted_on:
        about += f", {posted.posted_on:%-d %b %Y}"
    return Finding(
        "post",
        "⇄",
        f"One post, {spelled(articles)} articles",
        about,
        tuple(lines),
        next((line.href for line in lines if line.href), ""),
        len(shared) - 1,
    )


def post_line(bench: Bench, post: dict[str, Any], column: Column) -> FindingLine:
    members = [m for m in post["members"] if m["article"] == column.article]
    if not members:
        return FindingLine(column.called, absence(column, ()).briefly(), "")
    said = []
    for member in members:
        if member["how"] == "quoted":
            said.append(f"{member['words']} of {post['words']} words quoted")
        elif member["how"] == "credited":
            said.append("image credited")
        elif member["how"] == "residue":
            said.append(LINKED_LINE)
        else:
            said.append(member["how"])
    href = _row_href(bench, column.article, members[0]["offset"])
    return FindingLine(column.called, "; ".join(dict.fromkeys(said)), href)


def _only(bench: Bench, columns: Sequence[Column]) -> Finding | None:
    """The most telling claim of each article that stands in no other."""
    lines: list[FindingLine] = []
    for column in columns:
        own = [entry for entry in bench.result["only"] if entry["article"] == column.article]
        body = bench.body(column.article)
        for entry in own[:1]:
            start, end = entry["span"]
            words = in_marks(matter_of(body[start:end]))
            lines.append(FindingLine(column.called, words, _row_href(bench, column.article, start)))
    if not lines:
        return None
    more = len(bench.result["only"]) - len(lines)
    about = count(len(bench.result["only"]), "claim")
    return Finding("only", "◐", "Only in one", about, tuple(lines), lines[0].href, max(0, more))


def _row_href(bench: Bench, article: int, start: int) -> str:
    number = bench.row_of(article, start)
    return f"#r{number}" if number else ""
