"""What a node keeps of a circle beside its mirror: which record, by which key, from where.

``circle.json`` is written last when a circle is joined, so a folder without it was never joined.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

from attrs import frozen

from dipoli.depositary.disk import write_durably
from dipoli.faults import MalformedError, RecordError
from dipoli.record.act import CIRCLE, FORUM
from dipoli.record.note import VerifierKey, read_key, write_key

CIRCLE_FILE = "circle.json"
_MOST_PERIOD = 86_400


@frozen(kw_only=True)
class Circle:
    """A circle that a node watches.

    Args:
        origin: name of the record.
        log_key: a log key of the record, as it was learnt elsewhere.
        source: where its files are read.
        period: seconds within which the host times its head anew.
        joined: when, as acts write times.
        looked: how many acts were looked at for acts in one's own name; -1 before the first look.
        cosigned: size of the head that was cosigned last.
        last: when a look last reached the head; empty before.

    Raises:
        ValueError: such a circle cannot be watched.
    """

    origin: str
    log_key: VerifierKey
    source: str
    period: int
    joined: str
    looked: int = -1
    cosigned: int = 0
    last: str = ""

    def __attrs_post_init__(self) -> None:
        """Refuse what cannot be watched."""
        if re.fullmatch(f"{FORUM}/{CIRCLE}", self.origin) is None:
            message = f"no name of a record: {self.origin}"
            raise ValueError(message)
        if self.log_key.name != self.origin:
            message = f"the log key is of {self.log_key.name}, not of {self.origin}"
            raise ValueError(message)
        if not 1 <= self.period <= _MOST_PERIOD:
            message = f"a period has 1 to {_MOST_PERIOD} seconds"
            raise ValueError(message)

    @property
    def slug(self) -> str:
        """Its name in the node. An origin holds no underscore, so no two circles share one."""
        return self.origin.replace("/", "_")


def read_circle(folder: Path) -> Circle:
    """The circle of a folder.

    Raises:
        RecordError: the file cannot be read.
    """
    path = folder / CIRCLE_FILE
    try:
        said = json.loads(path.read_bytes())
        return Circle(**{**said, "log_key": read_key(said["log_key"])})
    except (OSError, ValueError, KeyError, TypeError, AttributeError, MalformedError) as error:
        message = f"The circle of {folder} cannot be read: {error}. Restore the node's folder."
        raise RecordError(message) from None


def write_circle(folder: Path, circle: Circle) -> None:
    """Keep a circle."""
    said = {
        "origin": circle.origin,
        "log_key": write_key(circle.log_key),
        "source": circle.source,
        "period": circle.period,
        "joined": circle.joined,
        "looked": circle.looked,
        "cosigned": circle.cosigned,
        "last": circle.last,
    }
    write_durably(folder / CIRCLE_FILE, json.dumps(said, indent=1).encode())
