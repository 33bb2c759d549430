"""Boilerplate by repetition: counted as articles come, labelled, taken back, never the story's."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from coverage.desk.articlepage import article_page
from coverage.desk.doctor import examine
from coverage.desk.ingest import Arrival, receive
from coverage.desk.locking import placing
from coverage.desk.ordinarylines import say_ordinary, undo_ordinary
from coverage.desk.outletlines import label_lines, recount_lines
from coverage.desk.outlets import set_outlet
from coverage.desk.rereading import reread
from coverage.desk.telling import kept_reading
from coverage.models import Article, LineInArticle, Membership, OutletLine, Passage

pytestmark = pytest.mark.django_db
LINE = "The Gull is read by sailors and bakers all along this coast, come rain or fog."
#: Matters with nothing in common, so that each begins a story.
MATTERS = (
    "bridge cable engineer crane girder|Orle|closed",
    "orchestra violin conductor concert cellist|Brask|cheered",
    "wheat harvest tractor farmer combine|Tarn|delayed",
    "penguin aquarium keeper chick feather|Velm|hatched",
    "parliament budget deputy amendment ballot|Sund|passed",
    "glacier climber rescue helicopter crevasse|Kape|saved",
    "bakery oven flour strike baker|Lorn|ended",
)


def text_of(number, line=LINE, more=""):
    things, place, verb = MATTERS[number].split("|")
    a, b, c, d, e = things.split()
    return (
        f"The {a} of {place} {verb}\n\n"
        f"The {a} near {place} was {verb} on Monday after the {b} and the {c} had been seen.\n\n"
        f"Nobody in {place} had counted on the {d}, and every {e} was asked twice.\n\n"
        f"{line}\n\n"
        f"A second {c} with its {e} is to follow in {place} when the {d} has been paid for.{more}\n"
    )


def bring(number, line=LINE, outlet="Gull", name="", more=""):
    content = text_of(number, line, more).encode()
    [answer] = receive(Arrival(content, name=name or f"{number}.txt", outlet=outlet))
    return answer.article


def kinds(line=LINE):
    """The kind of the line in each article, in the order in which they came."""
    rows = Passage.objects.filter(text=line).order_by("version__article_id")
    return list(rows.values_list("kind", flat=True))


def first_line():
    return Passage.objects.filter(text=LINE).order_by("version__article_id").first()


def test_a_line_in_articles_of_four_stories_is_boilerplate_in_all_of_them():
    for number in range(3):
        bring(number)
    assert kinds() == ["paragraph"] * 3
    words = Article.objects.order_by("pk").first().current_version.own_words
    bring(3)
    assert kinds() == ["boilerplate"] * 4
    passage = first_line()
    assert passage.reason == "stands in 3 other articles of this outlet"
    assert passage.version.own_words == words - len(LINE.split())
    bring(4)
    assert (
        Passage.objects.filter(text=LINE)
        .order_by("-version__article_id")
        .first()
        .reason.startswith("stands in 4 other")
    )


def test_case_blanks_and_the_point_at_its_end_make_no_other_line():
    for number in range(3):
        bring(number)
    other = LINE.upper().replace(" ", "  ")[:-1]
    bring(3, other)
    assert kinds() == ["boilerplate"] * 3
    assert kinds(other) == ["boilerplate"]


def test_another_outlets_line_counts_for_nothing():
    for number in range(3):
        bring(number)
    bring(3, outlet="Lamp")
    bring(4, outlet="")
    assert set(kinds()) == {"paragraph"}


def test_articles_of_one_story_count_once():
    first = bring(0)
    for number in range(1, 4):
        article = bring(number)
        Membership.objects.filter(article=article).update(story=first.membership.story)
        with placing():
            LineInArticle.objects.filter(article=article).delete()
            label_lines(article)
    assert set(kinds()) == {"paragraph"}


def test_copies_of_one_text_in_other_stories_count_once():
    story = []
    for number in range(5):
        article = bring(0, more=f" It took {number + 2} hours.", name=f"copy{number}.txt")
        story.append(article.membership.story_id)
        other = bring(number + 1).membership
        Membership.objects.filter(pk=article.membership.pk).update(story=other.story)
        Article.objects.filter(pk=other.article_id).delete()
    assert set(kinds()) == {"paragraph"}


def test_what_names_what_the_rest_is_about_is_the_storys_own():
    line = "Work began in the year the mayor, Hanna Brekk, promised a warm library to all children."
    for number in range(4):
        bring(number, line, more=" It was Hanna Brekk who said so first.")
    assert set(kinds(line)) == {"paragraph"}


def test_a_quote_a_headline_and_a_marked_line_keep_their_kind(editor):
    quote = "“We count on readers like you to keep this paper going,” said Ada Voss, its editor."
    for number in range(4):
        bring(number, quote)
    assert set(kinds(quote)) == {"paragraph"}


def test_such_a_line_claims_nothing_in_its_story():
    line = "More than 12,000 copies of this paper are printed and read along the coast each day."
    for number in range(4):
        article = bring(number, line)
    assert article.current_version.claim_appearances.filter(text=line).exists()
    told = kept_reading([Article.objects.for_comparison().get(pk=article.pk)])[article.pk].reading
    assert line not in [claim.span.text for claim in told.claims]
    assert line not in [card.text for card in article_page(article).claims]
    passage = Passage.objects.get(version=article.current_version, text=line)
    passage.kind, passage.read_as = "paragraph", ""
    passage.save()
    assert line in [card.text for card in article_page(article).claims]


def test_short_plain_prose_stands_in_many_stories_by_chance():
    for number in range(6):
        bring(number, "The inquiry continues.")
    assert set(kinds("The inquiry continues.")) == {"paragraph"}


def test_reading_again_changes_no_label_and_no_count():
    for number in range(5):
        bring(number)
    before = list(Passage.objects.order_by("version", "start").values_list("kind", "reason"))
    list(reread(everything=True))
    list(reread(everything=True))
    again = Passage.objects.order_by("version", "start").values_list("kind", "reason")
    assert [kind for kind, _ in again] == [kind for kind, _ in before]
    assert (OutletLine.objects.get().articles, recount_lines()) == (5, 0)


def test_a_person_takes_the_label_off_one_line_for_good(editor):
    for number in range(4):
        bring(number)
    passage = first_line()
    say_ordinary(passage, editor, everywhere=False)
    assert kinds() == ["paragraph"] + ["boilerplate"] * 3
    list(reread(everything=True))
    assert kinds() == ["paragraph"] + ["boilerplate"] * 3
    undo_ordinary(Passage.objects.get(pk=passage.pk), editor)
    assert kinds() == ["boilerplate"] * 4


def test_a_person_takes_the_label_off_the_line_in_the_outlet(editor):
    for number in range(4):
        bring(number)
    passage = first_line()
    assert say_ordinary(passage, editor, everywhere=True) == 4
    bring(4)
    assert kinds() == ["paragraph"] * 5
    list(reread(everything=True))
    assert kinds() == ["paragraph"] * 5
    undo_ordinary(first_line(), editor)
    assert kinds() == ["boilerplate"] * 5
    assert OutletLine.history.count() >= 2


def test_lines_follow_their_article_to_another_outlet(editor):
    for number in range(3):
        bring(number)
    stray = bring(3, outlet="")
    set_outlet(stray, "Gull", editor)
    assert kinds() == ["boilerplate"] * 4
    set_outlet(stray, "Lamp", editor)
    assert OutletLine.objects.get().articles == 3
    assert kinds() == ["boilerplate"] * 3 + ["paragraph"]


def test_what_an_article_costs_does_not_grow_with_those_that_have_its_lines():
    for number in range(4):
        bring(number)
    asked = []
    for number in (4, 5, 6):
        article = bring(number, outlet="")
        Article.objects.filter(pk=article.pk).update(outlet=Article.objects.first().outlet)
        article = Article.objects.select_related("outlet", "current_version").get(pk=article.pk)
        with (
            placing(),
            CaptureQueriesContext(
                connection,
            ) as queries,
        ):
            label_lines(article)
        asked.append(len(queries))
    assert asked[0] == asked[1] == asked[2] <= 24


def test_the_doctor_counts_the_lines():
    for number in range(4):
        bring(number)
    assert next(c for c in examine() if c.name == "lines").is_well
    OutletLine.objects.update(articles=9)
    found = next(c for c in examine() if c.name == "lines")
    assert not found.is_well
    list(reread(everything=True))
    assert next(c for c in examine() if c.name == "lines").is_well
