"""The secret key of an installation: made once, whole, for its owner only."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from newsroom.firstrun import KEY_FILE, private_folder, secret_key

ROOT = Path(__file__).parents[2]
MANY = 24
# Each process says it is ready, waits for the word, and makes or reads the key.
RACER = """
import sys
from pathlib import Path
from newsroom.firstrun import secret_key
print("ready", flush=True)
sys.stdin.readline()
print(secret_key(Path(sys.argv[1])))
"""


def test_the_key_is_made_once_and_read_after_that(tmp_path):
    first = secret_key(tmp_path / "var")
    assert len(first) >= 50
    assert secret_key(tmp_path / "var") == first


def test_two_installations_have_two_keys(tmp_path):
    assert secret_key(tmp_path / "one") != secret_key(tmp_path / "two")


def test_the_key_is_for_its_owner_only_whatever_the_umask(tmp_path):
    before = os.umask(0)
    try:
        secret_key(tmp_path / "var")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "var").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "var" / KEY_FILE).stat().st_mode) == 0o600


def test_many_processes_at_once_agree_on_one_whole_key(tmp_path):
    folder = tmp_path / "var"
    racers = [
        subprocess.Popen(
            [sys.executable, "-c", RACER, str(folder)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(MANY)
    ]
    for racer in racers:
        assert racer.stdout is not None
        assert racer.stdout.readline() == "ready\n"
    for racer in racers:
        assert racer.stdin is not None
        racer.stdin.write("go\n")
        racer.stdin.flush()
    keys = {racer.communicate(timeout=60)[0].strip() for racer in racers}
    assert [racer.returncode for racer in racers] == [0] * MANY
    assert len(keys) == 1
    assert len(keys.pop()) >= 50
    assert [path.name for path in folder.iterdir()] == [KEY_FILE]


def test_a_process_that_loses_the_race_reads_the_winners_key(tmp_path, monkeypatch):
    winner = "w" * 60

    def link_after_another(written, path):
        Path(path).write_text(winner + "\n")
        raise FileExistsError(path)

    monkeypatch.setattr(os, "link", link_after_another)
    assert secret_key(tmp_path) == winner
    assert [path.name for path in tmp_path.iterdir()] == [KEY_FILE]


def test_an_empty_key_file_is_refused_with_the_way_out(tmp_path):
    (tmp_path / KEY_FILE).write_text("\n")
    with pytest.raises(ImproperlyConfigured, match="delete the file"):
        secret_key(tmp_path)


def test_a_folder_that_cannot_be_made_says_so(tmp_path):
    (tmp_path / "file").write_text("here")
    with pytest.raises(ImproperlyConfigured, match="VAR_DIR"):
        private_folder(tmp_path / "file" / "var")


def test_a_key_that_cannot_be_kept_says_so(tmp_path):
    (tmp_path / KEY_FILE).mkdir()
    with pytest.raises(ImproperlyConfigured, match="SECRET_KEY"):
        secret_key(tmp_path)
