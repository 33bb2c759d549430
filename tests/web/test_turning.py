"""The forms that make words in marks a quote, a quote no quote, and take both back; without any
JavaScript, as they are whole forms."""

import re

import pytest
from django.urls import reverse

from coverage.desk.review import decide
from coverage.models import MarkedWords, Quote
from tests.factories import make_article, make_marked, make_note, make_person, make_quote

pytestmark = pytest.mark.django_db

BODY = "The “Salt Road” was closed.\n\n“Nobody was hurt,” said Ada Voss, the harbour master."


@pytest.fixture
def article():
    return make_article(BODY, quotes=[{"words": "Nobody was hurt,", "speaker": "Ada Voss"}])


@pytest.fixture
def title(article):
    return make_marked(article, "Salt Road")


def page_of(client, article, query=""):
    return client.get(reverse("article", args=[article.pk]) + query).content.decode()


def bar_of(page):
    """(where the bar's form goes, the revision it was printed with)."""
    bar = page[page.index('id="undo"') :]
    found = re.search(r'<form method="post" action="([^"]+)".*?name="revision" value="(\d+)"', bar)
    assert found
    return found[1], found[2]


def test_words_that_quote_nobody_stand_apart_with_a_hint_in_words(client, article, title):
    page = page_of(client, article)
    assert f'class="mark marked title" data-mark="w{title.pk}" id="m-w{title.pk}"' in page
    assert 'data-hint="title"' in page
    assert f'href="#w{title.pk}"' in page
    assert "1 in marks, quoting nobody" in page
    assert "title, quotes nobody" in page
    assert "<form" not in page


def test_one_click_makes_it_a_quote_and_one_takes_it_back(editor_client, article, title):
    answer = editor_client.post(
        reverse("make-quote", args=[title.pk]), {"revision": title.revision}, follow=True
    )
    made = Quote.objects.get(text="Salt Road")
    assert answer.redirect_chain == [(made.get_absolute_url(), 302)]
    page = answer.content.decode()
    assert "“Salt Road” is a quote now." in page
    action, revision = bar_of(page)
    page = editor_client.post(action, {"revision": revision}, follow=True).content.decode()
    assert "Undone: “Salt Road” is a title again." in page
    assert not Quote.objects.filter(text="Salt Road").exists()
    title.refresh_from_db()
    assert title.state == "suggested"
    assert "is a quote now" not in page_of(editor_client, article)


@pytest.mark.parametrize(
    ("kind", "told"),
    [("title", "a title"), ("nickname", "a nickname"), ("term", "a term"), ("scare", "a scare")],
)
def test_a_quote_is_said_to_be_none_and_taken_back(editor_client, article, kind, told):
    quote = Quote.objects.get()
    answer = editor_client.post(
        reverse("not-a-quote", args=[quote.pk]),
        {"kind": kind, "revision": quote.revision},
        follow=True,
    )
    made = MarkedWords.objects.get()
    assert made.kind == kind
    page = answer.content.decode()
    assert f"“Nobody was hurt,” is {told}" in page
    assert 'Quotes <span id="count-quotes">0</span>' in page
    action, revision = bar_of(page)
    page = editor_client.post(action, {"revision": revision}, follow=True).content.decode()
    assert "Undone: “Nobody was hurt,” is a quote again." in page
    quote.refresh_from_db()
    assert (quote.state, MarkedWords.objects.count()) == ("suggested", 0)


def test_another_kind_is_refused(editor_client, article):
    quote = Quote.objects.get()
    address = reverse("not-a-quote", args=[quote.pk])
    assert editor_client.post(address, {"kind": "song"}).status_code == 400
    assert editor_client.post(address).status_code == 400


def test_over_somebody_elses_change_nothing_is_done(editor_client, article):
    quote = Quote.objects.get()
    decide(Quote.objects.get(), "confirmed", make_person("bo"))
    page = editor_client.post(
        reverse("not-a-quote", args=[quote.pk]),
        {"kind": "title", "revision": quote.revision},
        follow=True,
    ).content.decode()
    assert "Nothing was done: bo changed this while you had it open." in page
    assert not MarkedWords.objects.exists()


def test_what_was_never_turned_says_so(editor_client, article):
    quote = Quote.objects.get()
    address = reverse("turn-back", args=["quote", quote.pk])
    assert "Nothing to undo." in editor_client.post(address, follow=True).content.decode()


def test_a_stranger_changes_nothing(client, article, title):
    quote = Quote.objects.get()
    for address in (
        reverse("make-quote", args=[title.pk]),
        reverse("not-a-quote", args=[quote.pk]),
        reverse("turn-back", args=["quote", quote.pk]),
    ):
        assert client.get(address)["Location"].startswith(reverse("sign-in"))
        assert client.post(address, {"kind": "title"})["Location"].startswith(reverse("sign-in"))
    assert (Quote.objects.get().state, MarkedWords.objects.get().state) == ("suggested",) * 2


def test_words_in_marks_are_confirmed_and_rejected_as_quotes_are(editor_client, article, title):
    editor_client.post(reverse("decide", args=["marked", title.pk]), {"state": "rejected"})
    page = page_of(editor_client, article)
    assert "1 in marks, rejected" in page
    assert f'id="m-w{title.pk}"' not in page
    answer = editor_client.post(
        reverse("undo-decision", args=["marked", title.pk]), headers={"HX-Request": "true"}
    )
    assert f'id="w{title.pk}"' in answer.content.decode()


def test_a_decision_over_a_newer_one_shows_both(editor_client, title):
    decide(MarkedWords.objects.get(), "rejected", make_person("bo"))
    answer = editor_client.post(
        reverse("decide", args=["marked", title.pk]),
        {"state": "confirmed", "revision": title.revision},
        headers={"HX-Request": "true"},
    )
    assert answer.status_code == 409
    assert "Somebody changed this while you had it open." in answer.content.decode()


def test_history_names_them(editor_client, article, title):
    quote = make_quote(article, "was closed", kind="indirect")
    editor_client.post(reverse("decide", args=["quote", quote.pk]), {"state": "confirmed"})
    editor_client.post(reverse("make-quote", args=[title.pk]))
    page = editor_client.get(reverse("article-history", args=[article.pk])).content.decode()
    assert "words in marks rejected" in page
    assert f"?reported=1#q{quote.pk}" in page


def test_reported_speech_is_counted_and_shown_when_asked_for(client, article):
    reported = make_quote(article, "was closed", kind="indirect")
    page = page_of(client, article)
    assert '<span id="count-quotes">1</span>' in page
    assert '<span id="count-reported">1</span> reported' in page
    assert f'id="q{reported.pk}"' not in page
    assert '<a href="?reported=1#quotes" data-more>show reported speech</a>' in page
    page = page_of(client, article, "?reported=1")
    assert '<span id="count-quotes">1</span>' in page
    assert f'class="mark reported" data-mark="q{reported.pk}"' in page
    card = page[page.index(f'id="q{reported.pk}"') :]
    assert "“was closed”" not in card
    assert "reported speech" in card
    assert '<a href="?#quotes">hide reported speech</a>' in page


@pytest.mark.parametrize(
    ("mention", "role", "told"),
    [
        ("Voss", "Capt.", "<b><bdi>Voss</bdi></b> · Capt. Ada Voss"),
        ("she", "Lord Mayor", "<b><bdi>she</bdi></b> · Lord Mayor Ada Voss"),
        ("she", "harbour master", "<b><bdi>she</bdi></b> · Ada Voss, harbour master"),
        ("Ada Voss", "Dr", "Dr <b><bdi>Ada Voss</bdi></b>"),
        ("Dr Ada Voss", "Dr", "<b><bdi>Dr Ada Voss</bdi></b>"),
        ("pilot Ada Voss", "mate", "<b><bdi>pilot Ada Voss</bdi></b>, mate"),
        ("Ada Voss’s pilot", "", "<b><bdi>Ada Voss’s pilot</bdi></b> · Ada Voss"),
        ("MAda Voss", "", "<b><bdi>MAda Voss</bdi></b> · Ada Voss"),
        ("Ada Voss", "captain", "<b><bdi>Ada Voss</bdi></b>, captain"),
    ],
)
def test_a_title_stands_before_the_name_and_a_role_behind(client, mention, role, told):
    article = make_article(BODY)
    quote = make_quote(article, "Nobody was hurt,", speaker_role=role)
    Quote.objects.filter(pk=quote.pk).update(mention=mention, speaker_name="Ada Voss")
    page = page_of(client, article)
    said = page[page.index('<p class="who">') :].partition('<span class="via">')[0]
    for markup in ('<span aria-hidden="true">', "</span>", '<span class="visually-hidden">'):
        said = said.replace(markup, "")
    said = said.replace(", that is ", "")
    plain = re.sub(r"(?<!<b>)<bdi>|</bdi>(?!</b>)", "", said)
    assert " ".join(plain.removeprefix('<p class="who">').split()) == told


def test_words_that_a_post_has_lead_to_the_post(client):
    from tests.factories import make_post

    article = make_article("“All safe on the quay now.”\n\nAll safe on the quay now, they say!")
    post = make_post(article, "All safe on the quay now, they say!", handle="crew")
    make_quote(article, "All safe on the quay now.", via_post=post.post)
    page = page_of(client, article)
    assert f'via: <a href="#post{post.pk}"><bdi>the X post @crew</bdi></a>' in page


def test_a_quote_whose_speaker_was_not_found_says_so(client, article):
    make_quote(article, "the harbour master", confidence=0.41)
    page = page_of(client, article)
    assert 'speaker not found</span> · <span class="unsure">unsure: 0.41</span>' in page


def test_the_card_names_role_cue_and_post(client):
    from tests.factories import make_post

    article = make_article(
        "“All safe on the quay,” the crew wrote on X.\n\nAll safe on the quay, they say!"
    )
    post = make_post(article, "All safe on the quay, they say!", handle="crew")
    quote = make_quote(
        article, "All safe on the quay,", speaker="the crew", cue="wrote on X", via="X",
        via_how="post", via_post=post.post, speaker_role="rescuers",
    )  # fmt: skip
    Quote.objects.filter(pk=quote.pk).update(speaker=None)
    page = page_of(client, article)
    assert "<b><bdi>the crew</bdi></b>, <bdi>rescuers</bdi> · cue" in page
    assert 'cue <i dir="auto">wrote on X</i>' in page
    assert f'via: on <a href="#post{post.pk}"><bdi>X</bdi></a>' in page
    listed = client.get(reverse("quotes")).content.decode()
    assert f'<a href="{article.get_absolute_url()}#post{post.pk}"><bdi>X</bdi></a>' in listed


def test_a_mark_that_was_made_of_nothing_leads_back_to_its_card(editor_client, editor, article):
    note = make_note(article, "harbour master", "which harbour?", editor)
    answer = editor_client.post(reverse("turn-back", args=["note", note.pk]), follow=True)
    assert answer.redirect_chain == [(f"{article.get_absolute_url()}#n{note.pk}", 302)]
    assert "Nothing to undo." in answer.content.decode()
