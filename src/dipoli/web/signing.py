"""Preparing, signing and handing in an act: by a key of the browser, by a node, by the office.

    prepare   a form becomes a draft; the rules are asked, nothing is signed or kept
    sign      the draft comes back with a signature made in the browser, and goes to the door
    sit in    in a demonstration the host signs in the place of a node, with a worthless key
    enter     the secretariat's own acts, and letters of seats on paper, by the key of the office
    certify   in a demonstration a key of the browser is certified as a node would do it
    door      a signed act comes from a node or another program

The draft names everything that is signed, so that whoever signs elsewhere signs the same bytes.
"""

from __future__ import annotations

from datetime import datetime

from django.conf import settings

from dipoli.demonstration.keys import signing_keys
from dipoli.faults import CredentialError, DipoliError, MalformedError
from dipoli.node.display import show_draft
from dipoli.record import forms
from dipoli.record.act import Signature, envelope_json, read_entry, signed_bytes
from dipoli.record.canon import Json, from_base64, to_base64
from dipoli.record.drafting import Draft, Wish
from dipoli.record.keys import ED25519, KeyUse, is_signed, sign_act
from dipoli.record.parcel import Parcel
from dipoli.record.ruling import OutOfOrder
from dipoli.secretariat.office import Office
from dipoli.secretariat.receive import Receipted
from dipoli.told import tell
from dipoli.web.asked import Asked, MissingError, Page, Twin
from dipoli.web.doing import Doing, doings
from dipoli.web.door import Door
from dipoli.web.drafting import PREFIX, Slip, line_of, read_slip, slip_of, wish_of
from dipoli.web.pages.acting import form_address, form_page
from dipoli.web.policy import Rule
from dipoli.web.route import ROOM, Action, Answered, Gone, Input, Sent
from dipoli.web.sent import NotOfFormError

_FULL, _REFUSED, _NOT_OF_FORM = 200, 409, 422
_BASE64 = r"[A-Za-z0-9+/]+={0,2}"


# ---------------------------------------------------------------- preparing


def prepare(asked: Asked, sent: Sent) -> Answered:
    """A form becomes a draft, whole, for a person to look at before anything is signed."""
    doing = doings().get(asked.words["act"])
    door = _door(asked)
    if doing is None:
        raise MissingError
    try:
        wish = wish_of(asked, doing, sent)
        made = _drafted(asked, door, wish)
    except NotOfFormError as fault:
        told = {"why": str(fault), "remedy": None, "clause": None}
        return Answered(
            page=form_page(asked, doing, sent, told), template=_FORM, status=_NOT_OF_FORM
        )
    except DipoliError as fault:
        told = {"why": asked.told(str(fault)), "remedy": None, "clause": None}
        return Answered(page=form_page(asked, doing, sent, told), template=_FORM, status=_REFUSED)
    if isinstance(made, OutOfOrder):
        page = form_page(asked, doing, sent, _ruling(asked, made))
        return Answered(page=page, template=_FORM, status=_REFUSED)
    return Answered(page=draft_page(asked, doing, made, sent), template=_DRAFT, status=_FULL)


_FORM, _DRAFT = "dipoli/act.html", "dipoli/draft.html"


def _drafted(asked: Asked, door: Door, wish: Wish) -> Draft | OutOfOrder:
    office = door.office()
    code = asked.reader.code
    if office.standing.is_sealed and wish.name not in forms.FORMS:
        message = (
            "This circle is sealed against the host. Write and sign in it with your own node: "
            "what would be typed here, the host could read."
        )
        raise CredentialError(message)
    return office.draft(code, wish)


def draft_page(
    asked: Asked, doing: Doing, made: Draft, sent: Sent, stopped: Twin | None = None
) -> Page:
    """A draft as a person sees it before signing, with all ways to sign it.

    Args:
        asked: in which circle, as whom.
        doing: which act.
        made: the draft.
        sent: the form that it came from, so that it can be prepared anew.
        stopped: why it was not entered; None where that was not tried.
    """
    code, standing = asked.reader.code, made.standing
    office = code == standing.secretariat
    name = asked.names.party
    return Page(
        title=tell("Look at it before it is signed"),
        twin={
            "act": doing.name,
            "told": asked.told(tell(doing.meaning)),
            "binds": doing.binds,
            "stopped": stopped,
            "shown": list(show_draft(made, name)),
            "line": line_of(asked, made),
            "slip": slip_of(made),
            "signed": to_base64(signed_bytes(made.envelope)),
            "envelope": envelope_json(made.envelope),
            "confirm": _to_confirm(doing, made),
            "again": [
                {"name": key, "value": value} for key, values in sent.items() for value in values
            ],
            "form": form_address(asked, doing.name),
            "ways": {
                "office": office,
                "browser": not office,
                "demonstration": not office and _plays(asked, code),
            },
            "daily_keys_bind": code not in standing.bound_by_powers,
            "origin": standing.origin,
            "code": code,
            "keys": [one.id for one in standing.keys_of(code, KeyUse.SIGN)],
        },
    )


def _to_confirm(doing: Doing, made: Draft) -> str | None:
    """What one types before a weighty act: the short name of what it is about, or the act's."""
    return (made.envelope.object or doing.name) if doing.weighty else None


def _ruling(asked: Asked, ruling: OutOfOrder) -> Twin:
    return {
        "why": asked.told(ruling.why),
        "remedy": asked.told(ruling.remedy),
        "clause": ruling.clause,
    }


# ---------------------------------------------------------------- signing


def sign(asked: Asked, sent: Sent) -> Gone | Answered:
    """The draft comes back with a signature of the browser's key, and goes to the door."""
    signature = Signature(
        alg=ED25519,
        key=sent["key"][0],
        signature=_octets(sent["signature"][0], "signature"),
    )
    slip = _own(asked, read_slip(sent["slip"][0]))
    _confirmed(slip, sent)
    return _hand_in(asked, slip, slip.signed(signature))


def sit_in(asked: Asked, sent: Sent) -> Gone | Answered:
    """In a demonstration: the host signs in the place of the delegation's node."""
    slip, code = _own(asked, read_slip(sent["slip"][0])), asked.reader.code
    if not _plays(asked, code):
        raise MissingError
    _confirmed(slip, sent)
    signatures = sign_act(slip.envelope, signing_keys()[code])
    return _hand_in(asked, slip, slip.signed(*signatures))


def enter(asked: Asked, sent: Sent) -> Gone | Answered:
    """The secretariat's own act, by the key of the office."""
    office = _door(asked).office()
    slip = _own(asked, read_slip(sent["slip"][0]))
    if asked.reader.code != office.code:
        raise MissingError
    _confirmed(slip, sent)
    return _hand_in(asked, slip, slip.signed(*sign_act(slip.envelope, office.keeper)))


def _hand_in(asked: Asked, slip: Slip, parcel: Parcel) -> Gone | Answered:
    door, doing = _door(asked), doings().get(slip.envelope.name.removesuffix("/1"))
    answer = door.receive(parcel, _moment(asked))
    if isinstance(answer, Receipted):
        page = asked.page("receipt", number=str(answer.index))
        told = {"number": answer.index, "receipt": answer.receipt.decode("utf-8")}
        return Gone(to=page, twin=told)
    if doing is None:
        raise MissingError
    return _anew(asked, doing, slip, _ruling(asked, answer.ruling))


def _anew(asked: Asked, doing: Doing, slip: Slip, stopped: Twin) -> Answered:
    """The same draft on the record as it stands now, or why it cannot be drafted any more."""
    again = _as_sent(slip)
    wish = Wish(
        name=slip.envelope.name,
        content=slip.content,
        at=asked.time,
        role=slip.envelope.role,
        object=slip.envelope.object,
        deadline=slip.envelope.deadline,
    )
    made = _door(asked).office().draft(asked.reader.code, wish)
    if isinstance(made, OutOfOrder):
        page = form_page(asked, doing, again, _ruling(asked, made))
        return Answered(page=page, template=_FORM, status=_REFUSED)
    page = draft_page(asked, doing, made, again, stopped)
    return Answered(page=page, template=_DRAFT, status=_REFUSED)


def _as_sent(slip: Slip) -> Sent:
    """What a form would send for a draft."""
    said = slip.content if isinstance(slip.content, dict) else {}
    fields = {f"{PREFIX}{name}": _texts(value) for name, value in said.items() if value is not None}
    around = {"object": slip.envelope.object, "deadline": slip.envelope.deadline or ""}
    return fields | {name: (text,) for name, text in around.items() if text}


def _texts(value: Json) -> tuple[str, ...]:
    if isinstance(value, bool):
        return ("yes" if value else "no",)
    if isinstance(value, list):
        return tuple(str(one) for one in value)
    return (str(value),)


def _own(asked: Asked, slip: Slip) -> Slip:
    """A draft of the reader's own in this circle; any other is as if there were none."""
    standing = asked.read.standing if asked.read is not None else None
    if standing is None or slip.envelope.origin != standing.origin:
        raise MissingError
    if slip.envelope.by != asked.reader.code:
        raise MissingError
    return slip


def _confirmed(slip: Slip, sent: Sent) -> None:
    """A weighty act is typed: what it is about, as one would say it aloud.

    Raises:
        NotOfFormError: it was not.
    """
    doing = doings().get(slip.envelope.name.removesuffix("/1"))
    if doing is None or not doing.weighty:
        return
    word = slip.envelope.object or doing.name
    if next(iter(sent.get("confirm", ())), "").strip() != word:
        message = f"to do this, {word} is typed in the field for it. Go back, and type it."
        raise NotOfFormError(message)


# ---------------------------------------------------------------- keys and the door


def certify(asked: Asked, sent: Sent) -> Gone:
    """In a demonstration: certify a key of the browser, as the delegation's node would.

    The node grants full powers to its own key first, so that the browser's key is for daily work
    alone.
    """
    code, door = asked.reader.code, _door(asked)
    if not _plays(asked, code):
        raise MissingError
    office = door.office()
    given: dict[str, Json] = {
        "use": KeyUse.SIGN.value,
        "alg": ED25519,
        "public": sent["public"][0],
        "proof": sent["proof"][0],
    }
    if code not in office.standing.bound_by_powers:
        _as_node(asked, office, forms.GRANT_POWERS, _powers(asked, office, code))
    number = _as_node(asked, office, forms.ENROL_KEY, {"key": given, "officers": []})
    door.premises.publish(office)
    return Gone(to=asked.page("signing"), twin={"number": number})


def _powers(asked: Asked, office: Office, code: str) -> dict[str, Json]:
    key = office.standing.keys_of(code, KeyUse.SIGN)[0].id
    return {
        "key": key,
        "person": "The head of the delegation (an exercise)",
        "title": "Head of delegation",
        "from": asked.time,
        "until": None,
        "officers": [],
    }


def _as_node(asked: Asked, office: Office, name: str, content: dict[str, Json]) -> int:
    """Do an act of the register with the worthless key of a delegation of the exercise.

    Raises:
        NotOfFormError: it is out of order.
    """
    code = asked.reader.code
    made = office.draft(code, Wish(name=name, content=content, at=asked.time))
    if isinstance(made, OutOfOrder):
        raise NotOfFormError(str(asked.told(f"{made.why} {made.remedy}")))
    slip = read_slip(slip_of(made))
    parcel = slip.signed(*sign_act(slip.envelope, signing_keys()[code]))
    answer = office.receive(parcel.entry, parcel.body, _moment(asked))
    if not isinstance(answer, Receipted):
        raise NotOfFormError(str(asked.told(f"{answer.ruling.why} {answer.ruling.remedy}")))
    return answer.index


def door(asked: Asked, sent: Sent) -> Gone | Answered:
    """A signed act comes from a node or another program; its signature says whose it is."""
    hall, room = sent["hall"][0], sent["room"][0]
    held = asked.site.room(hall, room)
    if held is None or held.door is None:
        raise MissingError
    entry = _octets(sent["entry"][0], "entry")
    body = _octets(sent["body"][0], "body") if sent.get("body", ("",))[0] else None
    office = held.door.office()
    if not _is_of(office, entry):
        raise MissingError
    answer = held.door.receive(Parcel(entry=entry, body=body), asked.site.clock())
    if isinstance(answer, Receipted):
        told = {
            "number": answer.index,
            "receipt": answer.receipt.decode("utf-8"),
            "head": answer.checkpoint.decode("utf-8"),
        }
        return Gone(to="", twin=told)
    ruling = answer.ruling
    twin: Twin = {
        "clause": ruling.clause,
        "why": str(ruling.why),
        "remedy": str(ruling.remedy),
        "refusal": answer.note.decode("utf-8"),
    }
    page = Page(title=tell("Not entered"), twin=twin, marks=())
    return Answered(page=page, template="dipoli/door.html", status=_REFUSED)


def _is_of(office: Office, data: bytes) -> bool:
    """Whether an act is of somebody here: to all others the circle does not exist."""
    try:
        entry = read_entry(data)
    except MalformedError:
        return False
    standing = office.standing
    keys = {one.id: one for one in standing.keys_of(entry.envelope.entered_by, KeyUse.SIGN)}

    return entry.envelope.origin == standing.origin and any(
        one.key in keys
        and is_signed(keys[one.key].alg, keys[one.key].public, one.signature, entry.signed)
        for one in entry.signatures
    )


# ---------------------------------------------------------------- parts


def _plays(asked: Asked, code: str) -> bool:
    """Whether the host plays the node of a delegation: in an exercise of a demonstration alone."""
    read = asked.read
    exercise = read is not None and read.forum is not None and read.forum.charter.exercise
    return bool(settings.DEMO) and exercise and code in signing_keys()


def _door(asked: Asked) -> Door:
    if asked.room is None or asked.room.door is None:
        raise MissingError
    return asked.room.door


def _moment(asked: Asked) -> datetime:
    return datetime.fromisoformat(asked.time)


def _octets(text: str, name: str) -> bytes:
    try:
        return from_base64(text, what=name)
    except MalformedError:
        message = f"{name} is not base64. Send it in the standard alphabet, padded."
        raise NotOfFormError(message) from None


_SLIP = Input(name="slip", meaning="The draft, as it was prepared.", pattern=_BASE64, most=400_000)
_CONFIRM = Input(
    name="confirm", meaning="For a weighty act: what it is about, typed.", needed=False, most=300
)
ACTIONS = (
    Action(
        name="prepare",
        path=f"{ROOM}/do/<str:act>/draft",
        rule=Rule.ACTING,
        do=prepare,
        about="Prepare an act: the rules are asked, nothing is signed or kept.",
        inputs=(
            Input(name="object", meaning="Short name of what it is about.", needed=False, most=200),
            Input(
                name="deadline", meaning="Until when something is awaited, in UTC.", needed=False
            ),
        ),
        prefix=PREFIX,
    ),
    Action(
        name="sign",
        path=f"{ROOM}/sign",
        rule=Rule.ACTING,
        do=sign,
        about="Hand in an act that a key of the browser signed.",
        inputs=(
            _SLIP,
            Input(name="key", meaning="Id of the key.", pattern=_BASE64, most=64),
            Input(name="signature", meaning="By the key, base64.", pattern=_BASE64, most=200),
            _CONFIRM,
        ),
    ),
    Action(
        name="sit-in",
        path=f"{ROOM}/sign/demonstration",
        rule=Rule.ACTING,
        do=sit_in,
        about="In a demonstration: let the host sign in the place of the delegation's node.",
        inputs=(_SLIP, _CONFIRM),
    ),
    Action(
        name="enter",
        path=f"{ROOM}/sign/office",
        rule=Rule.ACTING,
        do=enter,
        about="As the secretariat: enter its own act by the key of the office.",
        inputs=(_SLIP, _CONFIRM),
    ),
    Action(
        name="certify",
        path=f"{ROOM}/keys/certify",
        rule=Rule.ACTING,
        do=certify,
        about="In a demonstration: certify a key of the browser as the delegation's node would.",
        inputs=(
            Input(name="public", meaning="The public key, base64.", pattern=_BASE64, most=64),
            Input(name="proof", meaning="Its proof of possession.", pattern=_BASE64, most=200),
        ),
    ),
    Action(
        name="door",
        path="door",
        rule=Rule.ANYBODY,
        do=door,
        about="Hand in a signed act; its signature says whose it is.",
        inputs=(
            Input(name="hall", meaning="Name of the forum on the site.", most=64),
            Input(name="room", meaning="Name of the circle on the site.", most=64),
            Input(name="entry", meaning="Bytes of the entry, base64.", pattern=_BASE64),
            Input(
                name="body",
                meaning="Bytes of the body, base64.",
                needed=False,
                pattern=_BASE64,
                most=400_000,
            ),
        ),
        proved=True,
    ),
)
