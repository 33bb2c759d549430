"""A small guess at a text's language, by its commonest words, its letters or its script."""

# ruff: noqa: E501 - patterns and tables of cases read better on one line

from __future__ import annotations

import re
from collections import Counter

#: The commonest words of news prose. A word that several languages share counts a share for each.
_COMMON = {
    "en": "the and of to in is that was for with on his her he she it are this have not by from said who will a an at be had has as but they their we you were been would which there more about after up out if so when than its or one all into can no what could first told people",
    "de": "der die und das nicht ist von den zu mit sich auf für dem ein eine auch wird sie im werden nach bei wie aus hat es an als er am dass war in einen einem einer eines des um über noch nur aber vor durch kann wurde wurden sind zum zur haben sein oder mehr bis gegen wenn unter ihre seine keine seit schon so man ich wir",
    "fr": "le la les des et est dans une que qui pour pas sur au avec ce il elle sont par plus ne du aux cette de un en l d qu n s se à a été ont mais ou leur ses son sa nous vous on être fait après comme tout deux était avait sous entre depuis même aussi dont selon ces avant sans lors contre encore c j y près où ils elles très",
    "es": "el la los las que en del y un una por con para es se no su al lo como más pero este fue sus de a o ha han esta entre cuando muy sin sobre también ser hasta desde todo está son dos había años ya le me hay si porque donde esto ese esa tras según durante contra dijo era parte",
    "it": "il che di e la per non un una del con sono gli della è nel le alla anche dei si ha questo come più i a da in lo al ma dal o se nella delle dalla sul ed ai hanno stato essere era sua suo loro ci tra dopo due ancora tutti quando prima sulla cui nei dell l all nell un'altra degli molto perché fatto",
    "pt": "o que de e do da em um para com não uma os no se na por mais as dos como mas foi ao ele das à são a é ou ser quando muito há nos já está eu também só pelo pela até isso ela entre era depois sem mesmo aos seus quem nas me esse eles você essa num nem suas segundo foram após sobre disse anos",
    "nl": "de het een van en in is dat op te zijn met voor niet die aan er om ook als bij naar maar was door uit dan nog worden wordt hij ze over heeft hebben al meer kan wel zo had tot zich geen werd onder deze dit wat moet jaar veel hun haar we ik volgens tegen na",
    "sv": "och att det som en på är av för med till den inte har de ett om han men var sig från så kan i vi hon under också efter eller nu där när när mot ska skulle kommer ut ingen sin sina hade alla andra mycket än då här jag man mer över säger bli blir vid år utan",
    "no": "og det som på er av for med til den ikke har de et om han men var seg fra så kan å være etter en i at vi hun under også eller nå der når mot skal skulle kommer ut ingen sin sine hadde alle andre mye enn da her jeg man mer over sier bli blir ved år uten blitt ble hva noe opp hvor vil må være mellom to",
    "da": "og det som på er af for med til den ikke har de et om han men var sig fra så kan at være efter en i vi hun under også eller nu der når mod skal skulle kommer ud ingen sin sine havde alle andre meget end da her jeg man mere over siger blive bliver ved år uden blevet blev hvad noget op hvor vil må mellem to",
    "fi": "ja on ei että se oli hän ovat myös mutta kun joka kuin tai niin sen mukaan ole vuonna jo hänen ollut olla siitä tämä vain kanssa jälkeen sekä jos nyt mitä voi sitä ne jotka tässä tämän olisi eivät kertoo sanoo",
    "pl": "i w nie na się że z do to jest jak o od po za ale dla przez który są ma tym przy tego było a co tak jego ich był była oraz już być może tylko jako także które która ze czy jeszcze został roku ten po nad przed lub bardzo",
    "cs": "a se v je na že s z do to o k by ale pro jako ve po které který jsou bylo jeho podle také i si za už jen byl byla být nebo od až co tak při která však před ze jsem let své roku ještě kde bude než má jak není pak uvedl",
    "sk": "a sa v je na že s z do to o k by ale pre ako vo po ktoré ktorý sú bolo jeho podľa tiež aj si za už len bol bola byť alebo od až čo tak pri ktorá však pred zo som rokov svoje roku ešte kde bude než má nie uviedol",
    "hu": "a az és hogy nem is egy volt meg van de csak ez már mint el ki még szerint azt amely ha vagy pedig lesz majd ezt kell után lehet így több ami akkor minden aki most nagyon voltak között sem le fel mert",
    "ro": "și în de la cu pe nu un o este din pentru care că a fost mai să au prin după ale lui sa se ce al am sunt fi ca dar sau între iar acest această pot către şi potrivit ar va fără cel cea lor unui unei ani când până ei este-i spus făcut doar foarte",
    "tr": "ve bir bu için ile da de olarak olan çok daha gibi en ancak kadar sonra var ne ise dedi o ama değil her göre yeni oldu olduğunu tarafından mi ya iki ki kendi bunu ilk büyük diye ettiği etti üzerine şekilde içinde yer zaman bin",
    "id": "yang dan di dari untuk dengan pada ini itu tidak akan dalam oleh juga adalah kepada telah ada mereka bisa sudah saat kata kami karena atau dia ia saya sebagai lebih tersebut hari tahun bahwa hingga para orang",
    "hr": "i u je na da se su za od s o ne koji što bi kako ali iz do kao će po nije koja biti a to koje bio bila već samo nakon još ili prema kada oko sve sam smo ima kod te tako više godine",
    "ca": "el la els les que de i en un una per amb no és del al ha com més van dels aquest ser aquesta va a es als però s l d ja també han sense entre fins són perquè pel o tot seva seu anys molt quan on des durant aquests",
    "is": "og að í á er sem ekki til við um en var það með fyrir þá af hann hún þess þeir eru hefur verið þar eftir frá úr svo ég við ekki segir vegna þegar upp hafa voru",
}
_WORDS = {code: frozenset(words.split()) for code, words in _COMMON.items()}
#: The commonest words of all these languages, which are nobody's name.
COMMON_WORDS = frozenset().union(*_WORDS.values())
#: Letters that tell a language, or a few, from those with the same words.
_LETTERS_OF = {
    "de": "ßäöü",
    "fr": "éèêàçùœûîôëï",
    "es": "ñ¿¡áíóú",
    "it": "àèéìòù",
    "pt": "ãõçáâêóú",
    "sv": "åäö",
    "no": "åøæ",
    "da": "åøæ",
    "fi": "äö",
    "pl": "ąęłśżźćńó",
    "cs": "ěřůčšžýíáé",
    "sk": "ľĺŕôčšžťňýíáé",
    "hu": "őűáéíóöü",
    "ro": "ăâîșțşţ",
    "tr": "ığşçöü",
    "hr": "čćđšž",
    "ca": "àèéíòóç·",
    "is": "þðæöáíúý",
}
_SCRIPTS = (
    ("el", "[\u0370-\u03ff]"),
    ("he", "[\u0590-\u05ff]"),
    ("ar", "[\u0600-\u06ff]"),
    ("hi", "[\u0900-\u097f]"),
    ("th", "[\u0e00-\u0e7f]"),
    ("ko", "[\uac00-\ud7af]"),
    ("ja", "[\u3040-\u30ff]"),
    ("zh", "[\u4e00-\u9fff]"),
    ("ru", "[\u0400-\u04ff]"),
)
_LETTERS = re.compile(r"[^\W\d_]+")
_MARKS = "“”‘’—–…\u00a0"  # what most news in ASCII letters has beside them
_ASCII_LETTERS_ALONE = {n: " " for n in range(128) if not chr(n).isalpha()}
_UKRAINIAN = re.compile("[іїєґІЇЄҐ]")
_NOT_ASCII = re.compile("[^\x00-\x7f]")


def _word_weights() -> dict[str, list[tuple[str, float]]]:
    """Each common word with the languages that have it, and what it says for each of them."""
    having: dict[str, list[str]] = {}
    for code, words in _WORDS.items():
        for word in words:
            having.setdefault(word, []).append(code)
    return {word: [(code, 1 / len(codes)) for code in codes] for word, codes in having.items()}


def _letter_weights() -> dict[str, list[tuple[str, float]]]:
    """Each telling letter with its languages, weighed by how few they are."""
    having: dict[str, list[str]] = {}
    for code, letters in _LETTERS_OF.items():
        for letter in letters:
            having.setdefault(letter, []).append(code)
    return {letter: [(code, 1 / len(codes)) for code in codes] for letter, codes in having.items()}


_WORD_WEIGHTS = _word_weights()
_LETTER_WEIGHTS = _letter_weights()
#: A telling letter is worth this much of a telling word.
_LETTER_WORTH = 0.5
_SAMPLE = 3000  # characters that are looked at
_FEW = 20  # words among which one alone settles nothing
_ASCII = frozenset(map(chr, range(128)))


def _script_language(sample: str, letters: int) -> str:
    """The language that a script of its own gives away, "" for Latin script."""
    if not any("\u0370" <= c <= "\u0e7f" or "\u3040" <= c <= "\ud7af" for c in set(sample)):
        return ""
    for code, script in _SCRIPTS:
        if len(re.findall(script, sample)) > letters * (0.1 if code == "ja" else 0.5):
            if code == "ru" and len(_UKRAINIAN.findall(sample)) > letters * 0.02:
                return "uk"
            return code
    return ""


def _words_of(sample: str) -> tuple[list[str], bool]:
    """The runs of letters of a text, and whether all of them are ASCII."""
    plain = sample
    if not sample.isascii():
        for mark in _MARKS:
            plain = plain.replace(mark, " ")
    if plain.isascii():
        return plain.translate(_ASCII_LETTERS_ALONE).split(), True
    return _LETTERS.findall(sample), False


def guess_language(text: str) -> str:
    """The ISO 639-1 code of the language `text` is most likely in, "" where it cannot be told.

    Reads the first 3,000 characters; fewer than about eight words settle nothing.
    """
    sample = text[:_SAMPLE].lower()
    words, in_ascii = _words_of(sample)
    if not words:
        return ""
    script = "" if in_ascii else _script_language(sample, sum(map(len, words)))
    if script:
        return script
    if len(words) < 8:
        return ""
    scores = dict.fromkeys(_WORDS, 0.0)
    for word, count in Counter(filter(_WORD_WEIGHTS.__contains__, words)).items():
        for code, weight in _WORD_WEIGHTS[word]:
            scores[code] += count * weight
    for letter, count in Counter(() if in_ascii else _NOT_ASCII.findall(sample)).items():
        for code, weight in _LETTER_WEIGHTS.get(letter, ()):
            scores[code] += count * weight * _LETTER_WORTH
    ranked = sorted(scores, key=lambda code: scores[code], reverse=True)
    best, second = ranked[0], ranked[1]
    if scores[best] < max(1.0, 0.05 * len(words)) or scores[best] < scores[second] * 1.15:
        return ""
    if len(words) < _FEW and _telling_of(best, words, sample) < 2:
        return ""  # one word, however often: “Let her speak! Let her speak!” is not Czech
    return best


def _telling_of(code: str, words: list[str], sample: str) -> int:
    """How many different words and letters of a text are that language's."""
    telling = [_WORD_WEIGHTS.get(word, ()) for word in set(words)]
    telling += [_LETTER_WEIGHTS.get(letter, ()) for letter in set(sample) - _ASCII]
    return sum(code in dict(rows) for rows in telling)
