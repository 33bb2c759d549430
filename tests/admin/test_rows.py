"""Deciding, tagging and correcting rows in the admin: through the desk, with history."""

import pytest
from django.urls import reverse

from coverage.admin.order import GROUPS
from coverage.desk.editing import edit_row
from coverage.desk.review import decide
from coverage.models import (
    ClaimAppearance,
    Coding,
    Note,
    Passage,
    PostAppearance,
    Quote,
    Speaker,
    State,
    Tag,
)
from tests.factories import make_article, make_note, make_person, make_quote, make_speaker, make_tag

pytestmark = pytest.mark.django_db
LIST = "admin:coverage_quote_changelist"


def change(row):
    return reverse(f"admin:coverage_{row._meta.model_name}_change", args=[row.pk])


def fields_of(client, address):
    """What a browser would send back from the form at the address, unchanged."""
    form = client.get(address).context["adminform"].form
    sent = {}
    for bound in form:
        value = bound.value()
        sent[bound.html_name] = "" if value is None else value
    return sent


@pytest.fixture
def quotes():
    article = make_article(quotes=["Nobody was hurt,", "Nobody", "closed on Monday"])
    return list(article.current_version.quotes.all())


def act(client, action, rows, address=LIST, **more):
    sent = {"action": action, "_selected_action": [row.pk for row in rows], **more}
    return client.post(reverse(address), sent, follow=True)


@pytest.mark.parametrize(
    ("action", "state"), [("confirm", "confirmed"), ("reject", "rejected"), ("unsure", "suggested")]
)
def test_a_bulk_action_decides_with_who_before_and_after(
    editor_client, editor, quotes, action, state
):
    decide(quotes[2], State.REJECTED if state != "rejected" else State.CONFIRMED, editor)
    answer = act(editor_client, action, quotes)
    assert set(Quote.objects.values_list("state", flat=True)) == {state}
    assert state in answer.content.decode()
    changed = quotes[2].history.first()
    assert (changed.state, changed.history_user) == (state, editor)
    assert changed.prev_record.state != state


@pytest.mark.parametrize("model", [ClaimAppearance, PostAppearance, Passage])
def test_claims_posts_and_passages_are_decided_in_bulk_too(editor_client, model):
    words = "At least 12 lorries were turned back."
    make_article(claims=[words], posts=[words])
    act(
        editor_client,
        "reject",
        model.objects.all(),
        f"admin:coverage_{model._meta.model_name}_changelist",
    )
    assert not model.objects.standing().exists()


def test_bulk_tagging_asks_for_the_tag_first(editor_client, quotes):
    make_tag("safety")
    answer = act(editor_client, "tag", quotes)
    text = answer.content.decode()
    assert "Tag 3 quotes" in text
    assert "safety" in text
    assert "Nobody was hurt," in text
    assert not Coding.objects.exists()


@pytest.mark.parametrize("new", [True, False])
def test_bulk_tagging_puts_a_tag_on_all(editor_client, editor, quotes, new):
    tag = make_tag("safety")
    chosen = {"name": "calm", "tag": ""} if new else {"tag": tag.pk, "name": ""}
    act(editor_client, "tag", quotes, apply="1", **chosen)
    codings = Coding.objects.select_related("tag", "person")
    assert {(c.tag.name, c.person) for c in codings} == {("calm" if new else "safety", editor)}
    assert codings.count() == Coding.history.count() == 3


@pytest.mark.parametrize("chosen", [{}, {"name": "gone"}, {"name": "a", "tag": "both"}])
def test_bulk_tagging_says_what_is_missing(editor_client, quotes, chosen):
    tag = make_tag("safety")
    make_tag("gone", archived=True)
    sent = {"tag": tag.pk if chosen.get("tag") else "", "name": chosen.get("name", "")}
    text = act(editor_client, "tag", quotes, apply="1", **sent).content.decode()
    assert "errorlist" in text
    assert not Coding.objects.exists()
    assert Tag.objects.count() == 2


def test_a_corrected_speaker_is_confirmed_and_in_history(editor_client, editor, quotes):
    quote, ada = quotes[0], make_speaker("Ada Voss")
    sent = fields_of(editor_client, change(quote)) | {"speaker": ada.pk, "mention": "Ada Voss"}
    sent |= inline_of("codings")
    assert editor_client.post(change(quote), sent).status_code == 302
    quote.refresh_from_db()
    assert (quote.speaker, quote.state, quote.decided_by) == (ada, "confirmed", editor)
    after, before = quote.history.all()
    assert (before.speaker, after.speaker, after.history_user) == (None, ada, editor)


def inline_of(prefix):
    return {f"{prefix}-TOTAL_FORMS": 0, f"{prefix}-INITIAL_FORMS": 0}


def test_an_unchanged_form_changes_nothing(editor_client, quotes):
    quote = quotes[0]
    before = Quote.objects.filter(pk=quote.pk).values().get()
    sent = fields_of(editor_client, change(quote)) | inline_of("codings")
    assert editor_client.post(change(quote), sent).status_code == 302
    assert Quote.objects.filter(pk=quote.pk).values().get() == before
    assert not quote.history.exists()


def test_a_span_is_moved_with_its_words_and_marks(editor_client, quotes):
    quote = next(q for q in quotes if q.text == "Nobody")
    end = quote.start + len("Nobody was hurt")
    sent = fields_of(editor_client, change(quote)) | {"end": end} | inline_of("codings")
    assert editor_client.post(change(quote), sent).status_code == 302
    quote.refresh_from_db()
    assert (quote.text, quote.state) == ("Nobody was hurt", "confirmed")
    assert quote.outer_start == quote.start - 1


@pytest.mark.parametrize(("start", "end"), [(5, 5), (0, 10_000), (9, 3)])
def test_a_span_that_holds_no_words_is_refused(editor_client, quotes, start, end):
    sent = fields_of(editor_client, change(quotes[0])) | {"start": start, "end": end}
    answer = editor_client.post(change(quotes[0]), sent | inline_of("codings"))
    assert answer.status_code == 200
    assert "not a stretch" in answer.content.decode()


def test_a_newer_change_is_shown_and_not_overwritten(editor_client, quotes):
    quote, bo = quotes[0], make_person("bo")
    sent = fields_of(editor_client, change(quote)) | {"mention": "Ada"} | inline_of("codings")
    decide(Quote.objects.get(pk=quote.pk), State.REJECTED, bo)
    answer = editor_client.post(change(quote), sent)
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "bo changed this on" in text
    assert "yours “Ada”, stored “”" in text
    assert "yours “suggested”, stored “rejected”" in text
    quote.refresh_from_db()
    assert (quote.state, quote.mention) == ("rejected", "")


def test_mine_is_kept_when_a_person_says_so(editor_client, quotes):
    quote, bo = quotes[0], make_person("bo")
    sent = fields_of(editor_client, change(quote)) | {"mention": "Ada"} | inline_of("codings")
    decide(Quote.objects.get(pk=quote.pk), State.REJECTED, bo)
    sent |= {"keep_mine": "2"}
    assert editor_client.post(change(quote), sent).status_code == 302
    quote.refresh_from_db()
    assert (quote.state, quote.mention, quote.revision) == ("suggested", "Ada", 3)
    assert [h.state for h in quote.history.all()] == ["suggested", "rejected", "suggested"]


def test_a_third_change_in_between_is_a_conflict_again(editor_client, quotes):
    quote, bo = quotes[0], make_person("bo")
    sent = fields_of(editor_client, change(quote)) | {"mention": "Ada", "keep_mine": "2"}
    for state in (State.REJECTED, State.CONFIRMED):
        decide(Quote.objects.get(pk=quote.pk), state, bo)
    answer = editor_client.post(change(quote), sent | inline_of("codings"))
    assert 'value="3"> Keep mine' in answer.content.decode()


def test_history_shows_who_before_and_after(editor_client, editor, quotes):
    decide(quotes[0], State.CONFIRMED, editor)
    address = reverse("admin:coverage_quote_history", args=[quotes[0].pk])
    text = " ".join(editor_client.get(address).content.decode().split())
    assert "<del>suggested</del> → <ins>confirmed</ins>" in text
    assert "<td>editor</td>" in text
    assert "<td>the machine</td>" in text
    first = quotes[0].history.last()
    old = reverse("admin:coverage_quote_simple_history", args=[quotes[0].pk, first.pk])
    assert editor_client.get(old).status_code == 200


def test_words_stand_in_context_and_are_never_markup(editor_client):
    article = make_article("Before <b>it</b>: <script>alert(1)</script> & after.")
    make_quote(article, "<script>alert(1)</script>")
    for address in (reverse(LIST), change(Quote.objects.get())):
        text = editor_client.get(address).content.decode()
        assert "<script>alert" not in text
        assert "<mark>&lt;script&gt;alert(1)&lt;/script&gt;</mark>" in text
        assert ">Before &lt;b&gt;it&lt;/b&gt;: " in text
        assert " &amp; after." in text


def test_rows_of_the_machine_are_not_deleted_or_typed_in(editor_client, quotes):
    assert editor_client.post(change(quotes[0]).replace("change", "delete")).status_code == 403
    assert editor_client.get(reverse("admin:coverage_quote_add")).status_code == 403
    assert "Delete selected" not in editor_client.get(reverse(LIST)).content.decode()


def test_a_coding_taken_off_stays_in_history(editor_client, editor, quotes):
    act(editor_client, "tag", quotes[:1], apply="1", tag="", name="calm")
    coding = Coding.objects.get()
    address = reverse("admin:coverage_coding_delete", args=[coding.pk])
    editor_client.post(address, {"post": "yes"})
    assert not Coding.objects.exists()
    assert (Coding.history.first().history_type, Coding.history.first().history_user) == (
        "-",
        editor,
    )


def test_a_note_is_edited_over_its_own_revision_only(editor_client, editor):
    note = make_note(make_article(), "harbour master", "ask her", editor)
    sent = fields_of(editor_client, change(note))
    editor_client.post(change(note), sent | {"words": "asked"})
    answer = editor_client.post(change(note), sent | {"words": "ask again"})
    assert "stored “asked”" in answer.content.decode()
    assert Note.objects.get().words == "asked"
    assert [h.words for h in note.history.all()] == ["asked", "ask her"]


def test_a_row_is_seen_on_its_page(editor_client, quotes):
    text = editor_client.get(change(quotes[0])).content.decode()
    assert "View on site" in text


def test_speakers_are_found_while_typing(editor_client):
    for name in ("Ada Voss", "Éva Orle", "Bo Lind"):
        Speaker.objects.create(name=name)
    sent = {"app_label": "coverage", "model_name": "quote", "field_name": "speaker"}
    answer = editor_client.get(reverse("admin:autocomplete"), sent | {"term": "ÉVA OR"})
    assert [row["text"] for row in answer.json()["results"]] == ["Éva Orle"]


def test_rows_are_filtered_by_outlet(editor_client):
    gull = make_article(outlet="Gull", quotes=["Nobody was hurt,"]).outlet
    make_article(quotes=["a crack"])
    of_gull = editor_client.get(reverse(LIST), {"outlet": gull.pk}).context["cl"].queryset
    of_none = editor_client.get(reverse(LIST), {"outlet": "none"}).context["cl"].queryset
    assert [row.text for row in of_gull] == ["Nobody was hurt,"]
    assert [row.text for row in of_none] == ["a crack"]
    assert editor_client.get(reverse(LIST), {"outlet": "x"}).context["cl"].queryset.count() == 2


def test_reported_speech_is_listed_only_when_asked_for(editor_client):
    make_article(quotes=["Nobody was hurt,", {"words": "a crack was found", "kind": "indirect"}])

    def listed(**query):
        rows = editor_client.get(reverse(LIST), query).context["cl"].queryset
        return sorted(row.text for row in rows)

    assert listed() == ["Nobody was hurt,"]
    assert listed(kind="indirect") == ["a crack was found"]
    assert listed(kind="all") == ["Nobody was hurt,", "a crack was found"]
    page = editor_client.get(reverse(LIST)).content.decode()
    assert "words in marks" in page
    assert "reported speech" in page


def test_models_are_listed_in_the_order_of_their_use(editor_client):
    apps = editor_client.get(reverse("admin:index")).context["app_list"]
    listed = [model["object_name"] for app in apps for model in app["models"]]
    assert listed[:3] == ["Story", "Article", "Quote"]
    named = [name for _, _, names in GROUPS for name in names if name in listed]
    assert listed[: len(named)] == named
    assert [app["name"] for app in apps][-1] == "What the machine keeps"


def test_a_conflict_without_a_difference_says_so(editor_client, quotes):
    bo = make_person("bo")
    sent = fields_of(editor_client, change(quotes[0])) | {"mention": "Ada"} | inline_of("codings")
    theirs = Quote.objects.get(pk=quotes[0].pk)
    edit_row(theirs, {"mention": "Ada", "state": State.SUGGESTED}, bo)
    text = editor_client.post(change(quotes[0]), sent).content.decode()
    assert "No field you see here differs." in text
