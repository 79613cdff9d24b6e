"""How a delegation asks for access anew in the record of a house at work."""

from __future__ import annotations

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from tests.web.accounts.desk import HALL
from tests.web.house import newly
from tests.web.stage import stage
from tests.web.test_acting import Browser

from dipoli.demonstration.keys import signing_keys
from dipoli.record.canon import Json, to_base64
from dipoli.record.drafting import Draft, Wish
from dipoli.record.forms import ON_PAPER
from dipoli.record.keys import sign_act
from dipoli.secretariat.receive import Receipted

stage()
from django.test import override_settings  # noqa: E402 - Django is asked after its settings

from dipoli.web.drafting import read_slip, slip_of  # noqa: E402
from dipoli.web.site import Site  # noqa: E402


def certified(site: Site, code: str) -> Ed25519PrivateKey:
    """A key of a delegation that a browser made, without full powers; its node has them by then."""
    with override_settings(DEMO=True, ACCOUNTS=False):
        held = Browser(newly(code), code).certified()
    standing = site.halls[HALL].plenary.by("").standing
    assert standing.powers
    assert not standing.may_bind(code, held.id, site.now())
    return held.key


def said(site: Site, text: str, code: str = "XTV", *, key: Ed25519PrivateKey | None = None) -> int:
    """Number of a statement that a delegation entered in the plenary; by letter where on paper."""
    door = site.halls[HALL].plenary.door
    assert door is not None
    office = door.office()
    content: dict[str, Json] = {"text": text}
    on_paper = code != office.code and office.standing.seats[code].paper
    if on_paper:
        persons: list[Json] = ["First Clerk", "Second Clerk"]
        content[ON_PAPER] = {"persons": persons, "scan": to_base64(bytes(32))}
    wish = Wish(name="note.say/1", content=content, at=site.now())
    made = office.draft(code, wish, hand=office.code if on_paper else None)
    assert isinstance(made, Draft), made
    slip = read_slip(slip_of(made))
    signer = office.keeper if on_paper else key or signing_keys()[code]
    answer = door.receive(slip.signed(*sign_act(slip.envelope, signer)), site.clock())
    assert isinstance(answer, Receipted), answer
    return answer.index
