"""Lines that are left of lost posts, in the forms pages leave them, and the lines beside them
that are none: a table of either."""

from __future__ import annotations

from time import process_time

import pytest

from coverage.text.layout.passages import find_passages
from coverage.text.posts.posts import find_posts
from coverage.text.posts.residue import NAMES_OF_KINDS, residue_of, told_residue

BEFORE = "The council said on Tuesday that the bridge would stay closed for a month."
AFTER = "Traffic over the old crossing went on as before, and nobody was hurt."

RESIDUE = {
    "source": (
        *("Source", "Source:", "SOURCE", "(Source)", "[Source]", "Source ↗", "Source…", "Quelle"),
        *("Fuente:", "Fonte", "Bron", "Källa", "Kilde:", "Źródło", "Zdroj", "Forrás", "Kaynak"),
        *("Lähde", "Izvor", "Источник", "Джерело", "Πηγή", "来源", "出典"),
    ),
    "via": (
        *("via Twitter", "Via X", "(via Instagram)", "— via Telegram", "via Threads", "via TikTok"),
        *("Source: X", "Source: Twitter", "Source: Instagram.", "Quelle: Twitter", "Fuente: X"),
        *(
            "Source : Facebook",
            "Source: X/Twitter",
            "Source – YouTube",
            "Posted on X",
            "[via Reddit]",
        ),
    ),
    "gone": (
        *("Tweet may have been deleted", "Tweet may have been deleted (opens in a new tab)"),
        *("This tweet is unavailable", "This Tweet is no longer available.", "Tweet unavailable"),
        *("This post has been deleted", "This post was deleted by its author.", "Post not found"),
        "This post is from a suspended account.",
        "This Instagram post is no longer available",
        *(
            "Video unavailable",
            "This video is private",
            "This video is unavailable in your country",
        ),
        "You’re unable to view this Post because this account owner limits who can view it",
        "Hmm...this page doesn’t exist. Try searching for something else.",
        *("Dieser Tweet ist nicht mehr verfügbar", "Dieser Beitrag wurde gelöscht"),
        *("Ce tweet n’est plus disponible", "Este tweet ya no está disponible"),
        *("Questo post non è più disponibile", "Dit bericht is verwijderd"),
    ),
    "placeholder": (
        *("Embed", "Embedded content", "Embedded post", "Archived Tweet", "[tweet]", "[Instagram]"),
        *("[embedded content]", "[embed: video of the bridge]", "[YouTube video]", "<tweet>"),
        *("Loading tweet…", "Loading X post", "Loading Instagram", "Twitter embed", "X post"),
        *("TikTok video", "Tweet by @portwatch", "Instagram post by @port.watch", "Facebook post"),
        *("Skip twitter post by Port Watch", "Skip Instagram post 2", "pic.twitter.com/…"),
        "pic.twitter.com",
    ),
    "button": (
        *("View this post on Instagram", "View on X", "View on Instagram", "Watch on YouTube"),
        *("Watch this video on YouTube", "See more on Instagram", "Read more on X"),
        *("View original tweet", "View Tweet", "View post", "Show this thread", "Read 12 replies"),
        *("Read the full conversation on X", "Read 1.2K replies", "See the full post on Facebook"),
        *("View in Telegram", "Copy link to Tweet", "View profile", "View more on Instagram"),
        *("Auf X ansehen", "Beitrag auf Instagram ansehen", "Diesen Tweet ansehen"),
        "Sieh dir diesen Beitrag auf Instagram an",
        *("Voir sur X", "Voir cette publication sur Instagram", "Regarder sur YouTube"),
        *("Ver en X", "Ver esta publicación en Instagram", "Ver no Instagram", "Ver tweet"),
        *("Visualizza questo post su Instagram", "Guarda su YouTube", "Bekijk op X"),
        *("Dit bericht op Instagram bekijken", "Visa detta inlägg på Instagram"),
        *("Wyświetl ten post na Instagramie", "Zobacz na X", "この投稿をInstagramで見る"),
    ),
}
EVERY = [(kind, line) for kind, lines in RESIDUE.items() for line in lines]

NONE = [
    # asking to follow, to share, to read on
    *("Follow us on X", "Follow us on Twitter: @gull", "Like us on Facebook", "Share on Twitter"),
    *("Join our Telegram channel", "Subscribe to our YouTube channel", "Find us on Instagram"),
    *("Follow Ada Voss (@adavoss) on X", "Tweet", "Share this post", "Read more", "Read more:"),
    *("Read more on our website", "Read the full report", "See more at the museum", "More on this"),
    *("View all 24 comments", "View gallery", "Watch live", "Watch the video below", "Loading…"),
    *("Advertisement", "Sign in with Facebook", "Share via WhatsApp", "Post a comment"),
    *("Read more on page 4", "Watch this space", "See page 4", "Follow", "Copy link"),
    # a platform's name is not what came from it
    *("X", "Twitter", "Instagram", "Facebook", "YouTube", "Telegram", "Photo: Instagram"),
    *("Threads", "Social media", "On Instagram, everything is fine", "Twitter, explained"),
    # sources and ways that are none
    *("Source: Reuters", "Source: AP, Reuters", "Quelle: dpa", "Sources", "Source: Harbour office"),
    *("Sources say", "Our source said nothing.", "Source of the leak is unknown", "Open source"),
    *("via Brussels", "Via Roma", "via email", "Via X Settembre", "The Via X tram stopped."),
    # prose
    *("View of the harbour", "View from the bridge on Sunday", "See you on X Street"),
    "This tweet has been liked 4,000 times.",
    "This post has been updated.",
    "This post was deleted after an hour, she said.",
    "The tweet was deleted an hour later.",
    "The video was removed from the museum on Friday.",
    "This post originally appeared in the Gull.",
    *(
        "Embedded with the troops",
        "Embed code",
        "Loading dock closed",
        "Loading posts onto lorries",
    ),
    *(
        "Posted on Monday",
        "Posted on May 4, 2023",
        "Post by the river",
        "Facebook posts record loss",
    ),
    *("Original post office reopens", "Embedded journalists", "[Applause]", "[sic]", "(Video)"),
    # a notice says that something is not loaded, and stands once for each: furniture
    "This content is hosted by our partners.",
    "This content is hosted by Instagram.",
    "This content is imported from Twitter. You may be able to find the same content elsewhere.",
    "This content is provided by TikTok, which may use cookies and other technologies.",
    "This article contains content provided by Twitter. We ask for your permission first.",
    "An dieser Stelle findest du einen externen Inhalt von YouTube, der den Text ergänzt.",
    "This content is not available in your region.",
    "Ich bin damit einverstanden, dass mir Inhalte angezeigt werden.",
    # datelines, bylines, credits and signatures
    *("OSLO (AP) — The ferry sank on Tuesday.", "ORLE — She wrote to us.", "— The Editors"),
    *("— Jane Doe, mayor", "– Ada Voss (coach)", "By Ada Voss (@adavoss)", "Photo: Ada Voss"),
    "Ada Voss (@adavoss) is a reporter at the Gull.",
    "Reporting by Ada Voss; editing by Bo Lund",
    "NEW YORK — “View on X,” he said, “is wrong.”",
]


def residues_in(line: str) -> list[str]:
    body = f"{BEFORE}\n\n{line}\n\n{AFTER}"
    return [p.span.text for p in find_posts(body) if p.how == "residue" and p.span]


@pytest.mark.parametrize(("kind", "line"), EVERY)
def test_what_is_left_of_a_post_is_residue_of_its_kind(kind: str, line: str) -> None:
    residue = residue_of(line)
    assert residue is not None
    assert residue.kind == kind
    assert residues_in(line) == [line]


@pytest.mark.parametrize(("kind", "line"), EVERY)
def test_it_is_a_passage_of_its_own(kind: str, line: str) -> None:
    body = f"{BEFORE}\n\n{line}\n\n{AFTER}"
    passages = find_passages(body)
    assert [p.span.text for p in passages if p.kind == "residue"] == [line]
    assert passages[-1].span.text == AFTER


@pytest.mark.parametrize("line", NONE)
def test_what_only_names_a_platform_or_a_source_is_none(line: str) -> None:
    assert residue_of(line) is None
    assert residues_in(line) == []


def test_there_are_cases_enough_on_both_sides() -> None:
    assert len(EVERY) >= 120
    assert len(NONE) >= 80


def test_every_kind_has_a_name_and_a_reason() -> None:
    for kind, line in EVERY:
        assert NAMES_OF_KINDS[kind]
        assert len(told_residue(line).reason) > 20
    assert told_residue("what an earlier reader took for residue").kind == "source"


def test_no_line_takes_long() -> None:
    lines = [
        word * 40 for word in ("view this ", "source: ", "loading x ", "this content is hosted ")
    ]
    lines += ["view on x " + "a" * 200, "[tweet " + "b" * 100, "x " * 60]
    began = process_time()
    for line in lines * 50:
        residue_of(line[:255])
    assert process_time() - began < 1
