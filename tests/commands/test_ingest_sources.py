"""manage.py ingest: all that a path may name, and what the report says of it."""

import csv
import gzip
import io
import json
import os
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError
from pytest_django.fixtures import Settings

from coverage.management.sources import Source, files_in, in_words
from coverage.models import Article, Comparison, Document
from tests.documents.incoming import PAGE, RSS, warc, zipped

from .taking import ingest, outcomes, page, words

pytestmark = pytest.mark.django_db

CSV = "title,text\n" + "".join(f'Day {n},"{words(n).replace(chr(34), "")}"\n' for n in range(3))
JSONL = "".join(json.dumps({"id": n, "text": words(n)}) + "\n" for n in range(3))
FEED = RSS.replace("</channel>", f"<item><title>Two</title><description>{words(5)}</description></item></channel>")  # fmt: skip # noqa: E501


@pytest.mark.parametrize(
    ("name", "content", "added"),
    [
        ("one.txt", words(1), 1),
        ("page.html", PAGE, 1),
        ("feed.xml", FEED, 2),
        ("rows.csv", CSV, 3),
        ("lines.jsonl", JSONL, 3),
        ("lines.jsonl.gz", gzip.compress(JSONL.encode()), 3),
        ("pages.zip", zipped({"a.html": page(7), "b.csv": CSV}), 4),
        ("web.warc", warc({"content": page(1)}, {"address": "https://b.example/2"}), 2),
        ("list.json", json.dumps([{"text": words(1)}, {"text": words(2)}]), 2),
    ],
)  # fmt: skip
def test_every_kind_of_file_comes_in(tmp_path: Path, name: str, content: object, added: int) -> None:  # fmt: skip # noqa: E501
    (tmp_path / name).write_bytes(content if isinstance(content, bytes) else str(content).encode())
    said, status = ingest(str(tmp_path / name))
    assert said.endswith(f"\n{added} added\n")
    assert status == 0
    assert Article.objects.count() == added


def test_a_row_says_where_it_comes_from(tmp_path: Path) -> None:
    (tmp_path / "rows.csv").write_text(CSV)
    ingest(str(tmp_path / "rows.csv"), "--report", str(tmp_path / "report.csv"))
    with (tmp_path / "report.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["document"] for row in rows] == [f"rows.csv, row {n}" for n in (2, 3, 4)]
    assert {row["from"] for row in rows} == {str(tmp_path / "rows.csv")}
    assert {row["outcome"] for row in rows} == {"added"}
    assert [int(row["article"]) for row in rows] == list(
        Article.objects.order_by("pk").values_list("pk", flat=True)
    )


def test_the_report_in_a_folder_is_no_document_of_it(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(words(1))
    for again in ("1 added", "0 added, 1 unchanged"):
        said, _ = ingest(str(tmp_path), "--report", str(tmp_path / "report.csv"))
        assert said.endswith(f"\n{again}\n")


def test_a_report_that_cannot_be_written_is_told_before_anything_is_taken(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(words(1))
    with pytest.raises(CommandError, match=r"nowhere/r.csv: the report cannot be written"):
        ingest(str(tmp_path), "--report", str(tmp_path / "nowhere" / "r.csv"))
    assert not Article.objects.exists()


def test_a_document_is_kept_under_its_own_name_and_reported_with_its_folder(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "a.txt").write_text(words(1))
    said, _ = ingest(str(tmp_path))
    assert str(tmp_path / "deep" / "a.txt") in said
    assert Document.objects.get().name == "a.txt"


def test_what_is_refused_names_the_input_and_the_mend(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4 of a scan")
    (tmp_path / "b.csv").write_text("title,text\nOne,\n" + CSV.partition("\n")[2])
    said, status = ingest(str(tmp_path))
    assert "a.pdf is a PDF, not a text, a page or a feed. Save its text as .txt" in said
    assert "b.csv, row 2 has neither a text nor an address. Fill its column" in said
    assert said.endswith("\n3 added, 2 refused\n")
    assert status == 1


def test_what_is_no_article_is_counted_and_not_refused(tmp_path: Path) -> None:
    (tmp_path / "pages.zip").write_bytes(zipped({"a.html": PAGE, "b.png": b"\x89PNG\r\n", ".c": "x"}))  # fmt: skip # noqa: E501
    said, status = ingest(str(tmp_path / "pages.zip"))
    assert "left out" in said
    assert status == 0


def test_the_standard_input_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    class Input:
        buffer = io.BytesIO(JSONL.encode())

    monkeypatch.setattr(sys, "stdin", Input())
    said, _ = ingest("-", "--outlet", "Harbour Post")
    assert "standard input, line 2" in said
    assert {article.outlet_name for article in Article.objects.all()} == {"Harbour Post"}


def test_an_address_goes_with_one_document_only(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(words(1))
    ingest(str(tmp_path / "one.txt"), "--address", "https://post.example/one")
    assert Article.objects.get().address == "https://post.example/one"
    (tmp_path / "rows.csv").write_text(CSV)
    with pytest.raises(CommandError, match="holds several"):
        ingest(str(tmp_path / "rows.csv"), "--address", "https://post.example/one")


@pytest.mark.parametrize(
    ("form", "name", "content", "added", "refused"),
    [
        ("jsonl", "data", JSONL, 3, 0),
        ("csv", "data.txt", "text\n" + "".join(f'"{words(n)}"\n' for n in range(2)), 2, 0),
        ("html", "page.txt", f"<div><h2>Bridge shut</h2><p>{words(1)}</p></div>", 1, 0),
        ("feed", "feed", FEED, 2, 0),
        ("feed", "no feed", words(1), 0, 1),
        ("zip", "no zip", words(1), 0, 1),
        ("list", "list", "not an address\n", 0, 1),
        ("warc", "no archive", words(1), 0, 1),
        ("text", "links.txt", "https://one.example/a\n", 1, 0),
    ],
)  # fmt: skip
def test_a_format_stands_over_what_the_content_tells(
    tmp_path: Path, form: str, name: str, content: str, added: int, refused: int
) -> None:
    (tmp_path / name).write_text(content)
    said, status = ingest(str(tmp_path / name), "--format", form)
    found = list(outcomes(said))
    assert (found.count("added"), found.count("refused")) == (added, refused), said
    assert status == bool(refused)
    if form == "html":
        assert "<" not in Article.objects.get().current_version.body


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (lambda place: place.mkdir(), "the folder is empty"),
        (lambda place: None, "no file there"),
    ],
)
def test_a_path_that_names_nothing_is_an_error(tmp_path: Path, make, why: str) -> None:
    make(tmp_path / "place")
    with pytest.raises(CommandError, match=why) as error:
        ingest(str(tmp_path / "place"))
    assert str(tmp_path / "place") in str(error.value)


def test_a_file_that_is_gone_or_shut_is_refused_with_the_mend(tmp_path: Path) -> None:
    assert "its owner" in in_words(PermissionError(13, "Permission denied"))
    assert "Input/output error" in in_words(OSError(5, "Input/output error"))
    (tmp_path / "a.txt").write_text(words(1))
    (tmp_path / "b.txt").write_text(words(2))
    (tmp_path / "a.txt").chmod(0)
    said, status = ingest(str(tmp_path))
    if os.access(tmp_path / "a.txt", os.R_OK):  # root reads everything
        assert said.endswith("\n2 added\n")
    else:
        assert "a.txt may not be read by you" in said
        assert (said.endswith("\n1 added, 1 refused\n"), status) == (True, 1)


def test_a_link_to_itself_is_refused(tmp_path: Path) -> None:
    (tmp_path / "round").symlink_to(tmp_path / "round")
    said, status = ingest(str(tmp_path / "round"))
    assert "round cannot be read: Too many levels" in said
    assert status == 1


def test_a_folder_that_is_gone_is_told() -> None:
    (source,) = files_in(Path("/nowhere at all"))
    assert source.why == "the folder is gone. Give one that is there."


def test_names_of_any_bytes_and_words_of_any_kind_can_be_printed(tmp_path: Path) -> None:
    odd = os.fsdecode(os.fsencode(str(tmp_path)) + b"/a\xff\x1b[2J.txt")
    Path(odd).write_text("\x1b]0;owned\x07 " + words(1))
    said, _ = ingest(str(tmp_path))
    assert "\x1b" not in said
    assert said.endswith("\n1 added\n")
    said.encode()


def test_a_file_named_twice_is_taken_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(words(1))
    said, _ = ingest(str(tmp_path), str(tmp_path / "a.txt"), str(tmp_path / "*.txt"))
    assert said.endswith("\n1 added\n")
    assert list(outcomes(said)) == ["added"]


def test_a_larger_document_than_the_limit_says_which_setting_raises_it(
    tmp_path: Path, settings: Settings
) -> None:
    settings.UPLOAD_LIMIT_MB = 1
    (tmp_path / "a.txt").write_text(words(1) * 6000)
    said, status = ingest(str(tmp_path))
    assert "has more than 1 MB, the limit of a document. Split it, or raise UPLOAD_LIMIT_MB" in said
    assert status == 1


def test_stories_that_a_killed_run_left_are_compared_by_the_next(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(words(1))
    ingest(str(tmp_path))
    Comparison.objects.all().delete()
    said, _ = ingest(str(tmp_path))
    assert said.endswith("\n0 added, 1 unchanged\n")
    assert Comparison.objects.count() == 1


def test_many_documents_are_compared_in_batches(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coverage.management.runs.MOST_COMPARED", 2)
    made: list[int] = []
    from coverage.desk import taking

    monkeypatch.setattr(taking, "compare_again", lambda due: made.append(len(due)))
    (tmp_path / "lines.jsonl").write_text(JSONL)
    ingest(str(tmp_path))
    assert made == [2, 1]


def test_a_source_weighs_what_its_file_does(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("12345")
    assert Source(tmp_path / "a.txt").size == 5
    assert Source(tmp_path / "b.txt").size == Source().size == 0
