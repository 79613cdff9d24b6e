"""Canaries: words and keys planted in private things, and a seized host searched for them.

A host is made whole: offices with an open and a sealed circle, the site as a program of its own
with its logs and temporary files, backups. Delegations keep private papers there by its own pages.
Then the program is killed, and everything that lies in its folder is searched, in every encoding
that is usual. A canary in the open circle is the control: it is found, so that the search can fail.
Where a server keeps desk and records, what is taken of it lies in that folder too.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import http.cookiejar
import json
import os
import re
import secrets
import sqlite3
import subprocess
import sys
import tarfile
import time
import urllib.request
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, nullcontext
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote

from attrs import define, evolve, field
from tests.node.boxes import PASS
from tests.web.own_node import box
from tests.web.seized_server import machine

from dipoli.codec.charter_file import charter_on_preset
from dipoli.demonstration.exercise import BEGINS, DAY, HOUR, Exercise, charter_paper, dice_of
from dipoli.demonstration.hall import Circle, Hall
from dipoli.demonstration.keys import sealing_keys, signing_keys
from dipoli.demonstration.parties import CODES, FORUM, TITLE
from dipoli.demonstration.sealed import Sealing, _announced
from dipoli.forum.charter_text import write_charter
from dipoli.node.paper_box import paper_keys, seal_paper, whose
from dipoli.node.private import written
from dipoli.record.act import read_entry
from dipoli.record.body import open_box, read_body, read_box, wrap
from dipoli.secretariat.keepers import DATABASE
from dipoli.secretariat.premises import open_premises
from dipoli.secretariat.safe import write_safe

SAY = "note.say/1"
_ADDRESS = re.compile(r"http://127\.0\.0\.1:[0-9]+/")
_HEX = re.compile(rb"[0-9A-Fa-f]{48,}")
_ZEROS = re.compile(rb"\0{64,}")
"""Of which the files of a server are full; no canary is."""
_KEY = 32
_ROUNDS = 4
"""Returns that one round takes."""


@define(kw_only=True)
class Planted:
    """What was planted.

    Args:
        papers: words in private papers.
        returns: words in sealed returns of an exchange.
        messages: words in acts of a sealed circle.
        keys: content keys of those acts.
        control: words in an act of an open circle.
    """

    papers: list[bytes] = field(factory=list)
    returns: list[bytes] = field(factory=list)
    messages: list[bytes] = field(factory=list)
    keys: list[bytes] = field(factory=list)
    control: bytes = b""

    @property
    def all(self) -> list[bytes]:
        """Everything that must not be found."""
        return [*self.papers, *self.returns, *self.messages, *self.keys]


def word(seed: object, number: int) -> str:
    """A word that stands nowhere else."""
    digest = hashlib.sha256(f"canary {seed} {number}".encode()).digest()
    return base64.b32encode(digest[:15]).decode()


# ---------------------------------------------------------------- planting


@contextmanager
def seized(count: int, seed: object = 0, *, server: bool = False) -> Iterator[tuple[Path, Planted]]:
    """The folder of a host after it was killed, and what had been planted.

    Args:
        count: of canaries of each of the four sorts.
        seed: of their words.
        server: whether desk and records lie on a PostgreSQL server.
    """
    with (
        TemporaryDirectory(prefix="dipoli-host-") as name,
        machine() if server else nullcontext() as keeper,
    ):
        folder, planted = Path(name), Planted()
        words = (word(seed, number) for number in range(10_000))
        _circles(folder / "exercise", count, words, planted)
        today = datetime.now(UTC).date().isoformat()  # noqa: TID251 - the program's own day
        (folder / "made-on").write_text(today, encoding="ascii")
        surroundings = {**os.environ, "TMPDIR": str(folder / "tmp")}
        if keeper is not None:
            surroundings[DATABASE] = keeper.address
        _papers(folder, count, words, planted, surroundings)
        (folder / "backups").mkdir()
        if keeper is None:
            _backups(folder)
        else:
            _whole_backup(folder, surroundings)
            keeper.dump(folder / "backups")
            keeper.seize(folder / "server")
        yield folder, planted


def _circles(folder: Path, count: int, words: Iterator[str], planted: Planted) -> None:
    """An open plenary with sealed returns, and a sealed circle with messages."""
    hall = Hall(folder=folder, forum=FORUM, keys=signing_keys(), sealing=sealing_keys(), now=BEGINS)
    charter = write_charter(charter_on_preset(charter_paper()))
    plenary = hall.open("plenary", TITLE["en"], charter, CODES)
    x = Exercise(hall=hall, dice=dice_of("canaries"), begins=BEGINS, plenary=plenary)
    control = next(words)
    planted.control = control.encode()
    hall.register(plenary, SAY, {"text": f"We recall {control}."}, by="XUL")
    for start in range(0, count, _ROUNDS):
        texts = [next(words) for _ in range(min(_ROUNDS, count - start))]
        planted.returns += [text.encode() for text in texts]
        _round(x, texts)
    paper = charter_paper("canaries-apart")
    paper["members"] = [one for one in paper["members"] if one["code"] in {"XUL", "XKS"}]
    apart = hall.open(
        "apart", "Talks apart", write_charter(charter_on_preset(paper)), ["XUL", "XKS"], sealed=True
    )
    for _ in range(count):
        text = next(words)
        planted.messages.append(text.encode())
        planted.keys.append(_sealed(hall, apart, text))
    hall.close()


def _round(x: Exercise, texts: list[str]) -> None:
    one: Sealing = _announced(x, "XTV", "Annual exchange", 16, 2, "released-among-those")
    x.hall.now += DAY + HOUR
    x.office("exchange.open", one.name)
    for code, text in zip(("XTV", "XOR", "XKS", "XUL"), texts, strict=False):
        one.submit(code, f"Stations and boats, as {text} counts them.")


def _sealed(hall: Hall, circle: Circle, text: str) -> bytes:
    """An act in a sealed circle, and the content key under which it lies."""
    drawn: list[bytes] = []

    def chance(length: int) -> bytes:
        drawn.append(secrets.token_bytes(length))
        return drawn[-1]

    hand = evolve(circle.hands["XUL"], chance=chance, wrap=wrap)
    circle.hands = {**circle.hands, "XUL": hand}
    hall.register(circle, SAY, {"text": f"Between us alone: {text}."}, by="XUL")
    last = circle.office.custody.read(circle.standing.size - 1, circle.standing.size)[0]
    assert last.body is not None
    key = [one for one in drawn if len(one) == _KEY][1]  # behind the salt, which is public
    said = open_box(read_box(read_body(last.body)), read_entry(last.entry).envelope, key)
    assert said == {"text": f"Between us alone: {text}."}
    return key


def _papers(
    folder: Path,
    count: int,
    words: Iterator[str],
    planted: Planted,
    surroundings: Mapping[str, str],
) -> None:
    """Private papers, laid by through the pages of the site."""
    for name in ("tmp", "logs"):
        (folder / name).mkdir()
    command = [sys.executable, "-m", "dipoli.web", str(folder), "--demo"]
    with (
        (folder / "logs" / "out.log").open("wb") as out,
        (folder / "logs" / "err.log").open("wb") as err,
    ):
        host = subprocess.Popen(command, stdout=out, stderr=err, env=surroundings)  # noqa: S603 - our own words
        try:
            address = _address(folder / "logs" / "out.log", host)
            for code, each in (("XUL", count - count // 2), ("XKS", count // 2)):
                visitor = _Visitor(address, code)
                for _ in range(each):
                    text = next(words)
                    planted.papers.append(text.encode())
                    visitor.keep(text)
                for page in ("private", "today", "forums/exercise/apart/log"):
                    visitor.read(page)
        finally:
            host.kill()  # a seizure asks nobody; what the database has not tidied up stays
            host.wait()


def _address(log: Path, host: subprocess.Popen[bytes]) -> str:
    while host.poll() is None:
        found = _ADDRESS.search(log.read_text("utf-8", "replace"))
        if found is not None:
            return found.group()
        time.sleep(0.05)
    message = log.with_name("err.log").read_text("utf-8", "replace")
    raise RuntimeError(message)


class _Visitor:
    """Somebody of a delegation, with a browser."""

    def __init__(self, address: str, code: str) -> None:
        self._address, self._code = address, code
        self._jar = http.cookiejar.CookieJar()
        self._open = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self._jar))
        self._wait()
        self._post("sit.json", {"hall": "exercise", "code": code})

    def keep(self, text: str) -> None:
        """Seal a paper and lay it by."""
        key = paper_keys(box(self._code))[0]
        sealed = seal_paper(
            written(f"On {text}", "instruction", f"Yield on {text} alone."),
            whose(FORUM, self._code),
            [key.public],
            key,
            secrets.token_bytes,
        )
        self._post("private/do/keep.json", {"box": base64.b64encode(sealed).decode()})

    def read(self, page: str) -> None:
        """Look at a page."""
        self._open.open(self._address + page, timeout=60).close()

    def _wait(self) -> None:
        for _ in range(600):
            try:
                self.read("")
            except urllib.error.URLError:
                time.sleep(0.1)
            else:
                return

    def _post(self, page: str, said: Mapping[str, str]) -> None:
        token = next(one.value for one in self._jar if one.name == "dipoli-form")
        asked = urllib.request.Request(  # noqa: S310 - our own address
            self._address + page,
            data=json.dumps(said).encode(),
            headers={"Content-Type": "application/json", "X-CSRFToken": token or ""},
        )
        self._open.open(asked, timeout=60).close()


def _backups(folder: Path) -> None:
    """Copies of every record and of the desk, and one of them packed."""
    place = folder / "backups"
    for office in sorted((folder / "exercise" / "offices").iterdir()):
        open_premises(office).backup(place / f"{office.name}.db")
    with (
        closing(sqlite3.connect(folder / "desk.db")) as desk,
        closing(sqlite3.connect(place / "desk.db")) as copy,
    ):
        desk.backup(copy)
    for path in sorted(place.glob("*.db")):
        path.with_suffix(".db.gz").write_bytes(gzip.compress(path.read_bytes()))


def _whole_backup(folder: Path, surroundings: Mapping[str, str]) -> None:
    """A backup of the whole site by its own command; not encrypted, since the keys are locked."""
    for office in sorted((folder / "exercise" / "offices").iterdir()):
        premises = open_premises(office, surroundings[DATABASE])
        safe = write_safe(premises.keys(None), premises.origin, PASS, secrets.token_bytes)
        (office / "keys.json").write_bytes(safe)
    command = [sys.executable, "-m", "dipoli.web.keep", "backup"]
    subprocess.run(  # noqa: S603 - our own words
        [*command, str(folder), str(folder / "backups" / "site.tar")],
        env=dict(surroundings),
        check=True,
        capture_output=True,
    )


# ---------------------------------------------------------------- searching


def found_in(folder: Path, canaries: list[bytes]) -> dict[bytes, set[str]]:
    """Which canaries lie in a folder or in a file, and in which encodings."""
    needles = [(canary, how, one) for canary in canaries for how, one in encodings(canary)]
    found: dict[bytes, set[str]] = {}
    for data in contents(folder):
        for canary, how, needle in needles:
            if needle in data:
                found.setdefault(canary, set()).add(how)
    return found


def encodings(canary: bytes) -> Iterator[tuple[str, bytes]]:
    """A canary as it may lie in a file: the usual encodings, each also from end to beginning."""
    plain = list(_encodings(canary))
    yield from plain
    yield from ((f"{how}, reversed", one[::-1]) for how, one in plain)


def _encodings(canary: bytes) -> Iterator[tuple[str, bytes]]:
    yield "plain", canary
    for offset in range(3):
        whole = base64.b64encode(bytes(offset) + canary)
        # The signs at both ends hang on what stands beside; those between are the canary's own.
        signs = whole[-(-offset * 8 // 6) : (offset + len(canary)) * 8 // 6]
        yield f"base64 at {offset}", signs
        yield f"base64 of addresses at {offset}", signs.translate(bytes.maketrans(b"+/", b"-_"))
    yield "hex", canary.hex().encode()
    yield "hex in capitals", canary.hex().upper().encode()
    yield "percent", "".join(f"%{byte:02X}" for byte in canary).encode()
    yield "percent where needed", quote(canary).encode()
    yield "escapes of JSON", "".join(f"\\u{byte:04x}" for byte in canary).encode()
    for order in ("utf-16-le", "utf-16-be"):
        yield order, canary.decode("latin-1").encode(order)


def contents(folder: Path) -> Iterator[bytes]:
    """Everything in a folder or in a file: names, bytes, what is packed in them, rows."""
    for path in sorted(folder.rglob("*")) if folder.is_dir() else [folder]:
        yield str(path.relative_to(folder)).encode()
        if path.is_file():
            data = path.read_bytes()
            yield from layers(data)
            if data.startswith(b"SQLite format 3\0"):
                yield from rows(path)
            if tarfile.is_tarfile(path):
                with TemporaryDirectory() as place, tarfile.open(path) as archive:
                    archive.extractall(place, filter="data")
                    yield from contents(Path(place))


def layers(data: bytes, depth: int = 3) -> Iterator[bytes]:
    """Some bytes, and what is packed or written in hex anywhere in them, and so on inwards.

    A server writes bytes in hex, in its log and its dumps; a dump is packed besides.
    """
    yield _ZEROS.sub(b"\0", data)
    if depth:
        for inside in (*unpacked(data), *(_unhexed(one.group()) for one in _HEX.finditer(data))):
            yield from layers(inside, depth - 1)


def _unhexed(digits: bytes) -> bytes:
    return bytes.fromhex(digits[: len(digits) // 2 * 2].decode("ascii"))


def unpacked(data: bytes) -> Iterator[bytes]:
    """What is packed anywhere in some bytes, by gzip or zlib."""
    for start in (
        one.start() for one in re.finditer(rb"\x1f\x8b\x08|\x78[\x01\x5e\x9c\xda]", data)
    ):
        width = zlib.MAX_WBITS + 16 if data[start] == 0x1F else zlib.MAX_WBITS
        opening = zlib.decompressobj(width)
        try:
            inside = opening.decompress(data[start:], 1 << 26)
        except zlib.error:
            continue
        yield inside


def rows(path: Path) -> Iterator[bytes]:
    """Every value of every table: a long one lies in several pages of the file."""
    with TemporaryDirectory() as place:
        for one in path.parent.glob(f"{path.name}*"):
            if one.is_file():
                (Path(place) / one.name).write_bytes(one.read_bytes())
        with closing(sqlite3.connect(Path(place) / path.name)) as db:
            db.text_factory = bytes
            names = [
                name.decode()
                for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            ]
            for name in names:
                for row in db.execute(f'SELECT * FROM "{name}"'):  # noqa: S608 - its own names
                    yield from (bytes(one) for one in row if isinstance(one, bytes))


# ---------------------------------------------------------------- the whole count


def none_is_found(seed: int, count: int = 50) -> None:
    """So many canaries of each sort: none is found, and the control is."""
    with seized(count, seed) as (folder, planted):
        assert len(set(planted.all)) == 4 * count
        assert not found_in(folder, planted.all)
        assert found_in(folder, [planted.control])


TAKEN = ("server/data/base", "server/data/pg_wal", "server/log", "backups")
"""Where a control that was entered on a server lies in what is taken of it."""


def none_is_found_on_a_server(seed: int, count: int = 50) -> None:
    """The same with desk and records on a server; the control is found in each part of it."""
    with seized(count, seed, server=True) as (folder, planted):
        assert len(set(planted.all)) == 4 * count
        assert not found_in(folder, planted.all)
        for place in TAKEN:
            assert control_in(folder / place, planted), place


def control_in(place: Path, planted: Planted) -> bool:
    """Whether the control lies in a folder, or in a file."""
    return bool(found_in(place, [planted.control]))


CAMPAIGNS: dict[str, tuple[Callable[[int], None], int]] = {
    "200 canaries in private things of a seized host: none found, the control is": (
        none_is_found,
        1,
    ),
    "200 canaries where a server has desk and records: none found in dumps, data, log of changes, "
    "backups and logs; the control is found in each": (
        none_is_found_on_a_server,
        1,
    ),
}
