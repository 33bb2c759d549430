"""Which codebook a person tags with: that of what they code, else the one they used last."""

from __future__ import annotations

from coverage.models import Assignment, Codebook, Coding


def assigned_codebook(person: int | None, article: int) -> Codebook | None:
    """The codebook of the newest open assignment in which the person codes the article; None where
    there is none."""
    if person is None:
        return None
    given = Assignment.objects.open().filter(coders__person=person, articles__article=article)
    found = given.select_related("codebook").order_by("-pk").first()
    return found.codebook if found else None


def codebook_in_use(person: int | None = None, article: int | None = None) -> Codebook | None:
    """That of the assignment being coded, else of the tag the person put on last, else the oldest;
    None where there is none, or all are archived. Three queries at most."""
    if person is not None:
        given = assigned_codebook(person, article) if article else None
        if given:
            return given
        last = Coding.objects.filter(person=person, tag__codebook__archived=False)
        used = last.select_related("tag__codebook").order_by("-pk").first()
        if used:
            return used.tag.codebook
    return Codebook.objects.filter(archived=False).order_by("pk").first()
