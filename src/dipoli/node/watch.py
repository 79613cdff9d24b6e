"""What a node looks for once it has the head: times, cosignatures, and its own name."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime

from dipoli.node.alarm import ANOTHER_WAY, ASK_OTHERS, Alarm, AlarmKind
from dipoli.node.box import KeyBox
from dipoli.node.circle import Circle
from dipoli.node.mirror import Mirror
from dipoli.node.sync import Report
from dipoli.node.witness import timed, untimely
from dipoli.record.checkpoint import read_checkpoint
from dipoli.record.keys import KeyUse
from dipoli.record.note import read_note
from dipoli.record.quorum import lines_that_hold
from dipoli.terms import counted

_WATCHED = (KeyUse.SIGN, KeyUse.WITNESS, KeyUse.SEAL)
_COSIGNED_LOOKS, _OFFICIAL_LOOKS = 2, 3


def times(report: Report, period: int, at: datetime) -> Iterator[Alarm]:
    """Whether the host timed its head of late, and not ahead.

    Args:
        report: of a sync that saw a signed head.
        period: seconds within which the host times its head anew.
        at: the time.
    """
    if report.head is None or report.key is None or not report.head.size:
        return
    told, now = timed(report.note, report.key), int(at.timestamp())
    why = untimely(told, now, period) if told else None
    if why is None:
        return
    ahead = max(told) > now
    kind = AlarmKind.FUTURE if ahead else AlarmKind.STALE
    way = f"compare the clock here with another; {ANOTHER_WAY}"
    sentence = (
        f"{why}. It is the head of {counted(report.head.size, 'act')} of {report.head.origin}."
    )
    yield Alarm(kind=kind, sentence=sentence, other_way=way, papers={"checkpoint": report.note})


def cosigned(mirror: Mirror, circle: Circle, code: str, report: Report) -> Iterator[Alarm]:
    """Whether this node's own cosignature stands under the head that it gave it for."""
    size, notes = circle.cosigned, [report.note, report.to_cosign]
    note = next((one for one in notes if one and _size(one) == size), None)
    if note is None or code in lines_that_hold(mirror.standing, note, size):
        return
    if code not in mirror.standing.witness_keys(size):
        return
    yield Alarm(
        kind=AlarmKind.COSIGNATURE,
        subject=str(circle.cosigned),
        sentence=(
            f"The cosignature that this node gave for the head of "
            f"{counted(circle.cosigned, 'act')} is not "
            "among the lines that are served. Whether it was not handed over or was left out "
            "cannot be said from here."
        ),
        other_way=f"hand the line to the other delegations as well; {ASK_OTHERS}",
        papers={"checkpoint": note},
        looks=_COSIGNED_LOOKS,
    )


def not_official(mirror: Mirror) -> Iterator[Alarm]:
    """Whether acts have waited for an official head that covers them.

    Seen at three looks on end with the same official head, the act after it has waited for three
    looks, however many acts came since. Within two, all witnesses that look once in a period have
    been asked for one head, since a host keeps it out for them.
    """
    found, covered = mirror.official(), mirror.official_size
    if found is None or found.needed is None or mirror.shown is None or covered >= found.size:
        return
    last = (
        f"The last official head has {counted(covered, 'act')}"
        if covered
        else "No head was official yet"
    )
    yield Alarm(
        kind=AlarmKind.NOT_OFFICIAL,
        subject=f"after {covered}",
        sentence=(
            f"Act {covered} of {mirror.origin} has waited for three looks, and no official head "
            f"covers it. {last}. {found} Whether delegations did not cosign or lines were left "
            "out cannot be said from here."
        ),
        other_way=f"until then rely on the last official head; {ASK_OTHERS}",
        papers={"checkpoint": mirror.shown.note},
        looks=_OFFICIAL_LOOKS,
    )


def _size(note: bytes) -> int:
    return read_checkpoint(read_note(note).text).size


def own_keys(mirror: Mirror, box: KeyBox) -> Iterator[Alarm]:
    """Whether the keys that stand in this delegation's name are those of its box.

    Keys that it enrolled later with its own signature may be those of another of its machines.
    """
    standing, code = mirror.standing, box.code
    if not standing.is_seated(code):
        return
    mine = {key.id for key in box.keys}
    listed = [key for use in _WATCHED for key in standing.keys_of(code, use)]
    strange = [
        key
        for key in listed
        if key.id not in mine and mirror.entry(max(key.since - 1, 0)).envelope.entered_by != code
    ]
    lacks = [
        use.value
        for use in (KeyUse.SIGN, *([KeyUse.SEAL] if standing.is_sealed else []))
        if not any(key.use is use and key.id in mine for key in listed)
    ]
    if standing.seats[code].paper:
        lacks = []
    if not strange and not lacks:
        return
    told = [f"a key to {key.use.value} of id {key.id} that is not in this box" for key in strange]
    told += [f"no key of this box to {use}" for use in lacks]
    yield Alarm(
        kind=AlarmKind.OWN_KEYS,
        subject=" ".join([*(key.id for key in strange), *lacks]),
        sentence=(
            f"In {standing.origin} there stands in the name of {code}: {'; '.join(told)}. "
            "Nothing is cosigned here while this is so."
        ),
        other_way=(
            "compare with the enrolment paper that was handed in and with the delegation's other "
            "machines; object before the other seats, on paper"
        ),
    )


def own_acts(
    mirror: Mirror, box: KeyBox, known: Collection[bytes], numbers: range
) -> Iterator[Alarm]:
    """Acts under a signing key of this box that this node did not write."""
    mine = {key.id for key in box.of(KeyUse.SIGN)}
    for number in numbers:
        entry = mirror.entry(number)
        envelope = entry.envelope
        signed = any(one.key in mine for one in entry.signatures)
        if envelope.entered_by != box.code or not signed or entry.leaf in known:
            continue
        yield Alarm(
            kind=AlarmKind.OWN_ACT,
            subject=str(number),
            sentence=(
                f"Act {number} ({envelope.name}) stands under a signing key of this box, with "
                f"number {envelope.seq} of its author, and this node did not write it. The "
                "signature holds: whoever wrote it has the key, or another machine of the "
                "delegation has the same box."
            ),
            other_way=(
                "ask within the delegation; if nobody wrote it, rotate or revoke the key, and say "
                "so before the other seats"
            ),
            papers={"act": entry.data},
        )


def on_paper(mirror: Mirror, code: str, numbers: range) -> Iterator[str]:
    """Acts that the secretariat entered on paper in a delegation's name: told, not doubted."""
    for number in numbers:
        envelope = mirror.entry(number).envelope
        if envelope.by == code != envelope.entered_by:
            yield (
                f"Act {number} ({envelope.name}) was entered on paper in the name of {code}. "
                "Compare it with the paper that was handed in."
            )
