"""Addresses of the workbench, below ``/workbench/``."""

from __future__ import annotations

from django.urls import path

from dipoli.web.workbench import answers, cases, overview

urlpatterns = [
    path("", cases.cases, name="wb_cases"),
    path("do/copy", cases.copy, name="wb_copy"),
    path("do/take", cases.take, name="wb_take"),
    path("language", answers.choose, name="wb_language"),
    path("<slug:case>/", overview.overview, name="wb_case"),
    path("<slug:case>/do/undo", cases.undo, name="wb_undo"),
    path("<slug:case>/do/redo", cases.redo, name="wb_redo"),
    path("<slug:case>/do/remove", cases.remove, name="wb_remove"),
    path("<slug:case>/case.zip", cases.as_zip, name="wb_zip"),
    path("<slug:case>/case.xlsx", cases.as_workbook, name="wb_xlsx"),
]
