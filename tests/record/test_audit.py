"""The audit of a copy: an honest one holds, every altered one does not, and it says which act."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.record.acts import KEYED, at_work, eventful, log_signer
from tests.record.copies import CARRIERS, HOSTS, TIME, copy_of, emptied, head, large, lay, lay_hosts

from dipoli.codec.mirror_folder import MirrorFolder
from dipoli.faults import RecordError
from dipoli.record.audit import Audit, audit, compare, first_difference, shown_head
from dipoli.record.audit_proof import proof_of_act, proof_of_two
from dipoli.record.note import Checkpoint
from dipoli.record.proofs import verify_proof
from dipoli.record.tile import entries_path, entry_bundle

KEY = log_signer().verifier


def look(folder: Path) -> Audit:
    return audit(MirrorFolder(folder).read, KEY)


def test_an_honest_copy_holds_and_its_head_is_official_with_two_thirds(tmp_path: Path) -> None:
    desk = at_work()
    two = look(copy_of(tmp_path / "two", desk, KEYED[:2], time=TIME))
    one = look(copy_of(tmp_path / "one", desk, KEYED[:1]))
    assert (two.faults, one.faults) == ((), ())
    assert (two.is_official, one.is_official) == (True, False)
    assert [(each.by, each.time) for each in two.cosigned] == [("XAL", TIME), ("XBE", TIME)]
    assert two.head is not None
    assert (two.head.size, two.head.root) == (7, desk.standing.root)
    assert two.log_key == KEY
    assert two.bodies == 7


def test_a_withheld_body_is_told_apart_from_one_that_is_not_at_hand(tmp_path: Path) -> None:
    desk = eventful()
    folder = copy_of(tmp_path / "copy", desk)
    (folder / "bodies" / "003").unlink()
    found = look(folder)
    assert (found.holds, found.withheld, found.unseen) == (True, (2,), (3,))


def test_a_copy_of_more_than_one_tile_holds_until_one_bit_of_an_upper_tile_changes(
    tmp_path: Path,
) -> None:
    folder = copy_of(tmp_path / "copy", large())
    assert look(folder).holds
    tile = folder / "tile" / "1" / "000.p" / "1"
    tile.write_bytes(bytes(32))
    assert [fault.kind for fault in look(folder).faults] == ["file"]


def test_a_full_tile_serves_an_older_checkpoint_too(tmp_path: Path) -> None:
    desk = large()
    folder = copy_of(tmp_path / "copy", desk)
    older = [one.entry for one in desk.entered[:200]]
    (folder / "checkpoint").write_bytes(head(older))
    found = look(folder)
    assert (found.faults, len(found.leaves)) == ((), 200)


@pytest.mark.parametrize("name", CARRIERS)
def test_what_a_carrier_changes_is_noticed_and_proves_nothing_against_the_host(
    name: str, tmp_path: Path
) -> None:
    desk = at_work()
    folder = copy_of(tmp_path / "copy", desk, KEYED)
    CARRIERS[name](folder, desk)
    found = look(folder)
    assert found.faults
    assert not found.is_official
    if "another tree" not in name:  # that one the host signed
        assert proof_of_act(MirrorFolder(folder).read, found) is None


SHORT = {"an act doubled", "the first act dropped"}
"""Shown by the act itself or by two acts of one author, so that no history need be given away."""


@pytest.mark.parametrize("name", HOSTS)
def test_what_a_host_signs_out_of_order_is_noticed_with_its_clause_and_proven(
    name: str, tmp_path: Path
) -> None:
    folder = lay_hosts(tmp_path / "copy", name)
    found = look(folder)
    (fault,) = found.faults
    assert (fault.kind, fault.clause) == ("act", HOSTS[name][0])
    assert fault.number is not None
    proof = proof_of_act(MirrorFolder(folder).read, found)
    assert proof is not None
    assert f"act {fault.number} " in verify_proof(proof, KEY)
    short = fault.clause in {"R1", "R4", "R10", "R15", "R16"} or name in SHORT
    assert json.loads(proof)["proof"] == ("bad-entry" if short else "out-of-order")


def test_an_act_whose_bytes_were_changed_on_the_way_is_named(tmp_path: Path) -> None:
    desk = at_work()
    folder = copy_of(tmp_path / "copy", desk)
    CARRIERS["two entries exchanged"](folder, desk)
    named = [(one.number, one.by) for one in look(folder).faults if one.kind == "tree"]
    assert named == [(2, desk.entered[3].envelope.by), (3, desk.entered[2].envelope.by)]


@pytest.mark.parametrize(("changed", "told"), [(20, 20), (21, 21), (30, 21)])
def test_twenty_changed_acts_are_named_and_the_others_counted(
    changed: int, told: int, tmp_path: Path
) -> None:
    desk = at_work(40)
    folder = copy_of(tmp_path / "copy", desk)
    entries = [one.entry for one in desk.entered]
    entries[5 : 5 + changed] = [b"{}"] * changed
    (folder / entries_path(0, len(entries))).write_bytes(entry_bundle(entries))
    faults = [one for one in look(folder).faults if one.kind == "tree"]
    assert len(faults) == told
    assert [one.number for one in faults[:20]] == list(range(5, 25))
    rest = [one.what for one in faults[20:]]
    assert rest == ([f"{changed - 20} more acts are not those of the tree."] if rest else [])


def test_of_a_checkpoint_that_cannot_be_read_nothing_is_believed(tmp_path: Path) -> None:
    folder = copy_of(tmp_path / "copy", at_work(), KEYED)
    (folder / "checkpoint").write_bytes(b"no note")
    found = look(folder)
    assert [fault.kind for fault in found.faults] == ["head"]
    assert (found.head, found.standing, found.log_key, found.whole) == (None, None, None, False)
    assert (found.leaves, found.cosigned, found.bodies, found.forum_acts) == ((), (), 0, 0)
    assert (found.holds, found.is_official, found.withheld, found.unseen) == (False, False, (), ())


def test_another_body_is_told_as_such_and_the_acts_are_ruled_on_to_the_end(tmp_path: Path) -> None:
    desk = at_work()
    folder = copy_of(tmp_path / "copy", desk)
    CARRIERS["two bodies exchanged"](folder, desk)
    found = look(folder)
    assert [(one.kind, one.number) for one in found.faults] == [("body", 1), ("body", 2)]
    assert (found.standing, found.bodies, found.absent) == (desk.standing, 5, (1, 2))
    (folder / "bodies" / "001").unlink()
    (folder / "bodies" / "002").unlink()
    again = look(folder)
    assert (again.faults, again.bodies, again.unseen) == ((), 5, (1, 2))


def test_acts_for_other_rules_are_counted_and_those_of_the_record_are_not(tmp_path: Path) -> None:
    desk = eventful()
    assert look(copy_of(tmp_path / "own", desk)).forum_acts == 0
    written = desk.write("proposal.table/1", "XAL", {"text": "A proposal"})
    acts = [*desk.entered, written]
    folder = lay(tmp_path / "copy", acts, head([one.entry for one in acts]))
    found = look(folder)
    assert (found.faults, found.forum_acts) == ((), 1)


def test_what_is_said_of_a_head_that_is_not_the_hosts(tmp_path: Path) -> None:
    desk = at_work()
    folder = copy_of(tmp_path / "copy", desk)
    CARRIERS["a checkpoint by another hand"](folder, desk)
    found = look(folder)
    assert [(one.kind, "did not sign" in one.what) for one in found.faults] == [("head", True)]
    assert found.log_key is None
    nothing = audit(MirrorFolder(lay(tmp_path / "empty", [], head([]))).read)
    assert ["No log key is known" in one.what for one in nothing.faults] == [True]


def test_an_act_out_of_order_in_another_tree_says_nothing_of_its_author(tmp_path: Path) -> None:
    told = "The copy is not the tree of the checkpoint"
    desk = at_work()
    folder = copy_of(tmp_path / "copy", desk)
    CARRIERS["two entries exchanged"](folder, desk)
    acts = [one for one in look(folder).faults if one.kind == "act"]
    assert [told in one.what for one in acts] == [True]
    host = look(lay_hosts(tmp_path / "host", "an act dropped"))
    assert [told in one.what for one in host.faults] == [False]


def test_a_missing_bundle_is_named_with_its_acts(tmp_path: Path) -> None:
    folder = copy_of(tmp_path / "copy", large())
    (folder / "tile" / "entries" / "001.p" / "44").unlink()
    (fault,) = look(folder).faults
    assert "The file tile/entries/001.p/44 with acts 256 to 299 is missing." in fault.what


def test_a_changed_act_of_a_later_tile_is_named_and_needs_every_tile(tmp_path: Path) -> None:
    desk = large()
    folder = copy_of(tmp_path / "copy", desk)
    entries = [one.entry for one in desk.entered[256:]]
    entries[24] = entries[23]
    (folder / "tile" / "entries" / "001.p" / "44").write_bytes(entry_bundle(entries))
    assert [one.number for one in look(folder).faults if one.kind == "tree"] == [280]
    (folder / "tile" / "0" / "000").unlink()
    (fault,) = [one for one in look(folder).faults if one.kind == "tree"]
    assert "nor do the tiles" in fault.what


def test_two_copies_are_compared_in_words(tmp_path: Path) -> None:
    one, other = at_work(3), at_work(3)
    one.say("XDE", "To some")
    other.say("XCE", "To others")
    first = look(copy_of(tmp_path / "one", one))
    second = look(copy_of(tmp_path / "other", other))
    fault = compare(first, second)
    assert fault is not None
    assert (fault.number, "there are two histories" in fault.what) == (4, True)
    for changed in (evolve(first, whole=False), evolve(second, whole=False)):
        fault = compare(changed, second if changed.leaves == first.leaves else first)
        assert fault is not None
        assert "at least one of them was changed" in fault.what
    for pair in ((evolve(first, head=None), second), (first, evolve(second, head=None))):
        fault = compare(*pair)
        assert fault is not None
        assert "nothing was compared" in fault.what
    assert proof_of_two(first, second) is not None
    assert proof_of_two(evolve(first, whole=False), second) is None
    assert proof_of_two(first, evolve(second, whole=False)) is None
    assert proof_of_two(evolve(first, log_key=None), evolve(second, log_key=None)) is None
    assert proof_of_two(evolve(first, log_key=None), second) is None


def test_a_head_is_shown_in_words() -> None:
    one = Checkpoint(origin="a/b", size=1, root=bytes(32))
    assert shown_head(one) == f"1 act, root {'A' * 43}="
    assert shown_head(evolve(one, size=2)) == f"2 acts, root {'A' * 43}="


def test_a_folder_without_a_checkpoint_is_no_copy(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="no copy of a record"):
        look(tmp_path)


def test_a_beginning_is_of_the_same_history_and_a_fork_is_proven(tmp_path: Path) -> None:
    desk, fork = at_work(6), at_work(4)
    fork.say("XCE", "Something else")
    whole = look(copy_of(tmp_path / "whole", desk))
    part = look(copy_of(tmp_path / "part", at_work(2)))
    other = look(copy_of(tmp_path / "other", fork))
    assert compare(whole, part) is None
    assert compare(part, whole) is None
    assert proof_of_two(whole, part) is None
    fault = compare(whole, other)
    assert fault is not None
    assert fault.number == first_difference(whole, other) == 5
    proof = proof_of_two(whole, other)
    assert proof is not None
    assert "keeps two histories" in verify_proof(proof, KEY)


def test_a_smaller_head_that_the_host_timed_later_is_proven(tmp_path: Path) -> None:
    whole = look(copy_of(tmp_path / "whole", at_work(6), time=TIME))
    later = look(copy_of(tmp_path / "later", at_work(2), time=TIME + 60))
    proof = proof_of_two(whole, later)
    assert proof is not None
    assert "acts were lost" in verify_proof(proof, KEY)


def test_another_records_log_key_is_not_taken(tmp_path: Path) -> None:
    folder = copy_of(tmp_path / "copy", at_work())
    other = log_signer(host="second-host").verifier
    assert [one.kind for one in audit(MirrorFolder(folder).read, other).faults] == ["head"]


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(place=st.integers(0, 10**9), bit=st.integers(0, 7), data=st.data())
def test_any_bit_changed_in_any_file_is_noticed(
    tmp_path: Path, place: int, bit: int, data: st.DataObject
) -> None:
    folder = copy_of(emptied(tmp_path / "copy"), at_work(2), KEYED)
    path = data.draw(st.sampled_from(sorted(p for p in folder.rglob("*") if p.is_file())))
    changed = bytearray(path.read_bytes())
    changed[place % len(changed)] ^= 1 << bit
    path.write_bytes(bytes(changed))
    found = look(folder)
    # a cosigner's name or id changed makes its line an unknown one, which nobody counts
    assert found.faults or len(found.cosigned) < len(KEYED)


def test_an_empty_record_under_a_signed_head_holds(tmp_path: Path) -> None:
    assert look(lay(tmp_path / "copy", [], head([]))).faults == ()
