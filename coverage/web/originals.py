"""The document an article came from, byte for byte, and never as a live page."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from coverage.desk.articlehistory import original_document
from coverage.models import Document

BINARY = "application/octet-stream"


@require_safe
def original(request: HttpRequest, article_id: int) -> HttpResponse:
    """The bytes as they were received; 404 for an article that came without a document."""
    document = original_document(article_id)
    if document is None:
        raise Http404(f"no document of article {article_id}")
    return as_received(document, f"article-{article_id}.txt")


def as_received(document: Document, otherwise: str) -> HttpResponse:
    """Text is shown as plain text, anything else only saved; a browser runs neither. `otherwise`
    names a document that came without a name."""
    content = document.content
    content_type = content_type_of(content)
    name = document.name.rpartition("/")[2] or otherwise
    # No line of a name may become a line of the header.
    name = "".join(letter if letter.isprintable() else "_" for letter in name)
    disposition = content_disposition_header(content_type == BINARY, name)
    return HttpResponse(
        content,
        content_type=content_type,
        headers={
            "Content-Disposition": disposition or "inline",
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "X-Content-Type-Options": "nosniff",
        },
    )


def content_type_of(content: bytes) -> str:
    """Plain text, with its charset where it is UTF-8; bytes that hold a NUL are no text."""
    if b"\0" in content:
        return BINARY
    try:
        content.decode()
    except UnicodeDecodeError:
        return "text/plain"
    return "text/plain; charset=utf-8"
