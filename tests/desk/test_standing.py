"""What people decided and wrote stands: over rereading, receiving again, and others' changes."""

import pytest

from coverage.desk import rereading
from coverage.desk.comparison import compare
from coverage.desk.editing import edit_article, edit_body
from coverage.desk.ingest import Arrival, receive
from coverage.desk.outlets import set_outlet
from coverage.desk.reading import read_version
from coverage.desk.rereading import reread_article
from coverage.desk.review import Conflict, decide
from coverage.models import Article, Comparison, PostAppearance, Quote, Story

from .coverage_of_a_fire import GULL, LANTERN, QUAY
from .test_concurrency import at_once

EMBED = (
    b"<!doctype html><html><head><title>Pier shut</title></head><body><article><h1>Pier shut</h1>"
    b"<p>The pier at Orle was shut on Monday after a plank broke under a cart of ice, the harbour "
    b"office said.</p>"
    b'<blockquote class="twitter-tweet"><p>The pier just gave way!</p>&mdash; Ada Voss (@ada_voss) '
    b'<a href="https://twitter.com/ada_voss/status/1500000000000000001">March 2, 2022</a>'
    b"</blockquote><p>It will be mended within a week, and boats land at the quay until then.</p>"
    b"</article></body></html>"
)


@pytest.mark.django_db
def test_a_text_a_person_corrected_is_not_added_again_by_its_document(editor):
    [answer] = receive(Arrival(GULL, name="gull.txt"))
    body = answer.article.current_version.body
    edit_body(answer.article, body.replace("smoke", "thick smoke"), editor)
    [again] = receive(Arrival(GULL, name="gull.txt"))
    assert (again.outcome, Article.objects.count()) == ("unchanged", 1)


@pytest.mark.django_db
def test_reading_a_corrected_text_again_keeps_the_posts_of_its_markup(editor):
    [answer] = receive(Arrival(EMBED, name="pier.html"))
    body = answer.article.current_version.body
    edit_body(answer.article, body.replace("a week", "two weeks"), editor)

    def posts():
        rows = PostAppearance.objects.filter(version=answer.article.current_version)
        return [(row.post.post_id, row.how, row.text) for row in rows.select_related("post")]

    before = posts()
    assert [post_id for post_id, _, _ in before] == ["1500000000000000001"]
    kinds = list(answer.article.current_version.passages.values_list("kind", flat=True))
    reread_article(Article.objects.select_related("current_version").get(pk=answer.article.pk))
    assert posts() == before
    assert list(answer.article.current_version.passages.values_list("kind", flat=True)) == kinds


@pytest.mark.django_db
def test_a_text_corrected_while_it_is_read_again_stays_the_current_one(editor, monkeypatch):
    [answer] = receive(Arrival(GULL, name="gull.txt"))
    older = answer.article.current_version
    older.body = older.body.replace("smoke", "Smoke")  # as an older reader had opened it
    older.save()
    article = Article.objects.select_related("current_version").get(pk=answer.article.pk)
    mine = article.current_version.body + "\nA line of mine."

    def corrected_meanwhile(*read):
        monkeypatch.undo()
        edit_body(Article.objects.get(pk=article.pk), mine, editor)
        return read_version(*read)

    monkeypatch.setattr(rereading, "read_version", corrected_meanwhile)
    reread_article(article)
    assert Article.objects.get(pk=article.pk).current_version.body == mine


@pytest.mark.django_db
def test_a_form_opened_before_a_new_version_came_does_not_bring_the_old_text_back(editor):
    [answer] = receive(Arrival(EMBED, name="pier.html", address="https://gull.example/pier"))
    opened = Article.objects.get(pk=answer.article.pk).revision
    newer = EMBED.replace(b"a week", b"two weeks")
    [again] = receive(Arrival(newer, name="pier.html", address="https://gull.example/pier"))
    assert again.outcome == "new version"
    article = Article.objects.select_related("current_version").get(pk=answer.article.pk)
    with pytest.raises(Conflict):
        edit_article(article, {"headline": "Pier closed"}, editor, opened)


@pytest.mark.django_db
def test_setting_the_outlet_leaves_what_another_person_edited_meanwhile(editor):
    [answer] = receive(Arrival(GULL, name="gull.txt"))
    stale = Article.objects.get(pk=answer.article.pk)
    edit_article(Article.objects.get(pk=stale.pk), {"headline": "Mine"}, editor)
    set_outlet(stale, "The Gull", editor)
    now = Article.objects.get(pk=stale.pk)
    assert (now.headline, now.outlet_name, now.revision) == ("Mine", "The Gull", 3)
    assert now.history.first().history_user == editor


@pytest.mark.django_db
def test_setting_the_outlet_counts_the_storys_outlets_anew(editor):
    first, second = (receive(Arrival(text, name="a"))[0].article for text in (GULL, QUAY))
    for article in (first, second):
        set_outlet(Article.objects.get(pk=article.pk), "The Gull", editor)
    story = Article.objects.get(pk=first.pk).membership.story
    assert (story.article_count, story.outlet_count) == (2, 1)


@pytest.mark.django_db
def test_comparing_leaves_the_headline_a_person_chose_meanwhile():
    receive(Arrival(GULL, name="a"))
    stale = Story.objects.get()
    Story.objects.update(headline="Mine", headline_chosen=True)
    compare(stale)
    assert Story.objects.values_list("headline", "headline_chosen").get() == ("Mine", True)


@pytest.mark.django_db(transaction=True)
def test_one_story_compared_by_four_at_once_keeps_one_comparison():
    for text in (GULL, QUAY, LANTERN):
        receive(Arrival(text, name="a"))
    story = Story.objects.filter(memberships__is_current=True).distinct().get()
    for _ in range(3):
        assert at_once([lambda: compare(Story.objects.get(pk=story.pk))] * 4) == []
    assert Comparison.objects.filter(story=story).count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_quote_confirmed_while_its_article_is_read_again_stays_confirmed(editor):
    for number in range(4):
        text = GULL.replace(b"smoke", f"smoke {number}".encode())
        article = receive(Arrival(text, name="a"), comparing=False)[0].article
        quote = Quote.objects.filter(version=article.current_version).first()
        fresh = Article.objects.select_related("current_version").get(pk=article.pk)
        errors = at_once(
            [lambda f=fresh: reread_article(f), lambda q=quote: decide(q, "confirmed", editor)]
        )
        stored = Quote.objects.filter(version=article.current_version, start=quote.start)
        if errors:  # reading came first: the person is told, and nothing says confirmed
            assert [type(e).__name__ for e in errors] in (["Conflict"], ["DoesNotExist"])
            assert stored.filter(state="confirmed").count() == 0
        else:
            assert stored.get().state == "confirmed"
