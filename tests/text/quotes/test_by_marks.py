"""Other languages: their own marks; speakers where a colon, a dash or a label names one."""

import pytest

from coverage.text.quotes.quotes import not_read, read_quotes

from ..reading import passages_of


def _said(text: str, language: str) -> list[tuple[str, str]]:
    quotes = read_quotes(text, passages_of(text), language=language).quotes
    return [(q.span.text, q.speaker.name if q.speaker else "") for q in quotes]


@pytest.mark.parametrize(
    ("language", "text", "said"),
    [
        ("de", "Ada Holm sagte am Montag: „Wir haben verloren.“ Dann ging Holm.",
         [("Wir haben verloren.", "Ada Holm")]),
        ("de", "»Wir kommen im nächsten Jahr zurück«, sagte die Bürgermeisterin.",
         [("Wir kommen im nächsten Jahr zurück", "")]),
        ("de", "In Orle regiert Ada Holm.\nHolm: „Wir warten.“", [("Wir warten.", "Ada Holm")]),
        ("fr", "Ada Holm a déclaré : « Nous avons perdu. »", [("Nous avons perdu.", "Ada Holm")]),
        ("fr", "« Nous reviendrons dès l’année prochaine », a-t-elle dit.",
         [("Nous reviendrons dès l’année prochaine", "")]),
        ("es", "Ada Holm dijo: «Hemos perdido la votación».",
         [("Hemos perdido la votación", "Ada Holm")]),
        ("it", "«Abbiamo perso ma torneremo l’anno prossimo», ha detto la sindaca.",
         [("Abbiamo perso ma torneremo l’anno prossimo", "")]),
        ("pt", "Ada Holm disse: “Perdemos a votação.”", [("Perdemos a votação.", "Ada Holm")]),
        ("sv", "”Vi förlorade men kommer tillbaka nästa år”, sa hon.",
         [("Vi förlorade men kommer tillbaka nästa år", "")]),
        ("da", "»Vi tabte, men vi kommer igen til næste år,« sagde hun.",
         [("Vi tabte, men vi kommer igen til næste år,", "")]),
        ("nl", "Ada Holm zei: ‘We hebben verloren.’", [("We hebben verloren.", "Ada Holm")]),
        ("pl", "Ada Holm powiedziała: „Przegraliśmy.”", [("Przegraliśmy.", "Ada Holm")]),
        ("ru", "«Мы проиграли», — сказала Ада Хольм.", [("Мы проиграли", "Ада Хольм")]),
        ("ar", "قالت العمدة: «لقد خسرنا التصويت يوم الاثنين».",
         [("لقد خسرنا التصويت يوم الاثنين", "")]),
        ("zh", "霍尔姆说：“我们输了。”", [("我们输了。", "霍尔姆")]),
        # a part of a sentence, a role before the colon, a verb before it, nobody before it
        ("de", "Die Feuerwehr sprach von einer „schwierigen Lage“.", [("schwierigen Lage", "")]),
        ("pl", "Wójt mówił o „trudnej decyzji”.", [("trudnej decyzji", "")]),
        ("it", "Il sindaco: «Servono aiuti subito».", [("Servono aiuti subito", "Il sindaco")]),
        ("de", "In Orle regiert Ada Holm.\nHolm sagte: „Wir warten.“",
         [("Wir warten.", "Ada Holm")]),
        ("de", "Dann sagte er: „Wir warten.“", [("Wir warten.", "")]),
        ("ja", "市長は「私たちは来年また戻ってきます」と話した。",
         [("私たちは来年また戻ってきます", "")]),
    ],
)  # fmt: skip
def test_the_marks_of_a_language_give_its_quotes(language, text, said):
    assert _said(text, language) == said


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Holm sprach von einer „Katastrophe“ für die Stadt."),
        ("fr", "Le film « La Mer du Nord » sort en mai."),
        ("ru", "Книга «Война и море» вышла в мае."),
        ("ja", "『海の本』を読んだ。"),
        ("sv", "Filmen ”Havet” visas i maj."),
    ],
)
def test_short_ones_are_kept_as_marked_words(language, text):
    read = read_quotes(text, passages_of(text), language=language)
    assert read.quotes == ()
    assert len(read.marked) == 1


def test_english_cues_are_not_tried_elsewhere():
    text = "„Wir haben das schon im Sommer gewusst“, said Ada Holm."
    assert _said(text, "de") == [("Wir haben das schon im Sommer gewusst", "")]


def test_a_page_that_calls_itself_german_but_is_english_is_read_as_english():
    text = "“We lost,” said Ada Holm, who has been the mayor of the town and its voice for years."
    assert _said(text, "de") == [("We lost,", "Ada Holm")]


def test_what_was_not_tried_is_said():
    assert not_read("en") == not_read("") == not_read("en-GB") == ()
    assert any("indirect" in words for words in not_read("fr"))
