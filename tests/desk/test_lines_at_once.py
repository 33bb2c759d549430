"""What a person says of an outlet's line while an article that has the line is being taken in."""

import threading

import pytest
from django.db import connections

from coverage.desk.locking import placing
from coverage.desk.ordinarylines import say_ordinary, undo_ordinary
from coverage.desk.residues import residues, settle_equal, undo_equal
from coverage.models import LineInArticle, OutletLine, PostAppearance, State
from tests.factories import make_person

from .test_outletlines import bring, first_line, kinds

pytestmark = pytest.mark.django_db(transaction=True)
#: How long the person's press gets before the article is stored: until it waits for that.
HEAD_START = 1.0


def while_it_comes(number, press, line):
    """Press the button after an article with the line was placed and before that is stored; gives
    the errors of the press."""
    errors = []

    def run():
        try:
            press()
        except Exception as error:
            errors.append(error)
        finally:
            connections.close_all()

    thread = threading.Thread(target=run)
    with placing():
        bring(number, line)
        thread.start()
        thread.join(HEAD_START)
    thread.join()
    return errors


def counts_are_right():
    return all(
        LineInArticle.objects.filter(outlet=line.outlet_id, key=line.key).count() == line.articles
        for line in OutletLine.objects.all()
    )


def test_a_line_called_ordinary_while_an_article_comes_keeps_both():
    person, line = make_person("ada"), first_line_of_four()
    errors = while_it_comes(4, lambda: say_ordinary(line, person, everywhere=True), line.text)
    assert errors == []
    assert OutletLine.objects.get().is_ordinary
    assert counts_are_right()
    assert kinds() == ["paragraph"] * 5
    errors = while_it_comes(5, lambda: undo_ordinary(first_line(), person), line.text)
    assert errors == []
    assert not OutletLine.objects.get().is_ordinary
    assert counts_are_right()
    assert kinds() == ["boilerplate"] * 6


def test_residues_settled_while_an_article_with_the_line_comes_are_settled_in_it_too():
    person = make_person("ada")
    for number in range(3):
        bring(number, "Source")
    row = residues().order_by("pk").first()
    errors = while_it_comes(3, lambda: settle_equal(row, "text", person, "t1"), "Source")
    assert errors == []
    assert OutletLine.objects.get().is_ordinary
    assert set(states()) == {State.REJECTED}
    assert len(states()) == 4
    errors = while_it_comes(4, lambda: undo_equal(row, "t1", person), "Source")
    assert errors == []
    assert not OutletLine.objects.get().is_ordinary
    assert counts_are_right()


def first_line_of_four():
    for number in range(4):
        bring(number)
    return first_line()


def states():
    rows = PostAppearance.objects.filter(how="residue").order_by("pk")
    return list(rows.values_list("state", flat=True))
