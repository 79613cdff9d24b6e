"""Exchange rounds played with real nodes: nobody reads a sealed return before its release.

Five delegations have machines, one is on paper. All but Elbia are asked for a return; Elbia's node
holds shares all the same. Each return has five holders, or four where its author has a node, and is
opened by three or four of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from attrs import define, evolve
from tests.forum.made import charter, member
from tests.record.acts import paper_mark
from tests.secretariat.offices import chance
from tests.worlds.delegation import box_of, no_answer
from tests.worlds.honest import Reply
from tests.worlds.misdeeds import fork, tell
from tests.worlds.world import World, forum

from dipoli.faults import CredentialError, RecordError, RefusedError, SealedError
from dipoli.forum import exchange as x
from dipoli.forum.charter_text import write_charter
from dipoli.forum.exchange import Stage
from dipoli.node.box import KeyBox
from dipoli.node.exchange import (
    AtRound,
    Read,
    at_round,
    check_release,
    check_shares,
    hold_content,
    read_returns,
    sealed_content,
    share_content,
)
from dipoli.node.opening import proceedings
from dipoli.node.write import Draft, draft, sign
from dipoli.record.canon import Json, to_base64
from dipoli.record.drafting import Wish
from dipoli.record.parcel import Parcel
from dipoli.record.rules import any_act
from dipoli.record.ruling import OutOfOrder
from dipoli.record.sealed_return import give_shares, open_return
from dipoli.record.shape import write_time
from dipoli.secretariat.receive import Receipted

KEYED = ("XAL", "XBE", "XCO", "XDE", "XEL")
ASKED = ("XAL", "XBE", "XCO", "XDE")
PAPER = "XPA"
PLENARY = "plenary"


def text_of(code: str) -> bytes:
    """What a delegation returns."""
    return f"{code} has four patrol ships, and says where they lie.".encode()


@define
class Table:
    """A round, at which delegations act through their nodes alone."""

    world: World

    # ------------------------------------------------------------ acts

    def write(self, code: str, name: str, content: Json, until: str | None = None) -> Parcel:
        """An act of a delegation, asked by its own rules and signed."""
        one = self.world.delegations[code]
        circle, now = one.names[PLENARY], write_time(self.world.now)
        rules = proceedings(one.node, circle, one.box).rule
        wish = Wish(name=name, content=content, at=now, object="X1", deadline=until)
        made = draft(one.standing(PLENARY), one.box, wish, chance, forum_rule=rules)
        assert isinstance(made, Draft), made
        parcel = sign(made, forum_rule=rules)
        assert isinstance(parcel, Parcel), parcel
        return parcel

    def act(self, code: str, name: str, content: Json, until: str | None = None) -> None:
        """The same, sent and entered; its node looks before and all have it after."""
        self.world.look(code)
        parcel = self.write(code, name, content, until)
        self.world.delegations[code].send(PLENARY, parcel, self.world.now)
        self.world.run(1)

    def office(self, name: str, content: dict[str, Json], by: str | None = None) -> Any:  # noqa: ANN401
        """An act of the secretariat, or of the seat on paper."""
        host = self.world.office_of(PLENARY)
        given = host.office.act(name, content, self.world.now, by, about="X1")
        host.publish()
        self.world.run(1)
        return given

    # ------------------------------------------------------------ the round

    def announce(self, *, hours: int = 1, **said: Json) -> None:
        """A round that lasts so long, and asks all for a return unless it is told otherwise."""
        until = write_time(self.world.now + timedelta(hours=hours))
        usual: dict[str, Json] = {
            "title": "Patrol ships",
            "measure": None,
            "named": [*ASKED, PAPER],
            "holders": list(KEYED),
            "least": None,
            "otherwise": "lapses",
            "opens": write_time(self.world.now),
        }
        self.act("XBE", x.ANNOUNCE, {**usual, **said}, until)
        self.act("XBE", x.OPEN, {"words": None})

    def at(self, code: str, box: KeyBox | None = None) -> AtRound:
        """The round as the copy of a delegation has it."""
        one = self.world.delegations[code]
        return at_round(one.node, one.names[PLENARY], box or one.box, "X1")

    def hand_in(self, *codes: str) -> None:
        """Seal and hand in."""
        for code in codes:
            self.world.look(code)
            content = sealed_content(self.at(code), text_of(code), chance)
            self.act(code, x.SUBMIT, content)

    def paper_returns(self) -> None:
        """An officer of the seat on paper seals on a copy; the secretariat enters that."""
        self.world.look("XEL")
        content = sealed_content(self.at("XEL", box_of(PAPER)), text_of(PAPER), chance)
        given = self.office(x.SUBMIT, {**content, "on_paper": paper_mark()}, PAPER)
        assert isinstance(given, Receipted), given

    def hold(self, *codes: str) -> None:
        """Nodes open their shares and say that they are good."""
        for code in codes:
            self.world.look(code)
            checked = check_shares(self.at(code))
            assert checked.told == ()
            self.act(code, x.HOLD, hold_content(checked))

    def due(self, code: str, now: str | None = None) -> Mapping[str, Any]:
        """What a node gives now, if it gives anything."""
        one = self.world.delegations[code]
        status = one.node.status(one.names[PLENARY])
        moment = now or write_time(self.world.now)
        return check_release(self.at(code), status.up_to, status.alarms, moment)

    def give(self, *codes: str) -> None:
        """Nodes give their shares."""
        for code in codes:
            self.world.look(code)
            self.act(code, x.SHARE, share_content(self.at(code), self.due(code)))

    def reads(self, code: str, box: KeyBox | None = None) -> dict[str, bytes | None]:
        """What a delegation can read of the others' returns."""
        self.world.look(code)
        return {one.seat: _text(one) for one in read_returns(self.at(code, box))}

    def released(self) -> None:
        """The host enters the release, and it becomes official."""
        self.act("XCO", x.RELEASE, {"words": None})
        self.world.run(200)


def _text(one: Read) -> bytes | None:
    return None if one.opened is None else one.opened.text


def others(code: str, *named: str) -> dict[str, bytes | None]:
    return {one: text_of(one) for one in named or (*ASKED, PAPER) if one != code}


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> World:
    """A forum whose charter is in force, and closed again: for copies."""
    rules = write_charter(charter(members=tuple(member(code) for code in (*KEYED, PAPER))))
    with forum(tmp_path_factory.mktemp("begun")) as world:
        world.open(PLENARY, KEYED, (PAPER,), charter=rules)
        world.run(60)
    return world


@pytest.fixture(scope="module")
def handed_in(begun: World, tmp_path_factory: pytest.TempPathFactory) -> World:
    """A round in which every return is there and held, and closed again."""
    table = Table(begun.moved_to(tmp_path_factory.mktemp("full") / "world"))
    table.announce()
    table.hand_in(*ASKED)
    table.paper_returns()
    table.hold("XAL", "XBE", "XCO", "XEL")
    table.world.close()
    return table.world


@pytest.fixture
def table(begun: World, tmp_path: Path) -> Iterator[Table]:
    world = begun.moved_to(tmp_path / "world")
    yield Table(world)
    world.close()


@pytest.fixture
def full(handed_in: World, tmp_path: Path) -> Iterator[Table]:
    """A round in which every return is there and held."""
    world = handed_in.moved_to(tmp_path / "world")
    yield Table(world)
    world.close()


def leaks(table: Table) -> list[Path]:
    """Files, of the host and of nodes, in which a text of a return stands."""
    files = [path for path in table.world.folder.rglob("*") if path.is_file()]
    texts = [text_of(code)[4:] for code in ASKED]
    return [path for path in files if any(text in path.read_bytes() for text in texts)]


# ---------------------------------------------------------------- as it should go


def test_all_who_handed_in_read_all_the_others_and_who_did_not_reads_nothing(full: Table) -> None:
    assert all(not any(full.reads(code).values()) for code in KEYED)
    full.released()
    full.give(*KEYED)
    for code in ASKED:
        assert full.reads(code) == others(code)
    assert set(full.reads("XEL").values()) == {None}
    assert full.reads("XEL", box_of(PAPER)) == others(PAPER)
    assert full.office(x.SERVE, {"note": "Note 7/2030", "seat": PAPER})
    full.world.look("XAL")
    assert full.at("XAL").round_.served[PAPER] == write_time(full.world.now)[:10]
    assert leaks(full) == []
    assert full.world.cries == []


def test_the_release_rests_on_all_and_the_deadline_plays_no_part(full: Table) -> None:
    full.released()
    early = "2000-01-01T00:00:00Z"
    assert set(full.due("XAL", early)) == {"XBE", "XCO", "XDE", PAPER}
    assert set(full.due("XEL", early)) == {*ASKED, PAPER}


# ---------------------------------------------------------------- before the release


def test_the_host_alone_gets_no_share_however_often_it_asks(full: Table) -> None:
    full.world.run(200)
    for code in KEYED:
        for _ in range(3):
            with pytest.raises(RefusedError, match="Nothing of X1 is released"):
                full.due(code)
    assert leaks(full) == []


def test_no_node_writes_an_act_that_gives_shares_before_the_release(full: Table) -> None:
    one = full.world.delegations["XAL"]
    content: Json = {"readers": ["XBE"], "shares": [to_base64(bytes(80))]}
    wish = Wish(name=x.SHARE, content=content, at=write_time(full.world.now), object="X1")
    rules = proceedings(one.node, one.names[PLENARY], one.box).rule
    made = draft(one.standing(PLENARY), one.box, wish, chance, forum_rule=rules)
    assert isinstance(made, OutOfOrder)
    assert "has its window open" in made.why


@pytest.mark.parametrize("count", [0, 1, 2])
def test_fewer_seats_than_are_needed_read_nothing_with_the_host_beside_them(
    full: Table, count: int
) -> None:
    """The host holds every act; what it lacks is a share."""
    at = full.at("XEL")
    one = at.round_.returns["XDE"]
    sealed = at.sealed(one)
    assert sealed is not None
    shares = {code: full.at(code).own_share(one) for code in ASKED[:count]}
    opened = open_return(sealed, at.place(one), shares)
    assert (one.needed, opened.text) == (3, None)


def test_as_many_seats_as_are_needed_could_read_and_this_is_said(full: Table) -> None:
    at = full.at("XEL")
    one = at.round_.returns["XDE"]
    sealed = at.sealed(one)
    assert sealed is not None
    shares = {code: full.at(code).own_share(one) for code in ASKED[:3]}
    assert open_return(sealed, at.place(one), shares).text == text_of("XDE")


def test_the_host_cannot_release_by_an_act_before_the_condition_is_met(table: Table) -> None:
    table.announce()
    table.hand_in("XAL", "XBE")
    given = table.office(x.RELEASE, {"words": None})
    assert not isinstance(given, Receipted)
    table.world.look("XCO")
    with pytest.raises(RefusedError):
        table.due("XCO")


def test_a_release_that_a_host_enters_out_of_order_releases_nothing(table: Table) -> None:
    """The host enters it past its own door; every node finds it void, and gives nothing."""
    table.announce()
    table.hand_in("XAL", "XBE")
    table.hold("XAL", "XBE", "XCO")
    table.world.run(60)
    host = table.world.office_of(PLENARY)
    host.office.forum_rule = any_act
    content: dict[str, Json] = {"words": None}
    host.office.act(x.RELEASE, content, table.world.now, None, about="X1")
    host.publish()
    table.world.run(200)
    for code in KEYED:
        assert table.at(code).round_.stage is Stage.OPEN
        with pytest.raises(RefusedError, match="An alarm stands: out-of-order"):
            table.due(code)


# ---------------------------------------------------------------- heads


def test_no_share_is_given_on_a_head_that_is_not_official_yet(full: Table) -> None:
    full.act("XCO", x.RELEASE, {"words": None})
    full.world.look("XAL")
    assert full.at("XAL").round_.stage is Stage.RELEASED
    with pytest.raises(RefusedError, match="no head that covers it is cosigned by a quorum"):
        full.due("XAL")
    full.world.run(200)
    assert full.due("XAL")


def test_no_share_is_given_where_too_few_cosign(full: Table) -> None:
    """Two of five machines are on: a host that shows the release to these alone gets nothing."""
    for code in ("XBE", "XCO", "XDE"):
        full.world.delegations[code].is_on = False
    full.office(x.RELEASE, {"words": None})
    full.world.run(600)
    for code in ("XAL", "XEL"):
        assert full.at(code).round_.stage is Stage.RELEASED
        with pytest.raises(RefusedError, match="cosigned by a quorum"):
            full.due(code)


def test_a_host_that_shows_the_release_to_some_alone_gets_no_share(full: Table) -> None:
    """Two delegations are told a history with the release in it, the others go on without."""
    full.world.talking = False
    full.world.run(200)
    telling = fork(full.world)
    release = full.write("XCO", x.RELEASE, {"words": None})
    telling.receive(release.entry, release.body, full.world.now)
    tell(full.world, ("XAL", "XEL"), telling)
    full.world.say("XBE", "The others go on")
    full.world.run(400)
    for code in ("XAL", "XEL"):
        assert full.at(code).round_.stage is Stage.RELEASED
        with pytest.raises(RefusedError, match="No share is given"):
            full.due(code)
    full.world.talking = True
    full.world.run(200)
    assert {cry.alarm.kind.value for cry in full.world.cries} >= {"split-view"}
    with pytest.raises(RefusedError, match="An alarm stands"):
        full.due("XAL")
    for code in ("XBE", "XCO", "XDE"):
        assert full.at(code).round_.stage is Stage.OPEN


def test_a_host_that_withholds_the_head_of_the_release_gets_no_share(full: Table) -> None:
    full.world.run(60)
    for code in KEYED:
        full.world.delegations[code].ways[PLENARY].before = no_answer
    release = full.write("XCO", x.RELEASE, {"words": None})
    reply = full.world.office_of(PLENARY).receive(release.entry, release.body, full.world.now)
    assert isinstance(reply, Reply)
    full.world.run(300)
    for code in KEYED:
        with pytest.raises(RefusedError, match="Nothing of X1 is released"):
            full.due(code)


# ---------------------------------------------------------------- seats that vanish


def test_who_vanishes_after_handing_in_is_read_and_holds_nobody_up(full: Table) -> None:
    full.world.delegations["XDE"].is_on = False
    full.released()
    full.give("XAL", "XBE", "XCO", "XEL")
    for code in ("XAL", "XBE", "XCO"):
        assert full.reads(code) == others(code)


def test_who_has_read_cannot_hold_its_own_back(full: Table) -> None:
    """XAL reads with the others' shares and gives none: the others read it all the same."""
    full.released()
    full.give("XBE", "XCO", "XDE", "XEL")
    assert full.reads("XAL") == others("XAL")
    full.world.delegations["XAL"].is_on = False
    for code in ("XBE", "XCO", "XDE"):
        assert full.reads(code) == others(code)


def test_a_round_lapses_where_one_vanishes_before_handing_in_and_stays_sealed(
    table: Table,
) -> None:
    table.announce(hours=1)
    table.hand_in("XAL", "XBE", "XCO")
    table.paper_returns()
    table.hold("XAL", "XBE", "XCO", "XEL")
    table.world.now += timedelta(hours=1)
    table.world.host.tick(table.world.now)
    table.world.run(60)
    table.act("XAL", x.LAPSE, {"words": None})
    table.world.run(200)
    assert table.at("XAL").round_.stage is Stage.LAPSED
    for code in KEYED:
        with pytest.raises(RefusedError):
            table.due(code)
    assert not any(table.reads("XAL").values())


def test_a_round_that_says_so_goes_on_among_the_others_and_by_each_nodes_own_clock(
    table: Table,
) -> None:
    table.announce(hours=1, least=3, named=list(ASKED))
    table.hand_in("XAL", "XBE", "XCO")
    table.hold("XAL", "XBE", "XCO", "XEL")
    table.world.now += timedelta(hours=1)
    table.world.host.tick(table.world.now)
    table.world.run(60)
    table.released()
    until = table.at("XAL").round_.until
    with pytest.raises(RefusedError, match="the clock of this machine"):
        table.due("XAL", until)
    table.give("XAL", "XBE", "XCO", "XEL")
    for code in ("XAL", "XBE", "XCO"):
        assert table.reads(code) == others(code, *ASKED[:3])
    assert set(table.reads("XDE").values()) == {None}
    _comes_late(table)


def _comes_late(table: Table) -> None:
    """XDE hands in after all: what shows is the day, and it reads and is read once held."""
    table.hand_in("XDE")
    assert set(table.reads("XDE").values()) == {None}
    with pytest.raises(RefusedError):
        table.due("XAL")
    table.hold("XAL", "XBE", "XCO")
    table.released()
    table.give("XAL", "XBE", "XCO", "XEL")
    assert table.reads("XDE") == others("XDE", *ASKED)
    assert table.reads("XAL") == others("XAL", *ASKED)
    (late,) = [one for one in read_returns(table.at("XAL")) if one.late is not None]
    assert (late.seat, late.late) == ("XDE", write_time(table.world.now)[:10])


# ---------------------------------------------------------------- false shares


def test_a_false_share_is_named_and_the_others_open(full: Table) -> None:
    full.released()
    full.give("XBE", "XDE", "XEL")
    at, due = full.at("XCO"), full.due("XCO")
    keys = {one.by: one.reader for one in at.round_.returns.values()}
    papers = {
        code: give_shares(
            {one.by: bytes(32) for one in returns}, at.passing("XCO", code), keys[code]
        )
        for code, returns in due.items()
    }
    content: Json = {
        "readers": list(papers),
        "shares": [to_base64(one) for one in papers.values()],
    }
    full.act("XCO", x.SHARE, content)
    assert full.reads("XAL") == others("XAL")
    opened = {one.seat: one.opened for one in read_returns(full.at("XAL"))}
    wrong = {seat: one.wrong for seat, one in opened.items() if one is not None}
    assert wrong == {"XBE": ("XCO",), "XCO": (), "XDE": ("XCO",), PAPER: ("XCO",)}


def test_what_cannot_be_read_of_what_was_given_is_passed_over(full: Table) -> None:
    full.released()
    full.give("XAL", "XBE", "XDE")
    content: Json = {
        "readers": sorted(full.due("XEL")),
        "shares": [to_base64(bytes(80))] * len(full.due("XEL")),
    }
    full.act("XEL", x.SHARE, content)
    assert full.reads("XCO") == others("XCO")


def test_a_node_that_was_dealt_a_bad_share_says_so_and_not_that_it_is_good(table: Table) -> None:
    table.announce()
    table.world.look("XAL")
    content = sealed_content(table.at("XAL"), text_of("XAL"), chance)
    shares = list(content["shares"])  # type: ignore[arg-type]
    content["shares"] = [shares[1], shares[0], *shares[2:]]
    table.act("XAL", x.SUBMIT, content)
    for code in ("XBE", "XCO"):
        table.world.look(code)
        checked = check_shares(table.at(code))
        assert checked.good == ()
        (told,) = checked.told
        assert told.startswith("The share of the return of XAL is not good. The share does not")
    table.world.look("XDE")
    assert len(check_shares(table.at("XDE")).good) == 1


def test_a_return_that_a_seat_copied_from_another_is_nobodys(table: Table) -> None:
    """XBE hands in what XAL handed in, to read without having said anything."""
    table.announce()
    table.world.look("XAL")
    content = sealed_content(table.at("XAL"), text_of("XAL"), chance)
    table.act("XAL", x.SUBMIT, content)
    table.world.look("XBE")
    own = sealed_content(table.at("XBE"), b"", chance)
    copied = {**own, "shares": content["shares"], "ciphertext": content["ciphertext"]}
    table.act("XBE", x.SUBMIT, {**copied, "checks": content["checks"]})
    table.world.look("XCO")
    assert [told.split(" is ")[0] for told in check_shares(table.at("XCO")).told] == [
        "The share of the return of XBE"
    ]


def test_who_holds_no_share_of_a_return_has_none_to_give(full: Table) -> None:
    at = full.at("XAL")
    with pytest.raises(SealedError, match="holds no share"):
        at.own_share(at.round_.returns["XAL"])


# ---------------------------------------------------------------- what is refused


def test_a_return_is_not_sealed_to_a_holder_without_a_key(full: Table) -> None:
    at = full.at("XAL")
    keys = {code: held for code, held in at.standing.in_force.items() if code != "XDE"}
    with pytest.raises(CredentialError, match="XDE is listed as a holder and has no sealing key"):
        sealed_content(evolve(at, standing=evolve(at.standing, in_force=keys)), b"x", chance)


def test_a_round_that_the_copy_does_not_show_is_told(table: Table) -> None:
    one = table.world.delegations["XAL"]
    with pytest.raises(RecordError, match="shows no exchange round X9"):
        at_round(one.node, one.names[PLENARY], one.box, "X9")


def test_a_key_of_a_reader_that_is_none_shuts_out_that_reader_alone(full: Table) -> None:
    full.released()
    at = full.at("XEL")
    bad = evolve(at.round_.returns["XDE"], reader=bytes(32))
    broken = evolve(at, round_=evolve(at.round_, returns=at.round_.returns.set("XDE", bad)))
    content = share_content(broken, full.due("XEL"))
    assert content["readers"] == ["XAL", "XBE", "XCO", PAPER]
    with pytest.raises(RefusedError, match="No reader has a key"):
        share_content(broken, {"XDE": full.due("XEL")["XDE"]})


def test_without_any_official_head_no_share_is_given(full: Table) -> None:
    full.released()
    assert full.due("XAL")
    with pytest.raises(RefusedError, match="cosigned by a quorum"):
        check_release(full.at("XAL"), None, (), write_time(full.world.now))
