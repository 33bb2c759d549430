"""The document an article came from, byte for byte or its words alone, and never as a live page."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from coverage.desk.articlehistory import original_document, words_of_page
from coverage.models import Article, Document

BINARY = "application/octet-stream"
#: A browser fetches, runs and sends nothing for a page that comes with this.
NOTHING = "default-src 'none'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'; sandbox"


@require_safe
def original(request: HttpRequest, article_id: int) -> HttpResponse:
    """The bytes as they were received; 404 for an article that came without a document."""
    document = original_document(get_object_or_404(Article, pk=article_id).pk)
    if document is None:
        raise Http404(f"no document of article {article_id}")
    return as_received(document, f"article-{article_id}.txt")


@require_safe
def as_page(request: HttpRequest, article_id: int) -> HttpResponse:
    """The words of a saved page in their order; 404 for an article that came without a document."""
    article = get_object_or_404(Article, pk=article_id)
    document = original_document(article_id)
    if document is None:
        raise Http404(f"no document of article {article_id}")
    words = words_of_page(document)
    context = {
        "article": article,
        "is_page": words is not None,
        "markup": mark_safe(words.markup if words else ""),  # noqa: S308  (nh3 wrote it)
        "is_cut": bool(words and words.is_cut),
    }
    response = render(request, "articles/as_page.html", context)
    response["Content-Security-Policy"] = NOTHING
    response["X-DNS-Prefetch-Control"] = "off"
    response["Referrer-Policy"] = "no-referrer"
    return response


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
