"""The golden records: they stand as they stood, on both keepers, under the rules of today."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from tests.demonstration.golden_files import NAMES, PLACE, kept, names_of_acts, summary
from tests.depositary.places import Place, PostgresPlace, SqlitePlace
from tests.depositary.server import shared

from dipoli.demonstration.golden import (
    SEATS,
    Kept,
    digest_of,
    read_records,
    told_of,
    write_records,
)
from dipoli.forum import procedure
from dipoli.forum.act import Act
from dipoli.forum.procedure import KINDS
from dipoli.forum.proceedings import Proceedings
from dipoli.forum.standing import Forum
from dipoli.secretariat.certify import beginning
from dipoli.secretariat.receive import replay

RECORDS = [(name, one.circle) for name in NAMES for one in kept(name)]
_NUMBERS = itertools.count()
LEFT_OUT = {
    "proposal.except/1": "article 6.8: nothing is decided without a member concerned",
    "member.suspend/1": "article 2.5: no member is suspended by the others",
    "member.restore/1": "article 2.5: so that none is restored",
    "entry.note/1": "made by the compiler of a compiled record alone; the replay has it",
}
"""Acts that the charter of the exercise does not allow, and why."""


@pytest.fixture(params=["sqlite", "postgres"])
def keeper(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    """Where records are kept: a file, then a server."""
    if request.param == "sqlite":
        yield SqlitePlace(tmp_path / "record.db")
        return
    server = shared()
    database = server.fresh(f"golden_{next(_NUMBERS)}")
    yield PostgresPlace(server, database)
    server.drop(database)


def _one(name: str, circle: str) -> Kept:
    return next(one for one in kept(name) if one.circle == circle)


@pytest.mark.parametrize("name", NAMES)
def test_a_demonstration_replays_to_the_same_standing_on_both_keepers(
    name: str, keeper: Place
) -> None:
    for one in kept(name):
        keeper.create(one.origin, one.head, one.acts)
        with closing(keeper.open_(one.origin)) as custody:
            head = custody.head()
            standing = replay(beginning(one.origin), custody.read(0, head.size))
            proceedings = Proceedings(custody.read, SEATS)
            forum = proceedings.at(standing)
        said = summary(name)["circles"][one.circle]
        assert (head.size, head.root.hex()) == (said["acts"], said["root"])
        assert forum is not None
        assert digest_of(forum) == said["standing"], one.circle
        assert proceedings.void == ()


@pytest.mark.parametrize(("name", "circle"), RECORDS)
def test_what_the_summary_says_is_so(name: str, circle: str) -> None:
    assert told_of(_one(name, circle)) == summary(name)["circles"][circle]


def test_every_act_that_the_charter_allows_is_done_in_the_exercise() -> None:
    assert set(KINDS) - names_of_acts("exercise") == set(LEFT_OUT)


def test_both_are_small() -> None:
    sizes = [(PLACE / f"{name}.records.xz").stat().st_size for name in NAMES]
    assert sum(sizes) < 3_000_000


def test_records_are_read_as_they_were_written() -> None:
    some = [_one("exercise", "friends-of-the-chair"), _one("replay", "plenary")]
    assert read_records(write_records(some)) == some


def test_a_rule_that_changes_the_standing_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a bracket that is put were forgotten, the digest is another."""
    one, told = _one("exercise", "before-plenary"), summary("exercise")
    honest = procedure.enter

    def forgets(forum: Forum, act: Act) -> Forum:
        return forum if act.name == "term.dispute/1" else honest(forum, act)

    monkeypatch.setattr(procedure, "enter", forgets)
    assert told_of(one)["standing"] != told["circles"][one.circle]["standing"]


def test_a_rule_that_refuses_what_was_in_order_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    one = _one("exercise", "before-plenary")
    strict = procedure.rule

    def refuses(forum: Forum, act: Act) -> object:
        return "no" if act.name == "framework.keep/1" else strict(forum, act)

    monkeypatch.setattr(procedure, "rule", refuses)
    assert len(told_of(one)["void"]) == 1
