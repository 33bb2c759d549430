"""Addresses: the admin, and everything else as coverage.web says."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("coverage.web.urls")),
]
