"""Pages that break off for subscribers: the line that says so is kept, and says what is missing."""

# ruff: noqa: E501 - patterns read better on one line

from __future__ import annotations

from collections.abc import Sequence

from coverage.text.patterns import late

from .blocks import Block

REASON = "a paywall: the rest of the text is not on the page"
_LONGEST = 240  # characters of a notice
_MORE = 400  # letters behind a notice that make it none
_NOTICE = late(
    r"(?:subscri\w+|sign (?:up|in)|log ?in|register|join|become a member|pay)\b[^.!?\n]{0,60}\bto (?:continue|finish|unlock|keep reading|(?:read|access|see) (?:on|more|all|this|the (?:full|whole|rest)))\b|"
    r"\bto (?:continue|keep|finish) reading\b|\b(?:continue|keep) reading (?:with|for)\b|"
    r"\b(?:article|story|content|text|piece) is (?:only |exclusively |reserved )?(?:available )?(?:for|to) (?:\w+ )?(?:subscribers|members|registered|paying)|\b(?:subscribers?|members?)[ -]only\b|"
    r"\b(?:for|exclusive to) (?:our )?(?:subscribers|members)(?: only)?\s*$|"
    r"\b(?:jetzt |hier )?weiterlesen mit\b|\b(?:artikel|text|inhalt|beitrag)\b.{0,40}\b(?:nur für|exklusiv für|für) (?:\w+ )?(?:abonnent|mitglieder|registrierte)|\bum (?:den ganzen|diesen|den vollständigen) (?:artikel|text|beitrag)\b.{0,30}\blesen\b|"
    r"\b(?:article|contenu|suite) (?:est )?(?:réservée? (?:à nos |aux )abonnés)|\bréservé aux abonnés\b|\bil vous reste \d+([.,]\d+)?\s*% de cet article\b|\babonnez-vous pour (?:lire|continuer)|"
    r"\b(?:contenido|artículo|noticia)\b.{0,30}\b(?:exclusiv[oa]|sol[oa]) para (?:suscriptores|registrados)|\bsuscr[ií]b\w+ para (?:seguir|continuar) leyendo|"
    r"\b(?:contenuto|articolo)\b.{0,30}\b(?:riservato|esclusivo) (?:agli|per gli) abbonati|\babb[oò]na\w* per (?:continuare|leggere)|"
    r"\b(?:conteúdo|matéria|artigo)\b.{0,30}\bexclusiv[oa] para assinantes|\bassine para (?:continuar|ler)|"
    r"\b(?:artikel|verhaal) is (?:alleen )?voor abonnees|\babonneer\b.{0,30}\bverder (?:te )?lezen|"
    r"\b(?:artikeln|artikkelen|artiklen) är? ?(?:kun |bare |endast )?(?:for|för) (?:abonnenter|prenumeranter)|\bdalsza część (?:artykułu|tekstu)\b.{0,40}\b(?:subskry|prenumer)",
    0x2,
)


def keep_notice(blocks: Sequence[Block]) -> None:
    """Choose the line with which a page breaks off for subscribers, and say so in its reason.

    A line that text follows, or that stands before any, is an offer and not the end.
    """
    chosen = [number for number, block in enumerate(blocks) if block.chosen]
    if not chosen:
        return
    behind = sum(len(block.letters) for block in blocks if block.chosen and not block.furniture)
    before = 0
    for number, block in enumerate(blocks):
        letters = len(block.letters) if block.chosen else 0
        behind -= letters
        if before and behind < _MORE and number <= chosen[-1] + 12 and _is_notice(block):
            block.chosen, block.reason = True, REASON
            return
        before += letters


def _is_notice(block: Block) -> bool:
    return (
        block.embed < 0
        and not block.furniture
        and len(block.text) <= _LONGEST
        and _NOTICE.search(block.text) is not None
    )
