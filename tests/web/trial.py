"""Trials of the site for programs: schemathesis asks every operation, signed in as each reader.

A quarter of the examples is drawn from the description alone; the others take their addresses, and
what they send, from what the site told the reader at hand, so that they are answered and entered.
"""

from __future__ import annotations

import random
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from functools import cache, partial
from pathlib import Path
from typing import Any
from unittest.mock import patch

import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from schemathesis.checks import CHECKS, load_all_checks
from tests.web import trial_acts, trial_own
from tests.web.accounts import trial_people
from tests.web.accounts.desk import Person, accounts, browser
from tests.web.house import Clock, build, house, last_moment
from tests.web.own_node import CODE, box, make_node
from tests.web.stage import EARLY, Visitor, made, stage, visitor
from tests.web.trial_reader import EXERCISE, OFFICE, SIGN, Kind, Reader, Sent, Write, cookies
from tests.web.walks import shown, walk

from dipoli.demonstration.chance import stream
from dipoli.node.node import Node
from dipoli.secretariat.premises import open_premises

stage()
from django.core.wsgi import get_wsgi_application  # noqa: E402 - Django is asked after its settings
from django.test import Client, override_settings  # noqa: E402
from django.urls import resolve  # noqa: E402

from dipoli.web.accounts import limits  # noqa: E402
from dipoli.web.headers import HEADERS  # noqa: E402
from dipoli.web.own_site import own_site  # noqa: E402
from dipoli.web.papers.models import OfferedKey, Paper  # noqa: E402
from dipoli.web.saved import SANDBOX  # noqa: E402
from dipoli.web.site import site_at  # noqa: E402

NAMED = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
)
"""What schemathesis holds each answer against."""

JSON = "application/json"

load_all_checks()
_CHECKS = [CHECKS.get_one(name) for name in NAMED]
_GIVEN = {"Content-Security-Policy": SANDBOX}
"""What a file that is given out bears in place of the policy of pages."""


@cache
def described() -> Any:  # noqa: ANN401 - what schemathesis has read
    """The site's own description, and the site itself behind it.

    Where schemathesis fetches it itself, it leaves the operation that gives it out aside.
    """
    loaded = schemathesis.openapi.from_dict(visitor().get("/api/openapi.json").json())
    loaded.app = get_wsgi_application()
    return loaded


@cache
def operations() -> Mapping[str, Any]:
    """Every operation by its name; those that are read first, before anything is done."""
    found = (one.ok() for one in described().get_all_operations())
    held = {one.definition.raw["operationId"]: one for one in found}
    return {name: held[name] for name in sorted(held, key=lambda it: (it.startswith("do_"), it))}


# ---------------------------------------------------------------- three sorts of sites


@contextmanager
def _papers() -> Iterator[None]:
    """What was laid by goes again."""
    try:
        yield
    finally:
        Paper.objects.all().delete()
        OfferedKey.objects.all().delete()


@contextmanager
def at_work() -> Iterator[None]:
    """While it lasts, acts can be entered: the golden exercise is a house at work.

    Within one that lasts already, nothing more is made.
    """
    if site_at(stage()).halls[EXERCISE].plenary.door is not None:
        yield
        return
    circles = ("plenary", "economy", "experts", *trial_acts.SMALL)
    with house(circles) as site, _papers():
        site.halls = {EARLY: made().halls[EARLY], **site.halls}
        yield


@contextmanager
def _demonstration(code: str, hall: str = EXERCISE) -> Iterator[Reader]:
    with at_work():
        yield Reader(kind=Kind.DEMONSTRATION, visitor=Visitor(code, hall), code=code, hall=hall)


@contextmanager
def _patient() -> Iterator[None]:
    """Accounts, where one address may try as often as a trial does (the limit has own tests)."""
    with accounts(), patch.object(limits, "PER_ADDRESS", 1_000_000):
        yield


@contextmanager
def _logged_in(
    code: str = "", role: str = "", *, officer: bool = False, administrator: bool = False
) -> Iterator[Reader]:
    with at_work(), _patient():
        person = Person(code, role, officer=officer, administrator=administrator).log_in()
        reads = role in {"observer", "reader"}
        yield Reader(kind=Kind.ACCOUNTS, visitor=person, code=code, reads=reads)


@contextmanager
def _logged_out() -> Iterator[Reader]:
    with at_work(), _patient():
        yield Reader(kind=Kind.ACCOUNTS, visitor=Stranger())


class Stranger:
    """Somebody with a browser and no account."""

    def __init__(self) -> None:
        self.client, self.account, self.post = browser(), None, None

    def get(self, page: str) -> Any:  # noqa: ANN401 - an answer of Django
        """The answer to a page."""
        return self.client.get(page)


@contextmanager
def _own_node() -> Iterator[Reader]:
    """A delegation on a node of its own, and the host of one of its circles."""
    with tempfile.TemporaryDirectory() as place:
        folder = make_node(Path(place) / "node")
        build(Path(place) / "host", (trial_own.CIRCLE,))
        premises = open_premises(Path(place) / "host" / EXERCISE / "offices" / trial_own.CIRCLE)
        node = Node(folder, None)
        with (
            premises.at_work(premises.keys(None), stream("trial")) as office,
            override_settings(DEMO=False, ACCOUNTS=False),
            shown(own_site(node, box())),
        ):
            kept = {"folder": folder, "office": office, "clock": Clock(last_moment())}
            yield Reader(kind=Kind.NODE, visitor=Visitor(), code=CODE, hall="dialogue", kept=kept)
        node.close()


READERS: Mapping[str, Callable[[], AbstractContextManager[Reader]]] = {
    "nobody": partial(_demonstration, ""),
    "a delegation": partial(_demonstration, "XTV"),
    "the chair": partial(_demonstration, "XKS"),
    "a mediator": partial(_demonstration, "XUL"),
    "a seat on paper": partial(_demonstration, "XNU"),
    "a seat to which nothing earlier was opened": partial(_demonstration, "XOB", EARLY),
    "the secretariat": partial(_demonstration, OFFICE),
    "nobody, where there are accounts": _logged_out,
    "a head of delegation, its officer": partial(_logged_in, "XTV", "head", officer=True),
    "an expert": partial(_logged_in, "XOR", "expert"),
    "an observer": partial(_logged_in, "XOR", "observer"),
    "an officer of the secretariat": partial(_logged_in, OFFICE, "secretariat", officer=True),
    "an administrator": partial(_logged_in, administrator=True),
    "a delegation on its own node": _own_node,
}
"""Who asks, one for each role; while it lasts, it has come, and acts that it does are entered."""


@contextmanager
def at_site(who: str, each: int = 4) -> Iterator[Reader]:
    """While it lasts, a reader is at a site, and has walked a little.

    Args:
        who: one of `READERS`.
        each: so many pages of each route it has seen.
    """
    with READERS[who]() as reader:
        reader.name = who
        _lives(reader)
        for seen in walk(reader.visitor, each):
            path = seen.page.partition("?")[0]
            reader.known.setdefault(seen.route, []).append(dict(resolve(path).kwargs))
            if seen.route == "relations" and len(seen.twin["parties"]) > 1:
                pair = "-".join(one["code"] for one in seen.twin["parties"][:2])
                words = {**resolve(path).kwargs, "object": pair}  # a form leads there, and no link
                reader.known.setdefault("relation", []).append(words)
        yield reader


def _lives(reader: Reader) -> None:
    """Do everything that a reader can do once, so that there are pages that tell of it."""
    for name in operations():
        write = write_of(name, reader)
        if write is None:
            continue
        sent = write.make(reader, random.Random(f"{reader.name}/{name}"))
        answer = _called(_case(name, sent), sent.client or reader.client)
        assert answer.status_code == 200, (name, answer.content)
    for lives in (trial_acts.lives, trial_own.lives, trial_people.lives):
        lives(reader)


def _case(name: str, sent: Sent) -> Any:  # noqa: ANN401 - a case of schemathesis
    """An operation with what is sent to it."""
    words = dict(sent.words)
    return operations()[name].Case(path_parameters=words, body=sent.body, media_type=JSON)


def _called(case: Any, client: Client) -> Any:  # noqa: ANN401 - of schemathesis
    """The answer to a case, with the session of a browser."""
    headers = {"X-CSRFToken": SIGN, "Accept-Encoding": "identity"}
    return case.call(cookies=cookies(client), headers=headers)


# ---------------------------------------------------------------- one operation


def ask(name: str, reader: Reader, number: int, examples: int) -> Counter[int]:
    """Ask an operation so many times; each answer is held against the description.

    Args:
        name: of the operation.
        reader: who asks.
        number: of the seed.
        examples: how many.

    Returns:
        How often each status was answered.
    """
    counted, operation = Counter[int](), operations()[name]
    write, known = write_of(name, reader), reader.known.get(name.partition("_")[2])
    asked_for = operation.definition.raw.get("parameters", [])
    has_query = any(one["in"] == "query" for one in asked_for)
    share = 0.75 if write is not None or not has_query else 0.5
    told = int(examples * share) if write is not None or known else 0
    if reader.kind is Kind.ACCOUNTS:
        trial_people.anew(reader)

    def hold(case: Any, client: Any) -> None:  # noqa: ANN401 - of schemathesis and Django
        answer = _called(case, client)
        counted[answer.status_code] += 1
        case.validate_response(answer, checks=_CHECKS)
        # what is given out as a file bears a narrower policy of its own
        given = "content-disposition" in answer.headers
        for header, value in {**HEADERS, **(_GIVEN if given else {})}.items():
            assert answer.headers[header.lower()] == [value], (name, header)

    for case, lot in drawn(name, number, examples)[: examples - told]:
        if known and has_query and lot % 2:
            words = random.Random(lot).choice(known)
            hold(operation.Case(path_parameters=words, query=case.query), reader.client)
        else:
            hold(case, client_of(reader, name))
    for one in range(told):
        chance = random.Random(f"{reader.name}/{name}/{number}/{one}")
        if write is not None:
            sent = write.make(reader, chance)
            hold(_case(name, sent), sent.client or reader.client)
        else:
            assert known
            hold(operation.Case(path_parameters=chance.choice(known)), reader.client)
    return counted


@cache
def drawn(name: str, number: int, examples: int) -> list[tuple[Any, int]]:
    """Examples of an operation that are drawn from the description alone, each with a chance.

    They hang on nobody's answers: they are drawn once, for all readers.
    """
    found: list[tuple[Any, int]] = []

    @seed(number)
    @settings(
        max_examples=examples,
        database=None,
        deadline=None,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operations()[name].as_strategy(), chance=st.integers(0, 10**6))
    def draw(case: Any, chance: int) -> None:  # noqa: ANN401 - as hypothesis has it
        found.append((case, chance))

    draw()
    return found


def client_of(reader: Reader, name: str) -> Client:
    """With whose session an example is sent that is drawn from the description alone.

    What ends a session is sent with that of somebody else of the same role.
    """
    if name.removeprefix("do_") not in ENDS:
        return reader.client
    if reader.kind is Kind.DEMONSTRATION:
        return Visitor(reader.code, reader.hall).client
    if reader.kind is Kind.ACCOUNTS and reader.visitor.account is not None:
        return trial_people.alike(reader).client
    return reader.client


ENDS = frozenset({"sit", "leave", "log_out", "end_stays", "erase_account"})
"""Actions that end a session, and do so for what may be drawn from the description."""


def write_of(name: str, reader: Reader) -> Write | None:
    """How a reader does what an operation does; None where it may not do it."""
    if not name.startswith("do_"):
        return None
    table = trial_own.ON_A_NODE if reader.kind is Kind.NODE else trial_people.WRITES
    for each in (table, trial_own.PRIVATE, trial_acts.WRITES):
        found = each.get(name.removeprefix("do_"))
        if found is not None and found.who(reader):
            return found
    return None
