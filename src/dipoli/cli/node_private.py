"""``dipoli node private``: positions, instructions and notes, under the delegation's own keys."""

from __future__ import annotations

import argparse
import base64
import sys
from pathlib import Path
from typing import Any

from dipoli.cli.node_desk import add_folder, add_json, add_passphrase, chance, now, open_box, tell
from dipoli.faults import RecordError, SealedError
from dipoli.node import private
from dipoli.node.box import KeyBox
from dipoli.node.drawer import keep_paper
from dipoli.node.paper_box import (
    PublicPaperKey,
    open_paper,
    paper_keys,
    read_public,
    seal_paper,
    whose,
)
from dipoli.node.shown import plain
from dipoli.record.canon import from_base64

SCHEMA = "dipoli.node-private/1"
_MOST = 1 << 21


def add(commands: Any) -> None:  # noqa: ANN401 - argparse keeps the type to itself
    """Add the group of commands to the group."""
    parser = commands.add_parser(
        "private",
        help="keep positions, instructions and notes under the delegation's own keys",
        description="Keeps private papers in FOLDER/private, each a file of the format age, and "
        "seals and opens papers that a host lays by as ciphertext.",
        epilog="See docs/howto/read-a-sealed-circle.md.",
    )
    steps = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _add(steps, "key", "show the keys to which others seal for this node", run_key)
    keep = _add(steps, "keep", "keep a paper on this node", run_keep)
    _add_said(keep)
    keep.add_argument(
        "--to", action="append", default=[], metavar="AGE", help="an age recipient who opens it too"
    )
    _add(steps, "list", "list the papers on this node", run_list)
    read = _add(steps, "read", "read a paper on this node", run_read)
    read.add_argument("name", metavar="NAME", help="as the list has it")
    seal = _add(steps, "seal", "seal a paper that the site is to lay by", run_seal)
    _add_said(seal)
    _add_forum(seal)
    seal.add_argument(
        "--to", action="append", default=[], metavar="KEY", help="a paper key that opens it too"
    )
    seal.add_argument("--out", type=Path, metavar="FILE", help="also write it as a file")
    opening = _add(steps, "open", "open a sealed paper that the site gave out", run_open)
    opening.add_argument("file", type=Path, metavar="FILE", help="the sealed paper")
    _add_forum(opening)
    opening.add_argument(
        "--from", action="append", default=[], dest="by", metavar="KEY",
        help="a paper key that may have written it, compared by its code",
    )  # fmt: skip
    _add(
        steps, "identity", "show the age identity that opens the papers of this node", run_identity
    )


def _add(steps: Any, name: str, told: str, run: Any) -> argparse.ArgumentParser:  # noqa: ANN401 - argparse
    parser: argparse.ArgumentParser = steps.add_parser(name, help=told, description=told)
    add_folder(parser)
    add_passphrase(parser)
    add_json(parser)
    parser.set_defaults(run=run)
    return parser


def _add_said(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="what it says, in UTF-8")
    parser.add_argument("--title", required=True, metavar="TITLE", help="in one line")
    parser.add_argument(
        "--kind", default="note", choices=private.KINDS, help="what it is; a note if not given"
    )


def _add_forum(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--forum",
        required=True,
        metavar="FORUM",
        help="id of the forum, such as lake.example/talks",
    )


# ---------------------------------------------------------------- running


def run_key(args: argparse.Namespace) -> int:
    """Show the public keys."""
    box = open_box(args)
    key, age = paper_keys(box)[0].public, private.recipient(box)
    lines = [
        f"Paper key of {box.code}, to be offered on the site:",
        f"  {key.text}",
        f"  Its code, to be compared over the telephone: {key.code}",
        "Recipient of the format age:",
        f"  {age}",
    ]
    tell(args, lines, _json("key", box, key=key.text, compared=key.code, recipient=age))
    return 0


def run_keep(args: argparse.Namespace) -> int:
    """Keep a paper.

    Raises:
        DipoliError: it was not kept; it says why.
    """
    data = _said(args)
    box = open_box(args)
    name = private.keep(args.folder, box, data, f"{now():%Y-%m-%d}", chance, args.to)
    place = args.folder / private.PRIVATE / f"{name}.age"
    tell(args, [f"Kept as {place}. The file {args.file} was left."], _json("kept", box, name=name))
    return 0


def run_list(args: argparse.Namespace) -> int:
    """List the papers, the newest first."""
    box = open_box(args)
    papers = [private.open_(args.folder, box, name) for name in private.names(args.folder)]
    lines = [f"{one.name}  {one.kind:11}  {plain(one.title)}" for one in papers]
    told = [{"name": one.name, "kind": one.kind, "title": one.title} for one in papers]
    tell(
        args, lines or ["No private papers are kept on this node."], _json("list", box, papers=told)
    )
    return 0


def run_read(args: argparse.Namespace) -> int:
    """Read a paper.

    Raises:
        DipoliError: there is none, or it does not open.
    """
    box = open_box(args)
    one = private.open_(args.folder, box, args.name)
    _show(args, box, one)
    return 0


def run_seal(args: argparse.Namespace) -> int:
    """Seal a paper for the site.

    Raises:
        DipoliError: it was not sealed; it says why.
    """
    data = _said(args)
    box = open_box(args)
    key, to = paper_keys(box)[0], [read_public(one) for one in args.to]
    made = seal_paper(data, whose(args.forum, box.code), [key.public, *to], key, chance)
    if args.out is not None:
        keep_paper(args.out, made)
    text = base64.b64encode(made).decode("ascii")
    tell(args, [text], _json("sealed", box, forum=args.forum, sealed_paper=text))
    return 0


def run_open(args: argparse.Namespace) -> int:
    """Open a sealed paper.

    Raises:
        DipoliError: it does not open, or who signed it is not known.
    """
    with args.file.open("rb") as file:
        data = file.read(_MOST)
    box = open_box(args)
    sealed = (
        data
        if data[:1] == b"\x01"
        else from_base64(b"".join(data.split()).decode("ascii", "replace"), what="a sealed paper")
    )
    keys = paper_keys(box)
    opened = open_paper(sealed, whose(args.forum, box.code), keys)
    known: list[PublicPaperKey] = [*(one.public for one in keys), *map(read_public, args.by)]
    if all(opened.author != one.sign for one in known):
        message = (
            "The paper opens, and was signed by a key that was not named. It is not shown: anybody "
            "could have sealed it, the host included. Compare the code of the key of whoever wrote "
            "it, and name the key with --from."
        )
        raise SealedError(message)
    _show(args, box, private.read(args.file.name, opened.content))
    return 0


def run_identity(args: argparse.Namespace) -> int:
    """Show the age identities, with a warning."""
    box = open_box(args)
    found = private.identities(box)
    sys.stderr.write("Whoever has these lines opens every private paper of this node.\n")
    tell(args, found, _json("identity", box, identities=list(found)))
    return 0


# ---------------------------------------------------------------- parts


def _said(args: argparse.Namespace) -> bytes:
    with args.file.open("rb") as file:
        data = file.read(_MOST)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        message = f"{args.file} is not written in UTF-8. Save it so. Nothing was kept."
        raise RecordError(message) from None
    return private.written(args.title, args.kind, text)


def _show(args: argparse.Namespace, box: KeyBox, one: private.Paper) -> None:
    # Who wrote it may be another program: nothing in it steers the terminal.
    lines = [plain(one.title), one.kind, "", *map(plain, one.text.splitlines())]
    told = {"name": one.name, "title": one.title, "kind": one.kind, "text": one.text}
    tell(args, lines, _json("read", box, **told))


def _json(state: str, box: KeyBox, **more: Any) -> dict[str, Any]:  # noqa: ANN401 - parts of the answer
    return {"schema": SCHEMA, "state": state, "code": box.code, **more}
