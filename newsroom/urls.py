"""Addresses: the admin, the API, and everything else as coverage.web says."""

from django.contrib import admin
from django.urls import include, path, re_path

from coverage.api.problems import nothing_here
from coverage.api.v1 import api

urlpatterns = [
    path("admin/", admin.site.urls),
    path("api/v1/", api.urls),
    re_path(r"^api/v1(?:/|$)", nothing_here),
    path("", include("coverage.web.urls")),
    path("", include("coverage.web.people_urls")),
]
