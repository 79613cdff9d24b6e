"""The addresses of the site, made from the table of routes; each page stands beside its twin."""

from __future__ import annotations

from django.urls import path

from dipoli.web.acting import acting_view
from dipoli.web.files import static
from dipoli.web.live import live
from dipoli.web.routes import ACTIONS, ROUTES
from dipoli.web.view import reading_view

urlpatterns = [
    path("static/<path:name>", static, name="static"),
    path("live", live, name="live"),  # a stream for who asks for events; else the page of its row
    # Twins first: an address that ends in .json names nothing else.
    *(path(one.twin_path, reading_view(one, twin=True), name=f"{one.name}.json") for one in ROUTES),
    *(
        path(f"{one.path}.json", acting_view(one, twin=True), name=f"{one.name}.json")
        for one in ACTIONS
    ),
    *(path(one.path, acting_view(one, twin=False), name=one.name) for one in ACTIONS),
    *(path(one.path, reading_view(one, twin=False), name=one.name) for one in ROUTES),
]

handler404 = "dipoli.web.view.missing"
handler400 = "dipoli.web.view.unreadable"
handler500 = "dipoli.web.view.broken"
