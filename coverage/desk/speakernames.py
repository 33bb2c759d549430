"""Which stored speaker a name means: by their name, another name of theirs, or a person's word."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import takewhile

from coverage.models import ArticleVersion, Naming, Quote, Speaker, SpeakerName, State
from coverage.text.lexicons import words as lexicon
from coverage.text.names import name_key

_SMALL_WORDS = frozenset(
    {"of", "the", "and", "for", "in", "on", "at", "de", "la", "le", "du", "des", "der", "von"}
    | {"van", "den", "al", "el", "bin", "y", "e", "&", "da", "do"}
)
DETERMINERS = frozenset(
    {"a", "an", "the", "one", "another", "some", "this", "that", "his", "her", "their", "its"}
    | {"our", "my"}
)
_ACRONYM = re.compile(r"[A-Z][A-Z.&-]+$")
_TITLES = frozenset(title.strip(".") for title in lexicon("titles"))
_GIVEN = lexicon("given_f") | lexicon("given_m")
#: What transcripts call people whom they do not name: "AUDIENCE MEMBER", "UNIDENTIFIED MALE".
_UNNAMED = lexicon("roles") | {"male", "female", "voice", "unidentified", "unknown"}


def is_proper_name(name: str) -> bool:
    """True for a name that means one person or body wherever it stands: "Jane Roe", "NASA",
    "Ministry of Works of Orle". False for "a bystander", "the mayor", a bare "Dunn" and a
    transcript's "MAYOR DUNN": two articles may mean two different ones by those."""
    words = name.split()
    if words and words[0].lower() in DETERMINERS:
        words = words[1:]
    if not words or len(name) > 120:
        return False
    if len(words) == 1:
        return bool(_ACRONYM.match(words[0]))
    if name.isupper() and _names_no_one(words):
        return False
    if words[1] == "and" and words[0].lower().strip(".") in _TITLES and len(words) < 5:
        return False  # Mr and Mrs Dunn
    return all(w[0].isupper() or w.lower() in _SMALL_WORDS for w in words) and words[0][0].isupper()


def _names_no_one(words: list[str]) -> bool:
    """True for a label in capitals that is a title and a surname, or only a role."""
    plain = [word.lower().strip(".") for word in words]
    titles = sum(1 for _ in takewhile(_TITLES.__contains__, plain))
    is_role = plain[-1] in _UNNAMED and plain[0] not in _GIVEN  # "PETER KING" is a man
    return len(plain) - titles < 2 or is_role or plain[0] in _UNNAMED


def is_label(name: str, cue: str) -> bool:
    """True for "DUNN" before a colon, where a transcript has all names in capitals and no acronym
    is meant."""
    return cue == ":" and name.isupper() and len(name.split()) == 1


def bare_name(name: str) -> str:
    """Without a leading determiner: "The Lamp" and "Lamp" are one outlet, "the NHS" is NHS."""
    first, _, rest = name.strip().partition(" ")
    return rest.strip() if rest and first.lower() in DETERMINERS else name.strip()


def key_of(name: str) -> str:
    """The key under which speakers are kept for a name as an article prints it."""
    return name_key(bare_name(name))


def speakers_called(names: Iterable[str]) -> dict[str, Speaker]:
    """`key_of` each proper name → its speaker; made where nobody has it yet. At most five queries,
    two when all are known."""
    wanted = {key_of(name): bare_name(name)[:300] for name in names if is_proper_name(name)}
    known = known_speakers(wanted)
    missing = [Speaker(name=name).take_keys() for key, name in wanted.items() if key not in known]
    if missing:
        Speaker.objects.bulk_create(missing, ignore_conflicts=True)
        known |= known_speakers([row.name_key for row in missing])
    return known


def known_speakers(keys: Iterable[str]) -> dict[str, Speaker]:
    """Key → the speaker who stands under it, of those there are. Another name, which people give,
    goes before a speaker's own; one merged into another leads there."""
    asked = list(keys)
    if not asked:
        return {}
    known = Speaker.objects.in_bulk(asked, field_name="name_key")
    for other in SpeakerName.objects.filter(name_key__in=asked).select_related("speaker"):
        known[other.name_key] = other.speaker
    leads = standing(known.values())
    return {key: leads[row.pk] for key, row in known.items()}


def standing(speakers: Iterable[Speaker]) -> dict[int, Speaker]:
    """Speaker id → the speaker they were merged into at last, themselves where they were not; a
    query for each step of the longest way, none where nobody was merged."""
    ends = {row.pk: row for row in speakers}
    while merged := {row.merged_into_id for row in ends.values() if row.merged_into_id}:
        next_ones = Speaker.objects.in_bulk(merged)
        for key, row in ends.items():
            if row.merged_into_id:
                ends[key] = next_ones[row.merged_into_id]
    return ends


def name_as_decided(version: ArticleVersion) -> int:
    """Give the version's quotes to the speakers whom people named in its article; how many quotes
    got another speaker. One query where nobody named any, as mostly."""
    said = list(Naming.objects.filter(article=version.article_id).select_related("speaker"))
    if not said:
        return 0
    ends = standing(naming.speaker for naming in said)
    by_name = {n.name_key: ends[n.speaker_id] for n in said if n.name_key}
    rows = list(Quote.objects.filter(version=version))
    by_quote = _found_again([n for n in said if not n.name_key], rows)
    changed = []
    for row in rows:
        naming = by_quote.get(row.pk)
        if naming is None and row.state == State.CONFIRMED:
            continue  # as a person saw it
        decided = ends[naming.speaker_id] if naming else by_name.get(key_of(row.speaker_name))
        if decided and row.speaker_id != decided.pk:
            row.speaker = decided
            changed.append(row)
    Quote.objects.bulk_update(changed, ["speaker"], batch_size=500)
    return len(changed)


def naming_follows(row: Quote) -> None:
    """Keep for later readings whose the quote is since a person said so of it; forget it where the
    quote is as the machine read it again. What was said with a move of quotes follows, too."""
    said = Naming.objects.filter(
        article=row.version.article_id, name_key="", fingerprint=row.fingerprint
    ).first()
    if row.speaker_id is None or (said is None and not row.is_decided):
        if said:
            said.delete()
    elif said is None:
        Naming.objects.create(
            article_id=row.version.article_id,
            speaker_id=row.speaker_id,
            name=row.speaker_name,
            fingerprint=row.fingerprint,
            words=row.text,
        )
    elif not row.is_decided and said.change_id is None:
        said.delete()
    elif said.speaker_id != row.speaker_id:
        said.speaker_id = row.speaker_id
        said.save(update_fields=["speaker"])


def _found_again(namings: list[Naming], rows: list[Quote]) -> dict[int, Naming]:
    """Quote id → what was said of it, found by fingerprint; where the words around it changed, by
    its own words if they stand once."""
    prints = {row.fingerprint: row for row in rows}
    found = {}
    for naming in namings:
        row = prints.get(naming.fingerprint)
        if row is None:
            same = [row for row in rows if row.text == naming.words]
            row = same[0] if len(same) == 1 else None
        if row is not None:
            found[row.pk] = naming
    return found
