"""What is known of a speaker at a glance: roles as printed, outlets, and bare names nearby."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import F, Window
from django.db.models.functions import RowNumber

from coverage.models import (
    Article,
    Membership,
    Quote,
    Speaker,
    SpeakerDecision,
    SpeakerInArticle,
    Story,
)
from coverage.text.people.speakernames import (
    fold,
    is_bare_surname,
    is_only_the_name,
    likeness,
    sex_said,
)

from .speakernames import key_of

#: The rank of a likeness that says no more than that the surname is the same.
SURNAME_ALONE = 6
#: Newest articles of a speaker in which names, roles and outlets are looked at.
LOOKED_AT = 40
#: Stories of a speaker, newest first, in which bare names are looked for.
MOST_STORIES = 100
_PRONOUNS = frozenset("he she they it we i you who him her them".split())


@dataclass(frozen=True, slots=True)
class Side:
    """One of two who may be the same, in their newest articles."""

    speaker: Speaker
    called: tuple[str, ...]  # roles as worded, most frequent first
    outlets: tuple[str, ...]
    sexes: frozenset[str]


@dataclass(frozen=True, slots=True)
class BareName:
    """A surname alone, in an article of a story that quotes the speaker; nobody's so far."""

    article: Article
    name: str
    quotes: tuple[Quote, ...]
    story: Story
    others: tuple[str, ...]  # more speakers of that surname in the story
    put_off: str = ""

    @property
    def key(self) -> str:
        return f"{self.article.pk}-{key_of(self.name)}"


def is_pronoun(mention: str) -> bool:
    return fold(mention) in _PRONOUNS


def called_and_named(mention: str, names: Sequence[str]) -> tuple[str, str]:
    """What a mention calls the speaker of those names, and how it names them: "fire chief Ada Dunn"
    is ("fire chief", "Ada Dunn"), "the mayor" is ("the mayor", ""), "Dunn" is ("", "Dunn")."""
    words = mention.split()
    for at in range(len(words)):
        rest = " ".join(words[at:])
        if any(is_only_the_name(rest, name) or _is_form_of(rest, name) for name in names):
            called = " ".join(words[:at]).rstrip(",")
            # "the harbour's Ada Dunn" calls her nothing.
            return "" if called.endswith(("’s", "'s")) else called, rest
    return " ".join(words), ""


def _is_form_of(words: str, name: str) -> bool:
    """True for "Chris Dunn" and "C. Dunn" beside "Christopher Dunn", not for "chief Chris Dunn"."""
    first, other = (fold(one.partition(" ")[0]).rstrip(".") for one in (words, name))
    if not (first.startswith(other) or other.startswith(first)):
        return False
    like = likeness(words, name)
    return like is not None and like.rank < SURNAME_ALONE


def newest_texts(speakers: Iterable[int], most: int = LOOKED_AT) -> set[int]:
    """Ids of the current versions of each speaker's newest articles; one query."""
    place = Window(
        RowNumber(), partition_by=F("speaker"), order_by=[F("published_at").desc(nulls_last=True)]
    )
    rows = SpeakerInArticle.objects.filter(speaker__in=list(speakers)).annotate(place=place)
    newest = rows.filter(place__lte=most).values_list("article__current_version", flat=True)
    return {version for version in newest if version}


def sides_of(speakers: Mapping[int, Speaker]) -> dict[int, Side]:
    """Speaker id → what their newest articles print of them; two queries."""
    if not speakers:
        return {}
    rows = (
        Quote.objects.filter(speaker__in=speakers, version__in=newest_texts(speakers))
        .standing()
        .values_list("speaker", "mention", "speaker_role", "version__article__outlet__name")
    )
    called: defaultdict[int, Counter[str]] = defaultdict(Counter)
    outlets: defaultdict[int, Counter[str]] = defaultdict(Counter)
    sexes: defaultdict[int, set[str]] = defaultdict(set)
    for key, mention, role, outlet in rows:
        if outlet:
            outlets[key][outlet] += 1
        if sex := sex_said(mention):
            sexes[key].add(sex)
        before, _ = called_and_named(mention, [speakers[key].name])
        for words in (before, "" if fold(role) in fold(mention) else role):
            if words and not is_pronoun(words):
                called[key][" ".join(words.split())] += 1
    return {
        key: Side(row, _most(called[key], 4), _most(outlets[key], 6), frozenset(sexes[key]))
        for key, row in speakers.items()
    }


def _most(counts: Counter[str], number: int) -> tuple[str, ...]:
    return tuple(words for words, _ in most_frequent(counts, number))


def most_frequent(counts: Counter[str], number: int) -> tuple[tuple[str, int], ...]:
    """(words, how often), most frequent first. What differs in capitals alone ("Fire chief" at the
    start of a sentence) is one, printed as it is most often."""
    forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for words, often in counts.items():
        forms[words.casefold()][words] += often
    told = [(min(form, key=lambda w: (-form[w], w)), form.total()) for form in forms.values()]
    return tuple(sorted(told, key=lambda pair: (-pair[1], pair[0]))[:number])


def bare_names_for(speaker: Speaker) -> list[BareName]:
    """Articles of the speaker's stories that print their surname alone and quote nobody kept under
    it. Six queries; none without a surname."""
    if not speaker.surname:
        return []
    stories = _stories_of(speaker)
    story_of = dict(
        Membership.objects.filter(story__in=stories, is_current=True).values_list(
            "article", "story"
        )
    )
    nobodys = (
        Quote.objects.filter(
            version__article__in=story_of,
            version=F("version__article__current_version"),
            speaker=None,
        )
        .standing()
        .exclude(speaker_name="")
        .select_related("version__article__outlet")
        .defer("version__body", "version__article__signature")
        .order_by("version__article", "start")
    )
    found: defaultdict[tuple[int, str], list[Quote]] = defaultdict(list)
    for quote in nobodys:
        if is_bare_surname(quote.speaker_name, speaker.name):
            found[quote.version.article_id, key_of(quote.speaker_name)].append(quote)
    if not found:
        return []
    different, later = _decided(speaker)
    others = _same_surname(speaker, stories)
    sexes = sides_of({speaker.pk: speaker})[speaker.pk].sexes
    return [
        BareName(
            quotes[0].version.article,
            quotes[0].speaker_name,
            tuple(quotes),
            stories[story_of[article]],
            others.get(story_of[article], ()),
            later.get((article, key), ""),
        )
        for (article, key), quotes in found.items()
        if (article, key) not in different
        and not _other_sex(sexes, (quote.mention for quote in quotes))
    ]


def _other_sex(sexes: frozenset[str], mentions: Iterable[str]) -> bool:
    said = {sex for mention in mentions if (sex := sex_said(mention))}
    return bool(said and sexes and not said & sexes)


def _stories_of(speaker: Speaker) -> dict[int, Story]:
    rows = Membership.objects.filter(is_current=True, article__speakers__speaker=speaker)
    newest = rows.order_by("-story").values_list("story", flat=True).distinct()[:MOST_STORIES]
    return Story.objects.defer("summary").in_bulk(list(newest))


def _decided(speaker: Speaker) -> tuple[set[tuple[int, str]], dict[tuple[int, str], str]]:
    """(article, name) pairs said not to be the speaker, and those put off with who did."""
    rows = SpeakerDecision.objects.filter(one=speaker, other=None) | SpeakerDecision.objects.filter(
        one__merged_into=speaker, other=None
    )
    different, later = set(), {}
    for row in rows.select_related("person"):
        place = (row.article_id or 0, row.name_key)
        if row.verdict == SpeakerDecision.Verdict.DIFFERENT:
            different.add(place)
        else:
            later[place] = row.person.get_username() if row.person else "somebody"
    return different, later


def _same_surname(speaker: Speaker, stories: Iterable[int]) -> dict[int, tuple[str, ...]]:
    """Story id → other speakers of the surname quoted in it."""
    rows = SpeakerInArticle.objects.filter(
        article__memberships__story__in=list(stories),
        article__memberships__is_current=True,
        speaker__surname=speaker.surname,
    ).exclude(speaker=speaker)
    named: defaultdict[int, set[str]] = defaultdict(set)
    for story, name in rows.values_list("article__memberships__story", "speaker__name"):
        named[story].add(name)
    return {story: tuple(sorted(names)) for story, names in named.items()}
