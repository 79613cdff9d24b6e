"""My account: ways to come in, places, log-ins, what is kept about me, and erasing it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from attrs import evolve
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from dipoli.told import Told, tell
from dipoli.web.accounts import people, personal, stays, ways
from dipoli.web.accounts.entrance import CREDENTIAL, DIGITS, LABEL, UNREAD
from dipoli.web.accounts.letters import forget_address
from dipoli.web.accounts.models import Post
from dipoli.web.accounts.parts import (
    account_of,
    marks_at,
    place_twin,
    request_of,
    role_told,
    stay_of,
    when,
)
from dipoli.web.accounts.people import NotOfficersError, place_of
from dipoli.web.accounts.sheets import sheet
from dipoli.web.accounts.ways import NotShownError, Way
from dipoli.web.asked import Asked, MissingError, Page, Twin
from dipoli.web.policy import Rule
from dipoli.web.route import Action, Answered, Gone, Input, Route, Sent

FRESH = timedelta(minutes=15)
"""Who changes a way in has come in no longer ago."""

LANGUAGES = (
    ("", "English"),
    ("ko", "한국어"),
    ("zh-Hans", "简体中文"),
    ("ja", "日本語"),
    ("ru", "русский"),
    ("mn", "монгол"),
)
"""Languages in which one can read, each by its own name; the first is that of the site."""

STALE = tell("For this, log in anew: you came in more than a quarter of an hour ago.")
LAST = tell("This is your one way in. Make another first.")
LEFT = tell(
    "You are the one officer of a place that has other people. Make one of them an officer first."
)
NO_MAIL = tell("This is no address for mail. Nothing was changed.")
NOT_SAID = tell("Nothing was erased: the word was not typed.")


def account(asked: Asked, fault: Told | None = None) -> Page:
    """A person's own account."""
    stay = stay_of(asked)
    person, held = stay.account, ways.ways_of(stay.account)
    return Page(
        title=tell("My account"),
        marks=marks_at(asked.site, asked.reader.hall),
        twin={
            "fault": fault,
            "shown": person.shown,
            "number": person.name,
            "mail": person.mail,
            "chosen": person.language,
            "languages": [{"code": code, "name": name} for code, name in LANGUAGES],
            "administrator": person.administrator,
            "places": [
                _post(asked, post, here=post.pk == stay.post_id)
                for post in person.posts.order_by("since", "pk")
            ],
            "passkeys": [_way(one) for one in held.passkeys],
            "app": None if held.app is None else _way(held.app),
            "left": held.left,
            "few": held.few,
            "single": held.single,
            "stays": [
                {
                    "key": one.pk,
                    "way": one.way,
                    "begun": when(one.begun),
                    "seen": when(one.seen),
                    "here": one.pk == stay.pk,
                }
                for one in stays.open_of(person)
            ],
        },
    )


def _post(asked: Asked, post: Post, *, here: bool) -> Twin:
    return {
        **place_twin(asked.site, place_of(post)),
        "role": role_told(post.role),
        "officer": post.officer,
        "here": here,
    }


def _way(one: Way) -> Twin:
    return {"key": one.key, "label": one.label, "made": one.made, "used": one.used}


def _refused(asked: Asked, told: Told, status: int = 409) -> Answered:
    return Answered(page=account(asked, told), template="dipoli/account.html", status=status)


def _back(_asked: Asked) -> Gone:
    return Gone(to=reverse("account"), twin={})


def _freshly(do: Callable[[Asked, Sent], Gone | Answered]) -> Callable[..., Gone | Answered]:
    """An action that is done for who has come in a short while ago alone."""

    def done(asked: Asked, sent: Sent) -> Gone | Answered:
        if timezone.now() - stay_of(asked).begun > FRESH:
            return _refused(asked, STALE)
        return do(asked, sent)

    return done


# ---------------------------------------------------------------- ways in


def passkey_begin(asked: Asked, _sent: Sent) -> Gone:
    """Ask the browser to make another passkey."""
    told = ways.ask_for_passkey(account_of(asked))
    return Gone(to=reverse("account"), twin={"options": told})


def add_passkey(asked: Asked, sent: Sent) -> Gone | Answered:
    """Enter another passkey."""
    person = account_of(asked)
    try:
        told = ways.read_passkey(request_of(asked), sent["credential"][0])
    except NotShownError:
        return _refused(asked, UNREAD, 422)
    ways.give_passkey(person, told, sent["label"][0])
    return _back(asked)


def drop_passkey(asked: Asked, sent: Sent) -> Gone | Answered:
    """Take a passkey away, where another way in stays."""
    person = account_of(asked)
    held = ways.ways_of(person)
    if int(sent["key"][0]) not in {one.key for one in held.passkeys}:
        raise MissingError
    if held.single:
        return _refused(asked, LAST)
    ways.take_passkey(person, int(sent["key"][0]))
    return _back(asked)


def app(asked: Asked, fault: Told | None = None) -> Page:
    """Where an app is set up."""
    held = ways.ask_for_app(request_of(asked), account_of(asked))
    return Page(
        title=tell("An app and a sheet of codes"),
        twin={
            "fault": fault,
            "app": {"secret": held.secret, "address": held.address, "drawing": held.drawing},
        },
    )


def add_app(asked: Asked, sent: Sent) -> Answered:
    """Enter an app in place of an earlier one; a sheet of codes comes with it."""
    person = account_of(asked)
    try:
        secret = ways.read_app(request_of(asked), sent["digits"][0])
    except NotShownError:
        return Answered(page=app(asked, UNREAD), template="dipoli/app.html", status=422)
    return sheet(person, ways.give_app(person, secret))


def drop_app(asked: Asked, _sent: Sent) -> Gone | Answered:
    """Take the app and its sheet away, where a passkey stays."""
    person = account_of(asked)
    if not ways.ways_of(person).passkeys:
        return _refused(asked, LAST)
    ways.take_app(person)
    return _back(asked)


def new_sheet(asked: Asked, _sent: Sent) -> Answered:
    """A new sheet of codes; the old one opens nothing from then on."""
    person = account_of(asked)
    if ways.ways_of(person).app is None:
        raise MissingError
    return sheet(person, ways.give_sheet(person))


# ---------------------------------------------------------------- the rest


def change(asked: Asked, sent: Sent) -> Gone | Answered:
    """Change name, address for notices and language."""
    person = account_of(asked)
    mail, language = sent.get("mail", ("",))[0].strip(), sent.get("language", ("",))[0]
    try:
        if mail:
            validate_email(mail)
    except ValidationError:
        return _refused(asked, NO_MAIL, 422)
    if language not in dict(LANGUAGES):
        raise MissingError
    if mail != person.mail:
        forget_address(person)
    person.shown = sent["shown"][0].strip() or person.shown
    person.mail, person.language = mail, language
    person.save(update_fields=["shown", "mail", "language"])
    return evolve(_back(asked), language=language)


def _own_post(asked: Asked, hall: str) -> Post:
    found = account_of(asked).posts.filter(hall=hall).first()
    if found is None:
        raise MissingError
    return found


def take_place(asked: Asked, sent: Sent) -> Gone:
    """Sit in another of one's own places."""
    post = _own_post(asked, sent["hall"][0])
    stays.sit(request_of(asked), stay_of(asked), post)
    return Gone(to=reverse("today"), twin={"hall": post.hall, "code": post.code})


def give_up(asked: Asked, sent: Sent) -> Gone | Answered:
    """Give a place up; log-ins in it end."""
    try:
        people.remove(_own_post(asked, sent["hall"][0]))
    except NotOfficersError:
        return _refused(asked, LEFT)
    return _back(asked)


def end_stay(asked: Asked, sent: Sent) -> Gone:
    """End one log-in of one's own."""
    found = stays.open_of(account_of(asked)).filter(pk=int(sent["key"][0]))
    if not found.exists():
        raise MissingError
    found.delete()
    return _back(asked)


def end_stays(asked: Asked, _sent: Sent) -> Gone:
    """End all log-ins of one's own, this one too."""
    stays.end_all(account_of(asked))
    return _out(request_of(asked))


def log_out(asked: Asked, _sent: Sent) -> Gone:
    """End the log-in at hand."""
    return _out(request_of(asked))


def _out(request: HttpRequest) -> Gone:
    stays.end(request)
    return Gone(to=reverse("front"), twin={})


def data(asked: Asked, fault: Told | None = None) -> Page:
    """What is kept about the person, for what, how long, and how it is erased."""
    person = account_of(asked)
    return Page(
        title=tell("What is kept about you"),
        twin={
            "fault": fault,
            "kept": [
                {"what": one.what, "purpose": one.purpose, "until": one.until}
                for one in personal.KEPT
            ],
            "now_kept": [
                {"what": what, "says": says or None} for what, says in personal.told_of(person)
            ],
            "word": personal.CONFIRMED,
        },
    )


def forget(asked: Asked, _sent: Sent) -> Gone:
    """Erase reading marks."""
    personal.forget_marks(account_of(asked))
    return Gone(to=reverse("account_data"), twin={})


def erase(asked: Asked, sent: Sent) -> Gone | Answered:
    """Erase the account, with all that is kept about the person."""
    template = "dipoli/account_data.html"
    if sent["word"][0].strip().lower() != personal.CONFIRMED:
        return Answered(page=data(asked, NOT_SAID), template=template, status=422)
    try:
        personal.erase(account_of(asked))
    except NotOfficersError:
        return Answered(page=data(asked, LEFT), template=template, status=409)
    return _out(request_of(asked))


KEY = Input(name="key", meaning="Which one, by its number.", pattern="[0-9]{1,18}")
HALL = Input(name="hall", meaning="Name of the forum on the site.", most=64)

ROUTES = (
    Route(
        name="account",
        path="account",
        rule=Rule.PERSON,
        answer=account,
        about="A person's own ways to come in, places and log-ins.",
    ),
    Route(
        name="app",
        path="account/app",
        rule=Rule.PERSON,
        answer=app,
        about="Where a person sets up an app that shows digits.",
    ),
    Route(
        name="account_data",
        path="account/data",
        rule=Rule.PERSON,
        answer=data,
        about="What is kept about a person, for what, how long, and how it is erased.",
    ),
)


def _action(
    name: str,
    path: str,
    do: Callable[[Asked, Sent], Gone | Answered],
    about: str,
    *inputs: Input,
) -> Action:
    return Action(name=name, path=path, rule=Rule.PERSON, do=do, about=about, inputs=inputs)


ACTIONS = (
    _action(
        "passkey_begin",
        "account/passkeys/begin",
        passkey_begin,
        "Have a question for another passkey.",
    ),
    _action(
        "add_passkey",
        "account/passkeys/add",
        _freshly(add_passkey),
        "Add a passkey.",
        LABEL,
        CREDENTIAL,
    ),
    _action(
        "drop_passkey",
        "account/passkeys/drop",
        _freshly(drop_passkey),
        "Take a passkey away, where another way in stays.",
        KEY,
    ),
    _action(
        "add_app",
        "account/app/add",
        _freshly(add_app),
        "Add an app, in place of an earlier one, and have a sheet of codes.",
        DIGITS,
    ),
    _action(
        "drop_app",
        "account/app/drop",
        _freshly(drop_app),
        "Take the app and its sheet away, where a passkey stays.",
    ),
    _action(
        "new_sheet",
        "account/sheet",
        _freshly(new_sheet),
        "Have a new sheet of codes in place of the old one.",
    ),
    _action(
        "change_account",
        "account/change",
        change,
        "Change one's name, address for notices and language.",
        Input(name="shown", meaning="How your own people call you.", most=60),
        Input(name="mail", meaning="Where notices go.", needed=False, most=254),
        Input(name="language", meaning="Code of a language.", needed=False, most=16),
    ),
    _action("take_place", "account/places/take", take_place, "Sit in one's other place.", HALL),
    _action("give_up", "account/places/give-up", give_up, "Give a place up.", HALL),
    _action("end_stay", "account/log-ins/end", end_stay, "End one log-in of one's own.", KEY),
    _action("end_stays", "account/log-ins/end-all", end_stays, "End all log-ins of one's own."),
    _action("forget_marks", "account/data/forget-marks", forget, "Erase one's reading marks."),
    _action(
        "erase_account",
        "account/data/erase",
        _freshly(erase),
        "Erase one's account; records stand as they are.",
        Input(name="word", meaning="The word that the page asks for, typed."),
    ),
    _action("log_out", "log-out", log_out, "End the log-in at hand."),
)
