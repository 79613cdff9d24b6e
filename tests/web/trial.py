"""Trials of the site for programs: schemathesis asks every operation, signed in as each reader.

A quarter of the examples is drawn from the description alone; the others take their addresses, and
what they send, from what the site told the reader at hand, so that they are answered and entered.
"""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import Any

import schemathesis
from attrs import define, field
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from schemathesis.checks import CHECKS, load_all_checks
from tests.web.house import PLENARY, house
from tests.web.moments import LATE
from tests.web.stage import EARLY, Visitor, made, stage
from tests.web.test_acting import Browser
from tests.web.walks import SEATED, walk

from dipoli.demonstration.keys import signing_keys
from dipoli.record.canon import to_base64
from dipoli.record.keys import sign_act
from dipoli.record.parcel import Parcel, write_parcel

stage()
from django.core.wsgi import get_wsgi_application  # noqa: E402 - Django is asked after its settings
from django.urls import resolve  # noqa: E402

from dipoli.web.drafting import read_slip  # noqa: E402
from dipoli.web.headers import HEADERS  # noqa: E402

READERS = ("", *SEATED, LATE)
"""Nobody, each seat, the office, and a seat that came later."""

SIGN = "f" * 32
"""Against forged forms: a program may choose it, it has only to be sent twice."""

NAMED = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
)
"""What schemathesis holds each answer against."""

load_all_checks()
_CHECKS = [CHECKS.get_one(name) for name in NAMED]


@cache
def described() -> Any:  # noqa: ANN401 - what schemathesis has read
    """The site's own description, and the site itself behind it."""
    return schemathesis.openapi.from_wsgi("/api/openapi.json", get_wsgi_application())


@cache
def operations() -> Mapping[str, Any]:
    """Every operation by its name."""
    found = (one.ok() for one in described().get_all_operations())
    return {one.definition.raw["operationId"]: one for one in found}


@define
class Reader:
    """Who asks, and what the site told so far."""

    code: str
    hall: str
    visitor: Visitor
    known: dict[str, list[dict[str, Any]]] = field(factory=dict)
    key: Browser | None = None

    @property
    def cookies(self) -> dict[str, str]:
        """The session, and the sign against forged forms."""
        held = self.visitor.client.cookies
        return {name: one.value for name, one in held.items()} | {"dipoli-form": SIGN}


@contextmanager
def trials() -> Iterator[None]:
    """While it lasts, acts can be entered: the golden exercise is a house at work."""
    with house(("plenary", "economy", "experts")) as site:
        site.halls = {EARLY: made().halls[EARLY], **site.halls}
        yield


def arrived(code: str) -> Reader:
    """A reader who has just come, and walked a little."""
    hall = EARLY if code == LATE else "exercise"
    seat = "XOB" if code == LATE else code
    one = Reader(code=seat, hall=hall, visitor=Visitor(seat, hall))
    for seen in walk(one.visitor, 4):
        path = seen.page.partition("?")[0]
        one.known.setdefault(seen.route, []).append(dict(resolve(path).kwargs))
    return one


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
    counted = Counter[int]()
    operation = operations()[name]

    @seed(number)
    @settings(
        max_examples=examples,
        database=None,
        deadline=None,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(), chance=st.integers(0, 10**6))
    def asked(case: Any, chance: int) -> None:  # noqa: ANN401 - as hypothesis has it
        if chance % 4:
            _as_told(case, name, reader, random.Random(chance))
        answer = case.call(
            cookies=reader.cookies, headers={"X-CSRFToken": SIGN, "Accept-Encoding": "identity"}
        )
        counted[answer.status_code] += 1
        case.validate_response(answer, checks=_CHECKS)
        for header, value in HEADERS.items():
            assert answer.headers[header.lower()] == [value], (name, header)

    asked()
    if name in {"do_sit", "do_leave"} and reader.code:
        reader.visitor.client.post("/sit", {"hall": reader.hall, "code": reader.code})
    return counted


def _as_told(case: Any, name: str, reader: Reader, chance: random.Random) -> None:  # noqa: ANN401 - a case
    """Put what the site told the reader in the place of what was drawn."""
    route = name.partition("_")[2]
    known = reader.known.get(route)
    if known and name.startswith(("read_", "take_")):
        case.path_parameters = chance.choice(known)
        return
    write = WRITES.get(route)
    if write is not None:
        body = write(reader, chance)
        if body is not None:
            words, sent = body
            case.path_parameters = words
            case.body = sent


# ---------------------------------------------------------------- what is written

Write = Callable[[Reader, random.Random], tuple[dict[str, str], Any] | None]
_HERE = {"hall": "exercise", "room": "plenary"}


def _prepare(reader: Reader, chance: random.Random) -> tuple[dict[str, str], Any] | None:
    if reader.hall != "exercise" or reader.code in {"", "XNU"}:
        return None  # nobody signs for a visitor or for a seat on paper
    act, sent = chance.choice(_ACTS)(chance)
    return {**_HERE, "act": act}, sent


def _note(chance: random.Random) -> tuple[str, dict[str, str]]:
    return "note.say", {"f-text": f"We would meet again on day {chance.randint(1, 28)}."}


_ACTS = (_note,)


def _draft(reader: Reader, chance: random.Random) -> Any:  # noqa: ANN401 - a twin
    held = _prepare(reader, chance)
    if held is None:
        return None
    words, sent = held
    answer = reader.visitor.client.post(
        f"{PLENARY}/do/{words['act']}/draft.json", json.dumps(sent), "application/json"
    )
    return answer.json() if answer.status_code == 200 else None


def _slip(reader: Reader, chance: random.Random) -> tuple[dict[str, str], Any] | None:
    draft = _draft(reader, chance)
    if draft is None:
        return None
    confirm = {"confirm": draft["confirm"]} if draft["confirm"] else {}
    return _HERE, {"slip": draft["slip"], **confirm}


def _in_demonstration(reader: Reader, chance: random.Random) -> tuple[dict[str, str], Any] | None:
    return None if reader.code == "SECRETARIAT" else _slip(reader, chance)


def _by_office(reader: Reader, chance: random.Random) -> tuple[dict[str, str], Any] | None:
    return _slip(reader, chance) if reader.code == "SECRETARIAT" else None


def _by_key(reader: Reader, chance: random.Random) -> tuple[dict[str, str], Any] | None:
    if reader.code == "SECRETARIAT":
        return None
    draft = _draft(reader, chance)
    if draft is None:
        return None
    if reader.key is None:
        reader.key = Browser(reader.visitor, reader.code).certified()
        draft = _draft(reader, chance)
    return _HERE, reader.key.signs(draft)


def _by_node(reader: Reader, chance: random.Random) -> Parcel | None:
    """An act as the node of a delegation signs it."""
    draft = _draft(reader, chance)
    if draft is None or reader.code not in signing_keys():
        return None
    slip = read_slip(draft["slip"])
    return slip.signed(*sign_act(slip.envelope, signing_keys()[reader.code]))


def _in_a_file(reader: Reader, chance: random.Random) -> tuple[dict[str, str], Any] | None:
    parcel = _by_node(reader, chance)
    return None if parcel is None else (_HERE, {"file": to_base64(write_parcel(parcel))})


def _at_door(reader: Reader, chance: random.Random) -> tuple[dict[str, str], Any] | None:
    parcel = _by_node(reader, chance)
    if parcel is None:
        return None
    sent = {**_HERE, "entry": to_base64(parcel.entry)}
    return {}, sent | ({} if parcel.body is None else {"body": to_base64(parcel.body)})


def _sit(reader: Reader, chance: random.Random) -> tuple[dict[str, str], Any]:
    return {}, {"hall": reader.hall, "code": reader.code or chance.choice(SEATED)}


def _leave(_reader: Reader, _chance: random.Random) -> tuple[dict[str, str], Any]:
    return {}, {}


def may_write(name: str, reader: Reader) -> bool:
    """Whether an operation does something that the reader can have done."""
    action, code = name.removeprefix("do_"), reader.code
    if action not in WRITES or not name.startswith("do_"):
        return False
    if action in {"sit", "leave"}:
        return True
    signs = reader.hall == "exercise" and code not in {"", "XNU"}
    of_office = code == "SECRETARIAT"
    return signs and (action == "prepare" or of_office == (action == "enter"))


WRITES: Mapping[str, Write] = {
    "sit": _sit,
    "leave": _leave,
    "prepare": _prepare,
    "sit-in": _in_demonstration,
    "enter": _by_office,
    "sign": _by_key,
    "door": _at_door,
    "bring": _in_a_file,
}
"""Action to what a reader sends to it so that it is done."""
