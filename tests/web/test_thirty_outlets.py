"""A story of thirty outlets: what it costs, how large its pages are, and that nothing is lost."""

import gzip
import re
import time
from dataclasses import replace

from django.http import QueryDict
from django.template.loader import render_to_string

from coverage.desk.comparison import compare
from coverage.desk.storypage import story_page
from coverage.web.controls import controls
from tests.coverage_by_thirty import flood_story
from tests.factories import make_article, make_quote, make_story

#: The measures of a page: bytes of HTML, and compressed.
MOST, MOST_PACKED = 400_000, 80_000
#: Rows of thirty texts of a thousand words that have hardly a sentence in common.
WORST = 1500


def is_small(html: bytes) -> bool:
    return len(html) < MOST and len(gzip.compress(html, 6)) < MOST_PACKED


def test_thirty_outlets_are_compared_in_time_and_their_pages_are_small(client, db):
    story = flood_story()
    started = time.process_time()
    compare(story)
    assert time.process_time() - started < 5
    shown = client.get(f"/stories/{story.pk}/").content
    assert is_small(shown)
    assert is_small(client.get(f"/stories/{story.pk}/quotes").content)
    who = f"/stories/{story.pk}/who-quotes-whom"
    grid = client.get(who).content
    assert is_small(grid)
    assert grid.count(b"<tr id=") == 30
    last = re.findall(rb"page 1 of (\d+)", grid)[0].decode()
    assert is_small(client.get(f"{who}?page={last}&open=unnamed").content)
    assert is_small(client.get(f"/stories/{story.pk}/blind?seed=1234").content)
    claims = f"/stories/{story.pk}/claims"
    some = client.get(claims).content
    assert is_small(some)
    page = story_page(story)
    many = len(page.only)
    assert f'<a href="?claims=all#only-claims">{many - 300:,} more claims'.encode() in some
    every = client.get(f"{claims}?claims=all").content
    assert every.count(b"<tr data-item><td><a") == many > 300
    at = re.findall(rb'id="r(\d+)"', shown)
    assert len(page.rows) > 300
    assert sorted(map(int, at)) == [row.number for row in page.rows]
    lone = [row for row in page.rows if row.relation == "only"]
    worst = replace(
        page, rows=tuple(replace(lone[n % len(lone)], number=n + 1) for n in range(WORST))
    )
    context = {"name": "story", "page": worst, "controls": controls(worst, QueryDict())}
    assert is_small(render_to_string("stories/_story.html", context).encode())


def eight(**third: str):
    """A compared story of eight articles; the third has a sentence and a quote of its own."""
    articles = []
    for number in range(8):
        own = "A fuel line had been mended with tape on Sunday." if number == 2 else ""
        said = "Nobody asked me about the tape," if number == 2 else ""
        quoted = f"“{said}” said Ada Voss." if said else ""
        told = "All 148 passengers were taken off in lifeboats on Monday."
        parts = filter(None, (told, own, quoted))
        article = make_article("\n\n".join(parts) + "\n", outlet=f"Gull {number}")
        if said:
            make_quote(article, said, speaker="Ada Voss", cue="said", **third)
        articles.append(article)
    story = make_story(*articles)
    compare(story)
    return story


def test_what_one_article_alone_has_is_a_line_beneath_the_matrix_and_opens_there(client, db):
    story = eight()
    html = client.get(f"/stories/{story.pk}/").content.decode()
    beneath = html[html.index('<section class="lone-rows"') : html.index('id="printed"')]
    assert "Gull 2" in beneath
    assert "Gull 3" not in beneath
    assert '<details class="alone">' in beneath
    href = re.search(r'<a href="(\?row=\d+)#r\d+"', beneath)
    assert href
    opened = client.get(f"/stories/{story.pk}/{href[1]}").content.decode()
    beneath = opened[opened.index('<section class="lone-rows"') :]
    assert '<details class="alone" open>' in beneath
    assert "A fuel line had been mended with tape on Sunday." in beneath
    assert "copy with citation" in beneath
    assert "Not found in the text of: <bdi>Gull 0, Gull 1, Gull 3" in beneath


def test_where_no_row_is_shared_the_page_says_so(client, db):
    html = client.get(f"/stories/{eight().pk}/?show=only").content.decode()
    assert "No row stands in two articles among those shown" in html
    assert "<table" not in html


def test_lone_quotes_of_many_outlets_are_lines_that_show_in_full_on_request(client, db):
    story = eight()
    address = f"/stories/{story.pk}/quotes"
    html = client.get(address).content.decode()
    assert "Nobody asked me about the tape," in html
    assert "copy with citation" not in html
    href = re.search(r'<a href="(\?full=\d+)#lone-\d+"', html)
    assert href
    full = client.get(address + href[1]).content.decode()
    assert "Nobody asked me about the tape," in full
    assert "copy with citation" in full
    assert re.search(r'<details class="alone" id="lone-\d+" open>', full)


def test_a_lone_quote_that_somebody_confirmed_says_so_in_its_line(client, db):
    html = client.get(f"/stories/{eight(state='confirmed').pk}/quotes").content.decode()
    assert '<span class="state confirmed">' in html
