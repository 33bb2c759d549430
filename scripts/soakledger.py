"""What a soak made, and whether all of it still stands or is told of in history.

Pages tell by their answers what was made, decided and taken back; the database and its history are
asked afterwards. Django must be set up before anything here but `Ledger` is used.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

_PLACES = (
    ("marked", re.compile(r"^/articles/(?P<article>\d+)/mark$")),
    ("tagged", re.compile(r"^/quotes/(?P<key>\d+)/tag$")),
    ("tagged", re.compile(r"^/marks/(?P<kind>[a-z]+)/(?P<key>\d+)/tag$")),
    ("taken off", re.compile(r"^/codings/(?P<key>\d+)/untag$")),
    ("decided", re.compile(r"^/(?:marks|review)/(?P<kind>[a-z]+)/(?P<key>\d+)/(?:decide|answer)$")),
    ("undone", re.compile(r"^/(?:marks|review)/(?P<kind>[a-z]+)/(?P<key>\d+)/undo$")),
    ("moved", re.compile(r"^/marks/(?P<kind>[a-z]+)/(?P<key>\d+)/move$")),
    ("taken off", re.compile(r"^/marks/(?P<kind>[a-z]+)/(?P<key>\d+)/remove$")),
    ("brought back", re.compile(r"^/marks/(?P<kind>[a-z]+)/(?P<key>\d+)/restore$")),
    ("edited", re.compile(r"^/marks/(?P<kind>[a-z]+)/(?P<key>\d+)/(?:words|edit/[a-z]+)$")),
)
#: What every mark is compared by with its newest state in history, where it has it.
_COMPARED = (
    *("state", "start", "end", "text", "words", "kind", "cue", "claimant", "tag_id", "person_id"),
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One answer that said something was done: what, by whom, to which row, and what was sent."""

    did: str
    person: str
    kind: str
    key: int
    sent: Mapping[str, str]

    def __str__(self) -> str:
        told = ", ".join(f"{name}={value[:40]!r}" for name, value in self.sent.items() if value)
        return f"{self.person} {self.did} {self.kind} {self.key or ''} ({told})"


@dataclass(slots=True)
class Ledger:
    """Everything that pages said was done, in order."""

    entries: list[Entry] = field(default_factory=list)

    def note(self, person: str, address: str, posted: str, status: int) -> None:
        """Take down an answer to a POST; one that refused (4xx) did nothing."""
        if status >= 400:
            return
        path = urlsplit(address).path
        for did, place in _PLACES:
            if found := place.match(path):
                parts = found.groupdict()
                sent = {k: v[-1] for k, v in parse_qs(posted, keep_blank_values=True).items()}
                sent.pop("csrfmiddlewaretoken", None)
                if article := parts.get("article"):
                    sent["article"] = article
                kind = parts.get("kind") or sent.get("kind") or "quote"
                if "untag" in path:
                    kind = "coding"
                self.entries.append(Entry(did, person, kind, int(parts.get("key") or 0), sent))

    def counts(self) -> Counter[str]:
        return Counter(entry.did for entry in self.entries)


def lost(ledger: Ledger) -> list[str]:
    """What pages said was done, and neither the rows nor their history know."""
    return [*_not_found(ledger), *_unlike_history()]


def _models() -> dict[str, Any]:
    from coverage.models import ClaimAppearance, Coding, MarkedWords, Note, PostAppearance, Quote

    return {
        "quote": Quote,
        "claim": ClaimAppearance,
        "note": Note,
        "coding": Coding,
        "tag": Coding,
        "marked": MarkedWords,
        "post": PostAppearance,
    }


def _not_found(ledger: Ledger) -> Iterator[str]:
    models = _models()
    for entry in ledger.entries:
        model = models.get(entry.kind)
        if model is None:
            yield f"no such kind: {entry}"
        elif entry.did == "marked":
            if not _was_marked(model, entry):
                yield f"lost mark: {entry}"
        elif entry.did == "tagged":
            if not _was_tagged(models, entry):
                yield f"lost tag: {entry}"
        elif not _is_told(model, entry):
            yield f"not told in history: {entry}"


def _was_marked(model: Any, entry: Entry) -> bool:
    """Whether a mark of that kind stands, or once stood, over some of the words."""
    from coverage.models import ArticleVersion

    sent, here = entry.sent, model.objects.all()
    versions = ArticleVersion.objects.filter(article=int(sent["article"])).values("pk")
    if sent.get("start", "").isdigit() and sent.get("end", "").isdigit():
        place = {"start__lt": int(sent["end"]), "end__gt": int(sent["start"])}
        here = here.filter(version=sent["version"], **place)
        before = model.history.filter(version=sent["version"], **place)
    else:
        words = {"version__in": versions, "text__contains": sent.get("words", "")[:20].strip()}
        here, before = here.filter(**words), model.history.filter(**words)
    return bool(here.exists() or before.exists())


def _was_tagged(models: Mapping[str, Any], entry: Entry) -> bool:
    """Whether the person's tag is on the mark's words, or history knows that it was."""
    coding, model = models["coding"], models[entry.kind]
    states = list(model.history.filter(id=entry.key).values_list("version", "start", "end"))
    states += model.objects.filter(pk=entry.key).values_list("version", "start", "end")
    if not states:
        return False
    for rows in (coding.objects.all(), coding.history.all()):
        mine = rows.filter(person__username=entry.person, version=states[-1][0])
        if mine.exists():
            return True
    return False


def _is_told(model: Any, entry: Entry) -> bool:
    """Whether the row is as it was made, or its history names the person."""
    state = entry.sent.get("state") or entry.sent.get("answer")
    if entry.did == "decided" and model.objects.filter(pk=entry.key, state=state).exists():
        return True
    records = model.history.filter(id=entry.key)
    if entry.did == "taken off":
        return bool(records.filter(history_type="-").exists())
    if entry.did in ("undone", "brought back", "edited", "moved"):  # may have found nothing to do
        return bool(records.exists() or model.objects.filter(pk=entry.key).exists())
    return bool(records.filter(history_user__username=entry.person).exists())


def _unlike_history() -> Iterator[str]:
    """Rows that are otherwise than their newest state in history says, or that went untold."""
    for name, model in _models().items():
        if name == "tag":
            continue
        newest: dict[int, Any] = {}
        for record in model.history.order_by("history_date", "history_id").iterator():
            newest[record.id] = record
        rows = model.objects.in_bulk(list(newest))
        for key, record in newest.items():
            row = rows.get(key)
            if row is None and record.history_type != "-":
                yield f"lost: {name} {key} “{record.text[:60]}” is gone, and history says nothing"
            elif row is not None and record.history_type == "-":
                yield f"unlike: {name} {key} is there, and history says that it was deleted"
            elif row is not None:
                for field_name in _COMPARED:
                    is_had = hasattr(row, field_name) and hasattr(record, field_name)
                    if is_had and getattr(row, field_name) != getattr(record, field_name):
                        was, now = getattr(record, field_name), getattr(row, field_name)
                        yield f"unlike: {name} {key} {field_name} is {now!r}, in history {was!r}"
