"""Several people merge, split and undo at the same moment: no quote is lost, none is doubled."""

import pytest

from coverage.desk.recomparing import compare_again
from coverage.desk.speakermerging import merge
from coverage.desk.speakermoves import CannotMove, undo
from coverage.desk.speakersplitting import split
from coverage.models import Quote, Speaker, SpeakerChange, SpeakerInArticle
from tests.factories import make_article, make_quote, make_speaker

from .test_concurrency import at_once

pytestmark = pytest.mark.django_db(transaction=True)
NAMES = ("Ann Hale", "Ben Hale", "Cal Hale", "Dot Hale")


@pytest.fixture
def four():
    """Four speakers, each quoted in three articles in which another is quoted too."""
    articles = []
    for number in range(12):
        article = make_article()
        make_quote(article, "Nobody was hurt,", speaker=NAMES[number % 4])
        make_quote(article, "a crack", speaker=NAMES[(number + 1) % 4])
        articles.append(article.pk)
    compare_again(articles)
    return [make_speaker(name) for name in NAMES]


def all_there(speakers):
    """Every quote has a standing speaker, and the kept numbers are those of the quotes."""
    assert Quote.objects.count() == 24
    assert not Quote.objects.filter(speaker=None).exists()
    assert not Quote.objects.filter(speaker__merged_into__isnull=False).exists()
    for speaker in Speaker.objects.all():
        stored = Quote.objects.filter(speaker=speaker)
        assert speaker.quote_count == stored.count()
        articles = stored.values("version__article").distinct().count()
        assert speaker.article_count == articles
        assert SpeakerInArticle.objects.filter(speaker=speaker).count() == articles


def test_merging_each_into_the_next_at_once_loses_no_quote(four, editor):
    a, b, c, d = four
    pairs = [(a, b), (b, c), (c, d), (d, a), (b, a), (a, c)]
    errors = at_once([lambda pair=pair: merge(*pair, editor) for pair in pairs])
    assert all(isinstance(error, CannotMove) for error in errors)
    all_there(four)
    assert Speaker.objects.standing().count() == 1


def test_one_merge_asked_for_twice_at_once_is_one(four, editor):
    errors = at_once([lambda: merge(four[0], four[1], editor)] * 4)
    assert [type(error) for error in errors] == [CannotMove] * 3
    assert SpeakerChange.objects.count() == 1
    all_there(four)


def test_merging_splitting_undoing_and_counting_at_once_loses_no_quote(four, editor):
    a, b, c, d = four
    undone = merge(a, b, editor)
    chosen = list(Quote.objects.filter(speaker=c).values_list("pk", flat=True)[:3])
    articles = list(Quote.objects.values_list("version__article", flat=True).distinct())
    errors = at_once(
        [
            lambda: undo(undone, editor),
            lambda: split(c, chosen, "Eve Hale", editor),
            lambda: merge(d, c, editor),
            lambda: merge(c, a, editor),
            lambda: compare_again(articles),
            lambda: compare_again(reversed(articles)),
        ]
    )
    assert all(isinstance(error, CannotMove) for error in errors), errors
    all_there(four)
