"""The two notes beside a checkpoint: what holds is kept, what does not is told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.node.hosts import MINUTE, Delegation, Host, kinds
from tests.record.acts import at_work

from dipoli.codec.mirror_folder import MirrorFolder
from dipoli.record.audit import audit
from dipoli.record.audit_files import CHECKPOINT
from dipoli.record.checkpoint import read_checkpoint
from dipoli.record.note import read_note
from dipoli.record.quorum import OFFICIAL, TO_COSIGN

HUGE = b"\n" * (2 << 20)


def joined(folder: Path) -> Delegation:
    """A node at a host whose record has four acts, and whose head of then is official."""
    host = Host(desk=at_work(3)).publish().cosigned("XBE", "XCE")
    host.files[OFFICIAL] = host.files[CHECKPOINT]
    return Delegation(folder=folder, host=host)


def size(note: bytes) -> int:
    return read_checkpoint(read_note(note).text).size


def test_what_is_official_is_known_while_the_record_goes_on(tmp_path: Path) -> None:
    one = joined(tmp_path)
    one.host.say("XBE", "More")
    look = one.look()
    assert not kinds(look)
    assert look.official is not None
    assert not look.official.is_official
    assert look.up_to is not None
    assert (look.up_to.size, look.up_to.cosigned_by) == (4, ("XBE", "XCE"))
    assert look.up_to.up_to.startswith("Official up to act 3: 2 of 3 ")
    one.host.files.pop(OFFICIAL)
    status = one.restart().node.status(one.circle)
    assert status.up_to == look.up_to


def test_a_copy_for_others_says_up_to_where_it_is_official(tmp_path: Path) -> None:
    one = joined(tmp_path / "node")
    one.host.say("XBE", "More")
    one.look()
    one.node.copy_to(one.circle, tmp_path / "copy")
    assert audit(MirrorFolder(tmp_path / "copy").read).official_size == 4


def false_lines(host: Host) -> bytes:
    """The head of now under lines that were made for another."""
    own, other = read_note(host.files[CHECKPOINT]), host.files[OFFICIAL]
    lines = [line for line in other.splitlines(keepends=True) if b"/witness/" in line]
    assert own.text != read_note(other).text
    return host.files[CHECKPOINT] + b"".join(lines)


BROKEN: dict[str, Callable[[Host], bytes]] = {
    "unreadable": lambda _: b"official\n",
    "endless": lambda _: HUGE,
    "without its quorum": lambda host: host.files[CHECKPOINT],
    "under false lines": false_lines,
    "of another host": lambda _: stranger(),
}


def stranger() -> bytes:
    """The same head, signed by another host and cosigned by all."""
    host = Host(desk=at_work(3), log="second-host").publish()
    return host.cosigned("XAL", "XBE", "XCE").files[CHECKPOINT]


@pytest.mark.parametrize("wrong", BROKEN)
def test_an_official_head_that_does_not_hold_is_told_and_not_counted(
    wrong: str, tmp_path: Path
) -> None:
    one = joined(tmp_path)
    one.host.say("XBE", "More")
    one.host.files[OFFICIAL] = BROKEN[wrong](one.host)
    assert not kinds(one.look())
    look = one.later().look()
    assert kinds(look) == {"bad-note"}
    assert look.up_to is None


@pytest.mark.parametrize("name", [OFFICIAL, TO_COSIGN])
def test_a_head_of_another_history_beside_the_checkpoint_is_proven(
    name: str, tmp_path: Path
) -> None:
    one, other = joined(tmp_path), Host(desk=at_work(2)).publish()
    other.say("XCE", "Another last act").cosigned("XBE", "XCE")
    one.host.files[name] = other.files[CHECKPOINT]
    look = one.look()
    assert kinds(look) == {"split-view"}
    assert look.alarms[0].proof is not None
    assert look.line is None


def test_an_official_head_that_is_larger_than_the_checkpoint_is_no_alarm(tmp_path: Path) -> None:
    one, later = joined(tmp_path), Host(desk=at_work(4)).publish().cosigned("XBE", "XCE")
    one.host.files[OFFICIAL] = later.files[CHECKPOINT]
    look = one.look()
    assert not kinds(look)
    assert look.up_to is not None
    assert look.up_to.size == 4


# ---------------------------------------------------------------- what is cosigned


def test_the_head_that_all_are_asked_for_is_cosigned_before_the_newest(tmp_path: Path) -> None:
    one = joined(tmp_path)
    one.host.say("XBE", "More")
    one.host.files[TO_COSIGN] = one.host.files[CHECKPOINT]
    one.host.say("XCE", "And more")
    look = one.look()
    assert look.size == size(look.cosigned) == 5
    place = one.node.put_out(one.circle, look)
    assert place is not None
    assert size(place.read_bytes()) == 5
    one.host.files.pop(TO_COSIGN)
    assert one.look().size == 6


def test_an_older_head_than_one_that_was_cosigned_is_not_cosigned(tmp_path: Path) -> None:
    one = joined(tmp_path)
    asked = one.host.files[CHECKPOINT]
    one.host.say("XBE", "More")
    assert one.look().size == 5
    one.host.files[TO_COSIGN] = asked
    one.host.say("XCE", "And more")
    assert one.look().size == 6


def test_a_head_that_waits_for_ever_is_not_cosigned(tmp_path: Path) -> None:
    one = joined(tmp_path)
    one.host.files[TO_COSIGN] = one.host.files[CHECKPOINT]
    one.host.now += 3 * MINUTE
    one.host.say("XCE", "More")
    assert one.look().size == 5


def test_acts_that_go_on_do_not_hide_that_none_becomes_official(tmp_path: Path) -> None:
    one = joined(tmp_path)
    found = list[set[str]]()
    for _ in range(4):
        one.host.say("XBE", "More")
        found.append(kinds(one.look()))
        one.later()
    assert found == [set(), set(), {"not-official"}, {"not-official"}]
    one.host.files[OFFICIAL] = one.host.cosigned("XBE", "XCE").files[CHECKPOINT]
    assert not kinds(one.look())
