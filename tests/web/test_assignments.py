"""The pages of assignments: giving, coding, finishing, and for whom each is."""

import re

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from coverage.desk.assigning import AssignmentFields, edit_assignment, make_assignment
from coverage.desk.choosing import Asked, choose
from coverage.desk.codebooks import save_codebook
from coverage.models import Assignment, AssignmentChange, Coding
from tests.factories import make_article, make_coding, make_person, make_quote, make_story, make_tag

pytestmark = pytest.mark.django_db


def client_of(person):
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def ada(editor):
    """A coder; the editor's fixture makes the groups."""
    person = make_person("ada")
    person.groups.add(Group.objects.get(name="coder"))
    return person


@pytest.fixture
def book(editor):
    return save_codebook(None, "Frames", "", editor)


@pytest.fixture
def given(editor, ada, book):
    """Two articles of a ferry given to ada and the editor."""
    for at in (1, 2):
        make_article(f"Ferry {at} burned off Orle.", headline=f"Ferry {at} burns")
    fields = AssignmentFields("Pilot", "Read the whole first.")
    return make_assignment(fields, book, [ada, editor], Asked(), choose(Asked()), editor)


def text_of(answer):
    return re.sub(r"\s+", " ", answer.content.decode())


def form_of(book, ada, **more):
    return {"name": "Pilot", "codebook": book.pk, "coders": [ada.pk], "how": "search", **more}


def test_a_sample_is_looked_at_and_then_given_with_the_seed_that_was_told(editor_client, book, ada):
    for at in range(5):
        make_article(f"Ferry {at}", headline=f"Ferry {at}")
    make_article("A bridge")
    sent = form_of(book, ada, words="ferry", number="2", hidden="on")
    text = text_of(editor_client.post(reverse("new-assignment"), sent))
    seed = re.search(r"drawn at random with the seed (\d+) from 5 articles that fit", text)[1]
    assert not Assignment.objects.exists()
    seal = re.search(r'name="seal" value="(\w+)"', text)[1]
    drawn = re.findall(r'<li><a href="/articles/(\d+)/"', text)
    answer = editor_client.post(reverse("new-assignment"), {**sent, "seed": seed, "seal": seal})
    made = Assignment.objects.get()
    assert answer["Location"] == made.get_absolute_url()
    assert [str(row.article_id) for row in made.articles.all()] == drawn
    assert (made.shows_machine, made.is_independent, made.made_by.username) == (
        False,
        True,
        "editor",
    )
    page = text_of(editor_client.get(made.get_absolute_url()))
    assert f"A random sample of 2, seed {seed}, of 5 articles with “ferry”" in page


def test_what_changed_since_it_was_looked_at_is_shown_anew(editor_client, book, ada):
    make_article("Ferry")
    sent = form_of(book, ada, words="ferry")
    seal = re.search(
        r'name="seal" value="(\w+)"', text_of(editor_client.post(reverse("new-assignment"), sent))
    )[1]
    make_article("Ferry, too")
    text = text_of(editor_client.post(reverse("new-assignment"), {**sent, "seal": seal}))
    assert "2 articles</h2>" in text
    assert not Assignment.objects.exists()


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"name": ""}, "Give the assignment a name"),
        ({"coders": []}, "Choose at least one coder"),
        ({"codebook": ""}, "Choose the codebook"),
        ({"words": "zebra"}, "No article fits"),
        ({"outlet": "Nobody"}, "No outlet is called “Nobody” here"),
        ({"how": "story", "story": "x"}, "No story stands there"),
        ({"how": "list", "lines": "none"}, "No article fits"),
        ({"since": "31/02"}, "valid date"),
    ],
)
def test_what_cannot_be_given_is_said_beside_its_field(editor_client, book, ada, fields, why):
    make_article()
    answer = editor_client.post(reverse("new-assignment"), form_of(book, ada, **fields))
    assert answer.status_code == 422
    assert why in text_of(answer)
    assert not Assignment.objects.exists()


def test_a_story_and_a_list_can_be_given_too(editor_client, book, ada):
    article = make_article(headline="Ferry burns")
    story = make_story(article)
    address = f"http://testserver{story.get_absolute_url()}quotes"
    sent = form_of(book, ada, how="story", story=address)
    assert "1 article</h2>" in text_of(editor_client.post(reverse("new-assignment"), sent))
    sent = form_of(book, ada, how="list", lines=f"{article.pk}\nhttp://else.example/")
    text = text_of(editor_client.post(reverse("new-assignment"), sent))
    assert "<b>1 line</b> of the list names no article here" in text


def test_a_coder_starts_finishes_goes_on_and_ends(given, ada, django_assert_max_num_queries):
    client = client_of(ada)
    first, second = (row.article for row in given.articles.all())
    assert "0 of 2 finished" in text_of(client.get(reverse("assignments")))
    begun = client.post(reverse("resume-assignment", args=[given.pk]))
    assert begun["Location"] == f"/articles/{first.pk}/?assignment={given.pk}"
    page = text_of(client.get(begun["Location"]))
    assert "<b>article 1 of 2</b>" in page
    assert "Finish and go on" in page
    assert "Read the whole first." in page
    on = client.post(reverse("finish-article", args=[given.pk, first.pk]))
    assert on["Location"].startswith(f"/articles/{second.pk}/")
    assert "Finish the last one" in text_of(client.get(on["Location"]))
    assert "Not finished" in text_of(client.get(f"/articles/{first.pk}/"))
    end = client.post(reverse("finish-article", args=[given.pk, second.pk]))
    with django_assert_max_num_queries(17):
        text = text_of(client.get(end["Location"]))
    assert "You have finished the last article" in text
    assert "2 of 2 finished" in text
    client.post(reverse("reopen-article", args=[given.pk, first.pk]))
    assert "1 of 2 finished" in text_of(client.get(given.get_absolute_url()))


def test_a_coder_sees_others_tags_on_the_article_only_after_finishing(given, ada, editor):
    article = given.articles.first().article
    tag = make_tag("panic", given.codebook)
    make_coding(make_quote(article, "Ferry 1"), tag, editor)
    client, address = client_of(ada), article.get_absolute_url()
    assert Coding.objects.count() == 1
    assert "· <bdi>editor</bdi>" not in text_of(client.get(address))
    client.post(reverse("finish-article", args=[given.pk, article.pk]))
    assert "<bdi>editor</bdi>" in text_of(client.get(address)).split("</header>", 1)[1]


def test_the_number_of_a_coders_tags_opens_their_passages(given, ada, editor, editor_client):
    tag = make_tag("panic", given.codebook)
    for row in given.articles.all():
        make_coding(make_quote(row.article, "Ferry"), tag, ada)
    make_coding(make_quote(make_article("Ferry"), "Ferry"), tag, ada)
    address = reverse("coder-tags", args=[given.pk, ada.pk])
    page = text_of(client_of(ada).get(given.get_absolute_url()))
    assert f'href="{address}">2 tags put on' in page
    assert text_of(client_of(ada).get(address)).count("<mark") == 2
    editor_client.post(
        reverse("finish-article", args=[given.pk, given.articles.first().article_id])
    )
    assert text_of(editor_client.get(address)).count("<mark") == 1


def test_an_assignment_is_for_its_coders_and_editors(given, ada, editor_client):
    other = make_person("bo")
    other.groups.add(Group.objects.get(name="coder"))
    address = given.get_absolute_url()
    assert client_of(other).get(address).status_code == 403
    assert "Pilot" not in text_of(client_of(other).get(reverse("assignments")))
    mine = text_of(client_of(ada).get(address))
    assert "Take away" not in mine
    assert "Take away" in text_of(editor_client.get(address))
    assert "Pilot" in text_of(editor_client.get(reverse("assignments"), {"whose": "all"}))
    for name in ("add-coders", "close-assignment", "assignment-edit", "add-articles"):
        assert client_of(ada).post(reverse(name, args=[given.pk])).status_code == 403


def test_coders_and_articles_are_taken_away_with_an_undo_on_the_next_page(
    given, ada, editor_client
):
    client_of(ada).post(
        reverse("finish-article", args=[given.pk, given.articles.first().article_id])
    )
    text = text_of(editor_client.get(given.get_absolute_url()))
    assert "They have finished 1 article." in text
    editor_client.post(reverse("take-coder", args=[given.pk, ada.pk]))
    text = text_of(editor_client.get(given.get_absolute_url()))
    assert "Took ada away." in text
    undo = re.search(r'action="(/assignments/changes/\d+/undo)"', text)[1]
    editor_client.post(undo)
    assert "1 of 2 finished" in text_of(editor_client.get(given.get_absolute_url()))
    editor_client.post(reverse("take-article", args=[given.pk, given.articles.first().article_id]))
    assert given.articles.count() == 1
    assert AssignmentChange.objects.count() == 2


def test_coders_and_articles_are_added(given, editor_client):
    bo = make_person("bo")
    bo.groups.add(Group.objects.get(name="coder"))
    editor_client.post(reverse("add-coders", args=[given.pk]), {"coders": [bo.pk, 9999]})
    assert given.coders.count() == 3
    make_article("A bridge", headline="Bridge")
    address = reverse("add-articles", args=[given.pk])
    text = text_of(editor_client.post(address, {"how": "search"}))
    assert "3 articles</h2>" in text
    assert "2 are in it already" in text
    seal = re.search(r'name="seal" value="(\w+)"', text)[1]
    editor_client.post(address, {"how": "search", "seal": seal})
    assert [row.order for row in given.articles.all()] == [1, 2, 3]


def test_a_closed_assignment_is_coded_no_more_until_it_is_opened_again(given, ada, editor_client):
    article = given.articles.first().article_id
    editor_client.post(reverse("close-assignment", args=[given.pk]))
    client = client_of(ada)
    client.post(reverse("finish-article", args=[given.pk, article]))
    assert "Nothing is changed: The assignment is closed" in text_of(
        client.get(given.get_absolute_url())
    )
    assert "coding-strip" not in text_of(client.get(f"/articles/{article}/"))
    assert "closed assignment" in text_of(client.get(reverse("assignments")))
    editor_client.post(reverse("close-assignment", args=[given.pk]), {"closed": "0"})
    assert client.post(reverse("finish-article", args=[given.pk, article]))["Location"] != (
        given.get_absolute_url()
    )


def test_editing_over_somebody_elses_change_shows_both(given, ada, editor_client):
    edit_assignment(given, AssignmentFields("Theirs", "Other words."), ada, 1)
    address = reverse("assignment-edit", args=[given.pk])
    answer = editor_client.post(address, {"name": "Mine", "together": "1", "revision": "1"})
    text = text_of(answer)
    assert answer.status_code == 409
    assert "“<bdi>Theirs</bdi>”" in text
    assert 'value="Mine"' in text
    editor_client.post(address, {"name": "Mine", "together": "1", "revision": "2"})
    now = Assignment.objects.get()
    assert (now.name, now.is_independent) == ("Mine", False)
