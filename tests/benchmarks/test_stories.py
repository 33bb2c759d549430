"""The measure of grouping, and the plain ways beside it, on a gold of our own."""

import json
import random
from pathlib import Path

import pytest

from benchmarks import stories
from benchmarks.fit_grouping import fit, solve
from benchmarks.story_baselines import each_alone, tf_idf, title_jaccard
from benchmarks.story_scores import interval, score

GOLD = {"a": "fire", "b": "fire", "c": "fire", "d": "vote", "e": "vote"}


def row(key, story, day, title, text, outlet=""):
    return {
        "id": key, "outlet": outlet, "date": day, "title": title, "text": text, "story": story
    }  # fmt: skip


ROWS = [
    row(
        "1",
        "mill",
        "2024-05-02",
        "Roof of Harl paper mill falls in",
        "The roof of the paper mill at Harl fell in on Thursday. All 41 workers got out.",
    ),
    row(
        "2",
        "goat",
        "2024-05-02",
        "Runaway goat stops trams in Vessen",
        "Trams in Vessen stood still for an hour when a goat called Bruno walked on the rails.",
    ),
    row(
        "3",
        "mill",
        "2024-05-03",
        "41 workers escape as Harl mill roof falls",
        "Workers fled the paper mill at Harl before its roof fell in, the fire service said.",
    ),
    row(
        "4",
        "goat",
        "",
        "Goat on the rails: Vessen waits for its trams",
        "A goat named Bruno held up every tram in Vessen until his owner came.",
    ),
]


@pytest.mark.parametrize(
    ("found", "figures"),
    [
        ({"a": "1", "b": "1", "c": "1", "d": "2", "e": "2"}, (1, 1, 1, 1)),
        ({"a": "1", "b": "1", "c": "1", "d": "1", "e": "1"}, (0.52, 1, 0.4, 1)),
        ({}, (1, 0.4, 1, 0)),
        ({"a": "1", "b": "1", "c": "2", "d": "2", "e": "2"}, (11 / 15, 11 / 15, 0.5, 0.5)),
    ],
)
def test_a_grouping_is_scored_by_articles_and_by_pairs(found, figures):
    s = score(GOLD, found)
    assert (s.precision, s.recall, s.pair_precision, s.pair_recall) == pytest.approx(figures)


def test_f1_is_the_harmonic_mean_of_precision_and_recall():
    everything_together = dict.fromkeys(GOLD, "1")
    assert score(GOLD, everything_together).f1 == pytest.approx(2 * 0.52 / 1.52)
    assert score(GOLD, {}).pair_f1 == 0


def test_the_interval_holds_the_figure_and_is_the_same_each_time():
    gold = {f"{story}-{n}": str(story) for story in range(40) for n in range(3)}
    chance = random.Random(5)
    found = {key: story if chance.random() < 0.8 else key for key, story in gold.items()}
    low, high = interval(gold, found)
    assert low < score(gold, found).f1 < high
    assert high - low < 0.2
    assert interval(gold, found) == (low, high)
    assert interval(gold, gold) == (1, 1)


@pytest.mark.parametrize("how", ["online", "batch"])
@pytest.mark.parametrize("way", [stories.ours, title_jaccard, tf_idf])
def test_every_way_of_grouping_tells_a_roof_from_a_goat(way, how):
    one, two, three, four = way(ROWS, how)
    assert one == three
    assert two == four
    assert one != two


def test_each_alone_puts_nothing_together():
    assert len(set(each_alone(ROWS, "online"))) == len(ROWS)


@pytest.mark.parametrize("way", [title_jaccard, tf_idf])
def test_plain_ways_keep_the_window_too(way):
    later = ROWS[0] | {"date": "2024-07-02"}
    assert len(set(way([ROWS[0], later], "online"))) == 2


def test_the_table_has_a_line_for_every_way_of_every_set_there(tmp_path: Path, capsys):
    lines = "".join(json.dumps(one) + "\n" for one in ROWS)
    (tmp_path / "basil.dev.jsonl").write_text(lines)
    assert stories.main(["--gold", str(tmp_path)]) == 0
    told = capsys.readouterr().out.splitlines()
    assert "AllSides: not there" in told
    assert "BASIL: 4 articles, 2 stories" in told
    ours = [line.split() for line in told if line.startswith("  ours")]
    assert [line[:5] for line in ours] == [
        ["ours", how, "1.000", "1.000", "1.000"] for how in ("online", "batch")
    ]
    for way, _ in stories.WAYS:
        assert sum(line.startswith(f"  {way} ") for line in told) == 2


def test_a_folder_without_gold_is_told(tmp_path: Path, capsys):
    assert stories.main(["--gold", str(tmp_path), "--half", "held"]) == 2
    assert "holds none of allsides.held.jsonl.gz" in capsys.readouterr().err


def test_equations_are_solved_and_what_never_occurs_gets_nothing():
    assert solve([[2.0, 1.0], [1.0, 3.0]], [5.0, 10.0]) == pytest.approx([1, 3])
    assert solve([[2.0, 0.0], [0.0, 0.0]], [4.0, 0.0]) == pytest.approx([2, 0])


def test_a_feature_that_tells_gets_weight_and_one_that_does_not_gets_little():
    chance = random.Random(2)
    examples = []
    for _ in range(400):
        same = chance.random() < 0.3
        found = {
            "always": 1.0,
            "tells": chance.gauss(float(same), 0.5),
            "noise": chance.gauss(0, 1),
        }
        examples.append((found, same))
    weights = fit(examples, ["always", "tells", "noise"], {})
    assert weights["tells"] > 2
    assert abs(weights["noise"]) < 0.5
