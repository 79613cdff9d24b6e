"""A small exercise in real offices, served by programs of their own, in which acts go on.

What is entered here is entered by this program, straight into the record; whoever serves the site
is another, as it is where several workers or a command on the same machine share a record.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from dipoli.demonstration.chance import stream
from dipoli.demonstration.hall import Circle, Hall
from dipoli.demonstration.keys import sealing_keys, signing_keys
from dipoli.demonstration.make import make_exercise
from dipoli.demonstration.parties import FORUM
from dipoli.forum.proceedings import Proceedings
from dipoli.secretariat.own_acts import Hand
from dipoli.secretariat.premises import open_premises

DAYS = 2
PLENARY = "/forums/exercise/plenary"


def day() -> datetime:
    """The beginning of today by the clock of this machine, which is that of the site."""
    now = datetime.now(UTC)  # noqa: TID251 - the programs that serve go by the same
    return now.replace(hour=0, minute=0, second=0, microsecond=0)


def made(folder: Path) -> Path:
    """The folder of a site with a short exercise that ended today."""
    place = folder / "exercise"
    place.mkdir(parents=True)
    make_exercise(place, begins=day() - timedelta(days=DAYS), days=DAYS)
    (folder / "made-on").write_text(day().date().isoformat(), encoding="ascii")
    return folder


class Table:
    """The plenary of a site, at which acts are entered from outside of the programs that serve."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._count = folder / "exercise", 0

    def propose(self, title: str, by: str = "XOR") -> str:
        """Enter one proposal; its short name."""
        with self._plenary() as (hall, circle):
            self._count += 1
            name = f"PX{self._count}"
            hall.do(circle, by, "proposal.table", name, title=title, purpose="measure")
        return name

    @contextmanager
    def _plenary(self) -> Iterator[tuple[Hall, Circle]]:
        premises = open_premises(self._folder / "offices" / "plenary")
        keys, chance = premises.keys(None), stream("outside", str(self._count))
        with premises.at_work(keys, chance) as office:
            seats = signing_keys()
            now = datetime.now(UTC)  # noqa: TID251 - as above
            hall = Hall(
                folder=self._folder, forum=FORUM, keys=seats, sealing=sealing_keys(), now=now
            )
            hands = {
                code: Hand(code=code, key=key, chance=stream("hand", code, str(self._count)))
                for code, key in seats.items()
            }
            proceedings = Proceedings(office.custody.read)
            yield hall, Circle(id="plenary", office=office, proceedings=proceedings, hands=hands)
