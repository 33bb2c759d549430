"""Two editors who settle the same disagreement in the same moment."""

import pytest

from coverage.desk.adjudicating import DecidedMeanwhile, adjudicate
from coverage.desk.codedtexts import study_of
from coverage.desk.disagreements import all_disputed
from coverage.models import Adjudication
from tests.factories import make_person

from .coded import coded
from .test_concurrency import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_one_is_kept_and_the_other_is_told():
    assignment, people, _ = coded({"ana": {"calm": ["Nobody was hurt"]}, "ben": {"calm": []}})
    [place] = all_disputed(study_of(assignment), [person.pk for person in people.values()])
    editors = [make_person(f"editor {number}") for number in range(4)]
    told = []

    def settle(editor):
        try:
            adjudicate(assignment, place, "first", editor, editor.username, seen=place.seen)
        except DecidedMeanwhile as clash:
            told.append(clash.rows[0].reason)

    assert at_once([lambda editor=editor: settle(editor) for editor in editors]) == []
    row = Adjudication.objects.get()
    assert told == [row.reason] * 3
    assert row.history.count() == 1
