"""`manage.py group`: lines in, stories out."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

FIRE = {
    "id": "a",
    "outlet": "Norley Post",
    "date": "2024-05-02",
    "title": "Engine-room fire stops the ferry Aurora off Norley",
    "text": "The ferry Aurora lost power off Norley on Thursday after a fire in its engine room. "
    "All 212 passengers were taken off by lifeboats, the coastguard said.",
}
FIRE_AGAIN = {
    "id": 7,
    "outlet": "",
    "date": "",
    "title": "",
    "text": "Lifeboats took 212 passengers off the ferry Aurora after an engine-room fire near "
    "Norley, the coastguard said on Thursday. Nobody was hurt.",
}
BUDGET = {
    "id": "b",
    "outlet": "Hill Courier",
    "date": "2024-05-02",
    "title": "Council raises parking charges to fund two libraries",
    "text": "Parking in Hillford will cost 40 cents more an hour from July, councillors decided, "
    "so that the Elm Street and Mill Lane libraries can stay open.",
}


def run(tmp_path: Path, lines: Sequence[object], *options: str) -> list[dict[str, Any]]:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    written = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    source.write_text("\n".join(written) + "\n", encoding="utf-8")
    call_command("group", str(source), "-o", str(target), *options)
    return [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("options", [(), ("--batch",)])
def test_articles_of_one_event_share_a_cluster(tmp_path: Path, options: tuple[str, ...]) -> None:
    rows = run(tmp_path, [FIRE, BUDGET, FIRE_AGAIN], *options)
    assert [row["id"] for row in rows] == ["a", "b", 7]
    assert [row["cluster"] for row in rows] == ["a", "b", "a"]


def test_a_merge_says_why_it_was_made(tmp_path: Path) -> None:
    first, joined = run(tmp_path, [FIRE, FIRE_AGAIN])
    assert first["reasons"] == []
    assert any("Aurora" in reason for reason in joined["reasons"])


def test_a_bad_line_is_told_by_number_and_passed_over(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "out.jsonl"
    lines = [FIRE, "{not json", {**BUDGET, "date": "31/02/2022"}, {"id": "empty"}, FIRE_AGAIN]
    with pytest.raises(SystemExit) as stopped:
        run(tmp_path, lines)
    assert stopped.value.code == 1
    told = capsys.readouterr().err
    assert "line 2: not JSON" in told
    assert "line 3: 'date' is not a date: 31/02/2022" in told
    assert "line 4: neither 'title' nor 'text' holds a word" in told
    kept = [json.loads(line)["id"] for line in target.read_text(encoding="utf-8").splitlines()]
    assert kept == ["a", 7]


def test_an_empty_input_gives_an_empty_output(tmp_path: Path) -> None:
    assert run(tmp_path, [""]) == []


def test_a_file_that_is_not_there_is_named() -> None:
    with pytest.raises(CommandError, match=r"nowhere\.jsonl"):
        call_command("group", "nowhere.jsonl")
