"""One way from what was sent to what came of it, the same for every action.

The rule of the action first, then the form of what was sent, then the action itself.
"""

from __future__ import annotations

import logging
from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.csrf import csrf_exempt

from dipoli.faults import DipoliError, RecordError
from dipoli.told import Told, tell
from dipoli.web.asked import Asked, MissingError
from dipoli.web.route import Action, Answered, Gone
from dipoli.web.sent import NotOfFormError, sent
from dipoli.web.speech import words_of
from dipoli.web.view import (
    NotSeatedError,
    View,
    as_json,
    asked_of,
    chrome_of,
    drawn,
    enveloped,
    fault,
    here,
    missing,
    not_allowed,
    not_seated,
    private,
)
from dipoli.web.who import choose_language, speech_of, take_seat

_NOT_NOW = 409

_log = logging.getLogger("django.dipoli")


def _told(refusal: DipoliError) -> str:
    """Why nothing was done. Where the record fails, its words name folders: for the log alone."""
    if isinstance(refusal, RecordError):
        _log.error("the record failed", exc_info=refusal)
        return tell("the record cannot be reached now. The log says why.")
    return words_of(refusal)


def stopped(request: HttpRequest, why: str, status: int, *, twin: bool) -> HttpResponse:
    """The answer that nothing was done, and why."""
    if isinstance(why, Told):
        return fault(request, tell("Nothing was done: {why}", why=why), status, twin=twin)
    told = tell("Nothing was done. The reason is told in English alone:")
    return fault(request, told, status, why, twin=twin)


def acting_view(action: Action, *, twin: bool) -> View:
    """The view of an action, for a form or for JSON."""

    def view(request: HttpRequest, **words: str) -> HttpResponse:
        if request.method != "POST" and here(action.rule):
            return not_allowed(request, ["POST"], twin=twin)
        try:
            return done(request, words)
        except MissingError:
            return missing(request, twin=twin)
        except NotSeatedError:
            return not_seated(request, twin=twin)
        except NotOfFormError as refusal:
            return stopped(request, refusal.told, refusal.status, twin=twin)
        except DipoliError as refusal:
            return stopped(request, _told(refusal), _NOT_NOW, twin=twin)

    def done(request: HttpRequest, words: dict[str, str]) -> HttpResponse:
        asked = asked_of(action, request, words)
        came = action.do(asked, sent(request, action, twin=twin))
        if isinstance(came, Gone):
            return _gone(request, action, came, twin=twin)
        return _answered(request, action, asked, came, twin=twin)

    view.__name__ = f"{action.name}_{'twin' if twin else 'action'}"
    view.rule = action.rule  # type: ignore[attr-defined]  # asked of a form that is not taken
    # What proves itself is sent by programs without a session, which a forged form could ride on.
    return csrf_exempt(view) if action.proved else view


def _answered(
    request: HttpRequest, action: Action, asked: Asked, came: Answered, *, twin: bool
) -> HttpResponse:
    told = enveloped(action, asked, came.page)
    if twin:
        return as_json(told, status=came.status)
    held = {"twin": told, "chrome": chrome_of(action, asked, dict(asked.words)), "route": action}
    return drawn(request, came.template, held, status=came.status)


def _gone(request: HttpRequest, action: Action, came: Gone, *, twin: bool) -> HttpResponse:
    if came.sits is not None:
        take_seat(request, came.sits)
    response: HttpResponse
    if twin:
        told = speech_of(request).said(came.twin)
        response = as_json({"schema": action.schema, "to": came.to, **told})
    else:
        response = private(HttpResponseRedirect(came.to))
        # The page that comes next drops what its reader wrote for this: it is done (keep.js).
        response.set_cookie(
            "dipoli-done", quote(request.path, safe=""), max_age=60, samesite="Strict",
            secure=settings.CSRF_COOKIE_SECURE,
        )  # fmt: skip
    if came.language:
        choose_language(response, came.language)
    return response
