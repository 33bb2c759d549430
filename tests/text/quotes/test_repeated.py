"""A headline that repeats a quote of its article has that quote's speaker."""

from coverage.text.found import Passage
from coverage.text.quotes.quotes import read_quotes
from coverage.text.spans import Span

BODY = "“I would sail her again tomorrow, storm or none,” said Ada Holm, the captain."


def _read(headline: str) -> tuple[list[tuple[str, str]], list[str]]:
    text = f"{headline}\n\n{BODY}"
    at = len(headline)
    passages = (
        Passage(Span.of(text, 0, at), "headline"),
        Passage(Span.of(text, at + 2, len(text)), "paragraph"),
    )
    read = read_quotes(text, passages)
    quotes = [(q.span.text, q.speaker.name if q.speaker else "") for q in read.quotes]
    return quotes[:-1], [one.span.text for one in read.marked]


def test_words_that_the_article_quotes_are_that_speakers():
    assert _read("A vow to ‘sail her again tomorrow’") == (
        [("sail her again tomorrow", "Ada Holm")],
        [],
    )


def test_words_that_nobody_says_stay_marked_words():
    assert _read("All about the ‘fun run’ in the snow") == ([], ["fun run"])
    assert _read("What is ‘her again’ about") == ([("her again", "Ada Holm")], [])
    assert _read("What is a ‘storm’ about") == ([], ["storm"])
