"""A file is sent, looked through, kept by its hash, named in an act, and given out to be saved."""

from __future__ import annotations

import base64
import hashlib
import json
import os
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.codec.attached import made
from tests.codec.attached.hostile import FILES
from tests.web.house import PLENARY, house, newly
from tests.web.stage import Visitor, stage
from tests.web.test_acting import Browser, post, prepared, told

stage()
from django.conf import settings  # noqa: E402 - Django is asked after its settings

from dipoli.web import attaching  # noqa: E402
from dipoli.web.incoming import BODY, bounded  # noqa: E402
from dipoli.web.site import Site  # noqa: E402

TEXT, WHO = "T3", "XSE"
pytestmark = pytest.mark.usefixtures("site")
PLACE = settings.SITE_FOLDER / "files" / "exercise" / "plenary"


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    """A house at work."""
    with house(("plenary", "friends-of-the-chair")) as held:
        yield held


def send(who: Visitor, data: bytes, name: str = "a.pdf", room: str = PLENARY, **more: str) -> Any:  # noqa: ANN401 - an answer of Django
    """Send a file by the form."""
    sent = {"text": TEXT, "language": "ko", **more}
    return who.client.post(f"{room}/attach", {**sent, "file": SimpleUploadedFile(name, data)})


def kept() -> list[str]:
    return sorted(one.name for one in PLACE.glob("*")) if PLACE.exists() else []


def test_a_file_goes_into_the_record_by_its_hash_and_is_given_out_to_be_saved() -> None:
    who = newly(WHO)
    photo = made.jpeg(comment=b"by Jane Doe")
    answer = told(
        post(who, "attach", text=TEXT, language="ko", file=base64.b64encode(photo).decode())
    )
    digest = answer["digest"]
    assert digest != hashlib.sha256(photo).hexdigest()
    assert who.get(f"{PLENARY}/files/{digest}").status_code == 404  # no act names it yet
    given = {name: values[0] for name, values in parse_qs(urlsplit(answer["next"]).query).items()}
    assert who.get(answer["next"]).status_code == 200
    browser = Browser(who, WHO).certified()
    told(post(who, "sign", **browser.signs(prepared(who, "text.language", **given))))
    other = newly("XOR")
    row = next(one for one in other.twin(f"{PLENARY}/files")["files"] if one["digest"] == digest)
    assert (row["text"], row["language"], row["kind"]) == (TEXT, "ko", "JPEG")
    file = other.get(row["file"])
    assert file.status_code == 200
    assert hashlib.sha256(file.content).hexdigest() == digest
    assert b"Jane" not in file.content
    assert file["Content-Disposition"] == f'attachment; filename="{TEXT}-ko-{digest[:8]}.jpg"'
    assert "sandbox" in file["Content-Security-Policy"]
    assert file["X-Content-Type-Options"] == "nosniff"
    assert other.twin(row["file"])["size"] == len(file.content)
    nobody = Visitor()
    lost = nobody.get(row["file"])
    assert lost.status_code == 404
    assert lost.content == nobody.get(f"{PLENARY}/files/{'0' * 64}").content
    (PLACE / f"{digest}.jpg").write_bytes(b"\xff\xd8\xff another")
    assert other.get(row["file"]).status_code == 404  # it is not what the record names


@pytest.mark.parametrize("name", FILES)
def test_no_hostile_file_is_kept_whatever_it_is_called(name: str) -> None:
    before = kept()
    answer = send(newly(WHO), FILES[name], "../../../Bridge.pdf")
    assert answer.status_code == 422
    assert b"<script>alert" not in answer.content
    assert kept() == before


def test_the_name_that_a_visitor_gives_is_used_for_nothing() -> None:
    answer = send(newly(WHO), made.pdf(), '"><svg onload=alert(1)>.html')
    assert answer.status_code == 200
    assert b"svg onload" not in answer.content
    assert all(len(one.partition(".")[0]) == 64 for one in kept())


def test_who_may_not_act_or_names_what_is_not_there_is_told_nothing(site: Site) -> None:
    before = kept()
    data = made.pdf()
    assert send(Visitor(), data).status_code == 404
    assert send(newly(WHO), data, text="T99").status_code == 404
    assert send(newly(WHO), data, language="xx").status_code == 404
    assert send(newly(WHO), data, hall="x").status_code == 422
    sealed = site.halls["exercise"].rooms["friends-of-the-chair"]
    if sealed.by(WHO).standing.is_sealed:
        room = "/forums/exercise/friends-of-the-chair"
        assert send(newly(WHO), data, room=room).status_code == 404
    assert kept() == before


def test_a_file_in_the_place_of_words_and_words_in_the_place_of_a_file_are_refused() -> None:
    who = newly(WHO)
    words = SimpleUploadedFile("a.txt", b"T3")
    answer = who.client.post(
        f"{PLENARY}/attach",
        {"text": words, "language": "ko", "file": SimpleUploadedFile("b", made.pdf())},
    )
    assert answer.status_code == 422
    assert post(who, "attach", text=TEXT, language="ko", file="no base64!").status_code == 422


def test_what_nobody_named_goes_after_a_week_and_does_not_pile_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    who = newly(WHO)
    assert send(who, b"old\n").status_code == 200
    old = PLACE / f"{hashlib.sha256(b'old' + bytes([10])).hexdigest()}.txt"
    os.utime(old, (1, 1))
    assert send(who, b"new\n").status_code == 200
    assert not old.exists()
    monkeypatch.setattr(attaching, "MOST_WAITING", 0)
    answer = send(who, b"one more\n")
    assert answer.status_code == 422
    assert "no other is taken" in answer.content.decode()


def test_a_body_without_end_is_not_read() -> None:
    import asyncio  # noqa: PLC0415 - here alone

    told_: list[dict[str, Any]] = []
    asked = 0

    async def inside(_scope: Any, receive: Any, _send: Any) -> None:  # noqa: ANN401 - of ASGI
        while (await receive())["type"] != "http.disconnect":
            pass

    async def receive() -> dict[str, Any]:
        nonlocal asked
        asked += 1
        return {"type": "http.request", "body": bytes(1 << 20), "more_body": True}

    async def send_(message: Any) -> None:  # noqa: ANN401 - of ASGI
        told_.append(message)

    large = {"type": "http", "headers": [(b"content-length", str(BODY + 1).encode())]}
    asyncio.run(bounded(inside)(large, receive, send_))
    assert told_[0]["status"] == 413
    assert asked == 0
    asyncio.run(bounded(inside)({"type": "http", "headers": []}, receive, send_))
    assert asked == BODY // (1 << 20) + 1
    assert json.dumps(told_[0]["status"]) == "413"
