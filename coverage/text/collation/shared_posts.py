"""Shared posts: one social post, wherever a story's articles show, quote, link or credit it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from ..found import FoundPost
from ..words import find_words
from .collated import PostMember, SharedPost, SharedUtterance
from .telling import Telling

Place = tuple[str, int]  # article key, index into its reading.posts


def find_shared_posts(
    tellings: Sequence[Telling], utterances: Sequence[SharedUtterance]
) -> tuple[SharedPost, ...]:
    """Posts that stand in at least two articles, in the order in which they first do.

    Two posts are one when platform and id agree, or the handle and the words. A credit
    ("@handle on Twitter") joins a post of that handle where the story has exactly one.
    """
    posts: dict[Place, FoundPost] = {
        (t.key, n): post
        for t in tellings
        for n, post in enumerate(t.told.reading.posts)
        if post.how != "residue" or post.platform  # linked to its post by a person
    }
    quoted = _quoted(utterances)
    found = []
    for group in _same_posts(posts):
        members = [
            PostMember(
                place[0], posts[place].offset, posts[place].how, place[1], -1, _words(posts[place])
            )
            for place in group
        ]
        for place in group:
            members += [m for m in quoted.get(place, []) if m not in members]
        if len({m.key for m in members}) < 2:
            continue
        order = {t.key: n for n, t in enumerate(tellings)}
        members.sort(key=lambda m: (order[m.key], m.offset, m.post))
        fullest = max(
            (posts[place] for place in sorted(group)), key=lambda p: (len(p.text), p.post_id)
        )
        found.append(
            SharedPost(
                platform=next((posts[p].platform for p in sorted(group) if posts[p].platform), ""),
                post_id=next((posts[p].post_id for p in sorted(group) if posts[p].post_id), ""),
                handle=next((posts[p].handle for p in sorted(group) if posts[p].handle), ""),
                text=fullest.text,
                words=_words(fullest),
                members=tuple(members),
            )
        )
    return tuple(sorted(found, key=lambda p: (p.members[0].offset, p.handle, p.post_id)))


def _words(post: FoundPost) -> int:
    return len(find_words(post.text))


def _quoted(utterances: Sequence[SharedUtterance]) -> dict[Place, list[PostMember]]:
    """For each post whose words an utterance is measured by: the quotes that print them."""
    quoted: dict[Place, list[PostMember]] = defaultdict(list)
    for utterance in utterances:
        of = [(w.key, w.post) for w in utterance.wordings if w.post is not None]
        for wording in utterance.wordings:
            for place in of if wording.post is None else ():
                if wording.key != place[0]:
                    member = PostMember(
                        wording.key,
                        wording.spans[0].start,
                        "quoted",
                        -1,
                        wording.quotes[0] if wording.quotes else -1,
                        wording.words,
                    )
                    quoted[place].append(member)
    return quoted


def _same_posts(posts: dict[Place, FoundPost]) -> list[list[Place]]:
    """The places grouped by the post that stands there."""
    groups: dict[tuple[str, ...], list[Place]] = defaultdict(list)
    credited: list[Place] = []
    known: dict[tuple[str, str, str], tuple[str, ...]] = {}  # words of a post → its group
    for place in sorted(posts):
        post = posts[place]
        if post.how == "credited" and not post.post_id and not post.text:
            credited.append(place)
            continue
        words = (
            post.platform,
            post.handle.casefold(),
            " ".join(w.norm for w in find_words(post.text)),
        )
        name: tuple[str, ...] = (post.platform, post.post_id) if post.post_id else words
        if words[2] and words[1]:
            name = known.setdefault(words, name)
        groups[name].append(place)
    for place in credited:
        handle = posts[place].handle.casefold()
        theirs = [
            group
            for group in groups.values()
            if any(posts[p].handle.casefold() == handle for p in group)
        ]
        if handle and len(theirs) == 1:
            theirs[0].append(place)
        elif handle:
            groups[("credited", handle)].append(place)
    return list(groups.values())
