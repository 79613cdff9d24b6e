"""One way from a request to an answer, the same for every page that is read.

Policy first, then the page; what is not this reader's and what does not exist give the same bytes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.cache import patch_vary_headers

from dipoli.codec.printing import MEDIA, to_pdf
from dipoli.faults import RefusedError
from dipoli.forum.names import Names
from dipoli.told import joined, tell
from dipoli.web import visits
from dipoli.web.accounts.limits import TooManyError
from dipoli.web.act_form import ways
from dipoli.web.asked import (
    Asked,
    Document,
    MissingError,
    Page,
    Twin,
    UnmadeError,
    marks_of,
    titled,
)
from dipoli.web.once import NOW, STAND_INS, cut, drawn_once, own
from dipoli.web.pages.live import circles
from dipoli.web.policy import Rule, admitted, may_act, may_use
from dipoli.web.reader import Reader
from dipoli.web.route import Action, Route
from dipoli.web.routes import ACTIONS, PAGES, ROUTES
from dipoli.web.saved import saved
from dipoli.web.site import Site, site_at
from dipoli.web.styles import STYLE
from dipoli.web.who import reader_of, speech_of

View = Callable[..., HttpResponse]
Response = TypeVar("Response", bound=HttpResponseBase)
FAULT = "dipoli.site-fault/1"
_GZIP = re.compile(r"\bgzip\b")


def reading_view(route: Route, *, twin: bool) -> View:
    """The view of a page, or of its twin."""

    def view(request: HttpRequest, **words: str) -> HttpResponse:
        if request.method not in {"GET", "HEAD"} and here(route.rule):
            return not_allowed(request, ["GET", "HEAD"], twin=twin)
        try:
            asked = asked_of(route, request, words)
            answer = answer_of(request, route, asked, twin=twin)
            if route.rule is Rule.CIRCLE and not twin:
                visits.look(asked)  # once the page is drawn: it tells what came before this look
        except MissingError:
            return missing(request, twin=twin)
        except NotSeatedError:
            return not_seated(request, twin=twin)
        except TooManyError:
            return fault(request, _MANY, 429, twin=twin)
        except UnmadeError as unmade:
            return fault(request, unmade.args[0], 503, twin=twin)
        return answer

    view.__name__ = f"{route.name}_{'twin' if twin else 'page'}"
    view.rule = route.rule  # type: ignore[attr-defined]  # asked of a form that is not taken
    return view


def answer_of(request: HttpRequest, route: Route, asked: Asked, *, twin: bool) -> HttpResponse:
    """A page or its twin; one that was drawn a moment ago for the same reader is the same.

    Raises:
        MissingError: there is no such page, or it is not this reader's.
    """
    # What rests on more, as an account or a private paper does, is drawn for each who asks.
    draw = partial(_made, request, route, asked, twin)
    made = drawn_once((route.name, twin), request, asked, draw) if route.on_records else cut(draw())
    if isinstance(made, Document):
        return _document(made)
    values = own(made, request, asked.now)
    packs = route.on_records and _GZIP.search(request.headers.get("Accept-Encoding", ""))
    said = made.packed(values) if packs else made.filled(values)
    media = "application/json" if twin else "text/html; charset=utf-8"
    answer = private(HttpResponse(said, content_type=media))
    if packs:
        answer["Content-Encoding"] = "gzip"
        patch_vary_headers(answer, ("Accept-Encoding",))
    return answer


def _made(request: HttpRequest, route: Route, asked: Asked, twin: bool) -> str | Document:  # noqa: FBT001 - of its one caller
    page = route.answer(asked)
    if route.prints and not twin:
        return _on_paper(request, route, asked, page)
    if page.document is not None and (route.is_own_twin or not twin):
        return page.document
    told = {**enveloped(route, asked, page), "now": NOW}  # of the answer, not of the drawing
    if twin:
        return written(told)
    chrome = asked.speech.said(chrome_of(route, asked, dict(asked.words)))
    held = {"twin": told, "chrome": chrome, "route": route, **STAND_INS}
    return render_to_string(route.template, held, request)


def _on_paper(request: HttpRequest, route: Route, asked: Asked, page: Page) -> Document:
    """A page as a PDF; on paper it says the moment at which it was made.

    Raises:
        UnmadeError: no PDF can be made here.
    """
    shown = next(one for one in ROUTES if one.name == route.prints)
    html = str(_made(request, shown, asked, False))  # noqa: FBT003 - the page, not its twin
    try:
        data = to_pdf(html.replace(NOW, asked.now), [STYLE])
    except RefusedError as fault:
        raise UnmadeError(fault.args[0]) from None
    return Document(data=data, media=MEDIA, name=page.twin["name"])


def here(rule: Rule) -> bool:
    """Whether what has a rule exists here: accounts, or else free seats in a demonstration."""
    if rule.of_accounts:
        return bool(settings.ACCOUNTS)
    return settings.DEMO or rule is not Rule.DEMONSTRATION


def drawn(
    request: HttpRequest, template: str, held: dict[str, Any], status: int = 200
) -> HttpResponse:
    """A page drawn from its twin and what stands around it, in the language of who asks."""
    return private(render(request, template, speech_of(request).said(held), status=status))


def fault_as_json(request: HttpRequest, told: str, status: int) -> HttpResponse:
    """Why a program is given nothing, in the language of who asks."""
    return as_json({"schema": FAULT, "told": speech_of(request).said(told)}, status=status)


def not_seated(request: HttpRequest, *, twin: bool) -> HttpResponse:
    """The answer to who asks for a page of one place at the table, and has none."""
    if twin:
        return fault_as_json(request, SIT_FIRST if settings.DEMO else LOG_IN_FIRST, status=401)
    return private(HttpResponseRedirect(reverse("front" if settings.DEMO else "log_in")))


def missing(
    request: HttpRequest,
    exception: Exception | None = None,  # noqa: ARG001 - as Django calls it
    *,
    twin: bool = False,
) -> HttpResponse:
    """The one answer for what does not exist and for what is another's."""
    if twin or request.path.endswith(".json"):
        return fault_as_json(request, _NOTHING, status=404)
    held = {"told": _NOTHING, "log_in": settings.ACCOUNTS and not reader_of(request).person}
    return drawn(request, "dipoli/missing.html", held, status=404)


def not_allowed(request: HttpRequest, methods: list[str], *, twin: bool) -> HttpResponse:
    """The answer to who asks an address in another way than it is asked."""
    told = tell("This address is asked with {methods} alone.", methods=joined(", ", methods))
    answer = fault(request, told, 405, twin=twin)
    answer["Allow"] = ", ".join(methods)
    return answer


def fault(
    request: HttpRequest, told: str, status: int, english: str = "", *, twin: bool
) -> HttpResponse:
    """An answer that nothing was done or shown, and why.

    Args:
        request: that is answered.
        told: a sentence.
        status: of the answer.
        english: what is told in English alone, behind it.
        twin: whether a program asks.
    """
    if twin:
        return fault_as_json(request, joined(" ", filter(None, [told, english])), status=status)
    return drawn(request, "dipoli/fault.html", {"told": told, "english": english}, status=status)


def unreadable(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - as Django calls it
    """The answer to what is no sound request: another host, too much at once, a broken form.

    Nothing of what was sent is looked at for it, since that is what is broken.
    """
    told = tell("What was sent cannot be read here. Nothing was done.")
    return _bare(request, told, 400)


def broken(request: HttpRequest) -> HttpResponse:
    """The answer when the site itself fails: no word of why, which stands in its log."""
    return _bare(request, tell("The site could not answer. Nothing was lost; try again."), 500)


def _bare(request: HttpRequest, told: str, status: int) -> HttpResponse:
    """A fault that is told without the session of who asks."""
    if request.path.endswith(".json"):
        return fault_as_json(request, told, status=status)
    page = render_to_string("dipoli/bare.html", {"told": speech_of(request).said(told)})
    return private(HttpResponse(page, status=status))


_MANY = tell("This address was asked too often. Wait a minute, and try again.")
_NOTHING = tell("There is no such page here, or it is not one that you can read.")
SIT_FIRST = tell("Sit down first: this page tells of one place at the table.")
LOG_IN_FIRST = tell("Log in first: this page tells of one place at the table, or of one person.")


class NotSeatedError(Exception):
    """Who asks has not sat down."""


def asked_of(route: Route | Action, request: HttpRequest, words: dict[str, str]) -> Asked:
    """What is asked, once the rule of the route lets it pass.

    Raises:
        MissingError: there is no such circle, or it is not this reader's.
        NotSeatedError: the route is for who has sat down.
    """
    site, reader = site_at(settings.SITE_FOLDER).at_once(), reader_of(request)
    if not here(route.rule):
        raise MissingError
    if route.rule is Rule.SITTING and not reader.sits:
        raise NotSeatedError
    if route.rule is Rule.NODE and site.own is None:
        raise MissingError
    if not may_use(reader, route.rule):
        raise NotSeatedError if route.rule is Rule.PERSON else MissingError
    hall = site.halls.get(words.get("hall", "")) if route.rule.of_circle else None
    room = read = None
    if route.rule.of_circle:
        room = None if hall is None else hall.rooms.get(words.get("room", hall.plenary.name))
        admits = may_act if route.rule is Rule.ACTING else admitted
        # Where there is no such circle another is asked for nothing, so that both take as long.
        read = admits(reader, room or next(iter(site.halls.values())).plenary)
        if room is None or read is None or (route.rule is Rule.MARKING and not reader.sits):
            raise MissingError
    return Asked(
        site=site,
        reader=reader,
        now=site.now(),
        words=words,
        query=_heard(route, request),
        hall=hall,
        room=room,
        read=read,
        pages=PAGES,
        table=(ROUTES, ACTIONS),
        acts=room is not None and may_act(reader, room) is not None,
        request=request,
    )


def _heard(route: Route | Action, request: HttpRequest) -> dict[str, str]:
    """What stands behind the question mark of an address and is asked of this page."""
    if isinstance(route, Action):
        return {}
    held = request.GET
    return {name: ",".join(held.getlist(name)) for name in held if route.hears(name)}


# ---------------------------------------------------------------- what stands around a page


def enveloped(route: Route | Action, asked: Asked, page: Page) -> Twin:
    """A twin with what every twin says first."""
    forum = None if asked.read is None else asked.read.forum
    marks = list(marks_of(forum) if page.marks is None else page.marks)
    told: Twin = {
        "schema": route.schema,
        "title": page.title,
        "marks": marks,
        "exercise": any(mark.startswith("EXERCISE") for mark in marks),
        "now": asked.now,
        "language": asked.speech.language.code,
    }
    if asked.read is not None:
        standing = asked.read.standing
        told |= {
            "circle": standing.origin,
            "sealed": standing.is_sealed,
            "unsealed": asked.read.unsealed,
            "acts": standing.size,
            "void": list(asked.read.void),
            "blind": None if forum is None else forum.blind,
        }
    twice = sorted(name for name in told.keys() & page.twin if told[name] != page.twin[name])
    if twice:
        message = f"the twin of {route.name} says otherwise: {', '.join(twice)}"
        raise RuntimeError(message)
    said: Twin = asked.speech.said({**told, **page.twin})
    return said


def chrome_of(route: Route | Action, asked: Asked, words: dict[str, str]) -> dict[str, Any]:
    """What stands around a page and is no part of what it says: places to go, who reads."""
    behind = f"?{urlencode(asked.query, safe=',')}" if asked.query else ""
    is_page = isinstance(route, Route)
    chrome: dict[str, Any] = {
        "demo": settings.DEMO,
        "written": _written(asked),
        "node": asked.site.own is not None,
        "here": route.name,
        "twin": f"{reverse(f'{route.name}.json', kwargs=words)}{behind}" if is_page else "",
        "page": f"{reverse(route.name, kwargs=words)}{behind}" if is_page else "",
        "rooms": list(_rooms(asked.site, asked.reader, asked.hall.name if asked.hall else "")),
    }
    chrome["accounts"] = settings.ACCOUNTS
    if asked.reader.person:
        chrome["person"] = True
        chrome["officer"] = asked.reader.officer
        chrome["administrator"] = asked.reader.administrator
    if asked.reader.sits:
        chrome["seat"] = seat_name(asked.site, asked.reader)
        chrome["seat_hall"] = asked.reader.hall
        chrome["known"] = " ".join(
            f"{one['hall']}/{one['circle']}:{one['acts']}"
            for one in circles(asked.site, asked.reader)
        )
        chrome["delegation"] = _delegation(asked.site, asked.reader)
    if asked.hall is not None and asked.room is not None:
        chrome |= {
            "hall": asked.hall.name,
            "room": asked.room.name,
            "within": [
                {"told": one.menu, "page": asked.page(one.name), "here": one is route}
                for one in ROUTES
                if one.menu and _listed(one, asked)
            ],
        }
    if asked.read is not None and asked.read.forum is not None:
        named = "object" in words
        chrome["can"], chrome["not_now"] = ways(asked, words["object"]) if named else ([], [])
        chrome["circle_title"] = titled(asked.read)
        chrome["compiled"] = asked.read.forum.charter.compiled
    return chrome


def _written(asked: Asked) -> str:
    """The language in which people here write, where nothing says in which they wrote."""
    forum = None if asked.read is None else asked.read.forum
    return "en" if forum is None else forum.charter.languages[0]


def _listed(route: Route, asked: Asked) -> bool:
    """Whether the menu of a circle lists a page: always, or where the circle has it to tell."""
    if route.listed is None:
        return True
    return asked.read is not None and asked.read.forum is not None and route.listed(asked)


def _rooms(site: Site, reader: Reader, here: str) -> Any:  # noqa: ANN401 - rows of a menu
    """The circles of one forum that a reader can read: the one at hand, else where it sits."""
    hall = site.halls.get(here or reader.hall)
    for room in () if hall is None else hall.rooms.values():
        read = admitted(reader, room)
        if read is not None:
            yield {
                "hall": room.hall,
                "name": room.name,
                "title": titled(read),
                "page": reverse("circle", kwargs={"hall": room.hall, "room": room.name}),
            }


def _delegation(site: Site, reader: Reader) -> str | None:
    """The address of a reader's own delegation; None for who has no seat in the plenary."""
    hall = site.halls.get(reader.hall)
    if hall is None or not hall.plenary.by(reader.code).standing.is_seated(reader.code):
        return None
    return str(reverse("delegation", kwargs={"hall": hall.name, "room": hall.plenary.name}))


def seat_name(site: Site, reader: Reader) -> str:
    """The name of a reader's own place, as it calls itself."""
    hall = site.halls.get(reader.hall)
    forum = None if hall is None else hall.plenary.by(reader.code).forum
    return (
        reader.code
        if forum is None
        else Names(forum, reader.code, reader.language).party(reader.code)
    )


def as_json(told: Twin, status: int = 200) -> HttpResponse:
    """An answer to a program."""
    return private(HttpResponse(written(told), content_type="application/json", status=status))


def written(told: Twin) -> str:
    """A twin as a program reads it."""
    return json.dumps(told, ensure_ascii=False, indent=1)


def _document(one: Document) -> HttpResponse:
    if one.name:
        return private(saved(one.data, one.media, one.name))
    response = HttpResponse(one.data, content_type=one.media)
    if one.policy:
        response["Content-Security-Policy"] = one.policy
    return private(response)


def private(response: Response) -> Response:
    """Kept by no cache on the way: what one may read, the next at the same machine may not."""
    response["Cache-Control"] = "private, no-store"
    response["Vary"] = "Cookie, Accept-Language"
    return response


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - as Django calls it
    """A form that was not made for this session: nothing was done."""
    rule = getattr(request.resolver_match and request.resolver_match.func, "rule", None)
    if isinstance(rule, Rule) and not here(rule):
        return missing(request)
    if request.path.endswith(".json"):
        told = tell("The sign against forged forms is missing or is another's. Nothing was done.")
        return fault_as_json(request, told, status=403)
    return drawn(request, "dipoli/stale.html", {}, status=403)
