"""Lines that are not the story: cross-links, tip lines, advertisements, newsletters, sign-offs.

Each kind is a general form of words in the languages we meet, with the reason that is shown.
"""

# ruff: noqa: E501 - patterns and tables of cases read better on one line

from __future__ import annotations

import re
from collections.abc import Sequence

from ..lines import Line
from ..patterns import late, may_open
from .notices import notice_reason

_I = re.IGNORECASE
_LONGEST = 420  # a longer paragraph is never boilerplate by its words alone

_CROSS_LINK = (
    r"(?:read (?:more|also|next|this)|see (?:also|more)|also read|also see|watch (?:also|more|now|this)|"
    r"related(?: (?:article|articles|story|stories|news|coverage|content|reading|topics?|links?|video|videos))?|"
    r"more (?:on this|from|stories|news|like this|on)|more|recommended(?: (?:for you|reading|stories))?|"
    r"you (?:may|might) (?:also )?(?:like|be interested in)|don['’]t miss|must[- ]read|"
    r"trending(?: now)?|most (?:read|popular|viewed|shared)(?: (?:in|on) (?:the )?\w{2,20}(?: \w{2,20})?)?|editor['’]?s['’]? picks?|top stories|"
    r"in (?:pictures|photos|pics)|further reading|(?:in )?(?:other|related) news|other (?:stories|articles|headlines)|"
    r"lesen sie (?:auch|mehr|hier)[^:|\n]{0,40}|lies auch|mehr (?:dazu|zum thema|lesen)|auch interessant|"
    r"siehe auch|das könnte sie auch interessieren|"
    r"(?:à )?lire (?:aussi|également|la suite)|voir aussi|notre dossier|sur le même sujet|"
    r"lee (?:también|más|además)|leer (?:también|más)|(?:también )?(?:le|te|les) (?:puede|puede que le|podría) interesar|más información|v(?:er|ea) (?:también|además|aquí)|"
    r"(?:también )?(?:puede|pueden|puedes) (?:leer|ver)(?: también)?|lea (?:también|además|aquí|más)|además lea|también lea|"
    r"leggi anche|potrebbe interessarti(?: anche)?|approfondisci|"
    r"leia (?:também|mais)|veja também|saiba mais|"
    r"lees (?:ook|meer)|bekijk ook|"
    r"läs (?:också|även|mer)|les også|læs også|lue myös|"
    r"czytaj (?:też|także|również|więcej)|zobacz (?:też|także|również)|przeczytaj (?:też|także|również)|"
    r"čtěte (?:také|též|více)|čítajte aj|olvasta már\?|kapcsolódó(?: cikk(?:ek|ünk)?)?|citește și|"
    r"baca juga|simak juga|lihat juga|ayrıca bakınız|xem thêm|soma pia|basahin(?: rin)?|читайте (?:также|ещё|еще|также на эту тему|также по теме|також)|см\. также|(?:материалы )?по теме|"
    r"ये भी (?:पढ़ें|पढ़ें|देखें)|यह भी (?:पढ़ें|पढ़ें)|इसे भी (?:पढ़ें|पढ़ें)|हेही वाचा|আরও পড়ুন|আরও পড়ুন|மேலும் படிக்க|یہ بھی پڑھیں|بیشتر بخوانید|اقرأ (?:أيضا|أيضًا|أيضاً|المزيد)|إقرأ أيضا|شاهد أيضا|"
    r"קראו (?:גם|עוד)|διαβάστε (?:επίσης|ακόμα)|延伸阅读|延伸閱讀|相关(?:阅读|新闻)|相關(?:閱讀|新聞)|関連記事|関連ニュース|あわせて読みたい|관련\s?기사)"
)
_CROSS_LINK_LINE = late(
    rf"[>»→•▶🔴👉\s*(\[-]{{0,4}}(?:(?:{_CROSS_LINK})(?:\s?[:：|»>→–—-]\s?.*|[.…)\]]*)|more (?:from|on|about) [^:.!?\n]{{2,50}}:)",
    _I,
)
_CROSS_LINK_BARE = late(  # no colon: only the forms that cannot begin a sentence
    r"(?:READ (?:MORE|ALSO|NEXT)|ALSO READ|À lire aussi|A lire aussi|LIRE AUSSI|Lire aussi|Lee también|Leggi anche|"
    r"Leia também|Lees ook|Läs också|Läs även|Les også|Læs også|Czytaj też|Czytaj także|Zobacz też|"
    r"Baca juga|Lesen Sie auch|Lue myös)\s\S.*"
)
_ADVERT = late(
    r"(?:advertise?ments?|adverts?|ads?|sponsored(?: content)?|promoted(?: content)?|anzeige|werbung|reklama|"
    r"publicité|publicidad(?:e)?|pubblicità|reclame|reklam|annons|mainos|реклама|"
    r"(?:advertise?ment\s?[-–—:]?\s?)?(?:(?:story|article) continues below(?: (?:this )?\w+)?|"
    r"scroll (?:down )?(?:to continue|for more)[^.\n]{0,60}|continue reading(?: below)?|keep reading)[^.\n]{0,40}|"
    r"article content(?: continued)?|this advertisement has not loaded yet[^\n]{0,80}|"
    r"skip (?:ad(?:vertisement)?|past newsletter promotion|to (?:main )?content)|report this ad|"
    r"after newsletter promotion|(?:der )?artikel (?:wird|geht) [^.\n]{0,40} weiter|"
    r"loading\.{0,3}|share(?: this(?: article| story| post)?)?(?: (?:on|via|with|to) (?:facebook|twitter|x|whatsapp|linkedin|reddit|bluesky|threads|telegram|email|e-mail|friends))?|tweet|print|email|copy link|"
    r"(?:back to top|nach oben|view (?:all )?comments|\d* ?comments?|leave a (?:comment|reply)))[.:…]*",
    _I,
)
_TIP = late(
    r"(?:\b(?:got|have)\b[^.?!\n]{0,40}\b(?:story|news|tip|tips|photo|video|information)\b[^.?!\n]{0,60}\?|"
    r"\?\s(?:please |then )?(?:write to|e-?mail|call|ring|contact|message|text|tell|let)\b|\bdo you (?:know|have) (?:more|anything|something)\b|"
    r"\bget in (?:touch|contact)\b|\bcontact (?:us|our|the (?:reporter|author|newsroom))\b|"
    r"\b(?:e-?mail|write to|reach|text|call|whatsapp|message) (?:us|our|the (?:reporter|author|newsroom)|him|her|them)\b|"
    r"\b(?:send|submit) (?:us )?(?:your|a|any)? ?(?:tips?|stor(?:y|ies)|photos?|videos?|news|pictures?|letters?)\b|"
    r"\breach (?:out )?(?:to )?(?:me|him|her|them|us) (?:at|on|via)\b|\b(?:writer|reporter|author|editor|newsroom|correspondent|columnist) can be (?:reached|contacted) (?:at|on|via|by)\b|"
    r"\bschreiben sie uns\b|\bkontakt(?:ieren sie)?\b|\bécrivez[- ]nous\b|\bescríbenos\b|\bscriveteci\b|\bmail ons\b|"
    r"\bhar du tips\b|\btipsa oss\b|\btips oss\b)",
    _I,
)
_MAIL = late(r"[\w.+-]{1,64}@[\w-]{1,60}(?:\.[\w-]{2,24}){1,3}")
_TIP_WHERE = late(
    r"\b(?:here|hier|ici|aquí|email|e-mail|mail|phone|whatsapp|signal|tip line|via|form|telegram)\b",
    _I,
)
_NEWSLETTER = late(
    r"(?:\b(?:sign up|subscribe|register)\b[^.\n]{0,120}\b(?:newsletters?|email|e-mail|inbox|updates?|alerts?|briefing|channel|today|unlimited)\b|"
    r"\b(?:our|free|daily|weekly|morning|essential)\b[^.\n]{0,50}\b(?:newsletters?|news email|briefing)\b[^\n]{0,120}$|"
    r"^(?:subscribe|sign up|log in|sign in|newsletter|become a (?:member|subscriber)|join our)\b[^.\n]{0,80}$|"
    r"\bi would like to be emailed about\b|\bby (?:signing up|subscribing|entering your|clicking)\b|"
    r"\bdelivered (?:straight |directly )?to your (?:inbox|phone)\b|\b(?:in|into|to) your inbox\b|"
    r"\b(?:newsletter|infolettre)\b[^.\n]{0,80}\b(?:abonnieren|anmelden|bestellen|inscri\w+|abonn\w+|suscr\w+|iscriv\w+|aanmelden)\b|"
    r"\b(?:abonnieren|abonnez-vous|inscrivez-vous|suscríbete|suscríbase|iscriviti|prenumerera|zapisz się|feliratkoz\w+)\b)",
    _I,
)
_FOLLOW = late(
    r"(?:^(?:you can )?(?:follow|like|join|find) (?:us|our|the author|@?\w{2,30}(?: \w{2,20}){0,3}) (?:on|at|via|channel)\b|"
    r"^follow (?:our|the|all) (?:live ?blog|live (?:coverage|updates|feed)|latest)\b|"
    r"^follow\b[^.\n]{0,80}\b(?:twitter|facebook|instagram|telegram|whatsapp|youtube|tiktok|threads|bluesky|linkedin|google news)\b|"
    r"\bdownload (?:our|the) app\b|^folgen sie uns\b|^suivez[- ]nous\b|^síguenos\b|^seguici\b|^volg ons\b|"
    r"^(?:подпис\w+|читайте нас|следите за)\b[^.\n]{0,90}(?:канал|рассылк|telegram|телеграм|дзен|новост|вконтакте|youtube|соцсет)|"
    r"^(?:join|follow|participe d[oae]|entre no|únete a) (?:our|the|nosso|canal|nuestro)\b[^.\n]{0,60}\b(?:channel|canal|group|grupo)\b|"
    r"\bfollow (?:us|me|him|her|them|our) on (?:twitter|x|facebook|instagram|telegram|whatsapp|youtube|tiktok|threads|google)\b|"
    r"\b(?:X|Twitter|Facebook|Telegram|Instagram)[- ][^.\n]{0,40}(?:csatorn|kanal)\w*[^.\n]{0,40}\bfeliratkoz)",
    _I,
)
_SIGN_OFF_OPENS = late(
    r"(?:\(?(?:additional |with )?(?:reporting|editing|writing|compiled|edited|reported|written|translated|translation)\b[^\n]{0,40}\b(?:by|from)\s[A-Z][^\n]{2,260}$|"
    r"[-–—]?\s?with (?:files|reporting|inputs?|additional reporting) (?:from|by)\b|"
    r"our standards:|(?:\(|–|- )?(?:inputs? from|agency inputs?|with agency inputs?)\b[^\n]{0,80}$|"
    r"(?:©|\(c\))\s?(?:copyright|\d{4})[^\n]{0,160}$|copyright\b[^\n]{0,160}$|"
    r"\(?(?:quelle|quellen|källor?|kilder?|forrás|źródło|fuentes?|fontes?|bron(?:nen)?|sources?)\s?:\s?\S[^\n]{0,120}\)?$|"
    r"\((?:quelle|source)[^\n]{0,80}\)$)",
    _I,
)
_SIGN_OFF = late(
    r"(?:\bcontributed to this (?:report|story|article)\b|"
    r"\b(?:this (?:story|article|report|content) (?:was|has been|is) (?:originally |first )?(?:published|posted|produced|corrected|updated|amended))\b|"
    r"\bthis (?:story|article|report|copy) (?:has|was) not (?:been )?(?:edited|verified)\b|"
    r"\boriginally (?:appeared|published)\b|\ball rights reserved\b|"
    r"\b(?:may|must) not be (?:published|reproduced|copied|broadcast)\b)",
    _I,
)
_CONSENT = late(
    r"(?:\bthis content is (?:imported|hosted|provided|not available)\b|\ban dieser stelle (?:findest|finden|steht|befindet|ist|wird)\b|"
    r"\bich bin damit einverstanden\b|\bdeine privatsphäre-einstellungen\b|\bexterne[nr]? inhalte?n?\b[^\n]{0,120}\b(?:angezeigt|anzeigen|laden|geladen|akzeptier\w*|zustimm\w*)\b|"
    r"\bprivacy and cookie settings\b|\bto view this (?:content|video|post|embed)\b|\byou(?:['’]ll)? need to (?:enable|accept|allow)\b|"
    r"\ballow (?:twitter|x|instagram|youtube|facebook|tiktok|google youtube|third[- ]party)\b[^\n]{0,40}\bcontent\b|"
    r"\baccept(?:er)?\b[^.\n]{0,30}\bcookies\b|\bce contenu est bloqué\b|\bpour (?:voir|afficher) ce contenu\b|\bpara ver este contenido\b|"
    r"\bdit is een embed\b|\bthis article contains content provided by\b|\bplease enable javascript\b|\benable javascript\b)",
    _I,
)
_PLAYER = late(
    r"(?:^we apologi[sz]e, but this video has failed to load|^try refreshing your browser|^tap here to see other videos|"
    r"^your browser does not support|^(?:video )?player loading|^please allow a moment for the liveblog|^sorry, this video is not available|"
    r"^(?:watch|play)(?: the)? video(?: below| above)?[.:]?$|^\d{1,3}/\d{1,3}$|^\d{1,2}:\d\d\s?/\s?\d{1,2}:\d\d$|^as it happenedended\d+|"
    r"^(?:swipe|click|tap)[^.\n]{0,40}\b(?:photos?|gallery|slideshow|images)\b[^.\n]{0,30}$|^\[\[?\w+:\d+\]\]?$)",
    _I,
)
_END_SIGN = late(r"(?:[-–—_=*#~•·\s]{3,}|-?30-?|ends?|\(?end\)?|###|/{2,}|\(?more\)?)", _I)
_MAIL_ONLY = late(
    r"(?:\[\[?[\w:]{1,30}\]\]?\s?)?(?:e-?mail[:\s]{1,3})?[\w.+-]{1,64}@[\w-]{1,60}(?:\.[\w-]{2,24}){1,3}",
    _I,
)


#: The first letters of all that begins a line above (tests/text/test_boilerplate.py holds them to
#: the patterns).
OPENINGS = frozenset(
    "a l|ad|ad.|ad:|add|ads|adv|aft|age|als|ann|anz|app|art|as |auc|ayr|bac|bec|bek|bro|cit|cli|com|con|cop|czy|das|"
    "der|don|edi|ema|end|fin|fol|fon|for|fue|in |inp|joi|kap|kee|kil|le |lea|lee|leg|lei|les|lie|lik|lir|loa|log|lue|"
    "mai|meh|mor|mos|mus|nac|new|not|olv|oth|our|pla|ple|pot|pri|pro|prz|pub|que|rea|rec|rek|rel|rep|sai|scr|see|seg|"
    "sha|sie|sig|ski|sor|sou|spo|sto|sub|sui|sur|swi|tap|te |thi|top|tra|tre|try|twe|vej|ver|vid|vie|voi|vol|wat|we |"
    "wer|wit|wri|you|zob|fur|ade|bas|ent|lih|par|pue|sim|som|tam|vea|xem".split("|")
)
#: Those among them that begin a line asking to subscribe or to follow.
_ASKING_OPENINGS = frozenset("bec ent fin fol joi lik log new par seg sig sub sui vol you".split())
#: Words without which no line is boilerplate by what stands inside it; grouped by first letters,
#: because every word of every body is held against them.
_SIGNS = re.compile(
    r"[^a-z](?:a(?:bb?on|dvertise|nzeige|ssinant)|briefing|c(?:licking|onten[tui]|ontinue reading|ontributed to this|ookie)|d(?:elivered|ieser stelle|ownload (?:our|the) app)|"
    r"e(?:in abo|inverstanden|mailed|mbed|ntering your)|f(?:eliratkoz|inish reading|ree (?:article|stor|trial)|ollow (?:us|me|him|her|them|our) on)|in(?:box|folettre|halt|scri)|iscriv|"
    r"javascript|keep reading|n(?:eed to (?:enable|accept|allow)|ews(?:letter| email)|ot be (?:published|reproduced|copied|broadcast))|originally|"
    r"p(?:lease consider|r(?:enum|ivacy settings|ivatsph)|u(?:bblicit|blicidad|blicit))|r(?:egister|ights reserved)|s(?:ign(?:ing)? up|tory continues|ubscri|uscr)|this (?:story|article|report|content)|view(?:s expressed| this)|weiterlesen|werbung|your consent|zapisz|подписчик|реклам)"
)
#: Letters that a line of each kind holds at least once; looked for before the slower pattern.
_CONSENT_KEYS = (
    "content",
    "inhalt",
    "einstellung",
    "einverstanden",
    "cookie",
    "embed",
    "javascript",
    "dieser stelle",
    "contenu",
    "contenido",
    "need to",
)
_TIP_KEYS = (
    "?",
    "got",
    "have",
    "touch",
    "contact",
    "mail",
    "us",
    "reach",
    "send",
    "submit",
    "schreiben",
    "kontakt",
    "écrivez",
    "scriveteci",
    "tips",
)
_NEWSLETTER_KEYS = (
    "sign",
    "subscri",
    "register",
    "newsletter",
    "news email",
    "briefing",
    "log in",
    "become a",
    "join our",
    "emailed",
    "inbox",
    "to your phone",
    "entering your",
    "clicking",
    "infolettre",
    "abonn",
    "inscri",
    "suscr",
    "iscriv",
    "prenum",
    "zapisz",
    "feliratkoz",
)
_FOLLOW_KEYS = (
    "follow",
    "like us",
    "join",
    "find us",
    "download",
    "folgen",
    "suivez",
    "síguenos",
    "seguici",
    "volg",
    "csatorn",
    "kanal",
    "подпис",
    "читайте нас",
    "следите за",
    "canal",
)
_SIGN_OFF_KEYS = (
    "contributed",
    "this story",
    "this article",
    "this report",
    "this content",
    "originally",
    "rights reserved",
    "not be ",
)


def _any(text: str, keys: tuple[str, ...]) -> bool:
    return any(map(text.lower().__contains__, keys))


def boilerplate_reason(text: str, has_sign: bool = True) -> str:
    """Why the line `text` is boilerplate, in words; "" when it is not (or not surely).

    `has_sign` is False for a line that is not among the `lines_with_signs` of its body.
    """
    if len(text) > _LONGEST:
        return ""
    opens = may_open(text, OPENINGS)
    if opens:
        reason = _reason_of_opening(text)
        if reason:
            return reason
    if "@" in text and _MAIL_ONLY.fullmatch(text):
        return "an address line"
    if opens and _PLAYER.match(text):
        return "a player's or gallery's notice"
    if has_sign and _any(text, _CONSENT_KEYS) and _CONSENT.search(text):
        return "a consent notice where an embed stood"
    if _has_reply_to(text) and _any(text, _TIP_KEYS) and _TIP.search(text):
        return "a tip line"
    if has_sign or may_open(text, _ASKING_OPENINGS):
        if len(text) < 320 and _any(text, _NEWSLETTER_KEYS) and _NEWSLETTER.search(text):
            if not _has_speech(text):
                return "a newsletter or subscription line"
        if len(text) < 260 and _any(text, _FOLLOW_KEYS) and _FOLLOW.search(text):
            if not _has_speech(text):
                return "a line asking to follow the outlet"
    notice = notice_reason(text, has_sign)
    if notice:
        return notice
    if opens and _SIGN_OFF_OPENS.match(text):
        return "a sign-off or source line"
    if has_sign and _any(text, _SIGN_OFF_KEYS) and _SIGN_OFF.search(text):
        return "a sign-off or source line"
    return ""


def _reason_of_opening(text: str) -> str:
    """The reason of a line that is boilerplate from its first word to its last."""
    if len(text) < 260 and _CROSS_LINK_LINE.fullmatch(text):
        return (
            "a link to another article"
            if re.search(r"[:|»>→–—-]\s?\S", text)
            else "a heading of links"
        )
    if len(text) < 200 and _CROSS_LINK_BARE.match(text):
        return "a link to another article"
    if _ADVERT.fullmatch(text):
        return "an advertisement or page furniture"
    if _END_SIGN.fullmatch(text):
        return "an end sign or rule"
    return ""


def lines_with_signs(body: str, lines: Sequence[Line]) -> set[str]:
    """The texts of those lines of `body` that hold a word without which no line is boilerplate by
    what stands inside it."""
    low = "\n" + body.lower()
    if len(low) != len(body) + 1:
        return {line.text for line in lines}  # a letter that is two in lower case shifts the rest
    found: set[str] = set()
    index = 0
    for match in _SIGNS.finditer(low):
        while index < len(lines) and lines[index].end <= match.start():
            index += 1
        if index < len(lines):
            found.add(lines[index].text)
    return found


def _has_reply_to(text: str) -> bool:
    """True for an address, or a question with a way to answer it; rare, and quick to look for."""
    if "@" in text and _MAIL.search(text):
        return True
    return "?" in text and _TIP_WHERE.search(text) is not None


def _has_speech(text: str) -> bool:
    """True when somebody speaks in the line: then it is the story's."""
    return bool(re.search(r"[“”„«»]|\"[^\"]{3,}\"|\bsaid\b|\btold\b", text))
