"""Ticks and labels of the line of publication."""

from coverage.web.timelines import WIDTH, timeline


def kept(*rows):
    return [{"called": called, "at": at, "share": share} for called, at, share in rows]


def test_no_date_gives_no_line():
    assert timeline([]) is None


def test_ticks_stand_by_share_from_edge_to_edge():
    line = timeline(
        kept(
            ("Gull", "2026-10-14T06:10:00+00:00", 0),
            ("Quay", "2026-10-14T12:10:00+00:00", 50),
            ("Tide", "2026-10-14T18:10:00+00:00", 100),
        )
    )
    assert line is not None
    assert [tick.x for tick in line.ticks] == [6, WIDTH // 2, WIDTH - 6]
    assert [tick.anchor for tick in line.ticks] == ["start", "middle", "end"]
    assert line.begins == "14 Oct 2026, 06:10"
    assert line.ends == "14 Oct, 18:10"


def test_labels_that_would_overlap_stand_on_other_levels_or_are_left_to_the_words():
    line = timeline(
        kept(*((f"Harbour Post {n}", f"2026-10-14T06:0{n}:00+00:00", n) for n in range(6)))
    )
    assert line is not None
    levels = [tick.label_y for tick in line.ticks]
    assert len({level for level in levels if level}) == 3
    assert levels.count(0) == 3
    assert all(f"Harbour Post {n} 14 Oct 2026" in line.told for n in range(6))


def test_a_date_without_a_time_is_printed_without_one():
    line = timeline(kept(("Gull", "2022-03-03T00:00:00+00:00", 0)))
    assert line is not None
    assert (line.begins, line.ends) == ("3 Mar 2022", "")
