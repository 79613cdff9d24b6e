"""A text goes out as a Word file; what came back leads to acts, and nothing is kept of it."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.codec.word.hostile import FILES
from tests.codec.word.papers import tracked
from tests.web.house import PLENARY, house, newly
from tests.web.stage import Visitor, stage
from tests.web.test_acting import Browser, post, prepared, told

stage()
from django.conf import settings  # noqa: E402 - Django is asked after its settings

from dipoli.web.site import Site  # noqa: E402

TEXT, WHO = "T3", "XSE"
pytestmark = pytest.mark.usefixtures("site")


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    """A house at work."""
    with house(("plenary", "friends-of-the-chair")) as held:
        yield held


def export(who: Visitor, view: str = "bracketed") -> bytes:
    """A text as a Word file."""
    answer = who.get(f"{PLENARY}/texts/{TEXT}/word?view={view}")
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith(f'attachment; filename="{TEXT}-')
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    return bytes(answer.content)


def read(who: Visitor, data: bytes, **more: Any) -> dict[str, Any]:  # noqa: ANN401 - as the form has them
    """What is found in a file that came back."""
    sent = {"file": base64.b64encode(data).decode(), **more}
    twin: dict[str, Any] = told(post(who, f"texts/{TEXT}/read-word", **sent))
    return twin


def kept() -> dict[Path, bytes]:
    """Every file of the site, less what its database keeps of a visit."""
    return {
        path: path.read_bytes()
        for path in Path(settings.SITE_FOLDER).rglob("*")
        if path.is_file() and not path.name.startswith("desk.db")
    }


def changed(who: Visitor, by: str = WHO) -> tuple[bytes, str, str]:
    """A file with the first word of a clause replaced, the clause, and the wording as it became."""
    twin = who.twin(f"{PLENARY}/texts/{TEXT}")
    anchor = 0
    for clause in twin["clauses"]:
        anchor += 1
        words = "".join(one["words"] for one in clause["runs"] if one["kind"] == "words")
        if words and clause["stage"] in {"proposed", "bracketed", "clean"}:
            first = words.split()[0]
            data = tracked_by(export(who), anchor, by, len(first))
            return data, clause["object"], "Anew" + words[len(first) :]
        anchor += len(clause["alternatives"])
    raise LookupError(TEXT)


def tracked_by(data: bytes, anchor: int, by: str, end: int) -> bytes:
    """The beginning of a clause replaced, under any name."""
    return tracked(data, anchor, ("XAL", 0, end, "Anew"), name=by)


def test_a_change_leads_to_the_form_of_its_act_and_is_signed_there() -> None:
    who = newly(WHO)
    data, clause, words = changed(who)
    before = kept()
    (one,) = read(who, data)["found"]["changes"]
    assert (one["act"], one["clause"], one["words"], one["mine"]) == (
        "amendment.propose", clause, words, True,
    )  # fmt: skip
    assert kept() == before
    given = {field["name"]: field["value"] for field in one["fields"]}
    name = given["object"]
    browser = Browser(who, WHO).certified()
    told(post(who, "sign", **browser.signs(prepared(who, "amendment.propose", **given))))
    twin = who.twin(f"{PLENARY}/texts/{TEXT}")
    held = next(it for it in twin["clauses"] if it["object"] == clause)
    assert name in [it["object"] for it in held["amendments"]]


def test_an_unknown_author_is_asked_about_on_the_page_and_answered_there() -> None:
    who = newly(WHO)
    data, clause, _ = changed(who, by="J. Smith")
    found = read(who, data)["found"]
    assert (found["changes"], [one["author"] for one in found["unknown"]]) == ([], ["J. Smith"])
    found = read(who, data, author=["J. Smith"], party=["XOR"])["found"]
    (one,) = found["changes"]
    assert (one["by"]["code"], one["mine"], one["fields"]) == ("XOR", False, [])
    file = SimpleUploadedFile("T3.docx", data)
    page = who.client.post(f"{PLENARY}/texts/{TEXT}/read-word", {"file": file})
    assert page.status_code == 200
    assert "J. Smith" in page.content.decode()
    assert f"#{clause}" not in page.content.decode()


@pytest.mark.parametrize("name", ["bomb", "macros", "entity from a file", "another circle"])
def test_a_hostile_file_is_refused_on_the_page_and_leaves_nothing(name: str) -> None:
    who, before = newly(WHO), kept()
    file = SimpleUploadedFile("T3.docx", FILES[name][0])
    answer = who.client.post(f"{PLENARY}/texts/{TEXT}/read-word", {"file": file})
    assert answer.status_code == 422
    assert kept() == before


def test_each_view_is_given_out_and_outsiders_are_given_nothing() -> None:
    who = newly(WHO)
    twin = who.twin(f"{PLENARY}/texts/{TEXT}")["word"]
    assert [one["view"] for one in twin["files"]] == ["clean", "bracketed", "attributed"]
    for one in twin["files"]:
        assert who.get(one["file"]).content.startswith(b"PK")
        assert Visitor().get(one["file"]).status_code == 404
    assert who.get(twin["changed"]).status_code == 200
    assert Visitor().get(twin["changed"]).status_code == 404
