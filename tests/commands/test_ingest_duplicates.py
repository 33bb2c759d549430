"""`manage.py ingest`: near-duplicates named, kept apart, and seen before anything is stored."""

import csv

import pytest

from coverage.models import Article, Document, SharedText
from tests.desk.test_duplicates import TOLD, edited

from .taking import ingest, outcomes

pytestmark = pytest.mark.django_db

HEAD = ("title", "media_name", "url", "text")
ROWS = (
    ("Bridge at Orle shut", "Gull", "https://gull.example/1", TOLD),
    ("No bridge for the winter", "Gull", "https://gull.example/amp/1", edited()),
    ("A river without a crossing", "Herald", "https://herald.example/7", edited()),
    ("Bridge at Orle shut", "Gull", "https://gull.example/1", TOLD),
)


@pytest.fixture
def table(tmp_path):
    file = tmp_path / "rows.csv"
    with file.open("w", encoding="utf-8", newline="") as written:
        csv.writer(written).writerows([HEAD, *ROWS])
    return file


def test_the_report_names_the_first(table, tmp_path):
    said, status = ingest(str(table), "--report", str(tmp_path / "report.csv"))
    assert status == 0
    assert list(outcomes(said)) == ["added", "near-duplicate", "added", "unchanged"]
    assert said.splitlines()[-1] == "2 added, 1 unchanged, 1 near-duplicate"
    with (tmp_path / "report.csv").open(encoding="utf-8", newline="") as written:
        row = list(csv.DictReader(written))[1]
    assert row["outcome"] == "near-duplicate"
    assert row["why"].startswith("of “Bridge at Orle shut” (Gull, https://gull.example/1): 9")
    assert row["address"] == "https://gull.example/amp/1"


def test_a_dry_run_says_the_same_and_stores_nothing(table, tmp_path):
    said, status = ingest(str(table), "--dry-run", "--report", str(tmp_path / "report.csv"))
    assert status == 0
    assert not Document.objects.exists()
    with (tmp_path / "report.csv").open(encoding="utf-8", newline="") as written:
        rows = list(csv.DictReader(written))
    assert [row["outcome"] for row in rows] == [
        "would be added",
        "would be a near-duplicate",
        "would be added",
        "would be unchanged",
    ]
    assert rows[1]["why"].startswith("of “Bridge at Orle shut” (Gull, https://gull.example/1): 9")
    assert rows[2]["why"].startswith("shares its text: 9")
    assert rows[2]["outlet"] == "Herald"
    assert said.splitlines()[-1] == (
        "2 would be added, 1 would be unchanged, 1 would be a near-duplicate"
    )


def test_a_dry_run_looks_at_what_is_here(table):
    ingest(str(table))
    before = Article.objects.count()
    said, _ = ingest(str(table), "--dry-run")
    assert said.splitlines()[-1] == "4 would be unchanged"
    changed = table.with_name("later.csv")
    with changed.open("w", encoding="utf-8", newline="") as written:
        rows = [
            ("Shut", "Gull", "https://gull.example/1", TOLD + " It opens in May."),
            ("Again", "Gull", "https://gull.example/9", edited()),
            ("Empty", "Gull", "https://gull.example/10", ""),
        ]
        csv.writer(written).writerows([HEAD, *rows])
    said, _ = ingest(str(changed), "--dry-run")
    found = [line.partition("  ")[0] for line in said.splitlines()[:2]]
    assert found == ["would be a new version", "would be a near-duplicate"]
    assert Article.objects.count() == before


def test_near_duplicates_can_be_kept_as_articles_of_their_own(table):
    said, _ = ingest(str(table), "--keep-near-duplicates", "--dry-run")
    assert "3 would be added" in said
    said, _ = ingest(str(table), "--keep-near-duplicates")
    assert said.splitlines()[-1] == "3 added, 1 unchanged"
    assert not SharedText.objects.folded().exists()


def test_a_dry_run_does_not_follow(tmp_path):
    with pytest.raises(Exception, match="leave one away"):
        ingest(str(tmp_path), "--follow", "--dry-run")


def test_a_dry_run_finds_a_text_of_one_phrase_as_intake_does(tmp_path):
    file = tmp_path / "rows.csv"
    chant = "now " * 60
    with file.open("w", encoding="utf-8", newline="") as written:
        rows = [("Chant", "Gull", f"https://gull.example/{n}", chant) for n in "12"]
        csv.writer(written).writerows([HEAD, *rows])
    foreseen, _ = ingest(str(file), "--dry-run")
    kept, _ = ingest(str(file))
    assert foreseen.splitlines()[-1] == "1 would be added, 1 would be a near-duplicate"
    assert kept.splitlines()[-1] == "1 added, 1 near-duplicate"
