"""`manage.py collate`: JSON lines in, rows, quotations, figures and posts out, nothing stored."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any, get_args

import pytest
from django.core.management import call_command

from coverage.management.pipes.collate import DIFFERENCE
from coverage.text.collation.collated import Change
from tests.text.telling_stories import FERRY_COURIER, FERRY_GAZETTE, FERRY_STANDARD


def story(name: str = "ferry", **more: Any) -> dict[str, Any]:
    texts = {"gazette": FERRY_GAZETTE, "courier": FERRY_COURIER, "standard": FERRY_STANDARD}
    articles = [
        {"id": key, "outlet": key.title(), "date": "2031-05-14", "title": "", "text": text}
        for key, text in texts.items()
    ]
    return {"story": name, "articles": articles, **more}


def collated(tmp_path: Path, *lines: str) -> list[dict[str, Any]]:
    source, target = tmp_path / "stories.jsonl", tmp_path / "collated.jsonl"
    source.write_text("\n".join(lines) + "\n", encoding="utf-8")
    try:
        call_command("collate", str(source), "-o", str(target))
    finally:
        answers = [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]
    return answers


def test_a_story_gives_rows_quotations_figures_and_posts(tmp_path: Path) -> None:
    (answer,) = collated(tmp_path, json.dumps(story()))
    assert list(answer) == ["story", "rows", "quotations", "figures", "posts"]
    assert answer["story"] == "ferry"
    assert {row["relation"] for row in answer["rows"]} == {"shared", "differs", "only"}
    assert all(set(row) == {"cells", "label", "relation"} for row in answer["rows"])


def test_every_letter_of_every_text_is_in_one_row(tmp_path: Path) -> None:
    (answer,) = collated(tmp_path, json.dumps(story()))
    for article in story()["articles"]:
        placed = [
            at
            for row in answer["rows"]
            for span in row["cells"].get(article["id"], [])
            for at in range(span["start"], span["end"])
        ]
        assert len(placed) == len(set(placed))
        letters = {at for at, letter in enumerate(article["text"]) if letter.isalnum()}
        assert letters <= set(placed)


def test_a_quotation_names_its_members_and_its_differences(tmp_path: Path) -> None:
    (answer,) = collated(tmp_path, json.dumps(story()))
    texts = {article["id"]: article["text"] for article in story()["articles"]}
    (quotation,) = answer["quotations"]
    words = [texts[m["article"]][m["start"] : m["end"]] for m in quotation["members"]]
    assert len(words) == 4
    assert all("captain" in w or "keel" in w for w in words)
    assert {"cut", "split", "speaker"} == set(quotation["differences"])


def test_speech_that_is_only_reported_is_no_quotation(tmp_path: Path) -> None:
    told = "Orle, Monday\n\nThe mayor, Ada Voss, said that the crane had stood still for a week."
    articles = [
        {"id": key, "outlet": key, "date": "2031-05-14", "title": "", "text": told}
        for key in ("gull", "quay")
    ]
    (answer,) = collated(tmp_path, json.dumps({"story": "crane", "articles": articles}))
    assert answer["quotations"] == []


def test_a_figure_has_members_and_a_relation(tmp_path: Path) -> None:
    (answer,) = collated(tmp_path, json.dumps(story()))
    texts = {article["id"]: article["text"] for article in story()["articles"]}
    told = {
        frozenset(texts[m["article"]][m["start"] : m["end"]] for m in figure["members"]): figure[
            "relation"
        ]
        for figure in answer["figures"]
    }
    assert told[frozenset({"$41,250", "$41,750"})] == "conflict"


def test_a_text_with_carriage_returns_is_answered_in_offsets_of_its_body(tmp_path: Path) -> None:
    article = {"id": "a", "date": "", "text": "One line.\r\nAnother line."}
    (answer,) = collated(tmp_path, json.dumps({"story": "s", "articles": [article]}))
    spans = [span for row in answer["rows"] for span in row["cells"]["a"]]
    assert max(span["end"] for span in spans) == len("One line.\nAnother line.")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "line 2: not JSON"),
        ('{"story": "x"}', "line 2: 'articles' is missing"),
        ('{"story": "x", "articles": 3}', "line 2: 'articles' is not a list of objects"),
        ('{"story": "x", "articles": [{"text": "A."}]}', "line 2: an article has no 'id'"),
        (
            '{"story": "x", "articles": [{"id": 1, "text": "A."}, {"id": 1, "text": "B."}]}',
            "line 2: two articles of the story have the same 'id'",
        ),
        (
            '{"story": "x", "articles": [{"id": 1, "text": "A.", "date": "31/02/2022"}]}',
            "line 2: 'date' is not a date: 31/02/2022",
        ),
    ],
)
def test_a_bad_line_is_told_by_number_and_the_others_are_answered(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], line: str, message: str
) -> None:
    source, target = tmp_path / "stories.jsonl", tmp_path / "collated.jsonl"
    source.write_text("\n".join([json.dumps(story()), line, json.dumps(story("again"))]))
    with pytest.raises(SystemExit) as ended:
        call_command("collate", str(source), "-o", str(target))
    assert ended.value.code == 1
    assert message in capsys.readouterr().err
    answers = [json.loads(one)["story"] for one in target.read_text().splitlines()]
    assert answers == ["ferry", "again"]


def test_a_story_can_come_through_a_pipe(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    source = tmp_path / "stories.jsonl"
    source.write_text(json.dumps(story()))
    out = StringIO()
    monkeypatch.setattr("sys.stdout", out)
    with source.open(encoding="utf-8") as lines:
        monkeypatch.setattr("sys.stdin", lines)
        call_command("collate", "-", "-o", "-")
    assert json.loads(out.getvalue())["story"] == "ferry"


def test_every_kind_of_change_has_a_name_in_the_output() -> None:
    assert set(DIFFERENCE) == set(get_args(Change))
