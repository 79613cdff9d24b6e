"""Certifying a key of the browser in a demonstration, as the delegation's node would do it."""

from __future__ import annotations

from dipoli.demonstration.keys import signing_keys
from dipoli.record import forms
from dipoli.record.canon import Json
from dipoli.record.drafting import Wish
from dipoli.record.keys import ED25519, KeyUse, sign_act
from dipoli.record.ruling import OutOfOrder
from dipoli.secretariat.office import Office
from dipoli.secretariat.receive import Receipted
from dipoli.told import joined
from dipoli.web.asked import Asked, MissingError
from dipoli.web.drafting import (
    read_slip,
    slip_of,
)
from dipoli.web.policy import Rule
from dipoli.web.route import ROOM, Action, Gone, Input, Sent
from dipoli.web.sent import NotOfFormError
from dipoli.web.ways import (
    BASE64,
    door_of,
    plays,
)


def certify(asked: Asked, sent: Sent) -> Gone:
    """In a demonstration: certify a key of the browser, as the delegation's node would.

    The node grants full powers to its own key first, so that the browser's key is for daily work
    alone.
    """
    code, door = asked.reader.code, door_of(asked)
    if not plays(asked, code):
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
        raise NotOfFormError(asked.told(joined(" ", [made.why, made.remedy])))
    slip = read_slip(slip_of(made))
    parcel = slip.signed(*sign_act(slip.envelope, signing_keys()[code]))
    answer = office.receive(parcel.entry, parcel.body, asked.site.clock())
    if not isinstance(answer, Receipted):
        ruling = answer.ruling
        raise NotOfFormError(asked.told(joined(" ", [ruling.why, ruling.remedy])))
    return answer.index


ACTIONS = (
    Action(
        name="certify",
        path=f"{ROOM}/keys/certify",
        rule=Rule.ACTING,
        do=certify,
        about="In a demonstration: certify a key of the browser as the delegation's node would.",
        inputs=(
            Input(name="public", meaning="The public key, base64.", pattern=BASE64, most=64),
            Input(name="proof", meaning="Its proof of possession.", pattern=BASE64, most=200),
        ),
    ),
)
