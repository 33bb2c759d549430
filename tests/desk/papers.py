"""Short invented articles, as many as a test wants, each of an event and a text of its own."""

import io
import zipfile

from coverage.desk.jobs import Unit

PLACES = "Orle Brask Tarn Velm Sund Kape Lorn Myre Hald Vik".split()
THINGS = "bridge ferry school mill library harbour market tower station quarry".split()


def paper(number: int) -> bytes:
    """A text of its own for each number."""
    place, thing = PLACES[number % 10], THINGS[number // 10 % 10]
    return (
        f"The {thing} of {place} opens for day {number}\n\n"
        f"The {thing} of {place} was opened on Monday after {number + 2} weeks of repairs.\n\n"
        f"“We counted {number + 3} visitors by noon,” said Ada Voss{number}, the warden.\n"
    ).encode()


def paper_unit(number: int) -> Unit:
    return Unit(paper(number), f"{number}.txt", content_type="text/plain", key=str(number))


def zip_of(numbers: range) -> io.BytesIO:
    """A zip with the papers of these numbers."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for number in numbers:
            archive.writestr(f"{number}.txt", paper(number))
    packed.seek(0)
    return packed
