"""A site on a long forum, in a real office: one circle of a hundred thousand acts, each signed.

The acts are those of `benches.long_forum`, done by members of a charter under which no meeting need
sit, and at the end proposals that wait. They are signed by their authors and laid in an SQLite file
once under ``out/``; the same size gives the same bytes. The forum began long ago, so that its last
act lies in the past.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from shutil import copytree, rmtree

from attrs import define, evolve, field
from benches.ledger import ROOT
from benches.long_forum import Step, _round
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from tests.forum.made import NAMES, Desk, charter
from tests.record.acts import CIRCLE, FORUM, OFFICE, ORIGIN, log_signer, opening, signing
from tests.record.copies import TIME

from dipoli.charter.rules import ChairRules, Charter, Rota, Term
from dipoli.demonstration.chance import stream
from dipoli.depositary import sqlite
from dipoli.forum.charter_text import write_charter
from dipoli.forum.opening import begin
from dipoli.forum.procedure import KINDS
from dipoli.record import forms
from dipoli.record.act import Envelope, Seen, write_entry
from dipoli.record.body import plain_body, write_body
from dipoli.record.canon import Json
from dipoli.record.custody import Stored
from dipoli.record.keys import sign_act
from dipoli.record.note import (
    Checkpoint,
    add_signatures,
    cosign,
    sign_note,
    write_checkpoint,
    write_note,
)
from dipoli.record.shape import write_time
from dipoli.record.tree import EMPTY_ROOT, Frontier, leaf_hash
from dipoli.secretariat.premises import Premises, make_premises

BEGINS = datetime(1974, 1, 7, 10, tzinfo=UTC)
HALL = "long"
LEFT_OPEN = 4_000
"""So many proposals at the end wait to be put."""
MORE = 100
"""So many acts are signed beyond the size, to be entered while the site is read."""
_CHUNK = 2_000
_BASKETS = ("water", "trade")


def paper() -> Charter:
    """A charter under which one member presides throughout and no meeting need sit."""
    usual = charter()
    return evolve(
        usual,
        chair=ChairRules(
            rota=Rota.FIXED, language=None, term=Term.STANDING, fixed=("XAL",), speaks=True
        ),
        decision=evolve(usual.decision, meeting=False, quorum=0),
    )


@define
class _Author:
    """One hand of the record: how many acts, and the last of them."""

    code: str
    acts: int = 0
    prev: bytes | None = None
    key: Ed25519PrivateKey = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.key = signing(self.code, "sign")


@define
class Pen:
    """Signs act after act of one record."""

    size: int
    dice: random.Random = field(init=False)
    tree: Frontier = field(factory=Frontier)
    authors: dict[str, _Author] = field(factory=dict)
    number: int = 0

    def __attrs_post_init__(self) -> None:
        self.dice = random.Random(self.size)

    def write(self, by: str, name: str, said: Json, at: str, **more: str | None) -> Stored:
        """The next act."""
        author = self.authors.setdefault(by, _Author(by))
        body = plain_body(said, self.dice.randbytes(32))
        seen = Seen(size=self.tree.size, root=self.tree.root() if self.tree.size else EMPTY_ROOT)
        envelope = Envelope(
            forum=FORUM, circle=CIRCLE, name=name, by=by, entered_by=by,
            role=more.get("role") or "secretariat", seq=author.acts, prev=author.prev,
            object=more.get("about") or "", deadline=more.get("deadline"),
            body_hash=body.digest(), seen=seen, time=at, nonce=self.dice.randbytes(16),
        )  # fmt: skip
        entry = write_entry(envelope, sign_act(envelope, author.key))
        leaf = leaf_hash(entry)
        author.acts, author.prev, self.tree = author.acts + 1, leaf, self.tree.add(leaf)
        self.number += 1
        return Stored(index=self.number - 1, entry=entry, body=write_body(body))


def signed_acts(size: int) -> Iterator[Stored]:
    """The acts of a long forum, in order, the opening first; some more than were asked for."""
    pen = Pen(size)
    said = opening(keyed=tuple(NAMES), paper=(), charter=write_charter(paper()))
    yield pen.write(OFFICE, forms.OPEN_CIRCLE, said, write_time(BEGINS))
    opened = forms.read_form(forms.OPEN_CIRCLE, said)
    assert isinstance(opened, forms.OpenCircle)
    founded = begin(opened, write_time(BEGINS))
    assert founded is not None
    desk = Desk(founded.grown(chair=paper().chair.fixed))
    desk.now = BEGINS
    for by, name, about, hours, deadline, more in _steps(size):
        desk.wait(hours=hours)
        act = desk.act(by, name, about, deadline, **_in_basket(name, desk.forum.acts, more))
        desk.forum = desk.forum.grown(acts=desk.forum.acts + 1)
        content = KINDS[act.name].form.write(act.said)
        yield pen.write(
            by, act.name, content, act.time, role=act.role, about=about, deadline=act.deadline
        )


def _steps(size: int) -> Iterator[Step]:
    left, number, at = size - 2 - len(NAMES) - LEFT_OPEN, 0, BEGINS
    for code in NAMES:
        yield (
            code,
            "channel.declare",
            code,
            0,
            None,
            {"channel": f"mailbox of {code}", "sort": "mailbox"},
        )
    yield "XAL", "chair.take", "", 0, None, {}
    while left > 0:
        for step in _round(number, at):
            at += timedelta(hours=step[3])
            if left > 0:
                yield step
            left -= 1
        number += 1
    for waiting in range(LEFT_OPEN + MORE):
        content: dict[str, Json] = {"title": f"Line {waiting}", "purpose": "measure"}
        yield "XBE", "proposal.table", f"Z{waiting}", 0, None, content


def _in_basket(name: str, number: int, said: dict[str, Json]) -> dict[str, Json]:
    """Things that can lie in a basket do, now in one and now in the other."""
    fields = {one.name for one in KINDS[f"{name}/1"].form.fields}
    return {**said, "basket": _BASKETS[number % 2]} if "basket" in fields else said


def head_of(tree: Frontier) -> bytes:
    """The head of a tree, signed and timed by the host."""
    text = write_checkpoint(Checkpoint(origin=ORIGIN, size=tree.size, root=tree.root()))
    signer = log_signer()
    line = cosign(text, signer.key, signer.name, TIME)
    return write_note(add_signatures(sign_note(text, signer), [line]))


def long_site(size: int) -> tuple[Path, Sequence[Stored]]:
    """The folder of a site with a long forum, laid on the first call, and the acts that come next.

    Args:
        size: how many acts its record has.
    """
    folder = ROOT / "out" / f"long-site-{size}"
    acts = signed_acts(size)
    if folder.exists():
        return folder, list(acts)[size:]
    staging = folder.with_name(f"{folder.name}.partial")
    rmtree(staging, ignore_errors=True)
    office = staging / HALL / "offices" / CIRCLE
    premises = Premises(folder=office, forum=FORUM, circle=CIRCLE, code=OFFICE)
    make_premises(premises, stream("bench-site"))
    tree, held = Frontier(), list(acts)
    sqlite.create(premises.record, ORIGIN, head_of(tree))
    with closing(sqlite.open_(premises.record, ORIGIN)) as custody:
        for at in range(0, size, _CHUNK):
            row = held[at : min(at + _CHUNK, size)]
            tree = tree.add(*(leaf_hash(act.entry) for act in row))
            custody.append(at, row, head_of(tree))
    staging.rename(folder)
    return folder, held[size:]


def copied(folder: Path, to: Path) -> Path:
    """A copy of a site, in which acts can be entered."""
    return Path(copytree(folder, to, dirs_exist_ok=True))
