"""Rows of every kind, so that every page of the admin has something to show."""

from django.utils import timezone

from coverage.desk.deleting import delete
from coverage.models import (
    Adjudication,
    Article,
    Assignment,
    AssignmentChange,
    Codebook,
    Comparison,
    Feed,
    Job,
    JobItem,
    Naming,
    Orphan,
    OutletChange,
    OutletLine,
    OutletName,
    Quote,
    Redirect,
    Regrouping,
    ReviewAction,
    RuledPlace,
    Ruling,
    SharedText,
    SpeakerChange,
    SpeakerDecision,
    SpeakerName,
    Story,
    StoryChange,
    StoryPair,
    TagMerge,
    Token,
    Utterance,
)
from tests.factories import (
    BODY,
    make_article,
    make_coding,
    make_marked,
    make_note,
    make_outlet,
    make_speaker,
    make_story,
    make_tag,
)

CLAIM = "At least 12 lorries were turned back."


def make_coverage(person, number: int) -> Article:
    """One more article with a row of every kind, in a story of its own."""
    body = BODY.replace("Orle", f"Orle {number}")
    first = make_article(f"First {number}", headline=f"Before {number}")
    article = make_article(
        body,
        headline=f"Bridge {number} closed",
        quotes=[{"words": "Nobody was hurt,", "speaker": f"Ada Voss {number}"}],
        posts=[{"words": f"The harbour bridge at Orle {number}", "handle": f"orle{number}"}],
        claims=[CLAIM, f"The harbour bridge at Orle {number} was closed"],
        quantities=[{"words": "12", "low": 12, "unit": "lorry"}],
        outlet=f"Gull {number}",
        content=f"as received {number}".encode(),
        address=f"https://gull.example/{number}",
    )
    version = article.current_version
    assert version is not None
    make_marked(article, "a crack", kind="scare")
    quote = version.quotes.get()
    make_coding(
        quote, make_tag(f"safety {number}", Codebook.objects.create(name=f"Book {number}")), person
    )
    note = make_note(article, "harbour master", "ask her", person)
    Orphan.objects.create(
        article=article, version=version, source=version, kind="note", row=note.pk,
        start=note.start, end=note.end, words=note.text, marked_by=person,
    )  # fmt: skip
    story = make_story(article, headline=f"Story {number}")
    utterance = Utterance.objects.create(story=story, text="Nobody was hurt,", key=f"k{number}")
    Quote.objects.filter(pk=quote.pk).update(utterance=utterance)
    Comparison.objects.create(
        story=story,
        number=1,
        collation_version="1",
        made_from={str(article.pk): version.pk},
        result={"rows": []},
    )
    OutletLine.objects.create(
        outlet_id=article.outlet_id or 0, key=number, text=f"Read the Gull {number}", articles=5
    )
    OutletName.objects.create(outlet_id=article.outlet_id or 0, name=f"The Gull {number}")
    SpeakerName.objects.create(speaker_id=quote.speaker_id or 0, name=f"A. Voss {number}")
    make_who_is_who(person, article, quote, number)
    SharedText.objects.create(
        article=article, first=first, kind="reprint", share=0.9, share_of_first=0.8, method="1"
    )
    Redirect.objects.create(old_story=90_000 + number, story=story)
    make_changes(person, story, number)
    make_coders_work(person, article, number)
    ruling = Ruling.objects.create(
        kind="together", what=f"“bridge {number}”", story=story, person=person
    )
    RuledPlace.objects.create(
        ruling=ruling, article=article, version=version, start=0, end=11, text=version.body[:11]
    )
    feed = Feed.objects.create(
        address=f"https://gull.example/feed/{number}", due_at=timezone.now(), outlet=article.outlet
    )
    job = Job.objects.create(
        purpose=f"gull {number}", person=person, feed=feed, item_count=1, added_count=1
    )
    JobItem.objects.create(
        job=job, position=1, key=f"{number}", kind="document", name=f"gull-{number}.html",
        state="done", outcome="added", article=article,
    )  # fmt: skip
    Token.objects.create(
        person=person,
        name=f"gull {number}",
        scopes=["jobs:read"],
        sha256=Token.hash_of(str(number)),
    )
    return article


def make_changes(person, story: Story, number: int) -> None:
    """What was changed about the story, and how it stands to another one."""
    run = Regrouping.objects.create(days=7, started_at=timezone.now(), moved=1)
    later = make_story(headline=f"After {number}")
    StoryChange.objects.create(
        kind="move", story=story, to=later, before="“a”", after="“b”", run=run, person=person
    )
    StoryPair.objects.create(one=story, other=later, state="suggested", reasons=["same names"])


def make_coders_work(person, article: Article, number: int) -> None:
    """An assignment with what was decided in it and changed of it; merges; something deleted."""
    codebook = Codebook.objects.get(name=f"Book {number}")
    assignment = Assignment.objects.create(name=f"Gulls {number}", codebook=codebook)
    AssignmentChange.objects.create(assignment=assignment, kind="coders", words="Bo added")
    tag, other = codebook.tags.get(), make_tag(f"safe {number}", codebook, archived=True)
    TagMerge.objects.create(tag=other, to=tag, person=person)
    decided = Adjudication(
        assignment=assignment, tag=tag, version=article.current_version, took="first", start=0,
        end=11, area_start=0, area_end=11, person=person,
    )  # fmt: skip
    decided.anchor(article.current_version.body if article.current_version else "")
    decided.save()
    ReviewAction.objects.create(told="Confirmed 2 quotes", answer="confirmed", wanted=2)
    merged = make_outlet(f"Gull Online {number}")
    OutletChange.objects.create(outlet=merged, to_id=article.outlet_id or 0, person=person)
    delete(make_outlet(f"Gone {number}"), person)


def make_who_is_who(person, article: Article, quote: Quote, number: int) -> None:
    """What people said of the quote's speaker and of another one."""
    other = make_speaker(f"Ada Vosse {number}")
    change = SpeakerChange.objects.create(
        kind="split", speaker=quote.speaker, to=other, quote_count=1, person=person
    )
    Naming.objects.create(
        article=article, speaker=other, name="Voss", name_key="voss", change=change
    )
    SpeakerDecision.objects.create(
        one_id=min(quote.speaker_id or 0, other.pk),
        other_id=max(quote.speaker_id or 0, other.pk),
        verdict="different",
        person=person,
    )
