"""The audit of a copy: an honest one holds, every altered one does not, and it says which act."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.record.acts import KEYED, at_work, eventful, log_signer
from tests.record.copies import CARRIERS, HOSTS, TIME, copy_of, emptied, head, large, lay, lay_hosts

from dipoli.codec.mirror_folder import MirrorFolder
from dipoli.faults import RecordError
from dipoli.record.audit import Audit, audit, compare, first_difference
from dipoli.record.audit_proof import proof_of_act, proof_of_two
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
