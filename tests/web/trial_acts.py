"""What is sent so that acts are prepared, signed in each way, and entered; keys; files."""

from __future__ import annotations

import base64
import json
import random
from collections.abc import Mapping
from typing import Any

from tests.codec.word.papers import tracked
from tests.web.house import PLENARY
from tests.web.stage import HOST, Visitor, stage
from tests.web.test_acting import Browser
from tests.web.trial_own import ROOM
from tests.web.trial_reader import EXERCISE, OFFICE, PAPER, Kind, Reader, Sent, Write

from dipoli.demonstration.keys import signing_keys
from dipoli.record.canon import Json, to_base64
from dipoli.record.drafting import Draft, Wish
from dipoli.record.forms import REVOKE_KEY
from dipoli.record.keys import ED25519, KeyUse, NewKey, possession_bytes, public_bytes, sign_act
from dipoli.record.parcel import Parcel, write_parcel
from dipoli.secretariat.receive import Receipted

stage()
from django.test import Client  # noqa: E402 - Django is asked after its settings

from dipoli.web.drafting import read_slip, slip_of  # noqa: E402
from dipoli.web.site import site_at  # noqa: E402

_HERE = {"hall": EXERCISE, "room": "plenary"}
SMALL = ("friends-of-the-chair",)
"""Circles of few seats and few acts."""

_QUIET = {"XTV": SMALL[0], "XUL": SMALL[0]}
"""By seat a circle in which the trial enters nothing, so that its copies stay short; else the
experts' one.
"""

Act = tuple[str, dict[str, Any]]


def _note(_client: Client, chance: random.Random) -> Act:
    return "note.say", {"f-text": f"We would meet again on day {chance.randint(1, 28)}."}


def _proposal(_client: Client, chance: random.Random) -> Act:
    said = {"f-title": f"To meet on day {chance.randint(1, 28)}", "f-purpose": "measure"}
    return "proposal.table", {"object": f"PX{chance.randrange(10**9)}", **said}


def _text(_client: Client, chance: random.Random) -> Act:
    number = chance.randrange(10**9)
    said = {"f-title": "A bulletin", "f-symbol": f"VS/{number}", "f-kind": "working-paper"}
    more = {"f-language": "en", "f-everything": "no"}
    return "text.table", {"object": f"TX{number}", **said, **more}


def _name(_client: Client, chance: random.Random) -> Act:
    said = {"f-name": f"Strait {chance.randint(1, 99)}", "f-sort": "place"}
    return "name.give", {**said, "f-thing": "the strait", "f-language": "en"}


def _version(client: Client, chance: random.Random) -> Act:
    """A language version of a text, with a file that was sent before."""
    told = _posted(client, "attach", _file(chance))
    said = {"f-language": told["spoken"], "f-version": "1"}
    digest = to_base64(bytes.fromhex(told["digest"]))
    return "text.language", {"object": told["text"], **said, "f-digest": digest}


def _binding(_client: Client, chance: random.Random) -> Act:
    name = f"RMX{chance.randrange(10**9)}"
    return "matter.reserve", {"object": name, "f-title": "The shore", "f-names": "shore west"}


def _letter(client: Client, chance: random.Random) -> Act:
    act, said = chance.choice([_note, _proposal])(client, chance)
    entered = {"by": PAPER, "person": ["First Clerk", "Second Clerk"], "scan": "ab" * 32}
    return act, {**said, **entered}


_DAILY = (_note, _proposal, _text, _name, _version)
_OF_SEATS = (*_DAILY, _binding)
_OF_OFFICE = (_note, _letter, _version)


def _posted(client: Client, page: str, sent: Mapping[str, Any]) -> dict[str, Any]:
    """What an action told that must be done."""
    answer = client.post(f"{PLENARY}/{page}.json", json.dumps(sent), "application/json")
    assert answer.status_code == 200, (page, answer.content)
    told: dict[str, Any] = answer.json()
    return told


def _drafted(client: Client, act: Act) -> dict[str, Any]:
    name, said = act
    return _posted(client, f"do/{name}/draft", said)


def _act(reader: Reader, chance: random.Random) -> Act:
    return chance.choice(_OF_OFFICE if reader.is_office else _OF_SEATS)(reader.client, chance)


def _prepare(reader: Reader, chance: random.Random) -> Sent:
    name, said = _act(reader, chance)
    return Sent(words={**_HERE, "act": name}, body=said)


def _confirmed(draft: Mapping[str, Any]) -> dict[str, Any]:
    return {"confirm": draft["confirm"]} if draft["confirm"] else {}


def _slip(reader: Reader, chance: random.Random) -> Sent:
    draft = _drafted(reader.client, _act(reader, chance))
    return Sent(words=_HERE, body={"slip": draft["slip"], **_confirmed(draft)})


def _key(reader: Reader, name: str) -> Browser:
    """A key of the reader's browser: certified in a demonstration, elsewhere that of its node."""
    held: Browser | None = reader.kept.get(name)
    if held is None:
        held = Browser(reader.visitor, reader.code)
        if reader.kind is Kind.DEMONSTRATION:
            held.certified()
        else:
            held.take(signing_keys()[reader.code])
        reader.kept[name] = held
    return held


def _sign(reader: Reader, chance: random.Random) -> Sent:
    key = _key(reader, "key")
    draft = _drafted(reader.client, chance.choice(_DAILY)(reader.client, chance))
    return Sent(words=_HERE, body=key.signs(draft))


def _waiting(reader: Reader, chance: random.Random) -> tuple[str, dict[str, Any]]:
    """An act that waits for a second person, and its draft."""
    key = _key(reader, "key")
    draft = _drafted(reader.client, _binding(reader.client, chance))
    return str(_posted(reader.client, "sign", key.signs(draft))["waiting"]), draft


def _countersign(reader: Reader, chance: random.Random) -> Sent:
    second = _key(reader, "second key")
    name, draft = _waiting(reader, chance)
    sent = second.signs(draft)
    del sent["slip"]
    return Sent(words=_HERE, body={**sent, "waiting": name})


def _give_up(reader: Reader, chance: random.Random) -> Sent:
    return Sent(words=_HERE, body={"waiting": _waiting(reader, chance)[0]})


def _certify(reader: Reader, _chance: random.Random) -> Sent:
    """A new key; the last one is revoked first, as a delegation has so many at most."""
    if "certified" in reader.kept:
        _revoke(reader.code, reader.kept["certified"])
    made = Browser(reader.visitor, reader.code)
    reader.kept["certified"] = made.id
    new = NewKey(use=KeyUse.SIGN, alg=ED25519, public=public_bytes(made.key))
    proof = made.key.sign(possession_bytes(made.origin, reader.code, new))
    return Sent(words=_HERE, body={"public": to_base64(new.public), "proof": to_base64(proof)})


def _revoke(code: str, key: str) -> None:
    """Revoke a key, as the node of its delegation does; one that was never certified is none."""
    site = site_at(stage())
    door = site.halls[EXERCISE].plenary.door
    assert door is not None
    office = door.office()
    if key not in office.standing.keys:
        return
    content: dict[str, Json] = {"key": key, "officers": []}
    wish = Wish(name=REVOKE_KEY, content=content, at=site.now())
    made = office.draft(code, wish)
    assert isinstance(made, Draft)
    slip = read_slip(slip_of(made))
    parcel = slip.signed(*sign_act(slip.envelope, signing_keys()[code]))
    assert isinstance(door.receive(parcel, site.clock()), Receipted)


def _door(reader: Reader, chance: random.Random) -> Sent:
    """Signed by the node of the reader; of who sits nowhere, by another's that it brings."""
    who = reader
    if not reader.signs:
        who = reader.kept.setdefault("XOR", _other(reader, "XOR"))
    parcel = _by_node(who, chance)
    body = {} if parcel.body is None else {"body": to_base64(parcel.body)}
    return Sent(body={**_HERE, "entry": to_base64(parcel.entry), **body})


def _bring(reader: Reader, chance: random.Random) -> Sent:
    """In a file, signed by the node of the reader."""
    return Sent(words=_HERE, body={"file": to_base64(write_parcel(_by_node(reader, chance)))})


def _by_node(reader: Reader, chance: random.Random) -> Parcel:
    """An act as the node of a delegation signs it."""
    draft = _drafted(reader.client, chance.choice(_OF_SEATS)(reader.client, chance))
    slip = read_slip(draft["slip"])
    return slip.signed(*sign_act(slip.envelope, signing_keys()[reader.code]))


def _other(reader: Reader, code: str) -> Reader:
    """A delegation that drafts what somebody else hands in."""
    assert reader.kind is Kind.DEMONSTRATION
    return Reader(kind=reader.kind, visitor=Visitor(code), code=code)


def _alter(reader: Reader, chance: random.Random) -> Sent:
    words = {"hall": EXERCISE, "room": _QUIET.get(reader.code, "experts")}
    rows = reader.client.get(f"/forums/exercise/{words['room']}/alarm.json").json()["rows"]
    return Sent(words=words, body={"number": str(chance.choice(rows)["number"])})


def _file(chance: random.Random) -> dict[str, Any]:
    data = f"The bulletin, part {chance.randint(1, 30)}.\n".encode()
    sent = {"text": "T4", "language": chance.choice(["ko", "mn"])}
    return {**sent, "file": base64.b64encode(data).decode()}


def _attach(_reader: Reader, chance: random.Random) -> Sent:
    return Sent(words=_HERE, body=_file(chance))


def _word(reader: Reader, chance: random.Random) -> Sent:
    """A Word file of a text that comes back, changed by nobody or by a stranger."""
    words = {**_HERE, "object": "T4"}
    data = bytes(reader.client.get("/forums/exercise/plenary/texts/T4/word").content)
    data = chance.choice([data, tracked(data, 1, ("XAL", 0, 0, "Anew "))])
    body = {"file": base64.b64encode(data).decode()}
    return Sent(words=words, body=body)


def _sit(reader: Reader, chance: random.Random) -> Sent:
    seats = ("XTV", "XOR", "XKS", "XSE", "XUL", PAPER, "XHA", "XOB", OFFICE)
    sent = {"hall": reader.hall, "code": reader.code or chance.choice(seats)}
    return Sent(body=sent, client=Visitor(reader.code, reader.hall).client)


def _leave(reader: Reader, _chance: random.Random) -> Sent:
    return Sent(client=Visitor(reader.code, reader.hall).client)


def _language(_reader: Reader, chance: random.Random) -> Sent:
    page = {"page": chance.choice(["/", "/today", "/languages"])} if chance.random() < 0.5 else {}
    sent = {"language": chance.choice(["en", "ko", "zh-Hans", "ja", "ru", "mn"]), **page}
    return Sent(body=sent, client=Client(headers={"host": HOST}))


def _read(reader: Reader, chance: random.Random) -> Sent:
    """That the reader has read so far; where it goes on to is the reader's own choice."""
    words = ROOM if reader.kind is Kind.NODE else {**_HERE, "hall": reader.hall}
    back = {"back": "all"} if chance.random() < 0.5 else {}
    return Sent(words=words, body={"acts": str(chance.randint(0, 40)), **back})


def _sits(reader: Reader) -> bool:
    return bool(reader.code)


def _sits_in_a_demonstration(reader: Reader) -> bool:
    return reader.kind is Kind.DEMONSTRATION and reader.acts


def _in_a_demonstration(reader: Reader) -> bool:
    return reader.kind is Kind.DEMONSTRATION


def _plays(reader: Reader) -> bool:
    return reader.signs and reader.kind is Kind.DEMONSTRATION


def _brings(reader: Reader) -> bool:
    return reader.signs or reader.kind is Kind.DEMONSTRATION


def _acts(reader: Reader) -> bool:
    return reader.acts


def _signs(reader: Reader) -> bool:
    return reader.signs


def _of_office(reader: Reader) -> bool:
    return reader.is_office


def _anybody(_reader: Reader) -> bool:
    return True


def lives(reader: Reader) -> None:
    """Enter an act of each sort, so that there are pages that tell of them."""
    if not (reader.signs or reader.is_office):
        return
    for act in _OF_OFFICE if reader.is_office else _DAILY:
        draft = _drafted(reader.client, act(reader.client, random.Random(reader.name)))
        if reader.is_office:
            told = _posted(
                reader.client, "sign/office", {"slip": draft["slip"], **_confirmed(draft)}
            )
        else:
            told = _posted(reader.client, "sign", _key(reader, "key").signs(draft))
        reader.known.setdefault("receipt", []).append({**_HERE, "number": str(told["number"])})


WRITES: Mapping[str, Write] = {
    name: Write(make, who)
    for name, make, who in (
        ("sit", _sit, _in_a_demonstration),
        ("leave", _leave, _in_a_demonstration),
        ("language", _language, _anybody),
        ("read_up_to", _read, _sits),
        ("prepare", _prepare, _acts),
        ("sit-in", _slip, _plays),
        ("enter", _slip, _of_office),
        ("sign", _sign, _signs),
        ("countersign", _countersign, _plays),
        ("give-up", _give_up, _plays),
        ("certify", _certify, _plays),
        ("door", _door, _brings),
        ("bring", _bring, _signs),
        ("alter", _alter, _sits_in_a_demonstration),
        ("attach", _attach, _acts),
        ("read_word", _word, _acts),
    )
}
"""Action to how it is done, where acts are entered."""
