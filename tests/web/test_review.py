"""The review queue on its pages: items, answers with copies, conflicts, whole lists, places."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from zeal import zeal_context

from coverage.desk.editing import edit_row
from coverage.desk.people import make_person as make_role
from coverage.desk.review import decide
from coverage.desk.roles import Role
from coverage.models import ClaimAppearance, Quote, ReviewAction, State
from coverage.web import reviewqueue
from tests.desk.test_reviewqueue import copies, read_article
from tests.factories import make_article, make_person, make_quote, make_story

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
QUEUE = "/review/"
BACKEND = "django.contrib.auth.backends.ModelBackend"


def text(response):
    return " ".join(response.content.decode().split())


def post_answer(client, row, state, kind="quote", htmx=False, **sent):
    sent = {"state": state, "revision": row.revision, "next": QUEUE, **sent}
    address = reverse("answer-mark", args=[kind, row.pk])
    return (
        client.post(address, sent, headers=HTMX)
        if htmx
        else client.post(address, sent, follow=True)
    )


@pytest.fixture
def article():
    return read_article(outlet="Gull")


@pytest.fixture
def quote(article):
    return Quote.objects.get(kind="direct")


def test_a_mark_is_asked_in_its_passage_as_it_was_read_and_with_the_reason(editor_client, article):
    make_story(article, headline="Weirs tried")
    page = text(editor_client.get(QUEUE))
    assert "6 suggestions</b> to settle" in page
    assert '“<mark class="asked-for">It will hold,</mark>” said' in page
    assert '<span class="asked-mention">Ida Frost</span>' in page
    assert "The keeper tried the weir on Monday." in page
    assert "0.40 sure of speaker and words: of quotes so read about 4 in 10 were right" in page
    assert "only 3 words stand in marks: it may be a term" in page
    assert "“Weirs tried”" in page
    assert f"/articles/{article.pk}/#q{Quote.objects.get(kind='direct').pk}" in page
    assert "in the middle of the order of claims (0.50)" in page
    assert "a credit names its account (0.70, set by hand)" in page
    assert "Why it is asked: “Source” alone on its line" in page
    for key in "cxue":
        assert f'data-key="{key}"' in page
    assert "“that the bank was dry”" not in page


@pytest.mark.parametrize(
    ("state", "said"),
    [("confirmed", "Confirmed"), ("rejected", "Rejected"), ("suggested", "Left unsure")],
)
def test_an_answer_takes_the_cards_place_and_can_be_taken_back(editor_client, quote, state, said):
    page = text(post_answer(editor_client, quote, state, htmx=True))
    quote.refresh_from_db()
    assert (quote.state, quote.is_decided) == (state, True)
    assert f"{said}: “It will hold,”" in page
    assert "data-settled" in page
    assert '<span id="total" hx-swap-oob="true"><b>5 suggestions</b> to settle' in page
    assert "1 of 6 settled today" in page
    undo = reverse("unanswer-mark", args=["quote", quote.pk])
    assert undo in page
    again = text(
        editor_client.post(undo, {"revision": quote.revision, "next": QUEUE}, headers=HTMX)
    )
    quote.refresh_from_db()
    assert not quote.is_decided
    assert 'data-asked="suggested"' in again
    assert "6 suggestions" in again


def test_without_javascript_the_list_follows_with_the_bar(editor_client, quote):
    page = text(post_answer(editor_client, quote, "rejected"))
    assert "5 suggestions</b> to settle" in page
    assert "Rejected: “It will hold,”" in page
    undo = reverse("unanswer-mark", args=["quote", quote.pk])
    page = text(
        editor_client.post(undo, {"revision": quote.revision + 1, "next": QUEUE}, follow=True)
    )
    assert "6 suggestions</b> to settle" in page


def test_who_is_slower_is_told_and_nothing_of_theirs_is_written(editor_client, quote):
    decide(Quote.objects.get(pk=quote.pk), State.REJECTED, make_person("bo"))
    answer = post_answer(editor_client, quote, "confirmed", htmx=True)
    assert answer.status_code == 409
    assert "bo rejected this while you had it open. Nothing of yours is written." in text(answer)
    assert "data-settled" in text(answer), "the next one comes"
    quote.refresh_from_db()
    assert quote.state == "rejected"
    assert '<mark class="asked-for">It will hold,' not in text(editor_client.get(QUEUE))
    plain = text(post_answer(editor_client, Quote(pk=quote.pk, revision=1), "confirmed"))
    assert "bo rejected this while you had it open" in plain


def test_one_answer_for_copies_is_told_and_undone_together(editor_client):
    copies(3)
    page = text(editor_client.get(QUEUE + "?kind=quote"))
    assert "And in 2 copies, in 2 other articles that share this text: one answer for all." in page
    assert page.count("data-asked=") == 1
    row = Quote.objects.filter(kind="direct").earliest("pk")
    answered = text(post_answer(editor_client, row, "confirmed", htmx=True))
    assert "Confirmed: “It will hold,”, and in 2 copies" in answered
    assert Quote.objects.filter(kind="direct", state="confirmed").count() == 3
    action = ReviewAction.objects.get()
    undo = reverse("undo-answers", args=[action.pk])
    sent = {"next": QUEUE, "kind": "quote", "key": row.pk}
    again = text(editor_client.post(undo, sent, headers=HTMX))
    assert 'data-asked="suggested"' in again
    assert "Undone: 3 marks as before." in again
    assert not Quote.objects.filter(decided_at__isnull=False).exists()


def test_what_is_unsure_and_settled_has_lists_of_its_own(editor_client, editor, quote):
    decide(quote, State.SUGGESTED, editor)
    decide(ClaimAppearance.objects.get(), State.CONFIRMED, make_person("bo"))
    page = text(editor_client.get(QUEUE + "?show=unsure"))
    assert "1 suggestion</b> left unsure" in page
    assert "left unsure</span> by" not in page
    assert "left unsure by <bdi>editor</bdi>" in page
    assert 'value="suggested" data-key="u"' not in page
    page = text(editor_client.get(QUEUE + "?show=settled"))
    assert "1 suggestion</b> settled" in page
    assert "confirmed by <bdi>bo</bdi>" in page
    page = text(editor_client.get(QUEUE + "?show=settled&by=me"))
    assert "Nothing settled: answered by you." in page


def test_the_settled_lead_from_page_to_page(editor_client, editor, monkeypatch):
    monkeypatch.setattr(reviewqueue.queue_page, "__defaults__", (2,))
    read_article(outlet="Gull")
    for row in (*Quote.objects.all(), ClaimAppearance.objects.get()):
        decide(row, State.CONFIRMED, editor)
    page = text(editor_client.get(QUEUE + "?show=settled"))
    assert page.count("data-asked=") == 2
    earlier = re.search(r'href="([^"]+)">Earlier', page)
    assert earlier
    page = text(editor_client.get(earlier[1].replace("&amp;", "&")))
    assert page.count("data-asked=") == 1
    assert ">Earlier" not in page


def test_filters_stand_in_the_address_and_an_empty_list_says_what_hides(editor_client, article):
    page = text(editor_client.get(QUEUE))
    assert f'href="/review/?outlet={article.outlet_id}"' in page
    assert 'href="/review/?kind=claim"' in page
    assert 'href="/review/?sure=under-50"' in page
    page = text(editor_client.get(f"{QUEUE}?kind=claim&outlet={article.outlet_id}&age=day"))
    assert "1 suggestion</b> to settle" in page
    assert "Only claims, of Gull, come in the last day." in page
    page = text(editor_client.get(f"{QUEUE}?kind=claim&sure=under-50"))
    assert "Nothing to settle: claims, sureness below 0.50." in page
    wild = QUEUE + "?kind=x&sure=%00&age=no&outlet=-1&story=9999999999999999999&after=nan~quote~1"
    assert editor_client.get(wild).status_code == 200
    assert editor_client.get(QUEUE + "?after=0.5~quote~x&until=1&show=settled").status_code == 200
    assert editor_client.get(QUEUE + "?show=settled&after=2026-01-01~z~9").status_code == 200


def test_the_list_goes_on_where_somebody_stopped(editor_client, article, monkeypatch):
    monkeypatch.setattr("coverage.desk.reviewitems.PAGE", 2)
    monkeypatch.setattr(reviewqueue.queue_page, "__defaults__", (2,))
    first = text(editor_client.get(QUEUE))
    passing = re.search(r'href="(/review/\?after=[^"]+)">Pass over these', first)
    assert passing
    second = text(editor_client.get(passing[1]))
    assert "that the bank was dry" in second
    again = text(editor_client.get(QUEUE))
    assert "You go on where you stopped." in again
    assert "that the bank was dry" in again
    assert '<mark class="asked-for">It will hold,' not in again
    over = re.search(r'href="(/review/\?until=[^"]+)">Those you passed over', again)
    assert over
    passed = text(editor_client.get(over[1]))
    assert "2 suggestions</b> passed over" in passed
    assert '<mark class="asked-for">It will hold,' in passed
    start = text(editor_client.get(QUEUE + "?from=start"))
    assert '<mark class="asked-for">It will hold,' in start
    assert "You go on" not in text(editor_client.get(QUEUE))


def test_a_page_is_looked_at_and_then_answered_as_a_whole(editor_client, editor, article):
    page = text(editor_client.get(QUEUE))
    marks = re.findall(r'name="mark" value="([^"]+)"', page)
    assert len(marks) == 5
    decide(ClaimAppearance.objects.get(), State.REJECTED, make_person("bo"))
    sent = {"state": "confirmed", "mark": marks, "next": QUEUE}
    look = text(editor_client.post(reverse("answer-page"), sent))
    assert "Confirm 4 suggestions of a page?" in look
    assert "1 suggestion has been changed by somebody" in look
    assert not ReviewAction.objects.exists()
    done = text(editor_client.post(reverse("answer-page"), {**sent, "sure": "1"}, follow=True))
    assert "Confirmed: 4 marks. 1 mark somebody else has changed: left as they are." in done
    assert ClaimAppearance.objects.get().state == "rejected"
    action = ReviewAction.objects.get()
    undone = text(
        editor_client.post(reverse("undo-answers", args=[action.pk]), {"next": QUEUE}, follow=True)
    )
    assert "Undone: 4 marks as before." in undone
    assert "5 suggestions</b> to settle" in undone


def test_a_list_is_looked_at_and_then_answered_in_steps(editor_client, article, monkeypatch):
    monkeypatch.setattr("coverage.desk.reviewanswers.STEP", 3)
    look = editor_client.get(
        reverse("answer-all"), {"state": "rejected", "outlet": article.outlet_id}
    )
    page = text(look)
    assert "Reject 5 suggestions?" in page
    assert "Only of Gull." in page
    fields = dict(re.findall(r'name="([^"]+)" value="([^"]*)"', page))
    read_article(outlet="Gull", confidence=0.9)  # comes in after it was looked at
    steps = text(editor_client.post(reverse("answer-all"), fields, follow=True))
    action = ReviewAction.objects.get()
    while "data-next-step" in steps:
        assert re.search(r'Rejected: <span role="status">[1-4] of 5 marks</span>', steps)
        steps = text(editor_client.post(reverse("answer-list", args=[action.pk]), follow=True))
    assert "Rejected: 5 marks." in steps
    assert "7 suggestions</b> to settle" in steps
    undo = reverse("undo-answers", args=[action.pk])
    going = text(editor_client.post(undo, {"next": QUEUE}, follow=True))
    assert 'Taking back: <span role="status">3 of 5 marks</span>' in going
    done = text(editor_client.post(undo, {"next": QUEUE}, follow=True))
    assert "Undone: 2 marks as before." in done
    assert "12 suggestions</b> to settle" in done


@pytest.mark.parametrize("query", ["", "?state=x", "?state=confirmed&kind=residue"])
def test_what_cannot_be_answered_as_a_whole_is_refused(editor_client, query):
    assert editor_client.get(reverse("answer-all") + query).status_code == 400


def test_unknown_marks_are_not_found(editor_client, quote):
    for kind, key in (("quote", 0), ("residue", 1), ("story", quote.pk), ("claim", 2**60)):
        answer = editor_client.post(
            reverse("answer-mark", args=[kind, key]), {"state": "confirmed"}
        )
        assert answer.status_code == 404, kind
    address = reverse("answer-mark", args=["quote", quote.pk])
    assert editor_client.post(address, {"state": "maybe"}).status_code == 400


def test_a_mark_edited_in_place_stands_there_as_it_is_now(editor_client, editor, quote):
    page = text(editor_client.get(QUEUE))
    assert reverse("edit-mark", args=["quote", quote.pk, "speaker"]) in page
    address = reverse("answer-mark", args=["quote", quote.pk])
    assert f'data-again="{address}?next=' in page
    as_asked = editor_client.get(address, {"next": QUEUE}, headers=HTMX)
    assert 'data-asked="suggested"' in text(as_asked)
    edit_row(quote, {"speaker_name": "Leo Katz", "mention": "Leo Katz"}, editor)
    now = text(editor_client.get(address, {"next": QUEUE}, headers=HTMX))
    assert "data-settled" in now
    assert "Leo Katz" in now
    assert "1 of 6 settled today" in now
    assert editor_client.get(address).status_code == 302


def test_strangers_are_sent_to_sign_in_and_coders_work_the_queue(quote):
    client = Client()
    assert client.get(QUEUE).status_code == 302
    assert client.get(reverse("answer-all")).status_code == 302
    client.force_login(make_role("cora", "lays out weirs", Role.CODER), backend=BACKEND)
    assert "6 suggestions</b> to settle" in text(client.get(QUEUE))
    assert post_answer(client, quote, "confirmed", htmx=True).status_code == 200
    quote.refresh_from_db()
    assert quote.state == "confirmed"


def test_nothing_to_settle_says_so(editor_client):
    page = text(editor_client.get(QUEUE))
    assert "0 suggestions</b> to settle" in page
    assert "Nothing to settle. What the reader finds in articles comes here" in page
    assert "Nothing is left unsure." in text(editor_client.get(QUEUE + "?show=unsure"))
    assert "Nothing is settled yet." in text(editor_client.get(QUEUE + "?show=settled"))


def test_what_was_settled_yesterday_does_not_count_today(editor_client, editor, quote):
    decide(quote, State.CONFIRMED, editor)
    Quote.objects.filter(pk=quote.pk).update(decided_at=timezone.now() - timedelta(days=2))
    assert "0 of 5 settled today" in text(editor_client.get(QUEUE))


def test_many_marks_ask_the_database_no_more(editor_client, queries_watched):
    numbers = []
    for more in (1, 7):
        for number in range(more):
            read_article(outlet=f"Outlet {number}", confidence=0.3 + number / 100)
        with CaptureQueriesContext(connection) as asked, zeal_context():
            assert editor_client.get(QUEUE).status_code == 200
        numbers.append(len(asked))
    assert numbers[0] == numbers[1] <= 55


def test_words_from_a_text_are_never_markup(editor_client):
    article = make_article(
        "“<b>It & holds</b>,” said <i>Ida</i>.", headline="<script>weir</script>"
    )
    make_quote(article, "<b>It & holds</b>,", confidence=0.2)
    page = editor_client.get(QUEUE).content.decode()
    assert "<b>It" not in page
    assert "<script>weir" not in page
    assert "&lt;b&gt;It &amp; holds" in page
