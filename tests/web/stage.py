"""A site on stage: the golden records, shown in memory, and visitors who sit down in them."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from attrs import evolve, frozen
from tests.demonstration.golden_files import kept

from dipoli.demonstration.golden import Kept
from dipoli.record.act import read_entry
from dipoli.record.custody import Head, Stored
from dipoli.record.forms import OPEN_BODY
from dipoli.secretariat.certify import beginning
from dipoli.secretariat.keepers import DATABASE
from dipoli.secretariat.reading import Reading, Source
from dipoli.secretariat.receive import replay

HOST = "127.0.0.1"
HALLS = {"exercise": "exercise", "six-party-talks": "replay"}
"""Name of a forum on the site to the golden record that is shown there."""


@frozen(kw_only=True)
class Shelf:
    """A record that lies still: the reading half of a custody."""

    last: Head
    acts: tuple[Stored, ...]

    def head(self) -> Head:
        """The last checkpoint."""
        return self.last

    def read(self, start: int, end: int) -> Sequence[Stored]:
        """Acts of a span."""
        return self.acts[start:end]


def source(one: Kept) -> Source:
    """A golden record on its shelf; on the server, where the surroundings name one."""
    words = os.environ.get(DATABASE, "")
    if not words:
        return shelf(one)
    from dipoli.depositary import postgres  # noqa: PLC0415 - where a server is

    if one.origin not in postgres.origins(words):
        postgres.create(words, one.origin, one.head, one.acts)
    return postgres.open_(words, one.origin)


def shelf(one: Kept) -> Shelf:
    """A golden record on its shelf."""
    standing = replay(beginning(one.origin), one.acts)
    head = Head(size=standing.size, root=standing.root, checkpoint=one.head, cosigned=one.head)
    return Shelf(last=head, acts=one.acts)


@cache
def stage() -> Path:
    """The folder of a site in demonstration mode that shows the golden records.

    Django is told of it once in this program; what it keeps itself lies in the folder.
    """
    folder = Path(tempfile.mkdtemp(prefix="dipoli-site-"))
    (folder / "secret.key").write_text("for tests alone", encoding="ascii")
    os.environ |= {
        "DIPOLI_SITE": str(folder),
        "DIPOLI_DEMO": "1",
        "DJANGO_SETTINGS_MODULE": "dipoli.web.settings",
    }
    import django  # noqa: PLC0415 - after its surroundings are set
    from django.core.management import call_command  # noqa: PLC0415

    django.setup()
    call_command("migrate", verbosity=0)
    from dipoli.web import study  # noqa: PLC0415
    from dipoli.web.site import show  # noqa: PLC0415

    show(folder, made())
    # A study of a case takes a minute of computing; the tests of cases make their own.
    study.show(study.Studies(folder / "studies", begin=lambda _name, _place: None))
    return folder


EARLY = "early"
"""A forum on the stage: the plenary of the exercise just before what came before was opened to XOB.

Who sits there as XOB can read no act before its own seat.
"""


def early() -> Kept:
    """The plenary's record up to that moment."""
    one = next(one for one in kept("exercise") if one.circle == "plenary")
    names = [read_entry(act.entry).envelope.name for act in one.acts]
    last = len(names) - names[::-1].index(OPEN_BODY) - 1
    return evolve(one, acts=one.acts[:last])


@cache
def made() -> Any:  # noqa: ANN401 - a site, which Django must not be asked for yet
    """The site of the golden records, which lie still; each is followed once for all tests."""
    from dipoli.web.site import Hall, Room, Site  # noqa: PLC0415

    halls = {}
    for name, record in HALLS.items():
        ordered = sorted(kept(record), key=lambda one: (one.circle != "plenary", one.circle))
        rooms = {
            one.circle: Room(
                hall=name,
                name=one.circle,
                reading=Reading(origin=one.origin, source=source(one)),
            )
            for one in ordered
        }
        halls[name] = Hall(name=name, rooms=rooms)
    cut = early()
    reading = Reading(origin=cut.origin, source=shelf(cut))
    room = Room(hall=EARLY, name="plenary", reading=reading)
    halls[EARLY] = Hall(name=EARLY, rooms={"plenary": room})
    return Site(halls)


class Visitor:
    """Somebody with a browser.

    Args:
        code: where to sit down; nowhere when empty.
        hall: in which forum.
    """

    def __init__(self, code: str = "", hall: str = "exercise") -> None:
        stage()
        from django.test import Client  # noqa: PLC0415

        self.client = Client(headers={"host": HOST})
        if code:
            answer = self.client.post("/sit", {"hall": hall, "code": code})
            assert answer.status_code == 302, answer.content

    def get(self, page: str) -> Any:  # noqa: ANN401 - an answer of Django
        """The answer to a page."""
        return self.client.get(page)

    def html(self, page: str) -> str:
        """A page that must be there."""
        answer = self.get(page)
        assert answer.status_code == 200, f"{page}: {answer.status_code}"
        return str(answer.content.decode())

    def twin(self, page: str) -> dict[str, Any]:
        """The twin of a page that must be there."""
        path, mark, query = page.partition("?")
        twin = path if path == "/index.json" else f"{path}.json"
        told: dict[str, Any] = json.loads(self.html(f"{twin}{mark}{query}"))
        return told


@cache
def visitor(code: str = "") -> Visitor:
    """Somebody who sits in the exercise under a code; a visitor without one."""
    return Visitor(code)


@cache
def latecomer() -> Visitor:
    """XOB in the forum `EARLY`: it sits, and what came before is not open to it yet."""
    return Visitor("XOB", EARLY)
