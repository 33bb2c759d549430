"""A followed folder with folders in it: what is new, changed, moved in and taken away."""

import os
import shutil
import time
from pathlib import Path

import pytest

from coverage.management.watching import Watch

LONG_AGO = time.time() - 3600


def put(path: Path, text: str = "The mill was opened.", moment: float = LONG_AGO) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    os.utime(path, (moment, moment))
    return path


@pytest.fixture
def watch(tmp_path: Path) -> Watch:
    return Watch([tmp_path], still=0.0)


def ready(watch: Watch) -> list[str]:
    """What is to be taken in now, as seen from the folder."""
    folder = watch.folders[0]
    return [str(source.path.relative_to(folder)) for source in watch.ready() if source.path]


def test_folders_in_a_folder_are_followed_however_deep(watch, tmp_path):
    for place in ("a.txt", "one/b.txt", "one/two/three/c.txt", "z/a.txt"):
        put(tmp_path / place)
    assert ready(watch) == ["a.txt", "one/b.txt", "one/two/three/c.txt", "z/a.txt"]
    assert ready(watch) == []
    put(tmp_path / "one/two/new.txt")
    put(tmp_path / "later/d.txt")
    assert ready(watch) == ["later/d.txt", "one/two/new.txt"]


def test_a_changed_file_in_an_inner_folder_is_given_again(watch, tmp_path):
    inner = put(tmp_path / "one/a.txt")
    assert ready(watch) == ["one/a.txt"]
    put(inner, "The mill was closed again.", LONG_AGO + 60)
    assert ready(watch) == ["one/a.txt"]


def test_a_folder_moved_in_is_taken_and_one_moved_on_is_forgotten(watch, tmp_path):
    put(tmp_path / "one/a.txt")
    ready(watch)
    outside = tmp_path.parent / "outside"
    shutil.move(tmp_path / "one", outside)
    assert ready(watch) == []
    shutil.move(outside, tmp_path / "two")
    assert ready(watch) == ["two/a.txt"], "the same file in another place is looked at again"


def test_hidden_folders_unfinished_files_and_circles_are_left_alone(watch, tmp_path):
    for place in (
        ".git/a.txt",
        "one/.hidden",
        "one/film.crdownload",
        "one/b.txt.part",
        "one/c.txt",
    ):
        put(tmp_path / place)
    (tmp_path / "one/round").symlink_to(tmp_path)
    assert ready(watch) == ["one/c.txt"]


def test_a_file_in_an_inner_folder_that_is_still_written_waits(tmp_path):
    watch = Watch([tmp_path], still=30.0)
    put(tmp_path / "one/a.txt", moment=time.time())
    put(tmp_path / "one/b.txt")
    assert ready(watch) == ["one/b.txt"]
