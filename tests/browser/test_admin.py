"""The admin in a real browser: the policy holds, the keyboard's words come back byte for byte."""

import pytest
from django.contrib import admin
from django.urls import reverse
from playwright.sync_api import BrowserContext, Page, expect

from coverage.admin.base import LookAdmin
from coverage.desk.review import decide
from coverage.models import Article, ArticleVersion, Coding, Quote, Speaker, State
from tests.admin.conftest import make_coverage
from tests.admin.test_articles import BODY as ODD_BODY
from tests.factories import make_article, make_person, make_speaker, make_tag

from .soundness import assert_as_wide_as_the_screen, violations

pytestmark = pytest.mark.django_db(transaction=True)
#: Sheets that import others, as Django's do, axe would load anew into the page: the policy says no.
NOT_LOADED_AGAIN = "{preload: false}"
MODELS = [model for model in admin.site._registry if model._meta.app_label == "coverage"]


@pytest.fixture
def desk(signed_in: BrowserContext, page: Page) -> Page:
    return page


def address(row_or_model, name="change"):
    args = [row_or_model.pk] if name in ("change", "history", "delete") else []
    return reverse(f"admin:coverage_{row_or_model._meta.model_name}_{name}", args=args)


def test_no_page_of_the_admin_breaks_the_policy(desk: Page, editor):
    for number in range(3):
        make_coverage(editor, number)
    decide(Quote.objects.earliest("pk"), State.CONFIRMED, editor)
    desk.goto(reverse("admin:index"))
    forms = [m for m in MODELS if not isinstance(admin.site._registry[m], LookAdmin)]
    # Rows that are only looked at share one form without widgets; exports and histories one page.
    only_looked_at = [model for model in MODELS if model not in forms][:2]
    for number, model in enumerate([*only_looked_at, *forms]):
        row = model._default_manager.first()
        for name in ("changelist", "change", *(("export", "history") if number < 4 else ())):
            answer = desk.goto(address(row, name))
            assert answer.ok, address(row, name)
    for name in ("outlet", "speaker", "tag", "codebook"):
        desk.goto(reverse(f"admin:coverage_{name}_import"))
        desk.goto(reverse(f"admin:coverage_{name}_add"))


def test_a_body_goes_through_the_browser_unchanged(desk: Page, editor):
    article = make_article(ODD_BODY, quotes=["We stay,"], authors=["Ines Tarr"])
    before = Article.objects.values().get()
    desk.goto(address(article))
    desk.get_by_role("button", name="Save and continue editing").click()
    expect(desk.get_by_text("was changed successfully")).to_be_visible()
    assert ArticleVersion.objects.get().body == ODD_BODY
    assert Article.objects.values().get() == before
    desk.locator("#id_body").evaluate("(box) => { box.value += 'More.' }")
    desk.get_by_role("button", name="Save and continue editing").click()
    expect(desk.get_by_text("The body is now version 2.")).to_be_visible()
    assert Article.objects.get().current_version.body == ODD_BODY + "More."


def test_quotes_are_chosen_and_tagged(desk: Page, editor):
    make_article(quotes=["Nobody was hurt,", "closed on Monday", "a crack"])
    make_tag("safety")
    desk.goto(address(Quote, "changelist"))
    for box in desk.locator("input.action-select").all()[:2]:
        box.check()
    desk.locator("select[name=action]").select_option(label="Tag…")
    desk.get_by_role("button", name="Run").or_(desk.get_by_role("button", name="Go")).click()
    desk.get_by_label("Tag", exact=False).first.select_option(label="safety")
    desk.get_by_role("button", name="Tag 2 quotes").click()
    expect(desk.get_by_text("2 quotes tagged “safety”.")).to_be_visible()
    assert Coding.objects.count() == 2


def test_a_speaker_is_found_while_typing(desk: Page, editor):
    article = make_article(quotes=["Nobody was hurt,"])
    make_speaker("Ada Voss")
    quote = article.current_version.quotes.get()
    desk.goto(address(quote))
    desk.locator(".field-speaker .select2-selection").first.click()
    desk.locator(".select2-search__field").fill("voss")
    desk.get_by_role("option", name="Ada Voss").click()
    desk.get_by_role("button", name="Save", exact=True).click()
    expect(desk.get_by_text("was changed successfully")).to_be_visible()
    quote.refresh_from_db()
    assert (quote.speaker, quote.state) == (Speaker.objects.get(), "confirmed")


def test_a_conflict_shows_both_and_lets_a_person_keep_theirs(desk: Page, editor):
    quote = make_article(quotes=["Nobody was hurt,"]).current_version.quotes.get()
    desk.goto(address(quote))
    decide(Quote.objects.get(), State.REJECTED, make_person("bo"))
    desk.get_by_label("Mention").fill("the harbour master")
    desk.get_by_role("button", name="Save", exact=True).click()
    expect(desk.get_by_text("bo changed this on")).to_be_visible()
    assert Quote.objects.get().mention == ""
    desk.get_by_label("Keep mine").check()
    desk.get_by_role("button", name="Save", exact=True).click()
    expect(desk.get_by_text("was changed successfully")).to_be_visible()
    assert Quote.objects.get().mention == "the harbour master"


def test_text_is_dark_enough_to_read(desk: Page, editor):
    article = make_coverage(editor, 1)
    rules = "{runOnly: ['color-contrast', 'label', 'select-name', 'link-name', 'button-name']}"
    marks = reverse("admin:coverage_article_marks", args=[article.pk])
    for where in (address(Quote, "changelist"), address(article), reverse("admin:index"), marks):
        for scheme in ("light", "dark"):
            desk.emulate_media(color_scheme=scheme)
            desk.goto(where)
            assert violations(desk, rules) == [], (where, scheme)


def test_a_mark_is_moved_by_its_words_beside_the_text(desk: Page, editor):
    article = make_article(quotes=[{"words": "Nobody was hurt,", "speaker": "Ada Voss"}])
    quote = Quote.objects.get()
    desk.set_viewport_size({"width": 390, "height": 844})
    desk.goto(address(article))
    desk.get_by_role("link", name="Marks in the text").click()
    assert violations(desk, NOT_LOADED_AGAIN) == []
    assert_as_wide_as_the_screen(desk)
    desk.get_by_label("words as they stand of mark 1").fill("hurt")
    desk.get_by_role("button", name="Save").click()
    expect(desk.get_by_text("1 mark changed.")).to_be_visible()
    quote.refresh_from_db()
    assert (quote.text, quote.speaker) == ("hurt", Speaker.objects.get())


def test_what_is_deleted_says_what_goes_with_it_and_comes_back(desk: Page, editor):
    article = make_article(quotes=["Nobody was hurt,"])
    desk.goto(address(article))
    desk.get_by_role("link", name="Delete", exact=True).click()
    expect(desk.get_by_text("1 quote", exact=True)).to_be_visible()
    assert violations(desk, NOT_LOADED_AGAIN) == []
    desk.get_by_role("button", name="Delete").click()
    desk.goto(reverse("admin:coverage_deletion_changelist"))
    desk.get_by_role("link", name=str(article)).click()
    desk.get_by_role("button", name="Bring back").click()
    expect(desk.get_by_text("is here again")).to_be_visible()
    assert Article.objects.get().current_version.quotes.count() == 1
