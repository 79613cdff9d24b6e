"""Search of what is sealed: found on the node that has the keys, and nowhere on the host."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.demonstration.golden_files import kept
from tests.node.boxes import PASS
from tests.web.own_node import CODE, box, make_node
from tests.web.stage import Visitor, made, stage, visitor
from tests.web.walks import shown

from dipoli.cli import main as cli
from dipoli.node.node import Node
from dipoli.node.unsealing import opener_for
from dipoli.record.act import read_entry
from dipoli.record.body import read_body
from dipoli.secretariat.certify import beginning
from dipoli.secretariat.receive import replay
from dipoli.secretariat.search.letters import pieces

stage()
from django.test import override_settings  # noqa: E402 - Django is asked after its settings

from dipoli.web.own_site import own_site  # noqa: E402
from dipoli.web.site import Site  # noqa: E402

SEALED = "offices-xks"
SENTENCE = "We were at fault on the hour, not on the place."


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A node that has joined two circles that are sealed, and others."""
    return make_node(tmp_path_factory.mktemp("delegation") / "node")


@pytest.fixture(scope="module")
def pages(folder: Path) -> Iterator[Site]:
    """The site of the node."""
    node = Node(folder, None)
    yield own_site(node, box())
    node.close()


@pytest.fixture
def own(pages: Site) -> Iterator[Visitor]:
    """The delegation at the pages of its own node."""
    with override_settings(DEMO=False, ACCOUNTS=False), shown(pages):
        yield Visitor()


def opened_words() -> dict[int, list[str]]:
    """What was said in the sealed circle, opened here with the key itself: act to its words."""
    one = next(each for each in kept("exercise") if each.circle == SEALED)
    standing = replay(beginning(one.origin), one.acts)
    opener = opener_for(standing, lambda start, end: one.acts[start:end], box())
    found = dict[int, list[str]]()
    for act in one.acts:
        entry = read_entry(act.entry)
        if act.body is None or not entry.envelope.name.startswith("message."):
            continue
        content = opener(entry, read_body(act.body))
        if isinstance(content, dict) and isinstance(content.get("words"), str):
            found.setdefault(act.index, []).append(str(content["words"]))
    return found


def asked_of_node(
    folder: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path, words: str
) -> dict[str, Any]:
    """What ``dipoli node search`` prints."""
    secret = tmp_path / "passphrase"
    secret.touch(mode=0o600)
    secret.write_text(f"{PASS}\n", encoding="utf-8")
    capsys.readouterr()
    command = ["node", "search", str(folder), words, "--most", "100", "--json"]
    assert cli.main([*command, "--passphrase-file", str(secret)]) == 0
    told: dict[str, Any] = json.loads(capsys.readouterr().out)
    return told


def quoted(words: str) -> str:
    """A question for a passage, as typed."""
    return f'"{" ".join(pieces(words)[:8])}"'


def test_every_message_of_a_sealed_circle_is_found_on_the_node_s_site(own: Visitor) -> None:
    said = opened_words()
    assert len(said) >= 3
    for number, words in said.items():
        for one in words:
            told = own.client.get("/search.json", {"q": quoted(one)}).json()
            rows = [row for row in told["rows"] if row["circle_of"]["name"].endswith(SEALED)]
            assert number in {int(row["record"].rpartition("#act-")[2]) for row in rows}, one
            assert told["closed"] == []  # nothing is shut here
            assert told["exercise"] is True


def test_the_page_of_the_node_shows_the_words_and_leads_to_them(own: Visitor) -> None:
    page = own.client.get("/search", {"q": quoted(SENTENCE)}).content.decode()
    assert SENTENCE in re.sub("</?mark>", "", page)
    row = own.client.get("/search.json", {"q": quoted(SENTENCE)}).json()["rows"][0]
    assert "".join(part["words"] for part in row["parts"]) == SENTENCE
    assert own.get(row["page"].partition("#")[0]).status_code == 200
    assert SENTENCE in own.html(row["record"].partition("#")[0])


def test_the_box_of_a_node_asks_every_forum_that_it_joined(own: Visitor) -> None:
    told = own.client.get("/search.json", {"q": "the"}).json()
    circles = [one["id"] for one in told["circles"]]
    assert len({one.partition("/")[0] for one in circles}) == 2  # two forums
    # Whatever each circle has by itself is in the answer, and no circle is told for another.
    each = [own.client.get("/search.json", {"q": "the", "circle": one}).json() for one in circles]
    assert all(one["number"] for one in each)
    dated = own.client.get("/search.json", {"q": "the", "after": "1900-01-01"}).json()
    assert dated["number"] == sum(one["number"] for one in each)  # the library has no dates
    for asked, one in zip(circles, each, strict=True):
        assert {row["circle_of"]["name"] for row in one["rows"]} == {asked}
    # The box stands on pages of either forum and names none of them.
    for circle in (circles[0], circles[-1]):
        html = own.html(f"/forums/{circle}")
        box = html[html.index('role="search"') :].partition("</form>")[0]
        assert 'action="/search"' in box
        assert re.findall(r'name="(\w+)"', box) == ["q"]


def test_the_command_of_the_node_finds_the_same(
    own: Visitor, folder: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    told = asked_of_node(folder, capsys, tmp_path, quoted(SENTENCE))
    site = own.client.get("/search.json", {"q": quoted(SENTENCE)}).json()
    assert told["number"] == site["number"] >= 1
    assert [row["act"] for row in told["rows"]] == [
        int(row["record"].rpartition("#act-")[2]) for row in site["rows"]
    ]
    assert all(circle["exercise"] for circle in told["circles"])


def test_the_host_finds_no_word_of_it_for_anybody() -> None:
    host = made().halls["exercise"].rooms[SEALED]
    sealed = {word for words in opened_words().values() for one in words for word in pieces(one)}
    assert sealed
    title = set(pieces(host.by(CODE).standing.opening.title))
    for code in ("", CODE, "XKS", "SECRETARIAT"):
        held = host.shelf.index(host.by(code)).acts
        texts = {text.strip() for text in held.words}
        assert texts >= title  # what lies open is there
        assert texts & (sealed - title) == set()
        assert not any(" ".join(pieces(SENTENCE)[:3]) in text for text in texts)
        told = visitor(code).client.get("/search.json", {"q": quoted(SENTENCE)}).json()
        assert (told["number"], told["rows"]) == (0, [])


def test_a_search_lays_no_opened_word_on_the_disk_of_the_node(own: Visitor, folder: Path) -> None:
    own.client.get("/search", {"q": quoted(SENTENCE)})
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert files
    for path in files:
        data = path.read_bytes()
        for words in opened_words().values():
            for one in words:
                assert one.encode() not in data, path
