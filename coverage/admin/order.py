"""The order in which the admin's pages list the models: what editors open most comes first."""

from __future__ import annotations

from typing import Any

from django.contrib.admin import AdminSite
from django.http import HttpRequest

ORDER = (
    *("Story", "Article", "Quote", "PostAppearance", "ClaimAppearance", "Coding", "Note"),
    *("Outlet", "Speaker", "EmbeddedPost", "Codebook", "Tag"),
    *(
        "MarkedWords",
        "Document",
        "ArticleVersion",
        "Passage",
        "Orphan",
        "Claim",
        "Quantity",
        "Utterance",
        "Membership",
        "SharedText",
    ),
    *("Comparison", "Redirect", "StoryChange", "StoryPair", "Regrouping"),
    *("OutletName", "OutletLine", "SpeakerName"),
    *("Feed", "Job", "JobItem", "Token"),
    *("SpeakerChange", "SpeakerDecision", "Naming", "Ruling"),
)


def list_in_order_of_use(site: AdminSite) -> None:
    """Have the site list our models in ORDER; Django sorts them by name."""
    by_name = site.get_app_list

    def get_app_list(request: HttpRequest, app_label: str | None = None) -> Any:
        apps = by_name(request, app_label)
        for app in apps:
            if app["app_label"] == "coverage":
                app["models"].sort(key=lambda model: ORDER.index(model["object_name"]))
        return apps

    site.get_app_list = get_app_list  # type: ignore[method-assign]
