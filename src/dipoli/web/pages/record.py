"""The record of a circle: its log, its head, and how anybody checks a copy without asking.

The log shows what stands in the record, act by act, in the format in which stories are written. A
body that is not the reader's is not shown, and neither is one that is sealed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import evolve

from dipoli.faults import DipoliError
from dipoli.forum.act import Act
from dipoli.forum.line import show, show_time
from dipoli.forum.names import moment
from dipoli.forum.procedure import KINDS
from dipoli.forum.proceedings import act_of
from dipoli.forum.register_lines import REGISTER, said_in_line
from dipoli.record.act import Entry, read_entry
from dipoli.record.body import read_body
from dipoli.record.custody import Stored
from dipoli.record.note import write_key
from dipoli.record.quorum import is_official, lines_that_hold
from dipoli.told import tell
from dipoli.web.asked import Asked, Document, MissingError, Page, Twin, marks_of, titled
from dipoli.web.history import briefly
from dipoli.web.policy import Rule
from dipoli.web.route import ROOM, Input, Route
from dipoli.web.speech import term
from dipoli.web.ways import exercised

PAGE = 100
"""So many acts stand on a page of the log."""

FILE = 10_000
"""So many acts stand in one file of the log."""


# ---------------------------------------------------------------- the log


def log(asked: Asked) -> Page:
    """Acts of the circle, the newest last; without a beginning, those that came last.

    Raises:
        MissingError: the record has no act of the number that is asked for.
    """
    size = _size(asked)
    start = _start(asked, max(size - PAGE, 0))
    until = min(start + PAGE, size)
    leaves = asked.query.get("leaves") == "yes"
    return Page(
        title=tell("Record"),
        twin={
            "size": size,
            "from": start,
            "until": until,
            "leaves": leaves,
            "rows": [_row(asked, one, leaves=leaves) for one in _read(asked, start, until)],
            "earlier": None if start == 0 else _at(asked, max(start - PAGE, 0), leaves=leaves),
            "later": None if until == size else _at(asked, until, leaves=leaves),
            "first": _at(asked, 0, leaves=leaves),
            "last": _at(asked, None, leaves=leaves),
            "toggle": _at(asked, start, leaves=not leaves),
            "file": asked.page("log_file"),
            "archive": asked.page("archive"),
            "alarm": asked.page("alarm") if asked.acts and exercised(asked) else None,
            "legend": [{"code": code, "name": name} for code, name in asked.names.legend()],
        },
    )


def log_file(asked: Asked) -> Page:
    """The same as a file that can be read again by `dipoli`; what is no line stands behind ``#``.

    Raises:
        MissingError: the record has no act of the number that is asked for.
    """
    size = _size(asked)
    start = _start(asked, 0)
    until = min(start + FILE, size)
    lines = list(_lines(asked, start, until, size))
    assert asked.room is not None  # noqa: S101 - the address names a circle
    name = f"{asked.room.hall}-{asked.room.name}-{start}-{until}.log.txt"
    document = Document(data=("\n".join(lines) + "\n").encode("utf-8"), name=name)
    twin: Twin = {"from": start, "until": until, "size": size, "lines": lines}
    return Page(title=tell("Record, as a file"), twin=twin, document=document)


def _size(asked: Asked) -> int:
    assert asked.read is not None  # noqa: S101 - the address names a circle
    return asked.read.standing.size


def _start(asked: Asked, usual: int) -> int:
    """The number behind ``?from=``.

    Raises:
        MissingError: it is none, or the record has no such act.
    """
    word = asked.query.get("from", "")
    if not word:
        return usual
    if not (word.isascii() and word.isdecimal() and len(word) <= 12) or int(word) >= _size(asked):  # noqa: PLR2004 - digits
        raise MissingError
    return int(word)


def _at(asked: Asked, start: int | None, *, leaves: bool) -> str:
    """The address of the log from an act on."""
    words = [] if start is None else [f"from={start}"]
    words += ["leaves=yes"] if leaves else []
    return asked.page("log") + (f"?{'&'.join(words)}" if words else "")


def _read(asked: Asked, start: int, until: int) -> Sequence[Stored]:
    assert asked.read is not None  # noqa: S101 - the address names a circle
    return asked.read.acts(start, until)


def _row(asked: Asked, one: Stored, *, leaves: bool) -> Twin:
    """An act: what its envelope says, and its line where it has one."""
    entry, act = _act(asked, one)
    envelope = entry.envelope
    assert asked.read is not None  # noqa: S101 - the address names a circle
    hand, compiled = envelope.entered_by, asked.forum.charter.compiled
    return {
        "number": one.index,
        "time": envelope.time,
        "shown": moment(envelope.time),
        "act": envelope.name.removesuffix("/1"),
        "told": None if compiled else briefly(asked, envelope.name, envelope.by),
        "by": _author(asked, envelope.by),
        "entered_by": None if hand == envelope.by else _author(asked, hand),
        "object": envelope.object or None,
        "about": _about(asked, envelope.object),
        "page": asked.thing(envelope.object) if envelope.object else None,
        "deadline": envelope.deadline,
        "line": None if act is None else show(act),
        "leaf": entry.leaf.hex() if leaves else None,
        "void": one.index in asked.read.void,
        "state": _body_state(asked, one, entry),
    }


def _author(asked: Asked, code: str) -> Twin:
    """Who acts; in a record compiled from documents that is its compiler, and no secretariat."""
    if asked.forum.charter.compiled and code == asked.forum.secretariat:
        return {"code": code, "name": tell("the compiler")}
    return asked.party(code)


def _about(asked: Asked, name: str) -> str | None:
    """What an act is about: a thing by its short name, a party by its name."""
    return asked.names.party(name) if name else None


def _body_state(asked: Asked, one: Stored, entry: Entry) -> str:
    """Whether what an act says is at hand: readable, none, withheld, sealed, or not open to one."""
    assert asked.read is not None  # noqa: S101 - the address names a circle
    if entry.envelope.body_hash is None:
        return term(tell("says nothing beside its name"))
    if one.index in asked.read.standing.withheld:
        return term(tell("withheld"))
    if one.body is None:
        return term(tell("not open to you"))
    if asked.read.opener(entry, read_body(one.body)) is None:
        return term(tell("sealed"))
    return term(tell("open"))


def _act(asked: Asked, one: Stored) -> tuple[Entry, Act | None]:
    """An entry, and its act where the format of stories has a line for it."""
    assert asked.read is not None  # noqa: S101 - the address names a circle
    entry = read_entry(one.entry)
    content = None if one.body is None else asked.read.opener(entry, read_body(one.body))
    act = act_of(asked.forum, one.index, entry, content, None)
    if not isinstance(act, Act):
        return entry, None
    if act.name in REGISTER:
        act = evolve(act, said=said_in_line(act.name, content))
    has_line = act.name in KINDS or (act.name in REGISTER and act.said is not None)
    return entry, act if has_line else None


def _lines(asked: Asked, start: int, until: int, size: int) -> Iterator[str]:
    """The lines of a file: marks and names first, then the acts."""
    assert asked.read is not None  # noqa: S101 - the address names a circle
    for told in (*marks_of(asked.forum), titled(asked.read), asked.read.standing.origin):
        yield f"# {told}"
    yield f"# acts {start} to {until - 1} of {size}"
    blind = asked.forum.blind
    if blind is not None:
        if asked.shut:
            yield "# what is said here is sealed; each seat reads it through its own node"
        else:
            yield f"# from act {blind} on, some of what was done is not open to this reader"
    for code, name in asked.names.legend():
        yield f"# {code} is {name}"
    for one in _read(asked, start, until):
        entry, act = _act(asked, one)
        envelope = entry.envelope
        if act is None:
            about = f"  {envelope.object}" if envelope.object else ""
            time = show_time(envelope.time)
            yield f"# act {one.index}  {time}  {envelope.by}  {envelope.name}{about}"
        elif one.index in asked.read.void:
            yield f"# act {one.index} is out of order under the charter, and without effect:"
            yield f"# {show(act)}"
        else:
            yield show(act)
    if until < size:
        yield f"# the record goes on: ask for this file with ?from={until}"


# ---------------------------------------------------------------- archive and verify


def archive(asked: Asked) -> Page:
    """The head of the circle, who cosigned it, and how a copy is checked without asking anybody."""
    assert asked.read is not None  # noqa: S101 - the address names a circle
    standing, head = asked.read.standing, asked.read.head
    key = standing.log_key(standing.size)
    cosigned = lines_that_hold(standing, head.cosigned)
    takes_part, compiled = standing.participation(), asked.forum.charter.compiled
    return Page(
        title=tell("Archive and verify"),
        twin={
            "origin": standing.origin,
            "size": standing.size,
            "root": standing.root.hex(),
            "last": asked.clock(asked.forum.time),
            "checkpoint": head.cosigned.decode("utf-8", "replace"),
            "checkpoint_file": asked.page("checkpoint"),
            "log_key": None if key is None else write_key(key),
            "official": is_official(standing, head.cosigned, standing.size),
            "official_up_to": _official(asked),
            "cosigned": asked.parties(cosigned),
            "needed": takes_part.needed,
            "compiled": compiled,
            "seats": None if compiled else takes_part.seats,
            "witnesses": takes_part.witnesses,
            "paper": None if compiled else takes_part.paper,
            "withheld": [
                {"number": number, "who": one.who, "law": one.law, "by_act": one.number}
                for number, one in sorted(standing.withheld.items())
            ],
            "from": standing.seats[asked.reader.code].since
            if standing.is_seated(asked.reader.code)
            else 0,
            "log": asked.page("log"),
            "host": asked.page("readers"),
            "alarm": asked.page("alarm") if asked.acts and exercised(asked) else None,
        },
    )


def checkpoint(asked: Asked) -> Page:
    """The signed head as a file: what one delegation holds against what another holds."""
    assert asked.read is not None  # noqa: S101 - the address names a circle
    head = asked.read.head
    assert asked.room is not None  # noqa: S101 - the address names a circle
    name = f"{asked.room.hall}-{asked.room.name}-{head.size}.checkpoint.txt"
    return Page(
        title=tell("Checkpoint"),
        twin={
            "size": head.size,
            "root": head.root.hex(),
            "note": head.cosigned.decode("utf-8", "replace"),
        },
        document=Document(data=head.cosigned, name=name),
    )


def _official(asked: Asked) -> int | None:
    """How many acts the newest official head covers; None where there is none to be found."""
    assert asked.room is not None  # noqa: S101 - the address names a circle
    try:
        return asked.room.official() or None
    except (DipoliError, OSError):
        return None


ROUTES = (
    Route(
        name="log",
        path=f"{ROOM}/log",
        rule=Rule.CIRCLE,
        answer=log,
        about="The record of the circle, act by act, in the format of stories.",
        menu=tell("Record"),
        asks=(
            Input(name="from", meaning="Number of the act with which it begins.", needed=False),
            Input(
                name="leaves", meaning="yes, to have the hashes of the leaves too.", needed=False
            ),
        ),
    ),
    Route(
        name="log_file",
        path=f"{ROOM}/log.txt",
        rule=Rule.CIRCLE,
        answer=log_file,
        about="The record of the circle as a file of lines.",
        asks=(Input(name="from", meaning="Number of the act with which it begins.", needed=False),),
        media="text/plain; charset=utf-8",
    ),
    Route(
        name="archive",
        path=f"{ROOM}/archive",
        rule=Rule.CIRCLE,
        answer=archive,
        about="The head of the circle, who cosigned it, and how to verify a copy offline.",
    ),
    Route(
        name="checkpoint",
        path=f"{ROOM}/checkpoint.txt",
        rule=Rule.CIRCLE,
        answer=checkpoint,
        about="The signed head of the circle as a file.",
        media="text/plain; charset=utf-8",
    ),
)
