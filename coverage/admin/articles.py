"""Articles with their body, and the quotes, posts and claims that stand in it."""

from __future__ import annotations

from functools import partial
from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from coverage.desk.editing import edit_article, edit_body
from coverage.models import (
    Article,
    ArticleVersion,
    ClaimAppearance,
    Coding,
    Note,
    Passage,
    PostAppearance,
    Quote,
    SharedText,
)
from coverage.models.articles import address_key
from coverage.text.spans import as_body

from .base import HistoryAdmin, count_of, person_of, resource
from .filters import OutletOfArticle, StoryOfArticle
from .marked import ClaimsHere, MarkedHere, PostsHere, QuotesHere, save_decisions
from .markpage import edit_marks
from .sharing import shared_lines
from .spans import SeenForm
from .versions import orphan_list


class BodyField(forms.CharField):
    """A body: nothing stripped, line ends LF before anything is compared."""

    def __init__(self, **kwargs: Any) -> None:
        rows = forms.Textarea(attrs={"rows": 24, "cols": 100, "dir": "auto", "class": "body"})
        super().__init__(strip=False, widget=rows, **kwargs)

    def to_python(self, value: Any) -> str:
        return as_body(super().to_python(value) or "")

    def has_changed(self, initial: Any, data: Any) -> bool:
        return as_body(initial or "") != as_body(data or "")


class NamesField(forms.CharField):
    """Names, one a line."""

    widget = forms.Textarea(attrs={"rows": 2, "cols": 40, "dir": "auto"})

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> list[str]:  # type: ignore[override]
        lines = value if isinstance(value, list) else str(value or "").splitlines()
        return [line.strip() for line in lines if line.strip()]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self.to_python(initial) != self.to_python(data)


class ArticleForm(SeenForm):
    authors = NamesField(required=False, help_text="one a line")
    body = BodyField(
        help_text="Saving a changed body makes a new version. What people confirmed, rejected, "
        "tagged and noted is found again in it; what cannot be is listed below."
    )

    class Meta:
        model = Article
        fields = (
            "headline",
            "outlet",
            "outlet_state",
            "authors",
            "published_at",
            "published_precision",
            "language",
            "address",
        )
        widgets: ClassVar[dict[str, Any]] = {
            "headline": forms.Textarea(attrs={"rows": 3, "dir": "auto", "class": "headline"}),
            "address": forms.TextInput(attrs={"class": "vTextField"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        version = self.instance.current_version
        self.fields["body"].initial = version.body if version else ""

    def clean_address(self) -> str:
        address = self.cleaned_data["address"]
        others = Article.objects.exclude(pk=self.instance.pk)
        if address and others.filter(address_key=address_key(address)).exists():
            raise forms.ValidationError("Another article stands at this address already.")
        return address


@admin.register(Article)
class ArticleAdmin(HistoryAdmin):
    """One article: its head, its body, and everything read out of the current version."""

    form = ArticleForm
    change_form_template = "admin/coverage/article/change_form.html"
    list_display = (
        "headline_shown",
        "outlet_shown",
        "published_at",
        "story",
        "version_number",
        "received_at",
    )
    list_filter = ("outlet_state", "headline_derived", "language", StoryOfArticle, OutletOfArticle)
    date_hierarchy = "published_at"
    search_fields = ("headline", "address", "outlet__name")
    search_help_text = "words of the headline, the outlet, or the address"
    autocomplete_fields = ("outlet",)
    list_select_related = ("outlet", "current_version")
    inlines = (QuotesHere, MarkedHere, PostsHere, ClaimsHere)
    readonly_fields = (
        "outlet_why",
        "headline_from",
        "versions_shown",
        "shared",
        "orphans",
        "received_at",
        "revision",
    )
    fieldsets = (
        (None, {"fields": ("headline", "headline_from", ("outlet", "outlet_state"))}),
        (
            "Head",
            {
                "classes": ("collapse",),
                "fields": (
                    "outlet_why",
                    "authors",
                    ("published_at", "published_precision"),
                    "language",
                    "address",
                    "seen",
                ),
            },
        ),
        ("Text", {"fields": ("body", "orphans", "versions_shown", "shared")}),
        (
            "What the machine knows",
            {"classes": ("collapse",), "fields": ("received_at", "revision")},
        ),
    )
    resource_classes = [
        resource(
            Article,
            *("id", "headline", "headline_derived", "outlet__name", "outlet_state", "authors"),
            *("published_at", "published_precision", "language", "address", "received_at"),
            "current_version__body",
        )
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows = Article.objects.for_list().select_related("outlet", "current_version")
        match = request.resolver_match
        in_list = match and (match.url_name or "").endswith(("_changelist", "autocomplete"))
        return rows.defer("signature", *(["current_version__body"] if in_list else []))

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(partial(edit_marks, self))
        page = path("<int:article_id>/marks/", view, name="coverage_article_marks")
        return [page, *super().get_urls()]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Coverage is added on its own page, where the document is kept."""
        return False

    def why_kept(self, row: Model) -> list[str]:
        return why_article_is_kept(row.pk)

    def made_by_people(self, row: Model) -> list[str]:
        return made_of(row.pk)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        article = Article.objects.select_related("current_version").get(pk=obj.pk)
        edit_article(article, form.changed_fields(), person_of(request), form.revision)
        form.saved = article

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        save_decisions(formset, person_of(request))

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Decisions first: they are about the version on the page, and the new body keeps them."""
        super().save_related(request, form, formsets, change)
        if "body" not in form.changed_data:
            return
        version = edit_body(
            form.saved, form.cleaned_data["body"], person_of(request), form.saved.revision
        )
        if version:
            lost = len(version.orphans)
            found = f"; {count_of(lost, 'mark')} not found again" if lost else ""
            self.message_user(request, f"The body is now version {version.number}{found}.")

    @admin.display(description="headline", ordering="headline")
    def headline_shown(self, article: Article) -> SafeString:
        derived = (
            format_html(" <small>{}</small>", "first words") if article.headline_derived else ""
        )
        text = article.headline
        short = text if len(text) <= 120 else text[:119] + "…"
        return format_html("<bdi>“{}”</bdi>{}", short, derived)

    @admin.display(description="headline from")
    def headline_from(self, article: Article) -> str:
        """Where the headline is from, in words."""
        derived = article.headline_derived
        return (
            "the first words of the text, as no headline was found" if derived else "its headline"
        )

    @admin.display(description="outlet", ordering="outlet__name_key")
    def outlet_shown(self, article: Article) -> str:
        if not article.outlet:
            return "outlet not stated"
        if article.outlet_state == "confirmed":
            return article.outlet_name
        return f"{article.outlet_name}, {article.get_outlet_state_display()}"

    @admin.display(description="story")
    def story(self, article: Article) -> str:
        return str(article.membership.story) if article.membership else "in no story"

    @admin.display(description="version")
    def version_number(self, article: Article) -> int | None:
        return article.current_version.number if article.current_version else None

    @admin.display(description="versions")
    def versions_shown(self, article: Article) -> SafeString:
        versions = article.versions.defer("body").select_related("person", "document")
        return format_html_join(
            "",
            '<div><a href="{}">version {}</a> {}</div>',
            (
                (
                    reverse("admin:coverage_articleversion_change", args=[version.pk]),
                    version.number,
                    version.document or (f"edited by {version.person}" if version.person else ""),
                )
                for version in versions
            ),
        ) + format_html(
            '<div><a href="{}">what changed from one to the next</a></div>',
            reverse("article-versions", args=[article.pk]),
        )

    @admin.display(description="where else it stands")
    def shared(self, article: Article) -> SafeString | str:
        return shared_lines(article)

    @admin.display(description="not found again")
    def orphans(self, article: Article) -> SafeString | str:
        version = article.current_version
        if not version or not version.orphans:
            return "nothing"
        return orphan_list(version.orphans) + format_html(
            '<a href="{}">place them</a>', reverse("article-orphans", args=[article.pk])
        )


def why_article_is_kept(article: int) -> list[str]:
    """What would stand nowhere without the article."""
    folded = SharedText.objects.folded().filter(first=article).count()
    near = "near-duplicate that is shown under it", "near-duplicates that are shown under it"
    return [count_of(folded, *near)] if folded else []


def made_of(article: int) -> list[str]:
    """What people made of the article, which goes with it and comes back with it."""
    made = []
    decided = 0
    for model in (Passage, Quote, PostAppearance, ClaimAppearance):
        decided += model.objects.filter(version__article=article).decided().count()
    for count, one, many in (
        (decided, "row that a person decided", "rows that people decided"),
        (Coding.objects.filter(version__article=article).count(), "coding", "codings"),
        (Note.objects.filter(version__article=article).count(), "note", "notes"),
        (_edited_versions(article), "version a person wrote", "versions people wrote"),
    ):
        if count:
            made.append(count_of(count, one, many))
    return made


def _edited_versions(article: int) -> int:
    return ArticleVersion.objects.filter(
        Q(article=article) & Q(document=None) & Q(person__isnull=False)
    ).count()
