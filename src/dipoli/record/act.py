"""Acts: what is signed, by whom, in whose name, and what the author had seen.

An *entry* is one leaf of the tree: canonical JSON with the act (its *envelope*) and the signatures
under it. What the act says in words stands in its body, beside the tree (`dipoli.record.body`);
the envelope carries the body's salted hash. ``by`` is whose act it is, ``entered_by`` the hand
whose key signed; they differ when the secretariat enters an act that came on paper, and both
show.

Three things tie an act to its place. ``seq`` and ``prev`` chain the acts of one author, so that
none can be dropped or put elsewhere. ``seen`` is the head that the author had verified, so that a
record shown differently to two authors betrays itself. ``nonce`` is random, so that nobody can
find a cited act by guessing its text.

The signature is over ``dipoli/act/v1``, a line feed, and the canonical bytes of the envelope.
"""

from __future__ import annotations

import re
from binascii import a2b_base64
from collections.abc import Iterable

from attrs import evolve, frozen

from dipoli.record import shape
from dipoli.record.canon import ENTRY_BYTES, Json, canonical, read_canonical, to_base64
from dipoli.record.tree import leaf_hash

ACT_DOMAIN = b"dipoli/act/v1\n"
VERSION = 1
MAX_SIGNATURES = 4

_LISTED = 1000
_BEFORE, _BETWEEN = b'{"act":', b',"signatures":['

FORUM = r"[a-z0-9][a-z0-9.-]{0,60}(?:/[a-z0-9][a-z0-9.-]{0,60}){0,4}"
CIRCLE = r"[a-z0-9][a-z0-9-]{0,60}"
NAME = r"[a-z]{1,20}(?:-[a-z]{1,20}){0,3}\.[a-z]{1,20}(?:-[a-z]{1,20}){0,3}/[1-9][0-9]{0,3}"
ROLE = r"[a-z]{1,20}(?:-[a-z]{1,20}){0,3}"
OBJECT = r"[!-~]{0,200}"


@frozen(kw_only=True)
class Seen:
    """A head that the author had verified: number of entries and root."""

    size: int
    root: bytes


@frozen(kw_only=True)
class Signature:
    """One signature under an act.

    Args:
        alg: ``ed25519`` or ``mldsa44``.
        key: id of the key, base64.
        signature: the bytes.
    """

    alg: str
    key: str
    signature: bytes


@frozen(kw_only=True)
class Envelope:
    """What is signed.

    Args:
        v: version of the form of envelopes.
        forum: id of the forum.
        circle: id of the circle in the forum.
        name: dotted name of the act with its form number, as in ``note.say/1``.
        by: code of the author, in whose name it is done.
        entered_by: code of the hand whose key signed.
        role: in what capacity, as the author puts it; a word.
        seq: the author's number for it in this circle, from 0.
        prev: leaf hash of the author's previous act here; None for the first.
        object: id of what the act is about; may be empty.
        deadline: until when something is awaited, or None.
        body_hash: salted hash of the body; None when there is no body.
        seen: the head that the author had verified.
        time: when the author says that it was done.
        nonce: 16 random bytes.
    """

    v: int = VERSION
    forum: str
    circle: str
    name: str
    by: str
    entered_by: str
    role: str
    seq: int
    prev: bytes | None
    object: str
    deadline: str | None
    body_hash: bytes | None
    seen: Seen
    time: str
    nonce: bytes

    @property
    def origin(self) -> str:
        """The name of the record: forum and circle, never the host."""
        return f"{self.forum}/{self.circle}"


@frozen(kw_only=True)
class Entry:
    """A signed act in its bytes.

    Args:
        envelope: what was signed.
        signatures: under it, in the order of the entry.
        data: the canonical bytes of the whole, as stored and served.
        leaf: the leaf hash.
    """

    envelope: Envelope
    signatures: tuple[Signature, ...]
    data: bytes
    leaf: bytes

    @property
    def signed(self) -> bytes:
        """The bytes that every signature is over, cut out of the entry as they came.

        Nothing in the list of signatures can look like its beginning: algorithms, ids of keys
        and base64 hold no quotation mark.
        """
        return ACT_DOMAIN + self.data[len(_BEFORE) : self.data.rindex(_BETWEEN)]


def envelope_json(envelope: Envelope) -> dict[str, Json]:
    """The envelope as JSON, every key present."""
    prev, digest = envelope.prev, envelope.body_hash
    return {
        "v": envelope.v,
        "forum": envelope.forum,
        "circle": envelope.circle,
        "name": envelope.name,
        "by": envelope.by,
        "entered_by": envelope.entered_by,
        "role": envelope.role,
        "seq": envelope.seq,
        "prev": None if prev is None else to_base64(prev),
        "object": envelope.object,
        "deadline": envelope.deadline,
        "body_hash": None if digest is None else to_base64(digest),
        "seen": {"size": envelope.seen.size, "root": to_base64(envelope.seen.root)},
        "time": envelope.time,
        "nonce": to_base64(envelope.nonce),
    }


def signed_bytes(envelope: Envelope) -> bytes:
    """The bytes that every signature of the act is over."""
    return ACT_DOMAIN + canonical(envelope_json(envelope))


def sealing_bytes(envelope: Envelope) -> bytes:
    """The bytes that tie a sealed body to its act: the envelope before the body's hash is known."""
    return canonical(envelope_json(evolve(envelope, body_hash=None)))


def write_entry(envelope: Envelope, signatures: Iterable[Signature]) -> bytes:
    """The bytes of an entry.

    Raises:
        MalformedError: a value has no canonical bytes.
    """
    return canonical(
        {
            "act": envelope_json(envelope),
            "signatures": [
                {"alg": one.alg, "key": one.key, "signature": to_base64(one.signature)}
                for one in signatures
            ],
        }
    )


def read_entry(data: bytes) -> Entry:
    """Read an entry, strictly.

    Raises:
        MalformedError: the bytes are not canonical, too many, or not of the form.
    """
    return quick_entry(data) or entry_of(read_canonical(data), data)


def entry_of(value: Json, data: bytes) -> Entry:
    """An entry from its JSON and the bytes that it was read from.

    Raises:
        MalformedError: a key is missing, unknown or not of its form.
    """
    envelope, signatures = _ENTRY(value, "")
    return Entry(envelope=envelope, signatures=signatures, data=data, leaf=leaf_hash(data))


@frozen(kw_only=True)
class Trace:
    """What an act of no register leaves in the standing: its name, and its author's chain.

    Args:
        name: of the act.
        by: code of the author.
        seq: the author's number for it.
        seen: size of the head that the author had seen.
        time: of the act.
    """

    name: str
    by: str
    seq: int
    seen: int
    time: str


def read_trace(data: bytes) -> Trace:
    """Read no more than the trace of an entry that was read strictly when it was entered.

    Raises:
        MalformedError: the bytes are no entry.
    """
    match = _QUICK.fullmatch(data.decode("ascii", "replace"))
    if match is None:
        act = read_entry(data).envelope
        return Trace(name=act.name, by=act.by, seq=act.seq, seen=act.seen.size, time=act.time)
    by, name, size, seq, time = match.group(*_TRACE)
    return Trace(name=name, by=by, seq=int(seq), seen=int(size), time=time)


def quick_entry(data: bytes) -> Entry | None:
    """Read an entry in one stroke; None sends the reader to the slow way, which says what is wrong.

    The form of an entry is so narrow that its canonical bytes are one regular expression. What
    matches is canonical and of the form, but for three things that are looked at here: calendar,
    size of numbers, length. It is several times as fast, which matters for a million acts.
    """
    if len(data) > ENTRY_BYTES or not data.isascii():
        return None
    match = _QUICK.fullmatch(data.decode("ascii"))
    if match is None:
        return None
    (  # in the order of the keys
        body_hash, by, circle, deadline, entered_by, forum, name, nonce,
        object_, prev, role, root, size, seq, time, alg, key, first, more,
    ) = match.groups()  # fmt: skip
    lines = [(alg, key, first), *_QUICK_SIGNATURE.findall(more)] if first is not None else []
    signatures = tuple(
        Signature(alg=alg, key=key, signature=a2b_base64(one)) for alg, key, one in lines
    )
    if max(int(seq), int(size)) > shape.MOST or len(signatures) > _LISTED:
        return None
    if not shape.is_moment(time) or not (deadline is None or shape.is_moment(deadline)):
        return None
    envelope = Envelope(
        forum=forum,
        circle=circle,
        name=name,
        by=by,
        entered_by=entered_by,
        role=role,
        seq=int(seq),
        prev=None if prev is None else a2b_base64(prev),
        object=object_.replace('\\"', '"').replace("\\\\", "\\"),
        deadline=deadline,
        body_hash=None if body_hash is None else a2b_base64(body_hash),
        seen=Seen(size=int(size), root=a2b_base64(root)),
        time=time,
        nonce=a2b_base64(nonce),
    )
    return Entry(envelope=envelope, signatures=signatures, data=data, leaf=leaf_hash(data))


def _pair(
    act: Envelope, signatures: tuple[Signature, ...]
) -> tuple[Envelope, tuple[Signature, ...]]:
    return act, signatures


_ENVELOPE: shape.Reader[Envelope] = shape.value_of(
    Envelope,
    v=shape.whole(VERSION, VERSION),
    forum=shape.text(FORUM, "the id of a forum, such as lake.example/talks"),
    circle=shape.text(CIRCLE, "the id of a circle, such as plenary"),
    name=shape.text(NAME, "the name of an act with its form number, such as note.say/1"),
    by=shape.code,
    entered_by=shape.code,
    role=shape.text(ROLE, "a word for the capacity, such as head or expert"),
    seq=shape.whole(),
    prev=shape.perhaps(shape.octets(32)),
    object=shape.text(OBJECT, "an id of at most 200 signs without spaces, or an empty text"),
    deadline=shape.perhaps(shape.time),
    body_hash=shape.perhaps(shape.octets(32)),
    seen=shape.value_of(Seen, size=shape.whole(), root=shape.octets(32)),
    time=shape.time,
    nonce=shape.octets(16),
)
_SIGNATURE: shape.Reader[Signature] = shape.value_of(
    Signature,
    alg=shape.text(r"[a-z0-9]{1,20}", "the name of an algorithm"),
    key=shape.key_id,
    signature=shape.octets(),
)
_ENTRY = shape.value_of(_pair, act=_ENVELOPE, signatures=shape.list_of(_SIGNATURE, 0, _LISTED))

_DIGITS = "0|[1-9][0-9]{0,15}"
_LINE = (
    r'{"alg":"([a-z0-9]{1,20})","key":"('
    + shape.BASE64_16
    + r')","signature":"('
    + shape.BASE64
    + r')"}'
)
_PARTS = {
    "body_hash": f'null|"({shape.BASE64_32})"',
    "by": f'"({shape.CODE})"',
    "circle": f'"({CIRCLE})"',
    "deadline": f'null|"({shape.TIME})"',
    "entered_by": f'"({shape.CODE})"',
    "forum": f'"({FORUM})"',
    "name": f'"({NAME})"',
    "nonce": f'"({shape.BASE64_16})"',
    "object": r'"((?:[!#-\[\]-~]|\\["\\]){0,200})"',
    "prev": f'null|"({shape.BASE64_32})"',
    "role": f'"({ROLE})"',
    "seen": f'{{"root":"({shape.BASE64_32})","size":({_DIGITS})}}',
    "seq": f"({_DIGITS})",
    "time": f'"({shape.TIME})"',
    "v": str(VERSION),
}
_ACT = ",".join(f'"{key}":(?:{form})' for key, form in _PARTS.items())
_MANY = f"(?:{_LINE}((?:," + re.sub(r"\((?!\?)", "(?:", _LINE) + ")*))?"
_QUICK = re.compile(f'{{"act":{{{_ACT}}},"signatures":\\[{_MANY}\\]}}')
_QUICK_SIGNATURE = re.compile(_LINE)
_TRACE = (2, 7, 13, 14, 15)
"""By, name, size of the head seen, number and time among the groups."""
