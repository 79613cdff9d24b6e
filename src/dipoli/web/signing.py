"""Signing a draft and handing it in: by a key of the browser, by the office, in a demonstration.

sign      the draft comes back with a signature made in the browser, and goes to the door
sit in    in a demonstration the host signs in the place of a node, with a worthless key
enter     the secretariat's own acts, and letters of seats on paper, by the key of the office
"""

from __future__ import annotations

from dipoli.demonstration.keys import signing_keys
from dipoli.forum.binding import is_bound_by
from dipoli.record import forms
from dipoli.record.act import Signature, signed_bytes
from dipoli.record.canon import Json
from dipoli.record.drafting import Wish
from dipoli.record.keys import ED25519, is_signed, sign_act
from dipoli.record.parcel import Parcel
from dipoli.record.ruling import OutOfOrder
from dipoli.secretariat.receive import Receipted
from dipoli.told import tell
from dipoli.web import waiting
from dipoli.web.act_form import form_page
from dipoli.web.asked import Asked, MissingError, Twin
from dipoli.web.doing import Doing, doings
from dipoli.web.drafting import PREFIX, Slip, letter_as_sent, read_slip, typed_of
from dipoli.web.policy import Rule
from dipoli.web.preparing import DRAFT, FORM, draft_page, ruling_told
from dipoli.web.route import ROOM, Action, Answered, Gone, Input, Sent
from dipoli.web.sent import NotOfFormError
from dipoli.web.ways import (
    BASE64,
    CONFIRM,
    REFUSED,
    SLIP,
    door_of,
    octets,
    plays,
)


def sign(asked: Asked, sent: Sent) -> Gone | Answered:
    """The draft comes back with a signature of the browser's key, and goes to the door."""
    signature = Signature(
        alg=ED25519,
        key=sent["key"][0],
        signature=octets(sent["signature"][0], "signature"),
    )
    text = sent["slip"][0]
    slip = _own(asked, read_slip(text))
    _confirmed(slip, sent)
    if _is_enough(asked, slip, signature):
        return _hand_in(asked, slip, slip.signed(signature))
    one = waiting.keep(asked, text, signature)
    return Gone(to=asked.page("waiting"), twin={"waiting": one.id})


def countersign(asked: Asked, sent: Sent) -> Gone | Answered:
    """A second person signs an act that waits; signed by both, it goes to the door."""
    one = waiting.found(asked, sent["waiting"][0])
    if one is None:
        raise MissingError
    _confirmed(one.slip, sent)
    signature = Signature(
        alg=ED25519,
        key=sent["key"][0],
        signature=octets(sent["signature"][0], "signature"),
    )
    if signature.key == one.signature.key:
        message = tell(
            "this key has signed it already. A second person signs with a key of their own."
        )
        raise NotOfFormError(message)
    came = _hand_in(asked, one.slip, one.slip.signed(one.signature, signature))
    if isinstance(came, Gone):
        # Crash before this: it stands in the record, and its page says that it waits in vain.
        waiting.drop(asked, one.id)
    return came


def give_up(asked: Asked, sent: Sent) -> Gone:
    """Give up an act that waits for a second person; it was never in the record."""
    one = waiting.found(asked, sent["waiting"][0])
    if one is None:
        raise MissingError
    waiting.drop(asked, one.id)
    return Gone(to=asked.page("waiting"), twin={"waiting": one.id})


def _is_enough(asked: Asked, slip: Slip, signature: Signature) -> bool:
    """Whether one signature is enough; where it does not hold, the door says so itself."""
    standing, code = door_of(asked).office().standing, asked.reader.code
    key = standing.keys.get(signature.key)
    message = signed_bytes(slip.envelope)
    if key is None or not is_signed(key.alg, key.public, signature.signature, message):
        return True
    name, time = slip.envelope.name, slip.envelope.time
    return is_bound_by(standing, name, code, frozenset({signature.key}), time)


def sit_in(asked: Asked, sent: Sent) -> Gone | Answered:
    """In a demonstration: the host signs in the place of the delegation's node."""
    slip, code = _own(asked, read_slip(sent["slip"][0])), asked.reader.code
    if not plays(asked, code):
        raise MissingError
    _confirmed(slip, sent)
    signatures = sign_act(slip.envelope, signing_keys()[code])
    return _hand_in(asked, slip, slip.signed(*signatures))


def enter(asked: Asked, sent: Sent) -> Gone | Answered:
    """The secretariat's own act, by the key of the office."""
    office = door_of(asked).office()
    slip = _own(asked, read_slip(sent["slip"][0]))
    if asked.reader.code != office.code:
        raise MissingError
    _confirmed(slip, sent)
    return _hand_in(asked, slip, slip.signed(*sign_act(slip.envelope, office.keeper)))


def _hand_in(asked: Asked, slip: Slip, parcel: Parcel) -> Gone | Answered:
    door, doing = door_of(asked), doings().get(slip.envelope.name.removesuffix("/1"))
    answer = door.receive(parcel, asked.site.clock())
    if isinstance(answer, Receipted):
        page = asked.page("receipt", number=str(answer.index))
        told = {"number": answer.index, "receipt": answer.receipt.decode("utf-8")}
        return Gone(to=page, twin=told)
    if doing is None:
        raise MissingError
    return _anew(asked, doing, slip, ruling_told(asked, answer.ruling))


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
    hand = None if slip.envelope.by == asked.reader.code else asked.reader.code
    made = door_of(asked).office().draft(slip.envelope.by, wish, hand=hand)
    if isinstance(made, OutOfOrder):
        page = form_page(asked, doing, again, ruling_told(asked, made))
        return Answered(page=page, template=FORM, status=REFUSED)
    page = draft_page(asked, doing, made, again, stopped)
    return Answered(page=page, template=DRAFT, status=REFUSED)


def _as_sent(slip: Slip) -> Sent:
    """What a form would send for a draft."""
    whole = slip.content if isinstance(slip.content, dict) else {}
    letter = letter_as_sent(slip.envelope.by, whole.get(forms.ON_PAPER))
    doing = doings().get(slip.envelope.name.removesuffix("/1"))
    said = {} if doing is None else typed_of(doing, slip.content)
    fields = {f"{PREFIX}{name}": _texts(value) for name, value in said.items() if value is not None}
    around = {"object": slip.envelope.object, "deadline": slip.envelope.deadline or ""}
    return fields | letter | {name: (text,) for name, text in around.items() if text}


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
    envelope, code = slip.envelope, asked.reader.code
    letter = code == standing.secretariat == envelope.entered_by
    if envelope.entered_by != code or (envelope.by != code and not letter):
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
        message = tell(
            "to do this, {word} is typed in the field for it. Go back, and type it.", word=word
        )
        raise NotOfFormError(message)


_WAITING = Input(name="waiting", meaning="Name of the act that waits.", most=64)
ACTIONS = (
    Action(
        name="countersign",
        path=f"{ROOM}/sign/second",
        rule=Rule.ACTING,
        do=countersign,
        about="As a second person: sign an act that waits, and hand it in.",
        inputs=(
            _WAITING,
            Input(name="key", meaning="Id of the key.", pattern=BASE64, most=64),
            Input(name="signature", meaning="By the key, base64.", pattern=BASE64, most=200),
            CONFIRM,
        ),
    ),
    Action(
        name="give-up",
        path=f"{ROOM}/sign/give-up",
        rule=Rule.ACTING,
        do=give_up,
        about="Give up an act that waits for a second person.",
        inputs=(_WAITING,),
    ),
    Action(
        name="sign",
        path=f"{ROOM}/sign",
        rule=Rule.ACTING,
        do=sign,
        about="Hand in an act that a key of the browser signed.",
        inputs=(
            SLIP,
            Input(name="key", meaning="Id of the key.", pattern=BASE64, most=64),
            Input(name="signature", meaning="By the key, base64.", pattern=BASE64, most=200),
            CONFIRM,
        ),
    ),
    Action(
        name="sit-in",
        path=f"{ROOM}/sign/demonstration",
        rule=Rule.ACTING,
        do=sit_in,
        about="In a demonstration: let the host sign in the place of the delegation's node.",
        inputs=(SLIP, CONFIRM),
    ),
    Action(
        name="enter",
        path=f"{ROOM}/sign/office",
        rule=Rule.ACTING,
        do=enter,
        about="As the secretariat: enter its own act by the key of the office.",
        inputs=(SLIP, CONFIRM),
    ),
)
