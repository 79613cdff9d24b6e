"""Proofs of refusals, times and moves: each holds; an honest host can be framed by none."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from functools import cache

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from tests.record.acts import (
    OFFICE,
    ORIGIN,
    START,
    Desk,
    Loose,
    Written,
    at_work,
    eventful,
    head_note,
    last_note,
    log_signer,
    opened,
    seed,
    signing,
)
from tests.record.hostile import move
from tests.record.test_proofs import at, put, texts

from dipoli.faults import CredentialError, DipoliError, MalformedError, RecordError
from dipoli.record import forms, rules
from dipoli.record.canon import Json, canonical, to_base64
from dipoli.record.checkpoint import Checkpoint
from dipoli.record.door_proofs import after_move, back_dated, false_head, unjust_refusal
from dipoli.record.keys import is_signed
from dipoli.record.proofs import verify_proof
from dipoli.record.receipt import refusal_of, write_refusal
from dipoli.record.rules import say_only
from dipoli.record.ruling import OutOfOrder
from dipoli.record.shape import write_time

LOG = log_signer()
KEY = LOG.verifier
CAME = START + timedelta(hours=1)
NOON = int(START.timestamp())
MINUTE, DAY = 60, 86_400
History = Sequence[tuple[bytes, bytes | None]]


def refused(
    desk: Desk,
    sent: Written,
    clause: str = "R14",
    *,
    when: str | None = None,
    host: str = "first-host",
    **other: Loose,
) -> bytes:
    """A refusal that names the head of a desk; by a host that may say what it likes."""
    head = Checkpoint(origin=ORIGIN, size=desk.standing.size, root=desk.standing.root)
    ruling = OutOfOrder(clause=clause, why="It is said to be so.", remedy="Wait.")
    refusal = refusal_of(sent.entry, sent.body, ruling, when or write_time(CAME), head)
    return write_refusal(evolve(refusal, **other), log_signer(host=host))


def history(desk: Desk) -> History:
    return [(one.entry, one.body) for one in desk.entered]


def statement(desk: Desk, **other: Loose) -> Written:
    return desk.write(forms.SAY, "XAL", {"text": "Please enter this"}, **other)


def against(desk: Desk, sent: Written, clause: str = "R14", **other: Loose) -> bytes:
    """A refusal put together as a proof with the acts under the head that it names."""
    refusal = refused(desk, sent, clause, **other)
    return unjust_refusal(refusal, sent.entry, sent.body, history(desk))


def of_a_statement() -> bytes:
    desk = at_work(4)
    return against(desk, statement(desk))


def of_an_act_of_the_register() -> bytes:
    """Under no clause that the record has: no forum rules on acts of the register."""
    desk = eventful()
    citation: dict[str, Json] = {
        "origin": "lake.example/x",
        "size": 2,
        "leaf": to_base64(seed("x")),
        "note": None,
    }
    return against(desk, desk.write(forms.CITE_ACT, "XAL", citation), "R99")


def of_an_act_of_a_forum_under_a_clause_of_the_record() -> bytes:
    desk = at_work(4)
    return against(desk, desk.write("proposal.table/1", "XAL", {"text": "A"}), "R14")


def of_an_opening() -> bytes:
    desk = Desk()
    return against(desk, opened().entered[0], "R21", when=write_time(START))


def of_a_head_that_never_was() -> bytes:
    desk = at_work(4)
    refusal = refused(desk, statement(desk), size=3, root=seed("never"))
    return false_head(refusal, desk.note(), list(desk.standing.leaves), 3)


def of_an_older_head() -> bytes:
    desk = at_work(4)
    refusal = refused(desk, statement(desk), size=3, root=desk.past[3].root)
    head = desk.note(time=int(CAME.timestamp()) - 11 * MINUTE)
    return false_head(refusal, head, list(desk.standing.leaves), 3)


def timed(desk: Desk, index: int, first: int | None, then: int | None) -> bytes:
    """The head before an act and the head of a desk, timed so, as a proof against that act."""
    before, after = head_note(desk.past[index], time=first), desk.note(time=then)
    entry = desk.entered[index].entry
    return back_dated((before, after), list(desk.standing.leaves), index, entry)


def of_an_act_dated_ahead() -> bytes:
    return timed(at_work(4), 3, NOON - DAY, NOON + 3 * MINUTE - 10 * MINUTE - 1)


def of_an_act_dated_back() -> bytes:
    return timed(at_work(4), 3, NOON + 3 * MINUTE + 7 * DAY + 1, NOON + 8 * DAY)


def of_a_host_that_went_on() -> bytes:
    desk = at_work(4)
    last = last_note(desk.standing)
    desk.say("XAL", "After the last head")
    return after_move(last, desk.note())


PROOFS: Mapping[str, tuple[Callable[[], bytes], str]] = {
    "an unjust refusal": (of_a_statement, "under R14; by the acts of the head of size 5 that"),
    "an unjust refusal of the register": (of_an_act_of_the_register, "under R99; by the acts"),
    "a clause that is not a forum's": (
        of_an_act_of_a_forum_under_a_clause_of_the_record,
        "under R14; by the acts",
    ),
    "an unjust refusal of the opening": (of_an_opening, "under R21; by the acts of the head of si"),
    "a head that never was": (of_a_head_that_never_was, "of size 3 that is not of the history of"),
    "an older head": (of_an_older_head, "of size 3 at 2030-03-01T11:00:00Z; by then it had 5 acts"),
    "an act dated ahead": (of_an_act_dated_ahead, "is 2030-03-01T10:03:00Z, by 2030-03-01T09:52:5"),
    "an act dated back": (of_an_act_dated_back, "is 2030-03-01T10:03:00Z, after 2030-03-08T10:03"),
    "a head after the last": (of_a_host_that_went_on, "is its last, .* it signed one of size 6"),
}


@pytest.mark.parametrize("name", PROOFS)
def test_a_proof_holds_with_the_log_key_alone(name: str) -> None:
    make, told = PROOFS[name]
    with pytest.raises(AssertionError, match=told):
        raise AssertionError(verify_proof(make(), KEY))


@pytest.mark.parametrize("name", PROOFS)
def test_a_proof_against_one_host_is_none_against_another(name: str) -> None:
    with pytest.raises(CredentialError):
        verify_proof(PROOFS[name][0](), log_signer(host="second-host").verifier)


def proves_nothing(proof: bytes, why: str, **other: Loose) -> None:
    with pytest.raises(RecordError, match=f"proves nothing against the host: .*{why}"):
        verify_proof(proof, KEY, **other)


# ---------------------------------------------------------------- a refusal that was just


def test_a_refusal_that_a_clause_bears_out_is_just() -> None:
    desk = at_work(4)
    proves_nothing(against(desk, statement(desk, seq=9)), "out of order under R14")
    proves_nothing(against(desk, statement(desk, seq=9), "R15"), "out of order under R14")


def test_a_late_act_was_refused_justly_by_the_time_of_the_refusal() -> None:
    desk = at_work(4)
    weeks = write_time(START + timedelta(weeks=2))
    proves_nothing(against(desk, statement(desk), "R11", when=weeks), "out of order under R11")


def test_the_body_cannot_be_swapped_nor_left_out_nor_added() -> None:
    desk = at_work(4)
    sent, other = statement(desk), statement(at_work(5))
    for came, shown in ((other.body, sent.body), (None, sent.body), (sent.body, None)):
        refusal = refused(desk, evolve(sent, body=came), "R5")
        proof = unjust_refusal(refusal, sent.entry, shown, history(desk))
        proves_nothing(proof, "other bytes")


def test_the_act_cannot_be_swapped() -> None:
    desk = at_work(4)
    refusal = refused(desk, statement(desk, seq=9))
    sent = statement(desk)
    proves_nothing(unjust_refusal(refusal, sent.entry, sent.body, history(desk)), "other bytes")


def test_the_history_cannot_be_cut_lengthened_or_changed() -> None:
    desk, other = at_work(4), at_work(3)
    other.say("XDE", "Another statement")
    sent = statement(desk)
    refusal = refused(desk, sent)
    longer = [*history(desk), (sent.entry, sent.body)]
    for acts in (history(desk)[:-1], longer, history(other), ()):
        proves_nothing(unjust_refusal(refusal, sent.entry, sent.body, acts), "not those of the hea")


def test_a_history_without_the_bodies_of_the_register_judges_nobody() -> None:
    desk = at_work(4)
    proof = json.loads(of_a_statement())
    proves_nothing(canonical({**proof, "bodies": [None] * 5}), "cannot be judged")
    body = to_base64(desk.entered[2].body or b"")
    proves_nothing(canonical({**proof, "bodies": [body, *proof["bodies"][1:]]}), "cannot be judged")
    proves_nothing(canonical({**proof, "bodies": proof["bodies"][1:]}), "not those of the head")


def test_a_proof_shows_no_body_but_those_of_the_register() -> None:
    bodies = json.loads(of_a_statement())["bodies"]
    assert [body is not None for body in bodies] == [True, False, False, False, False]


def test_an_act_of_a_forum_is_for_its_own_rules() -> None:
    desk = at_work(4)
    for name, clause in ((forms.SAY, "R31"), (forms.SAY, "art. 9"), ("proposal.table/1", "R31")):
        proof = against(desk, desk.write(name, "XAL", {"text": "A"}), clause)
        proves_nothing(proof, "for the rules of its forum")
    proves_nothing(proof, "out of order under R31", forum_rule=say_only)
    said = against(desk, statement(desk), "art. 9")
    assert "under art. 9" in verify_proof(said, KEY, say_only)


def test_a_machine_that_could_not_check_a_signature_refused_justly() -> None:
    desk = at_work(4)
    proves_nothing(against(desk, statement(desk), "R32"), "another machine")


def test_a_machine_that_cannot_check_a_signature_proves_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def unable(alg: str, public: bytes, signature: bytes, message: bytes) -> bool:
        if message.startswith(b"dipoli/act") and b'"seq":1' in message:
            raise CredentialError
        return is_signed(alg, public, signature, message)

    proof = against(at_work(5), statement(at_work(5)))
    monkeypatch.setattr(rules, "is_signed", unable)
    proves_nothing(proof, "cannot be judged")


def test_a_move_of_custody_is_not_for_the_old_host_to_enter() -> None:
    desk = at_work(4)
    proves_nothing(against(desk, desk.write(forms.MOVE_CUSTODY, OFFICE, move(desk))), "another log")


def test_an_old_host_refuses_justly_after_custody_moved() -> None:
    desk = at_work(4)
    desk.do(forms.MOVE_CUSTODY, OFFICE, move(desk))
    proves_nothing(against(desk, statement(desk), "R30"), "another log key signs")
    assert verify_proof(
        against(desk, statement(desk), "R30", host="second-host"),
        log_signer(host="second-host").verifier,
    )


def test_an_opening_for_another_office_is_refused_justly() -> None:
    proof = against(Desk(), opened().entered[0], "R21", when=write_time(START), host="second-host")
    with pytest.raises(RecordError, match="another log key signs"):
        verify_proof(proof, log_signer(host="second-host").verifier)


@given(st.data())
def test_an_honest_refusal_proves_nothing_whatever_was_sent(data: st.DataObject) -> None:
    """Any statement, at any time: what the rules refuse cannot be shown as unjustly refused."""
    desk = at_work(data.draw(st.integers(1, 6)))
    other = data.draw(
        st.fixed_dictionaries(
            {},
            optional={
                "seq": st.integers(0, 4),
                "prev": st.sampled_from([None, *desk.standing.leaves]),
            },
        )
    )
    by = data.draw(st.sampled_from(["XAL", "XBE", "XZZ"]))
    signers = [signing("XAL", "sign")]
    sent = desk.write(forms.SAY, by, {"text": "A"}, signers=signers, **other)
    when = write_time(START + timedelta(days=data.draw(st.integers(-9, 9))))
    answer = rules.rule(desk.standing, sent.entry, sent.body, at=when)
    clause = answer.clause if isinstance(answer, OutOfOrder) else "R14"
    proof = against(desk, sent, clause, when=when)
    if isinstance(answer, OutOfOrder):
        proves_nothing(proof, f"under {clause}")
    else:
        assert verify_proof(proof, KEY)


# ---------------------------------------------------------------- a head that was true


def test_a_refusal_by_a_head_that_the_record_had_is_no_false_one() -> None:
    desk = at_work(4)
    for size in range(desk.standing.size + 1):
        past = [*desk.past, desk.standing][size]
        refusal = refused(desk, statement(desk), size=size, root=past.root)
        for time in (None, int(CAME.timestamp()) - 10 * MINUTE, int(CAME.timestamp()) + DAY):
            note = desk.note(time=time)
            proof = false_head(refusal, note, list(desk.standing.leaves), size)
            proves_nothing(proof, "that the record had")


def test_a_head_of_the_present_size_timed_long_ago_frames_nobody() -> None:
    """A record that rests: the newest head is the one by which was ruled."""
    desk = at_work(4)
    leaves = list(desk.standing.leaves)
    proof = false_head(refused(desk, statement(desk)), desk.note(time=NOON - DAY), leaves, 5)
    proves_nothing(proof, "that the record had")


def test_a_smaller_head_or_other_leaves_show_no_head_false() -> None:
    desk, other = at_work(4), at_work(3)
    other.say("XDE", "Another statement")
    refusal = refused(desk, statement(desk))
    proof = json.loads(false_head(refusal, desk.note(), list(desk.standing.leaves), 5))
    smaller = head_note(desk.past[3]).decode()
    proves_nothing(canonical({**proof, "head": smaller}), "not shown")
    root = to_base64(other.standing.root)
    proves_nothing(canonical({**proof, "root": root}), "not shown")


# ---------------------------------------------------------------- an act that was in time


@pytest.mark.parametrize(
    ("first", "then"),
    [
        (None, None),
        (0, 0),  # time 0 says nothing
        (NOON, None),
        (None, NOON + 3 * MINUTE - 10 * MINUTE),
        (NOON + 3 * MINUTE + 7 * DAY, NOON + 8 * DAY),
        (NOON - 30 * DAY, NOON + 30 * DAY),  # it may have come at any time in between
    ],
)
def test_an_act_that_may_have_been_in_time_proves_nothing(
    first: int | None, then: int | None
) -> None:
    proves_nothing(timed(at_work(4), 3, first, then), "may have been in time")


def test_a_head_that_has_the_act_already_bounds_nothing_from_below() -> None:
    """An idle head is timed anew: that is not when its acts came."""
    desk = at_work(4)
    note = desk.note(time=NOON + 30 * DAY)
    proof = back_dated((note, note), list(desk.standing.leaves), 3, desk.entered[3].entry)
    proves_nothing(proof, "one head lacks")


def test_a_host_does_not_answer_for_what_the_host_before_it_received() -> None:
    """The first head of the next host has the old acts too; it lacks none of them."""
    desk = at_work(4)
    desk.do(forms.MOVE_CUSTODY, OFFICE, move(desk))
    late = NOON - DAY
    after = head_note(desk.standing, host="second-host", time=late)
    for before in (head_note(desk.past[3], time=late), after):
        proof = back_dated((before, after), list(desk.standing.leaves), 3, desk.entered[3].entry)
        with pytest.raises((CredentialError, RecordError)):
            verify_proof(proof, log_signer(host="second-host").verifier)


def test_an_act_that_is_not_in_the_tree_proves_nothing() -> None:
    desk = at_work(4)
    proof = json.loads(of_an_act_dated_ahead())
    proves_nothing(
        canonical({**proof, "entry": to_base64(statement(desk).entry)}), "one head lacks"
    )
    with pytest.raises(MalformedError):
        verify_proof(canonical({**proof, "index": -1}), KEY)


@given(st.lists(st.integers(-8 * DAY, 8 * DAY), min_size=4, max_size=12), st.data())
def test_an_honest_host_whose_clock_jumps_is_never_framed(
    steps: list[int], data: st.DataObject
) -> None:
    """The clock goes forwards and backwards by days; acts are let in by R11 alone, then timed."""
    desk, clock, newest = opened(), NOON, NOON
    heads = [head_note(desk.past[0], time=newest), desk.note(time=newest)]
    for step in steps:
        clock += step
        came = max(clock, newest)
        told = came + data.draw(st.integers(-8 * DAY, DAY))
        written = desk.write(
            forms.SAY, "XAL", {"text": "x"}, time=write_time(START + timedelta(seconds=told - NOON))
        )
        when = write_time(START + timedelta(seconds=came - NOON))
        answer = desk.rule(written, at=when)
        if isinstance(answer, OutOfOrder):
            continue
        desk.enter(written)
        newest = came
        heads.append(desk.note(time=newest))
    leaves = list(desk.standing.leaves)
    for index, one in enumerate(desk.entered[1:], 1):
        for before in range(index + 1):
            for after in range(index + 1, len(heads)):
                pair = (heads[before], heads[after])
                proof = back_dated(pair, leaves[:after], index, one.entry)
                proves_nothing(proof, "may have been in time")


# ---------------------------------------------------------------- a move that was kept to


def test_a_host_that_keeps_to_its_last_head_is_not_framed() -> None:
    desk = at_work(4)
    last = last_note(desk.standing)
    for head in (last, desk.note(time=NOON + DAY), head_note(desk.past[2])):
        proves_nothing(after_move(last, head), "no larger than the last")


def test_a_head_that_does_not_say_so_is_not_the_last() -> None:
    desk = at_work(4)
    proves_nothing(after_move(head_note(desk.past[2]), desk.note()), "does not say that it is")


def test_heads_of_the_next_host_do_not_show_that_the_old_one_went_on() -> None:
    desk = at_work(4)
    last = last_note(desk.standing)
    desk.do(forms.MOVE_CUSTODY, OFFICE, move(desk))
    with pytest.raises(CredentialError):
        verify_proof(after_move(last, desk.note(host="second-host")), KEY)


def test_whoever_has_the_keys_of_the_secretariat_alone_cannot_say_that_custody_moved() -> None:
    """A move over a head that the log key signed as any other is out of order."""
    desk = at_work(4)
    plain = desk.note().decode()
    assert desk.refused(forms.MOVE_CUSTODY, OFFICE, move(desk, checkpoint=plain)).clause == "R30"
    forged = last_note(desk.standing, host="a thief")
    desk.say("XAL", "The host goes on, as it may")
    with pytest.raises(CredentialError):
        verify_proof(after_move(forged, desk.note()), KEY)


# ---------------------------------------------------------------- changed papers


@cache
def made(name: str) -> bytes:
    return PROOFS[name][0]()


@given(st.sampled_from(sorted(PROOFS)), st.data())
def test_a_proof_whose_papers_were_changed_holds_no_more(name: str, data: st.DataObject) -> None:
    """Any one sign of any text in a proof, changed to another."""
    changed = json.loads(made(name))
    place = data.draw(st.sampled_from(texts(changed, ())))
    text = at(changed, place)
    index = data.draw(st.integers(0, len(text) - 1))
    sign = data.draw(st.sampled_from("Az09+/=\n Q").filter(lambda one: one != text[index]))
    put(changed, place, text[:index] + sign + text[index + 1 :])
    try:
        sentence = verify_proof(canonical(changed), KEY)
    except DipoliError:
        return
    assert sentence == verify_proof(made(name), KEY)
