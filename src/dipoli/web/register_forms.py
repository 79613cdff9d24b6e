"""Acts of the record itself as forms have them; and the acts that have no form on a page.

What such an act says is not always what a person would type: a withheld body is named by its number
and its leaf hash, a consent holds the whole of what is consented to. A *paper* says which fields a
form has, and how they become the content of the act and come back from it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from attrs import evolve, frozen

from dipoli.forum import compiled
from dipoli.forum import exchange as x
from dipoli.forum.form import Field, Sort
from dipoli.record import forms
from dipoli.record.act import read_entry
from dipoli.record.body import read_body, read_plain
from dipoli.record.canon import Json, to_base64
from dipoli.record.standing import Standing
from dipoli.secretariat.reading import Read
from dipoli.told import Told, tell
from dipoli.web.sent import NotOfFormError

Said = dict[str, Json]


@frozen(kw_only=True)
class Paper:
    """How an act of the register is filled in by a person.

    Args:
        name: of the act, with its form number.
        meaning: what it does, in a sentence.
        fields: that a person fills in.
        office: whether it is the secretariat's; None for one of seats and the secretariat.
        binds: whether a seat needs full powers for it.
        sealed: whether it can be written by a host in a circle that is sealed against it.
        content: fields as they were read, to the content of the act.
        typed: the content of the act, to the fields as they were read.
    """

    name: str
    meaning: str
    fields: tuple[Field, ...]
    office: bool | None
    binds: bool = False
    sealed: bool = True
    content: Callable[[Standing, Said], Said]
    typed: Callable[[Said], Said]

    def is_open(self, standing: Standing, code: str) -> bool:
        """Whether it may come into question for somebody in a circle."""
        office = code == standing.secretariat
        if not (office or standing.is_seated(code)) or self.office not in {office, None}:
            return False
        return self.sealed or not standing.is_sealed


# ---------------------------------------------------------------- from fields to contents, and back


def _same(_standing: Standing, said: Said) -> Said:
    return said


def _back(said: Said) -> Said:
    return dict(said)


def _withheld(standing: Standing, said: Said) -> Said:
    """The leaf hash belongs to the number; of a number that there is not, none holds."""
    number = said["index"]
    assert isinstance(number, int)  # noqa: S101 - the field is a whole number
    leaf = standing.leaves[number] if number < standing.size else bytes(32)
    return {**said, "leaf": to_base64(leaf)}


def _opened(_standing: Standing, said: Said) -> Said:
    return {**said, "keys": []}


def _without(*names: str) -> Callable[[Said], Said]:
    return lambda said: {name: value for name, value in said.items() if name not in names}


def _seat(_standing: Standing, said: Said) -> Said:
    return {"code": said["code"], "paper": said["paper"] is True, "keys": _keys(said["keys"])}


def _seat_typed(said: Said) -> Said:
    keys = said.get("keys")
    return {**said, "keys": json.dumps(keys) if keys else None}


def _keys(text: Json) -> Json:
    """Keys as the paper of a node lists them: that whole paper, or its list of keys.

    Raises:
        NotOfFormError: it is neither.
    """
    if not text:
        return []
    try:
        held: Json = json.loads(str(text))
    except (ValueError, RecursionError):
        held = None
    if isinstance(held, dict):
        held = held.get("keys")
    if isinstance(held, list):
        return held
    message = tell("keys are not those of a paper. Paste the whole paper that the node wrote.")
    raise NotOfFormError(message)


def _consent(standing: Standing, said: Said) -> Said:
    if said["removal"] is not True:
        return {"act": forms.ADD_SEAT, "content": _seat(standing, said)}
    content: Said = {"code": said["code"], "reason": said["reason"]}
    return {"act": forms.REMOVE_SEAT, "content": content}


def _consent_typed(said: Said) -> Said:
    content = said.get("content")
    held = dict(content) if isinstance(content, dict) else {}
    removal = said.get("act") == forms.REMOVE_SEAT
    return {"removal": removal, **(held if removal else _seat_typed(held))}


# ---------------------------------------------------------------- the papers

_CODE = Field(name="code", sort=Sort.LINE, meaning="the code of the party, such as XAL")
_ON_PAPER = Field(name="paper", sort=Sort.TRUTH, meaning="whether it takes part on paper")
_KEYS = Field(
    name="keys",
    sort=Sort.TEXT,
    meaning="its keys: the whole paper that its node wrote; of a seat on paper, nothing",
    needed=False,
)
_REASON = Field(name="reason", sort=Sort.TEXT, meaning="the reason, in words")
_RANGE = (
    Field(name="to", sort=Sort.CODE, meaning="the seat that is to read them"),
    Field(name="from", sort=Sort.WHOLE, meaning="number of the first act"),
    Field(
        name="until",
        sort=Sort.WHOLE,
        meaning="number of the act behind the last one; at most that by which it was seated",
    ),
)

PAPERS: Mapping[str, Paper] = MappingProxyType(
    {
        one.name: one
        for one in (
            Paper(
                name=forms.WITHHOLD_BODY,
                meaning="Withhold the words of an act from the record for good; that it was done, "
                "who demanded it and by which law stay for ever.",
                fields=(
                    Field(name="index", sort=Sort.WHOLE, meaning="number of the act"),
                    Field(name="who", sort=Sort.LINE, meaning="who demands it"),
                    Field(
                        name="law",
                        sort=Sort.TEXT,
                        meaning="by which law, or by which decision of the body",
                    ),
                ),
                office=True,
                content=_withheld,
                typed=_without("leaf"),
            ),
            Paper(
                name=forms.ADD_SEAT,
                meaning="Seat a party in the record, once every seat has consented to just that.",
                fields=(_CODE, _ON_PAPER, _KEYS),
                office=True,
                content=_seat,
                typed=_seat_typed,
            ),
            Paper(
                name=forms.CONSENT_SEAT,
                meaning="Consent to a seat that is to be added to the record, or removed from it.",
                fields=(
                    Field(
                        name="removal",
                        sort=Sort.TRUTH,
                        meaning="whether the seat is to be removed; else it is to be added",
                    ),
                    _CODE,
                    evolve(_ON_PAPER, needed=False),
                    _KEYS,
                    evolve(_REASON, needed=False),
                ),
                office=False,
                binds=True,
                content=_consent,
                typed=_consent_typed,
            ),
            Paper(
                name=forms.REMOVE_SEAT,
                meaning="Remove a seat from the record: one's own, or with the consent of every "
                "other seat.",
                fields=(_CODE, _REASON),
                office=None,
                binds=True,
                content=_same,
                typed=_back,
            ),
            Paper(
                name=forms.CONSENT_BODY,
                meaning="Consent that a newcomer reads what was said before it was seated.",
                fields=_RANGE,
                office=False,
                binds=True,
                content=_same,
                typed=_back,
            ),
            Paper(
                name=forms.OPEN_BODY,
                meaning="Open to a newcomer what was said before it was seated, once every other "
                "seat has consented.",
                fields=_RANGE,
                office=True,
                sealed=False,
                content=_opened,
                typed=_without("keys"),
            ),
            Paper(
                name=forms.CITE_ACT,
                meaning="Cite an act of another record by its leaf hash.",
                fields=(
                    Field(
                        name="origin",
                        sort=Sort.LINE,
                        meaning="name of the record, as its page of verifying has it",
                    ),
                    Field(name="size", sort=Sort.WHOLE, meaning="how many acts it has"),
                    Field(name="leaf", sort=Sort.DIGEST, meaning="leaf hash of the act"),
                    Field(
                        name="note", sort=Sort.TEXT, meaning="in the author's words", needed=False
                    ),
                ),
                office=None,
                content=_same,
                typed=_back,
            ),
        )
    }
)
"""Name of each act of the register that has a form, to its paper."""

_BY_NODE = tell(
    "It names keys of your delegation. Your node writes and signs it: a page comes from the host, "
    "which could put another key in its place."
)
_SHARES = tell(
    "It is made with keys and shares that your node alone has, so that no host reads a return "
    "before its time. Your node writes it."
)

ELSEWHERE: Mapping[str, Told] = MappingProxyType(
    {
        forms.ENROL_KEY: _BY_NODE,
        forms.ROTATE_KEY: _BY_NODE,
        forms.REVOKE_KEY: _BY_NODE,
        forms.RECOVER_KEY: _BY_NODE,
        forms.GRANT_POWERS: _BY_NODE,
        forms.WITHDRAW_POWERS: _BY_NODE,
        forms.OPEN_CIRCLE: tell(
            "With it a record begins, and with a record its pages. The secretariat opens a circle "
            "on its own machine."
        ),
        forms.MOVE_CUSTODY: tell(
            "It hands the record to another host, for good. The next office enters it on its own "
            "machine."
        ),
        x.SUBMIT: _SHARES,
        x.HOLD: _SHARES,
        x.SHARE: _SHARES,
        compiled.NOTE: tell(
            "It is of records that were compiled from public documents, in which nobody acts."
        ),
    }
)
"""Name of each act that has no form on the site, to the reason and where it is done instead."""


# ---------------------------------------------------------------- what was consented to


@frozen(kw_only=True)
class Consented:
    """Something that waits for its act, and who has consented to exactly that.

    Args:
        act: that was consented to.
        content: of that act.
        seats: who has consented, as they came.
    """

    act: str
    content: Said
    seats: tuple[str, ...]

    @property
    def about(self) -> str:
        """Code of the party that it is about."""
        return str(self.content.get("code", self.content.get("to")))

    def said_for(self, paper: Paper) -> Said | None:
        """The content of an act of a paper that says the same; None where none does."""
        if paper.name == self.act:
            return self.content
        if paper.name == forms.CONSENT_BODY and self.act == forms.OPEN_BODY:
            return self.content
        if paper.name == forms.CONSENT_SEAT and self.act != forms.OPEN_BODY:
            return {"act": self.act, "content": self.content}
        return None


def consented(read: Read) -> Iterator[Consented]:
    """What seats have consented to, whose act has not come yet."""
    found: dict[bytes, Consented] = {}
    waiting = read.standing.consents
    for number, name in enumerate(read.standing.names):
        if name not in {forms.CONSENT_SEAT, forms.CONSENT_BODY}:
            continue
        stored = read.acts(number, number + 1)[0]
        said = None if stored.body is None else read_plain(read_body(stored.body))
        if not isinstance(said, dict):
            continue
        act, content = _consented_to(name, said)
        digest = forms.consent_digest(act, content)
        by = read_entry(stored.entry).envelope.by
        held = found.get(digest) or Consented(act=act, content=content, seats=())
        stands = waiting.get((act, held.about), {}).get(by) == digest
        if stands and by not in held.seats:
            found[digest] = evolve(held, seats=(*held.seats, by))
    yield from found.values()


def _consented_to(name: str, said: Said) -> tuple[str, Said]:
    if name == forms.CONSENT_BODY:
        return forms.OPEN_BODY, {key: said[key] for key in ("to", "from", "until")}
    content = said["content"]
    return str(said["act"]), dict(content) if isinstance(content, dict) else {}
