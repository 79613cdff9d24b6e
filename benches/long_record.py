"""A long invented record: honest acts of eight seats, each signed, with bodies and new keys.

Seven acts in eight hundred are new signing keys; all others are statements of some 300 characters.
Each author has seen the head before its act. A record is laid once under ``out/`` and kept: the
same size gives the same bytes.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from shutil import rmtree

from attrs import define, field
from benches.ledger import ROOT
from tests.record.acts import (
    CIRCLE,
    FORUM,
    KEYED,
    OFFICE,
    ORIGIN,
    START,
    log_signer,
    new_key,
    opening,
    proven,
    signing,
)
from tests.record.copies import TIME

from dipoli.depositary import sqlite
from dipoli.record import forms
from dipoli.record.act import Envelope, Seen, write_entry
from dipoli.record.audit_files import body_path
from dipoli.record.body import plain_body, write_body
from dipoli.record.canon import Json
from dipoli.record.custody import Stored
from dipoli.record.keys import KeyUse, sign_act
from dipoli.record.note import (
    Checkpoint,
    add_signatures,
    cosign,
    sign_note,
    write_checkpoint,
    write_note,
)
from dipoli.record.shape import write_time
from dipoli.record.standing import witness_name
from dipoli.record.tile import WIDTH, entries_path, entry_bundle, tiles
from dipoli.record.tree import EMPTY_ROOT, Frontier, leaf_hash

SEATS = (*KEYED, "XGA", "XGB", "XGC", "XGD", "XGE")
RENEWED = 800
"""In a row of so many acts each author but one has a new key."""

_WORDS = (
    "the",
    "lake",
    "water",
    "border",
    "shore",
    "treaty",
    "seat",
    "paper",
    "notes",
    "with",
    "of",
)
_CHUNK = 2000


@define
class _Author:
    """One hand of the record: how many acts, the last of them, how many keys, and the key."""

    code: str
    acts: int = 0
    prev: bytes | None = None
    keys: tuple[object, ...] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.keys = (self.code, "sign")


def long_acts(size: int) -> Iterator[Stored]:
    """The acts of a long record, in order.

    Args:
        size: how many, the opening included.
    """
    dice, tree = random.Random(size), Frontier()
    seats = [_Author(code) for code in SEATS]
    for index in range(size):
        author = seats[index % len(seats)] if index else _Author(OFFICE)
        renews = index and index % RENEWED < len(seats) - 1 and index >= RENEWED
        name = forms.ROTATE_KEY if renews else forms.SAY if index else forms.OPEN_CIRCLE
        act = _act(author, name, index, tree, dice)
        leaf = leaf_hash(act.entry)
        author.acts, author.prev, tree = author.acts + 1, leaf, tree.add(leaf)
        yield act


def _act(author: _Author, name: str, index: int, tree: Frontier, dice: random.Random) -> Stored:
    signer, content = signing(*author.keys), _content(author, name, index, dice)
    body = plain_body(content, dice.randbytes(32))
    seen = Seen(size=tree.size, root=tree.root() if tree.size else EMPTY_ROOT)
    envelope = Envelope(
        forum=FORUM, circle=CIRCLE, name=name, by=author.code, entered_by=author.code,
        role="secretariat" if author.code == OFFICE else "head", seq=author.acts, prev=author.prev,
        object="", deadline=None, body_hash=body.digest(), seen=seen,
        time=write_time(START + timedelta(seconds=index)), nonce=dice.randbytes(16),
    )  # fmt: skip
    entry = write_entry(envelope, sign_act(envelope, signer))
    return Stored(index=index, entry=entry, body=write_body(body))


def _content(author: _Author, name: str, index: int, dice: random.Random) -> Json:
    if name == forms.OPEN_CIRCLE:
        return opening(keyed=SEATS, paper=())
    if name == forms.SAY:
        return {"text": " ".join(dice.choices(_WORDS, k=50))}
    old = new_key(KeyUse.SIGN, *author.keys).id
    author.keys = (author.code, index)
    return {"old": old, "key": proven(KeyUse.SIGN, author.code, *author.keys), "officers": []}


def head_of(tree: Frontier) -> bytes:
    """The head of a tree, signed, timed and cosigned by every seat."""
    text = write_checkpoint(Checkpoint(origin=ORIGIN, size=tree.size, root=tree.root()))
    signer = log_signer()
    lines = [cosign(text, signer.key, signer.name, TIME)]
    lines += [
        cosign(text, signing(code, "witness"), witness_name(FORUM, code), TIME) for code in SEATS
    ]
    return write_note(add_signatures(sign_note(text, signer), lines))


def long_copy(size: int) -> Path:
    """The folder of a long record, as any host serves it; laid on the first call.

    Args:
        size: how many acts.
    """
    folder = ROOT / "out" / f"long-record-{size}"
    if (folder / "checkpoint").exists():
        return folder
    rmtree(folder, ignore_errors=True)
    leaves = list[bytes]()
    for acts in _chunks(long_acts(size), WIDTH):
        entries = [act.entry for act in acts]
        _write(folder, entries_path(acts[0].index // WIDTH, len(acts)), entry_bundle(entries))
        for act in acts:
            _write(folder, body_path(act.index), act.body or b"")
        leaves += map(leaf_hash, entries)
    for path, data in tiles(leaves, size):
        _write(folder, path, data)
    _write(folder, "checkpoint", head_of(Frontier().add(*leaves)))
    return folder


def long_file(size: int) -> Path:
    """The SQLite file of a long record; laid on the first call.

    Args:
        size: how many acts.
    """
    path = ROOT / "out" / f"long-record-{size}.db"
    if path.exists():
        return path
    partial, tree = path.with_name(f"{path.name}.partial"), Frontier()
    for tail in ("", "-wal", "-shm"):
        partial.with_name(partial.name + tail).unlink(missing_ok=True)
    sqlite.create(partial, ORIGIN, head_of(tree))
    with closing(sqlite.open_(partial, ORIGIN)) as custody:
        for acts in _chunks(long_acts(size), _CHUNK):
            tree = tree.add(*(leaf_hash(act.entry) for act in acts))
            custody.append(acts[0].index, acts, head_of(tree))
    return partial.rename(path)


def _chunks(acts: Iterable[Stored], length: int) -> Iterator[list[Stored]]:
    row = list[Stored]()
    for act in acts:
        row.append(act)
        if len(row) == length:
            yield row
            row = []
    if row:
        yield row


def _write(folder: Path, path: str, data: bytes) -> None:
    place = folder / path
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(data)
