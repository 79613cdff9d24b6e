"""The addresses of the site, made from the table of routes; each page stands beside its twin."""

from __future__ import annotations

from django.urls import URLPattern, include, path, re_path

from dipoli.web.acting import acting_view
from dipoli.web.files import static
from dipoli.web.live import live
from dipoli.web.routes import ACTIONS, ROUTES
from dipoli.web.view import reading_view

_ROWS = [
    # Twins first: an address that ends in .json names nothing else.
    *(path(one.twin_path, reading_view(one, twin=True), name=f"{one.name}.json") for one in ROUTES),
    *(
        path(f"{one.path}.json", acting_view(one, twin=True), name=f"{one.name}.json")
        for one in ACTIONS
    ),
    *(path(one.path, acting_view(one, twin=False), name=one.name) for one in ACTIONS),
    *(path(one.path, reading_view(one, twin=False), name=one.name) for one in ROUTES),
]


def _that_end(*, in_json: bool) -> list[URLPattern]:
    return [one for one in _ROWS if str(one.pattern).endswith(".json") is in_json]


urlpatterns = [
    path("static/<path:name>", static, name="static"),
    path("live", live, name="live"),  # a stream for who asks for events; else the page of its row
    # An address is held against row after row: against those alone that end as it does.
    re_path(r"(?=.*\.json$)", include(_that_end(in_json=True))),
    re_path(r"(?!.*\.json$)", include(_that_end(in_json=False))),
]

handler404 = "dipoli.web.view.missing"
handler400 = "dipoli.web.view.unreadable"
handler500 = "dipoli.web.view.broken"
