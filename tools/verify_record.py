#!/usr/bin/env python3
"""Verify a copy of a record, in one file, with nothing but Python and `cryptography`.

    python3 verify_record.py FOLDER [--against FOLDER2] [--log-key KEY]

Exit code 0: verified. 1: not verified. 2: cannot be read.

This program shares no code with Dipoli. It was written from the two pages that describe the form,
docs/reference/record-format.md and record-acts.md, so that a delegation can read it in half an hour
and need not trust the larger program. It checks

    hashes       acts give the root of the checkpoint; tiles and bodies are those of the acts
    head         the log key signed the checkpoint; who cosigned it; what is official
    acts         each is signed by a key of its hand that was in force at its number
    keys         opening, enrolment, rotation, revocation, recovery by officers, move of custody
    chains       each author's acts are numbered, name the one before, and heads that there were
    two copies   they are the same history, or one is the beginning of the other

It does not check consents of seats, full powers, sealing, and the forms of bodies that change no
keys (clauses R6, R7, R13, R18 to R23, R25, R27 to R31), and it does not ask the charter: whether an
act was in order under the rules of procedure of a forum. `dipoli verify` does both. Signatures of
ML-DSA-44 are told and not checked. Without --log-key the copy is only shown to agree with itself.
"""

# ruff: noqa: ANN401, D102, D103, EM101, EM102, PLR2004, T201, TRY003 - one page for readers: JSON is
# Any, names say what a function does, lengths and limits stand where they are asked, and it prints.

from __future__ import annotations

import argparse
import base64
import hashlib
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

LogKey = tuple[str, bytes]  # name of the record, public key
Note = tuple[str, list[tuple[str, bytes, bytes]]]  # text; name, key id, signature
Listed = tuple[str, dict[str, Any]]  # id of a key, and the key

ENVELOPE = {
    "v", "forum", "circle", "name", "by", "entered_by", "role", "seq", "prev", "object", "deadline",
    "body_hash", "seen", "time", "nonce",
}  # fmt: skip
CHANGES_KEYS = {
    "circle.open/1", "seat.add/1", "seat.remove/1", "key.enrol/1", "key.rotate/1", "key.revoke/1",
    "key.recover/1", "custody.move/1",
}  # fmt: skip
REGISTER = CHANGES_KEYS | {
    "seat.consent/1", "powers.grant/1", "powers.withdraw/1", "act.cite/1", "body.consent/1",
    "body.open/1", "body.withhold/1",
}  # fmt: skip
FORMS = {
    "forum": r"[a-z0-9][a-z0-9.-]{0,60}(/[a-z0-9][a-z0-9.-]{0,60}){0,4}",
    "circle": r"[a-z0-9][a-z0-9-]{0,60}",
    "name": r"[a-z]{1,20}(-[a-z]{1,20}){0,3}\.[a-z]{1,20}(-[a-z]{1,20}){0,3}/[1-9][0-9]{0,3}",
    "by": r"[A-Z]{2,9}(-[A-Z]{1,9})?|SECRETARIAT",
    "entered_by": r"[A-Z]{2,9}(-[A-Z]{1,9})?|SECRETARIAT",
    "role": r"[a-z]{1,20}(-[a-z]{1,20}){0,3}",
    "object": r"[!-~]{0,200}",
    "time": r"\d{4}-\d\d-\d\dT([01]\d|2[0-3])(:[0-5]\d){2}Z",
}
P = 2**255 - 19
SMALL_ORDER = {  # y of the Ed25519 points whose order divides 8, and their second spellings
    0, 1, P - 1, P, P + 1,
    2707385501144840649318225287225658788936804267575313519463743609750303402022,
    55188659117513257062467267217118295137698188065244968500265048394206261417927,
}  # fmt: skip


NOT_CHECKED = (
    "What was not checked: consents of seats, full powers, sealing, the forms of bodies that "
    "change no keys, and whether acts of a forum were in order under its charter. "
    "`dipoli verify` checks these."
)
MARK = "EXERCISE: every state in it is invented."


class Wrong(Exception):  # noqa: N818 - what is raised is that something is wrong
    """Something does not hold."""


class NoCopy(Exception):  # noqa: N818 - as above
    """There is nothing to verify."""


def need(holds: object, what: str) -> None:
    if not holds:
        raise Wrong(what)


# ---------------------------------------------------------------- bytes


def sha(*parts: bytes) -> bytes:
    return hashlib.sha256(b"".join(parts)).digest()


def b64(data: bytes) -> str:
    return base64.b64encode(data).decode()


def unb64(text: object, size: int | None = None) -> bytes:
    """Base64 with exactly one spelling."""
    if not isinstance(text, str) or not text.isascii():
        raise Wrong("bytes in base64 are expected")
    try:
        data = base64.b64decode(text, validate=True)
    except ValueError:
        raise Wrong("not base64") from None
    need(b64(data) == text and size in (None, len(data)), "not base64 of the right length")
    return data


def canon(value: Any) -> bytes:
    """RFC 8785 without fractions: keys by UTF-16 code units, no spaces."""

    def ordered(one: Any) -> Any:
        if isinstance(one, dict):
            keys = sorted(one, key=lambda key: key.encode("utf-16-be"))
            return {key: ordered(one[key]) for key in keys}
        return [ordered(item) for item in one] if isinstance(one, list) else one

    return json.dumps(ordered(value), ensure_ascii=False, separators=(",", ":")).encode()


def read_json(data: bytes, limit: int) -> Any:
    """JSON in its only spelling: what is written again is what was read."""
    need(len(data) <= limit, f"more than {limit} bytes")

    def whole(text: str) -> int:
        need(len(text) < 18 and abs(int(text)) < 2**53, "a number too large")
        return int(text)

    def fraction(_text: str) -> NoReturn:
        raise Wrong("a number with a fraction")

    try:
        value = json.loads(
            data.decode(), parse_int=whole, parse_float=fraction, parse_constant=fraction
        )
        need(canon(value) == data, "not canonical JSON")  # a key twice ends here too
        need(depth(value) <= 32, "JSON too deep")
    except (ValueError, RecursionError):
        raise Wrong("no JSON in UTF-8") from None
    return value


def depth(value: Any) -> int:
    items = (
        value.values() if isinstance(value, dict) else value if isinstance(value, list) else None
    )
    return 0 if items is None else 1 + max(map(depth, items), default=0)


def keys_are(value: Any, keys: set[str], what: str) -> None:
    need(isinstance(value, dict) and set(value) == set(keys), f"{what} has other keys than it must")


# ---------------------------------------------------------------- tree


def leaf_hash(entry: bytes) -> bytes:
    return sha(b"\0", entry)


def root_of(leaves: list[bytes]) -> bytes:
    """Pair by pair, an odd one rises: the tree of RFC 6962."""
    level = list(leaves)
    while len(level) > 1:
        above = [sha(b"\1", *level[at : at + 2]) for at in range(0, len(level) - 1, 2)]
        level = above + level[len(above) * 2 :]
    return level[0] if level else sha()


class Roots:
    """The root after each act, from the complete subtrees on the left edge."""

    def __init__(self) -> None:
        self.size = 0
        self.peaks: list[bytes] = []
        self.all = [sha()]

    def add(self, leaf: bytes) -> None:
        ones = self.size
        while ones & 1:
            leaf, ones = sha(b"\1", self.peaks.pop(), leaf), ones >> 1
        self.peaks.append(leaf)
        self.size += 1
        top = self.peaks[-1]
        for peak in reversed(self.peaks[:-1]):
            top = sha(b"\1", peak, top)
        self.all.append(top)


# ---------------------------------------------------------------- files


def place(index: int, width: int = 256) -> str:
    digits = str(index).zfill(-(-len(str(index)) // 3) * 3)
    groups = [digits[at : at + 3] for at in range(0, len(digits), 3)]
    path = "/".join(["x" + group for group in groups[:-1]] + groups[-1:])
    return path if width == 256 else f"{path}.p/{width}"


def fetch(folder: Path, path: str, index: int, width: int) -> tuple[bytes, bool]:
    """A tile or bundle: of its width, or the full one that took its place."""
    for name in (place(index, width), place(index)):
        file = folder / path / name
        if file.is_file():
            return file.read_bytes(), name == place(index, width)
    raise Wrong(f"{path}/{place(index, width)} is missing")


def entries_of(folder: Path, size: int) -> Iterator[bytes]:
    for start in range(0, size, 256):
        width = min(256, size - start)
        data, exact = fetch(folder, "tile/entries", start // 256, width)
        at, found = 0, list[bytes]()
        while at < len(data):
            end = at + 2 + int.from_bytes(data[at : at + 2], "big")
            found.append(data[at + 2 : end])
            need(end <= len(data), f"the bundle from act {start} on is cut short")
            at = end
        need(width <= len(found) <= 256, f"the bundle from act {start} on has {len(found)} acts")
        need(not exact or len(found) == width, f"the bundle from act {start} on has too many acts")
        yield from found[:width]


def check_tiles(folder: Path, leaves: list[bytes]) -> None:
    level, row = 0, leaves
    while row:
        for start in range(0, len(row), 256):
            due = b"".join(row[start : start + 256])
            data, exact = fetch(folder, f"tile/{level}", start // 256, len(due) // 32)
            same = data == due if exact else data[: len(due)] == due
            need(same, f"tile/{level}/{place(start // 256)} is not the one that the acts give")
        full = len(row) // 256
        row = [root_of(row[at * 256 : at * 256 + 256]) for at in range(full)]
        level += 1


# ---------------------------------------------------------------- keys and signatures


def ed25519(public: bytes, signature: bytes, message: bytes) -> bool:
    """Whether a signature holds, under a key that is no point of small order."""
    if len(public) != 32 or int.from_bytes(public, "little") & (2**255 - 1) in SMALL_ORDER:
        return False
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def key_id(alg: str, public: bytes) -> str:
    return b64(sha(b"dipoli/key/v1\n", alg.encode(), b"\n", public)[:16])


def note_id(name: str, kind: int, public: bytes) -> bytes:
    return sha(name.encode(), b"\n", bytes([kind]), public)[:4]


def read_log_key(text: str) -> LogKey:
    """NAME+ID+KEY to name and public bytes."""
    parts = text.split("+", 2)
    need(len(parts) == 3, "a log key has three parts")
    data = unb64(parts[2], 33)
    need(data[0] == 1 and note_id(parts[0], 1, data[1:]).hex() == parts[1], "no log key")
    return parts[0], data[1:]


def read_note(data: bytes) -> Note:
    need(len(data) <= 1 << 20, "a note too long")
    try:
        text, gap, lines = data.decode().rpartition("\n\n")
    except UnicodeDecodeError:
        raise Wrong("a note that is no UTF-8") from None
    need(gap and lines.endswith("\n"), "a note without its parts")
    need(not re.search("[\0-\x09\x0b-\x1f]", text), "a note with control characters")
    signatures = []
    for line in lines[:-1].split("\n"):
        found = re.fullmatch("\u2014 ([^\\s+\0-\x1f]+) (\\S+)", line)
        if found is None:
            raise Wrong("a signature line that cannot be read")
        blob = unb64(found[2])
        need(len(blob) > 4, "a signature line without signature")
        signatures.append((found[1], blob[:4], blob[4:]))
    need(len(signatures) <= 100, "too many signatures")
    return text + "\n", signatures


def read_head(text: str) -> tuple[str, int, bytes]:
    lines = text[:-1].split("\n")
    need(len(lines) >= 3 and all(lines), "a checkpoint without its three lines")
    need(re.fullmatch("0|[1-9][0-9]{0,18}", lines[1], re.ASCII), "a checkpoint without a size")
    return lines[0], int(lines[1]), unb64(lines[2], 32)


def signed_note(note: Note, name: str, public: bytes, kind: int = 1) -> list[int]:
    """Times at which a key signed ([0] for the log's own line); a false line is an error."""
    text, signatures = note
    times = []
    for who, told, blob in signatures:
        if (who, told) != (name, note_id(name, kind, public)):
            continue
        time = int.from_bytes(blob[:8], "big") if kind == 4 else 0
        message = f"cosignature/v1\ntime {time}\n{text}" if kind == 4 else text
        holds = ed25519(public, blob[8:] if kind == 4 else blob, message.encode())
        need(holds and time < 2**63, f"the signature of {name} under the checkpoint does not hold")
        times.append(time)
    return times


# ---------------------------------------------------------------- the record, act by act


class Record:
    """What the acts so far say about seats, keys, log keys and authors."""

    def __init__(self, origin: str) -> None:
        self.origin, self.roots, self.office, self.quorum = origin, Roots(), "", (2, 3)
        self.leaves: list[bytes] = []
        self.names: list[str] = []  # of each act
        self.seats: dict[str, bool] = {}  # who sits, and whether on paper
        self.keys: dict[str, dict[str, Any]] = {}
        self.authors: dict[str, tuple[int, bytes, int, str]] = {}  # acts, last leaf, seen, time
        self.log_keys: list[tuple[int, str, bytes]] = []  # from which size, name, public key
        self.withheld: dict[int, int] = {}
        self.absent: list[int] = []
        self.notes: list[str] = []
        self.sealed = False
        self.exercise = False

    def in_force(self, holder: str, use: str) -> dict[str, Any]:
        held = self.keys.items()
        return {
            one: key for one, key in held
            if key["holder"] == holder and key["use"] == use and key["until"] is None
        }  # fmt: skip

    def take(self, entry: bytes, body: bytes | None) -> None:
        """Check the next act and enter it."""
        number = len(self.leaves)
        paper = read_json(entry, 65535)
        keys_are(paper, {"act", "signatures"}, "the entry")
        act = paper["act"]
        self.check_envelope(act, number)
        said = self.read_body(act, body, number)
        self.check_signatures(act, paper["signatures"], said)
        self.check_chain(act, number)
        if act["name"] in CHANGES_KEYS:
            self.change(act, said, number, [one["key"] for one in paper["signatures"]])
        if act["name"] == "body.withhold/1":
            need(act["by"] == self.office, "a body is withheld by the secretariat")
            index = said.get("index")
            need(type(index) is int and 0 <= index < number, "it withholds no act of this record")
            need(said.get("leaf") == b64(self.leaves[index]), "it withholds another act")
            need(self.names[index] not in REGISTER, "bodies of the register stay")
            self.withheld[index] = number
        leaf = leaf_hash(entry)
        self.authors[act["by"]] = (act["seq"] + 1, leaf, act["seen"]["size"], act["time"])
        self.leaves.append(leaf)
        self.names.append(act["name"])
        self.roots.add(leaf)

    def check_envelope(self, act: Any, number: int) -> None:
        keys_are(act, ENVELOPE, "the act")
        need(type(act["v"]) is int and act["v"] == 1, "the act is of another version")
        for key, form in FORMS.items():
            fits = isinstance(act[key], str) and re.fullmatch(form, act[key], re.ASCII)
            need(fits, f"{key} has not its form")
        need(f"{act['forum']}/{act['circle']}" == self.origin, "it is an act of another record")
        need(type(act["seq"]) is int and act["seq"] >= 0, "seq is no number")
        unb64(act["nonce"], 16)
        opens = act["name"] == "circle.open/1"
        need(opens == (number == 0), "a record begins with its opening, and is opened once")
        sits = opens or act["by"] == self.office or act["by"] in self.seats
        need(sits, f"{act['by']} does not sit here")
        if act["by"] != act["entered_by"]:
            need(act["entered_by"] == self.office, "another than the secretariat entered it")
            need(self.seats[act["by"]], "entered on paper for a seat that has had a key")

    def read_body(self, act: Any, data: bytes | None, number: int) -> Any:
        """The body that was signed for; what it says where that is plain."""
        if data is None:
            need(act["name"] not in REGISTER, "the body, which the register needs, is missing")
            if act["body_hash"] is not None:
                unb64(act["body_hash"], 32)
                self.absent.append(number)
            return None
        body = read_json(data, 1 << 20)
        keys_are(body, {"salt", "media", "content"}, "the body")
        salt, content = unb64(body["salt"], 32), unb64(body["content"])
        need(isinstance(body["media"], str), "the body has no media type")
        digest = sha(b"dipoli/body/v1\n", salt, sha(body["media"].encode()), content)
        need(b64(digest) == act["body_hash"], "the body is not the one that was signed for")
        if body["media"] != "application/json":
            need(act["name"] not in REGISTER, "a body of the register is sealed")
            return None
        return read_json(content, 1 << 20)

    def check_signatures(self, act: Any, signatures: Any, said: Any) -> None:
        need(
            isinstance(signatures, list) and 1 <= len(signatures) <= 4, "not one to four signatures"
        )
        for one in signatures:
            keys_are(one, {"alg", "key", "signature"}, "a signature")
        algs = [one["alg"] for one in signatures]
        need("ed25519" in algs, "no signature is of ed25519")
        need(len({str(one["key"]) for one in signatures}) == len(signatures), "a key signs twice")
        message = b"dipoli/act/v1\n" + canon(act)
        for one in signatures:
            key = self.signing_key(act, one["key"], said)
            need(key and key["alg"] == one["alg"], f"{one['key']} is no key of its hand in force")
            blob = unb64(one["signature"])
            if one["alg"] == "mldsa44":
                self.notes.append(f"a signature of {act['by']} is ML-DSA-44, and was not checked")
            else:
                need(
                    ed25519(key["public"], blob, message), f"the signature of {one['key']} is false"
                )

    def signing_key(self, act: Any, wanted: str, said: Any) -> Any:
        """An opening and a recovery bring their key; other acts use one that is in force."""
        if act["name"] == "circle.open/1":
            office = part(said, "secretariat", dict)
            need(office.get("code") == act["by"] == act["entered_by"], "its opener is another")
            brought = read_keys(office.get("keys"), act["by"])
        elif act["name"] == "key.recover/1":
            need(act["by"] == act["entered_by"], "a recovery is entered by its own hand")
            brought = read_keys([part(said, "key", dict)], act["by"])
        else:
            return self.in_force(act["entered_by"], "sign").get(wanted)
        return {one: key for one, key in brought if key["use"] == "sign"}.get(wanted)

    def check_chain(self, act: Any, number: int) -> None:
        """Number, previous act, head seen, time: each author's acts in their places."""
        first: tuple[int, bytes | None, int, str] = (0, None, 0, "")
        count, leaf, seen_before, time = self.authors.get(act["by"], first)
        need(act["seq"] == count, f"it has number {act['seq']} of its author; {count} is next")
        need(act["prev"] == (None if leaf is None else b64(leaf)), "it names another previous act")
        need(act["time"] >= time, "its time is before that of its author's previous act")
        seen = act["seen"]
        keys_are(seen, {"size", "root"}, "the head seen")
        least = max(seen_before, 1 if number else 0)
        sound = type(seen["size"]) is int and least <= seen["size"] <= number
        need(sound, "it names a head that is too old, or was not there yet")
        need(seen["root"] == b64(self.roots.all[seen["size"]]), "it names a head that never was")

    # ------------------------------------------------------------ what changes keys

    def change(self, act: Any, said: Any, number: int, signers: list[str]) -> None:
        need(isinstance(said, dict), "its body is no object")
        by, name = act["by"], act["name"]
        if name == "circle.open/1":
            self.open(said)
        elif name in ("seat.add/1", "custody.move/1"):
            need(by == self.office, "it is an act of the secretariat")
            self.move_custody(said, number) if name == "custody.move/1" else self.seat(
                said, number + 1
            )
        elif name == "seat.remove/1":
            need(said.get("code") in self.seats, "it removes who has no seat")
            need(by in (self.office, said["code"]), "another removes the seat")
            del self.seats[said["code"]]
            self.end(
                [one for one, key in self.keys.items() if key["holder"] == said["code"]], number
            )
        elif name == "key.revoke/1":
            old = self.own(by, said.get("key"))
            self.officers(act, said, asked=old["use"] == "officer")
            self.end([said["key"]], number)
        else:
            self.new_key(act, said, number, signers)

    def open(self, said: Any) -> None:
        self.office, self.sealed = said["secretariat"]["code"], part(said, "sealed", bool)
        self.exercise = is_exercise(said.get("charter"))
        name, public = read_log_key(part(said, "log_key", str))
        need(name == self.origin, "the log key has another name than the record")
        self.log_keys = [(0, name, public)]
        self.enrol(read_keys(said["secretariat"]["keys"], self.office), 0)
        for seat in part(said, "seats", list):
            self.seat(seat, 0)
        quorum = part(said, "quorum", dict)
        self.quorum = (part(quorum, "numerator", int), part(quorum, "denominator", int))
        need(self.quorum[1] < 2 * self.quorum[0] <= 2 * self.quorum[1], "the quorum is not fair")

    def seat(self, seat: Any, since: int) -> None:
        keys_are(seat, {"code", "keys", "paper"}, "a seat")
        need(seat["code"] not in (*self.seats, self.office), "a seat has its place already")
        self.seats[seat["code"]] = seat["paper"] is True
        self.enrol(read_keys(seat["keys"], seat["code"]), since)

    def new_key(self, act: Any, said: Any, number: int, signers: list[str]) -> None:
        """Enrolment, rotation, recovery: the new key proves that its owner holds it."""
        by, fresh = act["by"], part(said, "key", dict)
        keys_are(fresh, {"use", "alg", "public", "proof"}, "a new key")
        ((new_id, new),) = read_keys([fresh], by)
        needs_officers = new["use"] == "officer"
        if act["name"] == "key.rotate/1":
            old = self.own(by, said.get("old"))
            need(old["use"] == new["use"], "the new key is for another use")
            need(old["use"] != "sign" or said["old"] in signers, "the old key did not sign")
            self.end([said["old"]], number)
        if act["name"] == "key.recover/1":
            needs_officers = True
            held = len(self.in_force(by, "officer"))
            need(held > 1 and new["use"] == "sign", "nobody here may recover a key")
            for lost in part(said, "lost", list):
                need(self.own(by, lost)["use"] == "sign", "another than a signing key is recovered")
            self.end(said["lost"], number)
        self.officers(act, said, asked=needs_officers)
        told = {
            "origin": self.origin,
            "code": by,
            **{k: fresh[k] for k in ("use", "alg", "public")},
        }
        if new["alg"] == "ed25519":
            message = b"dipoli/possession/v1\n" + canon(told)
            proof = unb64(fresh["proof"])
            need(ed25519(new["public"], proof, message), "the new key is not in its owner's hands")
        self.enrol([(new_id, new)], number + 1)
        if new["use"] == "sign" and by in self.seats:
            self.seats[by] = False

    def officers(self, act: Any, said: Any, *, asked: bool) -> None:
        """More than half of the officers sign, where there are at least two."""
        held = self.in_force(act["by"], "officer")
        bare = {key: value for key, value in said.items() if key != "officers"}
        told = {"origin": self.origin, "by": act["by"], "seq": act["seq"], "name": act["name"]}
        message = b"dipoli/officers/v1\n" + canon({**told, "body": bare})
        signed = set()
        for one in part(said, "officers", list):
            key = held.get(one["key"]) if isinstance(one, dict) and "key" in one else None
            holds = key and ed25519(key["public"], unb64(one["signature"]), message)
            need(holds and one["key"] not in signed, "an officer's signature does not hold")
            signed.add(one["key"])
        due = len(held) // 2 + 1 if asked and len(held) > 1 else 0
        need(len(signed) >= due, f"{len(signed)} officers signed, {due} are needed")

    def move_custody(self, said: Any, number: int) -> None:
        """The next host goes on from the present head, which the old log key signed."""
        note = read_note(part(said, "checkpoint", str).encode())
        _since, name, public = self.log_keys[-1]
        need(signed_note(note, name, public), "the old log key did not sign the last head")
        need(
            read_head(note[0]) == (self.origin, number, self.roots.all[number]), "another last head"
        )
        told = part(said, "log_key", str)
        new = read_log_key(told)
        need(new[0] == self.origin, "the log key has another name than the record")
        need(key_id("ed25519", new[1]) not in self.keys, "somebody's key becomes the log key")
        due = f"dipoli/last-head/v1 {told}"
        need(note[0].split("\n")[3:] == [due, ""], "the last head does not say that it is the last")
        self.log_keys.append((number + 1, *new))
        self.end([one for one, key in self.keys.items() if key["holder"] == self.office], number)
        self.enrol(read_keys(said["keys"], self.office), number + 1)

    def own(self, by: str, wanted: object) -> Any:
        key = self.keys.get(wanted) if isinstance(wanted, str) else None
        need(key and key["holder"] == by and key["until"] is None, "it names no key of its own")
        return key

    def enrol(self, keys: list[Listed], since: int) -> None:
        for one, key in keys:
            need(one not in self.keys, "a key is enrolled a second time")
            logs = [key_id("ed25519", public) for _since, _name, public in self.log_keys]
            need(one not in logs, "the log key is enrolled for another use")
            self.keys[one] = {**key, "since": since, "until": None}

    def end(self, ids: list[str], number: int) -> None:
        """Keys end with the act of this number; what they signed stays valid."""
        for one in ids:
            if self.keys[one]["until"] is None:
                self.keys[one]["until"] = number + 1


def part(value: Any, key: str, kind: type) -> Any:
    found = value.get(key) if isinstance(value, dict) else None
    need(type(found) is kind, f"the body has no proper {key}")
    return found


def read_keys(listed: Any, holder: str) -> list[Listed]:
    need(isinstance(listed, list), "no list of keys")
    keys = []
    for one in listed:
        use, alg = part(one, "use", str), part(one, "alg", str)
        public = unb64(one.get("public"))
        length = {"ed25519": 32, "x25519": 32, "mldsa44": 1312}.get(alg)
        need(len(public) == length and (use == "seal") == (alg == "x25519"), "a key of no use")
        keys.append(
            (key_id(alg, public), {"use": use, "alg": alg, "public": public, "holder": holder})
        )
    return keys


# ---------------------------------------------------------------- a whole copy


def verify(folder: Path, given: LogKey | None) -> tuple[Record, Iterator[str]]:
    """All checks of one copy. Returns the record and lines to tell."""
    file = folder / "checkpoint"
    if not file.is_file():
        raise NoCopy(f"{folder} holds no checkpoint")
    note = read_note(file.read_bytes())
    origin, size, root = read_head(note[0])
    record, entries = Record(origin), list[bytes]()
    for entry in entries_of(folder, size):
        entries.append(leaf_hash(entry))
        body = folder / "bodies" / place(len(entries) - 1)
        try:
            record.take(entry, body.read_bytes() if body.is_file() else None)
        except (Wrong, KeyError, TypeError, AttributeError) as error:
            raise Wrong(f"act {len(entries) - 1}{named(entry)}: {error}") from None
    need(root_of(entries) == root, "the acts do not give the root of the checkpoint")
    check_tiles(folder, entries)
    known = [(name, public) for since, name, public in record.log_keys if since <= size]
    need(given is None or given in known or not size, "the log key given is none of this record")
    name, public = known[-1] if known else given or ("", b"")
    need(name == origin, "no log key is known for this record")
    need(signed_note(note, name, public), "the log key did not sign the checkpoint")
    signed_note(note, name, public, kind=4)
    return record, told(record, note, size, root, official_of(folder, record))


def named(entry: bytes) -> str:
    try:
        act = json.loads(entry)["act"]
        return f" ({act['name']}, by {act['by']})"
    except (ValueError, KeyError, TypeError):
        return ""


def witnessed(record: Record, note: Note, size: int) -> tuple[int, int, int]:
    """How many delegations cosigned a head of a size, how many could, and how many must."""
    forum, keys = record.origin.rpartition("/")[0], dict[str, list[Any]]()
    for key in record.keys.values():
        ended = key["until"] is not None and size >= key["until"]
        if key["use"] == "witness" and key["since"] <= size and not ended:
            keys.setdefault(key["holder"], []).append(key)
    signed = 0
    for code, held in keys.items():
        checked = [key["public"] for key in held if key["alg"] == "ed25519"]
        name = f"{forum}/witness/{code}"
        signed += bool([time for public in checked for time in signed_note(note, name, public, 4)])
    return signed, len(keys), -(-len(keys) * record.quorum[0] // record.quorum[1])


def official_of(folder: Path, record: Record) -> int:
    """How many acts the file `official` covers; 0 without one, or if the copy is older than it."""
    file = folder / "official"
    if not file.is_file():
        return 0
    note = read_note(file.read_bytes())
    origin, size, root = read_head(note[0])
    if size > len(record.leaves):
        return 0
    need(origin == record.origin and root == record.roots.all[size], "official is no head of this")
    known = [(name, public) for since, name, public in record.log_keys if since <= size]
    need(known and signed_note(note, *known[-1]), "the log key did not sign official")
    signed, asked, due = witnessed(record, note, size)
    if asked and signed < due and any(key["alg"] == "mldsa44" for key in record.keys.values()):
        record.notes.append("official may bear lines of ML-DSA-44, which were not checked")
        return 0
    need(asked and signed >= due, f"official was cosigned by {signed}; {due} are needed")
    return size


def is_exercise(charter: Any) -> bool:
    """Whether a charter says that every state is invented; that of a body lies in its mandate."""
    try:
        said = json.loads(charter)
    except (TypeError, ValueError, RecursionError):
        return False
    if not isinstance(said, dict):
        return False
    return said.get("exercise") is True or is_exercise(said.get("charter"))


def told(record: Record, note: Note, size: int, root: bytes, official: int) -> Iterator[str]:
    """What is said of a copy that holds, cosignatures counted."""
    signed, asked, due = witnessed(record, note, size)
    is_official = asked and signed >= due
    yield f"{record.origin}: {size} acts, root {b64(root)}"
    if record.exercise:
        yield MARK
    yield f"The circle is {'SEALED against its host' if record.sealed else 'OPEN to its host'}."
    counted = f"{signed} of {asked} delegations with a witness key; {due} are needed"
    yield f"The head is {'official' if is_official else 'provisional'}: cosigned by {counted}."
    if official and not is_official:
        yield f"Official up to act {official - 1}; provisional since."
    withheld = [one for one in record.absent if one in record.withheld]
    unseen = [one for one in record.absent if one not in record.withheld]
    if withheld:
        yield f"Bodies withheld by law, as the record says: acts {withheld}."
    if unseen:
        yield f"Bodies not at hand, and not checked; the record does not say why: acts {unseen}."
    yield from sorted(set(record.notes))


def compare(one: Record, other: Record) -> Iterator[str]:
    """Two copies are the same history, or one is the beginning of the other."""
    need(one.origin == other.origin, "the two copies are of two records")
    pairs = enumerate(zip(one.leaves, other.leaves, strict=False))
    fork = next((at for at, (mine, theirs) in pairs if mine != theirs), None)
    need(fork is None, f"the two copies differ from act {fork} on: there are two histories")
    yield f"The two copies are of one history: {len(one.leaves)} and {len(other.leaves)} acts."


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        description="Verify a copy of a record offline.", epilog=NOT_CHECKED
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--against", type=Path, metavar="FOLDER2")
    parser.add_argument("--log-key", metavar="KEY", help="as learnt elsewhere than in the record")
    args = parser.parse_args(arguments)
    try:
        given = read_log_key(args.log_key) if args.log_key else None
    except Wrong as error:
        print(f"Cannot be read: {error}.", file=sys.stderr)
        return 2
    try:
        record, said = verify(args.folder, given)
        lines = list(said)
        if args.against:
            other, more = verify(args.against, given)
            lines += [*more, *compare(record, other)]
    except (NoCopy, OSError) as error:
        print(f"Cannot be read: {error}.", file=sys.stderr)
        return 2
    except Wrong as error:
        print(f"NOT verified: {error}.")
        return 1
    print("\n".join(lines))
    if given is None:
        print(
            "The log key was taken from the record itself: compare it with the one you were given."
        )
    print(NOT_CHECKED)
    print("Verified: nothing was found that does not hold.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
