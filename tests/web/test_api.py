"""The site for programs: each twin is of the form that its schema gives, and each is described."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any
from unittest import mock

import pytest
from jsonschema import Draft202012Validator
from tests.web.moments import LATE, before
from tests.web.stage import Visitor, latecomer, stage, visitor
from tests.web.walks import BY_NAME, LATER, ROWS, Seen, at, shown, walk
from tools.write_site_pages import papers

stage()
from django.test import AsyncClient, override_settings  # noqa: E402 - Django is asked after its settings

from dipoli.web import live as streams  # noqa: E402
from dipoli.web import openapi  # noqa: E402
from dipoli.web.asked import Asked  # noqa: E402
from dipoli.web.headers import HEADERS  # noqa: E402
from dipoli.web.route import Action  # noqa: E402
from dipoli.web.routes import ACTIONS, ROUTES  # noqa: E402

READERS = ("", "XTV", "XNU", "XKS", "XOB", "SECRETARIAT", LATE)
EACH = 3
"""So many pages of one route are asked for by each reader."""


@cache
def described() -> dict[str, Any]:
    """The description that the site gives out."""
    told: dict[str, Any] = json.loads(visitor().html("/api/openapi.json"))
    return told


@cache
def form(name: str) -> Draft202012Validator:
    """What an answer is held against, as programs find it in the description."""
    schema = {
        "$ref": f"#/components/schemas/{name}",
        "components": {"schemas": described()["components"]["schemas"]},
    }
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


def breaches(seen: Iterator[Seen]) -> list[str]:
    """Where a twin is not of its form."""
    found = []
    for one in seen:
        error = next(form(one.route).iter_errors(one.twin), None)
        if error is not None:
            found.append(f"{one.page} {error.json_path}: {error.message[:200]}")
    return found


def reader(code: str) -> Any:  # noqa: ANN401 - a visitor
    """The browser of a reader."""
    return latecomer() if code == LATE else visitor(code)


# ---------------------------------------------------------------- examples


def test_anybody_is_given_the_description_and_a_page_of_it() -> None:
    assert described()["openapi"] == "3.1.0"
    assert visitor().get("/api/openapi.json").headers["Content-Type"] == "application/json"
    html = visitor().html("/api")
    for route in ROUTES:
        assert openapi.address(route.twin_path) in html


def test_sitting_down_is_described_with_what_is_sent() -> None:
    sent = described()["paths"]["/sit.json"]["post"]["requestBody"]["content"]
    schema = sent["application/json"]["schema"]
    assert set(schema["properties"]) == set(schema["required"]) == {"hall", "code"}


# ---------------------------------------------------------------- the description


def test_every_twin_and_every_action_has_its_operation_and_no_other_has() -> None:
    told = {
        one["operationId"]: (method, address)
        for address, methods in described()["paths"].items()
        for method, one in methods.items()
    }
    for route in ROUTES:
        own = told.pop(f"read_{route.name}")
        assert own == ("get", openapi.address(route.twin_path))
        if route.media and not route.is_own_twin:
            assert told.pop(f"take_{route.name}") == ("get", openapi.address(route.path))
        if route.events:
            assert told.pop(f"watch_{route.name}") == ("get", openapi.address(route.path))
    for action in ACTIONS:
        assert told.pop(f"do_{action.name}") == ("post", openapi.address(f"{action.path}.json"))
    assert not told


def test_a_route_without_a_schema_cannot_be_described() -> None:
    lost = mock.Mock(spec=Action, path="nowhere", inputs=(), rule=ACTIONS[0].rule, about="None.")
    lost.name = "nowhere"
    with pytest.raises(FileNotFoundError):
        openapi.document(ROUTES, [lost])


def test_there_is_no_schema_without_a_route() -> None:
    kept = {path.stem for path in openapi.FOLDER.glob("*.json")} - {openapi.PARTS}
    assert kept == {one.name for one in ROWS}


def test_no_part_is_called_like_a_route() -> None:
    assert not {*openapi.parts()} & {one.name for one in ROWS}


@pytest.mark.parametrize("name", [*(one.name for one in ROWS), *openapi.parts()])
def test_every_schema_is_sound_and_leaves_nothing_open(name: str) -> None:
    schema = described()["components"]["schemas"][name]
    Draft202012Validator.check_schema(schema)
    if name != "openapi":
        assert not list(_open(schema)), name


def _open(schema: Any, where: str = "") -> Iterator[str]:  # noqa: ANN401 - any schema
    """Places at which a schema lets anything pass."""
    if not isinstance(schema, Mapping):
        return
    if "object" in str(schema.get("type", "")) and "additionalProperties" not in schema:
        yield where
    if not {"type", "$ref", "anyOf", "const"} & set(schema):
        yield where
    for key, one in schema.get("properties", {}).items():
        yield from _open(one, f"{where}/{key}")
    yield from _open(schema.get("items"), f"{where}[]")
    yield from _open(schema.get("additionalProperties"), f"{where}/*")
    for one in schema.get("anyOf", []):
        yield from _open(one, where)


def test_every_reference_leads_somewhere() -> None:
    text = json.dumps(described())
    for found in set(re.findall(r'"\$ref": "#/([^"]+)"', text)):
        held: Any = described()
        for part in found.split("/"):
            held = held[part]
        assert held


def test_the_stream_says_what_is_described() -> None:
    media = described()["paths"]["/live"]["get"]["responses"]["200"]["content"][openapi.EVENTS]
    readers = {code: visitor(code) for code in ("XKS", "XTV")}
    events = asyncio.run(_streamed(readers))
    for told in events.values():
        assert [name for name, _said in told] == ["acts", "beat"]
        for name, said in told:
            assert form(media["x-events"][name]["$ref"].rpartition("/")[2]).is_valid(said)
    circles = {code: told[0][1]["circles"] for code, told in events.items()}
    apart = {code: {one["circle"] for one in held} for code, held in circles.items()}
    assert apart["XKS"] - apart["XTV"] == {"offices-xks"}
    assert apart["XTV"] - apart["XKS"] == {"friends-of-the-chair"}


async def _streamed(readers: Mapping[str, Visitor]) -> dict[str, list[tuple[str, Any]]]:
    """The first two events that a stream has for each of several readers."""
    with mock.patch.object(streams, "BEATS", 0.3):
        return {code: await _two(who) for code, who in readers.items()}


async def _two(who: Visitor) -> list[tuple[str, Any]]:
    answer = await _asks_for_events(who)
    assert (answer.status_code, answer["Content-Type"]) == (200, openapi.EVENTS)
    found = list[tuple[str, Any]]()
    async for event in answer:
        said = re.fullmatch(rb"event: (\w+)\ndata: (.+)\n\n", event)
        if said is not None:
            found.append((said[1].decode(), json.loads(said[2])))
        if len(found) == 2:
            break
    await asyncio.to_thread(answer.close)
    return found


async def _asks_for_events(who: Visitor) -> Any:  # noqa: ANN401 - an answer of Django
    client = AsyncClient()
    client.cookies = who.client.cookies
    with override_settings(ALLOWED_HOSTS=["testserver"]):
        return await client.get("/live", headers={"accept": openapi.EVENTS})


def test_who_has_no_seat_has_no_stream_and_one_session_not_too_many() -> None:
    told = described()["paths"]["/live"]["get"]["responses"]
    assert {"200", "302", "400", "401", "405", "429"} == set(told)
    nobody, somebody = visitor(), visitor("XTV")
    assert asyncio.run(_asks_for_events(nobody)).status_code == 401
    with mock.patch.object(streams, "OF_ONE", 0):
        answer = asyncio.run(_asks_for_events(somebody))
    assert answer.status_code == 429
    assert answer["Retry-After"]
    form("fault").validate(json.loads(answer.content))


# ---------------------------------------------------------------- every twin, as every reader


@pytest.mark.parametrize("code", READERS)
def test_every_twin_is_of_its_form(code: str) -> None:
    assert not breaches(walk(reader(code), EACH))


@pytest.mark.parametrize("size", [1, 3, 30, 300])
@pytest.mark.parametrize("code", ["", "XTV", "SECRETARIAT"])
def test_every_twin_of_a_forum_that_has_just_begun_is_of_its_form(size: int, code: str) -> None:
    with shown(before(size)):
        assert not breaches(walk(reader(code), EACH))


def test_every_twin_long_after_the_last_act_is_of_its_form() -> None:
    with at(LATER):
        assert not breaches(walk(reader("XTV"), EACH))


def test_a_page_reads_what_is_described_behind_the_question_mark_and_nothing_else() -> None:
    heard = set[str]()

    class Heard(dict[str, str]):
        """What stands behind the question mark; it remembers which names are asked for."""

        def get(self, key: str, default: Any = None) -> Any:  # noqa: ANN401 - as a dict has it
            heard.add(key)
            return super().get(key, default)

    def spied(self: Asked, **held: Any) -> None:  # noqa: ANN401 - as attrs calls it
        plain(self, **held)
        object.__setattr__(self, "query", Heard(self.query))

    plain = Asked.__init__
    with mock.patch.object(Asked, "__init__", spied):
        assert list(walk(reader("XTV"), 4))
        for page in ("do", "do/note.say"):  # no page leads there
            reader("XTV").get(f"/forums/exercise/plenary/{page}.json")
    assert heard == {one.name for route in ROUTES for one in route.asks}


# ---------------------------------------------------------------- faults


@pytest.mark.parametrize(
    ("method", "address", "status"),
    [
        ("get", "/nowhere.json", 404),
        ("get", "/forums/exercise/plenary/nowhere.json", 404),
        ("get", "/forums/exercise/plenary/log.json?from=abc", 404),
        ("get", "/forums/exercise/plenary/log.json?from=" + "9" * 5000, 404),
        ("get", "/forums/exercise/plenary/texts/%00.json", 404),
        ("get", "/forums/exercise/plenary/texts/%F0%9F%95%8A.json", 404),
        ("get", "/forums/exercise/plenary/texts/" + "x" * 9000 + ".json", 404),
        ("get", "/forums/exercise/plenary/texts/..%2F..%2Fsecret.key.json", 404),
        ("get", "/forums/exercise/plenary/chair.json?beside=%00", 404),
        ("get", "/frameworks/compare.json?with=%ED%A0%80", 404),
        ("post", "/today.json", 405),
        ("put", "/sit.json", 405),
        ("delete", "/forums/exercise/plenary.json", 405),
        ("options", "/index.json", 405),
        ("trace", "/index.json", 405),
        ("get", "/sit.json", 405),
    ],
)
def test_a_fault_is_told_in_its_form(method: str, address: str, status: int) -> None:
    answer = getattr(visitor("XTV").client, method)(address)
    assert answer.status_code == status
    form("fault").validate(json.loads(answer.content))
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
    assert answer.headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(
    ("body", "media", "status"),
    [
        (b"", "application/json", 422),
        (b"{}", "application/json", 422),
        (b"[]", "application/json", 422),
        (b"{", "application/json", 422),
        (b"\xff\xfe", "application/json", 422),
        (b"[" * 100_000, "application/json", 422),
        (b'{"hall": 1, "code": 2}', "application/json", 422),
        (b'{"hall": ["exercise", "exercise"], "code": "XTV"}', "application/json", 422),
        (b'{"hall": "exercise", "code": "XTV", "more": "x"}', "application/json", 422),
        (b'{"hall": "exercise\\u0000", "code": "XTV"}', "application/json", 422),
        (b'{"hall": "\\ud800", "code": "XTV"}', "application/json", 422),
        (b'{"hall": ' + b"9" * 10_000 + b', "code": "XTV"}', "application/json", 422),
        (b'{"hall": "nowhere", "code": "XTV"}', "application/json", 404),
        (b'{"hall": "exercise", "code": "KOR"}', "application/json", 404),
        (b'{"hall": "' + b"x" * 40_000 + b'", "code": "XTV"}', "application/json", 422),
        (b'"' + b"x" * 2_000_000 + b'"', "application/json", 422),
        (b'"' + b"x" * 3_000_000 + b'"', "application/json", 400),
        (b'{"hall": "exercise", "code": "XTV"}', "text/plain", 415),
        (b"hall=exercise&code=XTV", "application/x-www-form-urlencoded", 415),
        (b"--x\r\n", "multipart/form-data; boundary=x", 415),
    ],
)
def test_what_cannot_be_read_is_refused_and_the_seat_stays(
    body: bytes, media: str, status: int
) -> None:
    answer = visitor("XTV").client.post("/sit.json", data=body, content_type=media)
    assert answer.status_code == status, answer.content
    form("fault").validate(json.loads(answer.content))
    assert visitor("XTV").twin("/today")["seat"]["code"] == "XTV"


@pytest.mark.parametrize(
    ("body", "media", "status"),
    [
        (b"hall=exercise", "application/x-www-form-urlencoded", 422),
        (b"hall=%00&code=%00", "application/x-www-form-urlencoded", 422),
        (b"hall=x&code=x", "application/x-www-form-urlencoded; charset=utf-16", 400),
        (b"&".join([b"a=1"] * 2000), "application/x-www-form-urlencoded", 400),
        (b"x" * 3_000_000, "application/x-www-form-urlencoded", 400),
        (b"--x\r\nbroken", "multipart/form-data; boundary=x", 422),
        (b"broken", "multipart/form-data", 400),
        (b"{}", "application/json", 415),
    ],
)
def test_a_form_that_cannot_be_read_is_refused(body: bytes, media: str, status: int) -> None:
    answer = visitor("XTV").client.post("/sit", data=body, content_type=media)
    assert answer.status_code == status, answer.content
    assert answer.headers["Content-Type"].startswith("text/html")
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS


def test_a_program_without_the_sign_against_forged_forms_is_refused() -> None:
    from django.test import Client  # noqa: PLC0415 - after its settings

    careful = Client(enforce_csrf_checks=True, headers={"host": "127.0.0.1"})
    answer = careful.post("/sit.json", {"hall": "exercise", "code": "XTV"}, "application/json")
    assert answer.status_code == 403
    form("fault").validate(json.loads(answer.content))


def test_a_failure_of_the_site_itself_tells_nothing() -> None:
    from django.test import Client  # noqa: PLC0415 - after its settings

    lenient = Client(raise_request_exception=False, headers={"host": "127.0.0.1"})
    with mock.patch("dipoli.web.view.asked_of", side_effect=RuntimeError("a secret")):
        for address in ("/", "/index.json"):
            answer = lenient.get(address)
            assert answer.status_code == 500
            assert b"secret" not in answer.content
            assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS


# ---------------------------------------------------------------- its page in the documentation


def test_the_references_are_those_of_the_table() -> None:
    mend = "run: PYTHONPATH=src python -m tools.write_site_pages"
    for path, text in papers().items():
        assert path.read_text(encoding="utf-8") == text, mend
    assert set(BY_NAME) == {route.name for route in ROUTES}
