"""How far coders of an assignment agree, and the machine with them."""

import pytest

from coverage.desk.agreement import agreement_page, may_look
from coverage.desk.carrying import carry
from coverage.desk.codedtexts import study_of
from coverage.desk.people import make_editor
from coverage.desk.review import decide
from coverage.desk.revisions import write
from coverage.models import Article, CodedArticle, Coding, Quote, Tag
from tests.factories import make_article, make_marked, make_person, make_quote, make_version

from .coded import BODY, assign, coded, leave_unfinished

pytestmark = pytest.mark.django_db
SAME = {"calm": ["Nobody was hurt"]}


def page_of(assignment, words=2):
    return agreement_page(study_of(assignment), words)


def test_the_same_marks_agree_and_quotation_marks_make_no_difference():
    assignment, *_ = coded({"ana": SAME, "ben": {"calm": ["“Nobody was hurt"]}})
    page = page_of(assignment, 0)
    assert page.total.measured.alpha.figure == 1
    assert page.total.measured.percent.figure == 100
    assert (page.compared, page.articles, page.disputes) == (1, 1, 0)
    assert "too few articles" in page.total.measured.alpha.why
    assert not page.has_intervals


def test_each_tag_and_pair_is_told_with_the_units_of_each_coder():
    assignment, _, tags = coded(
        {
            "ana": {"calm": ["Nobody was hurt"], "cause": ["a crack was found"]},
            "ben": {"calm": ["Nobody was hurt and nobody"], "cause": []},
            "cleo": SAME,
        }
    )
    page = page_of(assignment, 1)
    calm, cause = page.lines
    assert (calm.tag, cause.tag) == (tags["calm"], tags["cause"])
    assert (calm.units, cause.units, page.total.units) == ((1, 1, 1), (1, 0, 0), (2, 1, 1))
    assert calm.measured.percent.figure == pytest.approx(100 / 3)
    assert 0 < calm.measured.alpha.figure < 1
    pairs = {(pair.one.name, pair.other.name): pair for pair in page.pairs}
    assert list(pairs) == [("ana", "ben"), ("ana", "cleo"), ("ben", "cleo")]
    assert dict(pairs["ana", "cleo"].of_tag)[tags["calm"]].alpha.figure == 1
    assert {(kind.words, kind.tag.name, kind.times) for kind in page.commonest} == {
        ("begins or ends elsewhere", "calm", 1),
        ("marked by some only", "cause", 1),
    }


def test_two_tags_on_the_same_words_are_one_kind():
    assignment, *_ = coded({"ana": SAME, "ben": {"blame": ["was hurt and"]}})
    [kind] = page_of(assignment).commonest
    assert (kind.words, kind.times) == ("on the same words", 1)
    assert {kind.tag.name, kind.other.name} == {"calm", "blame"}


def test_articles_that_one_finished_count_for_nobody():
    assignment, people, _ = coded({"ana": SAME, "ben": SAME}, articles=3)
    leave_unfinished(assignment, people["ben"], Article.objects.first())
    page = page_of(assignment)
    assert (page.compared, page.articles) == (2, 3)
    assert [(each.coder, each.articles) for each in page.waiting] == [("ben", 1)]
    assert page.total.units == (3, 2)


def test_twenty_articles_have_an_interval():
    assignment, people, _ = coded({"ana": SAME, "ben": SAME}, articles=20)
    Coding.objects.filter(person=people["ben"]).order_by("pk").first().delete()
    value = page_of(assignment).total.measured.alpha
    low, high = value.interval
    assert low < value.figure < high == 1


def test_nothing_marked_is_said_and_other_codebooks_do_not_count():
    assignment, *_ = coded({"ana": {"calm": []}, "ben": {"calm": []}})
    page = page_of(assignment)
    assert page.total.measured.alpha.figure is None
    assert page.total.measured.alpha.why == "nobody marked anything"
    assert page.others.by_length is None


def test_only_the_current_text_counts():
    assignment, *_ = coded({"ana": SAME, "ben": SAME})
    article = Article.objects.get()
    old = article.current_version
    carry(old, make_version(article, "News. " + BODY))
    assert page_of(assignment).total.units == (1, 1)


def test_the_machine_stands_as_a_coder_as_it_read_whatever_people_decided():
    assignment, *_ = coded({"ana": SAME, "ben": SAME}, reads=Tag.Reads.QUOTES)
    article = Article.objects.get()
    quote = make_quote(article, "Nobody was hurt and nobody will be,")
    make_quote(article, "the harbour master", kind="indirect")
    make_marked(article, "Orle")
    page = page_of(assignment, 0)
    assert page.total.units == (1, 1, 1)
    before = [pair.measured.alpha.figure for pair in page.machine_pairs]
    assert len(before) == 2
    assert before[0] < 1
    decide(quote, "rejected", make_person())
    end = quote.start + len("Nobody was hurt")
    write(Quote.objects.get(pk=quote.pk), {"end": end, "text": "Nobody was hurt"}, make_person())
    page = page_of(assignment, 0)
    assert [pair.measured.alpha.figure for pair in page.machine_pairs] == before
    assert page.total.measured.alpha.figure == 1  # people are measured without it


def test_the_machine_did_not_code_what_it_could_not_read():
    assignment, *_ = coded({"ana": SAME, "ben": SAME}, reads=Tag.Reads.QUOTES)
    version = Article.objects.get().current_version
    version.reader_failed = "ValueError"
    version.save()
    assert [pair.articles for pair in page_of(assignment).machine_pairs] == [0, 0]


def test_the_number_of_queries_is_fixed(django_assert_num_queries):
    marks = {"ana": SAME, "ben": {"calm": ["was hurt"]}, "cleo": SAME}
    assignment, *_ = coded(marks, articles=4, reads=Tag.Reads.QUOTES)
    # coders, articles, finished, tags, codings, near-duplicates, quotes, quotes before people
    with django_assert_num_queries(8):
        study = study_of(assignment)
        agreement_page(study, 2)


@pytest.mark.parametrize(("is_independent", "may"), [(True, False), (False, True)])
def test_coders_of_an_independent_assignment_wait_for_one_another(is_independent, may):
    assignment, people, _ = coded({"ana": SAME, "ben": SAME}, is_independent=is_independent)
    leave_unfinished(assignment, people["ben"], Article.objects.get())
    study = study_of(assignment)
    assert may_look(study, people["ana"]) is may
    assert may_look(study, people["ben"]) is may
    assert may_look(study, make_editor("ed", "a long word"))
    assert not may_look(study, make_person("reader"))


def test_when_all_have_finished_its_coders_look_too():
    assignment, people, _ = coded({"ana": SAME, "ben": SAME})
    assert may_look(study_of(assignment), people["ana"])
    CodedArticle.objects.update(finished_at=None)
    study = study_of(assignment)
    assert not may_look(study, people["ana"])
    page = agreement_page(study, 2)
    assert (page.compared, page.total.measured.alpha.why) == (
        0,
        "no article is finished by two of them",
    )


def test_an_assignment_without_articles_or_coders_has_a_page():
    assignment = assign([], [])
    assert page_of(assignment).compared == 0
    assert page_of(assign([make_article()], [make_person()])).compared == 0
