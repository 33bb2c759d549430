"""Encodings as they are found: declared, sniffed, declared wrongly, decoded wrongly by others."""

# ruff: noqa: E501 - tables of cases read better on one line

from __future__ import annotations

import codecs

import pytest

from coverage.documents.entries import read_entries
from coverage.documents.opening import open_document
from coverage.documents.units import Link

from .incoming import come

PARAGRAPH = {
    "de": "Die alte Drehbrücke über den Hafen wurde am Dienstag für jeden Verkehr geschlossen, nachdem in einem Träger ein Riss gefunden worden war, sagte Frau Köhler am späten Abend – „völlig überraschend“.",
    "fr": "Le vieux pont tournant a été fermé à toute circulation mardi après la découverte de la fissure, a déclaré le conseil où siège Éloïse Grâce, « très inquiète » depuis des années.",
    "pl": "Stary most obrotowy nad portem został we wtorek zamknięty dla całego ruchu, gdy w dźwigarze znaleziono pęknięcie, powiedziała późnym wieczorem Małgorzata Żółć.",
    "ru": "Старый поворотный мост через гавань закрыли во вторник для всего движения после того, как в балке нашли трещину, сообщил вечером городской совет, который собирался до полуночи.",
    "zh": "老旧的旋转桥星期二因主梁发现裂缝而全面封闭，市议会当晚表示，渡轮将每十分钟一班，直到主梁更换完毕，预计至少需要一个半月时间，北岸的渔民说他们多年来一直听到响声。",
    "ja": "港の古い旋回橋は火曜日、桁に亀裂が見つかったため全面通行止めとなった。市議会によると、桁が交換されるまでフェリーが十分おきに運航され、少なくとも一か月半かかる見通しだという。",
    "ko": "항구의 오래된 회전교가 화요일 들보에서 균열이 발견되어 전면 통제되었다고 시의회가 저녁에 밝혔다. 들보가 교체될 때까지 나룻배가 십 분마다 다닐 예정이다.",
    "tr": "Limandaki eski döner köprü, bir kirişte çatlak bulunmasının ardından salı günü tüm trafiğe kapatıldı, dedi belediye meclisi akşam saatlerinde; Işıl Şahin ise çok şaşırdığını söyledi.",
    "el": "Η παλιά περιστρεφόμενη γέφυρα του λιμανιού έκλεισε την Τρίτη για κάθε κυκλοφορία, αφού βρέθηκε ρωγμή σε μια δοκό, ανακοίνωσε το βράδυ το δημοτικό συμβούλιο της πόλης.",
}


def page(language: str, declared: str = "") -> str:
    meta = f'<meta charset="{declared}">' if declared else ""
    text = PARAGRAPH[language]
    return f"<!doctype html><html><head>{meta}<title>{text[:30]}</title></head><body><article><h1>{text[:30]}</h1><p>{text}</p><p>{text[::-1]}</p></article></body></html>"


#: language, encoding it is in, what the page declares, what the header declares
PAGES = [
    ("de", "utf-8", "utf-8", "utf-8"),
    ("de", "utf-8", "iso-8859-1", ""),  # the page says Latin-1, and is not
    ("de", "utf-8", "", "iso-8859-1"),  # the server says so
    ("de", "utf-8", "windows-1251", "koi8-r"),
    ("de", "cp1252", "iso-8859-1", ""),  # „“ – are no Latin-1
    ("de", "cp1252", "", "iso-8859-1"),
    ("de", "cp1252", "us-ascii", ""),
    ("de", "cp1252", "utf-8", ""),  # declared UTF-8, and is not
    ("de", "cp1252", "utf-8", "utf-8"),
    ("de", "cp1252", "", ""),
    ("de", "cp1252", "no-such-encoding", ""),
    ("fr", "cp1252", "windows-1252", "utf-8"),  # the server is wrong, the page is right
    ("fr", "cp1252", "utf-8", "windows-1252"),  # the page is wrong, the server is right
    ("fr", "iso8859-15", "iso-8859-15", ""),
    ("pl", "iso8859-2", "iso-8859-2", ""),
    ("pl", "cp1250", "", "windows-1250"),
    ("pl", "cp1250", "windows-1250", "utf-8"),
    ("ru", "cp1251", "windows-1251", ""),
    ("ru", "cp1251", "", ""),
    ("ru", "cp1251", "utf-8", "utf-8"),
    ("ru", "cp1251", "iso-8859-1", ""),  # a template's declaration
    ("ru", "koi8-r", "koi8-r", ""),
    ("ru", "koi8-r", "", ""),
    ("ru", "koi8-r", "utf-8", ""),
    ("zh", "gbk", "gbk", ""),
    ("zh", "gbk", "gb2312", ""),
    ("zh", "gb18030", "gb2312", "utf-8"),
    ("zh", "gbk", "", ""),
    ("zh", "gbk", "utf-8", ""),
    ("ja", "shift_jis", "shift_jis", ""),
    ("ja", "shift_jis", "x-sjis", ""),
    ("ja", "shift_jis", "", ""),
    ("ja", "euc_jp", "euc-jp", ""),
    ("ja", "euc_jp", "", ""),
    ("ja", "euc_jp", "shift_jis", ""),  # one for the other
    ("ja", "iso2022_jp", "iso-2022-jp", ""),
    ("ko", "euc_kr", "euc-kr", ""),
    ("ko", "cp949", "ks_c_5601-1987", ""),
    ("ko", "euc_kr", "", ""),
    ("tr", "cp1254", "iso-8859-9", ""),
    ("tr", "cp1254", "windows-1254", "iso-8859-1"),
    ("el", "cp1253", "windows-1253", ""),
    ("el", "iso8859-7", "iso-8859-7", ""),
    ("de", "utf-16-le", "utf-16", ""),  # without a mark
    ("de", "utf-16-be", "", ""),
    ("ru", "utf-16-le", "utf-8", "utf-16le"),
    ("de", "utf-16", "utf-16", ""),  # with one
    ("ja", "utf-16", "utf-8", "utf-8"),
    ("ja", "utf-32", "", ""),
    ("de", "utf-8-sig", "iso-8859-1", "iso-8859-1"),  # the mark stands over both
    ("zh", "utf-8-sig", "gbk", ""),
    ("ru", "utf-8", "", ""),
]


@pytest.mark.parametrize(("language", "encoding", "declared", "header"), PAGES)
def test_a_page_is_read_whatever_is_declared(
    language: str, encoding: str, declared: str, header: str
) -> None:
    content = page(language, declared).encode(encoding, "replace")
    content_type = f"text/html; charset={header}" if header else "text/html"
    (article,) = open_document(content, "page.html", content_type=content_type)
    assert PARAGRAPH[language] in article.body


@pytest.mark.parametrize("wrongly", ["latin-1", "cp1252"])
@pytest.mark.parametrize("language", ["de", "fr", "pl", "ru", "zh"])
def test_text_encoded_twice_is_read_once(language: str, wrongly: str) -> None:
    content = _misread(page(language, "utf-8"), wrongly).encode()
    (article,) = open_document(content, "page.html", content_type="text/html")
    assert PARAGRAPH[language] in article.body


def test_a_template_encoded_once_around_text_encoded_twice_stays() -> None:
    inside = _misread(page("fr", "utf-8"), "cp1252")
    content = inside.replace("</article>", "<p>© Le Courrier du Port, numéro deux</p></article>")
    (article,) = open_document(content.encode(), "page.html", content_type="text/html")
    assert PARAGRAPH["fr"] in article.body
    assert "© Le Courrier du Port, numéro deux" in article.body


def _misread(text: str, wrongly: str) -> str:
    """UTF-8 taken for a one-byte encoding; what Windows-1252 has no letter for stays a control."""
    return "".join(
        bytes([byte]).decode(wrongly) if byte not in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else chr(byte)
        for byte in text.encode()
    )


#: Pairs that are letters and signs of the text itself.
MEANT = [
    "Das „Ã¼“ auf der Rechnung ist ein ü, das zweimal kodiert wurde: die Behörde prüft das, hieß es.",
    "Le CAFÉ® du port et l'ENTRÉE» sont fermés à tous les habitués, très fâchés d'être privés de thé.",
    "NÃO HÁ PÃO no porto, disse a conselheira Conceição à população: a estação já está às escuras.",
]


@pytest.mark.parametrize("text", MEANT)
def test_signs_that_only_look_encoded_twice_stay(text: str) -> None:
    (article,) = open_document(text.encode(), "a.txt")
    assert article.body == text


def test_a_mark_is_no_part_of_the_text() -> None:
    (article,) = open_document(codecs.BOM_UTF8 + "Über den Hafen.".encode(), "a.txt")
    assert article.body == "Über den Hafen."


#: References to no character, on which readers of broken XML fail.
NO_CHARACTERS = ["&#xD800;", "&#55296;", "&#99999999;", "&#x0;", "&#xFFFFFFFFFFFFFFFF", "&#xDFFF"]


@pytest.mark.parametrize("reference", NO_CHARACTERS)
@pytest.mark.parametrize("around", ["", "&", "<b>"])
def test_a_feed_with_references_to_no_character_is_read(reference: str, around: str) -> None:
    feed = f"<rss><channel><title>A{reference}</title><item><title>B{around}{reference}</title><description>The bridge {reference} is shut {around} today.</description></item></channel></rss>"
    (article,) = open_document(feed.encode(), "a.xml")
    assert article.body.encode().decode().endswith("today.")
    assert read_entries(feed.encode()).entries[0].title


@pytest.mark.parametrize("reference", NO_CHARACTERS)
def test_a_list_of_feeds_with_references_to_no_character_is_read(reference: str) -> None:
    opml = f"<opml><body><outline text='a{reference}' xmlUrl='https://a.example/f'/></body></opml>"
    (link,) = come(opml.encode(), "a.opml")
    assert isinstance(link, Link)
    assert link.address == "https://a.example/f"
