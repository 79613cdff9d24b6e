"""What the commands of a node share: the folder, the passphrase, the box, the clock, the answer."""

from __future__ import annotations

import argparse
import json
import secrets
import sys
import time
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from dipoli.cli.edge import Edge, is_exercise, mark
from dipoli.faults import MalformedError, RecordError, RefusedError
from dipoli.node.box import BoxKey, KeyBox
from dipoli.node.display import open_or_sealed
from dipoli.node.drawer import BOX, take_box
from dipoli.node.lock import read_locked, unlock
from dipoli.node.node import Node
from dipoli.node.opening import opener_of
from dipoli.node.passphrase import passphrase
from dipoli.record.canon import Json, canonical, malformed
from dipoli.record.note import VerifierKey, read_key
from dipoli.record.standing import Standing

CONTENT_BYTES = 1 << 20
NO_CIRCLE = (
    "Whether a circle is open to its host or sealed against it, and whether it is an exercise, is "
    "told by each command that works in one."
)
_SIGNS = 2


def add_folder(parser: argparse.ArgumentParser) -> None:
    """The folder of the node, first of the words."""
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="the folder of the node")


def add_passphrase(parser: argparse.ArgumentParser) -> None:
    """Where the passphrase comes from."""
    parser.add_argument(
        "--passphrase-file",
        type=Path,
        metavar="FILE",
        help="read the passphrase from the first line of a file; without it, it is asked for",
    )


def add_json(parser: argparse.ArgumentParser) -> None:
    """One JSON object in place of words."""
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def add_circle(parser: argparse.ArgumentParser) -> None:
    """The circle, by its origin or by its name in this node."""
    parser.add_argument(
        "--circle", required=True, metavar="CIRCLE", help="origin of the record, or its name here"
    )


def circle_json(standing: Standing, schema: str, state: str) -> dict[str, Any]:
    """What every JSON answer on a circle begins with; null is what the opening is yet to say."""
    return {
        "schema": schema,
        "state": state,
        "circle": standing.origin,
        "exercise": is_exercise(standing),
        "sealed": None if standing.opening is None else standing.is_sealed,
    }


def circle_lines(standing: Standing) -> list[str]:
    """The same in words: the exercise mark, where it is one, and whether it is open or sealed."""
    return [*mark(standing), open_or_sealed(standing)]


def edge_of(node: Node, circle: str, box: KeyBox | None = None) -> Edge:
    """A circle as the delegation of a node is told of it: in the names that it uses.

    Args:
        node: the node.
        circle: name of the circle in it.
        box: its keys, where they were opened; without them, names given in sealed acts are not
            known.
    """
    has_box = (node.folder / BOX).is_file()
    return Edge(
        standing=node.standing(circle),
        acts=lambda start, end: node.acts(circle, start, end),
        opener=opener_of(node, circle, box),
        reader=read_locked(take_box(node.folder)).code if has_box else "",
    )


def log_key(word: str) -> VerifierKey:
    """A log key as it is typed.

    Raises:
        RecordError: it is none.
    """
    if word.count("+") < _SIGNS:
        message = (
            f"{word} is no log key. A log key is one word of three parts with + between them; it "
            "begins with the origin of the record. `dipoli office show` prints it in the office."
        )
        raise RecordError(message)
    return read_key(word)


def now() -> datetime:
    """The time of this machine, in UTC, in whole seconds."""
    return datetime.fromtimestamp(int(time.time()), UTC)


def chance(count: int) -> bytes:
    """Fresh random bytes of this machine."""
    return secrets.token_bytes(count)


def tell(args: argparse.Namespace, lines: Iterable[str], told: Mapping[str, Any]) -> None:
    """Print the answer, in words or as one JSON object."""
    if args.json:
        print(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        print("\n".join(lines))


def whose(box: KeyBox) -> str:
    """Whose box it is, in words."""
    return f"an officer of {box.code}" if box.is_officers else box.code


def key_lines(keys: Iterable[BoxKey]) -> list[str]:
    """Keys for people: use, algorithm, id."""
    return [f"  {key.use.value:8} {key.alg:8} {key.id}" for key in keys]


# ---------------------------------------------------------------- passphrases


def open_box(args: argparse.Namespace) -> KeyBox:
    """The keys of the node in the folder.

    Raises:
        DipoliError: there is no box, or it does not open.
    """
    data = take_box(args.folder)
    return unlock(data, passphrase(args.passphrase_file, "Passphrase: "))


def new_passphrase(file: Path | None) -> str:
    """A passphrase that is new: asked for twice, since a slip would lock the box for good.

    Raises:
        RefusedError: the two differ, or none was given.
    """
    first = passphrase(file, "New passphrase: ")
    if file is None and passphrase(None, "The same once more: ") != first:
        message = "The two passphrases differ. Nothing was done."
        raise RefusedError(message)
    return first


# ---------------------------------------------------------------- papers and consent


def agree_to_sign(args: argparse.Namespace) -> None:
    """Ask for the word, typed in full. What was shown is what will be signed.

    Raises:
        RefusedError: another word, or none; nothing was signed.
    """
    if args.yes:
        return
    print('Type "sign" to sign exactly this, anything else to leave it: ', end="", file=sys.stderr)
    sys.stderr.flush()
    if sys.stdin.readline().strip() != "sign":
        message = "Nothing was signed."
        raise RefusedError(message)


def check_yes(args: argparse.Namespace) -> None:
    """``--yes`` is for scripts: it goes with a file of the passphrase only.

    Raises:
        RefusedError: it came alone.
    """
    if args.yes and args.passphrase_file is None:
        message = (
            "--yes goes with --passphrase-file only: who types a passphrase can read and agree."
        )
        raise RefusedError(message)


def content_of(path: Path) -> Json:
    """The content of an act from a JSON file that a person wrote.

    Raises:
        MalformedError: no JSON, a key twice, or something that no act can say.
    """
    with path.open("rb") as file:
        data = file.read(CONTENT_BYTES + 1)
    if len(data) > CONTENT_BYTES:
        found = f"more than {CONTENT_BYTES} bytes"
        raise malformed(str(path), "a text that fits in an act", found, "make it shorter")
    try:
        content: Json = json.loads(data.decode("utf-8"), object_pairs_hook=_once)
        canonical(content)
    except MalformedError as fault:
        one = fault.findings[0]
        raise malformed(str(path), one.expected, one.found, one.mend) from None
    except (ValueError, RecursionError) as error:
        raise malformed(str(path), "JSON in UTF-8", str(error), "write it as JSON") from None
    return content


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        message = "a key that stands twice"
        raise ValueError(message)
    return found
