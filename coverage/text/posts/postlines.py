"""The lines that posts leave in plain text: attributions, addresses, credits, residue."""

# ruff: noqa: E501 - patterns and tables of cases read better on one line

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from ..figures.calendars import DATE_PATTERN, read_date
from ..found import Platform
from ..lines import Line
from ..patterns import late
from .addresses import PLATFORM_WORD, PostAddress, platform_of_name, read_address
from .copied_posts import find_copied
from .residue import LONGEST_RESIDUE, is_source_word, residue_of


@dataclass(frozen=True, slots=True)
class Attribution:
    """A line or tail that says whose the post before it is; `start` is at its dash or first word."""

    start: int
    end: int
    platform: Platform
    handle: str
    author: str
    posted: date | None
    post_id: str = ""
    url: str = ""
    opener_start: int | None = None  # "View this post on Instagram": the post begins there
    opener_end: int | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A post's address in running text or alone."""

    start: int
    end: int
    address: PostAddress
    labelled: bool  # "Original post: …": nothing but a label stands before it on the line


@dataclass(frozen=True, slots=True)
class Credit:
    """A credit that names an account; platform "" where the text does not say."""

    start: int
    end: int
    handle: str
    platform: Platform | Literal[""]


_HANDLE = r"@[A-Za-z0-9_]{1,30}(?:[.-][A-Za-z0-9_-]{1,40}){0,4}(?:@[A-Za-z0-9.-]{3,60})?"
_TIME = r"(?:,?\s(?:at|um|à|a las|alle|às|om|kl\.?|kello|o)\s\d{1,2}[:.h]\d\d\s?(?:[ap]\.?m\.?)?(?:\s[A-Z]{2,4}|\sUhr)?)?"
_IN_PARENS = late(
    rf"\((?P<handle>{_HANDLE})\)(?P<tail>[ \u00a0]?[,·]?[ \u00a0]?(?:on |am |le |el |il |em |op )?(?P<date>{DATE_PATTERN}){_TIME})?"
)
_DASHES = ("—", "―", "–", "--", " - ")
_NAME_LENGTH = 90
_REACH = 300  # characters before a handle in which its dash or "shared by" must stand
_SHARED_BY = late(
    r"(?:An? (?:post|photo|video|reel) (?:shared|posted) by|Ein (?:Beitrag|von) geteilt von|Ein von|"
    r"Ein Beitrag geteilt von|Une publication partagée par|Una publicación compartida (?:de|por)|"
    r"Un post condiviso da|Um post (?:com|par)partilhado por|Uma publicação (?:com)?partilhada por|"
    r"Een bericht gedeeld door|Ett inlägg delat av|Et innlegg delt av|Et opslag delt af|"
    r"Post udostępniony przez|Příspěvek sdílený|Henkilön|Публикация от|Допис, поширений|O postare distribuită de|"
    r"Sebuah kiriman dibagikan oleh|Um post compartilhado por|Uma publicação compartilhada por)[ \u00a0]+(?=\S)"
)
#: What stands behind the account where a language puts it last.
_SHARED_BEHIND = late(
    r"\s?(?:geteilter Beitrag|がシェアした投稿|által megosztott bejegyzés|jakama julkaisu)"
    rf"(?:\s(?:am )?(?P<date>{DATE_PATTERN}){_TIME})?"
)
_VIEW_ON = late(
    r"^[ \t]*(?:View this post on Instagram|Sieh dir diesen Beitrag auf Instagram an|"
    r"Voir cette publication sur Instagram|Ver esta publicación en Instagram|"
    r"Visualizza questo post su Instagram|Ver essa foto no Instagram|"
    r"Dit bericht op Instagram bekijken|Visa detta inlägg på Instagram|"
    r"Wyświetl ten post na Instagramie)[ \t.:]*",
    re.M,
)
_POST_BY = late(
    r"^[ \t]*Post by (?P<handle>@[\w.]+(?:@[\w.-]+)?)[ \t]*\n+[ \t]*View on (?P<where>Threads|Mastodon)[ \t]*$",
    re.M,
)
_POSTED_BY_ON = late(
    rf"^[ \t]*(?:Posted by|Gepostet (?:von|by)|Publiée? par|Publicado por|Pubblicato da|Geplaatst door) (?P<name>[^\n@]{{2,60}}?) "
    rf"(?:on|am|sur|le|en|el|em|su|op) (?:[^\W\d_]{{4,14}},? )(?P<date>{DATE_PATTERN})[ \t]*$",
    re.M,
)
_POSTED_BY = (
    "Posted by ",
    "Gepostet ",
    "Publié",
    "Publicado por ",
    "Pubblicato da ",
    "Geplaatst door ",
)
_BY_REDDITOR = late(
    r"(?:^|(?<=\s))by ?u/(?P<name>[\w-]{3,20}) ?in ?r?/?(?P<where>r/\w+|\w{3,21})?[ \t]*$", re.M
)
_SOUND = late(r"♬ ?[^\n]{0,120}")
_SOUND_HANDLE = late(r"^@([\w.]{2,30})(?=\s|$)")


def find_attributions(body: str, lines: tuple[Line, ...]) -> tuple[Attribution, ...]:
    """Every line or tail that closes a shown post, in order, none overlapping another."""
    found = [*_in_parens(body), *_signed(body, lines), *_sounds(body), *_copied(body, lines)]
    found.sort(key=lambda one: (one.start, -one.end))
    apart: list[Attribution] = []
    for one in found:
        if not apart or one.start >= apart[-1].end:
            apart.append(one)
    return tuple(apart)


def _copied(body: str, lines: tuple[Line, ...]) -> list[Attribution]:
    """Posts copied out of their frame: they begin at the name and close with the time."""
    return [
        Attribution(
            one.closes,
            one.end,
            _platform_of_handle(one.handle),
            one.handle,
            one.name,
            one.posted,
            opener_start=one.start,
            opener_end=one.words,
        )
        for one in find_copied(body, lines)
    ]


def last_of(matches: Iterable[re.Match[str]]) -> re.Match[str] | None:
    """The last of several matches, None when there is none."""
    last = deque(matches, maxlen=1)
    return last[0] if last else None


def _in_parens(body: str) -> list[Attribution]:
    """`— Name (@handle) March 2, 2022` and `A post shared by Name (@handle) on …`."""
    found = []
    after = 0
    for match in _IN_PARENS.finditer(body) if "(@" in body else ():
        floor = max(after, match.start() - _REACH)
        line_start = max(body.rfind("\n", floor, match.start()) + 1, floor)
        before = body[line_start : match.start()]
        behind = body[match.end() : match.end() + 40].split("\n")[0]
        shared = last_of(_SHARED_BY.finditer(before))
        one: Attribution | None
        last = _SHARED_BEHIND.match(body, match.end(), match.end() + 90)
        if shared is not None or last is not None:
            begins = shared.span() if shared else (len(before) - len(before.lstrip()),) * 2
            one = _shared(body, match, line_start + begins[0], line_start + begins[1], after)
            if last is not None:
                posted = read_date(last["date"]) if last["date"] else one.posted
                one = replace(one, end=last.end(), posted=posted)
        else:
            one = _dashed(match, before, behind, line_start)
        if one is not None:
            found.append(one)
            after = one.end
    return found


def _dashed(match: re.Match[str], before: str, behind: str, line_start: int) -> Attribution | None:
    """An attribution behind a dash; without a date it must close its line."""
    tail = before[-_NAME_LENGTH:]
    for dash in _DASHES:
        at = tail.rfind(dash)
        if dash == " - " and at < 0 and before.startswith("- "):
            at, dash = 0, "- "
            tail = before
        if at >= 0:
            break
    else:
        return None
    name = tail[at + len(dash) :].strip(" \u00a0")
    posted = read_date(match["date"]) if match["date"] else None
    if len(name) > _NAME_LENGTH or name.count(". ") > 1:
        return None
    if posted is None and (behind.strip() or dash.strip() == "-" or not name):
        return None
    handle = match["handle"][1:]
    start = line_start + len(before) - len(tail) + at
    if dash == " - ":
        start += 1
    return Attribution(start, match.end(), _platform_of_handle(handle), handle, name, posted)


def _platform_of_handle(handle: str) -> Platform:
    """The platform whose embeds sign so: @a@host Mastodon, @name.host Bluesky, else X."""
    if "@" in handle:
        return "mastodon"
    return "bluesky" if "." in handle else "x"


def _shared(
    body: str, match: re.Match[str], start: int, name_start: int, after: int
) -> Attribution:
    """An Instagram attribution, with its "View this post on Instagram" if that stands before."""
    opener = last_of(_VIEW_ON.finditer(body, max(after, start - 3000), start))
    posted = read_date(match["date"]) if match["date"] else None
    return Attribution(
        start,
        match.end(),
        "instagram",
        match["handle"][1:],
        body[name_start : match.start()].strip(),
        posted,
        opener_start=opener.start() if opener else None,
        opener_end=opener.end() if opener else None,
    )


def _signed(body: str, lines: tuple[Line, ...]) -> list[Attribution]:
    """The closing lines of Threads, Mastodon, Facebook and Reddit embeds."""
    found = []
    for match in _POST_BY.finditer(body) if "@" in body and "Post by @" in body else ():
        platform: Platform = "threads" if match["where"] == "Threads" else "mastodon"
        found.append(
            Attribution(match.start(), match.end(), platform, match["handle"][1:], "", None)
        )
    facebook = any(line.text.startswith(_POSTED_BY) for line in lines)
    for match in _POSTED_BY_ON.finditer(body) if facebook else ():
        posted = read_date(match["date"])
        found.append(Attribution(match.start(), match.end(), "facebook", "", match["name"], posted))
    for match in _BY_REDDITOR.finditer(body) if "/" in body and "u/" in body else ():
        found.append(Attribution(match.start(), match.end(), "reddit", match["name"], "", None))
    return found


def _sounds(body: str) -> list[Attribution]:
    """TikTok captions: they close with "♬ sound - artist" and begin with the handle."""
    found = []
    for match in _SOUND.finditer(body) if "♬" in body else ():
        begin = body.rfind("\n", max(0, match.start() - 2500), match.start()) + 1
        if not body[begin : match.start()].strip():  # the sound stands on a line of its own
            begin = body.rfind("\n", 0, max(0, begin - 1)) + 1
        handle = _SOUND_HANDLE.match(body[begin : match.start()])
        found.append(
            Attribution(
                match.start(),
                match.start() + len(match.group().rstrip()),
                "tiktok",
                handle.group(1) if handle else "",
                "",
                None,
                opener_start=begin if handle else None,
                opener_end=begin + handle.end() if handle else None,
            )
        )
    return found


_ADDRESS = late(
    r"(?:https?://|(?<![\w./@-])(?:www\.|m\.|mobile\.)?(?=(?:twitter|x|youtube|instagram|tiktok|"
    r"facebook|reddit|threads)\.(?:com|net)/|youtu\.be/|t\.me/|bsky\.app/|fb\.watch/|redd\.it/))"
    r"[^\s<>\"“”‘’«»\u2014|]{4,600}"
)
#: One of these stands in every address; most articles hold none.
_ADDRESS_SIGNS = ("://", ".com/", ".net/", "youtu.be/", "t.me/", ".app/", ".watch/", ".it/")
_LABEL = late(r"^[^.,;!?\n]{0,50}:\s*$")
_LABEL_WORDS = 6  # "See the full post on X:"; more is a sentence


def find_links(body: str) -> tuple[Link, ...]:
    """Every address of a post in the body; what closes the sentence is not taken into it."""
    if "/" not in body or not any(sign in body for sign in _ADDRESS_SIGNS):
        return ()
    found = []
    for match in _ADDRESS.finditer(body):
        written = match.group().rstrip(".,;:!?'…*_]}")
        if written.endswith(")") and "(" not in written:
            written = written.rstrip(").,")
        address = read_address(written)
        if address is None:
            continue
        line_start = body.rfind("\n", max(0, match.start() - 200), match.start()) + 1
        label = body[line_start : match.start()]
        end = match.start() + len(written)
        rest = body[end : end + 40].split("\n")[0].strip()
        labelled = bool(label.strip()) and not rest and bool(_LABEL.match(label))
        if labelled and (len(label.split()) > _LABEL_WORDS or FINITE.search(label)):
            labelled = False
        found.append(Link(match.start(), end, address, labelled))
    return tuple(found)


_CREDIT_WORD = late(
    r"\b(?:image|images|photo|photos|picture|pictures|pic|video|videos|footage|screengrabs?|"
    r"screenshots?|still|clip|credits?|adapted|courtesy|source|via|photograph|foto|bild|quelle|"
    r"fuente|crédito|crédit)\b",
    re.I,
)
_CREDITED = late(
    rf"(?:(?P<p1>{PLATFORM_WORD})\s?[/:|(]?\s?)?(?<![\w.])(?P<handle>@[A-Za-z0-9_](?:[A-Za-z0-9_.]{{0,28}}[A-Za-z0-9_])?)"
    rf"(?:\s?(?:/|,|\||\()?\s?(?:on|via|auf|sur|en)?\s?(?P<p2>{PLATFORM_WORD}))?"
)
#: An agency behind the platform spread the picture, it is no account there ("X / Reuters").
_BARE_ACCOUNT = late(
    rf"(?P<p1>{PLATFORM_WORD})\s?/\s?(?!(?:Reuters|AFP|AP|dpa|EPA|EFE|ANSA|TASS|PA|PAP|APA|Getty|Anadolu|Xinhua|Handout|{PLATFORM_WORD})\b)"
    r"(?P<handle>[A-Za-z0-9_.]{2,30}[A-Za-z0-9_])\b"
)
FINITE = late(
    r"\b(?:is|are|was|were|has|have|had|will|said|says|shows?|showed|shared|posted|tweeted)\b"
)


def is_credit(text: str) -> bool:
    """True for a short line that credits a picture, a video or a clip to somebody."""
    return len(text) <= 220 and bool(_CREDIT_WORD.search(text)) and not FINITE.search(text)


def find_credits(body: str, lines: tuple[Line, ...]) -> tuple[Credit, ...]:
    """Accounts named in credits: lines of their own, or parentheses inside a longer line."""
    if "@" not in body and "/" not in body:
        return ()
    found = []
    for line in lines:
        if "@" not in line.text and "/" not in line.text:
            continue
        for start, end in _credit_stretches(line):
            stretch = body[start:end]
            for match in (*_CREDITED.finditer(stretch), *_BARE_ACCOUNT.finditer(stretch)):
                groups = match.groupdict()
                named = groups["p1"] or groups.get("p2") or ""
                platform = platform_of_name(named) if named else None
                handle = match["handle"].lstrip("@")
                found.append(
                    Credit(start + match.start(), start + match.end(), handle, platform or "")
                )
    return tuple(found)


_PARENTHESIS = late(r"[(\[]([^()\[\]\n]{4,160})[)\]]")


def _credit_stretches(line: Line) -> list[tuple[int, int]]:
    """The whole line when it is a credit, else those of its parentheses that are."""
    if is_credit(line.text):
        return [(line.start, line.end)]
    return [
        (line.start + match.start(1), line.start + match.end(1))
        for match in _PARENTHESIS.finditer(line.text)
        if is_credit(match.group(1))
    ]


def find_residue(body: str, lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Lines that are all that is left of a post which did not survive the copying.

    "Source" alone counts unless it heads a list of sources (an address or a list follows).
    """
    found = []
    for index, line in enumerate(lines):
        if len(line.text) > LONGEST_RESIDUE or residue_of(line.text) is None:
            continue
        after = lines[index + 1].text if index + 1 < len(lines) else ""
        if after.startswith(("http", "www.", "- ", "* ", "• ", "1.")) and is_source_word(line.text):
            continue
        found.append(line)
    return tuple(found)
