"""Rules the database holds for speakers, and what the migration fills in for those kept before."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from coverage.desk.speakercounts import count_speakers
from coverage.models import (
    Article,
    Naming,
    Speaker,
    SpeakerDecision,
    SpeakerInArticle,
)
from tests.factories import make_article, make_quote, make_speaker, make_version

pytestmark = pytest.mark.django_db


def refused(make):
    with pytest.raises(IntegrityError), transaction.atomic():
        make()


def test_a_pair_is_decided_once_in_one_order():
    ada, bo = make_speaker("Ada Voss"), make_speaker("Bo Wynn")
    SpeakerDecision.objects.create(one=ada, other=bo, verdict="different")
    refused(lambda: SpeakerDecision.objects.create(one=ada, other=bo, verdict="later"))
    refused(lambda: SpeakerDecision.objects.create(one=bo, other=ada, verdict="later"))
    refused(lambda: SpeakerDecision.objects.create(one=ada, other=ada, verdict="later"))
    refused(lambda: SpeakerDecision.objects.create(one=ada, verdict="later"))


def test_a_bare_name_in_an_article_is_decided_once():
    ada, article = make_speaker("Ada Voss"), make_article()
    decide = {"one": ada, "article": article, "name_key": "voss", "verdict": "later"}
    SpeakerDecision.objects.create(**decide)
    refused(lambda: SpeakerDecision.objects.create(**decide))
    SpeakerDecision.objects.create(**{**decide, "article": make_article()})


def test_a_name_in_an_article_means_one_speaker():
    ada, bo, article = make_speaker("Ada Voss"), make_speaker("Bo Wynn"), make_article()
    Naming.objects.create(article=article, speaker=ada, name_key="voss")
    refused(lambda: Naming.objects.create(article=article, speaker=bo, name_key="voss"))
    Naming.objects.create(article=article, speaker=bo, fingerprint="f")


def test_a_renamed_speaker_is_found_by_the_new_name():
    speaker = make_speaker("Zoë Marchetti")
    assert (speaker.letters, speaker.surname) == ("zoemarchetti", "marchetti")
    speaker.name = "Zoë Brandt"
    speaker.save()
    assert Speaker.objects.called_like("zoe brandt").get() == speaker
    assert not Speaker.objects.called_like("marchetti").exists()


def test_the_migration_counts_what_counting_counts():
    article = make_article(published_at=None)
    make_quote(article, "Nobody was hurt,", speaker="Zoë Voss")
    make_quote(article, "a crack", speaker="Zoë Voss", kind="indirect")
    make_quote(article, "turned back", speaker="Zoë Voss", state="rejected")
    replaced = make_article()
    make_quote(replaced, "Nobody was hurt,", speaker="Zoë Voss")
    make_version(replaced, "Another text.")
    make_quote(make_article(), "a crack", speaker="HWB", state="rejected")
    make_quote(make_article(), "a crack")
    Speaker.objects.update(letters="", surname="", acronym="")
    migration = import_module("coverage.migrations.0004_count_speakers")
    migration.take_keys(apps, None)
    migration.count_quotes(apps, None)

    def kept():
        fields = ("speaker", "article", "quotes", "reported", "rejected", "published_at")
        numbers = ("name", "letters", "surname", "acronym", "quote_count", "reported_count")
        return (
            sorted(map(str, SpeakerInArticle.objects.values_list(*fields))),
            sorted(map(str, Speaker.objects.values_list(*numbers, "article_count", "newest_at"))),
        )

    migrated = kept()
    assert "zoevoss" in str(migrated)
    assert "(1, 1, 1)" in str(
        [Speaker.objects.filter(surname="voss").values_list(
            "quote_count", "reported_count", "article_count"
        ).get()]
    )  # fmt: skip
    assert count_speakers(Article.objects.values_list("pk", flat=True)) == 0
    assert kept() == migrated
