"""Writing: drafted, ruled on before anything is signed, shown whole, signed as shown."""

from __future__ import annotations

import hashlib

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.node.boxes import box_of, chance_of, officer_box
from tests.record.acts import (
    KEYED,
    OFFICE,
    ORIGIN,
    Desk,
    at_work,
    grant,
    new_key,
    opened,
    sealing,
)

from dipoli.faults import CredentialError, MalformedError
from dipoli.node.box import KeyBox, enrolment, make_key, recovery, rotation, with_key
from dipoli.node.display import open_or_sealed, readers, show_draft, show_request
from dipoli.node.officers import (
    countersign,
    read_officer,
    read_request,
    request,
    with_officers,
    write_officer,
    write_request,
)
from dipoli.node.write import Draft, draft, sign
from dipoli.record import forms
from dipoli.record.act import envelope_json, read_entry
from dipoli.record.body import PLAIN, SEALED, open_sealed, read_body, read_plain
from dipoli.record.canon import Json, canonical
from dipoli.record.drafting import Wish
from dipoli.record.keys import KeyUse, is_signed
from dipoli.record.parcel import Parcel
from dipoli.record.rules import rule
from dipoli.record.ruling import InOrder, OutOfOrder
from dipoli.record.standing import Standing, enter

BOX = box_of("XAL")


def wish(desk: Desk, name: str, content: Json, **other: str) -> Wish:
    return Wish(name=name, content=content, at=desk.time(), **other)


def drafted(desk: Desk, name: str, content: Json, box: KeyBox = BOX) -> Draft:
    made = draft(desk.standing, box, wish(desk, name, content), chance_of(name, desk.standing.size))
    assert isinstance(made, Draft), made
    return made


def signed(desk: Desk, name: str, content: Json, box: KeyBox = BOX) -> Parcel:
    parcel = sign(drafted(desk, name, content, box))
    assert isinstance(parcel, Parcel), parcel
    return parcel


def entered(desk: Desk, parcel: Parcel) -> Standing:
    """What the record is after the act, by the rules as the host asks them."""
    answer = rule(desk.standing, parcel.entry, parcel.body, at=desk.time())
    assert isinstance(answer, InOrder), answer
    return enter(desk.standing, answer.entry, answer.body)


# ---------------------------------------------------------------- statements


@pytest.mark.parametrize("sealed", [False, True])
def test_a_statement_is_in_order_at_the_host_and_says_what_was_shown(sealed: bool) -> None:  # noqa: FBT001 - two circles
    desk = at_work(5, sealed=sealed)
    parcel = signed(desk, forms.SAY, {"text": "Good morning"})
    after = entered(desk, parcel)
    envelope = read_entry(parcel.entry).envelope
    assert (envelope.by, envelope.entered_by, envelope.seq) == ("XAL", "XAL", 2)
    assert (envelope.seen.size, envelope.seen.root) == (desk.standing.size, desk.standing.root)
    assert envelope.prev == desk.standing.authors["XAL"].leaf
    assert after.authors["XAL"].acts == 3
    assert parcel.body is not None
    body = read_body(parcel.body)
    assert body.media == (SEALED if sealed else PLAIN)
    if sealed:
        key = new_key(KeyUse.SEAL, "XBE", "seal").id
        said = open_sealed(body, envelope, key, sealing("XBE", "seal"))
    else:
        said = read_plain(body)
    assert said == {"text": "Good morning"}


def test_two_drafts_of_the_same_words_differ_in_nonce_and_salt() -> None:
    desk = at_work(2)
    one, other = (
        draft(desk.standing, BOX, wish(desk, forms.SAY, {"text": "x"}), chance_of(n))
        for n in (1, 2)
    )
    assert isinstance(one, Draft)
    assert isinstance(other, Draft)
    assert one.envelope.nonce != other.envelope.nonce
    assert one.body.salt != other.body.salt


def test_a_draft_whose_body_was_exchanged_cannot_be() -> None:
    made = drafted(at_work(2), forms.SAY, {"text": "x"})
    with pytest.raises(ValueError, match="another body"):
        evolve(made, body=evolve(made.body, salt=bytes(32)))


# ---------------------------------------------------------------- out of order is told before


def test_out_of_order_is_told_with_clause_and_remedy_and_the_key_has_signed_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def never(*_args: object) -> None:
        raise AssertionError

    monkeypatch.setattr("dipoli.node.write.sign_act", never)
    desk = at_work(4)
    answer = draft(desk.standing, BOX, wish(desk, "proposal.table/1", {"a": 1}), chance_of())
    assert isinstance(answer, OutOfOrder)
    assert answer.clause == "R31"
    assert forms.SAY in answer.remedy


@pytest.mark.parametrize(
    ("name", "content", "clause"),
    [
        (forms.ADD_SEAT, {"code": "XEF", "keys": [], "paper": True}, "R20"),
        (forms.REVOKE_KEY, {"key": "AAAAAAAAAAAAAAAAAAAAAA==", "officers": []}, "R25"),
        (forms.REVOKE_KEY, {"key": 5, "officers": []}, "R6"),
        (forms.CITE_ACT, {"origin": "x"}, "R6"),
        ("note.say/2", {"text": "a"}, "R31"),
        ("Note", {"text": "a"}, "R2"),
    ],
)
def test_each_clause_is_asked_before_signing(name: str, content: Json, clause: str) -> None:
    desk = at_work(4)
    answer = draft(desk.standing, BOX, wish(desk, name, content), chance_of())
    assert isinstance(answer, OutOfOrder)
    assert answer.clause == clause


def test_a_clock_that_runs_behind_is_told_before_signing() -> None:
    desk = at_work(4)
    early = Wish(name=forms.SAY, content={"text": "x"}, at="2030-03-01T09:00:00Z")
    answer = draft(desk.standing, BOX, early, chance_of())
    assert isinstance(answer, OutOfOrder)
    assert answer.clause == "R17"


def test_what_the_question_signs_holds_under_no_key_of_the_circle() -> None:
    """The rehearsal signs with a key of its own; under the delegation's key that is nothing."""
    desk, seen = at_work(4), []

    def forum_rule(_standing: Standing, motion: InOrder) -> InOrder:
        seen.append(motion.entry)
        return motion

    draft(
        desk.standing, BOX, wish(desk, forms.SAY, {"text": "x"}), chance_of(), forum_rule=forum_rule
    )
    (entry,) = seen
    (signature,) = entry.signatures
    for key in desk.standing.keys.values():
        if key.alg == "ed25519":
            assert not is_signed(key.alg, key.public, signature.signature, entry.signed)


# ---------------------------------------------------------------- which key


def test_who_does_not_sit_there_or_has_no_key_in_force_is_told() -> None:
    desk = at_work(2)
    with pytest.raises(CredentialError, match="XEF does not sit there"):
        draft(desk.standing, box_of("XEF"), wish(desk, forms.SAY, {"text": "x"}), chance_of())
    key = make_key(KeyUse.SIGN, chance_of("next"))
    desk.do(forms.ROTATE_KEY, "XAL", rotation(BOX, key, ORIGIN, BOX.keys[0].id))
    with pytest.raises(CredentialError, match="none of them is in force"):
        draft(desk.standing, BOX, wish(desk, forms.SAY, {"text": "x"}), chance_of())
    made = drafted(desk, forms.SAY, {"text": "x"}, with_key(BOX, key))
    assert made.key == key


def test_a_key_with_full_powers_is_taken_before_a_newer_one_without() -> None:
    desk = at_work(2)
    newer = make_key(KeyUse.SIGN, chance_of("newer"))
    box = with_key(BOX, newer)
    desk.do(forms.ENROL_KEY, "XAL", enrolment(box, newer, ORIGIN))
    assert drafted(desk, forms.SAY, {"text": "x"}, box).key == newer
    grant(desk, "XAL")
    assert drafted(desk, forms.SAY, {"text": "x"}, box).key == BOX.keys[0]


def test_a_rotation_is_signed_by_the_old_key_and_a_recovery_by_the_new() -> None:
    desk = opened()
    key = make_key(KeyUse.SIGN, chance_of("next"))
    box = with_key(BOX, key)
    old = BOX.keys[0]
    parcel = signed(desk, forms.ROTATE_KEY, rotation(box, key, ORIGIN, old.id), box)
    assert read_entry(parcel.entry).signatures[0].key == old.id
    assert [one.id for one in entered(desk, parcel).keys_of("XAL", KeyUse.SIGN)] == [key.id]
    with pytest.raises(CredentialError, match="not in this box"):
        drafted(desk, forms.ROTATE_KEY, rotation(box, key, ORIGIN, new_key(KeyUse.SIGN, "x").id))


# ---------------------------------------------------------------- officers


def by_officers(desk: Desk, name: str, content: dict[str, Json], numbers: tuple[int, ...]) -> Json:
    """The content with signatures that went by file to each officer's own machine and back."""
    asked = read_request(write_request(request(desk.standing, "XAL", name, content)))
    answers = [countersign(asked, officer_box("XAL", number)) for number in numbers]
    return with_officers(content, [read_officer(write_officer(one)) for one in answers])


def test_two_of_three_officers_replace_a_lost_key_from_boxes_of_their_own() -> None:
    desk = at_work(4)
    found = make_key(KeyUse.SIGN, chance_of("found"))
    box = KeyBox(id=BOX.id, code="XAL", keys=(found, *BOX.keys[1:]))  # the old key is lost
    bare = recovery(box, found, ORIGIN, [BOX.keys[0].id])
    content = by_officers(desk, forms.RECOVER_KEY, bare, (1, 3))
    parcel = signed(desk, forms.RECOVER_KEY, content, box)
    assert [one.id for one in entered(desk, parcel).keys_of("XAL", KeyUse.SIGN)] == [found.id]


def test_one_officer_is_not_enough_and_it_is_told_before_the_act_is_handed_out() -> None:
    desk = at_work(4)
    found = make_key(KeyUse.SIGN, chance_of("found"))
    box = with_key(BOX, found)
    bare = recovery(box, found, ORIGIN, [BOX.keys[0].id])
    made = drafted(desk, forms.RECOVER_KEY, by_officers(desk, forms.RECOVER_KEY, bare, (2,)), box)
    answer = sign(made)
    assert isinstance(answer, OutOfOrder)
    assert answer.clause == "R26"


def test_powers_are_granted_with_officers_and_hold_for_one_number_only() -> None:
    desk = at_work(4)
    bare: dict[str, Json] = {
        "key": BOX.keys[0].id,
        "person": "Head of Delegation",
        "title": "Ambassador",
        "from": "2030-01-01T00:00:00Z",
        "until": None,
        "officers": [],
    }
    content = by_officers(desk, forms.GRANT_POWERS, bare, (1, 2))
    entered(desk, signed(desk, forms.GRANT_POWERS, content))
    desk.say("XAL", "An act came between")
    answer = draft(desk.standing, BOX, wish(desk, forms.GRANT_POWERS, content), chance_of())
    assert isinstance(answer, OutOfOrder)
    assert answer.clause == "R26"


def test_only_an_officer_of_that_delegation_countersigns() -> None:
    asked = request(at_work(2).standing, "XAL", forms.WITHDRAW_POWERS, {"key": "x"})
    for box in (BOX, officer_box("XBE", 1), box_of("XBE")):
        with pytest.raises(CredentialError, match="signed by its officers"):
            countersign(asked, box)


def test_a_request_says_whole_what_is_asked_and_is_read_strictly() -> None:
    asked = request(
        at_work(2).standing, "XAL", forms.WITHDRAW_POWERS, {"key": "x", "officers": [1]}
    )
    told = "\n".join(show_request(asked))
    for part in (ORIGIN, "powers.withdraw/1", "act 1 of XAL", 'key: "x"', "never sealed"):
        assert part in told
    assert asked.body == {"key": "x"}
    for wrong in (b"{}", b'{"key":1}', write_request(asked) + b" "):
        with pytest.raises(MalformedError):
            read_request(wrong)
    with pytest.raises(MalformedError):
        read_request(write_request(evolve(asked, body={"officers": []})))


# ---------------------------------------------------------------- what is shown


def test_every_field_the_body_and_who_can_read_are_shown() -> None:
    desk = at_work(5)
    said: Json = {"text": "One\nTwo", "n": 5, "list": ["a", {"b": None}]}
    made = drafted(desk, forms.SAY, said)
    told = "\n".join(show_draft(made))
    envelope = made.envelope
    for field in (
        "forum", "circle", "name", "by", "entered_by", "role", "seq", "prev", "object", "deadline",
        "body_hash", "seen", "size", "root", "time", "nonce", "v",
    ):  # fmt: skip
        assert f"\n  {field}:" in told or f"\n    {field}:" in told
    for part in (
        envelope.time,
        "| One",
        "| Two",
        "n: 5",
        "b: null",
        made.key.id,
        "OPEN to the host",
        "copy of 6 acts",
    ):
        assert part in told
    for code in desk.standing.seated:
        assert code in readers(made)
    digest = hashlib.sha256(b"dipoli/act/v1\n" + canonical(envelope_json(envelope))).hexdigest()
    assert digest in told


def test_a_sealed_draft_says_so_and_a_register_act_there_says_that_it_is_not() -> None:
    desk = opened(sealed=True)
    told = " ".join(show_draft(drafted(desk, forms.SAY, {"text": "x"})))
    assert "SEALED against the host" in told
    assert "The host cannot read it" in told
    assert "leaves this machine sealed" in told
    key = make_key(KeyUse.WITNESS, chance_of("w"))
    register = drafted(desk, forms.ENROL_KEY, enrolment(BOX, key, ORIGIN))
    assert not register.is_sealed
    assert "never sealed" in readers(register)
    assert readers(register).startswith("Who can read this text: the host;")


def test_a_circle_not_yet_opened_is_neither_open_nor_sealed() -> None:
    assert "not known" in open_or_sealed(Standing(forum="a", circle="b"))


def test_hidden_signs_in_the_body_are_escaped_and_remarked_upon() -> None:
    made = drafted(at_work(2), forms.SAY, {"text": "We do \u202eton\u202c agree\u200b"})
    told = "\n".join(show_draft(made))
    assert "\u202e" not in told
    assert "\\u{202e}" in told
    assert "What the eye may miss in it:" in told
    assert "text: Characters that a screen would not show" in told


def test_no_private_key_stands_in_what_is_shown_or_in_a_repr() -> None:
    made = drafted(at_work(2, sealed=True), forms.SAY, {"text": "x"})
    told = "\n".join(show_draft(made)) + repr(made)
    for key in BOX.keys:
        raw = key.private.private_bytes_raw()
        assert raw.hex() not in told
        assert repr(raw)[2:-1] not in told


# ---------------------------------------------------------------- properties


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(KEYED), st.booleans(), st.text(st.characters(codec="utf-8"), max_size=200))
def test_whatever_is_said_by_whomever_arrives_as_it_was_said(
    code: str,
    sealed: bool,  # noqa: FBT001 - drawn
    text: str,
) -> None:
    desk = at_work(4, sealed=sealed)
    parcel = signed(desk, forms.SAY, {"text": text}, box_of(code))
    entered(desk, parcel)
    entry = read_entry(parcel.entry)
    assert parcel.body is not None
    body = read_body(parcel.body)
    if sealed:
        key = new_key(KeyUse.SEAL, "XCE", "seal").id
        assert open_sealed(body, entry.envelope, key, sealing("XCE", "seal")) == {"text": text}
    else:
        assert read_plain(body) == {"text": text}
    assert entry.envelope.by == code != OFFICE
