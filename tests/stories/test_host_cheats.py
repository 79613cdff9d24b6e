"""Story 11: a host that alters, hides, back-dates or shows two histories is caught, offline."""

from __future__ import annotations

import itertools
import json
import socket
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest
from tests.stories.reckoning import ROOT, rows_of
from tests.worlds import misdeeds, scripts_acts, scripts_files, scripts_histories
from tests.worlds.beginnings import at_work
from tests.worlds.script import KEYED, PLENARY
from tests.worlds.world import PERIOD, Cry, World, forum

from dipoli.cli import main as cli
from dipoli.record.note import write_key

PAGE = "11-the-host-cheats.md"
PLAYS: Mapping[str, Callable[[World], datetime]] = {
    "It exchanges an act that was entered for another": scripts_histories.rewritten,
    "It leaves out an act that was entered": scripts_histories.dropped,
    "It gives a receipt for an act and never enters it": scripts_files.receipt_broken,
    "It dates an act of its own a day back": scripts_acts.back_dated,
    "It goes back to an old backup": scripts_histories.rolled_back,
}


@pytest.fixture(scope="module")
def beginning(tmp_path_factory: pytest.TempPathFactory) -> World:
    with forum(tmp_path_factory.mktemp("story") / "first") as world:
        at_work(world)
    return world


@pytest.fixture
def world(beginning: World, tmp_path: Path) -> Iterator[World]:
    with closing(beginning.moved_to(tmp_path / "forum")) as copy:
        yield copy


@pytest.fixture
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_words: object, **_more: object) -> None:
        message = "there is no network here"
        raise OSError(message)

    monkeypatch.setattr(socket, "socket", refuse)


def only(world: World, *codes: str) -> None:
    """Only these machines are on."""
    for code, one in world.delegations.items():
        one.is_on = code in codes


def proof_of(cries: list[Cry], code: str, kind: str) -> Cry:
    """The first alarm of a delegation with a proof of a kind."""
    return next(cry for cry in cries if (cry.code, cry.alarm.kind.value) == (code, kind))


def verified(cry: Cry, folder: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """What the command says of the proof, in an empty folder, by the log key alone."""
    assert cry.alarm.proof is not None
    assert cry.alarm.log_key is not None
    folder.mkdir()
    file, key = folder / "the.proof", write_key(cry.alarm.log_key)
    file.write_bytes(cry.alarm.proof)
    assert cli.main(["verify", "--proof", str(file), "--log-key", key, "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["verified"] is True
    return str(said["proof"]["told"])


def test_the_page_tells_of_these_misdeeds() -> None:
    assert set(rows_of(PAGE, "One delegation alone")) == set(PLAYS)


CASES = [
    (misdeed, code)
    for misdeed in PLAYS
    for code in (("XAL",) if "receipt" in misdeed else KEYED)  # XAL is the author
]


@pytest.mark.usefixtures("_no_network")
@pytest.mark.parametrize(("misdeed", "code"), CASES)
def test_one_delegation_alone_catches_the_host(
    misdeed: str, code: str, world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    who, kind, told = rows_of(PAGE, "One delegation alone")[misdeed]
    assert who == ("the author" if "receipt" in misdeed else "any of the four")
    only(world, code)
    since = PLAYS[misdeed](world)
    world.run_until(since + PERIOD)
    cry = proof_of(world.cries, code, kind.strip("`"))
    assert since <= cry.at <= since + PERIOD
    assert verified(cry, tmp_path / "offline", capsys) == told


# ---------------------------------------------------------------- two of them


@pytest.mark.usefixtures("_no_network")
@pytest.mark.parametrize("pair", list(itertools.combinations(KEYED, 2)), ids="-".join)
def test_any_two_that_compare_heads_catch_two_histories(
    pair: tuple[str, str], world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    only(world, *pair)
    two_histories(world, pair)
    world.run(60)
    since = max(world.next_look(code) for code in pair) - PERIOD
    world.run_until(since + PERIOD)
    for code in pair:
        cry = proof_of(world.cries, code, "split-view")
        assert since <= cry.at <= since + PERIOD
        assert verified(cry, tmp_path / code, capsys) in page()


def two_histories(world: World, pair: tuple[str, str]) -> None:
    """One of the two is told that the seat on paper agreed, the other that it did not."""
    for code, text in zip(pair, ("We agree", "We do not agree"), strict=True):
        misdeeds.tell(world, (code,), misdeeds.fork(world, text))


@pytest.mark.usefixtures("_no_network")
def test_their_copies_laid_side_by_side_give_the_same_proof(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pair = ("XAL", "XBE")
    two_histories(world, pair)
    copies = [str(copied(world, code, tmp_path / f"copy-of-{code}")) for code in pair]
    for copy in copies:
        assert cli.main(["verify", copy]) == cli.EXIT_ANSWER
    capsys.readouterr()
    proof = tmp_path / "two-histories.proof"
    words = ["verify", copies[0], "--against", copies[1], "--out", str(proof)]
    assert cli.main(words) != cli.EXIT_ANSWER
    assert "Act 9: The two copies differ from this act on" in capsys.readouterr().out
    key = write_key(world.office_of().log.verifier)
    assert cli.main(["verify", "--proof", str(proof), "--log-key", key, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["proof"]["told"] in page()


def copied(world: World, code: str, folder: Path) -> Path:
    """What a delegation is served, file by file, in a folder."""
    for path, data in world.delegations[code].ways[PLENARY].everything().items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
    return folder


def page() -> str:
    """The page of the story."""
    return (ROOT / "docs" / "stories" / PAGE).read_text(encoding="utf-8")
