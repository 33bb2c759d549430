"""A minute of what `make soak` does for an hour: two people at random, and nothing is lost."""

import random
import secrets
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Browser

from coverage.desk.people import make_editor
from coverage.desk.revisions import record
from coverage.desk.samples import load_samples
from coverage.models import Article, Story
from scripts.soak import PASSWORD, PEOPLE, Soak, report, signed_in, soak
from scripts.soakledger import Entry, Ledger, lost
from tests.factories import make_article, make_note, make_person

pytestmark = pytest.mark.django_db(transaction=True)
SECONDS = 60
#: Between two acts, as it shares the machine with all other tests.
PAUSE = 0.8


def test_a_minute_of_random_clicking_loses_nothing(browser: Browser, live_server):
    load_samples(Path(settings.BASE_DIR) / "seeds")
    articles, stories = (
        list(model.objects.order_by("pk").values_list("pk", flat=True))
        for model in (Article, Story)
    )
    seed = secrets.randbelow(1_000_000)
    soaked = Soak(random.Random(seed))
    sessions = []
    for person in PEOPLE:
        make_editor(person, PASSWORD)
        sessions.append(signed_in(soaked, browser, live_server.url, person, articles, stories))
    try:
        soak(soaked, sessions, SECONDS, PAUSE, quiet=True)
    finally:
        for session in sessions:
            session.page.context.close()
    soaked.troubles += lost(soaked.ledger)
    assert report(soaked, seed) == 0
    assert soaked.ledger.entries


def test_a_lost_mark_is_found():
    person = make_person("bo")
    article = make_article(quotes=["Nobody was hurt,"])
    note = make_note(article, "harbour master", "ask her", person)
    record([note], person, is_new=True)
    ledger = Ledger()
    at = f"version={note.version_id}&start={note.start}&end={note.end}"
    address = f"http://127.0.0.1/articles/{article.pk}/mark"
    ledger.note("bo", address, f"kind=note&note=ask+her&{at}", 200)
    ledger.note("bo", address, f"kind=claim&{at}", 422)  # refused: nothing was made
    assert [entry.did for entry in ledger.entries] == ["marked"]
    assert lost(ledger) == []
    type(note).objects.filter(pk=note.pk).update(words="something else")
    assert "words is 'something else'" in lost(ledger)[0]
    type(note).objects.filter(pk=note.pk)._raw_delete("default")
    note.history.all().delete()
    assert lost(ledger)[0].startswith("lost mark: bo marked note")
    ledger.entries[:] = [Entry("moved", "bo", "quote", 99, {})]
    assert lost(ledger) == ["not told in history: bo moved quote 99 ()"]
