"""Blind view, handout and key: nothing on the first two tells who published what."""

import re

import pytest
from django.conf import settings
from django.test import Client

from coverage.desk.comparison import compare
from coverage.desk.samples import load_samples
from coverage.models import OutletName, Redirect, Story
from coverage.text.masking import squeezed
from tests.browser.coverage_of_a_ferry import OUTLETS, ferry_story
from tests.factories import make_article, make_outlet, make_story

pytestmark = pytest.mark.django_db

QUOTED = "Nobody told the bridge,"
TELLING = (
    "By Rosa Quill, Daily Lantern\n\n"
    "KARROW (Daily Lantern) — A ferry caught fire on Monday, and 12 people were hurt. "
    "Picture: Tam Orr/dailylantern.example\n\n"
    f"“{QUOTED}” Captain Ada Voss told the Lantern.\n\n"
    "She had spoken to the Quay Post before, Rosa Quill writes. Follow @LanternNews.\n\n"
    "Write to desk@dailylantern.example or see www.dailylantern.example/ferry."
)


def telling_story() -> Story:
    lantern = make_outlet("Daily Lantern", domain="dailylantern.example")
    OutletName.objects.create(outlet=lantern, name="Lantern on Sunday")
    one = make_article(
        TELLING,
        outlet=lantern,
        headline="Ferry on fire, the Daily Lantern finds",
        authors=["Rosa Quill"],
        quotes=[{"words": QUOTED, "speaker": "Ada Voss"}],
    )
    two = make_article(
        f"Twelve people were hurt on Monday.\n\n“{QUOTED}” Ada Voss said to the Daily Lantern.",
        outlet="Quay Post",
        headline="Quay Post: twelve hurt",
        quotes=[{"words": QUOTED, "speaker": "Ada Voss"}],
    )
    story = make_story(one, two, headline="Ferry on fire, the Daily Lantern finds")
    compare(story)
    return story


def page_of(story: Story, page: str = "blind", rest: str = "") -> str:
    return Client().get(f"/stories/{story.pk}/{page}?seed=4711{rest}").content.decode()


@pytest.mark.parametrize("page", ["blind", "handout"])
def test_nothing_on_the_page_tells_who_published(page):
    html = page_of(telling_story(), page)
    letters = squeezed(html)
    for name in ("Daily Lantern", "Quay Post", "Rosa Quill", "dailylantern", "LanternNews"):
        assert squeezed(name) not in letters
    assert not re.search(
        r"\b[Tt]he (?:Lantern|Post)\b|Tam Orr|href=\"/(?:articles|outlets)/\d", html
    )
    assert "Ada Voss" in html
    assert "[outlet " in html


@pytest.mark.parametrize("outlets", [2, 5, 12])
def test_stories_of_any_size_keep_quiet(outlets):
    html = page_of(ferry_story(outlets))
    assert [name for name in OUTLETS[:outlets] if name in html] == []
    assert f"{outlets} texts in an order drawn with seed 4711" in html


def test_the_sample_keeps_quiet(db):
    load_samples(settings.BASE_DIR / "seeds")
    for story in Story.objects.filter(outlet_count__gt=1):
        names = set(story.memberships.values_list("article__outlet__name", flat=True)) - {None}
        for page in ("blind", "handout"):
            letters = squeezed(page_of(story, page))
            assert [name for name in names if squeezed(name) in letters] == []


def test_a_seed_draws_one_order_and_another_seed_another():
    story = ferry_story(12)
    once = page_of(story, "key")
    assert once == page_of(story, "key")
    orders = {
        tuple(re.findall(r'data-label="Outlet"><bdi>(.*?)</bdi>', page_of(story, "key", extra)))
        for extra in ("", "&seed=1234", "&seed=4321")
    }
    assert len(orders) == 3
    assert all(sorted(order) == sorted(OUTLETS) for order in orders)


@pytest.mark.parametrize("page", ["blind", "handout", "key"])
@pytest.mark.parametrize("seed", ["", "?seed=7", "?seed=many"])
def test_without_a_seed_one_is_drawn_and_stands_in_the_address(page, seed):
    story = ferry_story(2)
    response = Client().get(f"/stories/{story.pk}/{page}{seed}")
    assert re.fullmatch(rf"/stories/{story.pk}/{page}\?seed=[1-9]\d{{3}}", response["Location"])


def test_revealing_says_who_is_who_beside_the_masked_texts():
    html = page_of(telling_story(), rest="&reveal=1")
    assert "Who is who" in html
    assert "Daily Lantern" in html
    assert "told [outlet " in html


def test_the_key_has_each_texts_words_on_what_the_handout_asks():
    story = ferry_story(3)
    handout, key = page_of(story, "handout"), page_of(story, "key")
    asked = re.findall(r'<tr><th scope="row" dir="auto">(.*?)</th>', handout)
    assert asked
    assert asked == re.findall(r'<tr><th scope="row" dir="auto">(.*?)</th>', key)
    assert "Jonas Reed" in key
    assert "14 of 14 words" not in handout


def test_a_story_with_one_text_says_that_there_is_nothing_to_compare():
    article = make_article(outlet="Gull")
    story = make_story(article)
    compare(story)
    assert "Text A" in page_of(story)


def test_a_story_merged_away_leads_on_and_none_is_none():
    story = ferry_story(2)
    Redirect.objects.create(old_story=9999, story=story)
    assert Client().get("/stories/9999/blind")["Location"] == f"/stories/{story.pk}/blind"
    assert Client().get("/stories/77777/blind").status_code == 404


def test_queries_do_not_grow_with_the_outlets(django_assert_num_queries):
    # story · memberships with article, outlet, version · comparison · passages · quotes · their
    # codings · posts · claims · quantities · near-duplicates · other names of the outlets
    for outlets in (3, 12):
        story = ferry_story(outlets)
        with django_assert_num_queries(11):
            page_of(story)
