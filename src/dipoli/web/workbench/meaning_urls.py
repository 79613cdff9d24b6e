"""Addresses of texts and their meaning, below the address of a case."""

from __future__ import annotations

from django.urls import path

from dipoli.web.workbench import meaning_pages

_TEXT = "<slug:case>/meaning/<str:text>"

urlpatterns = [
    path("<slug:case>/meaning/", meaning_pages.texts, name="wb_meaning"),
    path("<slug:case>/meaning-do/take", meaning_pages.take, name="wb_meaning_take"),
    path("<slug:case>/meaning-do/copy", meaning_pages.take_own, name="wb_meaning_own"),
    path(f"{_TEXT}/", meaning_pages.ties, name="wb_ties"),
    path(f"{_TEXT}/do/mean", meaning_pages.mean, name="wb_mean"),
    path(f"{_TEXT}/draft.yaml", meaning_pages.draft_file, name="wb_draft_file"),
    path(f"{_TEXT}/ties.yaml", meaning_pages.ties_file, name="wb_ties_file"),
    path(f"{_TEXT}/do/remove", meaning_pages.remove, name="wb_ties_remove"),
]
