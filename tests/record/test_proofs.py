"""Portable proofs: each kind holds with the log key alone; an honest host cannot be framed."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.record.acts import (
    ORIGIN,
    START,
    Desk,
    Loose,
    at_work,
    eventful,
    head_note,
    log_signer,
    new_key,
    seed,
    signing,
)

from dipoli.faults import CredentialError, DipoliError, MalformedError, RecordError
from dipoli.record import forms, rules
from dipoli.record.act import Seen, Signature, write_entry
from dipoli.record.canon import Json, canonical
from dipoli.record.keys import KeyUse, is_signed, public_bytes
from dipoli.record.note import (
    Checkpoint,
    add_signatures,
    cosign,
    read_note,
    sign_note,
    write_checkpoint,
    write_note,
)
from dipoli.record.proof_parts import timed_by_host
from dipoli.record.proofs import (
    bad_entry,
    broken_receipt,
    out_of_order,
    rollback,
    split_view,
    verify_proof,
)
from dipoli.record.receipt import Receipt, write_receipt
from dipoli.record.ruling import InOrder, OutOfOrder
from dipoli.record.shape import write_time
from dipoli.record.standing import Standing
from dipoli.record.tree import leaf_hash, root

LOG = log_signer()
KEY = LOG.verifier
NOON = int(START.timestamp())


def head_of(entries: list[bytes], time: int | None = None) -> bytes:
    """A head that the host signed over any entries at all."""
    checkpoint = Checkpoint(
        origin=ORIGIN, size=len(entries), root=root([leaf_hash(entry) for entry in entries])
    )
    note = sign_note(write_checkpoint(checkpoint), LOG)
    if time is not None:
        note = add_signatures(note, [cosign(note.text, LOG.key, LOG.name, time)])
    return write_note(note)


def fork() -> tuple[Desk, Desk]:
    """Two histories that part after the third statement."""
    one, other = at_work(3), at_work(3)
    one.say("XDE", "To some")
    other.say("XCE", "To others")
    other.say("XCE", "And more")
    return one, other


def leaves(desk: Desk) -> list[bytes]:
    return list(desk.standing.leaves)


def entries(desk: Desk) -> list[bytes]:
    return [one.entry for one in desk.entered]


# ---------------------------------------------------------------- each kind holds


def of_two_heads_of_one_size() -> bytes:
    one, other = at_work(3), at_work(2)
    other.say("XBE", "Something else")
    return split_view((one.note(), other.note()))


def of_two_heads_of_two_sizes() -> bytes:
    one, other = fork()
    return split_view((one.note(), other.note()), (leaves(one), leaves(other)))


def of_a_roll_back() -> bytes:
    desk = at_work(4)
    larger = desk.note(time=NOON)
    return rollback(larger, head_note(desk.past[3], time=NOON + 60))


def promised(desk: Desk, leaf: bytes) -> bytes:
    receipt = Receipt(
        origin=ORIGIN,
        leaf=leaf,
        received=write_time(START),
        deadline=write_time(START + timedelta(minutes=1)),
    )
    assert desk.standing.size
    return write_receipt(receipt, LOG)


def of_a_broken_promise() -> bytes:
    desk = at_work(4)
    dropped = desk.write(forms.SAY, "XAL", {"text": "Dropped"})
    receipt = promised(desk, leaf_hash(dropped.entry))
    return broken_receipt(receipt, desk.note(time=NOON + 61), leaves(desk))


def with_entry(make: Callable[[Desk], bytes]) -> list[bytes]:
    """A history into which a dishonest host put one more entry, and one honest one after it."""
    desk = at_work(4)
    bad = make(desk)
    return [*entries(desk), bad, desk.write(forms.SAY, "XCE", {"text": "After"}).entry]


def forged(desk: Desk) -> bytes:
    written = desk.write(forms.SAY, "XAL", {"text": "Never said"})
    key = new_key(KeyUse.SIGN, "XAL", "sign")
    return write_entry(
        written.envelope, [Signature(alg="ed25519", key=key.id, signature=seed(1) * 2)]
    )


def of_a_forged_signature() -> bytes:
    history = with_entry(forged)
    key = ("ed25519", public_bytes(signing("XAL", "sign")))
    return bad_entry(head_of(history), history, [5], key=key)


def of_an_entry_without_form() -> bytes:
    history = with_entry(lambda _desk: b"no act at all")
    return bad_entry(head_of(history), history, [5])


def of_an_entry_of_another_circle() -> bytes:
    history = with_entry(
        lambda desk: desk.write(forms.SAY, "XAL", {"text": "A"}, circle="water").entry
    )
    return bad_entry(head_of(history), history, [5])


def of_an_act_entered_twice() -> bytes:
    history = with_entry(lambda desk: desk.entered[1].entry)
    return bad_entry(head_of(history), history, [1, 5])


def of_a_broken_chain() -> bytes:
    history = with_entry(
        lambda desk: desk.write(forms.SAY, "XAL", {"text": "A"}, prev=seed("other")).entry
    )
    return bad_entry(head_of(history), history, [1, 5])


def of_a_head_that_never_was() -> bytes:
    seen = Seen(size=3, root=seed("never"))
    history = with_entry(lambda desk: desk.write(forms.SAY, "XAL", {"text": "A"}, seen=seen).entry)
    return bad_entry(head_of(history), history, [5])


def of_a_head_of_the_future() -> bytes:
    seen = Seen(size=6, root=seed("future"))
    history = with_entry(lambda desk: desk.write(forms.SAY, "XAL", {"text": "A"}, seen=seen).entry)
    return bad_entry(head_of(history), history, [5])


def of_an_act_out_of_order() -> bytes:
    desk = at_work(4)
    thief = desk.write(forms.SAY, "XAL", {"text": "A"}, signers=[signing("XBE", "sign")])
    history = [(one.entry, one.body) for one in [*desk.entered, thief]]
    history[2] = (history[2][0], None)  # withheld; the act is judged all the same
    return out_of_order(head_of([entry for entry, _ in history]), history, 5)


PROOFS: Mapping[str, tuple[Callable[[], bytes], str]] = {
    "two heads of one size": (of_two_heads_of_one_size, "two different heads of size 4"),
    "two heads of two sizes": (of_two_heads_of_two_sizes, "whose acts number 4 differ"),
    "a roll-back": (of_a_roll_back, "had 5 acts at 2030-03-01T10:00:00Z, and 3 at"),
    "a broken promise": (of_a_broken_promise, "by 2030-03-01T10:01:00Z; its head of"),
    "a forged signature": (of_a_forged_signature, "entered act 5 of .* does not hold"),
    "an entry without form": (of_an_entry_without_form, "out of order under R1"),
    "an entry of another circle": (of_an_entry_of_another_circle, "out of order under R4"),
    "an act entered twice": (of_an_act_entered_twice, "no higher"),
    "a broken chain": (of_a_broken_chain, "does not follow"),
    "a head that never was": (of_a_head_that_never_was, "head of size 3 that this history never"),
    "a head of the future": (of_a_head_of_the_future, "came only after it"),
    "an act out of order": (of_an_act_out_of_order, "entered act 5 .* under R9"),
}


@pytest.mark.parametrize("name", PROOFS)
def test_a_proof_holds_with_the_log_key_alone(name: str) -> None:
    make, told = PROOFS[name]
    sentence = verify_proof(make(), KEY)
    assert re.search(told, sentence), sentence
    assert sentence.endswith(".")


@pytest.mark.parametrize("name", PROOFS)
def test_a_proof_against_one_host_is_none_against_another(name: str) -> None:
    with pytest.raises(CredentialError):
        verify_proof(PROOFS[name][0](), log_signer(host="second-host").verifier)


# ---------------------------------------------------------------- nobody is framed


def honest() -> Mapping[str, bytes]:
    """Papers of an honest host, put together as if they were proofs."""
    desk = eventful()
    all_leaves, all_entries = leaves(desk), entries(desk)
    history = [(one.entry, one.body) for one in desk.entered]
    head, past = desk.note(time=NOON + 300), desk.past[-4]
    key = ("ed25519", public_bytes(signing("XAL", "sign")))
    said = [n for n, one in enumerate(desk.entered) if one.envelope.by == "XAL"]
    stripped = [(entry, None) for entry, _body in history]
    swapped = [(entry, history[0][1]) for entry, _body in history]
    return {
        "one head twice": split_view((head, head)),
        "a head and an older one": split_view((head, head_note(past))),
        "an old head timed then": rollback(head, head_note(past, time=NOON)),
        "an old head without a time": rollback(head, head_note(past)),
        "a promise that was kept": broken_receipt(promised(desk, all_leaves[3]), head, all_leaves),
        "a head from before the deadline": broken_receipt(
            promised(desk, seed("late")), desk.note(time=NOON + 60), all_leaves
        ),
        "a head that the host did not time": broken_receipt(
            promised(desk, seed("late")), desk.note(), all_leaves
        ),
        "leaves of another tree": broken_receipt(
            promised(desk, all_leaves[3]), head, all_leaves[:3]
        ),
        "an honest entry": bad_entry(head, all_entries, [said[0]], key=key),
        "an honest entry, no key": bad_entry(head, all_entries, [said[0]]),
        "the opening": bad_entry(head, all_entries, [0]),
        "two acts in sequence": bad_entry(head, all_entries, said[:2]),
        "two acts the other way round": bad_entry(head, all_entries, said[1::-1]),
        "two acts of two authors": bad_entry(head, all_entries, [1, 2]),
        "one act as two": bad_entry(head, all_entries, [1, 1]),
        "an honest history": out_of_order(head, history, len(history) - 1),
        "a history without bodies": out_of_order(head, stripped, len(history) - 1),
        "a history with other bodies": out_of_order(head, swapped, len(history) - 1),
    }


@pytest.mark.parametrize("name", honest())
def test_papers_of_an_honest_host_prove_nothing(name: str) -> None:
    with pytest.raises(RecordError, match="proves nothing"):
        verify_proof(honest()[name], KEY)


def test_two_histories_where_one_begins_the_other_are_no_split() -> None:
    desk = at_work(3)
    with pytest.raises(ValueError, match="no split"):
        split_view((desk.note(), desk.note()), (leaves(desk), leaves(desk)[:2]))


def test_a_witness_that_cosigns_an_old_head_late_frames_nobody() -> None:
    desk = at_work(4)
    note = desk.note(time=NOON).decode()
    late = cosign(note.partition("\n\n")[0] + "\n", signing("XBE", "witness"), "w", NOON + 999)
    told = write_note(add_signatures(read_note(note.encode()), [late]))
    assert timed_by_host(told, KEY) == (NOON,)
    proof = broken_receipt(promised(desk, seed("dropped")), told, leaves(desk))
    with pytest.raises(RecordError, match="did not time"):
        verify_proof(proof, KEY)


def test_acts_of_a_forum_are_judged_by_its_own_rules_only() -> None:
    desk = at_work(4)
    tabled = desk.write("proposal.table/1", "XAL", {"text": "A"})
    history = [(one.entry, one.body) for one in [*desk.entered, tabled]]
    proof = out_of_order(head_of([entry for entry, _ in history]), history, 5)
    with pytest.raises(RecordError, match="every act shown was in order"):
        verify_proof(proof, KEY)

    def closed(_standing: Standing, motion: InOrder) -> InOrder | OutOfOrder:
        if motion.entry.envelope.name == forms.SAY:
            return motion
        return OutOfOrder(clause="art. 9", why="The meeting is closed.", remedy="Wait.")

    assert "under art. 9: The meeting is closed." in verify_proof(proof, KEY, closed)


def test_a_machine_that_cannot_check_a_signature_proves_nothing_by_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def unable(alg: str, public: bytes, signature: bytes, message: bytes) -> bool:
        if message.startswith(b"dipoli/act") and b'"seq":1' in message:
            raise CredentialError
        return is_signed(alg, public, signature, message)

    proof, desk = of_an_act_out_of_order(), at_work(5)
    monkeypatch.setattr(rules, "is_signed", unable)
    history = [(one.entry, one.body) for one in desk.entered]
    honest_ = out_of_order(desk.note(), history, 5)
    with pytest.raises(RecordError, match="cannot be judged"):
        verify_proof(honest_, KEY)
    assert verify_proof(proof, KEY)


def test_a_refusal_before_the_entry_that_is_shown_proves_nothing_of_that_entry() -> None:
    desk = at_work(4)
    thief = desk.write(forms.SAY, "XAL", {"text": "A"}, signers=[signing("XBE", "sign")])
    history = [(one.entry, one.body) for one in [*desk.entered, thief, thief]]
    head = head_of([entry for entry, _ in history])
    with pytest.raises(RecordError, match="act 5 is refused already"):
        verify_proof(out_of_order(head, history, 6), KEY)


# ---------------------------------------------------------------- form


@pytest.mark.parametrize(
    "data",
    [b"", b"{}", b"[]", b'{"proof":"rumour"}', b'{"proof":"rollback"}', b'{"proof":["rollback"]}'],
)
def test_a_file_of_another_form_is_no_proof(data: bytes) -> None:
    with pytest.raises(MalformedError):
        verify_proof(data, KEY)


def test_a_key_of_another_length_is_no_proof() -> None:
    proof = json.loads(of_a_forged_signature())
    for key in ({"alg": "ed25519", "public": ""}, {"alg": "rsa", "public": ""}):
        with pytest.raises(MalformedError):
            verify_proof(canonical({**proof, "key": key}), KEY)


def test_a_proof_that_lacks_a_body_in_its_list_proves_nothing() -> None:
    proof = json.loads(of_an_act_out_of_order())
    with pytest.raises(RecordError, match="bodies"):
        verify_proof(canonical({**proof, "bodies": proof["bodies"][:-1]}), KEY)
    with pytest.raises(RecordError, match="beginning of the tree"):
        verify_proof(
            canonical({**proof, "consistency": []} | {"entries": proof["entries"][1:]}), KEY
        )


@cache
def made(name: str) -> bytes:
    return PROOFS[name][0]()


@given(st.sampled_from(sorted(PROOFS)), st.data())
def test_a_proof_whose_papers_were_changed_holds_no_more(name: str, data: st.DataObject) -> None:
    """Any one sign of any text in a proof, changed to another."""
    proof: dict[str, Json] = json.loads(made(name))
    places = list(texts(proof, ()))
    place = data.draw(st.sampled_from([one for one in places if one[0] != "seen"] or places))
    changed = json.loads(made(name))
    text = at(changed, place)
    index = data.draw(st.integers(0, len(text) - 1))
    sign = data.draw(st.sampled_from("Az09+/=\n Q").filter(lambda one: one != text[index]))
    put(changed, place, text[:index] + sign + text[index + 1 :])
    try:
        sentence = verify_proof(canonical(changed), KEY)
    except DipoliError:
        return
    assert sentence == verify_proof(made(name), KEY)


def texts(value: Json, place: tuple[str | int, ...]) -> list[tuple[str | int, ...]]:
    """Places of all texts in a value that are not empty."""
    if isinstance(value, str):
        return [place] if value else []
    if isinstance(value, dict):
        return [one for key, item in value.items() for one in texts(item, (*place, key))]
    if isinstance(value, list):
        return [one for key, item in enumerate(value) for one in texts(item, (*place, key))]
    return []


def at(value: Loose, place: tuple[str | int, ...]) -> str:
    for step in place:
        value = value[step]
    return str(value)


def put(value: Loose, place: tuple[str | int, ...], text: str) -> None:
    for step in place[:-1]:
        value = value[step]
    value[place[-1]] = text


@given(st.binary(max_size=200))
def test_no_bytes_raise_anything_but_the_declared_faults(data: bytes) -> None:
    with pytest.raises(DipoliError):
        verify_proof(data, KEY)


def test_a_time_beyond_the_calendar_is_told_as_seconds() -> None:
    desk = at_work(4)
    proof = broken_receipt(promised(desk, seed("x")), desk.note(time=2**62), leaves(desk))
    assert f"second {2**62}" in verify_proof(proof, KEY)
