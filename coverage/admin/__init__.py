"""The desk's back room: every model, for signed-in editors, through the desk's own functions."""

from django.contrib import admin

from . import (
    articles,
    claims,
    documents,
    feeds,
    jobs,
    lines,
    orphans,
    outlets,
    posts,
    quotes,
    rulings,
    sharing,
    speakers,
    stories,
    tags,
    tokens,
    versions,
)
from .order import list_in_order_of_use

__all__ = [
    "articles",
    "claims",
    "documents",
    "feeds",
    "jobs",
    "lines",
    "orphans",
    "outlets",
    "posts",
    "quotes",
    "rulings",
    "sharing",
    "speakers",
    "stories",
    "tags",
    "tokens",
    "versions",
]

list_in_order_of_use(admin.site)
admin.site.site_header = "Newsroom"
admin.site.site_title = "Newsroom"
admin.site.index_title = "All that is kept"
admin.site.empty_value_display = "–"
