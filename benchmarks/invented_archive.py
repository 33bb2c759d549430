"""An archive of invented articles as grouping keeps them: signatures, telling words, memberships.

Each event of news has names and words of its own, told by a few articles within three days; the
other words come as often as the table of general words says, and names by Zipf's law. After 20,000
articles the same texts come again on later days, as other events: what an archive holds of a word
grows with it, and what is measured is whether placing does. Texts are not stored.
"""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import accumulate
from typing import Any

_STARTS = "br cr dr f gl h k l m n p pr r s sk st t tr v w".split()
_ENDS = "ad an ar ask el en ick ill ind ol om orn ost un urm yke".split()
#: Names there are in the world, and how steeply some are told of more than others.
NAMES, STEEP = 200_000, 0.9
#: General words of a lead, names of an event, and how many of each an article tells.
LEAD, HEADLINE, EVENT_NAMES, EVENT_WORDS = 55, 4, 6, 14
#: One in so many articles has no date.
UNDATED = 33
FIRST_DAY = date(2019, 1, 1)
BATCH = 5000
#: So many articles differ.
CYCLE = 20_000


@dataclass(frozen=True, slots=True)
class Written:
    """An invented article; `event` tells which articles belong together."""

    event: int
    headline: tuple[str, ...]
    lead: tuple[str, ...]
    day: date | None

    @property
    def text(self) -> str:
        return " ".join(self.lead)


def name_of(number: int) -> str:
    """A name, the same for a number always; no two numbers have one."""
    letters = ""
    for radix in (len(_STARTS), len(_ENDS), len(_ENDS)):
        number, at = divmod(number, radix)
        letters += (_ENDS if letters else _STARTS)[at]
    while number:
        number, at = divmod(number, len(_ENDS))
        letters += _ENDS[at]
    return letters.title()


@cache
def _general() -> tuple[list[str], list[float]]:
    """General words and the running sums of their shares, grammar's words left out."""
    from coverage.text.grouping.similarity import background
    from coverage.text.words import COMMON

    shares = {word: share for word, share in background().items() if word not in COMMON}
    return list(shares), list(accumulate(shares.values()))


def _some_name(source: random.Random) -> str:
    """A name by Zipf's law (its inverse, sampled)."""
    return name_of(int(NAMES ** (source.random() ** (1 / (2 - STEEP)))) % NAMES)


def written(number: int, day: date) -> Written:
    """The article of that number, published on that day; of two whose numbers differ by a cycle
    the words are the same, the event is not."""
    text = _written(number % CYCLE)
    return replace(text, event=_event_of(number), day=day if text.day else None)


@cache
def _written(number: int) -> Written:
    own = random.Random(number)
    number_of_event = _event_of(number)
    event = random.Random(-1 - number_of_event)
    words, shares = _general()
    names = [_some_name(event) for _ in range(EVENT_NAMES)]
    told = event.choices(words, cum_weights=shares, k=EVENT_WORDS)
    headline = (*own.sample(names, 2), *own.sample(told, HEADLINE), own.choice(words))
    figure = str(event.randrange(11, 9999))
    lead = [
        *own.choices(words, cum_weights=shares, k=LEAD),
        *own.sample(told, EVENT_WORDS - 4),
        *own.sample(names, EVENT_NAMES - 1),
        *(_some_name(own) for _ in range(2)),
        figure,
    ]
    own.shuffle(lead)
    return Written(
        number_of_event, headline, tuple(lead), None if own.random() * UNDATED < 1 else FIRST_DAY
    )


def _event_of(number: int) -> int:
    """One to twelve articles tell of one event, among others of its days: of each hundred numbers
    a third begin events of their own."""
    block, at = divmod(number, 100)
    within = at if at < 34 else random.Random(number % CYCLE).randrange(34) // 2
    return block * 100 + within


class Archive:
    """What is stored of articles from one number to another, at so many a day."""

    def __init__(self, per_day: int, days: int = 0, articles: int = 0) -> None:
        self.per_day = max(1, articles // days) if days else per_day

    def day(self, number: int) -> date:
        return FIRST_DAY + timedelta(days=number // self.per_day)

    def fill(self, held: int, size: int) -> None:
        """Articles `held` to `size` into the database, indexes made when all are in."""
        from django.db import connection

        indexes = _drop_indexes()
        for start in range(held, size, BATCH):
            self._store(range(start, min(size, start + BATCH)))
        with connection.cursor() as cursor:
            for statement in (*indexes, *_numbers_go_on()):
                cursor.execute(statement)
            cursor.execute("ANALYZE")

    def _store(self, numbers: range) -> None:
        from django.db import connection, transaction

        from coverage.models import Article, ArticleTerm, Membership, Story

        rows = [_Row(number, written(number, self.day(number))) for number in numbers]
        begun = [row for row in rows if _begins(row.number)]
        with transaction.atomic():
            if connection.vendor == "postgresql":
                with connection.cursor() as cursor:  # what it points at is known to be there
                    cursor.execute("SET LOCAL session_replication_role = replica")
            _insert(
                Story,
                [{"id": row.story, "headline": row.headline, "article_count": 1} for row in begun],
            )
            _insert(Article, [row.article() for row in rows])
            _insert(Membership, [row.membership() for row in rows])
            _insert_terms(ArticleTerm, (term for row in rows for term in row.terms()))


def _begins(number: int) -> bool:
    return number % 100 < 34


class _Row:
    """One article as rows of tables; its id is its number and one."""

    def __init__(self, number: int, text: Written) -> None:
        self.number, self.pk, self.written = number, number + 1, text
        self.story = text.event + 1
        self.headline = " ".join(text.headline)
        self.signature, self.telling = _kept(number % CYCLE)

    def article(self) -> dict[str, Any]:
        day = self.written.day
        moment = day and datetime(day.year, day.month, day.day, 6, tzinfo=UTC)
        told = str(day.toordinal()) if day else "null"
        return {
            "id": self.pk,
            "headline": self.headline,
            "published_at": moment,
            "signature": f'{self.signature[:-1]}, "day": {told}}}',
        }

    def membership(self) -> dict[str, Any]:
        return {"article_id": self.pk, "story_id": self.story}

    def terms(self) -> Iterator[tuple[Any, ...]]:
        day = self.written.day
        return ((self.pk, term, day) for term in self.telling)


@cache
def _kept(number: int) -> tuple[str, tuple[str, ...]]:
    """The signature as JSON, without its day, and the telling terms."""
    from coverage.text.grouping.grouping import index_terms

    signature = _signature(_written(number))
    kept = {name: value for name, value in signature.to_json().items() if name != "day"}
    return json.dumps(kept), tuple(sorted(set(index_terms(signature))))


def _signature(text: Written) -> Any:
    """As `sign` makes it of the text, without reading the text: its words are known here."""
    from coverage.text.grouping.similarity import Signature, background

    known = background()
    headline, lead = Counter(map(_term, text.headline)), Counter(map(_term, text.lead))
    faces = {_term(word): word for word in (*text.lead, *text.headline)}
    words = dict.fromkeys((*text.lead, *text.headline))
    names = tuple(_term(word) for word in words if word[0].isupper() and _term(word) not in known)
    return Signature(
        tuple((term, headline[term], lead[term], face) for term, face in faces.items()),
        tuple(dict.fromkeys(names)),
        tuple(word for word in words if word.isdigit()),
        text.day.toordinal() if text.day else None,
    )


@cache
def _term(word: str) -> str:
    from coverage.text.grouping.similarity import term_of
    from coverage.text.words import fold

    return term_of(fold(word))


def _insert(model: Any, rows: list[dict[str, Any]]) -> None:
    """Rows by the quickest way the database has; fields not given hold their defaults."""
    from django.db import connection

    fields = [f for f in model._meta.concrete_fields if not (f.primary_key and "id" not in rows[0])]
    now = datetime.now(tz=UTC)
    constants: dict[str, Any] = {}
    for field in fields:
        made = getattr(field, "auto_now_add", False) or getattr(field, "auto_now", False)
        default = now if made else field.get_default()
        constants[field.attname] = (
            json.dumps(default) if isinstance(default, list | dict) else default
        )
    into = f'"{model._meta.db_table}" ({", ".join(f.column for f in fields)})'
    values: Iterable[list[Any]] = (
        [{**constants, **row}[f.attname] for f in fields] for row in rows
    )
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {into} FROM STDIN") as copy:
                for one in values:
                    copy.write_row(one)
        else:
            places = ", ".join(["%s"] * len(fields))
            cursor.executemany(f"INSERT INTO {into} VALUES ({places})", [_plain(v) for v in values])


def _insert_terms(model: Any, rows: Iterable[tuple[Any, ...]]) -> None:
    """Many rows of (article, term, day)."""
    from django.db import connection

    into = f'"{model._meta.db_table}" (article_id, term, day)'
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {into} FROM STDIN") as copy:
                for one in rows:
                    copy.write_row(one)
        else:
            plain = ((pk, term, day and day.isoformat()) for pk, term, day in rows)
            cursor.executemany(f"INSERT INTO {into} VALUES (%s, %s, %s)", list(plain))


def _numbers_go_on() -> list[str]:
    """What PostgreSQL is told so that rows made later get the numbers after these."""
    from django.core.management.color import no_style
    from django.db import connection

    from coverage.models import Article, Story

    return connection.ops.sequence_reset_sql(no_style(), [Story, Article])


def _plain(values: list[Any]) -> list[Any]:
    """As SQLite keeps them: moments and days as text."""
    return [
        one.replace(tzinfo=None).isoformat(" ") if isinstance(one, datetime)
        else one.isoformat() if isinstance(one, date)
        else one
        for one in values
    ]  # fmt: skip


def _drop_indexes() -> list[str]:
    """Drop what can be made anew faster when all rows are in; the statements that make it."""
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT c.relname, pg_get_indexdef(i.indexrelid) FROM pg_index i "
                "JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_class t ON t.oid = i.indrelid "
                "WHERE t.relname = 'coverage_articleterm' AND NOT EXISTS "
                "(SELECT 1 FROM pg_constraint WHERE conindid = i.indexrelid)"
            )
        else:
            cursor.execute(
                "SELECT name, sql FROM sqlite_master WHERE type = 'index' "
                "AND tbl_name = 'coverage_articleterm' AND sql IS NOT NULL"
            )
        found = list(cursor.fetchall())
        for name, _ in found:
            cursor.execute(f'DROP INDEX "{name}"')
    return [statement for _, statement in found]
