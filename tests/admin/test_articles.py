"""An article in the admin: its body, what stands marked in it, and what cannot be deleted."""

import re

import pytest
from django.urls import reverse

from coverage.admin.articles import made_of
from coverage.desk.editing import edit_article, edit_body
from coverage.desk.review import decide
from coverage.desk.tagging import tag_quote
from coverage.models import Article, ArticleVersion, Deletion, Document, Quote, State
from tests.factories import (
    make_article,
    make_document,
    make_note,
    make_outlet,
    make_person,
    make_quote,
    make_story,
)

pytestmark = pytest.mark.django_db

#: Begins with a space, holds flags, an emoji, odd blanks and markup, ends with two newlines.
BODY = (
    " 🇳🇱🇺🇦 Flags 🏴󠁧󠁢󠁳󠁣󠁴󠁿 flew\u00a0at\u2028Skell.\n\n"
    "“We stay,” said Ines Tarr. </textarea> <b>&amp;\n\n\n"
    "\tThe engine stopped “twice”.\u200b  \n\n"
)
PREFIXES = ("quote", "postappearance", "claimappearance")


def change(article):
    return reverse("admin:coverage_article_change", args=[article.pk])


def form_of(client, article):
    """What a browser would send back unchanged: CRLF line ends, a date in two fields."""
    answer = client.get(change(article))
    sent = {}
    forms = [answer.context["adminform"].form]
    for formset in answer.context["inline_admin_formsets"]:
        forms += [formset.formset.management_form, *formset.formset.forms]
    for form in forms:
        for bound in form:
            value = bound.value()
            if bound.name == "published_at" and value:
                sent["published_at_0"] = value.strftime("%Y-%m-%d")
                sent["published_at_1"] = value.strftime("%H:%M:%S")
            else:
                sent[bound.html_name] = "" if value is None else value
    sent["body"] = sent["body"].replace("\n", "\r\n")
    return sent


@pytest.fixture
def article():
    return make_article(
        BODY,
        quotes=["We stay,", "twice"],
        claims=["The engine stopped “twice”."],
        posts=["Flags"],
        authors=["Ines Tarr", "Bo"],
    )


def test_saving_an_unchanged_form_changes_no_byte(editor_client, article):
    before = Article.objects.values().get()
    rows = list(Quote.objects.values())
    assert editor_client.post(change(article), form_of(editor_client, article)).status_code == 302
    assert Article.objects.values().get() == before
    assert ArticleVersion.objects.get().body == BODY
    assert list(Quote.objects.values()) == rows
    assert Quote.history.count() == 0
    assert article.history.count() == 1


def test_a_changed_body_makes_a_version_and_keeps_decisions(editor_client, editor, article):
    decide(article.current_version.quotes.get(text="twice"), State.CONFIRMED, editor)
    sent = form_of(editor_client, article)
    sent["body"] = "First line.\r\n" + sent["body"]
    answer = editor_client.post(change(article), sent, follow=True)
    assert "The body is now version 2." in answer.content.decode()
    version = Article.objects.get().current_version
    assert (version.body, version.person) == ("First line.\n" + BODY, editor)
    assert version.quotes.get(text="twice").state == "confirmed"


def test_lost_marks_are_counted_and_listed(editor_client, editor, article):
    decide(article.current_version.quotes.get(text="twice"), State.CONFIRMED, editor)
    sent = form_of(editor_client, article)
    sent["body"] = sent["body"].replace("twice", "once")
    text = editor_client.post(change(article), sent, follow=True).content.decode()
    assert "version 2; 1 mark not found again" in text
    page = editor_client.get(change(article)).content.decode()
    assert "confirmed by editor: its words do not stand in the new text" in page


def test_head_rows_and_body_are_saved_together(editor_client, editor, article):
    sent = form_of(editor_client, article)
    twice = next(i for i in (0, 1) if sent[f"quote-{i}-id"] == Quote.objects.get(text="twice").pk)
    sent |= {"headline": "Flags over Skell", f"quote-{twice}-state": "rejected"}
    sent["body"] += "More.\r\n"
    assert editor_client.post(change(article), sent).status_code == 302
    article = Article.objects.get()
    assert article.headline == "Flags over Skell"
    assert article.current_version.body == BODY + "More.\n"
    kept = article.current_version.quotes.get(text="twice")
    assert (kept.state, kept.decided_by) == ("rejected", editor)
    assert [h.history_user for h in article.history.all()[:2]] == [editor, editor]


def test_rows_are_decided_on_the_articles_page(editor_client, editor, article):
    sent = form_of(editor_client, article)
    for prefix in PREFIXES:
        assert sent[f"{prefix}-INITIAL_FORMS"] == (2 if prefix == "quote" else 1)
        sent[f"{prefix}-0-state"] = "confirmed"
    editor_client.post(change(article), sent)
    version = article.current_version
    for rows in (version.quotes, version.post_appearances, version.claim_appearances):
        row = rows.order_by("start").first()
        assert (row.state, row.history.first().history_user) == ("confirmed", editor)
    assert Quote.objects.get(text="twice").state == "suggested"


def test_a_row_somebody_else_decided_is_a_conflict(editor_client, article):
    sent = form_of(editor_client, article) | {"quote-0-state": "confirmed"}
    decide(Quote.objects.get(pk=sent["quote-0-id"]), State.REJECTED, make_person("bo"))
    text = editor_client.post(change(article), sent).content.decode()
    assert "bo changed this on" in text
    assert Quote.objects.get(pk=sent["quote-0-id"]).state == "rejected"


@pytest.mark.parametrize("by", ["head", "body"])
def test_a_newer_article_is_shown_and_not_overwritten(editor_client, article, by):
    sent = form_of(editor_client, article) | {"headline": "Mine", "body": "Mine.\r\n"}
    bo = make_person("bo")
    if by == "head":
        edit_article(Article.objects.get(), {"headline": "Theirs"}, bo)
    else:
        edit_body(Article.objects.get(), BODY + "Theirs.\n", bo)
    answer = editor_client.post(change(article), sent)
    text = answer.content.decode()
    assert "bo changed this on" in text
    assert "yours “Mine”, stored" in text
    assert Article.objects.get().headline != "Mine"
    assert ArticleVersion.objects.count() == (2 if by == "body" else 1)
    assert re.search(r"Mine\.\s*</textarea>", text)


def test_the_page_costs_the_same_for_more_rows(
    editor_client, article, django_assert_max_num_queries
):
    for number in range(1, 9):
        make_quote(article, BODY[30 : 30 + number])
    with django_assert_max_num_queries(33):
        assert editor_client.get(change(article)).status_code == 200


def test_authors_are_typed_one_a_line(editor_client, article):
    sent = form_of(editor_client, article) | {"authors": "Ines Tarr\r\n\r\n Mia Orr "}
    editor_client.post(change(article), sent)
    assert Article.objects.get().authors == ["Ines Tarr", "Mia Orr"]


def test_an_address_stands_once(editor_client, article):
    make_article(address="https://skell.example/1")
    sent = form_of(editor_client, article) | {"address": "https://skell.example/1"}
    text = editor_client.post(change(article), sent).content.decode()
    assert "Another article stands at this address already." in text


def mark(article, editor, kind):
    quote = article.current_version.quotes.first()
    {
        "decision": lambda: decide(quote, State.REJECTED, editor),
        "coding": lambda: tag_quote(quote, "calm", editor),
        "note": lambda: make_note(article, "Flags", "which?", editor),
        "version": lambda: edit_body(article, "X " + BODY, editor),
    }[kind]()


@pytest.mark.parametrize(
    ("kind", "why"),
    [
        ("decision", "1 row that a person decided"),
        ("coding", "1 coding"),
        ("note", "1 note"),
        ("version", "1 version a person wrote"),
    ],
)
def test_what_people_made_of_an_article_is_told_before_it_goes_with_it_and_comes_back(
    editor_client, editor, article, kind, why
):
    mark(article, editor, kind)
    address = reverse("admin:coverage_article_delete", args=[article.pk])
    page = editor_client.get(address).content.decode()
    assert f"Of that, people made or decided: <b>{why}</b>" in page
    editor_client.post(address, {"post": "yes"})
    assert not Article.objects.exists()
    back = reverse("admin:coverage_deletion_return", args=[Deletion.objects.get().pk])
    assert editor_client.post(back)["Location"] == change(article)
    assert made_of(Article.objects.get().pk) == [why]


def test_an_untouched_article_can_be_deleted(editor_client, article):
    address = reverse("admin:coverage_article_delete", args=[article.pk])
    assert editor_client.post(address, {"post": "yes"}).status_code == 302
    assert not Article.objects.exists()


def test_a_story_with_articles_cannot_be_deleted(editor_client, article):
    story = make_story(article)
    address = reverse("admin:coverage_story_delete", args=[story.pk])
    assert editor_client.post(address, {"post": "yes"}).status_code == 403


def test_a_headline_that_a_person_wrote_for_a_story_is_theirs(editor_client, editor, article):
    story = make_story(article)
    address = reverse("admin:coverage_story_change", args=[story.pk])
    rows = {"memberships-TOTAL_FORMS": 0, "memberships-INITIAL_FORMS": 0}
    editor_client.post(address, {"headline": "Flags", "headline_article": ""} | rows)
    story.refresh_from_db()
    assert (story.headline, story.headline_chosen) == ("Flags", True)
    assert story.history.first().history_user == editor


def test_memberships_are_confirmed_in_bulk(editor_client, editor, article):
    story = make_story(article)
    row = story.memberships.get()
    sent = {"action": "confirm_membership", "_selected_action": [row.pk]}
    editor_client.post(reverse("admin:coverage_membership_changelist"), sent)
    row.refresh_from_db()
    assert (row.state, row.person) == ("confirmed", editor)


def test_a_document_comes_back_byte_for_byte_as_a_file(editor_client):
    content = b"\xff\xfe<script>alert(1)</script>\r\n\x00"
    document = make_document(content, name="saved/pàge “1”.html", content_type="text/html")
    answer = editor_client.get(reverse("admin:coverage_document_bytes", args=[document.pk]))
    assert answer.content == content
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Disposition"].startswith("attachment; filename*=UTF-8''p%C3%A0ge%20")


@pytest.mark.parametrize("name", ["add", "delete", "change"])
def test_a_document_is_never_changed(editor_client, name):
    document = make_document(name="a.txt")
    args = [] if name == "add" else [document.pk]
    address = reverse(f"admin:coverage_document_{name}", args=args)
    assert editor_client.post(address, {"name": "b.txt", "post": "yes"}).status_code == 403
    assert Document.objects.get().name == "a.txt"


def test_an_outlet_with_articles_cannot_be_deleted(editor_client):
    outlet = make_article(outlet="Skell Post").outlet
    address = reverse("admin:coverage_outlet_delete", args=[outlet.pk])
    assert editor_client.post(address, {"post": "yes"}).status_code == 403
    free = make_outlet("Nobody's")
    address = reverse("admin:coverage_outlet_delete", args=[free.pk])
    assert editor_client.post(address, {"post": "yes"}).status_code == 302


def test_a_derived_headline_is_marked_so(editor_client):
    article = make_article(headline="The harbour bridge at Orle…", headline_derived=True)
    text = editor_client.get(reverse("admin:coverage_article_changelist")).content.decode()
    assert "“The harbour bridge at Orle…”" in text
    assert "first words" in text
    assert "outlet not stated" in text
    assert "the first words of the text" in editor_client.get(change(article)).content.decode()


def test_rows_of_older_versions_are_listed_when_asked_for(editor_client, editor, article):
    edit_body(article, "X " + BODY, editor)
    address = reverse("admin:coverage_passage_changelist")

    def numbers(text):
        rows = editor_client.get(address, {"text": text} if text else {}).context["cl"].queryset
        return set(rows.values_list("version__number", flat=True))

    assert (numbers(""), numbers("older"), numbers("all")) == ({2}, {1}, {1, 2})
    older = editor_client.get(address, {"text": "older"}).content.decode()
    assert "version 1" in older
