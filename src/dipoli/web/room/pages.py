"""The pages of a room: each is asked for, and each thing that is sent leads on to one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from dipoli.codec.common_form import SORTS
from dipoli.faults import DipoliError, RefusedError
from dipoli.forum import room_case as rc
from dipoli.told import tell
from dipoli.web.room import shown
from dipoli.web.room.answers import missing, of_room, page, to, why
from dipoli.web.room.forms import Typed, answers, rows, stamp
from dipoli.web.room.held import Closed, HeldRoom
from dipoli.web.who import language_of

_FAULTS = (DipoliError, OSError, ValueError)


def _told(room: HeldRoom) -> dict[str, Any]:
    """Why the last thing was not done, and what was typed; told once."""
    held, room.told = room.told, None
    return {"why": held[0] if held else "", "typed": dict(held[1]) if held else {}}


def _typed(request: HttpRequest) -> Typed:
    return {name: request.POST.getlist(name) for name in request.POST}


def _is_typed(told: Mapping[str, Any], name: str, else_: str = "") -> str:
    return next(iter(told["typed"].get(name, ())), else_)


def _done(room: HeldRoom, deed: Callable[[], None], typed: Typed | None = None) -> bool:
    """Do something; where it cannot be done, the next page says why."""
    try:
        deed()
    except _FAULTS as fault:
        room.told = why(fault), typed or {}
        return False
    return True


# ---------------------------------------------------------------- the room and the case


@of_room("GET", "HEAD", "POST")
def first(request: HttpRequest, room: HeldRoom) -> HttpResponse:
    """The room: who is here is typed first, and shown no more."""
    if request.method == "POST":
        if not room.room.people:
            people, names = request.POST.get("people", ""), request.POST.get("names", "")
            _done(room, lambda: room.begin(people, names), _typed(request))
        return to("room")
    told = _told(room)
    if not room.room.people:
        held = {"people": _is_typed(told, "people"), "names": _is_typed(told, "names")}
        return page(request, "begin.html", tell("Before the room begins"), {**told, **held})
    frame = None if room.draft is None else room.draft.frame
    held_: dict[str, Any] = {
        "case_title": "" if frame is None else frame.title, "words": room.room.words,
        "text_title": room.title, "folder": _is_typed(told, "folder"),
        "leaving_page": reverse("room_leaving"),
    }  # fmt: skip
    return page(request, "room.html", tell("Room off the record"), {**told, **held_})


@of_room("GET", "HEAD")
def case(request: HttpRequest, room: HeldRoom) -> HttpResponse:
    """The case as the group has it."""
    if room.draft is None:
        return to("room")
    held = shown.case_shown(room.draft, language_of(request).code)
    return page(request, "case.html", tell("The case of the group"), {**_told(room), **held})


@of_room("GET", "HEAD")
def proposals(request: HttpRequest, room: HeldRoom) -> HttpResponse:
    """All that is proposed, and what can be."""
    if room.draft is None:
        return to("room")
    held = {
        "proposals": shown.proposals_shown(room.draft, language_of(request).code),
        "sorts": shown.sorts(),
    }
    return page(request, "proposals.html", tell("Proposals"), {**_told(room), **held})


@of_room("GET", "HEAD", "POST")
def propose(request: HttpRequest, room: HeldRoom, sort: str) -> HttpResponse:
    """Propose one thing; nothing is asked of whose it is."""
    kind = SORTS.get(sort)
    if kind is None:
        return missing(request)
    if room.draft is None:
        return to("room")
    if request.method == "POST":
        typed = _typed(request)
        if _done(room, lambda: _propose(room, kind, typed), typed):
            return to("room_proposals")
        return to("room_propose", sort=sort)
    told = _told(room)
    held = {
        "rows": rows(kind, room.draft, told["typed"], language_of(request).code),
        "stamp": stamp(room.draft),
        "sort": sort,
    }
    return page(request, "propose.html", shown.TITLES[kind], {**told, **held})


def _propose(room: HeldRoom, kind: type, typed: Typed) -> None:
    if room.draft is not None and next(iter(typed.get("stamp", ())), "") != stamp(room.draft):
        told = tell("The options changed while this was written. Look at it again, and propose it.")
        raise RefusedError(told)
    room.propose(kind, answers(kind, typed))


# ---------------------------------------------------------------- ranges


@of_room("GET", "HEAD", "POST")
def ranges(request: HttpRequest, room: HeldRoom) -> HttpResponse:
    """Ranges, typed unseen; whatever was sent, the answer is the same page."""
    draft = room.draft
    if draft is None:
        return to("room")
    if request.method == "POST":
        taken_ = _done(room, lambda: room.give(shown.ranges_sent(draft, _typed(request))))
        room.told = None  # its words could say what was sent
        return to("room_taken" if taken_ else "room_not_taken")
    held = shown.range_form(draft, language_of(request).code)
    return page(request, "ranges.html", tell("Ranges"), held)


@of_room("GET", "HEAD")
def taken(request: HttpRequest, room: HeldRoom) -> HttpResponse:
    """What was sent was taken: the same page for one range, for many, and for none."""
    least = room.ranges
    return page(request, "taken.html", tell("Taken"), {"taken": True, "least": least})


@of_room("GET", "HEAD")
def not_taken(request: HttpRequest, room: HeldRoom) -> HttpResponse:  # noqa: ARG001 - of a view
    """Nothing of what was sent was taken."""
    return page(request, "taken.html", tell("Not taken"), {"taken": False})


# ---------------------------------------------------------------- the text, consent, leaving


@of_room("GET", "HEAD", "POST")
def text(request: HttpRequest, room: HeldRoom) -> HttpResponse:
    """The one text, and its title; a new one takes the place of the old."""
    if request.method == "POST":
        room.say(request.POST.get("title", ""), request.POST.get("words", ""))
        return to("room_text")
    held = {"text_title": room.title, "words": room.room.words,
            "names": rc.named(room.room.words) is not None,
            "has_case": room.draft is not None}  # fmt: skip
    return page(request, "text.html", tell("The text"), {**_told(room), **held})


@of_room("GET", "HEAD", "POST")
def consent(request: HttpRequest, room: HeldRoom) -> HttpResponse:
    """All are asked at once whether anybody objects; nobody says who."""
    if request.method == "POST":
        room.ask(request.POST.get("answer", ""))
        return to("room_consent")
    state = "" if not room.room.asked else "objected" if room.room.objected else "consented"
    held = {"text_title": room.title, "words": room.room.words, "state": state}
    return page(request, "consent.html", tell("Consent"), {**_told(room), **held})


@of_room("GET", "HEAD")
def leaving(request: HttpRequest, room: HeldRoom) -> HttpResponse:
    """What would leave, word for word, with what was found in it."""
    seen, papers, digest, fault = room.reading(), dict[str, str](), "", None
    if rc.named(room.room.words) is not None:
        try:
            papers, digest = room.papers(), room.whole().digest
        except _FAULTS as why_not:
            fault = why(why_not)
    told = _told(room)
    held = {
        "text_title": room.title, "words": room.room.words, "consented": room.room.is_consented,
        "was_read": room.read is not None, "digest": digest, "least": room.least,
        "papers": [{"name": name, "text": text_} for name, text_ in papers.items()],
        "fault": fault or "",
        "found": [{"words": it.words, "name": it.name} for it in (*seen.found, *seen.case_found)],
        "flagged": [
            {"words": it.words, "what": it.what} for it in (*seen.flagged, *seen.case_flagged)
        ],
        "first": _is_typed(told, "first"), "second": _is_typed(told, "second"),
        "folder": _is_typed(told, "folder"),
    }  # fmt: skip
    return page(request, "leaving.html", tell("What leaves"), {**told, **held})


# ---------------------------------------------------------------- deeds


@of_room("POST")
def do(request: HttpRequest, room: HeldRoom, deed: str) -> HttpResponse:
    """Do one thing, and go on to the page that it is on."""
    sent = request.POST
    deeds: Mapping[str, tuple[Callable[[], None], str]] = {
        "frame": (lambda: room.frame(sent.get("folder", "")), "room"),
        "out": (lambda: room.take_out(sent.get("id", "")), "room_proposals"),
        "join": (room.join, "room_case"),
        "carry": (room.carry, "room_text"),
        "read": (
            lambda: room.check((sent.get("first", ""), sent.get("second", "")),
                               sent.get("answer", "")),
            "room_leaving",
        ),
        "leave": (lambda: room.leave(sent.get("folder", "")), "room_leaving"),
        "drop": (lambda: _drop(room, sent.get("sure", "")), "room_leaving"),
    }  # fmt: skip
    if deed not in deeds:
        return missing(request)
    act, next_ = deeds[deed]
    _done(room, act, _typed(request))
    return to(next_)


def _drop(room: HeldRoom, sure: str) -> None:
    if sure != "yes":
        raise RefusedError(tell("The room stays open: it was not said that all is dropped."))
    room.close(Closed.DROPPED)
