"""Addresses of a room: none holds a word of what is said in it."""

from __future__ import annotations

from django.urls import path

from dipoli.web.files import static
from dipoli.web.room import answers, pages

_AT = "workbench/room/"  # below what the key of the local site guards

urlpatterns = [
    path("static/<path:name>", static, name="static"),
    path(_AT, pages.first, name="room"),
    path(f"{_AT}case", pages.case, name="room_case"),
    path(f"{_AT}proposals", pages.proposals, name="room_proposals"),
    path(f"{_AT}propose/<slug:sort>", pages.propose, name="room_propose"),
    path(f"{_AT}ranges", pages.ranges, name="room_ranges"),
    path(f"{_AT}taken", pages.taken, name="room_taken"),
    path(f"{_AT}not-taken", pages.not_taken, name="room_not_taken"),
    path(f"{_AT}text", pages.text, name="room_text"),
    path(f"{_AT}consent", pages.consent, name="room_consent"),
    path(f"{_AT}leaving", pages.leaving, name="room_leaving"),
    path(f"{_AT}do/<slug:deed>", pages.do, name="room_do"),
    path(f"{_AT}language", answers.choose, name="room_language"),
]

handler404 = "dipoli.web.room.answers.missing"
handler400 = "dipoli.web.room.answers.missing"
handler500 = "dipoli.web.room.answers.broken"
