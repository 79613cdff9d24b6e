"""Addresses of the workbench, below ``/workbench/``."""

from __future__ import annotations

from django.urls import path

from dipoli.web.workbench import (
    answers,
    cases,
    meaning_urls,
    overview,
    papers,
    points,
    positions,
    rows,
    runs_urls,
)

_POSITION = "<slug:case>/positions/<slug:folder>/<str:code>"
_ROWS = "<slug:case>/parts/<str:sort>"

urlpatterns = [
    *runs_urls.urlpatterns,
    *meaning_urls.urlpatterns,
    path("", cases.cases, name="wb_cases"),
    path("do/copy", cases.copy, name="wb_copy"),
    path("do/take", cases.take, name="wb_take"),
    path("do/new", cases.begin, name="wb_new"),
    path("language", answers.choose, name="wb_language"),
    path("<slug:case>/", overview.overview, name="wb_case"),
    path("<slug:case>/do/undo", cases.undo, name="wb_undo"),
    path("<slug:case>/do/redo", cases.redo, name="wb_redo"),
    path("<slug:case>/do/remove", cases.remove, name="wb_remove"),
    path("<slug:case>/do/begin", positions.begin, name="wb_begin"),
    path("<slug:case>/case.zip", cases.as_zip, name="wb_zip"),
    path("<slug:case>/case.xlsx", cases.as_workbook, name="wb_xlsx"),
    path("<slug:case>/papers/", papers.papers, name="wb_papers"),
    path("<slug:case>/papers/<path:paper>", papers.paper, name="wb_paper"),
    path(f"{_ROWS}/", rows.listed, name="wb_rows"),
    path(f"{_ROWS}/<str:n>", rows.row, name="wb_row"),
    path(f"{_ROWS}/<int:n>/do/remove", rows.remove, name="wb_row_remove"),
    path(f"{_ROWS}/<int:n>/do/move", rows.move, name="wb_row_move"),
    path(f"{_ROWS}/<int:n>/do/rename", rows.rename, name="wb_row_rename"),
    path(f"{_POSITION}/", positions.position, name="wb_position"),
    path(f"{_POSITION}/<str:issue>", points.points, name="wb_points"),
]
