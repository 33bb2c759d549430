"""`benchmarks/mutations`: damaged documents of every kind, the same ones for the same seed."""

import random

import pytest

from benchmarks import mutations


def test_damaged_documents_of_every_kind_are_opened_or_refused():
    tallies, failed = mutations.run(150, seed=7)
    assert failed == []
    assert {kind: sum(tally.counts.values()) for kind, tally in tallies.items()} == dict.fromkeys(
        mutations.sound_documents(), 15
    )
    assert sum(tally.counts["opened"] for tally in tallies.values()) > 40


def test_the_same_seed_makes_the_same_documents():
    sound = b"<p>The bridge is shut.</p>" * 9
    assert mutations.mutated(sound, random.Random("1/5")) == mutations.mutated(
        sound, random.Random("1/5")
    )
    assert mutations.mutated(sound, random.Random("1/5")) != sound


def test_a_document_that_fails_is_named_with_its_seed(monkeypatch: pytest.MonkeyPatch):
    def fail(_content: bytes, _name: str) -> str:
        raise KeyError("bridge")

    monkeypatch.setattr(mutations, "take", fail)
    tallies, failed = mutations.run(10, seed=3)
    assert len(failed) == 10
    assert failed[0].startswith("seed 3, document 0, ")
    assert all(tally.counts["failed"] == 1 for tally in tallies.values())
