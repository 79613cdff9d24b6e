"""An honest host is never accused: not over a long run, not by a slow way, not by any mishap."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from tests.record.acts import OFFICE, new_key, paper_mark, proven, seat
from tests.secretariat.offices import chance
from tests.worlds.delegation import no_answer
from tests.worlds.script import KEYED, PAPER, PLENARY, WATER
from tests.worlds.verdict import all_is_well, told
from tests.worlds.world import World

from dipoli.node.box import make_key, rotation, with_key
from dipoli.node.source import SourceError
from dipoli.record import forms
from dipoli.record.canon import Json
from dipoli.record.keys import KeyUse

OFFICIAL_IN = 3
"""Minutes within which an act is covered by an official head, and seen to be."""


def on_paper(world: World, text: str) -> None:
    """The seat on paper says something."""
    world.office_act(forms.SAY, {"text": text, "on_paper": paper_mark()}, by=PAPER)


def rotate(world: World, code: str, use: KeyUse) -> None:
    """A delegation replaces a key of its, and its machine goes on with the new one."""
    one = world.delegations[code]
    key = make_key(use, chance)
    for circle in one.names:
        old = one.standing(circle).keys_of(code, use)[0].id
        origin = one.standing(circle).origin
        content = rotation(with_key(one.box, key), key, origin, old)
        world.act(forms.ROTATE_KEY, code, content, circle)
    one.restart(with_key(one.box, key))


# ---------------------------------------------------------------- one thing at a time


def test_an_idle_host_that_times_its_heads_is_not_accused(world: World) -> None:
    world.run(12 * 60)
    all_is_well(world)


def test_acts_of_every_sort_of_seat_accuse_nobody(world: World) -> None:
    for number in range(6):
        world.say(KEYED[number % 4], f"Statement {number}")
        on_paper(world, f"Paper {number}")
        world.say(KEYED[number % 2], f"On water {number}", WATER)
        world.run(90)
    world.run(180)
    all_is_well(world)


def test_a_busy_circle_accuses_nobody(world: World) -> None:
    for number in range(24):
        world.look(KEYED[number % 4])
        world.say(KEYED[number % 4], f"Statement {number}")
        world.run(15)
    world.run(180)
    all_is_well(world)


def test_a_circle_that_never_rests_accuses_nobody_and_stays_official_behind_its_head(
    world: World,
) -> None:
    sizes = list[int]()
    for _ in range(10):
        sizes.append(world.office_of().office.standing.size)
        for number in range(12):
            on_paper(world, f"Another {number}")
            world.run(5)
        assert world.cries == [], told(world)
        for one in [world.delegations[code] for code in KEYED] if len(sizes) > OFFICIAL_IN else []:
            status = one.node.status(one.names[PLENARY])
            assert status.up_to is not None
            assert status.up_to.is_official
            assert sizes[-OFFICIAL_IN] <= status.up_to.size < status.standing.size
    world.run(240)
    all_is_well(world)


def test_a_circle_that_never_rests_needs_no_more_witnesses_than_its_quorum(world: World) -> None:
    world.delegations["XBE"].is_on = False
    for number in range(60):
        on_paper(world, f"Another {number}")
        world.run(10)
    assert world.cries == [], told(world)


def test_files_that_are_published_while_they_are_read_accuse_nobody(world: World) -> None:
    way, reads = world.delegations["XBE"].ways[PLENARY], [0]

    def publish(path: str) -> None:
        reads[0] += 1
        if path != "checkpoint" and reads[0] % 2:
            on_paper(world, f"While you were reading {reads[0]}")

    for _ in range(4):
        on_paper(world, "Before")
        way.before = publish
        world.run(60)
    way.before = lambda _path: None
    world.run(180)
    all_is_well(world)


def slow(every: int) -> Callable[[str], None]:
    """A way on which each so-manieth read fails."""
    reads = [0]

    def before(path: str) -> None:
        reads[0] += 1
        if reads[0] % every == 0:
            message = f"{path}: the line is slow today"
            raise SourceError(message)

    return before


def test_a_slow_way_accuses_nobody(world: World) -> None:
    for number, code in enumerate(KEYED):
        world.delegations[code].ways[PLENARY].before = slow(9 + number)
    for number in range(5):
        world.say("XAL", f"Statement {number}")
        world.run(120)
    for code in KEYED:
        world.delegations[code].ways[PLENARY].before = lambda _path: None
    world.run(120)
    all_is_well(world)


def test_one_look_without_an_answer_accuses_nobody(world: World) -> None:
    way = world.delegations["XCE"].ways[PLENARY]
    way.before = no_answer
    world.run_until(world.next_look("XCE"))
    way.before = lambda _path: None
    world.run(180)
    all_is_well(world)


def test_machines_and_offices_that_are_switched_off_and_on_accuse_nobody(world: World) -> None:
    world.say("XAL", "Before")
    for code in KEYED:
        world.delegations[code].restart()
        world.office_of().restart()
        world.run(45)
    world.delegations["XEF"].is_on = False
    world.run(300)
    world.say("XBE", "While one was away")
    world.run(300)
    world.delegations["XEF"].restart()
    world.delegations["XEF"].is_on = True
    world.run(180)
    all_is_well(world)


def test_keys_that_are_rotated_accuse_nobody(world: World) -> None:
    rotate(world, "XBE", KeyUse.WITNESS)
    world.run(180)
    rotate(world, "XAL", KeyUse.SIGN)
    rotate(world, "XAL", KeyUse.SEAL)
    world.run(180)
    world.say("XAL", "With a new key")
    world.say("XBE", "Sealed to a new key", WATER)
    world.run(180)
    all_is_well(world)


def test_an_office_that_rotates_its_key_accuses_nobody(world: World) -> None:
    office = world.office_of()
    content: dict[str, Json] = {
        "old": new_key(KeyUse.SIGN, OFFICE, "sign").id,
        "key": proven(KeyUse.SIGN, OFFICE, OFFICE, "next", origin=office.log.name),
        "officers": [],
    }
    world.office_act(forms.ROTATE_KEY, content)
    world.run(180)
    all_is_well(world)


def test_a_move_of_custody_accuses_nobody(world: World) -> None:
    world.move_custody()
    world.run(120)
    world.say("XCE", "On the new host")
    on_paper(world, "On paper too")
    world.run(180)
    all_is_well(world)


def test_a_body_that_is_withheld_by_an_act_accuses_nobody(world: World) -> None:
    world.delegations["XCE"].is_on = False
    world.say("XAL", "A text that a court does not want")
    world.run(120)
    index = world.office_of().office.standing.size - 1
    world.office_of().withhold(index, world.now)
    world.run(120)
    world.delegations["XCE"].is_on = True
    world.run(180)
    all_is_well(world)


def test_a_seat_that_is_added_with_consent_accuses_nobody(world: World) -> None:
    content = seat("XGH")
    for code in KEYED:
        world.act(forms.CONSENT_SEAT, code, {"act": forms.ADD_SEAT, "content": content})
        world.run(60)
    consent: dict[str, Json] = {
        "act": forms.ADD_SEAT,
        "content": content,
        "on_paper": paper_mark(),
    }
    world.office_act(forms.CONSENT_SEAT, consent, by=PAPER)
    world.office_act(forms.ADD_SEAT, content)
    world.join(PLENARY, "XGH")
    world.run(240)
    world.say("XGH", "Thank you")
    world.run(180)
    all_is_well(world)


def test_clocks_that_are_some_seconds_wrong_accuse_nobody(world: World) -> None:
    for code, seconds in zip(KEYED, (5, -5, 3, -3), strict=True):
        world.delegations[code].skew = timedelta(seconds=seconds)
    for number in range(4):
        world.say(KEYED[number], f"Statement {number}")
        world.run(120)
    all_is_well(world)


def test_a_just_refusal_accuses_nobody(world: World) -> None:
    one = world.delegations["XAL"]
    written = one.write(PLENARY, forms.SAY, {"text": "Sent twice"}, world.now)
    for _ in range(2):
        assert one.send(PLENARY, written, world.now) == []
    late = one.write(PLENARY, forms.SAY, {"text": "Too late"}, world.now)
    assert one.send(PLENARY, late, world.now + timedelta(days=9)) == []
    world.run(180)
    all_is_well(world)


def test_a_seat_on_paper_that_reads_is_told_what_was_entered_in_its_name(world: World) -> None:
    world.join(PLENARY, PAPER)
    world.run(120)
    on_paper(world, "We agree")
    world.run(120)
    all_is_well(world)
    number = world.office_of().office.standing.size - 1
    due = f"Act {number} (note.say/1) was entered on paper in the name of {PAPER}."
    assert any(notice.startswith(due) for notice in world.delegations[PAPER].notices)


# ---------------------------------------------------------------- all at once


def test_a_long_run_with_everything_that_happens_to_honest_people_raises_no_alarm(
    world: World,
) -> None:
    for code, seconds in zip(KEYED, (4, -4, 2, -2), strict=True):
        world.delegations[code].skew = timedelta(seconds=seconds)
        world.delegations[code].ways[PLENARY].before = slow(17)
    events: dict[int, Callable[[], object]] = {
        4: lambda: rotate(world, "XBE", KeyUse.WITNESS),
        7: world.delegations["XCE"].restart,
        9: world.office_of().restart,
        12: lambda: world.office_of().withhold(3, world.now),
        15: lambda: rotate(world, "XAL", KeyUse.SIGN),
        20: world.move_custody,
        24: lambda: rotate(world, "XEF", KeyUse.WITNESS),
        26: world.delegations["XEF"].restart,
        30: lambda: world.move_custody(WATER),
    }
    for minute in range(60):
        events.get(minute, lambda: None)()
        if minute % 3 == 0:
            world.say(KEYED[minute // 3 % 4], f"In minute {minute}")
        if minute % 5 == 0:
            on_paper(world, f"On paper in minute {minute}")
        if minute % 7 == 0:
            world.say(KEYED[minute % 2], f"Sealed in minute {minute}", WATER)
        world.run(60)
    world.run(120)
    all_is_well(world)
