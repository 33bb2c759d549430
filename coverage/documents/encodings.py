"""Bytes to text: byte order mark, UTF-8, the declared encoding, then the likeliest."""

from __future__ import annotations

import codecs
import re

from .opened import Unreadable

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.I)
#: What pages mean when they name these (the WHATWG's table of encoding labels).
_MEANT = {
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
    "x-sjis": "cp932",
    "iso-8859-9": "cp1254",
    "tis-620": "cp874",
}
#: Python reads these as text too, but they are notations: of host names, of program text, of none.
_NOTATIONS = frozenset({"idna", "punycode", "undefined", "unicode_escape", "raw_unicode_escape"})
#: The escape sequences by which Japanese mail and old pages change their set of characters.
_SHIFTS = re.compile(rb"\x1b\$[@B][^\x1b]{2,}\x1b\([BJ]")
_TAGS = re.compile(rb"<[^<>]{0,2000}>")
_ASCII_LETTER = re.compile(rb"[A-Za-z]")


def _as_windows_reads(byte: int) -> str:
    """The character that a byte is taken for, where Windows-1252 has none by Latin-1."""
    try:
        return bytes([byte]).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)


#: Latin-1 and Windows-1252 differ between 0x80 and 0x9F; both are common misreadings.
_BYTE_OF = {chr(byte): byte for byte in range(0x80, 0x100)} | {
    _as_windows_reads(byte): byte for byte in range(0x80, 0xA0)
}
_LATER = "".join(letter for letter, byte in _BYTE_OF.items() if byte < 0xC0)
_PAIRS = re.compile(
    f"[\u00c2-\u00df][{_LATER}]|[\u00e0-\u00ef][{_LATER}]{{2}}|[\u00f0-\u00f4][{_LATER}]{{3}}"
)
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def decode(content: bytes, content_type: str = "", name: str = "The document") -> str:
    """The text of `content`; raises `Unreadable` when it is no text in any encoding.

    Valid UTF-8 wins over a declaration that says otherwise: text in a one-byte encoding is next
    to never valid UTF-8 by chance, and wrong declarations are common.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _as_text(content.decode(encoding, "replace"), name)
    if b"\x00" in content[:2000]:
        return _as_text(_without_mark(content, name), name)
    if _SHIFTS.search(content[:60_000]):
        return _as_text(content.decode("iso2022_jp_ext", "replace"), name)
    try:
        return _as_text(_encoded_once(content.decode("utf-8")), name)
    except UnicodeDecodeError as wrong:
        if wrong.start > len(content) - 4:  # cut off inside the last character
            return _as_text(content.decode("utf-8", "replace"), name)
    declared = declared_encoding(content, content_type)
    if declared and not declared.startswith(("utf-8", "utf8", "utf-16", "utf-32")):
        try:
            if declared != "cp1252" or not _is_hardly_western(content):
                return _as_text(content.decode(declared), name)
        except (UnicodeError, LookupError):
            pass
    if declared in ("utf-8", "utf8") or not declared:
        patched = content.decode("utf-8", "replace")
        if patched.count("\ufffd") <= max(3, sum(byte >= 0x80 for byte in content) // 20):
            return _as_text(patched, name)
    return _as_text(_likeliest(content), name)


def declared_encoding(content: bytes, content_type: str) -> str:
    """The encoding named by the header, else by the first 4,096 bytes; "" when none is.

    A header that says Latin-1 is what servers send of themselves, and one that says UTF-8 is known
    to be wrong where this is asked: then the page's own word counts, where it has another.
    """
    header = _named(content_type.encode("ascii", "ignore"))
    if header and header not in ("cp1252", "utf-8", "utf8"):
        return header
    own = _named(content[:4096])
    return own if own and own not in ("utf-8", "utf8") else header or own


def _named(written: bytes) -> str:
    match = _DECLARED.search(written)
    if match is None:
        return ""
    label = match.group(1).decode("ascii").lower()
    if label.replace("-", "_") in _NOTATIONS:
        return ""
    return _MEANT.get(label, label)


def _is_hardly_western(content: bytes) -> bool:
    """True when more than a third of the letters outside tags are none of ASCII's."""
    words = _TAGS.sub(b"", content[:200_000])
    high = sum(byte >= 0x80 for byte in words)
    return high > 20 and high * 2 > len(_ASCII_LETTER.findall(words))


def _encoded_once(text: str) -> str:
    """`text`, mended where UTF-8 was taken for Windows-1252 and encoded a second time ("Ã¼").

    Only where nearly all characters beyond ASCII are such pairs: a text may speak of one.
    """
    if _PAIRS.search(text) is None:
        return text
    pairs = _PAIRS.findall(text)
    beyond = sum(not letter.isascii() for letter in text)
    if len(pairs) < 3 or sum(map(len, pairs)) < 0.8 * beyond:
        return text
    return _PAIRS.sub(_mended, text)


def _mended(match: re.Match[str]) -> str:
    try:
        return bytes(_BYTE_OF[letter] for letter in match.group()).decode("utf-8")
    except UnicodeDecodeError:
        return match.group()


def _without_mark(content: bytes, name: str) -> str:
    """UTF-16 without a mark, told by where its zero bytes stand."""
    wide = wide_encoding(content)
    if wide:
        return content.decode(wide, "replace")
    sample = content[:2000]
    if sample.count(0) > len(sample) * 0.02:
        raise Unreadable(f"{name} is not a text. Save it as plain text or HTML and add it again.")
    return content.decode("utf-8", "replace")


def likeliest_encoding(content: bytes) -> str:
    """A guess from the bytes alone, Windows-1252 when nothing speaks for another."""
    from charset_normalizer import from_bytes

    best = from_bytes(content[:60_000]).best()
    return best.encoding if best is not None and best.chaos < 0.2 else "cp1252"


def _likeliest(content: bytes) -> str:
    try:
        return content.decode(likeliest_encoding(content))
    except (UnicodeDecodeError, LookupError):
        return content.decode("cp1252", "replace")


def wide_encoding(head: bytes) -> str:
    """ "utf-16-le" and the like for a beginning in two- or four-byte characters, else ""."""
    for mark, encoding in _MARKS[1:]:
        if head.startswith(mark):
            return encoding
    sample = head[:2000]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > len(sample) * 0.3 and even < odd / 4 or odd > len(sample) * 0.04 and not even:
        return "utf-16-le"
    if even > len(sample) * 0.3 and odd < even / 4 or even > len(sample) * 0.04 and not odd:
        return "utf-16-be"
    return ""


def _as_text(text: str, name: str) -> str:
    """`text` when it reads like one; a lot of control characters means it is none."""
    sample = text[:20_000]
    if sample and len(_CONTROLS.findall(sample)) > max(2, len(sample) * 0.02):
        raise Unreadable(f"{name} is not a text. Save it as plain text or HTML and add it again.")
    return text


_REFERENCE = re.compile(r"&#(?:x([0-9a-f]{1,40})|(\d{1,40}));?", re.I)


def as_xml(text: str) -> bytes:
    """Decoded XML as UTF-8 bytes that also say so, with U+FFFD for references to no character:
    readers of broken XML fail on those."""
    body = _REFERENCE.sub(_possible, text.lstrip("\ufeff \t\r\n"))
    if body.startswith("<?xml"):
        body = body[body.find("?>") + 2 :]
    return ('<?xml version="1.0" encoding="utf-8"?>' + body).encode("utf-8", "replace")


def _possible(reference: re.Match[str]) -> str:
    number = int(reference[1], 16) if reference[1] else int(reference[2])
    is_one = 0 < number < 0x110000 and not 0xD800 <= number < 0xE000
    return reference.group() if is_one else "\ufffd"
