"""Eight workers on one event make one story, and a document taken in twice is one article."""

import threading

import pytest
from django.db import connections

from coverage.desk.ingest import Arrival, receive
from coverage.models import Article, Membership, SharedText, Story

from .coverage_of_a_fire import GULL, LANTERN, QUAY
from .test_duplicates import EDITS, edited


def at_once(jobs):
    """Run the jobs in threads of their own that begin together; gives the errors."""
    gate, errors = threading.Barrier(len(jobs)), []

    def run(job):
        try:
            gate.wait()
            job()
        except Exception as error:
            errors.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return errors


@pytest.mark.django_db(transaction=True)
def test_eight_workers_on_one_event_make_one_story():
    texts = [GULL, QUAY, LANTERN]
    documents = [texts[n % 3].replace(b"smoke", f"smoke {n}".encode()) for n in range(8)]
    errors = at_once(
        [
            lambda n=n: receive(Arrival(documents[n], name=f"{n}.txt"), comparing=False)
            for n in range(8)
        ]
    )
    assert errors == []
    assert Article.objects.count() == 8
    assert Story.objects.filter(memberships__is_current=True).distinct().count() == 1


@pytest.mark.django_db(transaction=True)
def test_near_duplicates_that_come_at_once_are_of_one_first():
    texts = [edited(edits=EDITS[:n]).encode() for n in range(5)]
    errors = at_once(
        [
            lambda n=n: receive(Arrival(texts[n], f"{n}.txt", outlet="Gull"), comparing=False)
            for n in range(5)
        ]
    )
    assert errors == []
    first = Article.objects.order_by("pk").first()
    assert set(SharedText.objects.values_list("first", "kind")) == {(first.pk, "near-duplicate")}
    assert SharedText.objects.count() == 4
    assert Membership.objects.filter(is_current=True).count() == 1


@pytest.mark.django_db(transaction=True)
def test_one_document_taken_in_four_times_at_once_is_one_article():
    errors = at_once([lambda: receive(Arrival(GULL, name="gull.txt"), comparing=False)] * 4)
    assert errors == []
    assert Article.objects.count() == 1
