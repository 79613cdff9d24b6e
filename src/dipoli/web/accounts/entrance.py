"""Coming in: logging in, opening an invitation, making an account. No page tells who has one."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse

from dipoli.told import Told, tell
from dipoli.web.accounts import invitations, limits, stays, ways
from dipoli.web.accounts.by_record import is_asked_still, line_for
from dipoli.web.accounts.codes import made
from dipoli.web.accounts.invitations import Place, SeatedError, ShutError
from dipoli.web.accounts.limits import TooManyError
from dipoli.web.accounts.models import Account, Invitation
from dipoli.web.accounts.parts import (
    account_of,
    marks_at,
    place_twin,
    request_of,
    role_told,
    stay_of,
    when,
)
from dipoli.web.accounts.sheets import sheet
from dipoli.web.accounts.ways import NotShownError
from dipoli.web.asked import Asked, MissingError, Page
from dipoli.web.policy import Rule
from dipoli.web.route import Action, Answered, Gone, Input, Route, Sent

WRONG = tell("Nobody was let in. Look at what you gave, or come in by your other way.")
SHUT = tell("This code opens nothing. It may be mistyped, used, withdrawn or out of date.")
MANY = tell("There were too many attempts. Wait a minute, and try again.")
UNREAD = tell("That was not taken. Try once more, from the beginning.")

_JOINING = "joining"


def log_in(_asked: Asked, fault: Told | None = None) -> Page:
    """Two ways to come in."""
    return Page(title=tell("Log in"), twin={"fault": fault})


def _tried(
    asked: Asked, page: Callable[[Asked, Told | None], Page], template: str, told: Told
) -> Answered:
    """A page again, with why nobody was let in."""
    status = 429 if told is MANY else 422
    return Answered(page=page(asked, told), template=f"dipoli/{template}.html", status=status)


def log_in_begin(asked: Asked, _sent: Sent) -> Gone:
    """Ask the browser for a passkey of anybody's."""
    _ = request_of(asked)
    return Gone(to=reverse("log_in"), twin={"options": ways.ask_for_passkey(None)})


def log_in_passkey(asked: Asked, sent: Sent) -> Gone | Answered:
    """Log in by a passkey."""
    answer = sent["credential"][0]
    try:
        limits.count(request_of(asked), ways.claimed(answer))
        account = ways.by_passkey(request_of(asked), answer)
    except TooManyError:
        return _tried(asked, log_in, "log_in", MANY)
    except NotShownError:
        return _tried(asked, log_in, "log_in", WRONG)
    return _came_in(asked, account, "passkey")


def log_in_app(asked: Asked, sent: Sent) -> Gone | Answered:
    """Log in by an app's digits and a printed code."""
    typed = sent["number"][0]
    try:
        limits.count(request_of(asked), ways.number(typed))
        account = ways.by_app(typed, sent["digits"][0], sent["printed"][0])
    except TooManyError:
        return _tried(asked, log_in, "log_in", MANY)
    except NotShownError:
        return _tried(asked, log_in, "log_in", WRONG)
    return _came_in(asked, account, "app")


def _came_in(asked: Asked, account: Account, way: str) -> Gone:
    stay = stays.begin(request_of(asked), account, way)
    to = reverse("today") if stay.post is not None else reverse("account")
    return Gone(to=to, twin={"way": way}, language=account.language)


def lost(_asked: Asked, fault: Told | None = None) -> Page:
    """What is done where every way in is lost."""
    return Page(title=tell("Every way in is lost"), twin={"fault": fault})


def lost_begin(asked: Asked, _sent: Sent) -> Answered:
    """Make a code that opens nothing yet, and the line that stands for it; neither is kept."""
    try:
        limits.count(request_of(asked))
    except TooManyError:
        return _tried(asked, lost, "lost", MANY)
    code = made()
    page = Page(
        title=tell("A code that opens nothing yet"),
        twin={"code": code, "line": line_for(code), "page": reverse("lost")},
    )
    return Answered(page=page, template="dipoli/lost_code.html")


# ---------------------------------------------------------------- invitations


def invitation(_asked: Asked, fault: Told | None = None) -> Page:
    """Where a code is typed in."""
    return Page(title=tell("Open an invitation"), twin={"fault": fault})


def open_invitation(asked: Asked, sent: Sent) -> Gone | Answered:
    """Let a session use the invitation of a code."""
    try:
        limits.count(request_of(asked))
        invitations.begin(request_of(asked), sent["code"][0])
        _at_hand(asked)
    except TooManyError:
        return _tried(asked, invitation, "invitation", MANY)
    except (ShutError, MissingError):
        return _tried(asked, invitation, "invitation", SHUT)
    return Gone(to=reverse("join"), twin={})


def _at_hand(asked: Asked) -> Invitation:
    found = invitations.at_hand(request_of(asked))
    if found is None or not is_asked_still(asked.site, found):
        raise MissingError
    return found


def join(asked: Asked, fault: Told | None = None) -> Page:
    """What an invitation opens, and the ways of coming in that one can choose."""
    held = _at_hand(asked)
    place = Place(hall=held.hall, code=held.code)
    app = ways.ask_for_app(request_of(asked), _joining(request_of(asked), held))
    return Page(
        title=tell("Your way in, anew") if held.restores else tell("Your account"),
        marks=marks_at(asked.site, held.hall),
        twin={
            "fault": fault,
            "place": place_twin(asked.site, place) if held.code else None,
            "role": role_told(held.role) if held.role else None,
            "officer": held.officer,
            "administrator": held.administrator,
            "anew": None if held.restores is None else held.restores.shown,
            "until": when(held.until),
            "known": bool(asked.reader.person) and held.restores is None,
            "app": {"secret": app.secret, "address": app.address, "drawing": app.drawing},
        },
    )


def _joining(request: HttpRequest, held: Invitation, shown: str = "") -> Account:
    """The account that will come in: the one to be restored, or a new one, the same until made."""
    if held.restores is not None:
        return held.restores
    account = ways.new_account(shown)
    kept = request.session.setdefault(_JOINING, [account.pk.hex, account.name])
    account.pk, account.name = UUID(kept[0]), kept[1]
    return account


def join_begin(asked: Asked, sent: Sent) -> Gone:
    """Ask the browser to make a passkey."""
    request = request_of(asked)
    account = _joining(request, _at_hand(asked), sent.get("shown", ("",))[0])
    return Gone(to=reverse("join"), twin={"options": ways.ask_for_passkey(account)})


def join_passkey(asked: Asked, sent: Sent) -> Gone | Answered:
    """Make the account, or its new way in, with a passkey."""
    held = _at_hand(asked)
    try:
        told = ways.read_passkey(request_of(asked), sent["credential"][0])
    except NotShownError:
        return _tried(asked, join, "join", UNREAD)
    return _joined(
        asked,
        held,
        sent,
        "passkey",
        lambda account: ways.give_passkey(account, told, sent["label"][0]),
    )


def join_app(asked: Asked, sent: Sent) -> Gone | Answered:
    """Make the account, or its new way in, with an app and a sheet of codes."""
    held, codes = _at_hand(asked), list[str]()
    try:
        limits.count(request_of(asked))
        secret = ways.read_app(request_of(asked), sent["digits"][0])
    except TooManyError:
        return _tried(asked, join, "join", MANY)
    except NotShownError:
        return _tried(asked, join, "join", UNREAD)
    came = _joined(
        asked, held, sent, "app", lambda account: codes.extend(ways.give_app(account, secret))
    )
    return came if isinstance(came, Answered) else sheet(account_of(asked), codes)


def _joined(
    asked: Asked, held: Invitation, sent: Sent, way: str, give: Callable[[Account], None]
) -> Gone | Answered:
    """Make the account with one way in, use the invitation, and log the person in."""
    request = request_of(asked)
    shown = sent.get("shown", ("",))[0].strip()
    if held.restores is None and not shown:
        return _tried(asked, join, "join", tell("Say first how your own people call you."))
    try:
        with transaction.atomic():
            account = _joining(request, held, shown)
            if held.restores is None:
                account.save(force_insert=True)
            else:
                stays.end_all(account)
                ways.take_all(account)
            give(account)
            post = invitations.use(request, account)
    except ShutError:
        return _tried(asked, invitation, "invitation", SHUT)
    stays.begin(request, account, way, post)
    return Gone(to=reverse("account"), twin={"number": account.name})


def join_place(asked: Asked, _sent: Sent) -> Gone | Answered:
    """Take a place with an account that is logged in."""
    held, stay = _at_hand(asked), stay_of(asked)
    if held.restores is not None:
        raise MissingError
    try:
        with transaction.atomic():
            post = invitations.use(request_of(asked), stay.account)
    except SeatedError:
        told = tell("You have a place in this forum already. Give that up first.")
        return _tried(asked, join, "join", told)
    except ShutError:
        return _tried(asked, invitation, "invitation", SHUT)
    if post is not None:
        stays.sit(request_of(asked), stay, post)
    return Gone(to=reverse("account"), twin={})


CREDENTIAL = Input(name="credential", meaning="What the browser's passkey answered, as JSON.")
LABEL = Input(name="label", meaning="How you call this passkey.", most=60)
DIGITS = Input(name="digits", meaning="Six digits that the app shows.", most=16)
SHOWN = Input(name="shown", meaning="How your own people call you.", most=60, needed=False)

ROUTES = (
    Route(
        name="log_in",
        path="log-in",
        rule=Rule.ENTRANCE,
        answer=log_in,
        about="Two ways to come in: a passkey, or an app's digits with a printed code.",
    ),
    Route(
        name="lost",
        path="log-in/lost",
        rule=Rule.ENTRANCE,
        answer=lost,
        about="What is done where every way in is lost.",
    ),
    Route(
        name="invitation",
        path="invitation",
        rule=Rule.ENTRANCE,
        answer=invitation,
        about="Where the code of an invitation is typed in.",
    ),
    Route(
        name="join",
        path="join",
        rule=Rule.ENTRANCE,
        answer=join,
        about="What an invitation opens, for whoever has just typed in its code.",
    ),
)
ACTIONS = (
    Action(
        name="log_in_begin",
        path="log-in/passkey/begin",
        rule=Rule.ENTRANCE,
        do=log_in_begin,
        about="Have a question for a passkey.",
    ),
    Action(
        name="log_in_passkey",
        path="log-in/passkey",
        rule=Rule.ENTRANCE,
        do=log_in_passkey,
        about="Log in by a passkey.",
        inputs=(CREDENTIAL,),
    ),
    Action(
        name="log_in_app",
        path="log-in/app",
        rule=Rule.ENTRANCE,
        do=log_in_app,
        about="Log in by an app's digits and a printed code, which is spent.",
        inputs=(
            Input(name="number", meaning="Your number, which stands on your sheet.", most=40),
            DIGITS,
            Input(name="printed", meaning="One code of your sheet.", most=40),
        ),
    ),
    Action(
        name="lost_begin",
        path="log-in/lost/code",
        rule=Rule.ENTRANCE,
        do=lost_begin,
        about="Have a code that opens nothing yet, and the line of the record that stands for it.",
    ),
    Action(
        name="open_invitation",
        path="invitation/open",
        rule=Rule.ENTRANCE,
        do=open_invitation,
        about="Open an invitation by its code.",
        inputs=(Input(name="code", meaning="The code, as it was given to you.", most=60),),
    ),
    Action(
        name="join_begin",
        path="join/passkey/begin",
        rule=Rule.ENTRANCE,
        do=join_begin,
        about="Have a question for a new passkey.",
        inputs=(SHOWN,),
    ),
    Action(
        name="join_passkey",
        path="join/passkey",
        rule=Rule.ENTRANCE,
        do=join_passkey,
        about="Use the invitation at hand with a new passkey.",
        inputs=(SHOWN, LABEL, CREDENTIAL),
    ),
    Action(
        name="join_app",
        path="join/app",
        rule=Rule.ENTRANCE,
        do=join_app,
        about="Use the invitation at hand with an app and a sheet of codes.",
        inputs=(SHOWN, DIGITS),
    ),
    Action(
        name="join_place",
        path="join/place",
        rule=Rule.PERSON,
        do=join_place,
        about="Use the invitation at hand with the account that is logged in.",
    ),
)
