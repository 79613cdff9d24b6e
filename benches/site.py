"""The site under load: two hundred readers of a forum of a hundred thousand acts, on one machine.

Uvicorn serves the site as ``python -m dipoli.web`` does. Each reader has signed in, has its stream
of events open, and asks for a page every five seconds: Today, a basket, a document. Now and then an
act is entered from outside, and every reader asks for its page anew, as the page's script does.
The generator of the load runs on the same cores. Beside each time stands that of a small file which
the same server gives out under the same load. Nothing here asserts on a clock.

    python -m benches.site
"""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import gzip
import os
import random
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from urllib.parse import urlencode

from attrs import define, evolve, field
from benches.ledger import ROOT, Ledger, Row
from benches.long_site import HALL, copied, head_of, long_site
from tests.forum.made import NAMES
from tests.record.acts import CIRCLE, OFFICE, ORIGIN

from dipoli.depositary import sqlite
from dipoli.record.custody import Stored
from dipoli.record.tree import Frontier, leaf_hash

SIZE, READERS = 100_000, 200
EVERY, LASTS, NEWS = 5.0, 60.0, 12.0
"""Seconds from one page to the next of a reader, of the whole, and from one act to the next."""
OFTEN = 0.2
"""So many pages are followed by the small file."""
SPREAD = 0.5
"""Seconds within which pages ask anew after an act, as their script has it."""
SEATS = (*NAMES, OFFICE)
PLENARY = f"/forums/{HALL}/{CIRCLE}"
PAGES = {"Today": "/today", "basket": f"{PLENARY}/baskets/water", "document": f"{PLENARY}/texts/T5"}
CONSTANT = "/static/dipoli/mark.svg"
_COOKIE = re.compile(rb"set-cookie: ([^=]+)=([^;]*)", re.IGNORECASE)


@define
class Browser:
    """One reader: a connection for pages, one for events, and what took how long."""

    port: int
    cookies: dict[str, str] = field(factory=dict)
    spent: dict[str, list[float]] = field(factory=lambda: defaultdict(list))
    heard: list[float] = field(factory=list)
    shown: list[float] = field(factory=list)
    page: str = "Today"
    _open: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None
    _turn: asyncio.Lock = field(factory=asyncio.Lock)

    async def ask(
        self, path: str, sent: Mapping[str, str] | None = None, mode: str = "navigate"
    ) -> tuple[int, bytes]:
        """One answer: its status, and its bytes as they came.

        Args:
            path: of the page.
            sent: a form; None where it is only asked for.
            mode: as browsers tell it: ``navigate`` for who opens a page, ``cors`` for a script.
        """
        async with self._turn:
            with contextlib.suppress(OSError, asyncio.IncompleteReadError):
                if self._open is not None:
                    return await self._answer(path, sent, mode)
            # The server lets go of connections that rest, as servers do; a browser opens another.
            self._open = await asyncio.open_connection("127.0.0.1", self.port)
            return await self._answer(path, sent, mode)

    async def _answer(
        self, path: str, sent: Mapping[str, str] | None, mode: str
    ) -> tuple[int, bytes]:
        assert self._open is not None
        reader, writer = self._open
        writer.write(self._request(path, sent, mode=mode))
        head = await reader.readuntil(b"\r\n\r\n")
        self.cookies |= {name.decode(): value.decode() for name, value in _COOKIE.findall(head)}
        found = re.search(rb"content-length: (\d+)", head, re.IGNORECASE)
        body = await reader.readexactly(int(found.group(1)) if found else 0)
        return int(head.split(b" ", 2)[1]), body

    def _request(
        self,
        path: str,
        sent: Mapping[str, str] | None,
        accept: str = "text/html",
        mode: str = "cors",
    ) -> bytes:
        data = urlencode(sent or {}).encode()
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        lines = [
            f"{'GET' if sent is None else 'POST'} {path} HTTP/1.1",
            f"Host: 127.0.0.1:{self.port}",
            f"Origin: http://127.0.0.1:{self.port}",
            f"Accept: {accept}",
            "Accept-Encoding: gzip",
            f"Sec-Fetch-Mode: {mode}",
            f"Cookie: {cookies}",
        ]
        if sent is not None:
            lines += [
                "Content-Type: application/x-www-form-urlencoded",
                f"Content-Length: {len(data)}",
            ]
        return "\r\n".join([*lines, "", ""]).encode() + data

    async def sit(self, code: str) -> None:
        """Sit down."""
        _, body = await self.ask("/")
        token = re.search(rb'csrfmiddlewaretoken" value="(\w+)"', gzip.decompress(body))
        assert token is not None
        said = {"csrfmiddlewaretoken": token.group(1).decode(), "hall": HALL, "code": code}
        status, _ = await self.ask("/sit", said)
        assert status == 302, status

    async def listen(self, entered: Sequence[float], dice: random.Random) -> None:
        """Hear of acts, and ask for the page at hand anew, as the script of a page does."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        writer.write(self._request("/live", None, "text/event-stream"))
        first = True
        async for line in reader:
            if line.startswith(b"event: acts"):
                if not first:
                    self.heard.append(time.perf_counter() - entered[-1])
                    await asyncio.sleep(SPREAD * dice.random())
                    await self.ask(PAGES[self.page], mode="cors")
                    self.shown.append(time.perf_counter() - entered[-1])
                first = False

    async def read(self, until: float, dice: random.Random) -> None:
        """Ask for page after page."""
        await asyncio.sleep(dice.random() * EVERY)
        while time.perf_counter() < until:
            self.page = dice.choice(list(PAGES))
            asked = [(self.page, PAGES[self.page])]
            if dice.random() < OFTEN:
                asked.append(("constant", CONSTANT))
            for name, path in asked:
                start = time.perf_counter()
                status, _ = await self.ask(path)
                self.spent[name].append(time.perf_counter() - start)
                assert status == 200, (path, status)
            await asyncio.sleep(EVERY * (0.9 + 0.2 * dice.random()))


@define
class Writer:
    """Enters acts in the record, as another program would."""

    file: Path
    acts: list[Stored]
    entered: list[float] = field(factory=list)

    async def write(self, until: float) -> None:
        """One act every now and then."""
        with closing(sqlite.open_(self.file, ORIGIN)) as custody:
            size = custody.head().size
            leaves = [leaf_hash(one.entry) for one in custody.read(0, size)]
            tree = Frontier().add(*leaves)
            await asyncio.sleep(NEWS / 2)
            while time.perf_counter() < until - 2:
                act = self.acts.pop(0)
                tree = tree.add(leaf_hash(act.entry))
                custody.append(act.index, [act], head_of(tree))
                self.entered.append(time.perf_counter())
                await asyncio.sleep(NEWS)


@contextmanager
def served(folder: Path) -> Iterator[int]:
    """The site as a program of its own."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)])}
    day = dt.datetime.now(dt.UTC).date().isoformat()  # noqa: TID251 - a bench may
    (folder / "made-on").write_text(day, encoding="ascii")  # nothing is made for a demonstration
    words = [sys.executable, "-m", "dipoli.web", str(folder), "--demo", "--port", str(port)]
    program = subprocess.Popen(words, env=env, stdout=subprocess.DEVNULL)  # noqa: S603 - our own words
    try:
        yield port
    finally:
        program.terminate()
        program.wait()


async def loaded(port: int, file: Path, acts: list[Stored]) -> tuple[list[Browser], Writer, int]:
    """All readers at work; they, who wrote, and the bytes of a first visit."""
    for _ in range(600):
        with contextlib.suppress(OSError):
            _, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.close()
            break
        await asyncio.sleep(0.2)
    readers = [Browser(port) for _ in range(READERS)]
    for number, one in enumerate(readers):
        await one.sit(SEATS[number % len(SEATS)])
    for one in readers[: len(SEATS)]:
        for path in PAGES.values():
            await one.ask(path)
    visit = await first_visit(readers[0])
    until = time.perf_counter() + LASTS
    written = Writer(file, acts)
    dice = random.Random(1)
    listening = [
        asyncio.create_task(one.listen(written.entered, random.Random(dice.random())))
        for one in readers
    ]
    seeds = [random.Random(dice.random()) for _ in readers]
    await asyncio.gather(
        written.write(until),
        *(one.read(until, each) for one, each in zip(readers, seeds, strict=True)),
    )
    await asyncio.sleep(1)
    for task in listening:
        task.cancel()
    return readers, written, visit


async def first_visit(one: Browser) -> int:
    """The bytes of Today with every file that it needs, packed as they travel."""
    static = ROOT / "src" / "dipoli" / "web" / "static" / "dipoli"
    files = [
        "site.css",
        *(path.name for path in static.iterdir() if path.suffix in {".js", ".svg"}),
    ]
    total = len((await one.ask("/today"))[1])
    for name in files:
        total += len((await one.ask(f"/static/dipoli/{name}"))[1])
    return total


def at(times: Sequence[float], share: float) -> float:
    """The time within which such a share of answers came."""
    return sorted(times)[min(int(share * len(times)), len(times) - 1)]


def main() -> int:
    """Put the site under load once, and leave the table."""
    ledger = Ledger(name="bench-site", title="Bench of the site")
    folder, acts = long_site(SIZE)
    with tempfile.TemporaryDirectory(dir=ROOT / "out") as name:
        place = copied(folder, Path(name))
        file = place / HALL / "offices" / CIRCLE / "record.db"
        with served(place) as port:
            readers, written, visit = asyncio.run(loaded(port, file, list(acts)))
    spent = {
        name: [seconds for one in readers for seconds in one.spent[name]]
        for name in (*PAGES, "constant")
    }
    bare = at(spent["constant"], 0.95)
    under = f"{READERS} readers, a page every {EVERY:.0f} s, {SIZE} acts"
    for name in PAGES:
        times, row = spent[name], f"{name}: {under}"
        note = f"the goal is for p95: {at(times, 0.95) * 1e3:.0f} ms; "
        note += f"p99 {at(times, 0.99) * 1e3:.0f} ms; load of the machine {os.getloadavg()[0]:.1f}"
        ledger.take(row, partial(_row, times, 0.150, bare, note))
    for name, times in (
        ("is heard of", _all(readers, "heard")),
        ("is shown", _all(readers, "shown")),
    ):
        note = f"{len(written.entered)} acts, each to {READERS} readers; at most {max(times):.3f} s"
        ledger.take(f"an act {name} by others", partial(_row, times, 1.0, bare, note))
    size: dict[str, object] = {"median": visit, "goal": 60_000, "ratio": visit / 60_000}
    ledger.record("first visit, bytes", {**size, "note": "Today with all files, packed; no fonts"})
    print(ledger.table())
    print(f"written to {ledger.write().relative_to(ROOT)}")
    return 0


def _all(readers: Sequence[Browser], what: str) -> list[float]:
    return [seconds for one in readers for seconds in getattr(one, what)]


def _row(times: Sequence[float], goal: float, bare: float, note: str) -> Row:
    least, most = min(times), max(times)
    against = f"a file of 200 bytes from the same server, p95 of both ({bare * 1e3:.0f} ms)"
    row = Row.of(
        (least, statistics.median(times), most), goal=goal, limit=bare, against=against, note=note
    )
    return evolve(row, ratio=float(f"{at(times, 0.95) / bare:.3g}"))


if __name__ == "__main__":
    sys.exit(main())
