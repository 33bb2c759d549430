"""One request at a time to a host over processes, also where a redirect leads from another."""

import multiprocessing
import os
import threading
import time
from datetime import timedelta

import pytest
from django.db import connections
from django.utils import timezone

from coverage.desk.jobs import Link, start_job, take_item
from coverage.desk.turns import SharedTurns
from coverage.documents.turns import NoTurn
from coverage.models import HostTurn, Job
from tests.documents.fetching_sites import Site, fetcher_of, http, moved

pytestmark = pytest.mark.django_db(transaction=True)
HOST = "gull.example"


def test_a_host_that_one_process_asks_is_not_asked_by_another_until_it_has_rested():
    one, other = SharedTurns(), SharedTurns()
    with one.turn(HOST, 0.0, 1.0):
        with pytest.raises(NoTurn), other.turn(HOST, 0.0, 0.3):
            pass
        with other.turn("quay.example", 0.0, 0.3):
            pass
    started = time.monotonic()
    with other.turn(HOST, 0.5, 5.0) as waited:
        assert 0.3 < waited <= time.monotonic() - started
    assert HostTurn.objects.filter(until=None, asker="").count() == 2


def test_what_goes_wrong_while_a_host_is_asked_frees_it():
    with pytest.raises(OSError), SharedTurns().turn(HOST, 0.0, 1.0):
        raise OSError
    with SharedTurns().turn(HOST, 0.0, 0.1):
        pass


def test_a_host_whose_asker_was_killed_is_free_after_its_time():
    HostTurn.objects.create(host=HOST, asker="gone", until=timezone.now() + timedelta(seconds=0.4))
    with pytest.raises(NoTurn), SharedTurns().turn(HOST, 0.0, 0.1):
        pass
    with SharedTurns().turn(HOST, 0.0, 5.0):
        pass


def test_hosts_that_nobody_asks_any_more_are_let_go_of():
    HostTurn.objects.create(host="old.example", ended_at=timezone.now() - timedelta(hours=2))
    with SharedTurns().turn(HOST, 0.0, 1.0):
        assert [row.host for row in HostTurn.objects.all()] == [HOST]


def test_no_item_is_given_out_of_a_host_to_which_a_redirect_leads():
    start_job(None, [Link(f"https://{HOST}/1")], purpose="a page")
    Job.objects.update(state="running")
    with SharedTurns().turn(HOST, 0.0, 1.0):
        assert take_item("one") is None
    assert take_item("one") is not None


def test_redirects_from_two_hosts_to_a_third_ask_it_one_after_the_other():
    at_once, most, lock = [0], [0], threading.Lock()

    def slowly(connection):
        with lock:
            at_once[0] += 1
            most[0] = max(most[0], at_once[0])
        time.sleep(0.3)
        with lock:
            at_once[0] -= 1
        connection.sendall(http(b"the pier", content_type="text/plain"))

    third = Site({"/pier": slowly})
    place = moved(third.address("/pier", host="third.example"))
    first = Site({"/1": place, "/2": place})
    processes = multiprocessing.get_context("fork")
    connections.close_all()  # a connection is of one process
    both = [processes.Process(target=fetch_in_a_process, args=(first, third, n)) for n in (1, 2)]
    for one in both:
        one.start()
    for one in both:
        one.join(30)
    asked = len(third.requests)
    third.close()
    first.close()
    assert [one.exitcode for one in both] == [0, 0]
    assert (asked, most[0]) == (2, 1)


def fetch_in_a_process(first, third, number):
    fetcher = fetcher_of(first, third, turns=SharedTurns())
    address = first.address(f"/{number}", host=f"host{number}.example")
    fetched = fetcher.fetch(address, obey_robots=False)
    connections.close_all()
    os._exit(0 if fetched.content == b"the pier" else 1)
