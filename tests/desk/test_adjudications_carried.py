"""What was decided of a disagreement goes with its words into a newer text of the article."""

import pytest

from coverage.desk.carrying import carry
from coverage.models import Adjudication, Assignment, Orphan
from tests.factories import make_article, make_person, make_tag, make_version

pytestmark = pytest.mark.django_db
OLD = "The bridge at Orle was closed on Monday after a crack was found in it."
NEW = "Update: the harbour says more. The bridge at Orle was closed on Monday after a crack."


def decided(article, words, area, took="first", **fields):
    version = article.current_version
    tag = fields.pop("tag", None) or make_tag()
    assignment = fields.pop("assignment", None) or Assignment.objects.create(
        name="Bridge", codebook=tag.codebook
    )
    start, area_start = version.body.index(words), version.body.index(area)
    row = Adjudication(
        assignment=assignment,
        tag=tag,
        version=version,
        start=start,
        end=start + len(words),
        area_start=area_start,
        area_end=area_start + len(area),
        took=took,
        reason="The cause belongs to it.",
        state="confirmed",
        made_by="person",
        decided_by=make_person(),
        **fields,
    )
    row.anchor(version.body)
    row.save()
    return row


def test_a_decision_moves_with_its_words_and_what_was_disputed():
    article = make_article(OLD)
    old = article.current_version
    row = decided(article, "closed on Monday", "was closed on Monday after a crack")
    new = make_version(article, NEW)
    assert carry(old, new) == []
    moved = Adjudication.objects.get(version=new)
    assert NEW[moved.start : moved.end] == moved.text == "closed on Monday"
    assert NEW[moved.area_start : moved.area_end] == "was closed on Monday after a crack"
    assert (moved.took, moved.reason, moved.tag) == ("first", row.reason, row.tag)
    assert moved.history.first().history_change_reason == "carried from version 1"
    row.refresh_from_db()
    assert row.version == old


def test_words_that_are_gone_make_it_a_mark_without_a_place():
    article = make_article(OLD)
    decided(article, "after a crack was found in it", "after a crack was found in it", "none")
    old, new = article.current_version, make_version(article, "The bridge was closed.")
    assert len(carry(old, new)) == 1
    assert Orphan.objects.get().kind == "dispute"


def test_two_tags_may_be_decided_at_the_same_words_but_one_tag_once():
    article = make_article(OLD)
    old = article.current_version
    row = decided(article, "closed on Monday", "closed on Monday")
    decided(article, "closed on Monday", "closed on Monday", assignment=row.assignment)
    new = make_version(article, NEW)
    article.current_version = new
    decided(
        article, "was closed on Monday", "was closed on Monday", tag=row.tag,
        assignment=row.assignment,
    )  # fmt: skip
    assert [told["why"] for told in carry(old, new)] == ["another mark stands at its words already"]
    assert Adjudication.objects.filter(version=new).count() == 2


def test_what_was_disputed_at_the_start_of_a_text_stays_there():
    article = make_article(OLD)
    old = article.current_version
    decided(article, "bridge at Orle", "The bridge at Orle")
    carry(old, new := make_version(article, OLD + " Nobody was hurt."))
    moved = Adjudication.objects.get(version=new)
    assert (moved.area_start, moved.area_end) == (0, 18)
