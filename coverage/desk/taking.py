"""Taking in what comes here and now, one document at a time, as a command does.

Jobs do the same in workers, item by item; both give the same report.
"""

from __future__ import annotations

import io
import logging
import re
import time
from collections import Counter, deque
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from itertools import chain, islice
from typing import BinaryIO, Literal

from django.db import InterfaceError, OperationalError, connection, reset_queries

from coverage.documents.fetching import Fetched, Fetcher
from coverage.documents.refused import Refused
from coverage.documents.units import LIMITS, Coming, Limits, Link, Refusal, Told, units
from coverage.models import Membership
from coverage.text.spans import as_body

from .asking import ask
from .foreseeing import Foresight, refused_before
from .ingest import Arrival, Prepared, Received, changed, keep, prepare, with_given
from .jobs.doing import NOT_FETCHED
from .jobs.outcomes import no_article_in
from .jobs.reports import ReportRow
from .locking import placing
from .recomparing import compare_again

#: Articles whose stories are compared at once: so few that an end comes soon, and so many that a
#: story of which much comes at once is compared once.
MOST_COMPARED = 100
#: How often an address is tried, or a database that does not answer.
MOST_ATTEMPTS = 3
#: Seconds until an address is tried again that may be had later: at least, and at most.
SOONEST, LATEST = 30.0, 600.0
#: Addresses that wait for that, and bytes of the row that brought one; what is beyond is refused.
MOST_POSTPONED, LONGEST_POSTPONED = 1000, 64 * 1024
#: Lists in lists that are followed from one address.
_DEEPEST = 3
_PASSWORD = re.compile(r"(?<=//)[^/?#]*@")
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where something comes from: what the report calls it, and whether it is all there is."""

    shown: str
    is_single: bool = False
    address: str = ""
    depth: int = 0


@dataclass(frozen=True, slots=True)
class _Wanted:
    """An address to fetch, and how often that was tried; `why` is what came of it the last time."""

    link: Link
    origin: Origin
    obey_robots: bool = True
    told: Told | None = None
    attempt: int = 1
    why: str = ""
    not_before: float = 0.0

    is_given: bool = False  # by a person, not by a list

    @property
    def shown(self) -> str:
        """The address as a report may hold it: without a password."""
        return _PASSWORD.sub("…@", as_body(self.link.address))

    def refused(self, why: str) -> list[Received]:
        return [Received(self.shown, "refused", why=why)]


class Intake:
    """Takes documents in and gives a row of the report for each article, as soon as it is kept.

    `outlet` is who a person says published it all; with `keeps_near_duplicates` they are articles
    of their own. With a `foresight` nothing is stored, and the rows say what would become of each.
    `waiting` is held while nothing is being
    stored and somebody else is waited for, so that a person may break off there.
    """

    def __init__(
        self,
        *,
        outlet: str = "",
        fetcher: Fetcher | None = None,
        limits: Limits = LIMITS,
        waiting: Callable[[], AbstractContextManager[object]] = nullcontext,
        soonest: float = SOONEST,
        keeps_near_duplicates: bool = False,
        foresight: Foresight | None = None,
    ) -> None:
        self.outlet = outlet
        self.keeps_near_duplicates = keeps_near_duplicates
        self.foresight = foresight
        self.fetcher = fetcher
        self.limits = limits
        self.waiting = waiting
        self.soonest = soonest
        self.counts: Counter[str] = Counter()
        self.passed: Counter[str] = Counter()
        self.postponed: deque[_Wanted] = deque()
        self._position = 0
        self._due: set[int] = set()
        self._unsure: set[int] = set()

    def found_in(
        self, file: BinaryIO, name: str, shown: str, told: Told | None = None, address: str = ""
    ) -> tuple[Origin, Iterator[Coming]]:
        """What the file holds, and where that comes from; `address` is where one document of its
        own was published. Break off at any time: nothing is stored yet."""
        found = units(file, name, limits=self.limits, passed=self.passed, told=told)
        first = list(islice(found, 2))
        origin = Origin(shown, is_single=len(first) == 1, address=address)
        return origin, chain(first, found)

    def take(self, coming: Coming, origin: Origin) -> Iterator[ReportRow]:
        """The rows of one thing that came; none for an address that is to be tried again later."""
        reset_queries()  # where DEBUG is on, every query is remembered with what it stores
        if isinstance(coming, Refusal):
            refusal = Received(coming.name, "refused", why=coming.why)
            yield from self._told([refusal], coming.name, origin)
        elif isinstance(coming, Link):
            yield from self._fetch(_Wanted(coming, replace(origin, is_single=False)))
        else:
            arrival = Arrival(
                coming.content,
                name=coming.name,
                address=coming.address or (origin.address if origin.is_single else ""),
                content_type=coming.content_type,
                outlet=self.outlet,
                keeps_near_duplicates=self.keeps_near_duplicates,
            )
            yield from self._told(self._keep(prepare(arrival)), coming.name, origin)

    def take_address(
        self, address: str, told: Told | None = None, obey_robots: bool = True
    ) -> Iterator[ReportRow]:
        """What stands at an address a person gave: a page, a feed, a list, an archive.

        A page is read for that person and not as programs read; a feed never is.
        """
        kind: Literal["page", "feed"] = "feed" if told in ("feed", "list") else "page"
        obey_robots = obey_robots or kind == "feed"
        wanted = _Wanted(Link(address, kind=kind), Origin(""), obey_robots, told, is_given=True)
        yield from self._fetch(replace(wanted, origin=Origin(wanted.shown)))

    def take_postponed(self) -> Iterator[ReportRow]:
        """Try the addresses again whose time has come; one row each that has an end."""
        for _ in range(len(self.postponed)):
            wanted = self.postponed.popleft()
            if wanted.not_before > time.monotonic():
                self.postponed.append(wanted)
            else:
                yield from self._fetch(replace(wanted, attempt=wanted.attempt + 1))

    def give_up(self) -> Iterator[ReportRow]:
        """A refusal for each address that was still to be tried again."""
        while self.postponed:
            wanted = self.postponed.popleft()
            why = f"{wanted.why} It was not tried again: run the command again for that."
            yield from self._told(wanted.refused(why), wanted.shown, wanted.origin)

    def is_due(self, articles: int = MOST_COMPARED) -> bool:
        """Whether so many articles' stories want comparing."""
        return len(self._due) + len(self._unsure) >= articles

    def compare(self) -> None:
        """Compare the stories of what came in since the last time; what an earlier run took in and
        did not come to compare is compared too."""
        if not self.is_due(1):
            return
        due = self._due | _left_uncompared(self._unsure)
        try:
            compare_again(due)
        except (OperationalError, InterfaceError) as error:
            logger.warning("the database did not answer: %s", error)
            _reconnect()
            return
        except Exception:  # `manage.py doctor` finds the story; the others must come in
            logger.exception("stories of %d articles could not be compared", len(due))
        self._due, self._unsure = set(), set()

    def _fetch(self, wanted: _Wanted) -> Iterator[ReportRow]:
        """The rows of what an address holds."""
        shown, origin = wanted.shown, wanted.origin
        if self.fetcher is None:
            why = NOT_FETCHED.format(shown)
            yield from self._told(wanted.refused(why), shown, origin)
            return
        try:
            with self.waiting():
                fetched = ask(self.fetcher, wanted.link.address, wanted.obey_robots)
        except Refused as refused:
            if refused.may_pass and self._may_wait(wanted):
                pause = min(max(refused.wait, self.soonest), LATEST)
                again = replace(wanted, why=str(refused), not_before=time.monotonic() + pause)
                self.postponed.append(again)
            else:
                yield from self._told(wanted.refused(str(refused)), shown, origin)
            return
        if wanted.is_given or wanted.link.kind == "feed":
            yield from self._unpack(fetched, wanted)
        else:
            yield from self._take_page(fetched, wanted)

    def _may_wait(self, wanted: _Wanted) -> bool:
        return (
            wanted.attempt < MOST_ATTEMPTS
            and len(self.postponed) < MOST_POSTPONED
            and len(wanted.link.given) <= LONGEST_POSTPONED
        )

    def _take_page(self, fetched: Fetched, wanted: _Wanted) -> Iterator[ReportRow]:
        """One page of a list; what the row that brought its address states stands over it."""
        arrival = Arrival(
            fetched.content,
            address=fetched.address,
            content_type=fetched.content_type,
            outlet=self.outlet,
            keeps_near_duplicates=self.keeps_near_duplicates,
        )
        link = wanted.link
        prepared = with_given(prepare(arrival), link.given, link.given_type)
        yield from self._told(self._keep(prepared), wanted.shown, wanted.origin)

    def _unpack(self, fetched: Fetched, wanted: _Wanted) -> Iterator[ReportRow]:
        """Take in all that an address gave: a page, a feed, or a file of many."""
        shown, depth = wanted.shown, wanted.origin.depth
        if depth >= _DEEPEST:
            why = f"{shown} is a list in a list in a list. Give its address by itself."
            yield from self._told(wanted.refused(why), shown, wanted.origin)
            return
        content_type = fetched.content_type
        file = io.BytesIO(fetched.content)
        found = units(file, shown, content_type, self.limits, self.passed, wanted.told)
        first = list(islice(found, 2))
        is_single = len(first) == 1 and not isinstance(first[0], Link)
        inner = Origin(shown, is_single, fetched.address, depth + 1)
        for one in chain(first, found):
            yield from self.take(one, inner)

    def _keep(self, prepared: Prepared) -> list[Received]:
        """Its articles in one transaction. A database that does not answer is asked again."""
        if self.foresight:
            return self.foresight.foresee(prepared)
        for attempt in range(1, MOST_ATTEMPTS + 1):
            try:
                with placing():
                    return keep(prepared)
            except (OperationalError, InterfaceError) as error:
                logger.warning("the database did not answer: %s", error)
                called = prepared.arrival.called
                why = f"{called} was not taken by the database ({error}): run the command again"
                _reconnect()
                time.sleep(attempt)
        return [Received(prepared.arrival.called, "refused", why=why)]

    def _told(self, answers: list[Received], name: str, origin: Origin) -> Iterator[ReportRow]:
        """The rows of the answers, counted; their stories are noted as to be compared."""
        answers = answers or [Received(name, "refused", why=no_article_in(name))]
        if self.foresight:
            answers = [refused_before(a) if a.outcome == "refused" else a for a in answers]
        self._due.update(changed(answers))
        self._unsure.update(a.article.pk for a in answers if a.article and a.outcome == "unchanged")
        shown = origin.shown if origin.is_single else name
        for number, answer in enumerate(answers, 1):
            self.counts[answer.outcome] += 1
            self._position += 1
            article = answer.article
            yield ReportRow(
                position=self._position,
                name=shown if number == 1 else f"{shown} ({number})",
                outcome=answer.outcome,
                why=answer.why,
                article=article.pk if article else None,
                headline=article.headline if article else "",
                outlet=article.outlet_name if article else "",
                address=article.address if article else "",
                unpacked_from="" if origin.is_single or shown == origin.shown else origin.shown,
            )


def _left_uncompared(articles: set[int]) -> set[int]:
    """Those whose story was compared without the text they have now, as a run that was killed
    leaves them."""
    rows = Membership.objects.filter(article__in=list(articles), is_current=True).values_list(
        "article", "article__current_version", "story__comparisons__made_from"
    )
    return {
        article
        for article, version, made_from in rows
        if (made_from or {}).get(str(article)) != version
    }


def _reconnect() -> None:
    if not connection.in_atomic_block:
        connection.close()
