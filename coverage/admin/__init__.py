"""The desk's back room: every model, for signed-in editors, through the desk's own functions."""

from django.contrib import admin

from . import articles, claims, documents, outlets, posts, quotes, speakers, stories, tags

__all__ = [
    "articles",
    "claims",
    "documents",
    "outlets",
    "posts",
    "quotes",
    "speakers",
    "stories",
    "tags",
]

admin.site.site_header = "Newsroom"
admin.site.site_title = "Newsroom"
admin.site.index_title = "All that is kept"
admin.site.empty_value_display = "–"
