"""What a mirror keeps, what it does not, and what it tells: against a host in memory."""

from __future__ import annotations

import copy
import os
from datetime import timedelta
from pathlib import Path

import pytest
from attrs import evolve
from tests.node.hosts import LOG, NOW, Host, head_over
from tests.record.acts import (
    OFFICE,
    ORIGIN,
    Desk,
    at_work,
    eventful,
    last_note,
    listed,
    log_signer,
    new_key,
    opened,
    seed,
)

from dipoli.node.alarm import Alarm, AlarmKind
from dipoli.node.copy import MirrorSource, copy_to
from dipoli.node.mirror import Mirror
from dipoli.node.source import FolderSource, OversizeError, SourceError, read_at_most
from dipoli.node.sync import Report, sync
from dipoli.record import forms
from dipoli.record.audit import audit
from dipoli.record.audit_files import CHECKPOINT, body_path
from dipoli.record.canon import Json, to_base64
from dipoli.record.keys import KeyUse
from dipoli.record.note import read_note, write_key, write_note
from dipoli.record.proofs import verify_proof
from dipoli.record.quorum import OFFICIAL, TO_COSIGN
from dipoli.record.tile import entries_path, entry_bundle


def mirrored(folder: Path, host: Host, code: str | None = None) -> Mirror:
    mirror = Mirror(folder, ORIGIN, LOG, code)
    assert sync(mirror, host, host.now).reached
    return mirror


def only(report: Report) -> Alarm:
    assert len(report.found) == 1, [str(one) for one in report.found]
    return report.found[0]


def proven(alarm: Alarm) -> str:
    assert alarm.proof is not None
    return verify_proof(alarm.proof, LOG)


def forked(desk: Desk, at: int, by: str = "XBE") -> Desk:
    """The same record up to an act, and then another one."""
    other = Desk(
        standing=desk.past[at], entered=desk.entered[:at], past=desk.past[:at], keys=desk.keys
    )
    other.say(by, "What was said here and not there")
    return other


# ---------------------------------------------------------------- an honest host


def test_a_mirror_holds_what_was_served_and_opens_again_where_it_stood(tmp_path: Path) -> None:
    host = Host(desk=eventful()).publish()
    mirror = mirrored(tmp_path, host)
    assert mirror.standing.root == host.desk.standing.root
    mirror.close()
    again = Mirror(tmp_path, ORIGIN, LOG)
    assert again.standing == host.desk.standing
    assert [one.entry for one in again.acts(0, 99)] == [one.entry for one in host.desk.entered]


def test_a_sync_with_one_new_act_reads_one_bundle_and_one_body(tmp_path: Path) -> None:
    host = Host(desk=at_work(300)).publish()
    mirror = mirrored(tmp_path, host)
    host.say("XBE", "One more")
    host.asked.clear()
    assert sync(mirror, host, host.now).entered == range(301, 302)
    tile = "tile/0/001.p/46"
    assert host.asked == [
        CHECKPOINT,
        entries_path(1, 46),
        body_path(301),
        tile,
        OFFICIAL,
        TO_COSIGN,
    ]


def test_a_mirror_is_a_copy_that_verifies_by_itself(tmp_path: Path) -> None:
    host = Host(desk=at_work(5)).publish()
    (tmp_path / "m").mkdir()
    mirror = mirrored(tmp_path / "m", host)
    copy_to(mirror, tmp_path / "copy")
    found = audit(FolderSource(tmp_path / "copy").read, LOG)
    assert found.holds
    assert found.whole
    assert audit(MirrorSource(mirror).read, LOG).holds


def test_custody_moves_and_the_mirror_goes_on_under_the_new_log_key(tmp_path: Path) -> None:
    host = Host(desk=at_work(3)).publish()
    mirror = mirrored(tmp_path, host)
    moved(host)
    report = sync(mirror, host, host.now)
    assert report.reached
    assert report.key == log_signer(host="second-host").verifier
    host.desk.say("XAL", "Under the new host")
    assert sync(mirror, host.publish(), host.now).reached


def moved(host: Host) -> None:
    """Custody moves to the second host, which publishes."""
    keys: list[Json] = [listed(new_key(KeyUse.SIGN, OFFICE, "second"))]
    said: dict[str, Json] = {
        "checkpoint": last_note(host.desk.standing).decode(),
        "log_key": write_key(log_signer(host="second-host").verifier),
        "keys": keys,
    }
    host.desk.do(forms.MOVE_CUSTODY, OFFICE, said)
    host.desk.keys[OFFICE] = (OFFICE, "second")
    host.log = "second-host"
    host.publish()


def test_a_host_that_publishes_while_it_is_read_is_read_again(tmp_path: Path) -> None:
    """The checkpoint is read, then the host goes on: what an earlier head needs is gone."""
    host = Host(desk=at_work(3)).publish()

    class Moving(Host):
        def read(self, path: str) -> bytes | None:
            data = Host.read(self, path)
            if path.startswith("tile/entries") and self.desk.standing.size == 4:
                self.files = {}
                self.say("XBE", "Meanwhile")
                return self.files.get(path)
            return data

    mirror = Mirror(tmp_path, ORIGIN, LOG)
    report = sync(mirror, Moving(desk=host.desk, files=host.files), NOW)
    assert report.reached
    assert not report.found
    assert mirror.size == 5


def test_a_body_that_is_withheld_by_an_act_is_not_missed(tmp_path: Path) -> None:
    host = Host(desk=at_work(3))
    leaf = to_base64(host.desk.standing.leaves[2])
    law: dict[str, Json] = {"index": 2, "leaf": leaf, "who": "A court", "law": "An invented law"}
    host.desk.do(forms.WITHHOLD_BODY, OFFICE, law)
    host.publish()
    del host.files[body_path(2)]
    mirror = Mirror(tmp_path, ORIGIN, LOG, "XAL")
    assert not sync(mirror, host, NOW).found


def test_a_body_that_comes_late_is_kept_beside_its_act(tmp_path: Path) -> None:
    host = Host(desk=at_work(3)).publish()
    body = host.files.pop(body_path(2))
    mirror = mirrored(tmp_path, host, "XAL")
    assert only(sync(mirror, host, NOW)).kind is AlarmKind.BODY_MISSING
    host.files[body_path(2)] = b"{}"
    assert only(sync(mirror, host, NOW)).kind is AlarmKind.BODY_OTHER
    host.files[body_path(2)] = body
    assert not sync(mirror, host, NOW).found
    mirror.close()
    again = Mirror(tmp_path, ORIGIN, LOG, "XAL")
    assert again.acts(2, 3)[0].body == body
    assert not again.missing


# ---------------------------------------------------------------- what the host signed


def test_two_heads_of_one_size_are_a_split_view(tmp_path: Path) -> None:
    host = Host(desk=at_work(3)).publish()
    mirror = mirrored(tmp_path, host)
    other = Host(desk=forked(host.desk, 3)).publish()
    alarm = only(evolve(sync(mirror, other, NOW)))
    assert alarm.kind is AlarmKind.SPLIT_VIEW
    assert "two different heads of size 4" in proven(alarm)
    assert mirror.standing.root == host.desk.standing.root


def test_a_longer_head_of_another_history_is_proven_with_both_histories(tmp_path: Path) -> None:
    host = Host(desk=at_work(3)).publish()
    mirror = mirrored(tmp_path, host)
    other = forked(host.desk, 3)
    other.say("XCE", "And more")
    alarm = only(sync(mirror, Host(desk=other).publish(), NOW))
    assert alarm.kind is AlarmKind.SPLIT_VIEW
    assert "acts number 3 differ" in proven(alarm)


def test_a_shorter_head_of_another_history_is_proven_too(tmp_path: Path) -> None:
    host = Host(desk=at_work(5)).publish()
    mirror = mirrored(tmp_path, host)
    other = Host(desk=forked(host.desk, 3), now=NOW - timedelta(hours=1)).publish()
    assert "acts number 3 differ" in proven(only(sync(mirror, other, NOW)))


def test_another_history_without_its_files_says_that_no_proof_can_be_shown(tmp_path: Path) -> None:
    host = Host(desk=at_work(5)).publish()
    mirror = mirrored(tmp_path, host)
    other = Host(desk=forked(host.desk, 3), now=NOW - timedelta(hours=1)).publish()
    other.files = {CHECKPOINT: other.files[CHECKPOINT]}
    alarm = only(sync(mirror, other, NOW))
    assert alarm.kind is AlarmKind.OTHER_HISTORY
    assert alarm.proof is None
    assert alarm.other_way


def test_an_old_backup_timed_now_is_a_rollback(tmp_path: Path) -> None:
    host = Host(desk=at_work(5)).publish()
    mirror = mirrored(tmp_path, host)
    later = NOW + timedelta(minutes=1)
    old = Host(desk=Desk(standing=host.desk.past[4], entered=host.desk.entered[:4]), now=later)
    found = {one.kind: one for one in sync(mirror, old.publish(), later).found}
    assert "acts were lost" in proven(found[AlarmKind.ROLLBACK])
    assert mirror.size == 6


def test_an_old_head_with_its_old_time_is_told_without_a_proof(tmp_path: Path) -> None:
    host = Host(desk=at_work(3)).publish()
    old = copy.deepcopy(host.files)
    mirror = mirrored(tmp_path, host)
    host.now += timedelta(minutes=1)
    host.say("XBE", "More")
    assert sync(mirror, host, host.now).reached
    host.files = old
    alarm = only(sync(mirror, host, host.now))
    assert (alarm.kind, alarm.proof, alarm.looks) == (AlarmKind.SMALLER, None, 2)


def test_a_larger_head_that_is_timed_earlier_is_a_rollback_and_is_not_kept(tmp_path: Path) -> None:
    host = Host(desk=at_work(3)).publish()
    mirror = mirrored(tmp_path, host)
    host.now -= timedelta(minutes=5)
    host.say("XBE", "Said before it was said")
    alarm = only(sync(mirror, host, NOW))
    assert alarm.kind is AlarmKind.ROLLBACK
    assert "acts were lost" in proven(alarm)
    assert mirror.size == 4


def test_an_act_with_a_false_signature_is_a_bad_entry(tmp_path: Path) -> None:
    host = Host(desk=at_work(3)).publish()
    mirror = mirrored(tmp_path, host)
    entry = host.desk.write(forms.SAY, "XBE", {"text": "Never said"}).entry
    alarm = only(sync(mirror, head_over(host, resigned(entry)), NOW))
    assert alarm.kind is AlarmKind.BAD_ENTRY
    assert "does not hold" in proven(alarm)
    assert mirror.size == 4


def test_an_act_entered_twice_is_a_bad_entry(tmp_path: Path) -> None:
    host = Host(desk=at_work(3)).publish()
    mirror = mirrored(tmp_path, host)
    alarm = only(sync(mirror, head_over(host, host.desk.entered[-1].entry), NOW))
    assert alarm.kind is AlarmKind.BAD_ENTRY
    assert "numbered" in proven(alarm)


def test_an_act_of_somebody_who_has_no_seat_is_out_of_order(tmp_path: Path) -> None:
    host = Host(desk=at_work(3)).publish()
    mirror = mirrored(tmp_path, host)
    stranger = host.desk.write(forms.SAY, "XZZ", {"text": "Good morning"})
    host.files[body_path(4)] = stranger.body or b""
    alarm = only(sync(mirror, head_over(host, stranger.entry), NOW))
    assert alarm.kind is AlarmKind.OUT_OF_ORDER
    assert "R9" in proven(alarm)


def test_what_the_old_host_enters_after_the_move_is_proven_under_its_own_key(
    tmp_path: Path,
) -> None:
    host = Host(desk=at_work(3)).publish()
    mirror = mirrored(tmp_path, host)
    moved(host)
    assert sync(mirror, host, NOW).reached
    host.log = "first-host"
    alarm = only(sync(mirror, host.publish(), NOW))
    assert alarm.kind is AlarmKind.AFTER_MOVE
    assert alarm.proof is not None
    assert "of size 4 of lake.example/talks/plenary is its last" in verify_proof(alarm.proof, LOG)
    host.desk.keys[OFFICE] = (OFFICE, "sign")
    leaf: dict[str, Json] = {
        "origin": "lake.example/talks/water",
        "size": 7,
        "leaf": to_base64(seed("x")),
    }
    act = host.desk.write(forms.CITE_ACT, OFFICE, {**leaf, "note": None})
    host.files[body_path(5)] = act.body or b""
    alarm = only(sync(mirror, head_over(host, act.entry), NOW))
    assert alarm.log_key == LOG
    assert "R9" in proven(alarm)


def resigned(entry: bytes) -> bytes:
    """The entry with one letter of its signature changed."""
    at = entry.rindex(b'"signature":"') + 20
    return entry[:at] + (b"A" if entry[at : at + 1] != b"A" else b"B") + entry[at + 1 :]


# ---------------------------------------------------------------- what bears no signature


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        (lambda files: files.pop(CHECKPOINT), "files"),
        (lambda files: files.update({CHECKPOINT: b"no note"}), "bad-note"),
        (lambda files: files.update({CHECKPOINT: b"x" * (1 << 21)}), "bad-note"),
        (lambda files: files.pop(entries_path(0, 4)), "files"),
        (lambda files: files.update({entries_path(0, 4): entry_bundle([b"x"] * 4)}), "files"),
        (lambda files: files.update({entries_path(0, 4): b"\0" * (1 << 25)}), "files"),
        (lambda files: files.pop(body_path(0)), "body-missing"),
    ],
)
def test_files_that_do_not_fit_are_told_only_if_they_last(
    tmp_path: Path, change: object, kind: str
) -> None:
    host = Host(desk=at_work(3)).publish()
    assert callable(change)
    change(host.files)
    mirror = Mirror(tmp_path, ORIGIN, LOG)
    alarm = only(sync(mirror, host, NOW))
    assert (alarm.kind.value, alarm.proof, alarm.looks) == (kind, None, 2)
    assert alarm.other_way
    assert mirror.size == 0


def test_a_head_that_another_key_signed_is_not_the_hosts(tmp_path: Path) -> None:
    host = Host(desk=at_work(3), log="somebody").publish()
    alarm = only(sync(Mirror(tmp_path, ORIGIN, LOG), host, NOW))
    assert (alarm.kind, alarm.looks) == (AlarmKind.NOT_SIGNED, 2)


def test_a_record_of_another_origin_is_not_mirrored(tmp_path: Path) -> None:
    desk = Desk(standing=evolve(opened().standing, circle="water"))
    host = Host(desk=desk)
    host.files[CHECKPOINT] = host.head(desk.standing)
    alarm = only(sync(Mirror(tmp_path, ORIGIN, LOG), host, NOW))
    assert alarm.kind is AlarmKind.WRONG_ORIGIN


def test_a_head_of_a_host_that_answers_nobody_is_no_head(tmp_path: Path) -> None:
    host = Host(silent=True)
    alarm = only(sync(Mirror(tmp_path, ORIGIN, LOG), host, NOW))
    assert (alarm.kind, alarm.looks) == (AlarmKind.NO_ANSWER, 2)


def test_a_head_that_the_host_did_not_time_is_told_at_once(tmp_path: Path) -> None:
    host = Host(desk=at_work(3)).publish()
    host.files[CHECKPOINT] = host.desk.note()
    alarm = only(sync(Mirror(tmp_path, ORIGIN, LOG), host, NOW))
    assert (alarm.kind, alarm.looks) == (AlarmKind.UNTIMED, 1)


# ---------------------------------------------------------------- sources


def test_a_folder_is_read_no_further_than_an_honest_file_goes(tmp_path: Path) -> None:
    source = FolderSource(tmp_path)
    with (tmp_path / "checkpoint").open("wb") as file:
        file.truncate(1 << 26)
    with pytest.raises(OversizeError, match="more than 1048576 bytes"):
        source.read("checkpoint")
    assert source.read("tile/0/000") is None
    with pytest.raises(SourceError, match="no folder"):
        FolderSource(tmp_path / "away").read("checkpoint")


def test_a_pipe_in_the_place_of_a_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "checkpoint")
    assert FolderSource(tmp_path).read("checkpoint") is None


def test_a_source_that_does_not_keep_to_the_sizes_is_not_relied_on() -> None:
    host = Host(files={"tile/0/000": b"x" * 8193})
    with pytest.raises(OversizeError):
        read_at_most(host, "tile/0/000")


def test_a_line_of_the_host_that_was_changed_on_its_way_is_told_only_if_it_lasts(
    tmp_path: Path,
) -> None:
    host = Host(desk=at_work(3)).publish()
    note = read_note(host.files[CHECKPOINT])
    bare, timed_ = note.signatures
    false = evolve(timed_, blob=timed_.blob[:-1] + bytes([timed_.blob[-1] ^ 1]))
    host.files[CHECKPOINT] = write_note(evolve(note, signatures=(bare, false)))
    alarm = only(sync(Mirror(tmp_path, ORIGIN, LOG), host, NOW))
    assert (alarm.kind, alarm.looks) == (AlarmKind.BAD_NOTE, 2)
