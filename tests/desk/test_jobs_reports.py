"""How a job gets on and what became of each document: for the page, a table, the terminal."""

import pytest

from coverage.desk.jobs import (
    Refusal,
    Upload,
    Worker,
    do_item,
    progress,
    report,
    report_lines,
    report_table,
    take_item,
    work_on,
)

from .papers import paper_unit, started, zip_of

pytestmark = pytest.mark.django_db


def test_progress_counts_documents_and_says_what_is_being_done():
    job = started(paper_unit(1), paper_unit(2), Upload(zip_of(range(5, 8)), "more.zip"))
    now = progress(job)
    assert (now.done, now.total, now.is_unpacking, now.seconds_left) == (0, 3, True, None)
    do_item(take_item("one"))
    take_item("one")
    job.refresh_from_db()
    now = progress(job)
    assert (now.done, now.total, now.at) == (1, 3, ("2.txt",))
    assert now.counts["added"] == 1
    assert now.seconds_left > 0


def test_progress_and_report_ask_the_same_number_of_queries_for_any_number(
    django_assert_num_queries,
):
    job = started(*map(paper_unit, range(12)), Upload(zip_of(range(20, 25)), "more.zip"))
    work_on(job.pk, Worker())
    job.refresh_from_db()
    with django_assert_num_queries(0):  # an ended job's row says it all
        progress(job)
    with django_assert_num_queries(1):
        assert len(list(report(job))) == 17


def test_the_table_shows_words_that_look_like_a_formula():
    job = started(Refusal("=cmd|x", "it is empty"), paper_unit(1))
    head, refused, waiting = report_table(job)
    assert head[:3] == ("document", "outcome", "why")
    assert refused[:3] == ("'=cmd|x", "refused", "it is empty")
    assert waiting[:2] == ("1.txt", "waiting")


def test_the_terminal_gets_a_line_for_each_and_the_sum():
    job = started(paper_unit(1), Refusal("x.zip", "it is damaged"))
    assert list(report_lines(job))[-1] == "0 added, 1 refused, 1 left"
    work_on(job.pk, Worker())
    job.refresh_from_db()
    *lines, last = report_lines(job)
    assert lines[0].startswith("added          1.txt  article ")
    assert lines[1] == "refused        x.zip  (it is damaged)"
    assert last == "1 added, 1 refused"
