"""``dipoli node exchange``: seal a return, hold shares, give them, read, each by one command."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from dipoli.cli.node_desk import (
    add_circle,
    add_folder,
    add_json,
    add_passphrase,
    chance,
    check_yes,
    circle_json,
    now,
    open_box,
    tell,
)
from dipoli.cli.node_write import sign_wish
from dipoli.cli.nodes import node_at
from dipoli.faults import RecordError, RefusedError
from dipoli.forum.exchange import HOLD, SHARE, SUBMIT, Stage
from dipoli.forum.form import Form
from dipoli.forum.line import show_fields
from dipoli.forum.names import Names
from dipoli.forum.procedure import KINDS
from dipoli.forum.text_views import marked
from dipoli.node.display import open_or_sealed
from dipoli.node.drawer import keep_paper
from dipoli.node.exchange import (
    AtRound,
    Read,
    at_round,
    check_release,
    check_shares,
    hold_content,
    read_returns,
    sealed_content,
    share_content,
)
from dipoli.node.node import Node
from dipoli.record.canon import Json
from dipoli.record.drafting import Wish
from dipoli.record.sealed_return import RETURN_BYTES
from dipoli.record.shape import write_time

SCHEMA = "dipoli.node-exchange/1"


def add(commands: Any) -> None:  # noqa: ANN401 - argparse keeps the type to itself
    """Add the command to the group."""
    parser = commands.add_parser(
        "exchange",
        help="seal a return, hold shares of the others', give them once it is time, read",
        description="Works in an exchange round on this node's own copy of the record. submit "
        "seals a return and signs the act that hands it in; hold opens the shares that came, and "
        "signs that they are good; share gives them, once the release is official, and not "
        "before; read opens what was released. Sends nothing.",
        epilog="How it goes: docs/howto/exchange-information.md.",
    )
    steps = parser.add_subparsers(title="steps", metavar="STEP", required=True)
    for step, told, run in (
        ("submit", "seal a return and sign the act that hands it in", run_submit),
        ("hold", "say that the own shares of returns are good", run_hold),
        ("share", "give the own shares of what is released", run_share),
        ("read", "read what is released", run_read),
    ):
        one = steps.add_parser(step, help=told, description=f"{told.capitalize()}.")
        add_folder(one)
        one.add_argument("round", metavar="ROUND", help="short name of the exchange round")
        add_circle(one)
        if step == "submit":
            _of_submit(one)
        elif step == "read":
            one.add_argument("--out", type=Path, metavar="FOLDER", help="write what opens there")
        if step != "read":
            one.add_argument("--role", default="delegation", metavar="WORD", help="the capacity")
            again = "sign although an act of this number was signed"
            one.add_argument("--again", action="store_true", help=again)
            one.add_argument("--yes", action="store_true", help="do not ask; for scripts")
        add_passphrase(one)
        add_json(one)
        one.set_defaults(run=run)


def _of_submit(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--file", type=Path, required=True, metavar="FILE", help="what the return says"
    )
    parser.add_argument(
        "--paper",
        type=Path,
        metavar="LINE",
        help="for a seat on paper: sign nothing, and write the sealed return to this file, as a "
        "line for `dipoli forum submit` of the office",
    )


# ---------------------------------------------------------------- running


def _at(args: argparse.Namespace) -> tuple[Node, AtRound]:
    node = node_at(args.folder, None)
    return node, at_round(node, node.find(args.circle), open_box(args), args.round)


def _signed(args: argparse.Namespace, node: Node, at: AtRound, name: str, content: Json) -> int:
    wish = Wish(
        name=name, content=content, at=write_time(now()), role=args.role, object=at.round_.id
    )
    return sign_wish(args, node, at.box, wish)


def run_submit(args: argparse.Namespace) -> int:
    """Seal a return.

    Raises:
        DipoliError: nothing was sealed or signed; it says why.
    """
    if args.paper is None:
        check_yes(args)
    node, at = _at(args)
    content = sealed_content(at, _text(args.file), chance)
    if args.paper is None:
        return _signed(args, node, at, SUBMIT, content)
    form: Form = KINDS[SUBMIT].form
    line = " ".join(["exchange.submit", at.round_.id, *show_fields(form, form.read(content))])
    keep_paper(args.paper, f"{line}\n".encode())
    told_lines = [
        *_head(at),
        f"The sealed return of {_names(at).party(at.box.code)} was written: {args.paper}",
        "Nothing was signed. Hand it to the secretariat with a letter, and keep a copy:",
        "compare it with the record once it is entered.",
    ]
    tell(args, told_lines, {**_json(at, "sealed"), "file": str(args.paper)})
    return 0


def _text(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(RETURN_BYTES + 1)
    except OSError as error:
        message = f"The return {path} cannot be read: {error.strerror}. Nothing was sealed."
        raise RecordError(message) from None


def run_hold(args: argparse.Namespace) -> int:
    """Open the shares that came, and sign that they are good.

    Raises:
        RefusedError: none is good, or none is awaited.
    """
    check_yes(args)
    node, at = _at(args)
    checked = check_shares(at)
    told = [_names(at).told(one) for one in checked.told]
    if not checked.good:
        message = " ".join(told) or "No return waits for the word of this node. Nothing was signed."
        raise RefusedError(message)
    if told and not args.json:
        print("\n".join(told))
    return _signed(args, node, at, HOLD, hold_content(checked))


def run_share(args: argparse.Namespace) -> int:
    """Give the own shares, if it is time.

    Raises:
        RefusedError: it is not time; nothing was given.
    """
    check_yes(args)
    node, at = _at(args)
    status = node.status(node.find(args.circle))
    due = check_release(at, status.up_to, status.alarms, write_time(now()))
    return _signed(args, node, at, SHARE, share_content(at, due))


def run_read(args: argparse.Namespace) -> int:
    """Read what is released."""
    _node, at = _at(args)
    found = read_returns(at)
    if args.out is not None:
        args.out.mkdir(mode=0o700, parents=True, exist_ok=True)
        for one in found:
            if one.opened is not None and one.opened.text is not None:
                keep_paper(args.out / f"{at.round_.id}-{one.seat}", one.opened.text)
    told = {**_json(at, "read"), "returns": [_one_json(at, one) for one in found]}
    tell(args, [*_head(at), *_lines(at, found)], told)
    return 0


# ---------------------------------------------------------------- telling


def _names(at: AtRound) -> Names:
    return Names(at.forum, at.box.code, "")


def _head(at: AtRound) -> Iterator[str]:
    yield at.standing.origin
    yield from marked(at.forum.charter)
    yield open_or_sealed(at.standing)
    yield f'{at.round_.id}  "{at.round_.title}"  {at.round_.stage.value.replace("-", " ")}'


def _lines(at: AtRound, found: Sequence[Read]) -> Iterator[str]:
    names = _names(at)
    for one in found:
        yield ""
        dated = "" if one.late is None else f"   {one.late}"
        yield f"{names.party(one.seat)}{dated}"
        if one.opened is None:
            yield f"  {_why_not(at)}"
            continue
        yield f"  {names.told(one.opened.told)}"
        if one.opened.wrong:
            yield f"  Shares that do not agree: of {', '.join(map(names.party, one.opened.wrong))}."
        if one.opened.text is not None:
            yield from (f"  | {line}" for line in _readable(one.opened.text).splitlines())


def _why_not(at: AtRound) -> str:
    own = at.round_.returns.get(at.box.code)
    if at.round_.stage is Stage.LAPSED or own is None or own.released is None:
        return "Sealed. Who handed a return in reads the others', once they are released."
    return "Sealed; it is not released."


def _readable(text: bytes) -> str:
    """A text of another, without signs that steer a terminal."""
    told = text.decode("utf-8", "replace")
    return "".join(sign if sign.isprintable() or sign == "\n" else "?" for sign in told)


def _json(at: AtRound, state: str) -> dict[str, Any]:
    return {
        **circle_json(at.standing, SCHEMA, state),
        "exercise": at.forum.charter.exercise,
        "round": at.round_.id,
        "stage": at.round_.stage.value,
        "code": at.box.code,
    }


def _one_json(at: AtRound, one: Read) -> dict[str, Any]:
    text = None if one.opened is None else one.opened.text
    return {
        "seat": one.seat,
        "name": _names(at).party(one.seat),
        "date": one.late,
        "told": _why_not(at) if one.opened is None else _names(at).told(one.opened.told),
        "wrong": [] if one.opened is None else list(one.opened.wrong),
        "text": None if text is None else _readable(text),
    }
