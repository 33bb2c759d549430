"""When a page was published: its markup first, then what it shows, then its address."""

# ruff: noqa: E501 - patterns and tables of cases read better on one line

from __future__ import annotations

import re
from datetime import date, datetime

from .labels import DATE_LABELS, labelled
from .moments import read_moment
from .trees import Element, attribute, class_names, elements, has_long_attributes, words_of


def read_published_moment(
    root: Element, metas: dict[str, list[str]], published: str, created: str, address: str
) -> date | datetime | None:
    """When the page says it was published; its markup first, then its visible time, then its address."""
    stated = [published, created]
    for name in (
        "article:published_time",
        "og:published_time",
        "og:article:published_time",
        "datepublished",
        "parsely-pub-date",
        "sailthru.date",
        "article.published",
        "publishdate",
        "publish-date",
        "publish_date",
        "published",
        "pubdate",
        "date",
        "dc.date",
        "dc.date.issued",
        "dcterms.created",
        "dcterms.date",
        "dcterms.issued",
        "date.created",
        "article:created",
        "originalpublicationdate",
        "creation_date",
        "last-modified-date",
        "cxenseparse:recs:publishtime",
        "article:published",
        "rnews:datepublished",
        "citation_date",
        "cxenseparse:publishtime",
        "bt:pubdate",
        "video:release_date",
        "ptime",
        "shareaholic:article_published_time",
    ):
        stated.extend(metas.get(name, ())[:1])
    for value in stated:
        moment = read_moment(value)
        if moment is not None:
            return moment
    return (
        _visible_moment(root)
        or _moment_of_address(address)
        or next(filter(None, map(read_moment, labelled(root, DATE_LABELS))), None)
    )


def _visible_moment(root: Element) -> date | datetime | None:
    """The first time element of the page's content that says it is the publication's."""
    second: date | datetime | None = None
    for element in elements(root, "time", "span", "p", "div", "abbr", "li", "relative-time"):
        prop = (element.get("itemprop") or element.get("property") or "").lower()
        named = class_names(element)
        above = next(element.iterancestors("a", "h2", "h3", "h4", "h5", "aside", "nav"), None)
        if above is not None and not (above.tag == "a" and "bookmark" in (above.get("rel") or "")):
            continue  # the day of a teaser for another story; a bookmark leads to this one
        stamped = (
            attribute(element, "datetime", "content", "data-datetime", "data-date", "title")
            if element.tag in ("time", "abbr", "relative-time") or prop
            else ""
        )
        if "datepublished" in prop or "datecreated" in prop or "pubdate" in element.attrib:
            moment = read_moment(stamped) or read_moment(words_of(element)[:80])
            if moment is not None:
                return moment
        elif (
            element.tag == "time"
            and second is None
            and not re.search("modif|updat|comment|related|teaser|card", named)
        ):
            second = read_moment(stamped) or read_moment(words_of(element)[:80])
        elif (
            second is None
            and re.search(
                r"publi|entry-date|post-date|article-date|dateline|timestamp|pubdate|byline-date|article__date",
                named,
            )
            and not len(element) > 6
        ):
            text = words_of(element)
            if len(text) < 120:
                second = read_moment(text)
    return second


_ADDRESS_DAY = re.compile(r"/((?:19|20)\d\d)[/-]?([01]\d)[/-]?([0-3]\d)(?:[/_-]|\b)")


def _moment_of_address(address: str) -> date | None:
    found = _ADDRESS_DAY.search(address)
    if not found:
        return None
    try:
        return date(*map(int, found.groups()))
    except ValueError:
        return None


def guess_day(root: Element, address: str) -> date | None:
    """A day found in the page by its habits (htmldate): used last, and only for a whole page."""
    if has_long_attributes(root):
        return None  # its patterns slow down with the square of their length

    from htmldate import find_date

    try:
        found = find_date(root, url=address or None, original_date=True, extensive_search=False)
    except (ValueError, TypeError, AttributeError, RecursionError):
        return None
    moment = read_moment(found or "")
    return moment if moment is None or not isinstance(moment, datetime) else moment.date()
