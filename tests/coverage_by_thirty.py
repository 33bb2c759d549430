"""Invented coverage of one flood by thirty outlets, a thousand words each.

Everything is drawn with a seed, so that every run compares the same texts.
"""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

from coverage.desk.reading import read_version, store_reading
from coverage.documents.opening import open_text
from coverage.models import Story
from tests.factories import make_article, make_story

WORDS = 1000
#: What happened, each as three outlets may word it; "{}" is a count that not all give alike.
FACTS = (
    ("The dam above Hesk gave way shortly after four on Tuesday morning.",
     "Shortly after four on Tuesday morning the dam above Hesk burst.",
     "The Hesk dam broke before dawn on Tuesday, shortly after four."),
    ("At least {} people were taken to hospital in Orle.",
     "The hospital in Orle took in {} people.",
     "In Orle, {} people were brought to hospital."),
    ("Water stood two metres high in the market square.",
     "The market square lay under two metres of water.",
     "In the market square the water reached two metres."),
    ("Some {} houses in the lower town were flooded.",
     "Around {} houses of the lower town stood under water.",
     "The flood reached {} houses in the lower town."),
    ("The railway between Orle and Sund was closed until further notice.",
     "Trains between Orle and Sund were stopped until further notice.",
     "Until further notice no trains run between Orle and Sund."),
    ("Soldiers carried residents out of the old people's home by boat.",
     "Residents of the old people's home were carried out by soldiers in boats.",
     "By boat, soldiers brought out the residents of the old people's home."),
    ("The dam was built in 1962 and last inspected two years ago.",
     "Built in 1962, the dam had its last inspection two years ago.",
     "The last inspection of the dam, which was built in 1962, was two years ago."),
    ("Power failed in the whole valley at about half past four.",
     "At about half past four the power went out in the whole valley.",
     "The whole valley lost power at about half past four."),
    ("The bridge at the paper mill was swept away.",
     "The flood swept away the bridge at the paper mill.",
     "At the paper mill the bridge was carried off by the water."),
    ("Schools in the district stay closed until Friday.",
     "Until Friday all schools of the district remain closed.",
     "The district's schools are closed until Friday."),
    ("The regional government promised 4 million crowns in emergency aid.",
     "Emergency aid of 4 million crowns was promised by the regional government.",
     "The regional government announced emergency aid of 4 million crowns."),
    ("Drinking water is handed out at the fire station.",
     "The fire station hands out drinking water.",
     "At the fire station drinking water is being handed out."),
    ("A siren that should have warned the town stayed silent.",
     "The siren that should have warned the town did not sound.",
     "No siren warned the town, although one should have."),
    ("Prosecutors opened an inquiry into the operator of the dam.",
     "The operator of the dam is being investigated by prosecutors.",
     "An inquiry into the dam's operator was opened by prosecutors."),
)  # fmt: skip
SAID = (
    ("Mayor Tilda Brock",
     "We heard a roar like a train and then the whole street was gone under brown water"),
    ("fire chief Anders Holm",
     "Nobody should go back into the lower town before we have looked at every single house"),
    ("engineer Ruta Senn",
     "The wall had been leaking for weeks and we wrote three letters that nobody ever answered"),
    ("farmer Josef Lind",
     "My cows stood on the last dry hill and I could only watch them from the roof of the barn"),
)  # fmt: skip
COUNTS = ("31", "31", "31", "about 30", "28")
_FIRST = "b br d dr f g gr h k kl l m n p pr r s sk st t tr v w".split()
_MIDDLE = "a e i o u ai ou ea".split()
_LAST = "l m n r s t nd rk sk lt mp".split()
_SHAPES = (
    "The {} of {} was {}ed by a {} near the {}.",
    "In {}, every {} with a {} had been {}ed since the {}.",
    "A {} that {}ed the {} was found behind the {} of {}.",
    "When the {} {}ed, several {} left the {} for {}.",
    "Neither the {} nor the {} of {} could {} a {}.",
    "Because a {} had {}ed, the {} at {} lost its {}.",
)


def flood(number: int) -> tuple[str, str]:
    """One outlet's headline and text: most of what happened, some voices, the rest its own."""
    draw = random.Random(number)
    told = [draw.choice(fact).format(draw.choice(COUNTS)) for fact in draw.sample(FACTS, 11)]
    for who, words in draw.sample(SAID, 3):
        cut = words.split()[draw.choice((0, 0, 0, 3)) : draw.choice((None, None, -4))]
        told.append(f"“{' '.join(cut)},” said {who}.")
    lone = _lone(draw, WORDS - len(" ".join(told).split()))
    sentences = told + lone
    draw.shuffle(sentences)
    return f"Dam above Hesk bursts, {_word(draw)} under water", _text(sentences)


def flood_story() -> Story:
    """The story of thirty outlets, read as the desk reads them and not yet compared."""
    first = datetime(2026, 10, 14, 6, 10, tzinfo=UTC)
    articles = []
    for number in range(30):
        headline, body = flood(number)
        article = make_article(
            body,
            outlet=f"{_name(random.Random(5000 + number))} Gazette",
            headline=headline,
            published_at=first + timedelta(minutes=20 * number),
        )
        opened = open_text(body)
        version = article.versions.get()
        version.passages.all().delete()
        store_reading(version, *read_version(body, opened.passages, opened.posts, opened.language))
        articles.append(article)
    return make_story(*articles, headline=articles[0].headline)


def _lone(draw: random.Random, words: int) -> list[str]:
    """Sentences of at least so many words, each fourth a quote and each ninth reported."""
    sentences: list[str] = []
    while words > 0:
        shape = draw.choice(_SHAPES)
        made = shape.format(*(_word(draw) for _ in range(shape.count("{}"))))
        if len(sentences) % 4 == 1:
            made = f"“{made[:-1]},” said {_name(draw)} {_name(draw)}."
        elif len(sentences) % 9 == 3:
            made = f"{_name(draw)} {_name(draw)} said that {made[0].lower()}{made[1:]}"
        sentences.append(made)
        words -= len(made.split())
    return sentences


def _text(sentences: list[str]) -> str:
    """Paragraphs of three sentences."""
    paragraphs = [" ".join(sentences[at : at + 3]) for at in range(0, len(sentences), 3)]
    return "\n\n".join(paragraphs) + "\n"


def _word(draw: random.Random) -> str:
    return "".join(draw.choice(part) for part in (_FIRST, _MIDDLE, _LAST, _MIDDLE, _LAST))


def _name(draw: random.Random) -> str:
    return "".join(draw.choice(part) for part in (_FIRST, _MIDDLE, _LAST)).capitalize()
