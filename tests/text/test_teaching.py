"""docs/reading_quotes.md says how to teach the reader a word; each line of its table is tried."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
GUIDE = ROOT / "docs" / "reading_quotes.md"
_ROW = re.compile(
    r"^\| [^|]+ \| (?P<files>`\w+\.txt`(?: and `\w+\.txt`)*) \| `(?P<line>[^`]+)` \|"
    r" (?P<text>[^|]+) \| (?P<what>\w+): (?P<before>[^|→]+) → (?P<after>[^|]+) \|$",
    re.MULTILINE,
)
LESSONS = [match.groupdict() for match in _ROW.finditer(GUIDE.read_text(encoding="utf-8"))]
_READ = """
import json, sys
from coverage.documents.opening import open_text
from coverage.text.quotes.quotes import read_quotes
opened = open_text(sys.argv[1])
read = read_quotes(opened.body, opened.passages, opened.posts, "en", indirect=True)
marked = [quote for quote in read.quotes if quote.kind != "indirect"][-1:]
speaker = marked[0].speaker if marked else None
print(json.dumps({
    "speaker": speaker.span.text if speaker else "nobody",
    "name": speaker.name if speaker else "nobody",
    "cue": marked[0].cue.text if marked and marked[0].cue else "none",
    "via": marked[0].via.text if marked and marked[0].via else "none",
    "report": next((q.span.text for q in read.quotes if q.kind == "indirect"), "none"),
}))
"""


def files_of(lesson: dict[str, str]) -> list[str]:
    return re.findall(r"\w+\.txt", lesson["files"])


def reading_of(text: str, home: Path) -> dict[str, str]:
    """The text as read by the reader that stands in `home`."""
    done = subprocess.run(
        [sys.executable, "-c", _READ, text], cwd=home, capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson["line"])
def test_a_line_added_to_a_lexicon_does_what_the_guide_says(lesson, tmp_path):
    for room in ("text", "documents"):
        shutil.copytree(ROOT / "coverage" / room, tmp_path / "coverage" / room)
    shutil.copy(ROOT / "coverage" / "__init__.py", tmp_path / "coverage")
    before = reading_of(lesson["text"], tmp_path)
    for name in files_of(lesson):
        with (tmp_path / "coverage/text/lexicon" / name).open("a", encoding="utf-8") as words:
            words.write(lesson["line"] + "\n")
    after = reading_of(lesson["text"], tmp_path)
    what = lesson["what"]
    assert (before[what], after[what]) == (lesson["before"].strip(), lesson["after"].strip())


def test_the_guide_teaches_a_verb_a_title_a_role_and_a_platform():
    files = {name for lesson in LESSONS for name in files_of(lesson)}
    assert files >= {"cues.txt", "cues_reporting.txt", "titles.txt", "roles.txt", "platforms.txt"}
