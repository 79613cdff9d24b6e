"""With what a circle is opened: a charter of its own, or the mandate of the body above it.

A body is called by an act of the body to which it reports, after a decision where the charter asks
for one. Its circle is opened by an office of its own, with what the record above says of it:
charter, seats, chair and track; and it cites the act that called it. Nothing is decided anew here.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path

from attrs import frozen

from dipoli.charter.rules import Charter
from dipoli.cli.forum_desk import Desk, at_desk, present
from dipoli.faults import RefusedError
from dipoli.forum.bodies import Body, Stage
from dipoli.forum.bodies_rules import beginning
from dipoli.forum.charter_text import write_charter
from dipoli.forum.names import Names
from dipoli.forum.opening import write_mandate
from dipoli.forum.seat_rules import founding
from dipoli.forum.standing import Forum
from dipoli.record.canon import Json, to_base64
from dipoli.secretariat.premises import Premises


@frozen(kw_only=True)
class Ground:
    """On what a circle is opened.

    Args:
        forum: the standing with which it begins.
        title: of the circle, where no other is given.
        text: what its opening carries as its charter.
        codes: who may have a seat in it, in their order.
        parent: the act above by which it was called; None for a plenary.
        body: its short name above; None for a plenary.
    """

    forum: Forum
    title: str
    text: str
    codes: tuple[str, ...]
    parent: Mapping[str, Json] | None = None
    body: str | None = None

    @property
    def charter(self) -> Charter:
        """The charter by which it works."""
        return self.forum.charter

    def named(self, codes: list[str]) -> str:
        """Parties by the names of the charter, in a row."""
        names = Names(self.forum)
        return ", ".join(map(names.party, codes))


def by_charter(charter: Charter) -> Ground:
    """A plenary, by a charter."""
    return Ground(
        forum=founding(charter, ""),
        title=next(iter(charter.title.values())),
        text=write_charter(charter),
        codes=tuple(one.code for one in charter.members),
    )


def by_mandate(args: argparse.Namespace, premises: Premises) -> Ground:
    """A body, as the record of the body above has it.

    Args:
        args: with above, body, circle and passphrase_file.
        premises: of the office that is to open it.

    Raises:
        RefusedError: no such body is at work above, or the office is of another forum.
        RecordError: the record above cannot be read.
    """
    secret = None if premises.is_locked else args.passphrase_file
    above: Path = args.above
    place = argparse.Namespace(folder=above, circle=args.circle, passphrase_file=secret)
    with at_desk(place) as desk:
        body = _body(desk, args.body)
        _check_place(desk, premises)
        forum = beginning(desk.forum, body.id, desk.standing.circle, present())
        return Ground(
            forum=forum,
            title=body.title,
            text=write_mandate(forum),
            codes=forum.seating,
            parent={
                "origin": desk.standing.origin,
                "size": desk.standing.size,
                "leaf": to_base64(desk.standing.leaves[body.number]),
                "note": None,
            },
            body=body.id,
        )


def _body(desk: Desk, name: str) -> Body:
    found = desk.forum.bodies.get(name)
    if found is not None and found.stage is Stage.AT_WORK:
        return found
    why = "was never called" if found is None else "is closed"
    working = [one.id for one in desk.forum.bodies.values() if one.stage is Stage.AT_WORK]
    told = ", ".join(sorted(working)) or "none"
    message = f"The body {name} {why} in {desk.standing.origin}. Bodies at work there: {told}."
    if desk.forum.blind is not None:
        message += (
            f" From act {desk.forum.blind} on, not all that was done there can be read in this "
            "folder; give --above a node that can."
        )
    message += " Nothing was opened."
    raise RefusedError(message)


def _check_place(desk: Desk, premises: Premises) -> None:
    above = desk.standing
    if premises.forum == above.forum and premises.circle != above.circle:
        return
    message = (
        f"The office is for {premises.origin}, and the body above works in {above.origin}. Make an "
        f"office for another circle of the forum {above.forum}. Nothing was opened."
    )
    raise RefusedError(message)
