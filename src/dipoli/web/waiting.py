"""Acts that wait for a second person: signed with one key for daily work, and binding.

They lie beside the record until a second person of the same delegation signs as well; then they go
to the door. Nothing of them is in the record before. The host can read them, as it will the act.
They are in its backups, and wait on where one is put back (`dipoli.secretariat.copies`).

    FOLDER/<forum>/offices/<circle>/waiting/<code>-<digest>.json
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterator
from pathlib import Path

from attrs import frozen

from dipoli.record.act import Signature
from dipoli.record.canon import from_base64, to_base64
from dipoli.secretariat.premises import WAITING
from dipoli.web.asked import Asked
from dipoli.web.drafting import Slip, read_slip
from dipoli.web.ways import door_of

_NAME = re.compile(r"[0-9a-f]{16}")


@frozen(kw_only=True)
class Waiting:
    """An act that one person has signed.

    Args:
        id: by which the second person names it.
        text: the draft as it travels.
        signature: of the first person.
    """

    id: str
    text: str
    signature: Signature

    @property
    def slip(self) -> Slip:
        """The draft."""
        return read_slip(self.text)


def keep(asked: Asked, text: str, signature: Signature) -> Waiting:
    """Keep an act until a second person signs it.

    Args:
        asked: in which circle, as whom.
        text: the draft, as it travels.
        signature: of the first person.
    """
    name = hashlib.sha256(text.encode("ascii")).hexdigest()[:16]
    told = {
        "slip": text,
        "alg": signature.alg,
        "key": signature.key,
        "signature": to_base64(signature.signature),
    }
    place = _place(asked, name)
    place.parent.mkdir(mode=0o700, exist_ok=True)
    part = place.with_name(f"{place.name}.{os.getpid()}.part")
    part.write_text(json.dumps(told), encoding="ascii")
    part.replace(place)
    return Waiting(id=name, text=text, signature=signature)


def found(asked: Asked, name: str) -> Waiting | None:
    """An act of the reader's own delegation that waits; None where there is none of this name."""
    if _NAME.fullmatch(name) is None:
        return None
    place = _place(asked, name)
    return _read(place, name) if place.is_file() else None


def all_of(asked: Asked) -> Iterator[Waiting]:
    """All acts of the reader's own delegation that wait here, by their names."""
    code = asked.reader.code
    for place in sorted(_folder(asked).glob(f"{code}-*.json")):
        yield _read(place, place.stem.removeprefix(f"{code}-"))


def drop(asked: Asked, name: str) -> None:
    """Wait for it no longer; it was signed by both, or it was given up."""
    _place(asked, name).unlink(missing_ok=True)


def _read(place: Path, name: str) -> Waiting:
    told = json.loads(place.read_text(encoding="ascii"))
    signature = Signature(
        alg=told["alg"], key=told["key"], signature=from_base64(told["signature"])
    )
    return Waiting(id=name, text=told["slip"], signature=signature)


def _place(asked: Asked, name: str) -> Path:
    return _folder(asked) / f"{asked.reader.code}-{name}.json"


def _folder(asked: Asked) -> Path:
    return door_of(asked).premises.folder / WAITING
