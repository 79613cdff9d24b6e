"""What stands beside a head that was reached: bodies, tiles, witnesses' lines, times of acts.

None of it changes what is held. What bears no signature of the host is told once it has lasted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from dipoli.faults import DipoliError, MalformedError
from dipoli.node.alarm import ANOTHER_WAY, Alarm, AlarmKind
from dipoli.node.mirror import Mirror
from dipoli.node.reading import LASTING, Reading
from dipoli.node.witness import timed
from dipoli.record.act import Entry, read_entry
from dipoli.record.body import read_body
from dipoli.record.custody import Stored
from dipoli.record.door_proofs import back_dated as proof_of_times
from dipoli.record.note import VerifierKey
from dipoli.record.proofs import verify_proof
from dipoli.record.quorum import broken_lines
from dipoli.record.rules import AHEAD, BEHIND
from dipoli.record.shape import read_time
from dipoli.record.tile import tiles
from dipoli.record.tree import leaf_hash
from dipoli.terms import counted


def beside_the_head(mirror: Mirror, reading: Reading, note: bytes) -> Iterator[Alarm]:
    """What is wrong beside the head that a mirror holds; bodies that came late are kept.

    Args:
        mirror: at this head.
        reading: the files.
        note: the head, as it is served.

    Raises:
        SourceError: there is no answer.
        UnsettledError: a file is larger than an honest one.
    """
    yield from _late_bodies(mirror, reading)
    yield from _tiles(mirror, reading, note)
    for code in broken_lines(mirror.standing, note):
        sentence = (
            f"A line under the head of {counted(mirror.size, 'act')} stands in the name of "
            f"{code}, under its "
            "witness key, and does not hold. It is not counted."
        )
        yield _lasting(AlarmKind.BAD_NOTE, sentence, f"line {code}", {"checkpoint": note})


def back_dated(
    mirror: Mirror, note: bytes, key: VerifierKey, stored: Sequence[Stored]
) -> Iterator[Alarm]:
    """New acts whose time was out of order at the door, by the host's own timed heads.

    Args:
        mirror: before them.
        note: the head over them.
        key: the log key that signed it.
        stored: the acts.
    """
    before = mirror.shown
    if before is None or not mirror.size:
        return
    last, now = timed(before.note, mirror.due_key(mirror.size)), timed(note, key)
    if not last or not now:
        return
    leaves = [*mirror.standing.leaves, *(leaf_hash(act.entry) for act in stored)]
    for act in stored:
        told = read_entry(act.entry).envelope.time
        time = read_time(told).timestamp()
        late = time > min(now) + AHEAD.total_seconds()
        early = time < max(last) - BEHIND.total_seconds()
        if late or early:
            sentence = (
                f"Act {act.index} says that its time is {told}. By the host's own timed heads it "
                "was entered when such a time was out of order at the door (R11)."
            )
            proof = _proven(proof_of_times((before.note, note), leaves, act.index, act.entry), key)
            yield Alarm(
                kind=AlarmKind.BACK_DATED,
                subject=str(act.index),
                sentence=sentence,
                proof=proof,
                log_key=None if proof is None else key,
                other_way=ANOTHER_WAY if proof is None else None,
                papers={"before": before.note, "after": note, "act": act.entry},
            )


def _proven(proof: bytes, key: VerifierKey) -> bytes | None:
    """A proof, where it holds: not where the two heads are signed by two log keys."""
    try:
        verify_proof(proof, key)
    except DipoliError:
        return None
    return proof


def _late_bodies(mirror: Mirror, reading: Reading) -> Iterator[Alarm]:
    """Ask again for bodies that were not served, and that no act says were withheld."""
    for number in sorted(mirror.missing):
        if number in mirror.standing.withheld:
            mirror.missing.discard(number)
            continue
        if mirror.code is not None and not mirror.standing.may_read(mirror.code, number):
            continue  # it is not this seat's to read, or not yet
        entry, data = mirror.entry(number), reading.body(number)
        if data is not None and is_body_of(entry, data):
            mirror.take_body(number, data)
            continue
        kind = AlarmKind.BODY_MISSING if data is None else AlarmKind.BODY_OTHER
        what = "is not served" if data is None else "is served as another than was signed for"
        told = (
            f"The body of act {number} ({entry.envelope.name}) {what}, and no act says that it "
            "was withheld."
        )
        papers = {"act": entry.data} if data is None else {"act": entry.data, "body": data}
        way = "ask its author, or another delegation, for the body; its hash stands in the act"
        yield _lasting(kind, told, f"body {number}", papers, way)


def _tiles(mirror: Mirror, reading: Reading, note: bytes) -> Iterator[Alarm]:
    """Whether the tiles that are served are those that the acts give: others prove by them."""
    if not mirror.unread:
        return
    leaves = list(mirror.standing.leaves)
    wrong = [
        path
        for path, due in tiles(leaves, len(leaves))
        if path in mirror.unread and reading.tile(path, len(due)) != due
    ]
    mirror.unread = frozenset(wrong)
    if wrong:
        told = f"The tile {wrong[0]} that is served is not the one that the acts give."
        yield _lasting(AlarmKind.FILES, told, "tiles", {"checkpoint": note})


def _lasting(
    kind: AlarmKind,
    sentence: str,
    subject: str,
    papers: Mapping[str, bytes],
    way: str = ANOTHER_WAY,
) -> Alarm:
    return Alarm(
        kind=kind,
        subject=subject,
        sentence=sentence,
        other_way=way,
        papers=papers,
        looks=LASTING,
        spell=subject,
    )


def is_body_of(entry: Entry, data: bytes) -> bool:
    """Whether bytes are the body that an act was signed for."""
    try:
        return read_body(data).digest() == entry.envelope.body_hash
    except MalformedError:
        return False
