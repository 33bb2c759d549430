"""Zip and gzip: file by file, within limits, and what is refused or passed over."""

# ruff: noqa: E501 - patterns and tables of cases read better on one line

from __future__ import annotations

import gc
import io
import json
import struct
import zipfile
import zlib
from collections import Counter

import pytest

from coverage.documents.coming import MB, Limits
from coverage.documents.units import Refusal, Unit, units

from .incoming import PAGE, RSS, WORDS, Pipe, come, gzipped, opened, said, warc, zipped

LINE = json.dumps({"text": WORDS, "title": "Bridge closed"})


def test_a_zip_brings_each_of_its_files() -> None:
    passed: Counter[str] = Counter()
    box = zipped(
        {
            "a/page.html": PAGE,
            "a/page_files/style.css": "p {}",
            "a/page_files/crack.jpg": b"\xff\xd8\xff",
            "__MACOSX/a/._page.html": "x",
            ".hidden/b.txt": WORDS,
            "a/.DS_Store": "x",
            "lines.jsonl": f"{LINE}\n{LINE}\n",
            "feed.xml": RSS,
            "crawl.warc.gz": warc({"content": PAGE}, packed=True),
            "text.txt": WORDS,
            "links.txt": "https://a.example/x\n",
        }
    )
    coming = come(box, "box.zip", passed=passed)
    assert [line.split(" <urn")[0] for line in said(coming)] == [
        "unit file 1: a/page.html",
        "unit file 7: lines.jsonl, line 1",
        "unit file 7: lines.jsonl, line 2",
        "unit file 8: feed.xml",
        "unit file 9: crawl.warc.gz, record 1",
        "unit file 10: text.txt",
        "link https://a.example/x",
    ]
    assert {opened(one).headline for one in coming[:5]} == {"Bridge closed"}
    assert coming[0].name == "box.zip: a/page.html"
    assert passed == {"hidden files": 3, "pictures, styles and scripts beside pages": 2}


def crafted(name: str, **fields: int) -> bytes:
    """A zip of two files, the first of which has these fields in its directory."""
    box = io.BytesIO()
    with zipfile.ZipFile(box, "w", zipfile.ZIP_DEFLATED) as archive:
        entry = zipfile.ZipInfo(name)
        entry.compress_type = fields.pop("method", zipfile.ZIP_DEFLATED)
        for field, value in fields.items():
            setattr(entry, field, value)
        archive.writestr(entry, WORDS)
        archive.writestr("good.txt", WORDS)
    return box.getvalue()


def encrypted() -> bytes:
    whole = bytearray(crafted("a.txt"))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        whole[whole.find(mark) + at] |= 1
    return bytes(whole)


def damaged() -> bytes:
    whole = bytearray(crafted("a.txt"))
    at = whole.find(b"PK\x01\x02")
    whole[at + 16 : at + 20] = b"\x00\x00\x00\x01"
    return bytes(whole)


HOSTILE = [
    ("a path upwards", crafted("../../a.txt"), "has a path that leads out of its folder"),
    ("a path upwards for Windows", crafted("..\\a.txt"), "has a path that leads out of its folder"),
    ("a path through a folder", crafted("a/../../b.txt"), "has a path that leads out of its folder"),
    ("an absolute path", crafted("/etc/a.txt"), "has an absolute path"),
    ("a drive", crafted("C:\\a.txt"), "has an absolute path"),
    ("a symbolic link", crafted("a.txt", external_attr=0o120777 << 16), "is a link or a device"),
    ("a device", crafted("a.txt", external_attr=0o020666 << 16), "is a link or a device"),
    ("encrypted", encrypted(), "is encrypted"),
    ("a wrong checksum", damaged(), "is damaged in its zip"),
    ("bzip2 inside", crafted("a.txt", method=zipfile.ZIP_BZIP2), "is packed in an unusual way"),
    ("LZMA inside", crafted("a.txt", method=zipfile.ZIP_LZMA), "is packed in an unusual way"),
    ("a zip in a zip in a zip", zipped({"b.zip": zipped({"c.zip": zipped({"d.txt": WORDS})}), "good.txt": WORDS}), "is a zip in a zip in a zip"),
    ("no whole zip in a zip", zipped({"b.zip": b"PK\x03\x04rest", "good.txt": WORDS}), "is no whole zip"),
    ("a tar in a zip", zipped({"b.tar": b"x" * 257 + b"ustar" + b"x" * 300, "good.txt": WORDS}), "is a tar archive"),
    ("an empty file", zipped({"b.txt": "", "good.txt": WORDS}), "is empty"),
    ("an office file in a zip", zipped({"b.docx": zipped({"[Content_Types].xml": "<a/>"}), "good.txt": WORDS}), "is an office file"),
]  # fmt: skip


@pytest.mark.parametrize(("content", "why"), [pytest.param(*h[1:], id=h[0]) for h in HOSTILE])
def test_a_hostile_file_is_refused_and_the_rest_goes_on(content: bytes, why: str) -> None:
    refusal, good = come(content, "box.zip")
    assert isinstance(refusal, Refusal)
    assert refusal.why.startswith("box.zip: ")
    assert why in refusal.why
    assert opened(good).body == WORDS


def test_lines_before_damage_are_taken_and_the_damage_is_told() -> None:
    whole = bytearray(zipped({"a.jsonl": f"{LINE}\n" * 3, "good.txt": WORDS}))
    at = whole.find(b"PK\x01\x02")
    whole[at + 16 : at + 20] = b"\x00\x00\x00\x01"
    coming = come(bytes(whole), "box.zip")
    assert "is damaged in its zip" in said(coming)[-2]
    assert opened(coming[-1]).body == WORDS


def test_a_zip_in_a_zip_is_opened_once() -> None:
    (unit,) = come(zipped({"b.zip": zipped({"c.txt": WORDS})}), "a.zip")
    assert (unit.name, unit.key) == ("a.zip: b.zip: c.txt", "file 1: b.zip, file 1: c.txt")


def test_two_files_of_one_name_have_two_keys() -> None:
    box = io.BytesIO()
    with zipfile.ZipFile(box, "w") as archive:
        archive.writestr("a.txt", WORDS)
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("a.txt", WORDS)
    assert len(come(box.getvalue())) == 2


def overlapping() -> bytes:
    """Two entries of the directory that share one file's bytes."""
    whole = zipped({"a.txt": WORDS})
    at, end = whole.find(b"PK\x01\x02"), whole.find(b"PK\x05\x06")
    directory = whole[at:end] * 2
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 2, 2, len(directory), at, 0)
    return whole[:at] + directory + tail


WHOLE = [
    ("overlapping files", overlapping(), Limits(), "is made so that its files overlap"),
    ("an office file", zipped({"[Content_Types].xml": "<a/>", "word/document.xml": "<a/>"}), Limits(), "is an office file"),
    ("a spreadsheet", zipped({"[Content_Types].xml": "<a/>", "xl/workbook.xml": "<a/>"}), Limits(), "is a spreadsheet, not an archive of articles. Save it as CSV."),
    ("an e-book", zipped({"mimetype": "application/epub+zip", "META-INF/container.xml": "<a/>"}), Limits(), "is an e-book"),
    ("too many files", zipped({f"{n}.txt": WORDS for n in range(5)}), Limits(entries=4), "holds 5 files and the limit is 4"),
    ("a directory without end", zipped({"n" * 60_000 + str(n): "" for n in range(30)}), Limits(entries=100), "is no whole zip"),
    ("cut off", zipped({"a.txt": WORDS})[:-30], Limits(), "is no whole zip"),
    ("no files", zipped({}), Limits(), "holds no page, text, feed or address"),
    ("only pictures", zipped({"a.png": b"\x89PNG"}), Limits(), "holds no page, text, feed or address"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("content", "limits", "why"), [pytest.param(*w[1:], id=w[0]) for w in WHOLE]
)
def test_a_zip_that_cannot_be_taken_is_refused_as_a_whole(
    content: bytes, limits: Limits, why: str
) -> None:
    (line,) = said(come(content, "box.zip", limits=limits))
    assert line.startswith(f"refusal box.zip {why}")


def test_a_file_over_a_limit_is_refused_alone() -> None:
    box = zipped({"big.txt": WORDS * 50, "good.txt": WORDS})
    refusal, good = come(box, "box.zip", limits=Limits(document=1000))
    assert refusal.why.startswith(
        "box.zip: big.txt has more than 1,000 bytes, the limit of a document"
    )
    assert isinstance(good, Unit)


@pytest.mark.parametrize("kind", ["zip", "gzip", "zip of gzip"])
def test_a_bomb_is_stopped_while_it_unpacks(kind: str) -> None:
    zeros = b"0" * (30 * MB)
    bombs = {"zip": zipped({"a.jsonl": zeros}), "gzip": gzipped(zeros), "zip of gzip": zipped({"a.jsonl.gz": gzipped(zeros)})}  # fmt: skip
    limits = Limits(ratio_from=MB, row=64 * MB, document=64 * MB)
    (refusal,) = come(bombs[kind], "box", limits=limits)
    assert "unpacks to more than 200 times its size (6 MB and more)" in refusal.why
    (refusal,) = come(
        bombs[kind], "box", limits=Limits(total=5 * MB, ratio=10**6, document=64 * MB, row=64 * MB)
    )
    assert "unpacks to more than 5 MB, the limit" in refusal.why


def test_the_total_of_all_files_is_held_to_its_limit() -> None:
    box = zipped({f"{number}.txt": WORDS for number in range(9)})
    coming = come(box, "box.zip", limits=Limits(total=len(WORDS) * 4))
    assert [type(one) for one in coming] == [Unit] * 4 + [Refusal]


def test_what_cannot_be_sought_in_is_read_all_the_same() -> None:
    box = zipped({"a.txt": WORDS, "b.jsonl": f"{LINE}\n" * 2})
    for content in (box, gzipped(f"{LINE}\n{LINE}\n{LINE}"), f"{LINE}\n{LINE}\n{LINE}".encode()):
        coming = list(units(Pipe(content), "box"))  # type: ignore[arg-type]
        assert [type(one) for one in coming] == [Unit] * 3


def test_a_reader_may_stop_at_any_time_and_leaves_nothing_open() -> None:
    for content in (zipped({"a.txt": WORDS, "b.txt": WORDS}), gzipped(f"{LINE}\n{LINE}\n")):
        coming = units(Pipe(content), "box")  # type: ignore[arg-type]
        next(coming)
        coming.close()  # type: ignore[attr-defined]
        gc.collect()  # a file left open would be an error now


def test_a_file_without_a_name_is_taken() -> None:
    whole = zipped({"a": WORDS}).replace(b"\x01\x00\x00\x00a", b"\x00\x00\x00\x00a")
    at = whole.find(b"PK\x01\x02")
    nameless = bytearray(whole)
    nameless[at + 28 : at + 30] = b"\x00\x00"  # the length of its name in the directory
    nameless[at + 30 : at + 32] = b"\x01\x00"  # which is now an extra field
    first, *_ = come(bytes(nameless), "box.zip")
    assert first.name == "box.zip: a file without a name"


def test_names_in_utf_8_that_do_not_say_so_are_read() -> None:
    whole = zipped({"Brücke.txt": WORDS})
    for mark, at in ((b"PK\x03\x04", 7), (b"PK\x01\x02", 9)):
        place = whole.find(mark) + at
        whole = whole[:place] + bytes([whole[place] & ~0x08]) + whole[place + 1 :]
    (unit,) = come(whole, "box.zip")
    assert unit.name == "box.zip: Brücke.txt"


def test_a_source_is_read_from_where_it_stands() -> None:
    source = io.BytesIO(b"before" + zipped({"a.txt": WORDS}))
    source.seek(6)
    (unit,) = units(source, "box.zip")
    assert isinstance(unit, Unit)
    assert unit.content.decode() == WORDS


@pytest.mark.parametrize(
    ("name", "content", "key"),
    [
        ("a.html.gz", PAGE, "document"),
        ("a.jsonl.gz", f"{LINE}\n{LINE}\n", "line 1"),
        ("a.csv.gz", f"title;text\nBridge closed;{WORDS}\n", "row 2"),
        ("feed.xml.gz", RSS, "document"),
        ("a.gz", LINE, "document"),
    ],
)
def test_gzip_holds_anything(name: str, content: str, key: str) -> None:
    first, *_ = come(gzipped(content), name)
    assert isinstance(first, Unit)
    assert first.key == key
    assert first.name.startswith(name.removesuffix(".gz"))
    assert opened(first).headline == "Bridge closed"


def deflated(text: str) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return packer.compress(text.encode()) + packer.flush()


GZIPS = [
    ("two members", deflated(f"{LINE}\n") + deflated(f"{LINE}\n"), ["unit line 1", "unit line 2"]),
    ("padding behind", deflated(f"{LINE}\n{LINE}\n") + b"\x00" * 9, ["unit line 1", "unit line 2"]),
    ("cut off", deflated(WORDS)[:-20], ["refusal a.gz ends before its gzip does. Get it again; what came before is taken."]),
    ("without its end", deflated(WORDS)[:-4], ["refusal a.gz ends before its gzip does. Get it again; what came before is taken."]),
    ("damaged", deflated(WORDS)[:30] + b"\xff" * 30 + deflated(WORDS)[60:], ["refusal a.gz is damaged in its gzip. Get it again, or pack it again."]),
    ("a wrong checksum", deflated(WORDS)[:-8] + b"\x00" * 8, ["refusal a.gz is damaged in its gzip. Get it again, or pack it again."]),
    ("rubbish behind", deflated(WORDS) + b"rubbish", ["refusal a.gz goes on with something else behind its gzip. Pack it again; what came before is taken."]),
    ("only a beginning", b"\x1f\x8b", ["refusal a.gz ends before its gzip does. Get it again; what came before is taken."]),
    ("packed twice", gzipped(gzipped(WORDS)), ["refusal a.gz is packed twice with gzip. Unpack it once and add it again."]),
    ("of nothing", deflated(""), ["refusal a.gz is empty. Give a document with text in it."]),
    ("a tar", gzipped(b"x" * 257 + b"ustar" + b"x" * 300), ["refusal a.gz is a tar archive, which is not unpacked here. Unpack it, and add what it holds or a zip of it."]),
    ("a zip", gzipped(zipped({"a.txt": WORDS})), ["unit file 1: a.txt"]),
]  # fmt: skip


@pytest.mark.parametrize(("content", "wanted"), [pytest.param(*g[1:], id=g[0]) for g in GZIPS])
def test_gzip_as_it_is_found(content: bytes, wanted: list[str]) -> None:
    assert said(come(content, "a.gz")) == wanted


@pytest.mark.parametrize(
    ("start", "what"),
    [(b"BZh9", "bzip2"), (b"\xfd7zXZ\x00", "xz"), (b"\x28\xb5\x2f\xfd", "Zstandard"), (b"7z\xbc\xaf\x27\x1c", "7-Zip"), (b"Rar!\x1a\x07\x00", "RAR")],
)  # fmt: skip
def test_other_packings_are_refused_by_name(start: bytes, what: str) -> None:
    (refusal,) = come(start + b"\x00" * 50, "a.x")
    assert what in refusal.why
    assert "add what it holds" in refusal.why


@pytest.mark.parametrize("content", [b"%PDF-1.7 ...", b"\x89PNG\r\n\x1a\n0000", PAGE.encode(), RSS.encode(), WORDS.encode(), b"<a>"])  # fmt: skip
def test_a_document_is_one_unit_as_it_came(content: bytes) -> None:
    (unit,) = come(content, "a.thing", "x/y")
    assert unit == Unit(content, "a.thing", "", "x/y", "document")
