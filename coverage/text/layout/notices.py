"""Notices of a page in its text: paywalls, consent, interrupting advertisements, buttons.

What a page says of itself, not of the world: that the rest is for subscribers, that cookies must be
accepted, that the article goes on below. Copied along with the text it reads like a paragraph.
"""

# ruff: noqa: E501 - patterns and lists of lines read better on one line

from __future__ import annotations

import re

from ..patterns import late

#: The line with which a page breaks off for subscribers.
_PAYWALL = late(
    r"(?:subscri\w+|sign (?:up|in)|log ?in|register|join|become a member|pay)\b[^.!?\n]{0,60}\bto (?:continue|finish|unlock|keep reading|read on\b|(?:read|access|see) (?:on|more|all|this|the (?:full|whole|rest)))\b|"
    r"\bto (?:continue|keep|finish) reading(?=\s*(?:[,.:;!…]|$)|\s(?:this|for|with|on|our|more)\b)|\b(?:continue|keep) reading (?:with|for)\b|"
    r"\b(?:article|story|content|text|piece) is (?:only |exclusively |reserved )?(?:available )?(?:only )?(?:for|to) (?:\w+ )?(?:subscribers|members|registered|paying)|\b(?:subscribers?|members?)[ -]only\b(?=\s*(?:[.:!|]|$|content|article|stor))|"
    r"\b(?:for|exclusive to) (?:our )?(?:subscribers|members)(?: only)?\s*$|"
    r"\b(?:jetzt |hier )?weiterlesen mit\b|\b(?:artikel|text|inhalt|beitrag)\b.{0,40}\b(?:nur für|exklusiv für|für) (?:\w+ )?(?:abonnent|mitglieder|registrierte)|\bum (?:den ganzen|diesen|den vollständigen) (?:artikel|text|beitrag)\b.{0,30}\blesen\b|"
    r"\b(?:article|contenu|suite) (?:est )?(?:réservée? (?:à nos |aux )abonnés)|\bréservé aux abonnés\b|\bil vous reste \d+([.,]\d+)?\s*% de cet article\b|\babonnez-vous pour (?:lire|continuer)|"
    r"\b(?:contenido|artículo|noticia)\b.{0,30}\b(?:exclusiv[oa]|sol[oa]) para (?:suscriptores|registrados)|\bsuscr[ií]b\w+ para (?:seguir|continuar) leyendo|"
    r"\b(?:contenuto|articolo)\b.{0,30}\b(?:riservato|esclusivo) (?:agli|per gli) abbonati|\babb[oò]na\w* per (?:continuare|leggere)|"
    r"\b(?:conteúdo|matéria|artigo)\b.{0,30}\bexclusiv[oa] para assinantes|\bassine para (?:continuar|ler)|"
    r"\b(?:artikel|verhaal) is (?:alleen )?voor abonnees|\babonneer\b.{0,30}\bverder (?:te )?lezen|"
    r"\b(?:artikeln|artikkelen|artiklen) är? ?(?:kun |bare |endast )?(?:for|för) (?:abonnenter|prenumeranter)|\bdalsza część (?:artykułu|tekstu)\b.{0,40}\b(?:subskry|prenumer)",
    re.I,
)
#: What else may be for members than the text: "Comments are open to members only."
_OTHER_THINGS = late(
    r"^(?:comment(?:s|ing)|kommentare|les commentaires|los comentarios|i commenti|discussions?"
    r"|events?|puzzles?|crosswords?|podcasts?|newsletters?|offers?)\b",
    re.I,
)
#: Beside it: what offers a subscription in so many words, anywhere on a page.
_OFFER = late(
    r"^already (?:a (?:subscriber|member)|subscribed|registered|have an account)\b|"
    r"^you (?:have|['’]ve) (?:reached|used|read)\b[^.\n]{0,40}\bfree (?:article|stor)|\b\d+ free (?:articles?|stor(?:y|ies)) (?:left|remaining|this)\b|"
    r"^(?:start|try|get|begin)\b[^.\n]{0,30}\bfree trial\b|"
    r"^(?:sie haben |du hast )?(?:bereits|schon) (?:ein abo|abonn)|\babo\b[^.\n]{0,30}\bweiterlesen\b|"
    r"^(?:déjà|ya eres|già|já é) (?:abonné|suscriptor|abbonat|assinante)|"
    r"\b(?:материал|статья|текст)\b[^.\n]{0,30}\b(?:только|для) подписчик",
    re.I,
)
_CONSENT = late(
    r"\b(?:we|i) need your (?:consent|permission) to\b|\bcookies?\b[^.\n]{0,30}\b(?:preferences|settings|policy)\b|\b(?:our|of|the storing of|use|uses|using|accept(?:ing)?(?: all)?|allow \w+) cookies\b[^.\n]{0,80}\b(?:device|experience|site|website|content|agree|settings|continue|browse|improve)\b|"
    r"\bthis (?:site|website|page) uses cookies\b|\bwe (?:and our partners )?use cookies (?:to|and|for)\b[^\n]{0,120}\b(?:experience|content|traffic|site|ads?|advertising|personali[sz]e)\b|\bagree to (?:our|the) (?:use|storing) of cookies\b|"
    r"\b(?:because of|due to|based on) your (?:privacy|cookie) settings\b|"
    r"\bwir verwenden cookies\b|\bexterne[nr]? inhalte?n?\b[^\n]{0,80}\b(?:instagram|youtube|facebook|tiktok|klick|zustimm\w*|stimmen sie)\b|"
    r"\bcookies?\b[^\n]{0,60}\b(?:akzeptieren|accepter|aceptar|accettare|aceitar)\b|\b(?:akzeptieren|accepter|aceptar|accettare|aceitar)\b[^\n]{0,40}\bcookies?\b",
    re.I,
)
#: An advertisement interrupts.
_INTERRUPTS = late(
    r"(?:ads?\s?[-–—:.]\s?)?(?:(?:article|story|content|text|post)\s)(?:continues?|resumes?)\s(?:below|after)[^.\n]{0,40}|"
    r"(?:der )?(?:artikel|text|beitrag) (?:wird|geht) nach der (?:anzeige|werbung)[^.\n]{0,30}|(?:la )?suite après (?:la|cette) publicité|"
    r"(?:a |la |el |il |l['’])?(?:matéria|notícia|nota|noticia|artículo|reportagem|articolo|texto?)? ?(?:continua|continúa|sigue|prosegue) (?:depois|después|tras|após|dopo) (?:d?[ae]l?a? |la |l['’])?(?:publicidade|publicidad|pubblicità|anuncio|anúncio)|"
    r"реклама[.:]?(?: прокрутите[^\n]{0,60})?",
    re.I,
)
_OPINIONS = late(
    r"\b(?:views|opinions) expressed\b[^\n]{0,90}\b(?:author|authors|writer|own|do not|necessarily)\b|\b(?:please )?consider (?:a donation|donating|becoming a (?:member|supporter)|supporting (?:us|our))\b",
    re.I,
)
#: Letters that a line of each kind holds at least once; looked for before the slower pattern.
_KEYS = (
    ("cookie", "consent", "permission", "privacy settings", "inhalt"),
    (
        "subscri",
        "subskry",
        "member",
        "reading",
        "register",
        "registr",
        "log in",
        "login",
        "sign in",
        "sign up",
        "abonn",
        "abbon",
        "abon",
        "suscri",
        "assin",
        "weiterlesen",
        "free ",
        " abo",
        "already",
        "lesen",
        "abonnez",
        "prenum",
        "подписчик",
        "% de cet",
        "pay",
    ),
    ("expressed", "consider"),
)
#: Somebody speaks: then the line is the story's.
_SPEECH = re.compile(r"[“„«\"][^“”„«»\"]{20,}|\b(?:said|told|says|sagte|dijo|disse)\b")
_LONGEST, _LONGEST_BUTTON = 260, 64
_AROUND = " .!:…·•|()»>→–-"
_MINUTES = re.compile(r"\W{0,4}\d{1,3}\s?min(?:ute)?s?(?: read)?$", re.I)
#: Lines that are a page's buttons, in small letters, without the point or minutes at their end.
_BUTTONS = frozenset(
    line.strip()
    for line in """
    listen to this article|listen to this story|listen to the article|listen to the story|listen to article|listen to story|hear this story|play audio|play video|
    save this article|save this story|save article|save for later|add to reading list|gift this article|gift article|share this article|share this story|share article|print this article|
    copy link to clipboard|copy link|link copied|link copied to clipboard|show more|show less|load more|load more comments|read full story|read the full story|see full article|
    view image in fullscreen|open image in gallery|open this photo in gallery|view gallery|view all photos|enlarge image|click to enlarge|expand image|image unavailable|
    join the conversation|join the discussion|start the conversation|be the first to comment|comments are closed|comments|view comments|see comments|show comments|post a comment|have your say|
    have your say in the comments below|have your say in the comments|let us know in the comments|tell us in the comments below|sign in to comment|log in to comment|
    donate to support our journalism|support our journalism|support independent journalism|support quality journalism|donate now|make a donation|subscribe now|sign up here|sign up now|log in here|sign in here|
    set as your preferred source on google|add as preferred source on google|add as a preferred source on google|make us preferred on google|add us as a preferred source on google|preferred source on google|
    tap here to add this outlet as your trusted source|see our latest headlines|explore more on these topics|article text size|text size|change text size|reading mode|accessibility statement|
    already have an account|already have an account? sign in|already have an account? log in|to be continued|fortsetzung folgt|à suivre|continuará|video player is loading|video unavailable|this video is unavailable|this video is playing in picture-in-picture|audio player loading|skip to content|skip to main content|skip to footer|
    artikel anhören|artikel vorlesen|artikel merken|artikel teilen|artikel drucken|artikel verschenken|zur startseite|zu den kommentaren|kommentare anzeigen|mehr anzeigen|mehr laden|jetzt teilen|bild vergrößern|
    écouter l'article|écouter cet article|offrir cet article|partager l'article|lire plus tard|voir les commentaires|voir plus|réagir à cet article|ajouter un commentaire|
    escuchar el artículo|escuchar este artículo|compartir artículo|guardar artículo|ver comentarios|ver más|cargar más|dejar un comentario|
    ascolta l'articolo|ascolta questo articolo|condividi l'articolo|leggi i commenti|mostra altro|ouvir o artigo|ouça este conteúdo|compartilhar matéria|ver comentários|
    luister naar dit artikel|artikel delen|artikel bewaren|lyssna på artikeln|dela artikeln|spara artikeln|lytt til artikkelen|del artikkelen|kopier lenke|posłuchaj artykułu|udostępnij artykuł|
    поделиться|слушать статью|показать ещё|комментарии|оставить комментарий|इस खबर को शेयर करें|مشاركة المقال|شارك المقال|この記事をシェア|기사 공유하기|分享文章
    """.split("|")
)


def notice_reason(text: str, has_sign: bool = True) -> str:
    """Why the line `text` is a notice of the page, in words; "" when it is not (or not surely)."""
    if len(text) <= _LONGEST_BUTTON and is_button(text):
        return "an advertisement or page furniture"
    if not has_sign or len(text) > _LONGEST:
        return ""
    if len(text) < 90 and _INTERRUPTS.fullmatch(text.rstrip(" .:…")):
        return "an advertisement or page furniture"
    low = text.lower()
    consent, offer, opinion = (any(map(low.__contains__, keys)) for keys in _KEYS)
    if not (consent or offer or opinion) or _SPEECH.search(text):
        return ""
    if consent and _CONSENT.search(text):
        return "a consent notice where an embed stood"
    if offer and (tells_of_paywall(text) or _OFFER.search(text)):
        return "a paywall's notice"
    if opinion and _OPINIONS.search(text):
        return "a sign-off or source line"
    return ""


def tells_of_paywall(text: str) -> bool:
    """True for a line with which a page breaks off for subscribers."""
    return _PAYWALL.search(text) is not None and _OTHER_THINGS.search(text) is None


def is_button(text: str) -> bool:
    """True for a line that is a button's or a player's words and nothing else."""
    words = text.strip(_AROUND).casefold()
    if words.endswith(("min", "mins", "minutes", "read")):
        words = _MINUTES.sub("", words)
    return words.replace("’", "'") in _BUTTONS
