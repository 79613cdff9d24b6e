"""A small forum at work: seven members, an observer, and a mediator who speaks with two apart.

What is there: a meeting that is open today, a paper on its table, and messages to the mediator
under each of the three marks. The keys are the published ones of the demonstration.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from tests.node.boxes import LIGHT, PASS, chance_of
from tests.web.own_node import box

from dipoli.codec.charter_file import charter_on_preset
from dipoli.demonstration.exercise import DAY, Exercise, charter_paper, dice_of
from dipoli.demonstration.hall import Circle, Hall
from dipoli.demonstration.keys import sealing_keys, signing_keys
from dipoli.demonstration.parties import CODES, FORUM, TITLE, english
from dipoli.forum.charter_text import write_charter
from dipoli.node.drawer import keep_box, make_folder
from dipoli.node.lock import lock
from dipoli.node.node import Node
from dipoli.node.source import FolderSource
from dipoli.record.note import VerifierKey
from dipoli.secretariat.premises import Premises

OBSERVER, MEDIATOR = "XGU", "XUL"
PAPER, MEETING = "T1", "MTG-1"
ALONE = "We were at fault on the hour, not on the place."
IDEA = "We would sign an hour by lamp and radio."
CONVEY = "We can meet on the pier of Brinmouth, without flags."


def build(folder: Path, now: datetime) -> None:
    """Make the forum in the folder of a site.

    Args:
        folder: of the site.
        now: the moment at which people come to it.
    """
    place = folder / "exercise"
    place.mkdir()
    begins = now - 30 * DAY
    hall = Hall(folder=place, forum=FORUM, keys=signing_keys(), sealing=sealing_keys(), now=begins)
    plenary = hall.open("plenary", TITLE["en"], _charter(), [*CODES, OBSERVER])
    x = Exercise(hall=hall, dice=dice_of("shore"), begins=begins, plenary=plenary)
    _plenary(x, now)
    _between(x, now)
    hall.close()


def _charter() -> str:
    """That of the exercise, with an observer."""
    paper: dict[str, Any] = charter_paper("veyra-shore")
    paper["members"] += [
        {
            "code": OBSERVER, "category": "observer", "zone": "Etc/GMT-9",
            "names": {"en": "Gurren", "ko": "구렌", "mn": "Гуррен"},
        }
    ]  # fmt: skip
    return write_charter(charter_on_preset(paper))


def _plenary(x: Exercise, now: datetime) -> None:
    """A paper is tabled, and a meeting opened this morning."""
    x.office("order.publish", "", "Drawn from a hat.", use="chair", order=[*CODES, OBSERVER])
    x.do("XTV", "chair.take", "")
    x.do("XOR", "text.table", PAPER, "On lights at sea", symbol="WP/1", kind="working-paper",
         language="en", everything=False)  # fmt: skip
    x.do("XOR", "clause.propose", "T1-1", "Each shore keeps its lights burning.", sort="words")
    opens = now - timedelta(hours=2)
    x.office("meeting.invite", MEETING, "The lights of the shores", place="Old Ansel, the old "
             "customs house", opens=opens)  # fmt: skip
    x.hall.now = opens
    x.present()
    x.do("XTV", "meeting.open", MEETING, "Good morning. The meeting is open.")
    x.do("XTV", "agenda.adopt", MEETING)


def _between(x: Exercise, now: datetime) -> None:
    """Ulmara speaks with each of two apart, sealed against the host."""
    x.hall.now = now - 3 * DAY
    kess, selk = (_apart(x, code) for code in ("XKS", "XSE"))
    for at, code in ((kess, "XKS"), (selk, "XSE")):
        x.do(MEDIATOR, "offices.open", "GO1", "We offer to listen.", at=at, mediator=MEDIATOR,
             party=code)  # fmt: skip
        x.do(code, "offices.accept", "GO1", at=at)
    _says(x, kess, "MS1", ALONE, "for-you-alone")
    _says(x, kess, "MS2", IDEA, "as-your-own-idea")
    _says(x, kess, "MS3", CONVEY, "you-may-convey")


def _apart(x: Exercise, code: str) -> Circle:
    """A circle of the mediator and one party."""
    paper = charter_paper(f"good-offices-{code.lower()}")
    two = (MEDIATOR, code)
    paper["members"] = [one for one in paper["members"] if one["code"] in two]
    charter = write_charter(charter_on_preset(paper))
    title = f"Good offices with {english(code)}"
    return x.hall.open(f"offices-{code.lower()}", title, charter, two, sealed=True)


def _says(x: Exercise, at: Circle, name: str, words: str, mark: str) -> None:
    x.do("XKS", "message.send", name, words, at=at, mark=mark)


def node(folder: Path, code: str, offices: Sequence[Premises], now: datetime) -> Path:
    """The node of a delegation, which has joined circles and fetched them from their office."""
    make_folder(folder)
    keep_box(folder, lock(box(code), PASS, chance_of(code), LIGHT))
    with closing(Node(folder, None)) as held:
        for one in offices:
            held.join(one.origin, log_key(one), str(one.static), now)
            held.look(one.origin, FolderSource(one.static), now)
    return folder


def log_key(office: Premises) -> VerifierKey:
    """The key under which an office signs its heads."""
    return office.signer(office.keys(None)).verifier


def this_minute() -> datetime:
    """By the clock of this machine, which is that of a node."""
    now = datetime.now(UTC)  # noqa: TID251 - a node goes by the same
    return now.replace(second=0, microsecond=0)
