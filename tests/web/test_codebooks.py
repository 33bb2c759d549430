"""The pages of codebooks and tags: for whom, with htmx and without, and what they refuse."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from coverage.desk.codebooks import TagFields, archive, save_codebook, save_tag
from coverage.models import Assignment, Codebook, Coding, Tag
from tests.factories import make_article, make_coding, make_person, make_quote, make_story

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}


@pytest.fixture
def book(editor):
    """Three tags, one under another, and two passages that carry the first."""
    book = save_codebook(None, "Frames", "What a text puts in front.", editor)
    cost = save_tag(None, book, TagFields("cost", definition="Money.", example="“Dear.”"), editor)
    save_tag(None, book, TagFields("price", parent=cost.pk), editor)
    save_tag(None, book, TagFields("blame", reads="claims"), editor)
    article = make_article(outlet="Gull")
    make_story(article)
    quote = make_quote(article, "Nobody was hurt,")
    for name in ("ada", "bo"):
        make_coding(quote, cost, make_person(name))
    return book


def text_of(answer):
    return re.sub(r"\s+", " ", answer.content.decode())


def order(book):
    return list(book.tags.order_by("order").values_list("name", flat=True))


def test_strangers_read_codebooks_and_tags_and_are_offered_no_change(client, book):
    cost = Tag.objects.get(name="cost")
    for address in (reverse("codebooks"), book.get_absolute_url(), cost.get_absolute_url()):
        text = text_of(client.get(address))
        assert "cost" in text or "Frames" in text
        assert 'method="post"' not in text
        assert ">ada<" not in text
        assert client.post(address).status_code in (302, 405)


def test_a_codebook_prints_its_tree_with_counts_that_open_their_passages(
    editor_client, book, django_assert_max_num_queries
):
    with django_assert_max_num_queries(10):  # session, person, rights; book, tags, hidden, merges …
        text = text_of(editor_client.get(book.get_absolute_url()))
    cost = Tag.objects.get(name="cost")
    assert re.search(rf'href="{cost.get_absolute_url()}">2 passages', text)
    assert "The reader would put it on claims." in text
    assert 'class="tag-line depth-1"' in text
    assert ">3</kbd>" in text


def test_a_tag_lists_its_passages_by_outlet_story_and_coder(
    editor_client, book, django_assert_max_num_queries
):
    tag = Tag.objects.get(name="cost")
    with django_assert_max_num_queries(13):
        text = text_of(editor_client.get(tag.get_absolute_url()))
    assert text.count("<mark") == 2
    assert "Bridge at Orle closed" in text
    assert "Gull" in text
    ada = Coding.objects.get(person__username="ada").person_id
    one = text_of(editor_client.get(tag.get_absolute_url(), {"coder": ada}, headers=HTMX))
    assert (one.count("<mark"), "<html" in one) == (1, False)
    none = text_of(editor_client.get(tag.get_absolute_url(), {"outlet": 999}))
    assert "None of them is left by these filters" in none


def test_passages_of_a_tag_come_in_pages_by_key(editor_client, book):
    tag, person = Tag.objects.get(name="blame"), make_person("cy")
    for _ in range(32):
        make_coding(make_quote(make_article(), "Nobody"), tag, person)
    first = text_of(editor_client.get(tag.get_absolute_url()))
    older = re.search(r'href="(\?before=\d+)"', first)[1]
    assert first.count("<mark") == 30
    assert text_of(editor_client.get(tag.get_absolute_url() + older)).count("<mark") == 2


def test_a_coder_counts_only_what_they_may_see(client, book):
    coding = Coding.objects.get(person__username="ada")
    assignment = Assignment.objects.create(name="one", codebook=book)
    assignment.articles.create(article=coding.version.article, order=1)
    for who in Coding.objects.all():
        assignment.coders.create(person=who.person)
    client.force_login(coding.person, backend="django.contrib.auth.backends.ModelBackend")
    assert "1 passage<" in text_of(client.get(book.get_absolute_url()))
    text = text_of(client.get(coding.tag.get_absolute_url()))
    assert (text.count("<mark"), "1 passage<" in text) == (1, True)
    assert "0 passages<" in text_of(Client().get(book.get_absolute_url()))


def test_codebooks_and_tags_are_made_and_edited_by_forms(editor_client, editor):
    made = editor_client.post(reverse("codebooks"), {"name": "Frames", "definition": "x"})
    book = Codebook.objects.get()
    assert made["Location"] == book.get_absolute_url()
    address = reverse("add-tag", args=[book.pk])
    assert "Two letters" in text_of(editor_client.get(address))
    editor_client.post(address, {"name": "cost", "definition": " as it\r\nstands "})
    tag = Tag.objects.get()
    assert (tag.definition, tag.code, tag.history.get().history_user) == (
        " as it\nstands ",
        "co",
        editor,
    )
    edited = {"name": "costs", "code": "CO", "colour": "5", "revision": tag.revision}
    editor_client.post(reverse("tag-edit", args=[tag.pk]), edited)
    tag.refresh_from_db()
    assert (tag.name, tag.code, tag.colour, tag.definition) == ("costs", "CO", 5, "")


def test_an_edit_is_taken_back_unless_somebody_changed_it_since(editor_client, book):
    tag = Tag.objects.get(name="price")
    address = reverse("tag-edit", args=[tag.pk])
    editor_client.post(address, {"name": "prices", "code": "xy", "revision": tag.revision})
    page = text_of(editor_client.get(tag.get_absolute_url()))
    undo = re.search(rf'action="{address}"(.*?)</form>', page)[1]
    sent = dict(re.findall(r'name="(\w+)" value="([^"]*)"', undo))
    editor_client.post(address, sent)
    again = Tag.objects.get(pk=tag.pk)
    assert (again.name, again.code, again.parent) == (tag.name, tag.code, tag.parent)
    assert again.colour == tag.colour
    assert editor_client.post(address, {**sent, "name": "later"}).status_code == 409


def test_what_is_refused_stays_in_the_form_with_the_reason(editor_client, book):
    answer = editor_client.post(
        reverse("add-tag", args=[book.pk]), {"name": "COST", "definition": "kept words"}
    )
    text = text_of(answer)
    assert answer.status_code == 422
    assert "There is a tag “cost” in this codebook already" in text
    assert "kept words" in text
    empty = editor_client.post(reverse("codebooks"), {"name": " "})
    assert (empty.status_code, "Give the codebook a name" in text_of(empty)) == (422, True)


def test_two_who_edit_one_tag_see_both_and_mine_can_be_saved_over_theirs(editor_client, book):
    tag = Tag.objects.get(name="blame")
    seen = tag.revision
    save_tag(tag, book, TagFields("guilt", "bl", 3), make_person("cy"), seen)
    address = reverse("tag-edit", args=[tag.pk])
    mine = {"name": "fault", "code": "bl", "colour": "3", "revision": seen}
    answer = editor_client.post(address, mine)
    text = text_of(answer)
    assert answer.status_code == 409
    assert "<bdi>cy</bdi> changed this while you had it open" in text
    assert "guilt" in text
    assert 'value="fault"' in text
    again = re.search(r'name="revision" value="(\d+)"', text)[1]
    assert editor_client.post(address, {**mine, "revision": again}).status_code == 302
    tag.refresh_from_db()
    assert tag.name == "fault"


def test_tags_move_with_htmx_and_without(editor_client, book):
    blame = Tag.objects.get(name="blame")
    address = reverse("order-tag", args=[blame.pk])
    answer = editor_client.post(address, {"to": "up"}, headers=HTMX)
    assert 'id="tags"' in text_of(answer)
    assert "Moved “blame”." in text_of(answer)
    assert order(book) == ["blame", "cost", "price"]
    assert editor_client.post(address, {"to": "down"})["Location"].endswith(f"#t{blame.pk}")
    assert "Moved “blame”." in text_of(editor_client.get(book.get_absolute_url()))
    price = Tag.objects.get(name="price")
    editor_client.post(address, {"beside": price.pk, "after": "0"}, headers=HTMX)
    assert order(book) == ["cost", "blame", "price"]
    blame.refresh_from_db()
    assert blame.parent == price.parent


def test_archiving_is_said_and_taken_back_by_its_undo(editor_client, book):
    tag = Tag.objects.get(name="blame")
    editor_client.post(reverse("archive-tag", args=[tag.pk]))
    text = text_of(editor_client.get(book.get_absolute_url()))
    assert "Archived “blame”." in text
    assert 'name="archived" value="0"' in text
    editor_client.post(reverse("archive-tag", args=[tag.pk]), {"archived": "0"})
    tag.refresh_from_db()
    assert not tag.archived


def test_merging_is_looked_at_first_and_undone_in_one_step(editor_client, book):
    cost, blame = Tag.objects.get(name="cost"), Tag.objects.get(name="blame")
    address = reverse("tag-merge", args=[cost.pk])
    assert "See what would happen" in text_of(editor_client.get(address))
    text = text_of(editor_client.get(address, {"into": blame.pk}))
    assert "<b>2 passages</b> of 2 people will carry <bdi>blame</bdi>" in text
    assert "<bdi>price</bdi> will stand under <bdi>blame</bdi>" in text
    assert not Tag.objects.filter(archived=True).exists()
    sent = {"into": blame.pk, "revision": cost.revision}
    assert editor_client.post(address, sent)["Location"] == blame.get_absolute_url()
    page = text_of(editor_client.get(blame.get_absolute_url()))
    undo = re.search(r'action="(/tags/merges/\d+/undo)"', page)[1]
    assert editor_client.get(cost.get_absolute_url())["Location"] == blame.get_absolute_url()
    editor_client.post(undo)
    assert Coding.objects.filter(tag=cost).count() == 2
    assert "undone by <bdi>editor</bdi>" in text_of(editor_client.get(book.get_absolute_url()))


@pytest.mark.parametrize("into", ["", "9999999", "itself"])
def test_a_merge_into_nothing_is_refused_in_words(editor_client, book, into):
    tag = Tag.objects.get(name="cost")
    answer = editor_client.post(
        reverse("tag-merge", args=[tag.pk]), {"into": tag.pk if into == "itself" else into}
    )
    assert answer.status_code == 422
    assert "Choose the tag" in text_of(answer) or "is one tag" in text_of(answer)


@pytest.mark.parametrize("kind", ["csv", "json"])
def test_a_codebook_goes_out_as_a_file_and_comes_in_as_a_new_one(editor_client, client, book, kind):
    answer = client.get(reverse("codebook-file", args=[book.pk, kind]))
    assert f'filename="codebook-{book.pk}.{kind}"' in answer["Content-Disposition"]
    sent = answer.content.decode().replace("Frames", "Frames again")
    address = reverse("new-codebook-import")
    page = text_of(editor_client.post(address, {"text": sent}))
    assert "3 new, 0 changed" in page
    assert Codebook.objects.count() == 1
    seal = re.search(r'name="seen" value="(\w+)"', page)[1]
    editor_client.post(address, {"text": sent, "seen": seal})
    made = Codebook.objects.get(name="Frames again")
    assert order(made) == order(book)
    assert client.get(reverse("codebook-file", args=[book.pk, "exe"])).status_code == 404


def test_an_import_shows_what_it_would_do_anew_when_the_codebook_changed(editor_client, book):
    address, sent = reverse("codebook-import", args=[book.pk]), "name,colour\ncost,9\nx y,red\n"
    page = text_of(editor_client.post(address, {"text": sent}))
    assert "colour <del" in page
    assert "<b>line 3</b>, <bdi>x y</bdi>: Its colour is red" in page
    seal = re.search(r'name="seen" value="(\w+)"', page)[1]
    Tag.objects.filter(name="cost").update(colour=2)
    again = text_of(editor_client.post(address, {"text": sent, "seen": seal}))
    assert "changed in the meantime" in again
    seal = re.search(r'name="seen" value="(\w+)"', again)[1]
    editor_client.post(address, {"text": sent, "seen": seal})
    assert Tag.objects.get(name="cost").colour == 9
    wrong = editor_client.post(address, {"text": "a,b\n"})
    assert (wrong.status_code, "no column “name”" in text_of(wrong)) == (422, True)


def test_an_archived_codebook_says_so(client, book, editor):
    archive(book, editor)
    assert "archived: its tags are put on nothing new" in text_of(
        client.get(book.get_absolute_url())
    )
