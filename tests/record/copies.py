"""Copies of invented records in folders: honest ones, and those that somebody altered.

Two hands can alter a copy. Whoever carries it changes files (`CARRIERS`). The host changes acts and
signs a head over what it made of them (`HOSTS`); then a proof can exist.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from shutil import rmtree

from attrs import evolve
from tests.record.acts import (
    FORUM,
    KEYED,
    OFFICE,
    ORIGIN,
    Desk,
    Written,
    at_work,
    eventful,
    last_note,
    listed,
    log_signer,
    new_key,
    proven,
    seed,
    signing,
)

from dipoli.record import forms
from dipoli.record.act import Seen, read_entry, write_entry
from dipoli.record.audit_files import body_path
from dipoli.record.body import plain_body, read_body, write_body
from dipoli.record.canon import Json
from dipoli.record.keys import KeyUse, sign_act
from dipoli.record.note import (
    Checkpoint,
    add_signatures,
    cosign,
    sign_note,
    write_checkpoint,
    write_key,
    write_note,
)
from dipoli.record.standing import Standing, enter, witness_name
from dipoli.record.tile import WIDTH, entries_path, entry_bundle, tiles
from dipoli.record.tree import leaf_hash, root

LOG_KEY = write_key(log_signer().verifier)
TIME = 1_900_000_000


def head(
    entries: Sequence[bytes],
    witnesses: Sequence[str] = (),
    *,
    time: int | None = None,
    origin: str = ORIGIN,
    host: str = "first-host",
) -> bytes:
    """The head over entries, signed by a host, cosigned by delegations, timed where asked."""
    leaves = [leaf_hash(one) for one in entries]
    signer = log_signer(origin, host)
    text = write_checkpoint(Checkpoint(origin=origin, size=len(leaves), root=root(leaves)))
    lines = [
        cosign(text, signing(code, "witness"), witness_name(FORUM, code), TIME)
        for code in witnesses
    ]
    lines += [] if time is None else [cosign(text, signer.key, signer.name, time)]
    return write_note(add_signatures(sign_note(text, signer), lines))


def lay(folder: Path, acts: Sequence[Written], note: bytes) -> Path:
    """Write a copy as any host serves it."""
    entries = [one.entry for one in acts]
    files = dict(tiles([leaf_hash(one) for one in entries], len(entries)))
    for start in range(0, len(entries), WIDTH):
        bundle = entries[start : start + WIDTH]
        files[entries_path(start // WIDTH, len(bundle))] = entry_bundle(bundle)
    files |= {body_path(at): one.body for at, one in enumerate(acts) if one.body is not None}
    files["checkpoint"] = note
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder


def copy_of(
    folder: Path, desk: Desk, witnesses: Sequence[str] = (), time: int | None = None
) -> Path:
    """An honest copy of a desk's record; bodies that were withheld are not in it."""
    acts = [
        evolve(one, body=None) if at in desk.standing.withheld else one
        for at, one in enumerate(desk.entered)
    ]
    return lay(folder, acts, head([one.entry for one in acts], witnesses, time=time))


def moved() -> Desk:
    """A record whose custody moved to another host, and that went on there."""
    desk = at_work()
    content: dict[str, Json] = {
        "checkpoint": last_note(desk.standing).decode(),
        "log_key": write_key(log_signer(ORIGIN, "second-host").verifier),
        "keys": [listed(new_key(KeyUse.SIGN, OFFICE, "second"))],
    }
    desk.do(forms.MOVE_CUSTODY, OFFICE, content)
    desk.say("XAL", "Here we go on")
    return desk


def large(size: int = 300) -> Desk:
    """A record of more than one tile, whose later acts are entered without being ruled on."""
    desk = at_work(0)
    while desk.standing.size < size:
        written = desk.write(forms.SAY, KEYED[desk.standing.size % 3], {"text": "So"})
        _enter(desk, written)
    return desk


def _enter(desk: Desk, written: Written) -> None:
    body = None if written.body is None else read_body(written.body)
    desk.standing = enter(desk.standing, read_entry(written.entry), body)
    desk.entered.append(written)


# ---------------------------------------------------------------- by who carries the copy


def flip(path: Path, at: int = -1) -> None:
    """Change one bit of a file."""
    data = bytearray(path.read_bytes())
    data[at] ^= 1
    path.write_bytes(bytes(data))


def _checkpoint(note: Callable[[list[bytes]], bytes]) -> Callable[[Path, Desk], None]:
    def swap(folder: Path, desk: Desk) -> None:
        (folder / "checkpoint").write_bytes(note([one.entry for one in desk.entered]))

    return swap


def _false_cosignature(folder: Path, desk: Desk) -> None:
    """A witness's line from another head under this one."""
    entries = [one.entry for one in desk.entered]
    line = head(entries[:-1], KEYED[:1]).splitlines(keepends=True)[-1]
    (folder / "checkpoint").write_bytes(head(entries) + line)


def _bundle(change: Callable[[list[bytes]], list[bytes]]) -> Callable[[Path, Desk], None]:
    def rewrite(folder: Path, desk: Desk) -> None:
        entries = change([one.entry for one in desk.entered])
        path = folder / entries_path(0, len(desk.entered))
        path.write_bytes(entry_bundle(entries))

    return rewrite


def _remove(path: str) -> Callable[[Path, Desk], None]:
    return lambda folder, desk: (folder / path.format(len(desk.entered))).unlink()


def _note_line(old: str, new: str) -> Callable[[Path, Desk], None]:
    def rewrite(folder: Path, _desk: Desk) -> None:
        path = folder / "checkpoint"
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return rewrite


def _other_body(folder: Path, _desk: Desk) -> None:
    body = plain_body({"text": "Another statement"}, seed("other"))
    (folder / body_path(3)).write_bytes(write_body(body))


def _swap_bodies(folder: Path, _desk: Desk) -> None:
    one, other = folder / body_path(1), folder / body_path(2)
    first, second = one.read_bytes(), other.read_bytes()
    one.write_bytes(second)
    other.write_bytes(first)


CARRIERS: Mapping[str, Callable[[Path, Desk], None]] = {
    "the last entry dropped": _bundle(lambda all_: all_[:-1]),
    "an entry dropped and the last doubled": _bundle(lambda a: [*a[:2], *a[3:], a[-1]]),
    "two entries exchanged": _bundle(lambda a: [*a[:2], a[3], a[2], *a[4:]]),
    "an entry too many": _bundle(lambda a: [*a, a[-1]]),
    "an entry emptied": _bundle(lambda a: [*a[:3], b"{}", *a[4:]]),
    "the acts missing": _remove("tile/entries/000.p/{}"),
    "a tile missing": _remove("tile/0/000.p/{}"),
    "the body of the opening missing": _remove("bodies/000"),
    "another body": _other_body,
    "two bodies exchanged": _swap_bodies,
    "a checkpoint of more acts than there are": _checkpoint(lambda a: head([*a, a[-1]])),
    "a checkpoint of another tree": _checkpoint(lambda a: head(a[::-1])),
    "a checkpoint by another hand": _checkpoint(lambda a: head(a, host="nobody")),
    "a checkpoint of another record": _checkpoint(
        lambda a: head(a, origin="lake.example/talks/water")
    ),
    "the origin rewritten": _note_line("talks/plenary", "talks/wateries"),
    "the size rewritten": _note_line("\n7\n", "\n6\n"),
    "the size with a leading zero": _note_line("\n7\n", "\n07\n"),
    "the signature lines missing": _note_line("\u2014", "-"),
    "an empty checkpoint": _checkpoint(lambda _a: b""),
    "a cosignature on another head": _false_cosignature,
}
"""What whoever carries a copy of ``at_work()`` can do to it."""


# ---------------------------------------------------------------- by the host


def _acts(**choices: int) -> list[Written]:
    return at_work(**choices).entered


def _without(number: int) -> list[Written]:
    acts = _acts()
    return acts[:number] + acts[number + 1 :]


def _exchanged(one: int, other: int) -> list[Written]:
    acts = _acts()
    acts[one], acts[other] = acts[other], acts[one]
    return acts


def _resigned(number: int, *words: object) -> list[Written]:
    """One act signed by another key under the id of the right one."""
    acts = _acts()
    old = read_entry(acts[number].entry)
    (false,) = sign_act(old.envelope, signing(*words))
    signature = evolve(old.signatures[0], signature=false.signature)
    acts[number] = evolve(acts[number], entry=write_entry(old.envelope, [signature]))
    return acts


def _written(desk: Desk, name: str, by: str, content: object, **other: object) -> list[Written]:
    """A record that ends with an act that was never ruled on."""
    return [*desk.entered, desk.write(name, by, content, **other)]  # type: ignore[arg-type]


def _said(**other: object) -> list[Written]:
    return _written(at_work(), forms.SAY, "XAL", {"text": "More"}, **other)


def _without_a_seat() -> list[Written]:
    return _written(at_work(), forms.SAY, "XYY", {"text": "A guest"}, entered_by=OFFICE)


def _old_key() -> list[Written]:
    """A key signs after it was rotated."""
    desk = eventful()
    desk.keys.pop("XBE")
    return _written(desk, forms.SAY, "XBE", {"text": "By the old key"})


def _recovered_without_officers() -> list[Written]:
    desk = at_work()
    lost = [key.id for key in desk.standing.keys_of("XCE", KeyUse.SIGN)]
    key = proven(KeyUse.SIGN, "XCE", "XCE", "stolen")
    content = {"lost": lost, "key": key, "officers": []}
    desk.keys["XCE"] = ("XCE", "stolen")
    return _written(desk, forms.RECOVER_KEY, "XCE", content)


def _enrolled_without_possession() -> list[Written]:
    key = {**proven(KeyUse.SIGN, "XAL", "XAL", "b"), "proof": None}
    return _written(at_work(), forms.ENROL_KEY, "XAL", {"key": key, "officers": []})


def _elsewhere() -> list[Written]:
    desk = Desk(standing=Standing(forum=FORUM, circle="water"))
    written = desk.write(forms.SAY, "XAL", {"text": "Elsewhere"})
    return [*_acts(), written]


def _formless() -> list[Written]:
    acts = _acts()
    value = json.loads(acts[3].entry)
    acts[3] = evolve(acts[3], entry=json.dumps(value).encode())  # spaces: not canonical
    return acts


HOSTS: Mapping[str, tuple[str, Callable[[], list[Written]]]] = {
    "an act dropped": ("R16", lambda: _without(2)),
    "the first act dropped": ("R8", lambda: _without(0)),
    "two acts exchanged": ("R16", lambda: _exchanged(2, 3)),
    "an act doubled": ("R14", lambda: [*_acts(), _acts()[-1]]),
    "a signature by another hand": ("R10", lambda: _resigned(2, "nobody")),
    "an act of a key that is not enrolled": ("R9", lambda: _said(signers=[signing("nobody")])),
    "an act of another delegation's key": ("R9", lambda: _said(signers=[signing("XBE", "sign")])),
    "a number left out": ("R14", lambda: _said(seq=9)),
    "another previous act": ("R15", lambda: _said(prev=seed("none"))),
    "a head that never was": ("R16", lambda: _said(seen=Seen(size=3, root=seed("none")))),
    "a head that was still to come": ("R16", lambda: _said(seen=Seen(size=99, root=seed("x")))),
    "a time before the last": ("R17", lambda: _said(time="2029-01-01T00:00:00Z")),
    "an author without a seat": ("R12", _without_a_seat),
    "entered by the office for who has a key": ("R13", lambda: _said(entered_by=OFFICE)),
    "an act by a rotated key": ("R9", _old_key),
    "a key recovered without officers": ("R26", _recovered_without_officers),
    "a key enrolled without possession": ("R24", _enrolled_without_possession),
    "an act of another record": ("R4", _elsewhere),
    "an act in another spelling": ("R1", _formless),
}
"""What a host can do and sign: the clause under which it shows, and the acts."""


def lay_hosts(folder: Path, name: str) -> Path:
    """A copy of what a host made of the record, under a head that it signed."""
    acts = HOSTS[name][1]()
    return lay(folder, acts, head([one.entry for one in acts], KEYED))


def emptied(folder: Path) -> Path:
    """The place of a copy, empty."""
    rmtree(folder, ignore_errors=True)
    return folder
