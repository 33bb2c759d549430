"""The admin's index: models in groups by the words of the field, with how many rows each has."""

from __future__ import annotations

from typing import Any

from django.contrib.admin import AdminSite
from django.http import HttpRequest
from django.template.response import TemplateResponse

GROUPS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    (
        "coverage",
        "Coverage",
        (
            *("Story", "Article", "Quote", "PostAppearance", "ClaimAppearance", "MarkedWords"),
            *("EmbeddedPost", "Orphan"),
        ),
    ),
    (
        "who",
        "Who and where",
        (
            *("Outlet", "OutletName", "OutletLine", "OutletChange"),
            *("Speaker", "SpeakerName", "SpeakerDecision", "SpeakerChange", "Naming"),
        ),
    ),
    (
        "coding",
        "Codebooks and coders",
        (
            *("Codebook", "Tag", "Coding", "Note", "Assignment", "Adjudication"),
            *("TagMerge", "AssignmentChange", "ReviewAction"),
        ),
    ),
    ("people", "People", ("User", "Group", "Token")),
    ("deleted", "Deleted", ("Deletion",)),
    ("arriving", "What comes in", ("Document", "Feed", "Job", "JobItem")),
)
#: All that is in no group: what the machine keeps, folded away at the end.
REST = ("machine", "What the machine keeps")
#: What people call rows that the models name for programs.
CALLED = {
    "PostAppearance": "Posts in articles",
    "ClaimAppearance": "Claims in articles",
    "MarkedWords": "Words in marks, no quotes",
    "EmbeddedPost": "Posts, each once",
    "OutletName": "Other names of outlets",
    "OutletLine": "Lines that outlets repeat",
    "OutletChange": "Merges of outlets",
    "SpeakerName": "Other names of speakers",
    "SpeakerDecision": "Answers to “may be the same”",
    "SpeakerChange": "Merges and splits of speakers",
    "Naming": "Who is meant, as people said",
    "TagMerge": "Merges of tags",
    "AssignmentChange": "Changes of assignments",
    "ReviewAction": "Answers to many at once",
    "Deletion": "Deleted, to bring back",
}
#: Rows that are counted for the index; more are "1,000+".
MOST_COUNTED = 1000


def list_in_groups(site: AdminSite) -> None:
    """Have the site list models in GROUPS, on the index with their numbers; Django lists them by
    app and name."""
    by_app, index = site.get_app_list, site.index

    def get_app_list(request: HttpRequest, app_label: str | None = None) -> Any:
        apps = by_app(request, app_label)
        return apps if app_label else grouped([model for app in apps for model in app["models"]])

    def with_numbers(request: HttpRequest, extra_context: Any = None) -> TemplateResponse:
        groups = site.get_app_list(request)
        for group in groups:
            for model in group["models"]:
                model["rows"] = rows_told(model["model"])
        return index(request, {**(extra_context or {}), "app_list": groups})

    site.get_app_list = get_app_list  # type: ignore[method-assign]
    site.index = with_numbers  # type: ignore[method-assign]


def grouped(models: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The models that this person may see, as Django's templates want apps."""
    left = {model["object_name"]: model for model in models}
    groups = []
    for label, name, names in GROUPS:
        mine = [left.pop(one) for one in names if one in left]
        if mine:
            groups.append(_group(label, name, mine))
    if left:
        rest = sorted(left.values(), key=lambda model: str(model["name"]).lower())
        groups.append(_group(*REST, rest) | {"is_folded": True})
    return groups


def _group(label: str, name: str, models: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "name": name,
        "app_label": label,
        "app_url": "",
        "has_module_perms": True,
        "models": [one | {"name": CALLED.get(one["object_name"], one["name"])} for one in models],
    }


def rows_told(model: Any) -> str:
    """ "12", "1,000+": counted up to a bound, so that the index costs no more for more."""
    count = model._default_manager.order_by()[: MOST_COUNTED + 1].count()
    return f"{MOST_COUNTED:,}+" if count > MOST_COUNTED else str(count)
