"""`manage.py read`: JSON lines in, JSON lines out, nothing stored."""

import io
import json
import sys

import pytest
from django.core.management import CommandError, call_command

TEXT = (
    "Orle ferry stays in port\n\n“We stay here,” said Ada Holm, who runs the yard.\r\n"
    "More than 40 people waited on the quay on Monday.\n"
)
HTML = (
    "<html><head><title>Orle ferry stays in port</title></head><body><article>"
    "<h1>Orle ferry stays in port</h1><p>The ferry from Orle stayed in port on Monday because of "
    "the wind, and forty people waited for hours on the quay.</p>"
    "<p>“We stay here,” said Ada Holm, who runs the yard.</p></article></body></html>"
)


def _read(tmp_path, lines: list[str]) -> list[dict]:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text("\n".join(lines), encoding="utf-8")
    try:
        call_command("read", str(source), output=str(target))
    finally:
        rows = [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]
    return rows


def test_a_text_gives_everything_that_is_read(tmp_path):
    (row,) = _read(tmp_path, [json.dumps({"id": "a", "text": TEXT, "other": 1})])
    assert list(row) == [
        "id", "title", "title_derived", "authors", "published", "outlet", "language", "text",
        "paragraphs", "quotes", "posts", "claims", "quantities",
    ]  # fmt: skip
    assert row["text"] == TEXT.replace("\r\n", "\n")
    (quote,) = row["quotes"]
    assert set(quote) == {"start", "end", "text", "kind", "speaker", "cue", "via", "confidence"}
    assert quote["text"] == "We stay here,"
    assert quote["kind"] == "direct"
    assert quote["speaker"]["name"] == "Ada Holm"
    assert quote["cue"]["text"] == "said"
    assert quote["via"] is None
    assert any(quantity["low"] == 40 for quantity in row["quantities"])


def test_offsets_are_code_points_of_the_text_given_back(tmp_path):
    (row,) = _read(tmp_path, [json.dumps({"id": 1, "text": "🇺🇦 \ud800\x00 " + TEXT})])
    body = row["text"]
    assert "\ufffd\ufffd" in body
    spans = row["quotes"] + row["claims"] + row["quantities"]
    spans += [quote["speaker"] for quote in row["quotes"]]
    assert spans
    for span in spans:
        assert body[span["start"] : span["end"]] == span["text"]


def test_a_page_gives_everything_that_is_read(tmp_path):
    line = json.dumps({"id": "p", "html": HTML, "url": "http://orle.example/ferry"})
    (row,) = _read(tmp_path, [line])
    assert row["title"] == "Orle ferry stays in port"
    assert [quote["speaker"]["name"] for quote in row["quotes"]] == ["Ada Holm"]


@pytest.mark.parametrize("text", ["", " \n\t", "...", "—\r\n—", None])
def test_a_text_without_words_holds_nothing_and_is_no_bad_line(tmp_path, text):
    (row,) = _read(tmp_path, [json.dumps({"id": 7, "text": text})])
    assert row["id"] == 7
    assert row["text"] == (text or "").replace("\r\n", "\n")
    found = ("authors", "paragraphs", "quotes", "posts", "claims", "quantities")
    assert all(row[key] == [] for key in found)
    assert (row["title"], row["published"], row["outlet"], row["language"]) == ("", None, None, "")


def test_a_bad_line_is_told_skipped_and_ends_in_1(tmp_path, capsys):
    lines = ["oops", json.dumps({"id": 1}), json.dumps({"id": 2, "text": "Rain."})]
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(SystemExit) as ended:
        call_command("read", str(source), output=str(target))
    assert ended.value.code == 1
    told = capsys.readouterr().err
    assert "line 1: not JSON" in told
    assert "line 2: neither 'text' nor 'html' is given" in told
    assert json.loads(target.read_text(encoding="utf-8"))["id"] == 2


def test_a_dash_reads_from_a_pipe_and_writes_to_one(monkeypatch, capsys):
    class Pipe:
        buffer = io.BytesIO(json.dumps({"id": 1, "text": "Rain."}).encode() + b"\n")

    monkeypatch.setattr(sys, "stdin", Pipe())
    call_command("read", "-")
    assert json.loads(capsys.readouterr().out)["text"] == "Rain."


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(CommandError, match=r"no\.jsonl: No such file"):
        call_command("read", str(tmp_path / "no.jsonl"))
