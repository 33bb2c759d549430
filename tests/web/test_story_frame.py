"""What every tab of a story has: choices that it keeps, related stories, the last change."""

import re
from datetime import UTC, datetime

import pytest

from coverage.desk.comparison import compare
from coverage.desk.storychanges import choose_headline
from coverage.models import Comparison, State, StoryPair
from tests.factories import make_article, make_story

pytestmark = pytest.mark.django_db

TABS = ("", "quotes", "claims", "posts", "who-quotes-whom", "framing", "timeline", "coverage")
SAID = "“We counted everyone twice,” said Ada Voss."
QUOTE = {"words": "We counted everyone twice,", "speaker": "Ada Voss", "cue": "said"}


@pytest.fixture
def story(db):
    """Gull and Quay print one text, Lantern its own; all quote the same words."""
    own = "The ferry Tern left Orle late on Monday."
    texts = (("Gull", ""), ("Quay", ""), ("Lantern", f"\n\n{own}"))
    articles = [
        make_article(
            f"{SAID}\n\nAll 148 passengers were taken off in lifeboats.{more}",
            outlet=name,
            quotes=[QUOTE],
            published_at=datetime(2026, 10, 14, 6 + hour, tzinfo=UTC),
        )
        for hour, (name, more) in enumerate(texts)
    ]
    story = make_story(*articles)
    compare(story)
    comparison = Comparison.objects.get(story=story)
    gull, quay, _ = (article.pk for article in articles)
    comparison.result["copies"] = [{"articles": [gull, quay], "share": 0.98}]
    comparison.save()
    return story


def shown(client, story, rest, **headers):
    answer = client.get(f"/stories/{story.pk}/{rest}", headers=headers)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_copies_count_once_on_every_tab_and_every_tab_keeps_it(client, story):
    for tab in TABS:
        html = shown(client, story, f"{tab}?copies=once")
        assert "<bdi>Quay</bdi> shares one text with <bdi>Gull</bdi>" in html, tab
        assert "2 share one text (Gull and Quay); copies counted once" in html
        assert "1 utterance in 2 quotes" in html
        for other in ("quotes", "who-quotes-whom", "framing", "timeline", "coverage"):
            assert f'href="/stories/{story.pk}/{other}?copies=once"' in html, (tab, other)
        each = shown(client, story, tab)
        assert "1 utterance in 3 quotes" in each
        assert 'href="?copies=once"' in each
        assert "independent" not in html


def test_what_only_copies_share_stands_in_one_text(client, story):
    lantern = story.memberships.get(article__outlet__name="Lantern").article_id
    html = shown(client, story, f"?copies=once&pick={lantern}")
    assert "in 3 of 3 articles, one shown" in html
    comparison = Comparison.objects.get(story=story)
    for row in comparison.result["rows"]:
        row["cells"].pop(str(lantern), None)
        row["relation"] = "shared" if len(row["cells"]) > 1 else "only"
    comparison.result["rows"] = [row for row in comparison.result["rows"] if row["cells"]]
    comparison.save()
    assert "only in one text, which 2 articles share" in shown(client, story, "?copies=once")
    assert "only in one text" not in shown(client, story, "")


def test_a_story_without_copies_says_that_no_copying_was_found(client, story):
    Comparison.objects.update(result={**Comparison.objects.get().result, "copies": []})
    for tab in TABS:
        html = shown(client, story, f"{tab}?copies=once")
        assert "3 texts, no copying found" in html
        assert "Count copies" not in html
        assert "copies=once" not in html.partition('<nav class="tabs"')[2].partition("</nav>")[0]


def test_picked_outlets_and_base_are_kept_over_the_tabs(client, story):
    first, second = story.memberships.values_list("article", flat=True)[:2]
    kept = f"base={first}&amp;pick={first}&amp;pick={second}"
    for tab in TABS:
        html = shown(client, story, f"{tab}?pick={first}&pick={second}&base={first}")
        assert f'href="/stories/{story.pk}/timeline?{kept}"' in html


def test_a_fragment_brings_the_head_with_it(client, story):
    for tab in TABS:
        html = shown(client, story, f"{tab}?copies=once", **{"HX-Request": "true"})
        assert "<html" not in html
        for name in ("story-facts", "story-tabs", "printed"):
            assert re.search(rf'id="{name}"[^>]* hx-swap-oob="true"', html), (tab, name)
        assert "hx-swap-oob" not in shown(client, story, tab)


def test_related_stories_adding_why_and_undo_are_on_every_tab(editor, editor_client, story):
    other = make_story(make_article("The inquiry heard of a pipe."), headline="Inquiry begins")
    StoryPair.objects.create(one=story, other=other, state=State.SUGGESTED, reasons=["later"])
    member = story.memberships.last()
    choose_headline(story, member.article, editor)
    for tab in TABS:
        html = shown(editor_client, story, tab)
        assert "“Inquiry begins”" in html, tab
        assert f'href="/stories/{story.pk}/add"' in html
        assert "grouped by machine" in html or "grouping confirmed" in html
        assert "Undo <kbd>z</kbd>" in html
        assert html.count('id="undo"') == 1


def test_on_paper_stand_base_outlets_addresses_and_the_day_of_the_comparison(client, story):
    base = story.memberships.get(article__outlet__name="Quay").article_id
    for tab in TABS:
        html = shown(client, story, f"{tab}?base={base}")
        printed = html.partition('<section class="printed"')[2]
        assert printed.count("<li>") == 3
        assert "Compared " in printed
        assert f"/stories/{story.pk}/{tab}?base={base}" in printed
        assert ("Base: <bdi>Quay</bdi>" in printed) == (tab in ("", "framing", "quotes"))


def test_coverage_names_versions_and_reprints(client, story):
    html = shown(client, story, "coverage")
    assert "2 articles share one text (at least 98 % of the shorter one’s words)" in html
    assert "Lay them side by side" in html
    assert '<td data-label="Versions" class="count">1</td>' in html


def test_four_to_six_outlets_have_a_pair_for_a_narrow_screen(client, db):
    said = "All {} passengers were taken off in lifeboats on Monday."
    articles = [
        make_article(said.format(count), outlet=name,
                     quantities=[{"words": f"{count} passengers", "low": count, "high": count}])
        for name, count in (("Gull", 148), ("Quay", 148), ("Lantern", 151), ("Tide", 148))
    ]  # fmt: skip
    story = make_story(*articles)
    compare(story)
    gull, quay, lantern, _ = (article.pk for article in articles)
    html = shown(client, story, "")
    assert "Two of 4 outlets stand here: <bdi>Gull</bdi> and <bdi>Lantern</bdi>" in html
    assert f'href="?pick={gull}&amp;pick={quay}"' in html
    assert 'class="found beyond"' in html
    assert "beyond" not in shown(client, story, "?outlets=all")
    assert "beyond" not in shown(client, story, f"?pick={gull}&pick={lantern}")
