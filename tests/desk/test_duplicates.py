"""Near-duplicates, reprints and wire copy: one rule for all ways in; people over the machine."""

import random

import pytest
from django.core.management import call_command

from coverage.desk.doctor import examine
from coverage.desk.duplicates import find_kin
from coverage.desk.editing import edit_article, edit_body
from coverage.desk.folding import confirm_folded, fold_again, stand_alone
from coverage.desk.ingest import Arrival, receive
from coverage.desk.outlets import set_outlet
from coverage.desk.regrouping import regroup
from coverage.desk.rereading import reread
from coverage.desk.sketching import told_texts
from coverage.models import (
    Article,
    Document,
    Membership,
    Quote,
    SharedText,
    Sketch,
    SketchKey,
    SpeakerInArticle,
    State,
    Story,
)

pytestmark = pytest.mark.django_db

HEAD = "Bridge at Orle shut for the winter"
TOLD = (
    "The old bridge over the Tarn at Orle will stay shut for most of the winter while engineers "
    "look for cracks in its main beam, the town said on Monday.\n\n"
    "“Nobody will drive over it before we know what holds it up,” said Ada Voss, the mayor.\n\n"
    "Lorries are sent round by the coast road, which takes an hour more, and the bakers of the "
    "market square have begun to complain about the time at which their flour arrives.\n\n"
    "At least 12 shops have asked for help with their rent. A ferry for people on foot is to run "
    "from the old fish quay until the bridge opens again, paid for by the county."
)
#: What a desk changes in a text it prints again, one word in twenty.
EDITS = (
    ("most", "much"),
    ("look", "search"),
    ("hour", "half-day"),
    ("begun", "started"),
    ("people", "those"),
)


def edited(text=TOLD, edits=EDITS):
    for word, other in edits:
        assert word in text
        text = text.replace(word, other, 1)
    return text


def take(text=TOLD, head=HEAD, outlet="Gull", **given):
    [answer] = receive(Arrival(f"{head}\n\n{text}\n".encode(), outlet=outlet, **given))
    return answer


def quotes_in(article):
    return [quote.text for quote in Quote.objects.filter(version__article=article)]


def test_an_outlets_edited_copy_is_kept_and_folded_under_the_first():
    first, again = take(), take(edited(), "Winter without the bridge")
    assert (first.outcome, again.outcome) == ("added", "near-duplicate")
    assert again.why.startswith(f"of “{HEAD}” (Gull): 9")
    assert Document.objects.count() == 2
    assert again.article.current_version.body.startswith("Winter without the bridge")
    assert again.article.membership is None
    story = first.article.membership.story
    story.refresh_from_db()
    assert story.article_count == 1
    assert not quotes_in(again.article)
    assert not SpeakerInArticle.objects.filter(article=again.article).exists()
    assert quotes_in(first.article)


def test_what_came_again_comes_again_unchanged():
    take()
    take(edited())
    assert take(edited()).outcome == "unchanged"
    assert Article.objects.count() == 2


def test_the_order_of_arrival_decides_which_is_the_first():
    first, again = take(edited()), take()
    assert (first.outcome, again.outcome) == ("added", "near-duplicate")
    assert SharedText.objects.get().first == first.article


def test_a_copy_of_a_copy_is_of_the_first():
    first = take()
    take(edited())
    third = take(edited(edits=[*EDITS, ("shops", "stalls")]))
    assert third.outcome == "near-duplicate"
    assert SharedText.objects.get(article=third.article).first == first.article


def test_other_outlets_print_of_it_stands_and_joins_the_story_of_its_twin():
    first, other = take(), take(edited(), "A river without a crossing", outlet="Herald")
    assert other.outcome == "added"
    row = SharedText.objects.get()
    assert (row.kind, row.first, row.is_one_text) == ("reprint", first.article, True)
    membership = other.article.membership
    assert membership.story == first.article.membership.story
    assert membership.reasons[0].startswith("shares its text: 9")
    assert membership.story.text_shared
    regroup()
    assert Membership.objects.get(article=other.article, is_current=True).story == membership.story


def test_one_outlet_named_and_one_not_are_not_taken_for_one():
    take()
    assert take(edited(), outlet="").outcome == "added"
    assert SharedText.objects.get().kind == "reprint"


def test_texts_of_no_outlet_are_near_duplicates():
    take(outlet="")
    assert take(edited(), outlet="").outcome == "near-duplicate"


MATCH = (
    "{home} beat {away} {score} on Saturday in front of {seen} people at home. The first goal came "
    "after {minute} minutes, when {scorer} headed in a corner from the left, and the second before "
    "the break. The visitors had more of the ball after it but did not find a way through, and the "
    "home side stay in the upper half of the table with two games to play before the winter break."
)
CASES = [
    ("a figure of its own", TOLD, edited().replace("12 shops", "14 shops")),
    (
        "match reports of a series",
        MATCH.format(home="Orle", away="Brask", score="2–1", seen="410", minute="9", scorer="Lund"),
        MATCH.format(home="Orle", away="Velm", score="3–0", seen="388", minute="31", scorer="Moe"),
    ),
    ("a paragraph of news", TOLD, f"{TOLD[:-40]}\n\n{MATCH[120:330]}"),
    ("a short text", TOLD[:140], TOLD[:139] + "."),
    (
        "a translation",
        TOLD,
        "Die alte Brücke über die Tarn in Orle bleibt den größten Teil des Winters gesperrt, "
        "während Ingenieure in ihrem Hauptträger nach Rissen suchen, teilte die Stadt am Montag "
        "mit. Lastwagen fahren an der Küste, was eine Stunde länger dauert, und die Bäcker "
        "am Markt beklagen sich schon, wie spät ihr Mehl ankommt.",
    ),
    (
        "boilerplate alone",
        "The council of Orle votes on a new budget for its schools this week, after months in "
        "which parents and teachers had asked for one more teacher in each of the lower forms and "
        "for a roof over the yard.\n\nSign up to our newsletter for the latest news of the region "
        "delivered to your inbox every morning.\n\nRead more: what else happened in town",
        "A storm has taken the roof off the old sail loft in the harbour of Velm, and with it a "
        "part of the wall that kept the sea out of the boat sheds behind it for more than a "
        "hundred winters.\n\nSign up to our newsletter for the latest news of the region "
        "delivered to your inbox every morning.\n\nRead more: what else happened in town",
    ),
]


@pytest.mark.parametrize(("one", "other"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_what_is_not_the_same_text_is_an_article_of_its_own(one, other):
    take(one)
    assert take(other, "Another headline").outcome == "added"
    assert not SharedText.objects.folded().exists()


def test_a_paywall_stub_is_folded_under_the_whole_text_but_never_the_other_way_round():
    stub = TOLD[:420]
    take()
    assert take(stub, "Bridge shut").outcome == "near-duplicate"
    whole = TOLD.replace("bridge", "viaduct").replace("Orle", "Velm")
    take(whole[:420], "Viaduct shut", outlet="Herald")
    answer = take(whole, "Viaduct at Velm shut", outlet="Herald")
    assert answer.outcome == "added"
    assert SharedText.objects.filter(article=answer.article, kind="reprint").exists()


def test_it_can_be_switched_off_for_an_import_and_for_all(settings):
    take()
    kept = take(edited(), keeps_near_duplicates=True)
    assert kept.outcome == "added"
    assert kept.article.membership is not None
    settings.NEAR_DUPLICATES = False
    assert take(edited(edits=EDITS[:2])).outcome == "added"
    assert {row.kind for row in SharedText.objects.all()} == {"reprint"}


def test_the_sample_coverage_is_kept_apart():
    take(is_sample=True)
    assert take(edited()).outcome == "added"
    assert not SharedText.objects.exists()


def test_a_person_makes_it_an_article_of_its_own_and_that_stands(editor):
    first, again = take(), take(edited())
    assert stand_alone(again.article, editor)
    article = Article.objects.get(pk=again.article.pk)
    assert article.membership.story == Membership.objects.get(article=first.article).story
    assert len(quotes_in(article)) == len(quotes_in(first.article))
    assert article.membership.story.article_count == 2
    row = SharedText.objects.get()
    assert (row.state, row.person) == (State.REJECTED, editor)
    assert [entry.history_user for entry in row.history.all()] == [editor, None]
    list(reread(everything=True))
    regroup()
    assert take(edited(edits=EDITS[:4]), "A third print").outcome == "near-duplicate"
    assert not SharedText.objects.folded().filter(article=article).exists()
    assert len(quotes_in(article)) == len(quotes_in(first.article))
    assert not stand_alone(article, editor)


def test_that_is_taken_back_unless_somebody_marked_something(editor):
    take()
    again = take(edited()).article
    stand_alone(again, editor)
    assert fold_again(again, editor)
    assert Article.objects.get(pk=again.pk).membership is None
    assert not quotes_in(again)
    assert not SketchKey.objects.filter(article=again).exists()
    assert SharedText.objects.get().state == State.CONFIRMED
    stand_alone(again, editor)
    quote = Quote.objects.filter(version__article=again).first()
    quote.state = State.CONFIRMED
    quote.save()
    assert not fold_again(again, editor)
    assert quotes_in(again)


def test_reading_again_leaves_it_folded():
    take()
    again = take(edited()).article
    list(reread(everything=True))
    assert not quotes_in(again)
    assert SharedText.objects.folded().filter(article=again).exists()


def test_a_text_that_changed_stands_on_its_own_unless_a_person_said_so(editor):
    first = take().article
    others = [take(edited(edits=EDITS[:n])).article for n in (3, 4)]
    confirm_folded(others[1], editor)
    for article in others:
        article.refresh_from_db()
        edit_body(article, f"{TOLD}\n\n{MATCH}", editor)
    folded = SharedText.objects.folded().values_list("article", flat=True)
    assert list(folded) == [others[1].pk]
    assert quotes_in(others[0])
    assert not quotes_in(others[1])
    assert first.shared_by.count() == 2


def test_near_duplicates_of_a_text_that_changed_are_looked_at_again(editor):
    first, again = take().article, take(edited()).article
    edit_body(first, f"{MATCH}\n\n{MATCH[::-1]}", editor)
    assert not SharedText.objects.exists()
    assert Article.objects.get(pk=again.pk).membership is not None
    assert take(edited(edits=EDITS[:4])).outcome == "near-duplicate"


def test_outlets_that_turn_out_to_be_two_let_both_stand(editor):
    first, again = take(outlet="").article, take(edited(), outlet="").article
    set_outlet(first, "Gull", editor)
    assert SharedText.objects.folded().exists()
    again.refresh_from_db()
    edit_article(again, {"outlet": Article.objects.get(pk=first.pk).outlet}, editor)
    assert SharedText.objects.folded().exists()
    set_outlet(again, "Herald", editor)
    assert SharedText.objects.get().kind == "reprint"
    assert Article.objects.get(pk=again.pk).membership is not None


def test_a_copy_is_found_among_many_articles_that_share_a_form_of_words():
    form = "Subscribers of this paper read it here first and can tell us what they think of it. "
    source = random.Random(5)
    words = [
        f"{a}{b}" for a in "bra kel mor tun vis sar lod".split() for b in "ne ka ro li".split()
    ]
    texts = [form + " ".join(source.choices(words, k=60)) + "." for _ in range(25)]
    articles = [take(text, f"Number {n}").article for n, text in enumerate(texts)]
    again = take(texts[3] + " So it is.", "Again")
    assert again.outcome == "near-duplicate"
    assert SharedText.objects.get(article=again.article).first == articles[3]


def test_what_finding_costs_does_not_grow(django_assert_max_num_queries):
    article = take().article
    for n in range(3):
        take(edited(edits=EDITS[: n + 1]), outlet=f"Paper {n}")
    told = told_texts([Article.objects.select_related("current_version").get(pk=article.pk)])
    with django_assert_max_num_queries(5):
        assert find_kin(article, told[article.pk])


def test_the_very_same_text_in_another_outlet_is_another_article():
    first, other = take(), take(outlet="Herald")
    assert (other.outcome, other.article.outlet_name) == ("added", "Herald")
    assert other.article.membership.story == first.article.membership.story
    assert take(outlet="").outcome == take(outlet="Herald").outcome == "unchanged"
    assert Article.objects.count() == 2


def test_every_article_but_folded_ones_stands_in_a_story():
    take()
    take(edited())
    take(edited(), outlet="Herald")
    assert Membership.objects.filter(is_current=True).count() == 2
    assert Story.objects.filter(article_count=2).count() == 1


def test_the_doctor_finds_what_no_copy_is_found_by_and_the_command_mends_it(capsys):
    first, other = take().article, take(edited(), outlet="Herald").article
    take(edited(edits=EDITS[:3]))
    assert {check.name: check.is_well for check in examine()}["shared texts"]
    SharedText.objects.filter(article=other).delete()
    SketchKey.objects.all().delete()
    Sketch.objects.all().delete()
    [ill] = [check for check in examine() if check.name == "shared texts"]
    assert (ill.is_well, ill.mend) == (False, "run `manage.py sketch`")
    assert ill.said == "2 articles not in the index"
    call_command("sketch")
    assert "2 articles brought up to date" in capsys.readouterr().out
    assert SharedText.objects.filter(article=other, first=first, kind="reprint").exists()
    assert SharedText.objects.folded().count() == 1
    assert {check.name: check.is_well for check in examine()}["shared texts"]


def test_a_near_duplicate_whose_first_was_deleted_finds_its_place():
    first, again = take().article, take(edited()).article
    first.delete()
    [ill] = [check for check in examine() if check.name == "stories"]
    assert not ill.is_well
    call_command("sketch")
    assert Article.objects.get(pk=again.pk).membership is not None
    assert quotes_in(again)
    assert take(edited(edits=EDITS[:3])).outcome == "near-duplicate"
