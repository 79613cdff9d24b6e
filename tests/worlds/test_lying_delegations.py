"""A delegation that lies about an honest host frames nobody: neither the host nor another one."""

from __future__ import annotations

from attrs import evolve
from tests.record.acts import OFFICE, log_signer
from tests.worlds.script import PLENARY
from tests.worlds.verdict import all_is_well
from tests.worlds.world import World

from dipoli.record import forms
from dipoli.record.note import read_note, sign_note, write_note


def test_a_delegation_that_hands_out_a_forged_head_frames_nobody(world: World) -> None:
    office = world.office_of()
    tale = office.tale()
    stranger = evolve(tale, log=log_signer(host="stranger"))
    on = tale.beginning(tale.size - 1)
    on.tell(forms.SAY, OFFICE, {"text": "Never said"}, time="2030-03-01T10:05:00Z")
    text = read_note(evolve(on, log=stranger.log).note(None)).text
    half = write_note(
        evolve(sign_note(text, stranger.log), signatures=read_note(tale.note(None)).signatures)
    )
    forged = [stranger.note(int(world.now.timestamp())), half, b"no note", b""]
    liar = world.delegations["XCE"]
    for note in forged:
        liar.hands = lambda _circle, note=note: note
        world.run(60)
    all_is_well(world)


def test_a_delegation_that_hands_out_old_heads_frames_nobody(world: World) -> None:
    old = world.delegations["XCE"].checkpoint(PLENARY)
    world.delegations["XCE"].hands = lambda _circle: old
    for number in range(4):
        world.say("XAL", f"Statement {number}")
        world.run(90)
    world.run(120)
    all_is_well(world)


def test_a_delegation_whose_copy_lies_frames_nobody(world: World) -> None:
    true = world.delegations["XCE"].copy(PLENARY)

    class Lying:
        """A copy in which every file but the checkpoint is another."""

        def read(self, path: str) -> bytes | None:
            data = true.read(path)
            return data if data is None or path == "checkpoint" else data[::-1]

    world.delegations["XCE"].shows = lambda _circle: Lying()
    for number in range(3):
        world.say("XAL", f"Statement {number}")
        world.run(90)
    world.run(120)
    all_is_well(world)


def test_a_witness_that_signs_a_history_of_its_own_frames_nobody(world: World) -> None:
    office = world.office_of()
    tale = office.tale().beginning(4)
    on = evolve(tale, log=log_signer(host="stranger"))
    on.tell(forms.SAY, OFFICE, {"text": "Never said"}, time="2030-03-01T10:05:00Z")
    world.delegations["XCE"].hands = lambda _circle: on.note(int(world.now.timestamp()))
    world.run(240)
    all_is_well(world)


def test_a_delegation_that_uses_one_number_for_two_acts_frames_nobody(world: World) -> None:
    one = world.delegations["XCE"]
    two = [
        one.write(PLENARY, forms.SAY, {"text": text}, world.now) for text in ("Yes", "Not at all")
    ]
    for parcel in two:
        one.send(PLENARY, parcel, world.now)
    world.run(240)
    all_is_well(world)
