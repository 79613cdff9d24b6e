"""The folder of an office: its keys, its record, and the static files that it gives out.

    office.json        forum, circle and code of the secretariat
    keys.json          the two private keys, plain or locked with a passphrase
    next-office.json   their public halves, for an office that hands its circle over to this one
    record.db          the record; made by opening the circle, or by taking it over. Not there in an
                       office that has its record on a server (see `dipoli.secretariat.keepers`)
    static/            checkpoint, official, to-cosign, tile/, bodies/: what seats fetch
    receipts/          receipts of acts that came through the site, by their numbers
    waiting/           acts that one person signed on the site, and that wait for a second one
    handed-over.json   where custody was signed over to another office: nothing is entered any more

The folder and what lies in it can be read by its owner alone. Several programs may work in it at
once: the record takes one act at a time, and the static files one writer at a time.
"""

from __future__ import annotations

import fcntl
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from datetime import datetime
from pathlib import Path
from shutil import rmtree

from attrs import define, evolve, field, frozen

from dipoli.depositary import sqlite
from dipoli.depositary.disk import sync_folder, write_durably
from dipoli.depositary.form import check_not_older, told
from dipoli.depositary.tiles import StaticFiles
from dipoli.faults import RecordError, RefusedError
from dipoli.forum.proceedings import Proceedings
from dipoli.record import shape
from dipoli.record.act import CIRCLE, FORUM
from dipoli.record.canon import Json, canonical, read_canonical, to_base64
from dipoli.record.custody import Custody, Head, Stored
from dipoli.record.note import Signer, VerifierKey, write_key
from dipoli.record.parcel import TAIL, Parcel, read_parcel, write_parcel
from dipoli.record.quorum import OFFICIAL
from dipoli.record.standing import Standing
from dipoli.secretariat.certify import beginning, first_head
from dipoli.secretariat.export import Bag, export
from dipoli.secretariat.keepers import (
    SERVER,
    FileKeeper,
    Keeper,
    ServerKeeper,
    carry,
    server_words,
)
from dipoli.secretariat.office import Office
from dipoli.secretariat.publish import shown_size
from dipoli.secretariat.reading import Reading
from dipoli.secretariat.receive import replay
from dipoli.secretariat.safe import (
    Chance,
    OfficeKeys,
    is_locked,
    make_keys,
    read_safe,
    write_safe,
)
from dipoli.secretariat.take_over import NextOffice, sign_over, take_over, write_next_office
from dipoli.terms import counted

FORM = "dipoli/office/v1"
HANDED_OVER = "dipoli/handed-over/v1"
RECEIPTS = "receipts"
"""The folder with the receipts that were given out."""
WAITING = "waiting"
"""The folder with acts that wait for a second person; none of them stands in the record."""
_OFFICE, _KEYS, _NEXT, _RECORD = "office.json", "keys.json", "next-office.json", "record.db"
_STATIC, _MARK, _TAKING = "static", "handed-over.json", "taking-over"
_ASIDE = "record-before-server.db"
_LOCK, _AT_WORK = "publishing.lock", "at-work.lock"
_LIMIT = 1 << 22


@frozen(kw_only=True)
class HandedOver:
    """That custody was signed over.

    Args:
        to: log key of the next office.
        size: of the head that it was signed over.
        move: the act.
    """

    to: str
    size: int
    move: Parcel


@define(kw_only=True)
class Premises:
    """The folder of one office.

    Args:
        folder: where it is.
        forum: id of the forum.
        circle: id of the circle.
        code: of the secretariat.
        server: by which the server is reached that keeps the record; empty for record.db here.
    """

    folder: Path
    forum: str
    circle: str
    code: str
    server: str = field(default="", repr=False)
    _files: StaticFiles = field(init=False)

    def __attrs_post_init__(self) -> None:
        """Where its static files lie."""
        self._files = StaticFiles(self.folder / _STATIC)

    @property
    def origin(self) -> str:
        """The name of the record."""
        return f"{self.forum}/{self.circle}"

    @property
    def static(self) -> Path:
        """The folder that seats fetch from."""
        return self.folder / _STATIC

    @property
    def next_office(self) -> Path:
        """The paper with the public keys."""
        return self.folder / _NEXT

    @property
    def record(self) -> Path:
        """The file of the record, where no server keeps it."""
        return self.folder / _RECORD

    @property
    def keeper(self) -> Keeper:
        """Who keeps the record."""
        if self.server:
            return ServerKeeper(words=self.server, origin=self.origin)
        return FileKeeper(path=self.record, origin=self.origin)

    @property
    def has_record(self) -> bool:
        """Whether there is a record: the circle was opened here, or taken over."""
        return self.keeper.has()

    @property
    def is_locked(self) -> bool:
        """Whether the keys need a passphrase."""
        return is_locked((self.folder / _KEYS).read_bytes())

    def keys(self, passphrase: str | None) -> OfficeKeys:
        """The private keys.

        Raises:
            CredentialError: the passphrase is missing or another.
        """
        return read_safe((self.folder / _KEYS).read_bytes(), self.origin, passphrase)

    def signer(self, keys: OfficeKeys) -> Signer:
        """The log key with the name under which it signs."""
        return Signer(name=self.origin, key=keys.log)

    def handed_over(self) -> HandedOver | None:
        """To whom custody was signed over; None where it was not."""
        place = self.folder / _MARK
        return (
            _MARKED(read_canonical(place.read_bytes(), limit=_LIMIT), "")
            if place.exists()
            else None
        )

    @contextmanager
    def at_work(
        self, keys: OfficeKeys, chance: Chance, *, entering: bool = True
    ) -> Iterator[Office]:
        """The office, open for a while; at the end the static files show what was entered.

        Args:
            keys: its private keys.
            chance: gives so many fresh random bytes.
            entering: whether it may enter acts; a circle that was handed over is only shown.

        Raises:
            RefusedError: custody was handed over.
            RecordError: there is no record yet, or it cannot be read.
        """
        if not self.has_record:
            mend = "open the circle (dipoli office open), or take it over (dipoli office take-over)"
            raise RecordError(told(f"{self.folder} was not used", "it has no record yet", mend))
        with ExitStack() as held:
            if entering:
                held.enter_context(self._held(fcntl.LOCK_SH))
                self._check_here()
            custody = held.enter_context(closing(self.keeper.open_()))
            office = self._office(custody, keys, chance)
            yield office
            if entering:
                self.publish(office)

    @contextmanager
    def in_reading(self) -> Iterator[tuple[Standing, Custody]]:
        """The record as it stands, without the keys: nothing can be entered.

        Raises:
            RecordError: there is no record yet, or it cannot be read.
        """
        if not self.has_record:
            mend = "open the circle (dipoli forum open, or dipoli office open) first"
            raise RecordError(told(f"{self.folder} was not read", "it has no record yet", mend))
        with closing(self.keeper.open_()) as custody:
            acts = custody.read(0, custody.head().size)
            yield replay(beginning(self.origin), acts), custody

    def reading(self) -> Reading:
        """The record, open for reading as long as the program runs.

        Raises:
            RecordError: there is no record yet, or it cannot be read.
        """
        return Reading(origin=self.origin, source=self.keeper.open_())

    def create(self, keys: OfficeKeys, at: datetime) -> None:
        """Make the record, without acts. The opening is the first.

        Raises:
            RecordError: there is one.
        """
        self.keeper.create(first_head(self.signer(keys), at))

    def publish(self, office: Office) -> None:
        """Carry the static files up to the head, and take away the bodies that were withheld."""
        with (self.folder / _LOCK).open("wb") as lock:
            # One writer at a time; the lock goes with the program.
            fcntl.flock(lock, fcntl.LOCK_EX)
            office.publish(self._files)

    def keep_receipt(self, number: int, receipt: bytes) -> None:
        """Keep the receipt of an act, so that its author need not catch it in flight.

        Args:
            number: of the act.
            receipt: the signed promise.
        """
        folder = self.folder / RECEIPTS
        folder.mkdir(mode=0o700, exist_ok=True)
        write_durably(folder / f"{number}.receipt", receipt)

    def receipt(self, number: int) -> bytes | None:
        """The receipt of an act; None where none was kept here."""
        place = self.folder / RECEIPTS / f"{number}.receipt"
        return place.read_bytes() if place.is_file() else None

    def official(self) -> int:
        """How many acts the newest official head in the static files covers; 0 before the first."""
        return shown_size(self._files.note(OFFICIAL))

    def backup(self, target: Path) -> None:
        """Copy the record while it is in use, check the copy, and only then give it its name.

        The copy is a file in the form of record.db, whoever keeps the record.

        Raises:
            RecordError: the name is taken, or the copy could not be made.
            TamperedError: what was copied does not agree with itself.
        """
        self.keeper.backup(target)

    def check_not_older(self, note: bytes, keys: Sequence[VerifierKey] = ()) -> Head:
        """Look whether the record is no older than a checkpoint that somebody else holds.

        Args:
            note: the checkpoint.
            keys: when given, at least one of them must have signed it.

        Returns:
            the head of the record here.

        Raises:
            CredentialError: keys were given, and none of them signed it.
            RecordError: the record is older: it was put back to an earlier state; or another one.
            SplitViewError: the two cannot both be true.
        """
        with closing(self.keeper.open_()) as custody:
            check_not_older(custody, note, keys)
            return custody.head()

    def head(self) -> Head:
        """The head of the record, once acts, head and signed checkpoint were found to agree."""
        with closing(self.keeper.open_()) as custody:
            return custody.head()

    def to_server(self, words: str) -> Premises:
        """Carry the record to a server, and name it the keeper from now on.

        The file is set aside under another name, and is never read again. Asked again after a
        crash, it goes on.

        Returns:
            the office with its new keeper.

        Raises:
            RecordError: there is no record, another program is at work in the office, or the server
                refuses.
        """
        with self._held(fcntl.LOCK_EX):
            moved = evolve(self, server=words)
            carry(self.record, ServerKeeper(words=words, origin=self.origin))
            # Crash before this: the file keeps the record. After it: the server does.
            write_paper(moved)
            self.record.rename(self.folder / _ASIDE)
            for tail in ("-wal", "-shm"):
                self.record.with_name(_RECORD + tail).unlink(missing_ok=True)
            sync_folder(self.folder)
            return moved

    def hand_over(self, office: Office, to: NextOffice, target: Path, at: datetime) -> Bag:
        """Sign the circle over to another office, and export it. Asked again, it exports again.

        Raises:
            RefusedError: it was signed over to another office, or the move is out of order.
            RecordError: the export could not be made. The circle is signed over all the same.
        """
        with self._held(fcntl.LOCK_EX):
            mark = self.handed_over()
            if mark is not None and mark.to != write_key(to.log_key):
                self._check_here()
            if mark is None:
                move = sign_over(office, to, at)
                size = office.standing.size
                mark = HandedOver(to=write_key(to.log_key), size=size, move=move)
                # Crash before this: nothing was signed over. After it: the circle rests, until the
                # export is made by asking again.
                write_durably(self.folder / _MARK, _mark_bytes(mark))
            return export(office.custody, target, at, mark.move)

    def take_over(self, bag: Bag, keys: OfficeKeys, chance: Chance, at: datetime) -> None:
        """Go on here with the record of an export.

        Raises:
            RecordError: there is a record here already, or the export does not move the circle.
            RefusedError: the move is out of order, with the clause and the remedy.
        """
        what = f"{self.origin} was not taken over"
        if self.has_record:
            mend = "make another office, and have the circle handed over to that"
            raise RecordError(told(what, f"{self.folder} has a record already", mend))
        if bag.standing.origin != self.origin:
            why = f"the export is of {bag.standing.origin}"
            raise RecordError(told(what, why, "make an office for that circle"))
        staging = self.folder / _TAKING
        # Crash at any point before the renaming: a folder taking-over, and no record; asked again,
        # it begins again.
        rmtree(staging, ignore_errors=True)
        staging.mkdir(mode=0o700)
        opened = list[sqlite.SqliteCustody]()

        def create(note: bytes, acts: Sequence[Stored]) -> Custody:
            sqlite.create(staging / _RECORD, self.origin, note, acts)
            opened.append(sqlite.open_(staging / _RECORD, self.origin))
            return opened[0]

        try:
            take_over(bag, create, lambda custody: self._office(custody, keys, chance), at)
            opened.pop().close()
            self.keeper.settle(staging / _RECORD)
            sync_folder(self.folder)
        finally:
            for custody in opened:
                custody.close()
            rmtree(staging, ignore_errors=True)

    @contextmanager
    def _held(self, how: int) -> Iterator[None]:
        """Work beside others who enter acts, or alone where the circle is handed over.

        Raises:
            RecordError: another program of this office is at work.
        """
        with (self.folder / _AT_WORK).open("wb") as lock:
            try:
                fcntl.flock(lock, how | fcntl.LOCK_NB)
            except BlockingIOError:
                what, why = "Nothing was done", f"another program is at work in {self.folder}"
                raise RecordError(told(what, why, "end it (Ctrl-C), and try again")) from None
            # The lock goes with the program, however it ends.
            yield

    def _office(self, custody: Custody, keys: OfficeKeys, chance: Chance) -> Office:
        return Office(
            custody=custody,
            log=self.signer(keys),
            keeper=keys.keeper,
            chance=chance,
            code=self.code,
            forum_rule=Proceedings(custody.read).rule,
        )

    def _check_here(self) -> None:
        mark = self.handed_over()
        if mark is not None:
            message = (
                f"{self.origin} was handed over to the office with the log key {mark.to}, at the "
                f"head of {counted(mark.size, 'act')}. Nothing is entered here any more; go on "
                "there."
            )
            raise RefusedError(message)


def make_premises(premises: Premises, chance: Chance, passphrase: str | None = None) -> OfficeKeys:
    """Make the folder of an office with fresh keys, and without a record.

    Args:
        premises: where, and for which circle; the folder is new or empty.
        chance: gives so many fresh random bytes.
        passphrase: that locks the keys; None leaves them plain.

    Raises:
        RecordError: something lies in the folder already.
        MalformedError: forum, circle or code have not their form.
        RefusedError: the passphrase is too short.
    """
    folder = premises.folder
    _premises(_paper(premises))
    keys = make_keys(chance)
    safe = write_safe(keys, premises.origin, passphrase, chance)
    if folder.exists() and any(folder.iterdir()):
        why, mend = f"something lies in {folder} already", "choose a folder that is new or empty"
        raise RecordError(told("The office was not made", why, mend))
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    folder.chmod(0o700)
    write_durably(folder / _KEYS, safe)
    write_durably(folder / _NEXT, write_next_office(keys, premises.signer(keys).verifier))
    # Crash before this: a folder with keys that nothing was ever signed with. It is no office.
    write_paper(premises)
    return keys


def _paper(premises: Premises) -> dict[str, Json]:
    keeper: dict[str, Json] = {"keeper": SERVER} if premises.server else {}
    return {
        "form": FORM,
        "forum": premises.forum,
        "circle": premises.circle,
        "code": premises.code,
        **keeper,
    }


def write_paper(premises: Premises) -> None:
    """Write the paper of an office: whose it is, and who keeps its record."""
    write_durably(premises.folder / _OFFICE, canonical(_paper(premises)))


def open_premises(folder: Path, server: str | None = None) -> Premises:
    """The office that lies in a folder.

    Args:
        folder: where it is.
        server: by which the server is reached, should it keep the record; else the surroundings
            say it (``DIPOLI_DATABASE``).

    Raises:
        RecordError: there is none, or its record is on a server and nothing says on which.
        MalformedError: its papers cannot be read.
    """
    place = folder / _OFFICE
    if not place.is_file():
        mend = "name the folder of an office, or make one (dipoli office make)"
        raise RecordError(told("The office was not found", f"{folder} is none", mend))
    forum, circle, code, keeper = _premises(read_canonical(place.read_bytes(), limit=_LIMIT))
    words = server_words(server) if keeper else ""
    return Premises(folder=folder, forum=forum, circle=circle, code=code, server=words)


def put_answer(path: Path | None, tail: str, data: bytes) -> Path | None:
    """Write an answer beside the act that it is for; an earlier answer is never written over.

    Args:
        path: of the file of the act; None when it came in no file, and nothing is written.
        tail: how the name of the answer ends.
        data: the signed answer.
    """
    if path is None:
        return None
    stem, number = path.name.removesuffix(TAIL), 1
    place = path.with_name(stem + tail)
    while place.exists():
        number += 1
        place = path.with_name(f"{stem}-{number}{tail}")
    write_durably(place, data)
    return place


def _mark_bytes(mark: HandedOver) -> bytes:
    move = to_base64(write_parcel(mark.move))
    return canonical({"form": HANDED_OVER, "to": mark.to, "size": mark.size, "move": move})


_PAPER: dict[str, shape.Reader[object]] = {
    "form": shape.text(FORM.replace("/", "[/]"), FORM),
    "forum": shape.text(FORUM, "the id of a forum, such as lake.example/talks"),
    "circle": shape.text(CIRCLE, "the id of a circle, such as plenary"),
    "code": shape.code,
}
_KEPT_HERE = shape.value_of(
    lambda form, forum, circle, code: (forum, circle, code, ""),  # noqa: ARG005 - the keys of the paper
    **_PAPER,
)
_KEPT_ON_A_SERVER = shape.value_of(
    lambda form, forum, circle, code, keeper: (forum, circle, code, keeper),  # noqa: ARG005 - as above
    **_PAPER,
    keeper=shape.text(SERVER, SERVER),
)


def _premises(paper: Json) -> tuple[str, str, str, str]:
    """Forum, circle and code of a paper, and the line of its keeper; none for a file."""
    on_a_server = isinstance(paper, dict) and "keeper" in paper
    return (_KEPT_ON_A_SERVER if on_a_server else _KEPT_HERE)(paper, "")


_MARKED = shape.value_of(
    lambda form, to, size, move: HandedOver(to=to, size=size, move=read_parcel(move)),  # noqa: ARG005 - as above
    form=shape.text(HANDED_OVER.replace("/", "[/]"), HANDED_OVER),
    to=shape.words(1000),
    size=shape.whole(),
    move=shape.octets(),
)
