"""Checks of an installation: what was looked at, what was found, what would mend it."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import User
from django.core.checks import run_checks
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import F, Q
from django.utils import timezone

from coverage.models import (
    ArticleVersion,
    Comparison,
    Document,
    Feed,
    Job,
    JobItem,
    LineInArticle,
    OutletLine,
    Passage,
    Quote,
    SharedText,
    Story,
    Uncompared,
)
from coverage.models.uncompared import MOST_BEGUN
from coverage.text.collation.collation import COLLATION_VERSION
from coverage.text.reader import READER_VERSION

from .feeds.waiting import overdue
from .personchanges import admins
from .sketching import unsketched
from .sketchmending import in_no_story

#: Documents and spans looked at in one run; the newest, as a whole archive would take hours.
SAMPLE = 500
#: A worker says that it is at an item several times a minute.
UNHEARD = timedelta(minutes=10)
#: A feed that is due so long is looked at by nobody; one that failed so often may have moved.
UNLOOKED, OFTEN = timedelta(hours=1), 5


@dataclass(frozen=True, slots=True)
class Check:
    name: str
    is_well: bool
    said: str  # what was seen
    mend: str = ""  # what to do, where it is not well


def examine() -> Iterator[Check]:
    """Every check in order; one that cannot run says so and the others go on."""
    checks: tuple[Callable[[], Check], ...] = (
        _settings,
        _var_folder,
        _database,
        _migrations,
        _documents,
        _spans,
        _readers,
        _comparisons,
        _orphans,
        _sketches,
        _lines,
        _jobs,
        _feeds,
        _people,
    )
    for check in checks:
        try:
            yield check()
        except Exception as error:
            name = check.__name__.strip("_").replace("_", " ")
            yield Check(name, False, f"{type(error).__name__}: {error}", "see the log")


def _settings() -> Check:
    found = [message for message in run_checks() if message.is_serious()]
    said = "; ".join(message.msg for message in found) or "Django’s checks find nothing"
    return Check("settings", not found, said, "see docs/settings.md" if found else "")


def _var_folder() -> Check:
    folder: Path = settings.VAR_DIR
    well = os.access(folder, os.W_OK | os.X_OK)
    return Check(
        "var folder", well, f"{folder} can {'' if well else 'not '}be written",
        "" if well else f"run as the owner of {folder}, or set VAR_DIR",
    )  # fmt: skip


def _database() -> Check:
    if connection.vendor != "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SELECT version()")
            return Check("database", True, str(cursor.fetchone()[0]).split(" on ")[0])
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA quick_check(1)")
        answer = cursor.fetchone()[0]
        cursor.execute("PRAGMA journal_mode")
        mode = cursor.fetchone()[0]
    well = answer == "ok"
    said = f"SQLite {sqlite3.sqlite_version}, {mode}, quick check: {answer}"
    return Check("database", well, said, "" if well else "restore the newest backup")


def _migrations() -> Check:
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    said = f"{len(plan)} not applied" if plan else "all applied"
    return Check("migrations", not plan, said, "run `manage.py migrate`" if plan else "")


def _documents() -> Check:
    """Stored bytes against their SHA-256."""
    bad, looked_at = [], 0
    for document in Document.objects.order_by("-pk")[:SAMPLE].iterator(chunk_size=20):
        looked_at += 1
        try:
            document.content  # noqa: B018
        except Exception:
            bad.append(document.pk)
    said = f"{looked_at} newest documents as received" if not bad else f"changed: {bad}"
    return Check("documents", not bad, said, "restore these documents from a backup" if bad else "")


def _spans() -> Check:
    """`body[start:end] == text` for passages and quotes of the newest versions."""
    bad = []
    versions = ArticleVersion.objects.order_by("-pk")[:SAMPLE]
    for version in versions.iterator(chunk_size=50):
        for model in (Passage, Quote):
            for row in model.objects.filter(version=version).only("start", "end", "text"):
                if version.body[row.start : row.end] != row.text:
                    bad.append(f"{model.__name__.lower()} {row.pk}")
    said = "every span looked at holds its text" if not bad else f"moved: {', '.join(bad[:5])}"
    return Check("spans", not bad, said, "run `manage.py reread --all`" if bad else "")


def _readers() -> Check:
    current = ArticleVersion.objects.filter(article__current_version=F("pk"))
    older = current.exclude(reader_version=READER_VERSION).count()
    failed = current.exclude(reader_failed="").count()
    said = f"{older} articles read by an older reader, {failed} where the reader failed"
    return Check("reader", not failed, said, "run `manage.py reread`" if older or failed else "")


def _comparisons() -> Check:
    older = Comparison.objects.exclude(collation_version=COLLATION_VERSION).count()
    missing = (
        Story.objects.filter(Q(memberships__is_current=True), comparisons__isnull=True)
        .distinct()
        .count()
    )
    left = list(Uncompared.objects.filter(begun__gte=MOST_BEGUN).order_by("story")[:5])
    said = f"{missing} stories not compared, {older} compared by an older collation"
    mend = "run `manage.py reread`" if missing else ""
    if left:
        named = ", ".join(str(row.story_id) for row in left)
        said += f"; left alone, as comparing them ended the worker {MOST_BEGUN} times: {named}"
        mend = "report these stories with their documents; the admin compares one again"
    return Check("comparisons", not (missing or left), said, mend)


def _orphans() -> Check:
    """Articles in no story: every article stands in exactly one."""
    alone = in_no_story().count()
    folded = SharedText.objects.folded().count()
    beside = f", but for {folded} near-duplicates" if folded else ""
    said = f"{alone} articles in no story" if alone else f"every article stands in a story{beside}"
    return Check("stories", not alone, said, "run `manage.py sketch`" if alone else "")


def _sketches() -> Check:
    """Articles that a copy of them would not be found by."""
    missing = unsketched().count()
    said = f"{missing} articles not in the index" if missing else "every article is in the index"
    return Check("shared texts", not missing, said, "run `manage.py sketch`" if missing else "")


def _lines() -> Check:
    """Numbers of articles in which outlets' repeated lines stand, for those in most."""
    lines = list(OutletLine.objects.order_by("-articles", "pk")[:SAMPLE])
    bad = [
        line.pk
        for line in lines
        if LineInArticle.objects.filter(outlet=line.outlet_id, key=line.key).count()
        != line.articles
    ]
    said = f"{len(bad)} of {len(lines)} repeated lines of outlets are counted otherwise"
    return Check("lines", not bad, said, "run `manage.py reread`" if bad else "")


def _jobs() -> Check:
    """Jobs that wait although nobody was heard of who works."""
    since = timezone.now() - UNHEARD
    waiting = Job.objects.filter(state__in=("waiting", "running"), made_at__lt=since)
    heard = JobItem.objects.filter(Q(heartbeat_at__gte=since) | Q(done_at__gte=since)).exists()
    count = 0 if heard else waiting.count()
    said = f"waiting with no worker heard of: {count}" if count else "none waits for a worker"
    return Check("jobs", not count, said, "run `manage.py work`, or `make run`" if count else "")


def _feeds() -> Check:
    """Feeds that are due although nobody was heard of who looks, and those that fail for long."""
    late = overdue(timezone.now(), UNLOOKED)
    if late:
        said = f"{late} due for over an hour with no worker heard of"
        return Check("feeds", False, said, "run `manage.py work`, or `make run`")
    followed = Feed.objects.followed()
    said = f"{followed.count()} followed, none waits for a worker"
    failing = followed.filter(failures__gte=OFTEN).count()
    said += f"; {failing} failed {OFTEN} times in a row or more" if failing else ""
    return Check("feeds", True, said)


def _people() -> Check:
    """Somebody must be able to let others in."""
    count = admins().count()
    if count or not User.objects.exists():
        return Check("people", True, f"{count} admins" if count != 1 else "1 admin")
    mend = "run `manage.py people role NAME admin`, or `manage.py createsuperuser`"
    return Check("people", False, "nobody is an admin: nobody can invite or change roles", mend)
