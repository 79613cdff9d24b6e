"""Addresses of questions and runs, below ``/workbench/``; none can be that of a case."""

from __future__ import annotations

from django.urls import path, re_path

from dipoli.web.workbench import runs_ask, runs_beside, runs_files, runs_news, runs_pages

_RUN = r"run/(?P<run>[0-9a-f]{24}-[0-9]{1,6})"

urlpatterns = [
    path("runs", runs_pages.runs, name="wb_runs"),
    path("runs-compared", runs_beside.side_by_side, name="wb_runs_compared"),
    path("run", runs_pages.link, name="wb_run_link"),
    re_path(rf"^{_RUN}$", runs_pages.run, name="wb_run"),
    re_path(rf"^{_RUN}/answer\.json$", runs_files.as_json, name="wb_run_json"),
    re_path(rf"^{_RUN}/answer\.csv\.zip$", runs_files.as_csv, name="wb_run_csv"),
    re_path(rf"^{_RUN}/answer\.xlsx$", runs_files.as_workbook, name="wb_run_xlsx"),
    re_path(rf"^{_RUN}/print\.pdf$", runs_files.on_paper, name="wb_run_print"),
    re_path(rf"^{_RUN}/document$", runs_pages.document, name="wb_run_document"),
    re_path(rf"^{_RUN}/news$", runs_news.news, name="wb_run_news"),
    path("do/ask", runs_ask.send, name="wb_send"),
    path("do/stop", runs_pages.stop, name="wb_stop"),
    path("do/forget", runs_pages.remove, name="wb_forget"),
    path("declarations", runs_ask.texts, name="wb_texts"),
    path("frameworks", runs_ask.frameworks, name="wb_frameworks"),
    path("<slug:case>/ask", runs_ask.kinds, name="wb_ask"),
    path("<slug:case>/ask/<slug:kind>", runs_ask.form, name="wb_ask_form"),
]
