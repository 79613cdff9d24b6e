"""Addresses of a node's own site: those of every site, and the workbench."""

from __future__ import annotations

from django.urls import include, path

from dipoli.web.urls import handler400, handler404, handler500
from dipoli.web.urls import urlpatterns as every_site

__all__ = ["handler400", "handler404", "handler500", "urlpatterns"]

urlpatterns = [path("workbench/", include("dipoli.web.workbench.urls")), *every_site]
