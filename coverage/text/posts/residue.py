"""Residue: a line that is all that is left of a post which did not survive the copying.

Each kind is a form of words that pages and extractors leave where a post stood, with the reason
that is shown to the person who settles the line. A line counts only whole: "Source" is one, "Our
source said nothing" and "Follow us on X" are none.
"""

# ruff: noqa: E501 - patterns and tables of cases read better on one line

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from ..patterns import late, may_open

KindOfResidue = Literal["source", "via", "button", "gone", "placeholder"]

_PLATFORM = r"(?:twitter|x|instagram|facebook|tiktok|youtube|reddit|telegram|threads|bluesky|mastodon|truth social)"
_END = r"(?:\s?[:.…↗→»›])*"
_SOURCE_WORDS = (
    r"(?:source|quelle|fuente|fonte|bron|källa|kilde|źródło|zdroj|forrás|sumber|kaynak|lähde|allikas|izvor|sursa|"
    r"источник|джерело|πηγή|來源|来源|出典|출처)"
)
_SOURCE = late(rf"[(\[]?{_SOURCE_WORDS}[)\]]?{_END}", re.I)
_VIA = late(
    rf"(?:[-–—]\s?)?[(\[]?(?:via|{_SOURCE_WORDS}\s?:(?:\s?via)?|{_SOURCE_WORDS}\s?[-–—]|posted (?:on|to)|(?:a )?post (?:on|from))\s?"
    rf"{_PLATFORM}(?:\s?[/,&]\s?{_PLATFORM})?(?:\.com)?[)\]]?{_END}",
    re.I,
)
_THING = r"(?:post|tweet|video|reel|toot|skeet|embed)"
_NOT_THERE = (
    r"(?:may have been deleted|(?:is|are|was|were) (?:currently |no longer |not )?(?:un)?available|no longer available|"
    r"(?:has been|have been|was|were) (?:deleted|removed|taken down|made private)|unavailable|deleted|is private|not found|could ?n[o’']t be (?:loaded|found)|"
    r"(?:no longer exists?|does ?n[o’']t exist)(?: anymore)?|is from (?:a suspended account|an account that no longer exists)|failed to load|could not be (?:loaded|found))"
)
_GONE = late(
    rf"(?:(?:(?:this|original|embedded) )?(?:{_PLATFORM} )?{_THING} {_NOT_THERE}"
    r"(?: \(opens in a new tab\)| by (?:the|its) (?:\w+ )?(?:author|owner|user|poster|account))?(?: anymore| in your (?:country|region|location))?|"
    r"this content is ?n['’]t available(?: right now| at the moment)?|you['’]re unable to view this post[^\n]{0,80}|hmm+\s?[.…]+\s?this page does ?n['’]t exist[^\n]{0,40}|"
    r"die(?:ser|ses) (?:tweet|beitrag|post|video) (?:ist|wurde) (?:nicht (?:mehr )?verfügbar|gelöscht|entfernt)|"
    r"ce(?:tte)? (?:tweet|publication|post|vidéo) (?:n['’]est (?:plus|pas) disponible|a été supprimée?)|"
    r"est[ea] (?:tweet|publicación|post|vídeo|video) (?:ya no está disponible|no está disponible|(?:ha sido|fue) (?:eliminad[oa]|borrad[oa]))|"
    r"questo (?:tweet|post|video) non è (?:più )?disponibile|dit bericht is (?:niet (?:meer )?beschikbaar|verwijderd)|"
    r"(?:esta publicação|este tweet|este post) (?:não está (?:mais )?disponível|foi apagad[oa]))[.:…!]*",
    re.I,
)
_PLACEHOLDER = late(
    rf"(?:(?:archived|embedded|original|quoted) (?:{_PLATFORM} )?(?:tweet|post|content|video|reel)|embed(?:ded)?|"
    rf"(?:tweet|{_PLATFORM}) (?:embed|post|video|reel)|(?:tweet|{_PLATFORM} post|instagram post|facebook post) (?:by|from) @[\w.]{{2,40}}|"
    rf"(?:loading|lade|chargement|cargando|caricamento)(?: (?:the|this|du|de la|der|des))? (?:{_PLATFORM} )?(?:tweets?|posts?|embed|{_PLATFORM})|"
    rf"skip (?:{_PLATFORM}) post(?: \d+)?(?: by [^\n]{{2,50}})?|"
    rf"[\[{{<(]{{1,2}}\s?(?:tweet|twitter|x|embed(?:ded)?|instagram|youtube|facebook|tiktok|telegram|threads|reddit|bluesky)(?:[\s:=_-][^\]}}>)\n]{{0,80}})?\s?[\]}}>)]{{1,2}}(?:[\[{{<]\s?/?\w{{1,12}}\s?/?[\]}}>])?|"
    r"pic\.(?:twitter|x)\.com/?(?:\.{3}|…)?)[:.…]*",
    re.I,
)
_BUTTON = late(
    rf"(?:(?:view|see|watch|read|open|play)(?: (?:this|the|more|original|full|on))*(?: (?:posts?|tweets?|threads?|photos?|videos?|reels?|clips?|stor(?:y|ies)|conversations?|content|pins?))?,? ?(?:on|at|in|via) {_PLATFORM}(?: \(opens in (?:a )?new (?:tab|window)\))?|"
    r"(?:view|see|show|open|go to) (?:this |the |original |full )*(?:tweet|post|thread)(?: in a new tab| here)?|show (?:this|full) thread|"
    rf"read (?:the )?(?:full|entire) conversation(?: on {_PLATFORM})?|read [\d.,]+[km]? repl(?:y|ies)|copy link to (?:tweet|post)|view (?:full )?profile|"
    rf"(?:(?:diese[nrs]?|den|zum|zu diesem|originalen?|ganzen?) ){{0,2}}(?:tweet|beitrag|post|video|unterhaltung|original)(?:-post)?(?: (?:auf|bei) {_PLATFORM})? (?:ansehen|anzeigen|anschauen|öffnen|lesen)|auf {_PLATFORM} (?:ansehen|anzeigen|anschauen|öffnen|lesen)|"
    rf"sieh dir diese[nrs]? (?:beitrag|post|reel|video) (?:auf|bei) {_PLATFORM} an|"
    rf"(?:voir|regarder|afficher|lire)(?: (?:cet?(?:te)?|la|le|ce))?(?: (?:publication|tweet|post|vidéo|photo|message))? sur {_PLATFORM}|voir le (?:tweet|post|message)|"
    rf"(?:ver|mira|leer)(?: (?:est[ea]|el|la|essa|esse|o|a))?(?: (?:publicación|publicação|tweet|post|vídeo|video|foto|mensaje))? (?:en|no) {_PLATFORM}|ver (?:el )?(?:tweet|post|publicación)|assist(?:a|ir)(?: (?:o|ao) vídeo)? no {_PLATFORM}|"
    rf"(?:visualizza|guarda|vedi|leggi)(?: (?:questo|il))?(?: (?:post|tweet|video))? su {_PLATFORM}|"
    rf"(?:bekijk(?:en)?|lees)(?: (?:deze|dit|de|het))?(?: (?:tweet|bericht|post|video))? op {_PLATFORM}|dit bericht op {_PLATFORM} bekijken|"
    rf"(?:visa|titta på|se)(?: detta| dette| denne)?(?: (?:inlägg|opslag|innlegget|video))? på {_PLATFORM}|vis dette innlegget på {_PLATFORM}|"
    rf"(?:wyświetl|zobacz|obejrzyj)(?: ten)?(?: (?:post|tweet|film))? na {_PLATFORM}(?:ie|u)?|zobrazit příspěvek na {_PLATFORM}u?|"
    r"посмотреть (?:эту публикацию|этот пост) в \w+|bu gönderiyi \w+['’][dt][ae] gör|lihat postingan ini di \w+|この投稿をinstagramで見る)[:.…]*",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Residue:
    """What kind of residue a line is, and why it is asked about, in words."""

    kind: KindOfResidue
    reason: str


_LONGEST_SOURCE = 20
_KINDS: tuple[tuple[re.Pattern[str], int, Residue], ...] = (
    (
        _SOURCE,
        _LONGEST_SOURCE,
        Residue("source", "“Source” alone on its line: what a page’s embed leaves in copied text"),
    ),
    (_VIA, 60, Residue("via", "the name of a platform, and nothing of what came from it")),
    (_GONE, 120, Residue("gone", "what pages print where a post was deleted or cannot be shown")),
    (_PLACEHOLDER, 120, Residue("placeholder", "what stands in a post’s place in a page’s code")),
    (_BUTTON, 90, Residue("button", "the words of a button that platforms print under a post")),
)
#: What the kinds are called where they are chosen from.
NAMES_OF_KINDS: dict[KindOfResidue, str] = {
    "source": "“Source” lines",
    "via": "platforms named",
    "button": "buttons of posts",
    "gone": "posts taken down",
    "placeholder": "placeholders",
}
_OTHER = Residue("source", "the reader took it for what is left of a lost post")
LONGEST_RESIDUE = max(longest for _, longest, _ in _KINDS)
#: The first letters of all these lines (tests/text/test_patterns.py holds them to the patterns).
_OPENINGS = frozenset(
    (
        "a p|aff|all|arc|ass|auf|bei|bek|blu|bro|bu |car|ce |cet|cha|cop|den|die|dit|emb|est|fac|fon|for|fue|gan|go |"
        "gua|hmm|ins|izv|kay|kil|lad|lee|leg|lih|lir|loa|mas|mir|obe|ope|ori|pic|pla|pos|que|quo|rea|red|ree|reg|se |"
        "see|sho|sie|ske|ski|sou|sum|sur|tel|thi|thr|tik|tit|too|tru|twe|twi|unt|ved|ver|via|vid|vie|vis|voi|wat|x e|"
        "x p|x r|x s|x t|x v|you|zdr|zob|zu |zum"
    ).split("|")
)


#: One of these stands in every such line but "Source"; "x" is looked for as a word.
_KEYS = (
    *(
        "tweet",
        "post",
        "embed",
        "video",
        "reel",
        "toot",
        "skeet",
        "twitter",
        "instagram",
        "facebook",
        "tiktok",
        "youtube",
    ),
    *(
        "reddit",
        "telegram",
        "threads",
        "bluesky",
        "mastodon",
        "truth social",
        "pic.",
        "thread",
        "repl",
        "conversation",
    ),
    *(
        "profile",
        "this page",
        "this content",
        "beitrag",
        "unterhaltung",
        "publica",
        "vidéo",
        "bericht",
        "публикац",
        "投稿",
    ),
    *("gönderi", "original", "message"),
)
_X = re.compile(r"(?<![a-z])x(?![a-z'’])", re.I)


def _may_be_left_over(text: str) -> bool:
    """False for nearly every line of prose, quickly."""
    low = text.lower()
    return any(map(low.__contains__, _KEYS)) or _X.search(text) is not None


def residue_of(text: str) -> Residue | None:
    """What residue the line `text` is by its words alone; None for a line that is none."""
    if not may_open(text, _OPENINGS):
        return None
    if len(text) <= _LONGEST_SOURCE and _SOURCE.fullmatch(text):
        return _KINDS[0][2]
    if not _may_be_left_over(text):
        return None
    for pattern, longest, residue in _KINDS[1:]:
        if len(text) <= longest and pattern.fullmatch(text):
            return residue
    return None


#: The number of a post of X in what stands in its place: [tweet 1493033482355838976].
_ITS_ID = late(r"(?i:tweet|twitter|status|\bx\b)[^\n]{0,40}?(?<!\d)(\d{15,20})(?!\d)")


def id_in_place(text: str) -> str:
    """The id of the post of X that a placeholder names, "" where it names none."""
    found = _ITS_ID.search(text)
    return found[1] if found else ""


def is_source_word(text: str) -> bool:
    """True for "Source" and its like, which may head a list of sources."""
    return len(text) <= _LONGEST_SOURCE and _SOURCE.fullmatch(text) is not None


def told_residue(text: str) -> Residue:
    """The same for a line that a reader, maybe an earlier one, took for residue."""
    return residue_of(" ".join(text.split())) or _OTHER
