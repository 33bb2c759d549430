"""Through whom a quote was heard: linked where exactly one thing kept fits, text everywhere."""

import pytest

from coverage.desk.heard import link_vias
from coverage.desk.ingest import Arrival, receive
from coverage.models import EmbeddedPost, OutletName, Quote
from tests.factories import make_outlet, make_speaker

pytestmark = pytest.mark.django_db


def linked(posts=(), own=None, **fields):
    row = Quote(**{"text": "Nobody was hurt on the quay", **fields})
    link_vias([row], posts, own)
    return row


def make_post(platform="x", **fields):
    number = EmbeddedPost.objects.count()
    return EmbeddedPost.objects.create(platform=platform, key=f"key {number}", **fields)


@pytest.fixture
def lamp():
    outlet = make_outlet("Daily Lamp")
    OutletName.objects.create(outlet=outlet, name="The Lamp of Orle")
    return outlet


@pytest.mark.parametrize(
    "via",
    [
        "Daily Lamp",
        "the Daily Lamp",
        "the Lamp of Orle",
        "state news agency Daily Lamp",
        "a video posted by the Daily Lamp",
    ],
)
def test_an_outlet_is_known_by_any_of_its_names(lamp, via):
    assert linked(via=via, via_how="told").via_outlet == lamp


@pytest.mark.parametrize("via", ["the Daily Tern", "a statement", "reporters", "the Lamp"])
def test_what_names_no_outlet_kept_stays_text(lamp, via):
    row = linked(via=via, via_how="told")
    assert (row.via, row.via_outlet) == (via, None)


@pytest.mark.parametrize("via", ["the Lamp", "this newspaper", "our reporter"])
def test_an_outlet_speaks_of_itself(lamp, via):
    assert linked(via=via, via_how="told", own=lamp).via_outlet == lamp
    assert linked(via=via, via_how="told", own=make_outlet("Orle Tern")).via_outlet != lamp


@pytest.mark.parametrize("via", ["Ann Bell", "her interpreter, Ann Bell", "interpreter Ann Bell"])
def test_a_person_is_known_by_name(via):
    ann = make_speaker("Ann Bell")
    assert linked(via=via, via_how="translation").via_speaker == ann
    assert linked(via="Ann", via_how="translation").via_speaker is None


def test_words_that_name_two_things_are_linked_to_neither(lamp):
    make_outlet("Orle Tern")
    row = linked(via="the Daily Lamp and the Orle Tern", via_how="told")
    assert row.via_outlet is None


def test_the_post_that_has_the_words_is_the_one():
    theirs = make_post(text="NOBODY was hurt on the quay, all safe!", handle="orle_crew")
    make_post(text="Nobody was there")
    assert linked(posts=EmbeddedPost.objects.all()).via_post == theirs


def test_words_that_two_posts_have_are_linked_to_neither():
    for _ in range(2):
        make_post(text="Nobody was hurt on the quay")
    assert linked(posts=EmbeddedPost.objects.all()).via_post is None


def test_few_words_are_anybodys():
    make_post(text="Nobody was hurt, they say")
    assert linked(posts=EmbeddedPost.objects.all(), text="Nobody was hurt").via_post is None


@pytest.mark.parametrize(
    ("author", "handle"),
    [
        ("Ada Voss", ""),
        ("𝓐𝓭𝓪 𝓥𝓸𝓼𝓼 ⚓", ""),
        ("Ada Voss, harbour master", "orle"),
        ("", "adavoss"),
        ("", "avoss"),
        ("", "voss_of_orle"),
    ],
)
def test_in_a_post_on_a_platform_is_the_speakers_only_one_there(author, handle):
    theirs = make_post(author=author, handle=handle)
    make_post("facebook", author="Ada Voss")
    make_post(author="Bo Wynn", handle="bo")
    row = linked(posts=EmbeddedPost.objects.all(), via="X", via_how="post", speaker_name="Ada Voss")
    assert row.via_post == theirs


@pytest.mark.parametrize(
    ("author", "handle"), [("Bo Wynn", "bo"), ("Ada", "ada"), ("Orle Crew", "voss_of_orle")]
)
def test_somebody_elses_post_is_not_linked(author, handle):
    make_post(author=author, handle=handle)
    row = linked(posts=EmbeddedPost.objects.all(), via="X", via_how="post", speaker_name="Ada Voss")
    assert row.via_post is None


def test_two_posts_of_the_speaker_on_the_platform_are_linked_to_neither():
    make_post(author="Ada Voss")
    make_post(author="Ada Voss", handle="adavoss")
    row = linked(
        posts=EmbeddedPost.objects.all(), via="Twitter", via_how="post", speaker_name="Ada Voss"
    )
    assert row.via_post is None


def test_a_handle_that_speaks_is_its_only_post():
    theirs = make_post(handle="orle_crew")
    make_post(handle="bo")
    assert linked(posts=EmbeddedPost.objects.all(), mention="@Orle_Crew").via_post == theirs


def test_what_was_told_to_an_outlet_is_no_post(lamp):
    make_post(text="Nobody was hurt on the quay")
    row = linked(posts=EmbeddedPost.objects.all(), via="the Daily Lamp", via_how="told")
    assert (row.via_outlet, row.via_post) == (lamp, None)


def test_a_received_article_links_them(lamp):
    text = (
        "Bridge closed\n\n“Nobody was hurt,” Ada Voss told the Daily Lamp.\n\n"
        "“The crane stood still all night,” Bo Wynn wrote on X.\n\n"
        "The crane stood still all night. And nobody came! "
        "— Bo Wynn (@bo_wynn) March 2, 2026\n\nAfter it came rain."
    )
    [answer] = receive(Arrival(text.encode(), name="a.txt"))
    rows = {q.text: q for q in Quote.objects.filter(version__article=answer.article)}
    assert rows["Nobody was hurt,"].via_outlet == lamp
    assert rows["The crane stood still all night,"].via_post.handle == "bo_wynn"
