"""Settling residues: the line and its passage, what stands on, and what is taken back."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from coverage.desk.editing import edit_body
from coverage.desk.ingest import Arrival, receive
from coverage.desk.recomparing import compare_again, compare_stories_due
from coverage.desk.rereading import reread
from coverage.desk.residues import residues, settle, settle_equal, undo_equal
from coverage.desk.review import Conflict, decide, undo
from coverage.desk.telling import kept_reading
from coverage.models import (
    Article,
    ArticleVersion,
    Comparison,
    EmbeddedPost,
    Membership,
    OutletLine,
    Passage,
    PostAppearance,
    State,
    Story,
)
from tests.factories import make_article, make_person, make_post, make_story

pytestmark = pytest.mark.django_db
LEDE = "The night ferry of {} ran aground on Sunday and nobody aboard was hurt, its owner said."
MORE = "Passengers of {} were taken ashore in two boats before the tide turned in the morning."


def paper(place, line="Source"):
    return f"Ferry aground at {place}\n\n{LEDE.format(place)}\n\n{line}\n\n{MORE.format(place)}\n"


def received(place, line="Source", outlet="Gull"):
    content = paper(place, line).encode()
    [answer] = receive(Arrival(content, name=f"{place}.txt", outlet=outlet))
    return answer.article


def residue(article):
    return residues().get(version__article=article)


def line_of(article):
    return Passage.objects.get(
        version=Article.objects.get(pk=article.pk).current_version, text="Source"
    )


@pytest.fixture
def article(db):
    return received("Orle")


def test_a_residue_comes_with_the_kind_of_its_line(article):
    assert residue(article).line_kind == "source"
    assert residue(received("Brask", "View this post on Instagram")).line_kind == "button"
    assert residue(received("Tarn", "Tweet may have been deleted")).line_kind == "gone"


def test_ordinary_text_is_a_paragraph_in_the_reading_the_counts_and_the_comparison(article, editor):
    before = article.current_version.own_words
    settle(residue(article), "text", editor)
    line = line_of(article)
    assert (line.kind, line.state, line.decided_by) == ("paragraph", State.CONFIRMED, editor)
    assert ArticleVersion.objects.get(pk=article.current_version_id).own_words == before + 1
    kept = kept_reading([Article.objects.for_comparison().get(pk=article.pk)])[article.pk].reading
    assert next(p.kind for p in kept.passages if p.span.text == "Source") == "paragraph"
    assert kept.posts == ()


@pytest.mark.parametrize("answer", ["post", "text", "unsure"])
def test_what_was_said_stands_when_it_is_read_again_and_is_not_asked_twice(article, editor, answer):
    settle(residue(article), answer, editor)
    said = PostAppearance.objects.filter(how="residue").values("state", "decided_by", "decided_at")
    before = list(said)
    list(reread(everything=True))
    assert list(said) == before
    assert line_of(article).kind == ("paragraph" if answer == "text" else "residue")


@pytest.mark.parametrize("answer", ["post", "text", "unsure"])
def test_what_was_said_goes_along_to_a_new_version(article, editor, answer):
    settle(residue(article), answer, editor)
    edit_body(
        article, paper("Orle") + "\nThe harbour of Orle opened again at noon on Monday.", editor
    )
    now = residue(Article.objects.get(pk=article.pk))
    assert (now.version.number, now.decided_by) == (2, editor)
    assert line_of(article).kind == ("paragraph" if answer == "text" else "residue")


def test_a_residue_is_linked_to_the_post_that_stood_there(article, editor):
    other = make_article("Seen from the quay.", outlet="Lamp")
    post = make_post(other, "Seen from the quay.", handle="quay").post
    row = settle(residue(article), "post", editor, post=post)
    row.refresh_from_db()
    assert (row.how, row.post, row.state) == ("residue", post, State.CONFIRMED)
    list(reread(everything=True))
    assert residue(article).post == EmbeddedPost.objects.get(handle="quay")
    kept = kept_reading([Article.objects.for_comparison().get(pk=article.pk)])[article.pk]
    assert kept.reading.posts[0].handle == "quay"


def test_deciding_on_the_articles_page_or_in_the_admin_settles_the_line_too(article, editor):
    row = decide(residue(article), State.REJECTED, editor)
    assert line_of(article).kind == "paragraph"
    undo(row, editor)
    assert line_of(article).kind == "residue"
    row = decide(residue(article), State.SUGGESTED, editor)
    assert (row.state, row.decided_by) == (State.SUGGESTED, editor)


def test_over_somebody_elses_answer_nothing_is_written(article, editor):
    mine = residue(article)
    settle(residue(article), "post", make_person("ada"))
    with pytest.raises(Conflict):
        settle(mine, "text", editor)
    assert line_of(article).kind == "residue"


def test_the_same_is_said_of_all_equal_lines_of_the_outlet_and_taken_back(editor):
    first, second = received("Orle"), received("Brask")
    elsewhere, settled = received("Tarn", outlet="Lamp"), received("Velm")
    settle(residue(settled), "post", editor)
    assert settle_equal(residue(first), "text", editor, "t1") == 2
    assert [line_of(a).kind for a in (first, second, elsewhere, settled)] == [
        "paragraph", "paragraph", "residue", "residue"
    ]  # fmt: skip
    later = received("Sund")
    assert (residue(later).state, line_of(later).kind) == (State.REJECTED, "paragraph")
    assert undo_equal(residue(first), "t1", editor) == 2
    assert [line_of(a).kind for a in (first, second)] == ["residue", "residue"]
    assert residue(first).decided_at is None
    assert not OutletLine.objects.get(outlet=first.outlet).is_ordinary
    assert residue(received("Kape")).state == State.SUGGESTED


def test_many_lines_ask_the_database_no_more_than_few(editor):
    few = [received(place) for place in ("Orle", "Brask")]
    many = [received(place, outlet="Lamp") for place in ("Tarn", "Velm", "Sund", "Kape")]
    Membership.objects.update(story=few[0].membership.story)
    asked = []
    for articles in (few, many):
        with CaptureQueriesContext(connection) as queries:
            assert settle_equal(residue(articles[0]), "text", editor, "t1") == len(articles)
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_of_many_lines_the_newest_stories_are_compared_at_once_and_workers_do_the_others(
    editor, monkeypatch
):
    monkeypatch.setattr("coverage.desk.recomparing.MOST_COMPARED", 2)
    articles = [received(place) for place in ("Orle", "Brask", "Tarn")]
    for article in articles:
        Membership.objects.filter(article=article).delete()
        make_story(article)
    assert settle_equal(residue(articles[0]), "text", editor, "t1") == 3
    compared = Comparison.objects.values_list("story__memberships__article", flat=True)
    assert set(compared) >= {articles[1].pk, articles[2].pk}
    assert articles[0].pk not in compared
    [left] = Story.objects.exclude(compare_due_at=None)
    assert left == articles[0].membership.story
    assert compare_stories_due(timezone.now()) == 1
    assert articles[0].pk in compared.all()
    assert not Story.objects.exclude(compare_due_at=None).exists()
    assert compare_stories_due(timezone.now()) == 0
    assert undo_equal(residue(articles[0]), "t1", editor) == 3
    assert Story.objects.exclude(compare_due_at=None).get() == left


def test_a_story_that_is_due_says_so_and_one_that_becomes_so_meanwhile_stays(client, monkeypatch):
    article = received("Orle")
    story, now = article.membership.story, timezone.now()
    compare_again([article.pk])
    assert "makes it anew" not in client.get(story.get_absolute_url()).content.decode()
    Story.objects.filter(pk=story.pk).update(compare_due_at=now)
    assert "a worker makes it anew" in client.get(story.get_absolute_url()).content.decode()
    later = now + timedelta(minutes=1)

    def settled_meanwhile(articles):
        assert compare_stories_due(now) == 0, "it is one worker's"
        Story.objects.filter(pk=story.pk).update(compare_due_at=later)

    monkeypatch.setattr("coverage.desk.recomparing.compare_again", settled_meanwhile)
    assert compare_stories_due(now) == 1
    assert Story.objects.get(pk=story.pk).compare_due_at == later


def test_taking_back_leaves_what_was_said_since(editor):
    first, second = received("Orle"), received("Brask")
    settle_equal(residue(first), "text", editor, "t1")
    settle(residue(second), "post", editor)
    assert undo_equal(residue(first), "t1", editor) == 1
    assert residue(second).state == State.CONFIRMED


def test_taking_back_leaves_what_was_changed_since_without_a_reason(editor):
    first, second = received("Orle"), received("Brask")
    settle_equal(residue(first), "text", editor, "t1")
    row = residue(second)
    row.line_kind = "button"
    row.save()  # as the admin does
    assert undo_equal(residue(first), "t1", editor) == 1
    assert residue(second).state == State.REJECTED


def test_without_an_outlet_a_line_equals_only_itself(editor):
    first, second = received("Orle", outlet=""), received("Brask", outlet="")
    assert settle_equal(residue(first), "text", editor, "t1") == 1
    assert residue(second).state == State.SUGGESTED
