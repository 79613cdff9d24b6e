"""Bad hosts that tell two histories, or another past than the one that was."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from tests.record.acts import FORUM, OFFICE, opening, paper_mark, signing
from tests.worlds.host import Telling, Through, head_changed
from tests.worlds.misdeeds import fork, on_paper, tell
from tests.worlds.script import ALL, KEYED, PAPER, PLENARY
from tests.worlds.tale import Tale
from tests.worlds.world import PERIOD, World

from dipoli.record import forms
from dipoli.record.audit_files import CHECKPOINT
from dipoli.record.note import (
    cosign,
    write_signature,
)
from dipoli.record.shape import write_time
from dipoli.record.standing import witness_name

ONE = ("XCE",)
OTHERS = ("XAL", "XBE", "XEF")

# ---------------------------------------------------------------- two histories


def two_histories(world: World) -> datetime:
    """One seat is told another last act than the rest; heads of one size are compared."""
    world.office_act(forms.SAY, {"text": "We agree", "on_paper": paper_mark()}, by=PAPER)
    tell(world, ONE, fork(world, "We do not agree", at=1))
    return world.next_look(*ONE)


def two_histories_of_two_sizes(world: World) -> datetime:
    """One seat is told another last act and one more; heads of two sizes are compared."""
    world.office_act(forms.SAY, {"text": "We agree", "on_paper": paper_mark()}, by=PAPER)
    tell(world, ONE, fork(world, "We do not agree", "Nor shall we", at=1))
    return world.next_look(*ONE)


def two_histories_not_compared(world: World) -> datetime:
    """One seat is told another last act than the rest, and nobody compares heads."""
    world.talking = False
    told = two_histories(world)
    return told + PERIOD


def two_histories_in_turn(world: World) -> datetime:
    """One seat is told one history when it looks, and the other when it looks again."""
    world.talking = False
    for text in ("We agree", "We do not agree"):
        world.run_until(world.next_look("XEF"))
        tell(world, ONE, fork(world, text))
    return world.next_look(*ONE)


def witnesses_split(world: World) -> datetime:
    """Half of the witnesses are told one history, half the other."""
    tell(world, KEYED[:2], fork(world, "We agree"))
    tell(world, KEYED[2:], fork(world, "We do not agree"))
    return world.next_look(*KEYED[2:])


def witnesses_split_not_compared(world: World) -> datetime:
    """Half of the witnesses are told one history, half the other, and nobody compares heads."""
    world.talking = False
    tell(world, KEYED[:2], fork(world, "We agree"))
    tell(world, KEYED[2:], fork(world, "We do not agree"))
    return world.next_look() + PERIOD


def two_official_histories(world: World) -> datetime:
    """Two of four witnesses conspire with the host and sign both histories."""
    tellings = [fork(world, "We agree"), fork(world, "We do not agree")]
    for telling, codes in zip(tellings, (("XAL", *KEYED[2:]), ("XBE",)), strict=True):
        tell(world, codes, telling)
        world.host.works.insert(0, conspire(telling, KEYED[2:]))
        conspire(telling, KEYED[2:])(world.now)
        telling.tick(world.now)
    return world.next_look("XBE")


def conspire(telling: Telling, codes: tuple[str, ...]) -> Callable[[datetime], None]:
    """Witnesses who sign whatever the host asks."""

    def sign(at: datetime) -> None:
        tale = telling.tale
        for code in codes:
            name, key = witness_name(FORUM, code), signing(code, "witness")
            line = write_signature(cosign(tale.text(), key, name, int(at.timestamp())))
            tale.lines.setdefault(tale.size, []).append(line)

    return sign


def act_of_one_history_in_the_other(world: World) -> datetime:
    """An act written on one history is entered in the other too."""
    world.talking = False
    tell(world, OTHERS, fork(world, "We agree"))
    other = fork(world, "We do not agree")
    tell(world, ONE, other)
    world.run_until(world.next_look(*ONE))
    world.say("XCE", "I have read that")
    stored = other.tale.acts[-1]
    face = world.host.faces[PLENARY, "XAL"]
    assert isinstance(face, Telling)
    face.tale.add(stored.entry, stored.body)
    face.tick(world.now)
    return world.next_look(*OTHERS)


def rewritten(world: World) -> datetime:
    """The last act is exchanged for another, for everybody."""
    tell(world, ALL, fork(world, "We never said so", at=1))
    return world.next_look()


def rewritten_and_longer(world: World) -> datetime:
    """An earlier act is exchanged, and the record goes on."""
    tell(world, ALL, fork(world, "We never said so", "And this is new", at=1))
    return world.next_look()


def dropped(world: World) -> datetime:
    """An act in the middle is left out; those after it stand where they stood, one place up."""
    tale = world.office_of().tale()
    rest = tale.beginning(tale.size - 3)
    for stored in tale.acts[tale.size - 2 :]:
        rest.add(stored.entry, stored.body)
    on_paper(world, rest, "Nothing is missing")
    tell(world, ALL, Telling(tale=rest))
    return world.next_look()


def second_record(world: World) -> datetime:
    """A second record is opened under the name of the first, with the same log key."""
    tale = Tale.empty(world.office_of().log)
    paper = {**opening(keyed=KEYED, paper=(PAPER,)), "title": "Talks, opened anew"}
    tale.tell(forms.OPEN_CIRCLE, OFFICE, paper, time=write_time(world.now))
    while tale.size < world.office_of().office.standing.size + 1:
        on_paper(world, tale, f"Statement {tale.size}")
    tell(world, ALL, Telling(tale=tale))
    return world.next_look()


# ---------------------------------------------------------------- old heads


def rolled_back(world: World) -> datetime:
    """An old backup is put in place; its head is timed as the present one."""
    tell(world, ALL, fork(world, at=2))
    return world.next_look()


def rolled_back_for_one_that_was_away(world: World) -> datetime:
    """One seat was away; it is told the record as it left it, timed as the present head."""
    left, away = world.office_of().tale(), world.delegations["XEF"]
    away.is_on = False
    world.say("XAL", "While one was away")
    world.run(180)
    away.is_on = True
    tell(world, ("XEF",), Telling(tale=left))
    return world.next_look("XEF")


def old_head(world: World) -> datetime:
    """One seat is served a head, and its files, from before the last acts."""
    office = world.office_of()
    old = office.read(CHECKPOINT) or b""
    world.say("XAL", "Something new")
    world.run(120)
    served = Through(face=office, change=head_changed(lambda _: old), keep=False)
    world.host.show(PLENARY, ("XBE",), served)
    return world.next_look("XBE")
