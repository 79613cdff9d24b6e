"""``dipoli node make|passphrase|shares|recover``: the key box."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from dipoli.cli.node_desk import (
    NO_CIRCLE,
    add_folder,
    add_json,
    add_passphrase,
    chance,
    key_lines,
    new_passphrase,
    tell,
    whose,
)
from dipoli.faults import RecordError, RefusedError
from dipoli.node.box import KeyBox, make_box
from dipoli.node.drawer import keep_box, keep_paper, make_folder, take_box
from dipoli.node.lock import (
    COST,
    lock,
    open_with_passphrase,
    open_with_recovery,
    read_locked,
    relock,
    relock_with_shares,
    write_locked,
)
from dipoli.node.passphrase import passphrase
from dipoli.node.shares import (
    KEY_BYTES,
    NEEDED,
    SHARES,
    join_shares,
    read_share,
    split_key,
    write_share,
)
from dipoli.record import shape
from dipoli.record.canon import to_base64

_RESERVED = "SECRETARIAT"
_SHARE_BYTES = 4096


def add(commands: Any) -> None:  # noqa: ANN401 - argparse keeps the type to itself
    """Add the commands on the box to the group."""
    _add_make(commands)
    _add_shares(commands)


def _add_make(commands: Any) -> None:  # noqa: ANN401 - the same
    make = commands.add_parser(
        "make",
        help="make a key box for a delegation, or for one of its officers",
        description="Makes fresh keys and locks them with a passphrase in FOLDER/box.json.",
    )
    add_folder(make)
    make.add_argument("--code", required=True, metavar="CODE", help="code of the delegation")
    make.add_argument("--officer", action="store_true", help="make an officer's own box")
    add_passphrase(make)
    add_json(make)
    make.set_defaults(run=run_make)
    change = commands.add_parser(
        "passphrase",
        help="change the passphrase of a key box",
        description="Changes the passphrase. Shares stay good. Who had the old passphrase and an "
        "old copy of the file has had the keys: rotate them as well.",
    )
    add_folder(change)
    add_passphrase(change)
    change.add_argument(
        "--new-passphrase-file",
        type=Path,
        metavar="FILE",
        help="read the new passphrase from a file; without it, it is asked for twice",
    )
    add_json(change)
    change.set_defaults(run=run_passphrase)


def _add_shares(commands: Any) -> None:  # noqa: ANN401 - the same
    shares = commands.add_parser(
        "shares",
        help="make three shares of which any two open the box",
        description="Makes three shares anew, each for another person. Any two open the box file "
        "without the passphrase; one tells nothing. Shares made earlier open it no more.",
    )
    add_folder(shares)
    shares.add_argument(
        "--out", type=Path, metavar="DIR", help="write three files there, not on the screen"
    )
    add_passphrase(shares)
    add_json(shares)
    shares.set_defaults(run=run_shares)
    recover = commands.add_parser(
        "recover",
        help="open the box with two shares and give it a new passphrase",
        description="Opens the box with two of the three shares. It gets a new passphrase.",
    )
    add_folder(recover)
    recover.add_argument(
        "shares",
        type=Path,
        nargs="*",
        metavar="SHARE",
        help="files of two shares; without them, both are typed",
    )
    add_passphrase(recover)
    add_json(recover)
    recover.set_defaults(run=run_recover)


# ---------------------------------------------------------------- make, passphrase


def run_make(args: argparse.Namespace) -> int:
    """Make a key box.

    Raises:
        DipoliError: there is a box already, or code or passphrase are none.
    """
    if re.fullmatch(shape.CODE, args.code) is None or args.code == _RESERVED:
        message = "The code of a delegation is such as XAL: capital letters. Give it with --code."
        raise RecordError(message)
    make_folder(args.folder)
    secret = new_passphrase(args.passphrase_file)
    box = make_box(args.code, chance, officer=args.officer)
    path = keep_box(args.folder, lock(box, secret, chance, COST))
    lines = [
        f"A key box of {whose(box)} was made: {path}",
        *key_lines(box.keys),
        "Keep a copy of the file elsewhere. Without passphrase or two shares nobody opens it.",
        f"Make the shares now, with `dipoli node shares {args.folder}`.",
        NO_CIRCLE,
    ]
    tell(args, lines, {"schema": "dipoli.node-make/1", **_box_json(box), "file": str(path)})
    return 0


def run_passphrase(args: argparse.Namespace) -> int:
    """Change the passphrase of a key box.

    Raises:
        DipoliError: the box does not open, or the new passphrase is none.
    """
    locked = read_locked(take_box(args.folder))
    opened = open_with_passphrase(locked, passphrase(args.passphrase_file, "Passphrase: "))
    secret = new_passphrase(args.new_passphrase_file)
    path = keep_box(args.folder, relock(locked, opened, secret, chance))
    lines = [
        f"The passphrase of the box of {whose(opened.box)} was changed. Shares stay good.",
        "Copies of the old file still open with the old passphrase.",
        "If somebody else may have had both, rotate the keys (key.rotate/1).",
        NO_CIRCLE,
    ]
    told = {"schema": "dipoli.node-passphrase/1", **_box_json(opened.box), "file": str(path)}
    tell(args, lines, told)
    return 0


# ---------------------------------------------------------------- shares


def run_shares(args: argparse.Namespace) -> int:
    """Make three shares anew.

    Raises:
        DipoliError: the box does not open.
    """
    if args.json and args.out is None:
        message = "Shares are not printed as JSON. Give a folder for their files with --out."
        raise RefusedError(message)
    locked = read_locked(take_box(args.folder))
    secret = passphrase(args.passphrase_file, "Passphrase: ")
    box = open_with_passphrase(locked, secret).box
    key = chance(KEY_BYTES)
    anew = relock_with_shares(locked, box, secret, key, chance)
    made = split_key(key, box.id, anew.split or b"", chance)
    texts = [write_share(share, box.code) for share in made]
    files = [] if args.out is None else _share_files(args.out, texts)
    # Crash now: the shares open nothing yet, and the old ones still do.
    keep_box(args.folder, write_locked(anew))
    tell(args, _share_lines(box, texts, files), _shares_json(box, files))
    return 0


def _share_files(folder: Path, texts: list[str]) -> list[Path]:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    files = [folder / f"share-{number}.txt" for number in range(1, SHARES + 1)]
    for path, text in zip(files, texts, strict=True):
        keep_paper(path, text.encode())
    return files


def _share_lines(box: KeyBox, texts: list[str], files: list[Path]) -> Iterator[str]:
    yield f"Three shares of the box of {whose(box)}. Any {NEEDED} open the box file; one nothing."
    yield "Give each to another person, on paper, and keep none where the box file lies."
    yield "Shares made earlier open this file no more; they still open old copies of it."
    yield ""
    if files:
        yield from (f"  {path}" for path in files)
        yield "Carry the files apart and delete them here."
    else:
        yield from texts
    yield NO_CIRCLE


def _shares_json(box: KeyBox, files: list[Path]) -> dict[str, Any]:
    told = {"schema": "dipoli.node-shares/1", **_box_json(box), "needed": NEEDED}
    return {**told, "files": [str(path) for path in files]}


def run_recover(args: argparse.Namespace) -> int:
    """Open the box with two shares and give it a new passphrase.

    Raises:
        DipoliError: the shares do not open the box.
    """
    locked = read_locked(take_box(args.folder))
    if args.shares:
        texts = [_share_text(path) for path in args.shares]
    else:
        texts = [_typed_share(number) for number in range(1, NEEDED + 1)]
    opened = open_with_recovery(locked, join_shares([read_share(text) for text in texts]))
    secret = new_passphrase(args.passphrase_file)
    path = keep_box(args.folder, relock(locked, opened, secret, chance))
    lines = [
        f"The box of {whose(opened.box)} was opened with two shares and has a new passphrase.",
        "Whoever saw both shares can open it.",
        f"Make new ones, with `dipoli node shares {args.folder}`.",
        NO_CIRCLE,
    ]
    told = {"schema": "dipoli.node-recover/1", **_box_json(opened.box), "file": str(path)}
    tell(args, lines, told)
    return 0


def _share_text(path: Path) -> str:
    with path.open("rb") as file:
        return file.read(_SHARE_BYTES).decode("utf-8", "replace")


def _typed_share(number: int) -> str:
    print(f"Type share {number} of the two, its four lines, then an empty line:", file=sys.stderr)
    lines = list[str]()
    for line in iter(sys.stdin.readline, ""):
        if line.strip():
            lines.append(line.strip())
        elif lines:
            break
    return "\n".join(lines)


def _box_json(box: KeyBox) -> Mapping[str, Any]:
    return {
        "code": box.code,
        "officer": box.is_officers,
        "box": to_base64(box.id),
        "keys": [{"use": key.use.value, "id": key.id} for key in box.keys],
    }
