"""Cosignatures of witnesses: verified, then kept; one that does not hold is not kept."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from tests.depositary.places import Place
from tests.record.acts import FORUM, KEYED, START, at_work, new_key, proven, signing
from tests.secretariat.offices import LOG, entered, in_file, kept, office

from dipoli.faults import CredentialError, RecordError
from dipoli.record import forms
from dipoli.record.canon import Json
from dipoli.record.keys import KeyUse
from dipoli.record.note import cosign, open_checkpoint, read_note, write_signature
from dipoli.record.standing import witness_name

NOW = int(START.timestamp())


def line(text: str, code: str, time: int = NOW, word: str = "witness") -> str:
    """A cosignature line of a delegation, by a key of its."""
    return write_signature(cosign(text, signing(code, word), witness_name(FORUM, code), time))


def test_cosignatures_are_verified_and_then_kept(place: Place) -> None:
    desk = at_work(3)
    with closing(kept(desk, place)) as custody:
        door, text = office(custody), read_note(custody.head().checkpoint).text
        lines = [line(text, code) for code in KEYED]
        door.add_cosignatures(4, lines[:2], START)
        witnesses = [keys[0] for keys in door.standing.witness_keys().values()]
        found = open_checkpoint(custody.head().cosigned, LOG.verifier, witnesses)
        assert [one.key.name[-3:] for one in found.cosignatures] == ["XAL", "XBE"]
        entered(door, desk.write(forms.SAY, "XAL", {"text": "Good morning"}))
        door.add_cosignatures(4, lines[2:], START)
    assert place.lines() == {(4, one) for one in lines}


def bad_lines(text: str) -> dict[str, str]:
    """Cosignature lines that are not to be kept."""
    name = witness_name(FORUM, "XAL")
    return {
        "a stranger": write_signature(cosign(text, signing("X"), "stranger.example", NOW)),
        "a name taken": write_signature(cosign(text, signing("X"), name, NOW)),
        "a signing key": line(text, "XAL", word="sign"),
        "the future": line(text, "XAL", NOW + 3600),
        "another head": line(text.replace("\n4\n", "\n5\n"), "XAL"),
    }


@pytest.mark.parametrize("wrong", bad_lines("o\n4\n" + "A" * 43 + "=\n"))
def test_a_cosignature_that_does_not_hold_is_not_kept(wrong: str, tmp_path: Path) -> None:
    with closing(in_file(at_work(3), tmp_path)) as custody:
        head = custody.head()
        line = bad_lines(read_note(head.checkpoint).text)[wrong]
        with pytest.raises(CredentialError):
            office(custody).add_cosignatures(4, [line], START)
        assert custody.head() == head


def test_a_cosignature_for_a_head_that_never_was_is_not_kept(tmp_path: Path) -> None:
    with closing(in_file(at_work(3), tmp_path)) as custody:
        for size in (0, 5):
            with pytest.raises(RecordError):
                office(custody).add_cosignatures(size, [], START)


def test_a_rotated_witness_key_cosigns_heads_of_its_time_only(tmp_path: Path) -> None:
    desk = at_work(3)
    with closing(in_file(desk, tmp_path)) as custody:
        door, before = office(custody), read_note(custody.head().checkpoint).text
        rotation: dict[str, Json] = {
            "old": new_key(KeyUse.WITNESS, "XBE", "witness").id,
            "key": proven(KeyUse.WITNESS, "XBE", "XBE", "next"),
            "officers": [],
        }
        entered(door, desk.write(forms.ROTATE_KEY, "XBE", rotation))
        after = read_note(custody.head().checkpoint).text
        door.add_cosignatures(4, [line(before, "XBE")], START)
        door.add_cosignatures(5, [line(after, "XBE", word="next")], START)
        for size, late in ((5, line(after, "XBE")), (4, line(before, "XBE", word="next"))):
            with pytest.raises(CredentialError):
                door.add_cosignatures(size, [late], START)
