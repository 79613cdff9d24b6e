"""Who may ask for what: cases, each with the answer of a second, slow statement of the rules.

The statement was written from what is owed and asks nothing of the program's own policy: who sits
where is listed by hand, and so is which page is whose. A page that is not listed fails. In a
demonstration the site is told who asks; where there are accounts, everybody has logged in.
"""

from __future__ import annotations

import itertools
import random
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import Any
from unittest import mock

import attrs
from attrs import evolve, frozen
from tests.web.accounts.desk import accounts, browser
from tests.web.moments import acts, before
from tests.web.stage import EARLY, HOST, made, stage
from tests.web.walks import ROWS, shown

stage()
from django.conf import settings  # noqa: E402 - Django is asked after its settings
from django.http import HttpRequest  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402

from dipoli.record.register import SeatStage  # noqa: E402
from dipoli.secretariat.reading import Read  # noqa: E402
from dipoli.web.accounts import stays  # noqa: E402
from dipoli.web.accounts.models import Account, Post  # noqa: E402
from dipoli.web.headers import HEADERS  # noqa: E402
from dipoli.web.reader import Reader  # noqa: E402
from dipoli.web.route import Action, Route  # noqa: E402
from dipoli.web.routes import ROUTES  # noqa: E402
from dipoli.web.site import Hall, Room, Site  # noqa: E402

# ---------------------------------------------------------------- who sits where, by hand

SEVEN = frozenset({"XTV", "XKS", "XNU", "XOR", "XSE", "XUL", "XHA"})
SITS: Mapping[tuple[str, str], frozenset[str]] = {
    ("exercise", "plenary"): SEVEN | {"XGU", "XOB"},  # XOB came later
    ("exercise", "economy"): SEVEN,
    ("exercise", "friends-of-the-chair"): frozenset({"XOR", "XUL", "XTV"}),
    ("exercise", "offices-xks"): frozenset({"XUL", "XKS"}),
    (EARLY, "plenary"): SEVEN | {"XGU", "XOB"},  # nothing was opened to XOB yet
    ("meeting", "plenary"): SEVEN,  # a meeting sits; XOB is not there yet
    ("removed", "plenary"): (SEVEN | {"XGU", "XOB"}) - {"XHA"},
    ("six-party-talks", "plenary"): frozenset({"USA", "RUS", "CHN", "PRK", "KOR", "JPN"}),
}
SEALED = frozenset({("exercise", "offices-xks")})
COMPILED = frozenset({("six-party-talks", "plenary")})
OFFICE = "SECRETARIAT"
"""The secretariat of every forum here but the compiled one, in which nobody sits down."""

# ---------------------------------------------------------------- which page is whose, by hand

EVERYBODY = frozenset(
    {
        "front", "host", "frameworks", "compare_frameworks", "framework", "rules", "rulebook",
        "cases", "case", "case_report", "programs", "openapi", "languages", "search",
    }
)  # fmt: skip
"""Read by anybody."""

OWN_PLACE = frozenset({"today", "live", "news"})
"""Read by who has sat down."""

OF_WHO_ACTS = frozenset(
    {"acts", "act", "signing", "receipt", "receipt_file", "waiting", "hand_in", "alarm"}
)
"""Pages of a circle that only who may act in it has; nobody acts in a record that lies still."""

PRIVATE = frozenset({"private", "private_paper", "private_box"})
"""Pages of the private papers of a delegation, of which the host's secretariat has none."""

PRIVATELY_DONE = frozenset({"private_keep", "private_offer", "private_withdraw", "private_remove"})
"""Done by who has sat down, with the private papers of the own place."""

ONCE: Mapping[str, set[str]] = {"removed": {"XHA"}}
"""Who sat in a plenary once; it finds its private papers again."""

OF_A_NODE = frozenset({"node", "outbox_file", "private_write", "take-answer", "look"})
"""They are on a delegation's own machine alone; no host has them."""

ENTRANCE = frozenset({"log_in", "lost", "invitation"})
"""Where anybody comes in, on a site with accounts."""

AT_HAND = frozenset({"join"})
"""Pages of whoever has just typed in an invitation, which nobody has here."""

OWN_ACCOUNT = frozenset({"account", "app", "account_data"})
"""Pages about the person who has logged in."""

OF_OFFICERS = frozenset({"people", "feeds"})
"""Pages for the officers of a place."""

OF_HOST = frozenset({"administration"})
"""Pages for the administrators of the site."""

ENTERED_BY = frozenset(
    {
        "log_in_begin", "log_in_passkey", "log_in_app", "lost_begin", "open_invitation",
        "join_begin", "join_passkey", "join_app",
    }
)  # fmt: skip
"""Done by anybody who comes in."""

DONE_WITH_ACCOUNT = frozenset(
    {
        "join_place", "passkey_begin", "add_passkey", "drop_passkey", "add_app", "drop_app",
        "new_sheet", "change_account", "take_place", "give_up", "end_stay", "end_stays",
        "forget_marks", "erase_account", "log_out",
    }
)  # fmt: skip
"""Done by whoever has logged in."""

DONE_BY_OFFICERS = frozenset(
    {
        "invite", "withdraw_invitation", "set_role", "remove_person", "restore_person",
        "stop_access", "invite_first", "make_feed", "withdraw_feed",
    }
)  # fmt: skip
"""Done by the officers of a place."""

DONE_BY_HOST = frozenset({"appoint", "lay_before", "add_administrator"})
"""Done by the administrators of the site."""

BY_SECRET = frozenset({"feed"})
"""Pages of whoever has an address that was made by chance; nobody here has one."""

OF_ACCOUNTS = (
    ENTRANCE | BY_SECRET | AT_HAND | OWN_ACCOUNT | OF_OFFICERS | OF_HOST
    | ENTERED_BY | DONE_WITH_ACCOUNT | DONE_BY_OFFICERS | DONE_BY_HOST
)  # fmt: skip
"""They are on a site with accounts alone; a demonstration has none of them."""

OF_ONES_READING = frozenset({"read_up_to"})
"""Done by who sits somewhere and reads the circle; nobody else is told of it."""

FREELY_DONE = frozenset({"door", "language"})
"""Done by anybody; at the door a signature proves whose an act is."""

IN_DEMONSTRATION = frozenset({"sit", "leave"})
"""Done by anybody in a demonstration; elsewhere it does not exist."""

READ_ALONE = frozenset({"guest", "observer", "reader", "witness"})
"""Roles of persons that read for their place, and do not act."""

KNOWS_ROLES = "reads" in attrs.fields_dict(Reader)
"""Whether the site knows persons; where it knows places alone, who sits there acts."""

NOTHING = "ZZ9999"
"""A short name that nothing has."""

LATE = frozenset({("exercise", "XOB"), (EARLY, "XOB")})
"""Seats that came later: what came before may be closed to them, and its page is not there then."""


@frozen(kw_only=True)
class Person:
    """Who asks.

    Args:
        role: of the person in its place.
        code: of the place; empty for who has none.
        hall: in which forum.
        officer: whether the person is an officer of the place.
        administrator: of the site.
    """

    role: str
    code: str = ""
    hall: str = ""
    officer: bool = False
    administrator: bool = False

    @property
    def logs_in(self) -> bool:
        """Whether the person has an account, where there are accounts."""
        return self.role != "nobody"

    def reader(self) -> Reader:
        """As the program knows such a person, with as much of it as it keeps."""
        told: dict[str, Any] = {
            "code": self.code,
            "hall": self.hall,
            "role": self.role,
            "reads": self.role in READ_ALONE,
        }
        kept = attrs.fields_dict(Reader)
        return Reader(**{name: value for name, value in told.items() if name in kept})


_SEATED = ("guest", "observer", "expert", "delegate", "head", "facilitator")
PEOPLE: tuple[Person, ...] = (
    Person(role="nobody"),
    Person(role="administrator"),
    Person(role="witness"),
    *(Person(role=role, code="XTV", hall="exercise") for role in _SEATED),
    *(
        Person(role=role, code="XUL", hall="exercise")
        for role in ("facilitator", "head", "witness")
    ),
    Person(role="head", code="XKS", hall="exercise"),
    Person(role="delegate", code="XNU", hall="exercise"),
    Person(role="observer", code="XOB", hall="exercise"),
    Person(role="head", code="XZZ", hall="exercise"),  # never sat anywhere
    Person(role="secretariat", code=OFFICE, hall="exercise"),
    Person(role="head", code="XOB", hall=EARLY),
    Person(role="secretariat", code=OFFICE, hall=EARLY),
    Person(role="delegate", code="XTV", hall="meeting"),
    Person(role="observer", code="XOB", hall="meeting"),
    Person(role="head", code="XHA", hall="removed"),
    Person(role="expert", code="XTV", hall="removed"),
    Person(role="head", code="KOR", hall="exercise"),
)
"""Who asks in a demonstration, as the site may be told."""

KNOWN: tuple[Person, ...] = (
    Person(role="nobody"),
    Person(role="administrator", administrator=True),
    Person(role="head", code="XTV", hall="exercise", officer=True),
    *(
        Person(role=role, code="XTV", hall="exercise")
        for role in ("delegate", "focal-point", "expert", "reader", "observer", "witness")
    ),
    Person(role="facilitator", code="XUL", hall="exercise", officer=True, administrator=True),
    Person(role="witness", code="XUL", hall="exercise", officer=True),
    Person(role="head", code="XKS", hall="exercise"),
    Person(role="delegate", code="XNU", hall="exercise"),
    Person(role="delegate", code="XOB", hall="exercise"),
    Person(role="head", code="XZZ", hall="exercise", officer=True),  # never sat anywhere
    Person(role="secretariat", code=OFFICE, hall="exercise", officer=True),
    Person(role="reader", code=OFFICE, hall="exercise"),
    Person(role="head", code="XOB", hall=EARLY),
    Person(role="delegate", code="XTV", hall="meeting"),
    Person(role="head", code="XHA", hall="removed", officer=True),
    Person(role="expert", code="XTV", hall="removed"),
)
"""Who asks where there are accounts; each but the first has logged in."""


@frozen(kw_only=True)
class Case:
    """One question, and who asks it.

    Args:
        row: of the table of routes.
        twin: whether the twin is asked for.
        method: how.
        words: of the address.
        person: who asks.
        demonstration: whether the site is one.
    """

    row: Route | Action
    twin: bool
    method: str
    words: Mapping[str, str]
    person: Person
    demonstration: bool = True

    @property
    def address(self) -> str:
        """Where it is asked."""
        return str(reverse(self.row.name + (".json" if self.twin else ""), kwargs=dict(self.words)))

    @property
    def circle(self) -> tuple[str, str] | None:
        """Forum and circle that the address names; of a forum alone, its plenary."""
        if "hall" not in self.words:
            return None
        return self.words["hall"], self.words.get("room", "plenary")


# ---------------------------------------------------------------- the statement


def reads(person: Person, circle: tuple[str, str]) -> bool:
    """Whether somebody may read a circle."""
    if circle in COMPILED:
        return True
    if circle not in SITS or person.hall != circle[0]:
        return False
    if person.code == OFFICE:
        return circle not in SEALED
    return person.code in SITS[circle]


def acts_in(person: Person, circle: tuple[str, str]) -> bool:
    """Whether somebody may act in a circle."""
    reads_alone = KNOWS_ROLES and person.role in READ_ALONE
    return reads(person, circle) and person.hall == circle[0] and not reads_alone


def expected(case: Case) -> set[int]:
    """The status with which a question is answered; several where it hangs on what is there."""
    is_read = isinstance(case.row, Route)
    if case.row.name in (OF_ACCOUNTS if case.demonstration else IN_DEMONSTRATION):
        return {404}
    if case.method not in ({"GET", "HEAD"} if is_read else {"POST"}):
        return {405}
    if case.row.name in OF_ACCOUNTS:
        return _of_account(case)
    return _of_page(case) if is_read else _of_action(case)


def _of_account(case: Case) -> set[int]:
    """Of what is about accounts, on a site that has them; what is sent is of no form."""
    name, person = case.row.name, case.person
    if name in OWN_ACCOUNT | DONE_WITH_ACCOUNT and not person.logs_in:
        return {401} if case.twin else {302}
    may = (
        name in ENTRANCE | BY_SECRET | ENTERED_BY | OWN_ACCOUNT | DONE_WITH_ACCOUNT
        or (name in OF_OFFICERS | DONE_BY_OFFICERS and person.officer)
        or (name in OF_HOST | DONE_BY_HOST and person.administrator)
    )
    if not may:
        return {404}
    if name in BY_SECRET:
        return {404}
    return {200} if isinstance(case.row, Route) else {422}


def _of_page(case: Case) -> set[int]:
    name = case.row.name
    if name in EVERYBODY:
        return {200}
    if name in OF_A_NODE:
        return {404}
    if name in OWN_PLACE:
        return _of_place(case)
    return _of_private(case) if name in PRIVATE else _of_circle(case)


def _of_place(case: Case) -> set[int]:
    person = case.person
    if not person.code:
        return {401} if case.twin else {302}
    somewhere = any(reads(person, each) for each in SITS if each[0] == person.hall)
    # To who may read no circle, what is new is told to be nothing.
    return {200} if somewhere or case.row.name == "live" else {404}


def _of_circle(case: Case) -> set[int]:
    name, person = case.row.name, case.person
    assert case.circle is not None, f"{name}: whose page is it?"
    if name in OF_WHO_ACTS:
        return {404}  # every record here lies still
    if not reads(person, case.circle) or NOTHING in case.words.values():
        return {404}
    late = "object" in case.words and (person.hall, person.code) in LATE
    return {200, 404} if late else {200}


def _of_private(case: Case) -> set[int]:
    person = case.person
    if not person.code:
        return {401} if case.twin else {302}
    sat = person.code in SITS.get((person.hall, "plenary"), frozenset()) | ONCE.get(
        person.hall, set()
    )
    return {200} if sat and case.row.name == "private" else {404}


def _of_action(case: Case) -> set[int]:
    name = case.row.name
    if name in OF_A_NODE:
        return {404}
    if name in PRIVATELY_DONE:
        return {422} if case.person.code else {401} if case.twin else {302}
    if name in FREELY_DONE:
        return {422}
    if name in IN_DEMONSTRATION:
        return {422} if case.demonstration else {404}
    assert case.circle is not None, f"{name}: who does it?"
    if name in OF_ONES_READING:
        return {422} if case.person.code and reads(case.person, case.circle) else {404}
    # What is sent is of no form, so that nothing is ever done.
    return {422} if acts_in(case.person, case.circle) else {404}


# ---------------------------------------------------------------- the stage


class _Removed:
    """A record in which one seat was given up."""

    def __init__(self, reading: Any, code: str) -> None:  # noqa: ANN401 - a reading
        self.reading, self.code = reading, code

    def standing(self) -> Any:  # noqa: ANN401 - a standing
        return self._without(self.reading.standing())

    def mark(self) -> Any:  # noqa: ANN401 - what changes with the record
        return self.reading.mark()

    def by(self, code: str) -> Read:
        read: Read = self.reading.by(code)
        return evolve(read, standing=self._without(read.standing))

    def _without(self, standing: Any) -> Any:  # noqa: ANN401 - a standing
        seat = standing.seats[self.code]
        seat = evolve(seat, stage=SeatStage.REMOVED, until=standing.size - 1)
        return evolve(standing, seats={**standing.seats, self.code: seat})


@cache
def scene() -> Site:
    """The stage, with a forum in which a meeting sits, and one in which a seat was given up."""
    site = made()
    opened = next(at for at, one in enumerate(acts(), 1) if one.name == "meeting.open/1")
    sits = before(opened).halls["exercise"].plenary
    whole = site.halls["exercise"].plenary
    gone = Room(hall="removed", name="plenary", reading=_Removed(whole.reading, "XHA"))  # type: ignore[arg-type]
    more = {
        "meeting": evolve(sits, hall="meeting"),
        "removed": gone,
    }
    halls = {name: Hall(name=name, rooms={"plenary": room}) for name, room in more.items()}
    return Site({**site.halls, **halls})


@cache
def _object(name: str, circle: tuple[str, str]) -> str:
    """Something in a circle whose own page a route is; a name of nothing where there is none."""
    row = next((one for one in ROUTES if one.name == name), None)  # None of an action
    read = scene().halls[circle[0]].rooms[circle[1]].by("")
    forum = read.forum
    held = {} if forum is None else forum.sorts
    wanted = set(() if row is None else row.sorts)
    if name in {"silence", "compare", "projector"}:
        wanted = {"compare": {"text"}, "projector": {"meeting"}}.get(name, set())
        if name == "silence" and forum is not None and forum.silences:
            return min(forum.silences)
    if name == "relation":
        order = () if forum is None else forum.order
        return "-".join(order[:2]) if len(order) > 1 else NOTHING
    return min((one for one, sort in held.items() if sort in wanted), default=NOTHING)


@cache
def _library(name: str) -> str:
    """A name that stands behind a route of the library."""
    client = Client(headers={"host": HOST})
    if name == "framework":
        return str(client.get("/frameworks.json").json()["frameworks"][0]["id"])
    if name == "preset":
        return str(client.get("/rules-of-procedure.json").json()["presets"][0]["id"])
    return str(client.get("/cases.json").json()["cases"][0]["page"].rpartition("/")[2])


def _words(row: Route | Action, circle: tuple[str, str] | None) -> dict[str, str]:
    """Words for the address of a row in a circle."""
    words: dict[str, str] = {}
    for word in re.findall(r"<\w+:(\w+)>", row.path):
        if word in {"framework", "preset", "case"}:
            words[word] = _library(word)
        elif word in {"hall", "room"}:
            assert circle is not None
            words[word] = circle[word == "room"]
        elif word == "object":
            assert circle is not None
            words[word] = _object(row.name, circle)
        else:
            words[word] = _OTHERS[word]
    return words


_OTHERS = {"act": "note.say", "number": "0", "digest": NOTHING, "paper": "zz9999", "name": NOTHING,
           "secret": NOTHING}  # fmt: skip
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")


@cache
def cases() -> tuple[Case, ...]:
    """The whole matrix."""
    return tuple(_cases())


def _cases() -> Iterator[Case]:
    with shown(scene()):
        for row in ROWS:
            of_circle = "<slug:hall>" in row.path
            has_room = "<slug:room>" in row.path
            for circle in SITS if of_circle else (None,):
                if circle is not None and not has_room and circle[1] != "plenary":
                    continue
                words = _words(row, circle)
                asked = itertools.product(SITES, (True, False), METHODS)
                for (demonstration, people), twin, method in asked:
                    for person in people:
                        yield Case(
                            row=row,
                            twin=twin,
                            method=method,
                            words=words,
                            person=person,
                            demonstration=demonstration,
                        )


SITES = ((True, PEOPLE), (False, KNOWN))
"""A demonstration and a site with accounts, and who asks there."""


def sample(number: int, count: int, *, demonstration: bool = True) -> list[Case]:
    """So many cases of the matrix, by a seed; of those that read and do, more than by lot."""
    chance = random.Random(number)
    held = [one for one in cases() if one.demonstration == demonstration]
    weighed = [one for one in held if one.method in {"GET", "POST"}]
    rest = [one for one in held if one.method not in {"GET", "POST"}]
    return chance.sample(weighed, count * 4 // 5) + chance.sample(rest, count - count * 4 // 5)


# ---------------------------------------------------------------- asking


@cache
def _client() -> Client:
    return Client(headers={"host": HOST})


@contextmanager
def desk() -> Iterator[None]:
    """While it lasts, everybody of a site with accounts has just logged in."""
    with accounts():
        for number, one in enumerate(KNOWN):
            _BROWSERS[one] = _logged_in(one, number) if one.logs_in else browser()
        yield
        _BROWSERS.clear()


_BROWSERS: dict[Person, Client] = {}


def _logged_in(one: Person, number: int) -> Client:
    """A browser in which somebody has logged in."""
    account = Account.objects.create(
        name=f"0000-{number:04}", shown=one.role, administrator=one.administrator
    )
    if one.code:
        Post.objects.create(
            account=account, hall=one.hall, code=one.code, role=one.role, officer=one.officer
        )
    client = browser()
    request = HttpRequest()
    request.session = client.session
    stays.begin(request, account, "app")
    request.session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = str(request.session.session_key)
    return client


def ask(case: Case, address: str) -> Any:  # noqa: ANN401 - an answer of Django
    """Ask an address as the person of a case."""
    body = b'{"nothing": "of this form"}' if case.twin else b"nothing=of+this+form"
    media = "application/json" if case.twin else "application/x-www-form-urlencoded"
    sent: dict[str, Any] = {"data": body, "content_type": media} if case.method == "POST" else {}
    if not case.demonstration:
        return _BROWSERS[case.person].generic(case.method, address, **sent)
    with mock.patch("dipoli.web.view.reader_of", return_value=case.person.reader()):
        return _client().generic(case.method, address, **sent)


def mismatch(case: Case) -> str:
    """What is wrong with the answer to a case; empty where nothing is."""
    answer = ask(case, case.address)
    wanted = expected(case)
    where = f"{case.method} {case.address} as {case.person}"
    if answer.status_code not in wanted:
        return f"{where}: {answer.status_code}, not {wanted}"
    if any(answer.headers.get(name) is None for name in HEADERS):
        return f"{where}: a header is missing"
    if answer.status_code == 404:
        return _betrayed(case, answer, where)
    return ""


def _betrayed(case: Case, answer: Any, where: str) -> str:  # noqa: ANN401 - an answer of Django
    """Whether what is another's answers otherwise than what does not exist."""
    nothing = f"/nowhere/{case.row.name}" + (".json" if case.twin else "")
    other = ask(evolve(case, method="GET"), nothing)
    same_body = answer.content == other.content or case.method == "HEAD"
    if not same_body or dict(answer.headers) != dict(other.headers):
        return f"{where}: told apart from what does not exist"
    return ""
