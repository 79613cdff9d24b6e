"""What an office lays out beside its checkpoint: what is official, and what to cosign."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from attrs import define
from tests.record.acts import FORUM, START, Desk, at_work, signing
from tests.secretariat.offices import LOG, entered, in_file, office

from dipoli.depositary.tiles import StaticFiles, body_path
from dipoli.record import forms
from dipoli.record.checkpoint import read_checkpoint
from dipoli.record.custody import Custody
from dipoli.record.note import cosign, open_checkpoint, read_note, write_signature
from dipoli.record.quorum import OFFICIAL, TO_COSIGN, is_official
from dipoli.record.shape import write_time
from dipoli.record.standing import witness_name
from dipoli.secretariat.export import export
from dipoli.secretariat.office import Office


@define
class Seen:
    """An office whose folder is looked at as its seats see it."""

    desk: Desk
    custody: Custody
    door: Office
    files: StaticFiles
    now: datetime = START + timedelta(hours=1)

    def size(self, name: str) -> int:
        """Of how many acts a note in the folder is; 0 without one."""
        note = self.files.note(name)
        return 0 if note is None else read_checkpoint(read_note(note).text).size

    def asked(self) -> int:
        """Of how many acts the head is that witnesses are asked for."""
        return self.size(TO_COSIGN)

    def act(self, minutes: int = 0) -> None:
        """One more act, some minutes later."""
        self.now += timedelta(minutes=minutes)
        said = self.desk.write(forms.SAY, "XAL", {"text": "More"}, time=write_time(self.now))
        entered(self.door, said)
        self.desk.enter(said)
        self.door.publish(self.files)

    def cosign(self, *codes: str) -> None:
        """Delegations cosign the head that they are asked for."""
        note = self.files.note(TO_COSIGN) or b""
        text, time = read_note(note).text, int(self.now.timestamp())
        for code in codes:
            name = witness_name(FORUM, code)
            line = write_signature(cosign(text, signing(code, "witness"), name, time))
            self.door.add_cosignatures(self.asked(), [line], self.now)
        self.door.publish(self.files)


@pytest.fixture
def seen(tmp_path: Path) -> Iterator[Seen]:
    desk = at_work(3)
    with closing(in_file(desk, tmp_path)) as custody:
        one = Seen(desk, custody, office(custody), StaticFiles(tmp_path / "static"))
        one.door.retime(one.now)
        one.door.publish(one.files)
        yield one


def test_the_quorum_makes_a_head_official_and_fewer_do_not(seen: Seen) -> None:
    assert seen.asked() == 4
    seen.cosign("XAL")
    assert seen.size(OFFICIAL) == 0
    seen.cosign("XBE")
    assert seen.size(OFFICIAL) == 4
    note = seen.files.note(OFFICIAL) or b""
    assert is_official(seen.door.standing, note, 4)
    assert open_checkpoint(note, LOG.verifier).checkpoint.size == 4


def test_a_head_that_nobody_cosigned_yet_gives_way_to_the_newest(seen: Seen) -> None:
    seen.act()
    seen.act()
    assert seen.asked() == 6


def test_a_head_that_somebody_cosigned_waits_for_the_others(seen: Seen) -> None:
    seen.cosign("XAL")
    seen.act()
    seen.act()
    assert seen.size("checkpoint") == 6
    assert seen.asked() == 4
    seen.cosign("XCE")
    assert seen.size(OFFICIAL) == 4
    assert seen.asked() == 6


def test_a_head_waits_two_minutes_and_no_longer(seen: Seen) -> None:
    seen.act()
    seen.cosign("XAL")
    seen.act(minutes=2)
    assert seen.asked() == 5
    seen.act(minutes=1)
    assert seen.asked() == 7


def test_lines_that_come_late_make_an_earlier_head_official_and_never_an_older_one(
    seen: Seen,
) -> None:
    note = read_note(seen.custody.head().checkpoint)
    seen.act()
    seen.cosign("XAL", "XBE")
    assert seen.size(OFFICIAL) == 5
    time = int(seen.now.timestamp())
    for code in ("XAL", "XBE", "XCE"):
        name = witness_name(FORUM, code)
        line = write_signature(cosign(note.text, signing(code, "witness"), name, time))
        seen.door.add_cosignatures(4, [line], seen.now)
    seen.door.publish(seen.files)
    assert seen.size(OFFICIAL) == 5
    seen.cosign("XCE")
    lines = read_note(seen.files.note(OFFICIAL) or b"").signatures
    assert sum("/witness/" in line.name for line in lines) == 3


def test_another_office_on_the_record_and_a_folder_made_anew_show_the_same(
    seen: Seen, tmp_path: Path
) -> None:
    seen.cosign("XAL", "XBE")
    seen.act()
    fresh = StaticFiles(tmp_path / "fresh")
    office(seen.custody).publish(fresh)
    for name in (OFFICIAL, "checkpoint"):
        assert fresh.note(name) == seen.files.note(name)


def test_a_note_in_the_folder_that_cannot_be_read_is_written_anew(seen: Seen) -> None:
    seen.cosign("XAL", "XBE")
    seen.files.put_note(OFFICIAL, b"nothing")
    seen.files.put_note(TO_COSIGN, b"nothing")
    seen.door.publish(seen.files)
    assert (seen.size(OFFICIAL), seen.asked()) == (4, 4)


def test_a_body_is_deleted_after_the_act_that_withholds_it_was_published(
    seen: Seen, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = list[int]()
    plain = StaticFiles.withhold

    def withhold(files: StaticFiles, index: int) -> None:
        shown.append(files.head().size)
        plain(files, index)

    monkeypatch.setattr(StaticFiles, "withhold", withhold)
    place = seen.files.folder / body_path(2)
    assert place.exists()
    seen.door.withhold(2, who="A court", law="An invented law", at=seen.now)
    assert place.exists()
    seen.door.publish(seen.files)
    assert not place.exists()
    assert shown == [5]


def test_an_export_carries_the_newest_official_head(seen: Seen, tmp_path: Path) -> None:
    seen.cosign("XAL", "XBE")
    seen.act()
    bag = export(seen.custody, tmp_path / "bag", seen.now)
    assert (bag.folder / "data/record/official").read_bytes() == seen.files.note(OFFICIAL)
    assert bag.audit.official_size == 4
