"""Sealed circles: what a seat that reads the bodies finds, and to what it holds a host."""

from __future__ import annotations

from pathlib import Path

from tests.forum.test_reruling import Sealed, sealed_bench
from tests.node.hosts import LOG, Delegation, Host, box, kinds

from dipoli.forum.reruling import Reruling
from dipoli.node.alarm import AlarmKind
from dipoli.record.canon import canonical, read_canonical
from dipoli.record.proofs import history_shown, verify_proof
from dipoli.record.rules import ForumRule


def watched(bench: Sealed, folder: Path, code: str = "XAL") -> Delegation:
    """A node of a seat that looks at the record of a bench."""
    return Delegation(folder=folder, host=Host(desk=bench.desk).publish(), code=code)


def rules_of(proof: bytes) -> ForumRule:
    history = history_shown(proof)
    return Reruling(lambda start, end: history[start:end]).rule


def test_a_seat_that_opens_the_bodies_is_told_what_they_put_out_of_order(tmp_path: Path) -> None:
    bench = sealed_bench()
    seat = watched(bench, tmp_path / "XAL")
    assert seat.look().notices == ()
    bench.enter(bench.write("XAL", "proposal.adopt", "P1", words=None))  # never put
    seat.host.lines = []
    seat.host.publish()
    look = seat.later().look()
    (told,) = look.notices
    assert told.startswith(
        "Act 3 (proposal.adopt/1, in the name of XAL) is out of order under art."
    )
    assert "the host, which could not see this" in told
    assert AlarmKind.OUT_OF_ORDER.value not in kinds(look), "the host did nothing wrong"
    assert seat.later().look().notices == (), "it is told once"


def test_every_seat_that_opens_them_finds_the_same(tmp_path: Path) -> None:
    bench = sealed_bench()
    bench.enter(bench.write("XAL", "proposal.adopt", "P1", words=None))
    looks = [watched(bench, tmp_path / code, code).look().notices for code in ("XAL", "XBE")]
    assert looks[0] == looks[1] != ()


def test_a_node_that_opens_nothing_is_told_from_where_on_it_cannot_say(tmp_path: Path) -> None:
    bench = sealed_bench()
    bench.enter(bench.write("XAL", "proposal.adopt", "P1", words=None))
    seat = Delegation(
        folder=tmp_path,
        host=Host(desk=bench.desk).publish(),
        keys=box("XAL", seal="another"),
    )
    (told,) = seat.look().notices[:1]
    assert told.startswith("What act 2 says does not open here.")


def test_a_host_of_a_sealed_circle_is_held_to_what_envelopes_alone_tell(tmp_path: Path) -> None:
    bench = sealed_bench()
    seat = watched(bench, tmp_path)
    seat.look()
    bench.enter(bench.write("XAL", "proposal.adopt", "P9", words=None))  # nobody tabled it
    seat.host.lines = []
    seat.host.publish()
    look = seat.later().look()
    (alarm,) = (one for one in look.alarms if one.kind is AlarmKind.OUT_OF_ORDER)
    assert alarm.proof is not None
    assert "out of order under art. " in verify_proof(alarm.proof, LOG, rules_of(alarm.proof))
    paper = read_canonical(alarm.proof, limit=len(alarm.proof))
    assert isinstance(paper, dict)
    assert isinstance(paper["bodies"], list)
    paper["bodies"][1:] = [None] * (len(paper["bodies"]) - 1)
    bare = canonical(paper)
    assert verify_proof(bare, LOG, rules_of(bare)), "what is sealed needs not be shown"


def test_a_host_of_a_sealed_circle_is_not_held_to_what_it_could_not_read(tmp_path: Path) -> None:
    bench = sealed_bench()
    bench.enter(bench.write("XAL", "proposal.adopt", "P1", words=None))
    look = watched(bench, tmp_path).look()
    assert look.report.reached
    assert AlarmKind.OUT_OF_ORDER.value not in kinds(look)
