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
    try:
        return _as_text(content.decode("utf-8"), name)
    except UnicodeDecodeError as wrong:
        if wrong.start > len(content) - 4:  # cut off inside the last character
            return _as_text(content.decode("utf-8", "replace"), name)
    declared = declared_encoding(content, content_type)
    if declared and declared not in ("utf-8", "utf8", "utf-16", "utf-16le"):
        try:
            return _as_text(content.decode(declared), name)
        except (UnicodeError, LookupError):
            pass
    if declared in ("utf-8", "utf8") or not declared:
        patched = content.decode("utf-8", "replace")
        if patched.count("\ufffd") <= max(3, sum(byte >= 0x80 for byte in content) // 20):
            return _as_text(patched, name)
    return _as_text(_likeliest(content), name)


def declared_encoding(content: bytes, content_type: str) -> str:
    """The encoding named by the header, else by the first 4,096 bytes; "" when none is."""
    match = _DECLARED.search(content_type.encode("ascii", "ignore")) or _DECLARED.search(
        content[:4096]
    )
    if match is None:
        return ""
    label = match.group(1).decode("ascii").lower()
    if label.replace("-", "_") in _NOTATIONS:
        return ""
    return _MEANT.get(label, label)


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
    if odd > len(sample) * 0.3 and even < odd / 4:
        return "utf-16-le"
    if even > len(sample) * 0.3 and odd < even / 4:
        return "utf-16-be"
    return ""


def _as_text(text: str, name: str) -> str:
    """`text` when it reads like one; a lot of control characters means it is none."""
    sample = text[:20_000]
    if sample and len(_CONTROLS.findall(sample)) > max(2, len(sample) * 0.02):
        raise Unreadable(f"{name} is not a text. Save it as plain text or HTML and add it again.")
    return text
