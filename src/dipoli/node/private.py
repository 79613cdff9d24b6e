"""Private papers on a node: positions, instructions and notes, as files in the format age.

    FOLDER/private/20300301-5f0c....age

Each is sealed to the delegation's own age identity, and to further recipients where some are named.
The identity is made from the sealing key of the box, so that who can open the box, by passphrase or
by two of three shares, can open the papers; and any program that knows age opens them with it,
without this one. The name of a file tells the day and nothing else: the title stands inside.

Source: bibliography: age-v1, bip-173.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from attrs import frozen
from pyrage import DecryptError, IdentityError, RecipientError, decrypt, encrypt, x25519

from dipoli.depositary.disk import write_durably
from dipoli.faults import CredentialError, RecordError, SealedError
from dipoli.node.box import Chance, KeyBox, sealing
from dipoli.node.paper_box import derived
from dipoli.record.keys import KeyUse
from dipoli.told import tell

PRIVATE = "private"
KINDS = ("position", "instruction", "note")
MOST = 1 << 20
"""So many bytes a paper may have."""

_TAIL = ".age"
_NAME = re.compile(r"[0-9]{8}-[0-9a-f]{12}")
_HEAD = re.compile(r"Title: ([^\n]*)\nKind: ([a-z]+)\n\n")
_SIGNS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_HRP = "age-secret-key-"


@frozen(kw_only=True)
class Paper:
    """A private paper, opened.

    Args:
        name: of its file.
        title: in its author's words.
        kind: position, instruction or note.
        text: what it says.
    """

    name: str
    title: str
    kind: str
    text: str

    @property
    def day(self) -> str:
        """When it was kept, such as 2030-03-01."""
        return f"{self.name[:4]}-{self.name[4:6]}-{self.name[6:8]}"


def written(title: str, kind: str, text: str) -> bytes:
    """A paper as text that a person reads without this program: its head, an empty line, its words.

    Raises:
        RecordError: there is no title, or the kind is none.
    """
    if not title.strip() or "\n" in title:
        message = tell("A paper has a title of one line. Nothing was kept.")
        raise RecordError(message)
    if kind not in KINDS:
        message = tell(
            "A paper is one of these: {kinds}. Nothing was kept.", kinds=", ".join(KINDS)
        )
        raise RecordError(message)
    return f"Title: {title.strip()}\nKind: {kind}\n\n{text}".encode()


def read(name: str, data: bytes) -> Paper:
    """A paper from what was opened; words of another program are shown as they are."""
    text = data.decode("utf-8", "replace")
    found = _HEAD.match(text)
    if found is None:
        return Paper(name=name, title=name, kind="note", text=text)
    return Paper(name=name, title=found[1], kind=found[2], text=text[found.end() :])


# ---------------------------------------------------------------- the age identity


def identities(box: KeyBox) -> tuple[str, ...]:
    """The age identities of a box, the newest first. They open every paper: show them to nobody."""
    return tuple(
        _bech32(_HRP, derived(sealing(one), b"age")).upper()
        for one in reversed(box.of(KeyUse.SEAL))
    )


def recipient(box: KeyBox) -> str:
    """To which others seal a paper for this delegation, with any program that knows age."""
    return str(identity(identities(box)[0]).to_public())


def identity(text: str) -> x25519.Identity:
    """An age identity from its text.

    Raises:
        CredentialError: it is none.
    """
    try:
        return x25519.Identity.from_str(text)
    except IdentityError:
        message = "An age identity could not be made from the box."
        raise CredentialError(message) from None


# ---------------------------------------------------------------- keeping and reading


def keep(
    folder: Path, box: KeyBox, data: bytes, day: str, chance: Chance, to: Iterable[str] = ()
) -> str:
    """Keep a paper.

    Args:
        folder: of the node.
        box: its keys.
        data: what it says (`written`).
        day: such as 2030-03-01.
        chance: gives fresh random bytes.
        to: age recipients who open it too.

    Returns:
        Its name.

    Raises:
        CredentialError: one of the recipients is none.
        RecordError: it is too long.
    """
    if len(data) > MOST:
        message = tell(
            "A paper has at most {most} bytes, and this one {size}. Split it.",
            most=MOST,
            size=len(data),
        )
        raise RecordError(message)
    found = [identity(identities(box)[0]).to_public(), *map(_recipient, to)]
    name = f"{day.replace('-', '')}-{chance(6).hex()}"
    place = folder / PRIVATE
    place.mkdir(mode=0o700, exist_ok=True)
    write_durably(place / f"{name}{_TAIL}", encrypt(data, found))
    return name


def names(folder: Path) -> Iterator[str]:
    """Names of the papers, the newest first."""
    found = (path.name.removesuffix(_TAIL) for path in (folder / PRIVATE).glob(f"*{_TAIL}"))
    yield from sorted((name for name in found if _NAME.fullmatch(name)), reverse=True)


def open_(folder: Path, box: KeyBox, name: str) -> Paper:
    """Open a paper.

    Raises:
        RecordError: there is none of that name.
        SealedError: it is sealed to others, or was altered.
    """
    path = folder / PRIVATE / f"{name}{_TAIL}"
    if _NAME.fullmatch(name) is None or not path.is_file():
        message = f"There is no private paper {name[:40]} here."
        raise RecordError(message)
    try:
        return read(name, decrypt(path.read_bytes(), [*map(identity, identities(box))]))
    except DecryptError:
        message = f"The private paper {name} does not open with a key of this box."
        raise SealedError(message) from None


def remove(folder: Path, name: str) -> None:
    """Take a paper away. A copy elsewhere stays where it is.

    Raises:
        RecordError: there is none of that name.
    """
    path = folder / PRIVATE / f"{name}{_TAIL}"
    if _NAME.fullmatch(name) is None or not path.is_file():
        message = f"There is no private paper {name[:40]} here."
        raise RecordError(message)
    path.unlink()


def _recipient(text: str) -> x25519.Recipient:
    try:
        return x25519.Recipient.from_str(text)
    except RecipientError:
        message = f"{text[:80]} is no age recipient. One begins with age1."
        raise CredentialError(message) from None


# ---------------------------------------------------------------- bech32, as age writes keys


def _bech32(hrp: str, data: bytes) -> str:
    number, bits = int.from_bytes(data, "big"), len(data) * 8
    width = -(-bits // 5)
    number <<= width * 5 - bits
    words = [number >> 5 * k & 31 for k in reversed(range(width))]
    spread = [*(ord(sign) >> 5 for sign in hrp), 0, *(ord(sign) & 31 for sign in hrp)]
    check = _polymod([*spread, *words, *[0] * 6]) ^ 1
    words += [check >> 5 * k & 31 for k in reversed(range(6))]
    return f"{hrp}1{''.join(_SIGNS[word] for word in words)}"


def _polymod(words: Iterable[int]) -> int:
    check = 1
    for word in words:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ word
        for k, generator in enumerate(_GENERATOR):
            check ^= generator if top >> k & 1 else 0
    return check
