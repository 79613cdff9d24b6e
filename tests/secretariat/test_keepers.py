"""An office has its record in a file or on a server; it is carried to the other whole."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import cast

import pytest
from tests.depositary.acts import ORIGIN as LAKE
from tests.depositary.acts import act, acts, leaves, line, signed, timed
from tests.depositary.places import PostgresPlace, SqlitePlace, begin, opened
from tests.depositary.server import Server

from dipoli.demonstration.chance import stream
from dipoli.demonstration.replay import CIRCLE, make_replay
from dipoli.depositary import carried
from dipoli.faults import RecordError, SplitViewError
from dipoli.secretariat import keepers
from dipoli.secretariat.keepers import Opened, ServerKeeper
from dipoli.secretariat.premises import Premises, open_premises

_NUMBERS = itertools.count()


@pytest.fixture
def words(server: Server) -> Iterator[str]:
    """A fresh database with tables and without records."""
    database = server.fresh(f"keepers_{next(_NUMBERS)}")
    yield server.words(database=database)
    server.drop(database)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The replay with its office, in files."""
    folder = tmp_path_factory.mktemp("replay")
    make_replay(folder)
    return folder / "offices" / CIRCLE


@pytest.fixture
def office(made: Path, tmp_path: Path) -> Premises:
    """A copy of it for one test."""
    source, folder = open_premises(made), tmp_path / "office"
    folder.mkdir()
    for name in ("office.json", "keys.json", "next-office.json"):
        (folder / name).write_bytes((made / name).read_bytes())
    source.backup(folder / "record.db")
    return open_premises(folder)


def history(place: SqlitePlace) -> carried.Whole:
    """A record with several heads, later times and lines of a witness."""
    begin(place, seed=1, size=3)
    with opened(place) as custody:
        note = custody.head().checkpoint
        custody.add_cosignatures(3, [line(note, 70), line(note, 71)])
        for time in (100, 160):
            custody.retime(3, timed(note, time))
        custody.append(3, [act(1, 3), act(1, 4)], timed(signed(leaves(acts(1, 0, 5))), 170))
        custody.withhold(2)
    return carried.of_file(place.path, LAKE)


def test_a_record_is_carried_to_a_server_and_back_with_all_of_its_history(
    tmp_path: Path, server: Server, words: str
) -> None:
    first = history(SqlitePlace(tmp_path / "record.db"))
    assert [head.size for head in first.heads] == [3, 5]
    assert [len(head.later) for head in first.heads] == [2, 0]
    assert len(first.heads[0].lines) == 2
    keeper = ServerKeeper(words=words, origin=LAKE)
    keepers.carry(tmp_path / "record.db", keeper)
    keeper.backup(tmp_path / "back.db")
    assert carried.of_file(tmp_path / "back.db", LAKE) == first
    place = PostgresPlace(server, words.rpartition("=")[2])
    with opened(SqlitePlace(tmp_path / "back.db"), LAKE) as one, opened(place, LAKE) as two:
        assert one.head() == two.head()
        assert one.cosigned() == two.cosigned()
        assert one.read(0, 9) == two.read(0, 9)


def test_carried_again_after_a_stop_it_goes_on_and_another_record_is_refused(
    tmp_path: Path, words: str
) -> None:
    place = SqlitePlace(tmp_path / "record.db")
    history(place)
    keeper = ServerKeeper(words=words, origin=LAKE)
    for _ in range(2):
        keepers.carry(place.path, keeper)
    other = SqlitePlace(tmp_path / "other.db")
    begin(other, seed=2, size=5)
    with pytest.raises(RecordError, match="the server holds another record of it"):
        keepers.carry(other.path, keeper)


def test_an_office_goes_on_with_its_record_on_a_server(
    office: Premises, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = office.head()
    office.to_server(words)
    assert not office.record.exists()
    monkeypatch.setenv("DIPOLI_DATABASE", words)
    moved = open_premises(office.folder)
    assert moved.has_record
    assert moved.head() == before
    with moved.in_reading() as (standing, _custody):
        assert standing.size == before.size
    reading = moved.reading()
    with closing(cast("Opened", reading.source)):
        assert reading.standing().root == before.root
    with moved.at_work(moved.keys(None), stream("kept on a server")) as at_work:
        assert at_work.standing.size == before.size
    assert moved.official() <= before.size
    moved.backup(office.folder / "copy.db")
    assert carried.of_file(office.folder / "copy.db", moved.origin).heads[-1].root == before.root


def test_an_office_on_a_server_says_what_is_missing(
    office: Premises, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.to_server(words)
    monkeypatch.delenv("DIPOLI_DATABASE", raising=False)
    with pytest.raises(RecordError, match="set DIPOLI_DATABASE=postgresql://"):
        open_premises(office.folder)
    with pytest.raises(RecordError, match=r"there is no file"):
        open_premises(office.folder, words).to_server(words)


def test_a_record_put_back_to_an_earlier_state_is_noticed(tmp_path: Path, words: str) -> None:
    place = SqlitePlace(tmp_path / "record.db")
    begin(place, seed=1, size=3)
    later = signed(leaves(acts(1, 0, 5)))
    other = signed(leaves(acts(2, 0, 3)))
    keepers.carry(place.path, ServerKeeper(words=words, origin=LAKE))
    forum, circle = LAKE.split("/")
    for server in ("", words):
        premises = Premises(folder=tmp_path, forum=forum, circle=circle, code="X1", server=server)
        assert premises.check_not_older(signed(leaves(acts(1, 0, 2)))).size == 3
        with pytest.raises(RecordError, match="is older than it was"):
            premises.check_not_older(later)
        with pytest.raises(SplitViewError, match="cannot both be true"):
            premises.check_not_older(other)


def test_a_fresh_office_opens_its_record_on_the_server(
    made: Path, tmp_path: Path, words: str
) -> None:
    there = open_premises(made)
    premises = Premises(
        folder=tmp_path, forum=there.forum, circle="fresh", code=there.code, server=words
    )
    assert not premises.has_record
    keeper = premises.keeper
    history(SqlitePlace(tmp_path / "other.db"))
    with pytest.raises(RecordError, match="there is no record of this name"):
        keeper.settle(tmp_path / "other.db")
    assert not premises.has_record
    with closing(there.keeper.open_()) as custody:
        assert custody.head().size == there.head().size
