"""Who cosigned, counted from lines that hold under keys that the record enrolled."""

from __future__ import annotations

from tests.node.hosts import Host
from tests.record.acts import at_work, signing

from dipoli.node.official import Official, officialness
from dipoli.record.note import (
    Signature,
    add_signatures,
    cosign,
    read_note,
    write_note,
)
from dipoli.record.quorum import broken_lines
from dipoli.record.standing import witness_name

FORUM = "lake.example/talks"


def head(*codes: str) -> bytes:
    host = Host(desk=at_work(3)).publish().cosigned(*codes)
    return host.files["checkpoint"]


STANDING = at_work(3).standing


def test_two_of_three_make_a_head_official() -> None:
    assert not officialness(STANDING, head("XAL")).is_official
    found = officialness(STANDING, head("XCE", "XAL"))
    assert found.is_official
    assert found.cosigned_by == ("XAL", "XCE")
    assert str(found) == (
        "The head of 4 acts is official: 2 of 3 delegations with a witness key have cosigned it, "
        "2 are needed. Seats: 4; on paper: 1."
    )


def test_a_circle_with_one_delegation_is_told_in_the_singular() -> None:
    alone = Official(size=1, cosigned_by=("XAL",), needed=1, witnesses=1, paper=0, seats=1)
    assert str(alone) == (
        "The head of 1 act is official: 1 of 1 delegation with a witness key has cosigned it, "
        "1 is needed. Seats: 1; on paper: 0."
    )
    assert alone.up_to == (
        "Official up to act 0: 1 of 1 delegation with a witness key has cosigned the head of "
        "1 act, 1 is needed. Provisional since."
    )


def test_lines_of_unknown_keys_count_for_nothing() -> None:
    note = read_note(head("XAL"))
    more = [
        cosign(note.text, signing("nobody", number), witness_name(FORUM, code), 1_900_000_000)
        for number, code in enumerate(["XBE", "XCE", "XZZ"])
    ]
    found = officialness(STANDING, write_note(add_signatures(note, more)))
    assert found.cosigned_by == ("XAL",)


def test_a_line_that_does_not_hold_takes_nothing_from_the_others() -> None:
    note = read_note(head("XAL", "XBE"))
    true = next(one for one in note.signatures if one.name.endswith("XBE"))
    false = Signature(name=true.name, key_id=true.key_id, blob=true.blob[:-1] + b"\0")
    spoiled = write_note(add_signatures(note, [false]))
    assert officialness(STANDING, spoiled).is_official
    assert broken_lines(STANDING, spoiled) == ("XBE",)
    assert broken_lines(STANDING, head("XAL")) == ()


def test_where_nobody_has_a_witness_key_no_head_is_official() -> None:
    host = Host(desk=at_work(2, keyed=(), paper=("XDE",))).publish()
    found = officialness(host.desk.standing, host.files["checkpoint"])
    assert not found.is_official
    assert found.needed is None
    assert "nobody can" in str(found)
