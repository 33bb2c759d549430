"""The desk's back room: every model, for signed-in editors, through the desk's own functions."""

from django.contrib import admin

from . import (
    articles,
    claims,
    coding,
    deletions,
    documents,
    feeds,
    jobs,
    lines,
    orphans,
    outletmerging,
    outlets,
    people,
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
from .order import list_in_groups

__all__ = [
    "articles",
    "claims",
    "coding",
    "deletions",
    "documents",
    "feeds",
    "jobs",
    "lines",
    "orphans",
    "outletmerging",
    "outlets",
    "people",
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

list_in_groups(admin.site)
admin.site.site_header = "Newsroom"
admin.site.site_title = "Newsroom"
admin.site.index_title = "All that is kept"
admin.site.empty_value_display = "–"
