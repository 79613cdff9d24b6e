"""Who cosigned a head, past or present, and what makes it official."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from tests.record.acts import (
    FORUM,
    KEYED,
    START,
    Desk,
    at_work,
    head_note,
    log_signer,
    opened,
    signing,
)

from dipoli.faults import CredentialError, MalformedError, RecordError
from dipoli.record.note import (
    Checkpoint,
    Signature,
    SignedNote,
    add_signatures,
    cosign,
    read_note,
    sign_note,
    write_checkpoint,
    write_note,
)
from dipoli.record.quorum import broken_lines, is_official, lines_that_hold, official_size
from dipoli.record.standing import Standing, witness_name
from dipoli.record.tree import EMPTY_ROOT

TIME = int(START.timestamp())
ALL = KEYED


def line(note: bytes, code: str, time: int = TIME) -> Signature:
    """The line of a delegation's witness under a head."""
    text = read_note(note).text
    return cosign(text, signing(code, "witness"), witness_name(FORUM, code), time)


def cosigned(standing: Standing, codes: Sequence[str], **more: Signature) -> bytes:
    """The head of a standing with the lines of delegations, and others in their place."""
    note = head_note(standing)
    lines = [more.get(code) or line(note, code) for code in codes]
    return write_note(add_signatures(read_note(note), lines))


def broken(one: Signature) -> Signature:
    """A line with a bit of its signature turned."""
    return Signature(
        name=one.name, key_id=one.key_id, blob=one.blob[:-1] + bytes([one.blob[-1] ^ 1])
    )


@pytest.fixture
def desk() -> Desk:
    """A circle in which three delegations have a witness key; two make a head official."""
    return at_work(4)


def test_the_circle_has_three_witnesses_and_needs_two(desk: Desk) -> None:
    part = desk.standing.participation()
    assert (part.witnesses, part.needed) == (3, 2)


@pytest.mark.parametrize("count", range(4))
def test_each_delegation_that_cosigned_is_found_and_two_make_it_official(
    desk: Desk, count: int
) -> None:
    note = cosigned(desk.standing, ALL[:count])
    assert tuple(lines_that_hold(desk.standing, note)) == ALL[:count]
    assert is_official(desk.standing, note, desk.standing.size) is (count >= 2)


def test_lines_of_unknown_keys_count_for_nothing(desk: Desk) -> None:
    note = head_note(desk.standing)
    text = read_note(note).text
    strangers = [
        cosign(text, signing(name), witness_name(FORUM, "XAL"), TIME) for name in ("one", "two")
    ]
    served = write_note(add_signatures(read_note(note), [*strangers, line(note, "XBE")]))
    assert tuple(lines_that_hold(desk.standing, served)) == ("XBE",)
    assert broken_lines(desk.standing, served) == ()
    assert not is_official(desk.standing, served, desk.standing.size)


def test_two_lines_of_one_delegation_are_one_delegation_and_the_first_is_kept(desk: Desk) -> None:
    note = head_note(desk.standing)
    first, second = line(note, "XAL"), line(note, "XAL", TIME + 60)
    served = write_note(add_signatures(read_note(note), [first, second]))
    assert lines_that_hold(desk.standing, served) == {"XAL": first}
    assert not is_official(desk.standing, served, desk.standing.size)


def test_a_broken_line_is_told_and_takes_nothing_from_the_true_one(desk: Desk) -> None:
    note = head_note(desk.standing)
    true = line(note, "XAL")
    lines = [broken(true), true, line(note, "XBE")]
    served = write_note(add_signatures(read_note(note), lines))
    assert lines_that_hold(desk.standing, served)["XAL"] == true
    assert broken_lines(desk.standing, served) == ("XAL",)


def test_a_head_without_broken_lines_tells_none(desk: Desk) -> None:
    assert broken_lines(desk.standing, cosigned(desk.standing, ALL)) == ()


def test_an_official_head_of_this_history_is_worth_its_size(desk: Desk) -> None:
    note = cosigned(desk.standing, ALL[:2])
    assert official_size(note, desk.standing) == desk.standing.size


def test_a_past_head_is_held_against_the_tree_and_the_keys_of_its_size(desk: Desk) -> None:
    note, size = cosigned(desk.standing, ALL[1:]), desk.standing.size
    desk.say("XAL", "One more.")
    assert official_size(note, desk.standing) == size


def test_a_head_larger_than_what_is_at_hand_is_worth_nothing_yet(desk: Desk) -> None:
    before = desk.standing
    desk.say("XAL", "One more.")
    assert official_size(cosigned(desk.standing, ALL), before) == 0


def test_the_head_of_no_acts_is_never_official(desk: Desk) -> None:
    head = Checkpoint(origin=desk.standing.origin, size=0, root=EMPTY_ROOT)
    note = write_note(sign_note(write_checkpoint(head), log_signer()))
    with pytest.raises(RecordError):
        official_size(note, desk.standing)


def test_too_few_cosignatures_are_told_with_their_number(desk: Desk) -> None:
    with pytest.raises(RecordError, match="was cosigned by 1 delegation; 2 are needed"):
        official_size(cosigned(desk.standing, ALL[:1]), desk.standing)


def test_without_any_witness_nobody_can_make_it_official() -> None:
    desk = opened(keyed=(), paper=ALL)
    with pytest.raises(RecordError, match="by 0 delegations; others are needed"):
        official_size(head_note(desk.standing), desk.standing)


def test_a_broken_line_spoils_what_is_served_as_official(desk: Desk) -> None:
    bad = broken(line(head_note(desk.standing), ALL[2]))
    with pytest.raises(RecordError, match=f"in the name of {ALL[2]} that does not hold"):
        official_size(cosigned(desk.standing, ALL, **{ALL[2]: bad}), desk.standing)


def test_a_head_of_another_history_is_told_as_such(desk: Desk) -> None:
    other = at_work(3)
    other.say("XBE", "Another history.")
    while other.standing.size < desk.standing.size:
        other.say("XBE", "And on.")
    with pytest.raises(RecordError, match="signed by the log key, and is not of this history"):
        official_size(cosigned(other.standing, ALL), desk.standing)


def test_a_head_of_another_record_is_told_as_such(desk: Desk) -> None:
    origin = "lake.example/other/plenary"
    head = Checkpoint(origin=origin, size=desk.standing.size, root=desk.standing.root)
    note = write_note(sign_note(write_checkpoint(head), log_signer(origin)))
    with pytest.raises(RecordError, match="and not of this record"):
        official_size(note, desk.standing)


def test_a_head_that_the_log_key_did_not_sign_is_none(desk: Desk) -> None:
    with pytest.raises(CredentialError):
        official_size(head_note(desk.standing, host="second-host"), desk.standing)


def test_what_is_no_note_is_refused(desk: Desk) -> None:
    with pytest.raises(MalformedError):
        official_size(b"nothing", desk.standing)
    note = read_note(head_note(desk.standing))
    with pytest.raises(MalformedError):
        official_size(
            write_note(SignedNote(text="one\n", signatures=note.signatures)), desk.standing
        )
