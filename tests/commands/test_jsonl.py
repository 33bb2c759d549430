"""JSON lines: bad lines told by number, a bar only on a terminal, constant memory."""

import io
import json

import pytest

from coverage.management.jsonl import (
    BadLine,
    LineErrors,
    Progress,
    json_kind,
    opened,
    parse_row,
    read_rows,
    stream,
    text_field,
    write_row,
)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (b"{", "not JSON: Expecting property name enclosed in double quotes at character 1"),
        (b"[1]", "a JSON object is expected, this is a list"),
        (b"3", "a JSON object is expected, this is a number"),
        (b"null", "a JSON object is expected, this is null"),
        (b'{"text": "a"}', "'id' is missing"),
        (b'{"id": "\xff"}', "not UTF-8 at byte 8"),
        (b"[" * 100_000, "not JSON that can be read: nested too deeply"),
    ],
)
def test_a_bad_line_says_what_is_wrong(line, message):
    with pytest.raises(BadLine) as told:
        parse_row(line, wanted=["id"])
    assert str(told.value) == message


def test_bad_lines_are_told_by_number_and_passed_over():
    told = io.StringIO()
    errors = LineErrors(told)
    lines = [b'\xef\xbb\xbf{"id": 1}\n', b"\n", b"oops\n", b'{"id": 2}']
    rows = list(read_rows(lines, errors, wanted=["id"]))
    assert rows == [(1, {"id": 1}), (4, {"id": 2})]
    assert errors.count == 1
    assert told.getvalue().startswith("line 3: not JSON")


def test_lines_are_read_one_at_a_time():
    taken = []

    def lines():
        for number in range(3):
            taken.append(number)
            yield json.dumps({"id": number}).encode()

    rows = read_rows(lines(), LineErrors(io.StringIO()))
    next(rows)
    assert taken == [0]


def test_a_bar_is_drawn_on_a_terminal_only():
    screen, pipe = Terminal(), io.StringIO()
    for stream_ in (screen, pipe):
        progress = Progress(100, stream_)
        progress.step(50)
        progress.step(100)
        progress.end()
    assert "50 %" in screen.getvalue()
    assert "2 lines" in screen.getvalue()
    assert pipe.getvalue() == ""


def test_without_a_known_size_only_lines_are_counted():
    screen = Terminal()
    progress = Progress(0, screen)
    for _ in range(50):
        progress.step(1)
    assert "50 lines" in screen.getvalue()
    assert "%" not in screen.getvalue()


def test_a_stream_answers_good_lines_and_counts_bad_ones(tmp_path):
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text('{"id": 1}\n{"no": 2}\n{"id": 3}\n{"id": 4}\n', encoding="utf-8")

    def answer(row):
        if row["id"] == 3:
            raise ValueError("three is not read")
        return {"id": row["id"]}

    told = io.StringIO()
    assert stream(str(source), str(target), answer, wanted=["id"], stderr=told) == 2
    assert target.read_text(encoding="utf-8") == '{"id":1}\n{"id":4}\n'
    assert told.getvalue() == "line 2: 'id' is missing\nline 3: three is not read\n"


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(FileNotFoundError) as told, opened(str(tmp_path / "no.jsonl"), "-"):
        pass
    assert told.value.filename.endswith("no.jsonl")


def test_a_lone_surrogate_leaves_as_a_replacement_character(tmp_path):
    target = tmp_path / "out.jsonl"
    with target.open("w", encoding="utf-8") as out:
        write_row(out, {"id": "a\ud800b"})
    assert json.loads(target.read_text(encoding="utf-8"))["id"] in ("a\ufffdb", "a?b")


@pytest.mark.parametrize(
    ("value", "kind"),
    [(None, "null"), (True, "true or false"), (1, "a number"), (1.5, "a number"), ("", "text"),
     ([], "a list"), ({}, "an object"), (b"", "something else")],
)  # fmt: skip
def test_values_are_called_as_json_calls_them(value, kind):
    assert json_kind(value) == kind


def test_a_field_of_another_kind_is_refused():
    assert text_field({"text": None}, "text") == ""
    with pytest.raises(BadLine, match="'text' is a number, text is expected"):
        text_field({"text": 3}, "text")
