"""What is sent to do with private papers, and on the pages of a delegation's own node."""

from __future__ import annotations

import base64
import json
import random
import secrets
from collections.abc import Mapping

from tests.node.boxes import box_of
from tests.web.own_node import CODE
from tests.web.trial_reader import OFFICE, Kind, Reader, Sent, Write

from dipoli.demonstration.parties import FORUM
from dipoli.node.drawer import waiting
from dipoli.node.paper_box import PaperKey, paper_keys, seal_paper, whose
from dipoli.node.private import KINDS, written
from dipoli.record.parcel import TAIL, read_parcel
from dipoli.secretariat.receive import Receipted

CIRCLE = "friends-of-the-chair"
ROOM = {"hall": "dialogue", "room": CIRCLE}

# ---------------------------------------------------------------- on a host's site


def _papers_key(code: str) -> PaperKey:
    return paper_keys(box_of(code))[0]


def _sealed(reader: Reader, chance: random.Random) -> str:
    key = _papers_key(reader.code)
    text = written("On inspections", "position", "We could live with it. " * chance.randint(1, 60))
    box = seal_paper(text, whose(FORUM, reader.code), [key.public], key, secrets.token_bytes)
    return base64.b64encode(box).decode()


def _kept(reader: Reader, chance: random.Random) -> str:
    sent = json.dumps({"box": _sealed(reader, chance)})
    answer = reader.client.post("/private/do/keep.json", sent, "application/json")
    return str(answer.json()["id"])


def _keep(reader: Reader, chance: random.Random) -> Sent:
    last = reader.kept.get("paper")
    instead = {"instead": last} if last and chance.random() < 0.5 else {}
    reader.kept["paper"] = _kept(reader, chance)
    return Sent(body={"box": _sealed(reader, chance), **instead})


def _offer(_reader: Reader, chance: random.Random) -> Sent:
    return Sent(body={"public": _papers_key(f"XA{chance.choice('BCDEFGHI')}").public.text})


def _withdraw(reader: Reader, chance: random.Random) -> Sent:
    sent = _offer(reader, chance)
    answer = reader.client.post(
        "/private/do/offer-key.json", json.dumps(sent.body), "application/json"
    )
    assert answer.status_code == 200, answer.content
    return sent


def _remove(reader: Reader, chance: random.Random) -> Sent:
    if reader.kind is Kind.NODE:
        told = reader.client.post(
            "/private/do/write.json", json.dumps(_write(reader, chance).body), "application/json"
        )
        return Sent(body={"paper": told.json()["id"]})
    return Sent(body={"paper": _kept(reader, chance)})


def _has_papers(reader: Reader) -> bool:
    on_a_site = reader.kind is not Kind.NODE
    return on_a_site and reader.code not in {"", OFFICE}


# ---------------------------------------------------------------- on a node


def _write(_reader: Reader, chance: random.Random) -> Sent:
    said = {"title": f"Before round {chance.randint(1, 9)}", "kind": chance.choice(list(KINDS))}
    return Sent(body={**said, "text": "We would say so last."})


def _emptied(reader: Reader) -> None:
    """Nothing waits to be carried, so that an act of the next number can be written."""
    for path in waiting(reader.kept["folder"]):
        path.unlink()


def _prepare(reader: Reader, chance: random.Random) -> Sent:
    _emptied(reader)
    said = {"f-text": f"We would meet again on day {chance.randint(1, 28)}."}
    return Sent(words={**ROOM, "act": "note.say"}, body=said)


def _sign(reader: Reader, chance: random.Random) -> Sent:
    asked = _prepare(reader, chance)
    answer = reader.client.post(
        f"/forums/dialogue/{CIRCLE}/do/note.say/draft.json",
        json.dumps(asked.body),
        "application/json",
    )
    assert answer.status_code == 200, answer.content
    return Sent(words=ROOM, body={"slip": answer.json()["slip"], "confirm": "sign"})


def _answer(reader: Reader, chance: random.Random) -> Sent:
    """The host's answer to an act: a receipt for the first, a refusal for one of the same place."""
    answer = reader.client.post(
        f"/forums/dialogue/{CIRCLE}/sign/node.json",
        json.dumps(_sign(reader, chance).body),
        "application/json",
    )
    assert answer.status_code == 200, answer.content
    (path,) = waiting(reader.kept["folder"])
    parcel = read_parcel(path.read_bytes())
    office = reader.kept["office"]
    came = office.receive(parcel.entry, parcel.body, reader.kept["clock"]())
    note = came.receipt if isinstance(came, Receipted) else came.note
    return Sent(body={"answer": note.decode()})


def _look(_reader: Reader, _chance: random.Random) -> Sent:
    return Sent()


def _is_own(reader: Reader) -> bool:
    return reader.kind is Kind.NODE and reader.code == CODE


def _either(reader: Reader) -> bool:
    return _has_papers(reader) or _is_own(reader)


def lives(reader: Reader) -> None:
    """Leave an act in the outbox of a node."""
    if not _is_own(reader):
        return
    sent = json.dumps(_sign(reader, random.Random(reader.name)).body)
    page = f"/forums/dialogue/{CIRCLE}/sign/node.json"
    assert reader.client.post(page, sent, "application/json").status_code == 200
    (path,) = waiting(reader.kept["folder"])
    reader.known["outbox_file"] = [{"name": path.name.removesuffix(TAIL)}]


PRIVATE: Mapping[str, Write] = {
    name: Write(make, who)
    for name, make, who in (
        ("private_keep", _keep, _has_papers),
        ("private_offer", _offer, _has_papers),
        ("private_withdraw", _withdraw, _has_papers),
        ("private_remove", _remove, _either),
    )
}
"""Action to how it is done, with private papers."""

ON_A_NODE: Mapping[str, Write] = {
    name: Write(make, _is_own)
    for name, make in (
        ("prepare", _prepare),
        ("sign-own", _sign),
        ("private_write", _write),
        ("take-answer", _answer),
        ("look", _look),
    )
}
"""Action to how it is done on the pages of a node."""
