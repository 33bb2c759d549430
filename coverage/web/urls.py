"""The addresses of the product."""

from django.contrib.auth.views import LoginView, LogoutView
from django.urls import URLPattern, path

from . import (
    add,
    articles,
    deciding,
    marking,
    originals,
    outlets,
    quotes,
    speakers,
    stories,
    tagging,
    turning,
)
from .health import health

urlpatterns: list[URLPattern] = [
    path("", stories.stories, name="stories"),
    path("stories/<int:story_id>/", stories.story, name="story"),
    path("stories/<int:story_id>/quotes", stories.story_quotes, name="story-quotes"),
    path("stories/<int:story_id>/claims", stories.story_claims, name="story-claims"),
    path("stories/<int:story_id>/posts", stories.story_posts, name="story-posts"),
    path("stories/<int:story_id>/coverage", stories.story_coverage, name="story-coverage"),
    path("stories/<int:story_id>/confirm", deciding.confirm_story, name="confirm-story"),
    path("articles/", articles.articles, name="articles"),
    path("articles/<int:article_id>/", articles.article, name="article"),
    path("articles/<int:article_id>/original", originals.original, name="original"),
    path("articles/<int:article_id>/history", articles.history, name="article-history"),
    path("articles/<int:article_id>/outlet", articles.set_the_outlet, name="set-outlet"),
    path("articles/<int:article_id>/move", deciding.move_article, name="move-article"),
    path("articles/<int:article_id>/read-again", deciding.read_again, name="read-again"),
    path("quotes/", quotes.quotes, name="quotes"),
    path("quotes/<int:quote_id>/tag", tagging.tag, name="tag-quote"),
    path("codings/<int:coding_id>/untag", tagging.take_off, name="untag"),
    path("tags/suggest", tagging.suggest, name="suggest-tags"),
    path("marks/<slug:kind>/<int:key>/", marking.mark, name="mark"),
    path("marks/<slug:kind>/<int:key>/decide", marking.decide_mark, name="decide"),
    path("marks/<slug:kind>/<int:key>/undo", marking.undo_mark, name="undo-decision"),
    path("marks/marked/<int:key>/make-quote", turning.to_quote, name="make-quote"),
    path("marks/<slug:kind>/<int:key>/turn-back", turning.back_again, name="turn-back"),
    path("quotes/<int:quote_id>/not-a-quote", turning.to_marked, name="not-a-quote"),
    path("speakers/", speakers.speakers, name="speakers"),
    path("speakers/<int:speaker_id>/", speakers.speaker, name="speaker"),
    path("outlets/", outlets.outlets, name="outlets"),
    path("outlets/<int:outlet_id>/", outlets.outlet, name="outlet"),
    path("add/", add.add, name="add"),
    path("sample", deciding.load_sample, name="load-sample"),
    path("healthz", health, name="health"),
    path("sign-in/", LoginView.as_view(template_name="sign_in.html"), name="sign-in"),
    path("sign-out/", LogoutView.as_view(), name="sign-out"),
]
