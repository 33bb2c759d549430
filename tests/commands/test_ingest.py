"""manage.py ingest, seed, regroup, reread and doctor, as a person at a terminal sees them."""

import io
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from pytest_django.fixtures import Settings

from coverage.models import Article, ArticleVersion, Comparison, Document, Quote, Story
from tests.desk.coverage_of_a_fire import ELSEWHERE, GULL, LANTERN, QUAY

pytestmark = pytest.mark.django_db


def say(command: str, *arguments: str, **options: object) -> str:
    """What the command prints."""
    out = io.StringIO()
    call_command(command, *arguments, stdout=out, **options)
    return out.getvalue()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, content in (("a.txt", GULL), ("b.txt", QUAY), ("deep/c.txt", LANTERN)):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)
    (tmp_path / ".hidden").write_bytes(ELSEWHERE)
    return tmp_path


def test_a_folder_is_taken_in_whole_and_reported(folder: Path) -> None:
    said = say("ingest", str(folder))
    assert said.endswith("\n3 added\n")
    assert Story.objects.get(article_count=3).comparisons.count() == 1


def test_a_second_run_adds_nothing(folder: Path) -> None:
    say("ingest", str(folder))
    assert "0 added, 3 unchanged" in say("ingest", str(folder))
    assert Article.objects.count() == 3


def test_a_glob_and_an_outlet_are_taken(folder: Path) -> None:
    say("ingest", str(folder / "*.txt"), outlet="Harbour Post")
    assert {a.outlet_name for a in Article.objects.all()} == {"Harbour Post"}
    assert Article.objects.count() == 2


def test_a_refused_document_is_told_and_the_others_go_on(folder: Path) -> None:
    (folder / "a.txt").write_bytes(b"\x00\x01\x02" * 99)
    out = io.StringIO()
    with pytest.raises(SystemExit):
        call_command("ingest", str(folder), stdout=out)
    assert "a.txt" in out.getvalue()
    assert "2 added, 1 refused" in out.getvalue()


def test_a_document_over_the_limit_is_refused_with_the_mend(
    folder: Path, settings: Settings
) -> None:
    settings.UPLOAD_LIMIT_MB = 0
    out = io.StringIO()
    with pytest.raises(SystemExit):
        call_command("ingest", str(folder / "a.txt"), stdout=out)
    assert "UPLOAD_LIMIT_MB" in out.getvalue()


@pytest.mark.parametrize("path", ["nowhere.txt", "no*.txt"])
def test_a_path_without_files_is_an_error_that_names_it(path: str, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="no file there"):
        say("ingest", str(tmp_path / path))


def test_an_address_goes_with_one_file_only(folder: Path) -> None:
    with pytest.raises(CommandError, match="goes with one file"):
        say("ingest", str(folder), address="https://gull.example/a")


@pytest.fixture
def installation(tmp_path: Path, settings: Settings) -> Path:
    settings.VAR_DIR = tmp_path
    return tmp_path


def test_the_samples_load_once_and_make_an_editor_of_this_installation(installation: Path) -> None:
    said = say("seed")
    password = (installation / "first-login.txt").read_text().split()[1]
    assert password in said
    assert (installation / "first-login.txt").stat().st_mode & 0o777 == 0o600
    editor = get_user_model().objects.get()
    assert editor.check_password(password)
    assert editor.has_perm("coverage.change_article")
    counts = [m.objects.count() for m in (Document, Article, ArticleVersion, Quote, Story)]
    again = say("seed")
    assert "0 articles added" in again
    assert password not in again
    assert [m.objects.count() for m in (Document, Article, ArticleVersion, Quote, Story)] == counts
    assert all(story.is_sample for story in Story.objects.all())


def test_no_sample_editor_is_made_where_other_computers_can_come(
    installation: Path, settings: Settings
) -> None:
    settings.BIND = "0.0.0.0"
    assert "No sample editor" in say("seed")
    assert not get_user_model().objects.exists()


def test_regroup_says_what_it_moved(folder: Path) -> None:
    say("ingest", str(folder))
    assert "3 articles looked at, 0 moved" in say("regroup")


def test_reread_says_what_it_read_again(folder: Path) -> None:
    say("ingest", str(folder))
    assert "nothing to read again" in say("reread")
    ArticleVersion.objects.update(reader_version="0")
    assert "3 read again" in say("reread")
    assert ArticleVersion.objects.filter(reader_version="0").count() == 0


def test_doctor_finds_a_whole_installation_well(folder: Path) -> None:
    say("ingest", str(folder))
    said = say("doctor")
    assert "ILL" not in said
    assert "every span looked at holds its text" in said


def test_doctor_says_what_is_ill_and_what_mends_it(folder: Path) -> None:
    say("ingest", str(folder))
    quote = Quote.objects.first()
    assert quote is not None
    Quote.objects.filter(pk=quote.pk).update(text="other words")
    Document.objects.update(packed=Document.of(b"something else").packed)
    Comparison.objects.all().delete()
    out = io.StringIO()
    with pytest.raises(SystemExit):
        call_command("doctor", stdout=out)
    said = out.getvalue()
    assert f"quote {quote.pk}" in said
    assert "ILL documents" in said
    assert "ILL comparisons" in said
    assert "manage.py reread" in said


def test_seed_compares_what_an_interrupted_run_left(installation: Path) -> None:
    say("seed")
    Comparison.objects.all().delete()
    say("seed")
    assert not Story.objects.filter(article_count__gt=0, comparisons__isnull=True).exists()
