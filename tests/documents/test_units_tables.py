"""Tables of articles: delimiters, encodings, quotes, columns, and rows that are none."""

# ruff: noqa: E501 - patterns and tables of cases read better on one line

from __future__ import annotations

import csv
import io
from datetime import datetime, timedelta, timezone

import pytest

from coverage.documents.coming import Limits
from coverage.documents.units import Link, Refusal, Unit

from .incoming import PAGE, WORDS, come, gzipped, opened, said, zipped

MEDIA_CLOUD = (
    "stories_id,id,publish_date,title,url,language,ap_syndicated,media_name,media_url,media_id,text"
)
NEITHER = "has neither a text nor an address. Fill its column text, html or url."

TABLES = [
    ("commas", f"title,text\nBridge,\"{WORDS}\"\n", ["unit row 2"]),
    ("semicolons", f"title;text\nBridge;{WORDS}\n", ["unit row 2"]),
    ("tabs", f"title\ttext\nBridge\t{WORDS}\n", ["unit row 2"]),
    ("bars", f"title|text\nBridge|{WORDS}\n", ["unit row 2"]),
    ("carets", f"title^text\nBridge^{WORDS}\n", ["unit row 2"]),
    ("unit separators", f"title\x1ftext\nBridge\x1f{WORDS}\n", ["unit row 2"]),
    ("Excel's first line", f"sep=;\ntitle;text\nBridge;{WORDS}\n", ["unit row 2"]),
    ("an index without a name", f",title,text\n0,Bridge,\"{WORDS}\"\n", ["unit row 2"]),
    ("names in capitals and blanks", f"Article Title,Full Text\nBridge,\"{WORDS}\"\n", ["unit row 2"]),
    ("a quoted header", f'"title","text"\n"Bridge","{WORDS}"\n', ["unit row 2"]),
    ("lines that end as on old Macs", f"title;text\rBridge;{WORDS}\rFerry;{WORDS}\r", ["unit row 2", "unit row 3"]),
    ("lines in a cell", 'title,text\nBridge,"One.\n\nTwo, ""three"".\n"\nFerry,"Four and five."\n', ["unit row 2", "unit row 3"]),
    ("no last line end", f"title;text\nBridge;{WORDS}", ["unit row 2"]),
    ("empty rows are passed over", f"title;text\n;\n\nBridge;{WORDS}\n", ["unit row 4"]),
    ("fewer cells", f"title;text;author\nBridge;{WORDS}\n", ["unit row 2"]),
    ("empty cells too many", f"title;text\nBridge;{WORDS};;\n", ["unit row 2"]),
    ("cells too many", f"title,text\nBridge,{WORDS}\nFerry,Short one.\n", [f"refusal box, row 2 has {WORDS.count(',') + 2} cells under 2 columns. Put its text in quotes, and double the quotes inside.", "unit row 3"]),
    ("an address alone", "title;url\nBridge;https://a.example/x\n", ["link https://a.example/x"]),
    ("neither", f"title;text;url\nBridge;;\nFerry;{WORDS};\n", [f"refusal box, row 2 {NEITHER}", "unit row 3"]),
    ("what programs write for nothing", f"title;text;url\nBridge;nan;NULL\nFerry;{WORDS};\n", [f"refusal box, row 2 {NEITHER}", "unit row 3"]),
    ("Media Cloud", f"{MEDIA_CLOUD}\n1,a1,2023-05-04,Bridge,https://a.example/x,en,False,Courier,https://a.example,9,\n", ["link https://a.example/x"]),
    ("an unclosed quote", 'title,text\nBridge,"One.\nFerry,Two.\nTug,Three.\n', ["unit row 2"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), [pytest.param(*t[1:], id=t[0]) for t in TABLES])
def test_a_table_brings_a_unit_or_a_link_for_each_row(text: str, wanted: list[str]) -> None:
    assert said(come(text.encode())) == wanted
    assert said(come(text.encode(), "a.csv")) == [one.replace("box,", "a.csv,") for one in wanted]


TEXTS = [
    "Text, title and url were on the sign.\n\nNobody read them, said the mayor.\n",
    "Bridge closed, says council\n\nThe bridge is closed, and so is the road.\n",
    "title\n\nThe bridge is closed.\n",
    "url;text\n",
]


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_with_commas_stays_a_text(text: str) -> None:
    assert said(come(text.encode())) == ["unit document"]


@pytest.mark.parametrize("name", ["a.csv", "a.txt", "a"])
@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252", "cp1251", "gb18030"],
)
def test_a_table_is_read_in_its_encoding(encoding: str, name: str) -> None:
    texts = {
        "cp1251": "Мост через залив закрыли в четверг, сообщил городской совет. Паромы ходят чаще.",
        "gb18030": "港口的旧桥于星期四关闭，因为在大梁上发现了裂缝。市政府说渡轮将每十分钟开一班。",
    }
    body = texts.get(
        encoding, "Die Brücke über den Hafen wurde gesperrt, weil ein Riss größer wurde."
    )
    rows = "".join(f"Riss;{body}\r\n" for _ in range(30))
    coming = come(f"title;text\r\n{rows}".encode(encoding), name)
    assert len(coming) == 30
    assert {opened(one).body for one in coming} == {f"Riss\n\n{body}"}


def test_one_row_in_another_encoding_does_not_spoil_the_rest() -> None:
    good = f"Bridge;{WORDS} Größe.\n".encode()
    odd = f"Bridge;{WORDS} Größe.\n".encode("cp1252")
    coming = come(b"title;text\n" + good + odd + good)
    assert [opened(one).body[-6:] for one in coming] == ["Größe."] * 3


def test_a_unit_is_the_header_and_the_row_as_they_came() -> None:
    row = f'1;"Bridge "" closed"; {WORDS}\r\n'
    (unit,) = come(f"\ufeffid;title;text\r\n{row}".encode(), "a.csv")
    assert isinstance(unit, Unit)
    assert unit.content.decode() == f"id;title;text\r\n{row}"
    assert unit.content_type == "text/csv; charset=utf-8; header=present"
    assert opened(unit).headline == 'Bridge " closed'


def test_media_cloud_s_columns_are_known() -> None:
    text = f'{MEDIA_CLOUD}\n17,17,2023-05-04 08:09:10+02:00,Bridge closed,https://a.example/x?utm_source=a,en,False,Harbour Courier,https://a.example,9,"{WORDS}"\n'
    (unit,) = come(text.encode(), "stories.csv")
    article = opened(unit)
    assert (article.headline, article.outlet, article.language) == (
        "Bridge closed",
        "Harbour Courier",
        "en",
    )
    assert (article.address, article.published) == (
        "https://a.example/x",
        datetime(2023, 5, 4, 8, 9, 10, tzinfo=timezone(timedelta(hours=2))),
    )
    assert article.outlet_why == "its row's column media_name"


def test_of_two_columns_of_one_name_the_first_filled_counts() -> None:
    table = f'title,text,title,text\n,"{WORDS}",Second,Other\nFirst,,Second,"{WORDS}"\n'
    assert [opened(one).headline for one in come(table.encode())] == ["Second", "First"]


def test_a_link_carries_its_row_under_its_header() -> None:
    (link,) = come(b"title;url\nTug and tow;https://a.example/x\n", "a.csv")
    assert isinstance(link, Link)
    assert (link.name, link.given) == (
        "Tug and tow",
        b"title;url\nTug and tow;https://a.example/x\n",
    )


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("a;b\n1;2\n", "a.csv is a table without a column called text, html or url (it has: a, b). Name one."),
        ("title;text\n", "a.csv holds no page, text, feed or address. Give one that does."),
        ("\n \n", "a.csv is empty. Give a document with text in it."),
        ("", "a.csv is empty. Give a document with text in it."),
    ],
)  # fmt: skip
def test_a_table_without_articles_says_what_it_lacks(text: str, why: str) -> None:
    assert said(come(text.encode(), "a.csv")) == [f"refusal {why}"]


def test_content_stands_over_the_name() -> None:
    assert said(come(PAGE.encode(), "a.csv")) == ["unit document"]
    assert said(come(b"https://a.example/x\nhttps://a.example/y\n", "a.csv")) == [
        "link https://a.example/x",
        "link https://a.example/y",
    ]
    assert said(come(f"title;text\nBridge;{WORDS}\n".encode(), "a.html")) == ["unit row 2"]


def test_a_row_over_the_limit_is_refused_and_the_lines_behind_its_quote_are_read() -> None:
    rows = "".join(f"Ferry;{WORDS}\n" for _ in range(20))
    coming = come(f'title;text\nBridge;"open {rows}'.encode(), "a.csv", limits=Limits(row=1000))
    assert (
        coming[0].why
        == "a.csv, row 2 does not end within 1,000 bytes: close its quote, or split it."
    )
    assert [type(one) for one in coming[1:]] == [Unit] * 19


def test_one_line_over_the_limit_is_refused_alone() -> None:
    table = f"title;text\nBridge;{WORDS * 30}\nFerry;{WORDS}\n"
    coming = come(table.encode(), "a.csv", limits=Limits(row=1000))
    assert [type(one) for one in coming] == [Refusal, Unit]
    assert opened(coming[1]).headline == "Ferry"


def test_rows_behind_a_stray_quote_are_found_again() -> None:
    rows = "".join(f'Ferry {number},"{WORDS}"\n' for number in range(30))
    coming = come(f'title,text\nBridge,"stray\n{rows}'.encode(), "a.csv")
    assert sum(isinstance(one, Unit) for one in coming) == 30
    assert sum(isinstance(one, Refusal) for one in coming) == 1


def test_a_cell_longer_than_python_s_own_limit_is_read() -> None:
    long = (WORDS + "\n") * 2000
    box = io.StringIO(newline="")
    csv.writer(box).writerows([["title", "text"], ["Bridge", long]])
    (unit,) = come(box.getvalue().encode())
    assert opened(unit).body == f"Bridge\n\n{long}"


def test_tables_come_out_of_archives() -> None:
    table = f"title;text\nBridge;{WORDS}\n"
    packed = zipped(
        {"a/b.csv": table, "c.csv.gz": gzipped(table), "d.tsv": table.replace(";", "\t")}
    )
    assert said(come(packed, "box.zip")) == [
        "unit file 1: a/b.csv, row 2",
        "unit file 2: c.csv.gz, row 2",
        "unit file 3: d.tsv, row 2",
    ]
