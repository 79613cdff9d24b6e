"""What is owed in numbers, one seed at a time: kills, full disks, write errors, on both keepers.

Each function takes a seed and returns nothing, or raises AssertionError with what went wrong. Even
seeds go to SQLite and odd ones to PostgreSQL. The full disk is a small file system in memory where
we are root; elsewhere SQLite is given a page limit and PostgreSQL a limit on its files.
"""

from __future__ import annotations

import functools
import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import (
    AbstractContextManager,
    ExitStack,
    closing,
    contextmanager,
    nullcontext,
    suppress,
)
from pathlib import Path

import psycopg
from attrs import define, field
from tests.depositary.acts import ORIGIN, act, acts, leaves, log_key, signed
from tests.depositary.places import Opened, Place, PostgresPlace, SqlitePlace, begin, opened
from tests.depositary.server import Server, shared

from dipoli.depositary.sqlite import SqliteCustody
from dipoli.depositary.tiles import StaticFiles
from dipoli.faults import DipoliError, RecordError, TamperedError
from dipoli.record.custody import Stored
from dipoli.record.note import open_checkpoint
from dipoli.record.tree import root

ROOT = Path(__file__).parents[2]
BULK = 200_000
"""Bodies have fewer bytes than this, where a disk is to be filled."""
MEGABYTE = 1 << 20
PUBLISHED_EVERY = 10


@define(kw_only=True)
class Told:
    """What writers were told is kept, and what the static files were told to hold."""

    kept: int = 0
    published: int = 0
    bulk: int = 2000
    withholding: set[int] = field(factory=set)
    withheld: set[int] = field(factory=set)
    cosigned: set[tuple[int, str]] = field(factory=set)

    def hear(self, line: str) -> None:
        """Take one whole line of a writer."""
        word, _, rest = line.rstrip("\n").partition(" ")
        if word == "kept":
            self.kept = max(self.kept, int(rest))
        elif word == "withholding":
            self.withholding.add(int(rest))
        elif word == "withheld":
            self.withheld.add(int(rest))
        elif word == "cosigned":
            size, _, line = rest.partition(" ")
            self.cosigned.add((int(size), line))


def told_plainly(campaign: Callable[[int], None]) -> Callable[[int], None]:
    """Whatever goes wrong in a campaign is told as AssertionError."""

    @functools.wraps(campaign)
    def run(seed: int) -> None:
        try:
            campaign(seed)
        except (DipoliError, OSError, psycopg.Error, subprocess.SubprocessError) as fault:
            message = f"{type(fault).__name__}: {fault}"
            raise AssertionError(message) from fault

    return run


# ---------------------------------------------------------------- kills


@told_plainly
def killed_under_load(seed: int) -> None:
    """Two writers are killed while they write; on PostgreSQL a backend or the whole server too."""
    dice = random.Random(seed)
    with _place(seed) as place:
        begin(place, seed)
        told = Told()
        words = [sys.executable, "-m", "tests.depositary.load", place.kind, place.where, str(seed)]
        with ExitStack() as stack:
            writers = [
                stack.enter_context(
                    subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, text=True)  # noqa: S603 - our own words
                )
                for _ in range(2)
            ]
            for writer in writers:
                told.hear(writer.stdout.readline())  # type: ignore[union-attr]
            time.sleep(dice.random() * 0.5)
            _kill_server(place, dice.randrange(3))
            for writer in writers:
                writer.kill()
                rest = writer.stdout.read()  # type: ignore[union-attr]
                for line in rest[: rest.rfind("\n") + 1].splitlines():
                    told.hear(line)
        recover(place)
        assert told.kept, "nothing was written"
        _check_all(place, seed, told)


def _kill_server(place: Place, what: int) -> None:
    """0: leave the server alone; 1: kill one of its processes, so that it recovers; 2: kill all."""
    if isinstance(place, PostgresPlace) and what == 1:
        with closing(psycopg.connect(place.server.words("root"), autocommit=True)) as db:
            (pid,) = db.execute(
                "SELECT pid FROM pg_stat_activity WHERE datname = %s", (place.database,)
            ).fetchone() or (0,)
        if pid:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
    elif isinstance(place, PostgresPlace) and what == 2:
        place.server.kill()


def recover(place: Place) -> None:
    """Wait for the server; start it if it is down. A file needs nothing."""
    if not isinstance(place, PostgresPlace):
        return
    for _ in range(100):
        try:
            place.open_().close()
        except TamperedError:
            raise
        except RecordError:
            if not place.server.runs():
                place.server.start()
            time.sleep(0.1)
        else:
            return
    message = "the server did not come back"
    raise AssertionError(message)


# ---------------------------------------------------------------- full disks and write errors


@told_plainly
def disk_full(seed: int) -> None:
    """A disk fills while acts are written: refused with the reason, nothing lost, reads go on."""
    full(seed, as_root=os.geteuid() == 0)


def full(seed: int, *, as_root: bool) -> None:
    """The same, in the way that root has or in the other."""
    with _small_disk(seed, as_root=as_root) as (place, make_room), _folder() as folder:
        told, files = _started(place, seed, folder)
        with closing(place.open_()) as custody:
            _limit_pages(custody, as_root=as_root)
            _fill(custody, seed, told, files, nullcontext)
            _check_reads(custody, seed, told, files)
            _check_refused(custody)
            _check_reads(custody, seed, told, files)
        make_room()
        recover(place)
        _check_all(place, seed, told)


@told_plainly
def write_errors(seed: int) -> None:
    """Files may grow no further while acts are written: as with a full disk.

    On PostgreSQL one seed in two cannot even write its log of changes, so that the server breaks
    off all work and recovers; meanwhile the static files are read.
    """
    with _place(seed) as place, _folder() as folder:
        told, files = _started(place, seed, folder)
        with closing(place.open_()) as custody:
            limit = _file_limit(place, seed)
            _fill(custody, seed, told, files, limit)
            _check_reads(custody, seed, told, files)
        recover(place)
        _check_all(place, seed, told)


Limit = Callable[[], AbstractContextManager[None]]
"""What stands around each write."""


def _started(place: Place, seed: int, folder: Path) -> tuple[Told, StaticFiles]:
    """A record with a few acts, in the custody and in the static files."""
    size = random.Random(seed).randrange(1, 4)
    stored = acts(seed, 0, size, BULK)
    place.create(ORIGIN, signed(leaves(stored)), stored)
    files = StaticFiles(folder / "public")
    with opened(place) as custody:
        files.publish(custody)
    return Told(kept=size, published=size, bulk=BULK), files


def _fill(custody: Opened, seed: int, told: Told, files: StaticFiles, limit: Limit) -> None:
    """Append until it is refused, with the reason and the remedy."""
    for _ in range(2000):
        size = custody.head().size
        one = act(seed, size, BULK)
        note = signed([*custody.leaves(), *leaves([one])])
        try:
            with limit():
                custody.append(size, [one], note)
        except RecordError as refusal:
            _check_reason(refusal)
            return
        told.kept = size + 1
        if told.kept % PUBLISHED_EVERY == 0:
            files.publish(custody)
            told.published = told.kept
    message = "nothing was refused"
    raise AssertionError(message)


def _check_reason(refusal: RecordError) -> None:
    assert not isinstance(refusal, TamperedError), refusal
    assert "was not written: " in str(refusal), refusal
    assert ". To mend: " in str(refusal), refusal


def _check_refused(custody: Opened) -> None:
    """What has no room is refused again and again, and leaves the head where it was."""
    for _ in range(3):
        try:
            head, hashes = custody.head(), custody.leaves()
            big = Stored(index=head.size, entry=b'{"large":true}', body=os.urandom(40 * MEGABYTE))
            custody.append(head.size, [big], signed([*hashes, *leaves([big])]))
        except RecordError as refusal:
            assert ". To mend: " in str(refusal), refusal  # noqa: PT017 - many may be raised
        else:
            message = "the disk is full, and an act of 40 MB was kept"
            raise AssertionError(message)


def _check_reads(custody: Opened, seed: int, told: Told, files: StaticFiles) -> None:
    """Acts are read from the custody, or from the static files when it does not answer."""
    due = acts(seed, 0, told.kept, BULK)
    try:
        assert list(custody.read(0, told.kept)) == due
    except TamperedError:
        raise
    except RecordError as refusal:
        assert "read from the static files" in str(refusal), refusal  # noqa: PT017 - as above
    assert list(files.read(0, told.published)) == due[: told.published]


def _check_all(place: Place, seed: int, told: Told) -> None:
    """Nothing acknowledged is lost, no root is wrong, and the record goes on."""
    with opened(place) as custody:
        head = custody.head()
        assert head.size >= told.kept, f"{told.kept} were acknowledged, {head.size} are there"
        due = acts(seed, 0, head.size, told.bulk)
        for one, made in zip(custody.read(0, head.size), due, strict=True):
            assert one.entry == made.entry, one.index
            if one.index in told.withheld:
                assert one.body is None, f"the body of {one.index} was withheld"
            elif one.index not in told.withholding:
                assert one.body == made.body, f"the body of {one.index} is another"
        assert head.root == root(leaves(due)), "a wrong root"
        said = open_checkpoint(head.checkpoint, log_key(ORIGIN)).checkpoint
        assert (said.size, said.root) == (head.size, head.root)
        assert told.cosigned <= place.lines(), "a cosignature is lost"
        one = act(seed, head.size, told.bulk)
        custody.append(head.size, [one], signed(leaves([*due, one])))
        assert custody.head().size == head.size + 1


# ---------------------------------------------------------------- places and limits


@contextmanager
def _folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="dipoli-") as name:
        yield Path(name)


@contextmanager
def _place(seed: int) -> Iterator[Place]:
    """A file for even seeds; a database on the server of this run for odd ones."""
    if seed % 2 == 0:
        with _folder() as folder:
            yield SqlitePlace(folder / "record.db")
        return
    place = PostgresPlace(shared(), shared().fresh(f"seed_{seed}"))
    yield place
    shared().drop(place.database)


@contextmanager
def _small_disk(seed: int, *, as_root: bool) -> Iterator[tuple[Place, Callable[[], None]]]:
    """A place with little room, and what makes more."""
    with _folder() as folder, ExitStack() as stack:
        megabytes = 2 if seed % 2 == 0 else 60
        if as_root:
            _mount(folder, f"size={megabytes}m")
            stack.callback(_mount, folder, None)
        if seed % 2 == 0:
            yield SqlitePlace(folder / "record.db"), lambda: _room(folder, as_root=as_root)
            return
        server = Server.ready(folder)
        stack.callback(server.end)
        if not as_root:
            server.stop()
            server.limit = 3 * MEGABYTE
            server.start()

        def make_room() -> None:
            _room(folder, as_root=as_root)
            server.limit = None
            server.kill()
            server.start()

        yield PostgresPlace(server), make_room


def _room(folder: Path, *, as_root: bool) -> None:
    if as_root:
        _mount(folder, "remount,size=400m")


def _mount(folder: Path, options: str | None) -> None:
    words = ["mount", "-t", "tmpfs", "-o", options, "tmpfs"] if options else ["umount", "-l"]
    subprocess.run([*words, str(folder)], check=True)  # noqa: S603 - our own words


def _limit_pages(custody: Opened, *, as_root: bool) -> None:
    if isinstance(custody, SqliteCustody) and not as_root:
        custody._db.execute("PRAGMA max_page_count = 500")  # noqa: SLF001 - no other way in


def _file_limit(place: Place, seed: int) -> Limit:
    """A limit on the size of files: around each write of ours, or on the server's side of it."""
    dice = random.Random(seed)
    if isinstance(place, PostgresPlace):
        panic = dice.randrange(2)
        size = dice.randrange(1, 60) * 1024 if panic else dice.randrange(1100, 3000) * 1024
        for pid in _backends(place):
            place.server.limit_files(pid, size)
        return nullcontext
    size = dice.randrange(60, 3000) * 1024
    return lambda: _own_limit(size)


def _backends(place: PostgresPlace) -> list[int]:
    with closing(psycopg.connect(place.server.words("root", "postgres"))) as db:
        rows = db.execute("SELECT pid FROM pg_stat_activity WHERE datname = %s", (place.database,))
        return [pid for (pid,) in rows]


@contextmanager
def _own_limit(size: int) -> Iterator[None]:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


CAMPAIGNS: dict[str, tuple[Callable[[int], None], int]] = {
    "killed under load, nothing acknowledged is lost": (killed_under_load, 400),
    "full disk: refused with the reason, reads go on": (disk_full, 40),
    "write error: refused with the reason, reads go on": (write_errors, 40),
}
"""What is owed: even seeds on SQLite, odd ones on PostgreSQL; half of each number on each."""
