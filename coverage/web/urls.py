"""The addresses of the product."""

from django.contrib.auth.views import LoginView, LogoutView
from django.urls import URLPattern, path

from . import deciding, stories
from .health import health

urlpatterns: list[URLPattern] = [
    path("", stories.stories, name="stories"),
    path("stories/<int:story_id>/", stories.story, name="story"),
    path("stories/<int:story_id>/quotes", stories.story_quotes, name="story-quotes"),
    path("stories/<int:story_id>/claims", stories.story_claims, name="story-claims"),
    path("stories/<int:story_id>/posts", stories.story_posts, name="story-posts"),
    path("stories/<int:story_id>/coverage", stories.story_coverage, name="story-coverage"),
    path("stories/<int:story_id>/confirm", deciding.confirm_story, name="confirm-story"),
    path("articles/<int:article_id>/read-again", deciding.read_again, name="read-again"),
    path("sample", deciding.load_sample, name="load-sample"),
    path("healthz", health, name="health"),
    path("sign-in/", LoginView.as_view(template_name="sign_in.html"), name="sign-in"),
    path("sign-out/", LogoutView.as_view(), name="sign-out"),
]
