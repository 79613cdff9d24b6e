"""The clauses: honest acts are in order, each hostile one is refused, and nothing raises."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from cryptography.exceptions import UnsupportedAlgorithm
from hypothesis import given
from hypothesis import strategies as st
from tests.record import acts
from tests.record.acts import OFFICE, PAPER, Desk, at_work, eventful, new_key, opening, proven, seat
from tests.record.hostile import HOSTILE, Hostile, alone, granted, moved, plain, powered

from dipoli.record import forms, keys, rules
from dipoli.record.act import read_entry, write_entry
from dipoli.record.canon import Json, canonical, to_base64
from dipoli.record.keys import KeyUse, NewKey, possession_bytes
from dipoli.record.register_rules import MAX_CONSENTS, MAX_KEYS
from dipoli.record.rules import rule
from dipoli.record.ruling import CLAUSES, InOrder, OutOfOrder, refuse
from dipoli.record.shape import read_time, write_time
from dipoli.record.standing import Standing

_NO_SUCH = "not in this library"
PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "record-acts.md"


def test_an_honest_statement_is_in_order() -> None:
    desk = at_work(3)
    written = desk.write(forms.SAY, "XAL", {"text": "Good morning"})
    answer = desk.rule(written, at=desk.time())
    assert isinstance(answer, InOrder)
    assert answer.entry == read_entry(written.entry)
    assert answer.content == {"text": "Good morning"}


def test_a_record_with_every_act_of_the_register_is_in_order() -> None:
    names = set(eventful().standing.names) | set(moved().standing.names)
    assert names >= set(forms.FORMS) | {forms.SAY}


@pytest.mark.parametrize("row", HOSTILE, ids=lambda row: f"{row.clause}: {row.wrong}")
def test_a_hostile_act_is_refused_with_clause_reason_and_remedy(row: Hostile) -> None:
    desk = row.table()
    before = desk.standing
    entry, body = row.make(desk)
    answer = rule(desk.standing, entry, body, at=row.at)
    assert isinstance(answer, OutOfOrder)
    assert (answer.clause, len(answer.why) > 10, len(answer.remedy) > 10) == (
        row.clause,
        True,
        True,
    )
    assert str(answer).isprintable()
    assert desk.standing == before


@pytest.mark.parametrize(
    ("received", "in_order"),
    [(-600, True), (-601, False), (7 * 86_400, True), (7 * 86_400 + 1, False)],
)
def test_an_act_is_ten_minutes_ahead_or_seven_days_behind_at_most(
    received: int, *, in_order: bool
) -> None:
    """Seconds from the time in the act to its receipt."""
    desk = at_work(1)
    written = desk.write(forms.SAY, "XAL", {"text": "In time"})
    moment = read_time(written.envelope.time) + timedelta(seconds=received)
    answer = desk.rule(written, at=write_time(moment))
    assert isinstance(answer, InOrder) is in_order
    assert in_order or getattr(answer, "clause", "") == "R11"


def test_the_bounds_on_keys_and_waiting_consents_are_those_that_old_records_were_ruled_by() -> None:
    assert (MAX_KEYS, MAX_CONSENTS) == (64, 64)


@pytest.mark.parametrize(("count", "clause"), [(4, "R9"), (5, "R3")])
def test_an_act_is_signed_by_four_different_keys_at_most(count: int, clause: str) -> None:
    """Four strangers' keys are of a form that R3 lets pass, and none of them is in force."""
    desk = at_work(1)
    strangers = [acts.signing("stranger", number) for number in range(count)]
    answer = desk.rule(desk.write(forms.SAY, "XAL", {"text": "By many"}, signers=strangers))
    assert isinstance(answer, OutOfOrder)
    assert answer.clause == clause


def test_the_table_of_hostile_acts_is_wide() -> None:
    assert len(HOSTILE) >= 60
    assert len({row.wrong for row in HOSTILE}) == len(HOSTILE)
    kept = {row.clause for row in HOSTILE}
    assert set(CLAUSES) - kept == {"R32"}  # the machine that rules here can check every kind


def test_a_clause_that_is_not_written_cannot_be_cited() -> None:
    with pytest.raises(ValueError, match="no clause R99"):
        refuse("R99", "why", "remedy")


def test_every_clause_stands_in_the_specification_and_no_other() -> None:
    page = PAGE.read_text(encoding="utf-8")
    told = dict(re.findall(r"^\| (R\d+) \| ([^|]+?) \|", page, re.MULTILINE))
    assert told == dict(CLAUSES)


# ---------------------------------------------------------------- what is allowed on purpose


def test_a_paper_seat_acts_through_the_secretariat_until_it_has_a_key() -> None:
    desk = at_work(4)
    desk.say(PAPER, "By note verbale")
    content: dict[str, Json] = {"key": proven(KeyUse.SIGN, PAPER, PAPER, "first"), "officers": []}
    desk.act(forms.ENROL_KEY, PAPER, content)
    desk.keys[PAPER] = (PAPER, "first")
    assert not desk.standing.seats[PAPER].paper
    desk.say(PAPER, "By our own hand")
    marked: dict[str, Json] = {"text": "By note verbale", "on_paper": acts.paper_mark()}
    refusal = desk.refused(forms.SAY, PAPER, marked, entered_by=OFFICE)
    assert refusal.clause == "R13"


def test_a_second_signature_after_the_quantum_stands_beside_the_first() -> None:
    mldsa = pytest.importorskip("cryptography.hazmat.primitives.asymmetric.mldsa")
    private = mldsa.MLDSA44PrivateKey.from_seed_bytes(acts.seed("ml-dsa"))
    desk = at_work(3)
    key = NewKey(use=KeyUse.SIGN, alg="mldsa44", public=private.public_key().public_bytes_raw())
    message = possession_bytes(acts.ORIGIN, "XAL", key)
    told = {**acts.listed(key), "proof": to_base64(private.sign(message))}
    desk.do(forms.ENROL_KEY, "XAL", {"key": told, "officers": []})
    both = [acts.signing("XAL", "sign"), private]
    desk.do(forms.SAY, "XAL", {"text": "Signed twice"}, signers=both)
    entry = read_entry(desk.entered[-1].entry)
    broken = evolve(entry.signatures[1], signature=bytes(2420))
    data = write_entry(entry.envelope, [entry.signatures[0], broken])
    answer = rule(desk.past[-1], data, desk.entered[-1].body)
    assert isinstance(answer, OutOfOrder)
    assert answer.clause == "R10"


def test_the_rules_of_a_forum_are_asked_for_acts_of_a_forum() -> None:
    def clause_nine(_standing: Standing, _motion: InOrder) -> OutOfOrder:
        return OutOfOrder(clause="art. 9", why="Not today.", remedy="Come tomorrow.")

    desk = at_work(3)
    written = desk.write("proposal.table/1", "XAL", {"text": "A proposal"})
    answer = rule(desk.standing, written.entry, written.body, forum_rule=clause_nine)
    assert str(answer) == "Out of order under art. 9: Not today. Come tomorrow."
    allowed = rule(desk.standing, written.entry, written.body, forum_rule=lambda _, act: act)
    assert isinstance(allowed, InOrder)


def test_powers_bind_only_in_their_period_and_a_rotation_keeps_them() -> None:
    desk = at_work(4)
    acts.grant(desk, "XAL")
    content: dict[str, Json] = {
        "old": new_key(KeyUse.SIGN, "XAL", "sign").id,
        "key": proven(KeyUse.SIGN, "XAL", "XAL", "next"),
        "officers": [],
    }
    desk.do(forms.ROTATE_KEY, "XAL", content)
    desk.keys["XAL"] = ("XAL", "next")
    desk.consent(forms.ADD_SEAT, seat("XEF"), ["XAL"])
    late = powered()
    bound = late.standing.may_bind
    key = new_key(KeyUse.SIGN, "XAL", "sign").id
    told = [bound("XAL", key, time) for time in ("2030-03-01T10:06:59Z", "2030-03-01T10:07:00Z")]
    assert told == [True, False]
    assert bound("XBE", new_key(KeyUse.SIGN, "XBE", "sign").id, "2030-03-01T10:07:00Z")


def test_a_seat_is_removed_when_every_other_seat_consents() -> None:
    desk = at_work(4)
    content: dict[str, Json] = {"code": "XBE", "reason": "By consensus of the others"}
    desk.consent(forms.REMOVE_SEAT, content, ["XAL", "XCE"])
    awaited = desk.refused(forms.REMOVE_SEAT, OFFICE, content)
    assert "awaited: XDE." in awaited.why
    desk.consent(forms.REMOVE_SEAT, content, ["XDE"])
    desk.do(forms.REMOVE_SEAT, OFFICE, content)
    assert desk.standing.seated == ("XAL", "XCE", "XDE")


def test_consent_to_one_content_is_no_consent_to_another() -> None:
    desk = at_work(4)
    desk.consent(forms.ADD_SEAT, seat("XEF"), desk.standing.seated)
    assert desk.refused(forms.ADD_SEAT, OFFICE, seat("XEF", paper=True)).clause == "R22"


def test_a_seat_cannot_flood_the_register_with_consents() -> None:
    desk = at_work(4)
    letters = "ABCDEFGHIJ"
    codes = [f"X{a}{b}" for a in letters for b in letters][:MAX_CONSENTS]
    for code in codes:
        desk.consent(forms.ADD_SEAT, seat(code, paper=True), ["XAL"])
    content: dict[str, Json] = {"act": forms.ADD_SEAT, "content": seat("XZZ", paper=True)}
    assert desk.refused(forms.CONSENT_SEAT, "XAL", content).clause == "R22"


def test_an_officers_key_is_rotated_with_the_other_officers() -> None:
    desk = at_work(4)
    bare: dict[str, Json] = {
        "old": new_key(KeyUse.OFFICER, "XAL", "officer-3").id,
        "key": proven(KeyUse.OFFICER, "XAL", "XAL", "officer-4"),
    }
    desk.do(forms.ROTATE_KEY, "XAL", desk.officers(forms.ROTATE_KEY, "XAL", bare))
    ids = [key.id for key in desk.standing.keys_of("XAL", KeyUse.OFFICER)]
    assert ids == [new_key(KeyUse.OFFICER, "XAL", f"officer-{n}").id for n in (1, 2, 4)]


def test_a_withheld_body_is_ruled_on_by_its_envelope_in_replay_only() -> None:
    desk = at_work(3)
    written = desk.write(forms.SAY, "XAL", {"text": "To be withheld"})
    assert isinstance(rule(desk.standing, written.entry, None, absent=True), InOrder)
    answer = rule(desk.standing, written.entry, None)
    assert isinstance(answer, OutOfOrder)
    assert answer.clause == "R5"
    marked: dict[str, Json] = {"text": "On paper", "on_paper": acts.paper_mark()}
    paper = desk.write(forms.SAY, PAPER, marked, entered_by=OFFICE)
    assert isinstance(rule(desk.standing, paper.entry, None, absent=True), InOrder)
    register = desk.write(forms.REMOVE_SEAT, "XAL", {"code": "XAL", "reason": "A"})
    answer = rule(desk.standing, register.entry, None, absent=True)
    assert isinstance(answer, OutOfOrder)
    assert answer.clause == "R5"


def test_a_signature_that_this_machine_cannot_check_is_refused_as_such(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def unable(_public: bytes) -> None:
        raise UnsupportedAlgorithm(_NO_SUCH)

    enrolment: dict[str, Json] = {"key": proven(KeyUse.WITNESS, "XAL", "XAL", "w"), "officers": []}
    recovery = HOSTILE[[row.wrong for row in HOSTILE].index("one officer of three")]
    monkeypatch.setattr(keys, "_ed25519", unable)
    desk = plain()
    said = desk.rule(desk.write(forms.SAY, "XAL", {"text": "A"}))
    assert isinstance(said, OutOfOrder)
    assert said.clause == "R32"
    monkeypatch.setattr(rules, "is_signed", lambda *_told: True)
    entry, body = recovery.make(desk)
    for answer in (
        desk.rule(desk.write(forms.ENROL_KEY, "XAL", enrolment)),
        rule(desk.standing, entry, body),
    ):
        assert isinstance(answer, OutOfOrder)
        assert answer.clause == "R32"
    content = desk.officers(forms.GRANT_POWERS, "XAL", granted(desk))
    answer = desk.rule(desk.write(forms.GRANT_POWERS, "XAL", content))
    assert isinstance(answer, OutOfOrder)
    assert answer.clause == "R32"


# ---------------------------------------------------------------- properties


@given(st.binary(max_size=400), st.none() | st.binary(max_size=400))
def test_no_bytes_make_the_rule_raise(entry: bytes, body: bytes | None) -> None:
    assert isinstance(rule(plain().standing, entry, body), OutOfOrder)


JSONS = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 2**53 - 1) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(st.data())
def test_no_value_in_any_place_makes_the_rule_raise(data: st.DataObject) -> None:
    desk = plain()
    value: Any = json.loads(desk.write(forms.SAY, "XAL", {"text": "A"}).entry)
    key = data.draw(st.sampled_from(sorted(value["act"])))
    other = data.draw(JSONS)
    if other == value["act"][key]:
        return
    value["act"][key] = other
    assert isinstance(rule(desk.standing, canonical(value), None), OutOfOrder)


@given(st.sampled_from(sorted(forms.FORMS)), JSONS, st.sampled_from(["XAL", OFFICE]))
def test_no_content_of_the_register_makes_the_rule_raise(name: str, content: Json, by: str) -> None:
    desk = plain()
    written = desk.write(name, by, content if content is not None else {})
    assert isinstance(desk.rule(written), OutOfOrder)


@given(st.data())
def test_any_changed_bit_of_an_entry_is_refused(data: st.DataObject) -> None:
    desk = plain()
    written = desk.write(forms.SAY, "XAL", {"text": "A"})
    bit = data.draw(st.integers(0, len(written.entry) * 8 - 1))
    changed = bytearray(written.entry)
    changed[bit // 8] ^= 1 << bit % 8
    assert isinstance(rule(desk.standing, bytes(changed), written.body), OutOfOrder)


@given(st.permutations(["XAL", "XBE", "XCE", "XDE", "XEF"]))
def test_renaming_the_delegations_renames_the_ruling_and_nothing_else(codes: list[str]) -> None:
    names = dict(zip(["XAL", "XBE", "XCE", "XDE", "XEF"], codes, strict=True))
    script = [story({code: code for code in names}), story(names)]
    for honest, renamed in zip(*script, strict=True):
        assert re.sub(r"X[A-E][A-Z]", lambda code: names[code.group()], honest) == renamed


def story(names: dict[str, str]) -> list[str]:
    """Rulings on a script of acts, good and bad, by delegations of these names."""
    a, b, c, d, e = names.values()
    desk = Desk()
    desk.do(forms.OPEN_CIRCLE, OFFICE, opening(keyed=(a, b, c), paper=(d,)))
    told: list[str] = []
    added = seat(e)
    script: tuple[tuple[str, str, dict[str, Json]], ...] = (
        (forms.SAY, a, {"text": "One"}),
        (forms.ADD_SEAT, OFFICE, added),
        (forms.CONSENT_SEAT, b, {"act": forms.ADD_SEAT, "content": added}),
        (forms.SAY, e, {"text": "Two"}),
        (forms.ADD_SEAT, OFFICE, added),
        (forms.REMOVE_SEAT, a, {"code": b, "reason": "Three"}),
        (forms.REMOVE_SEAT, c, {"code": c, "reason": "Four"}),
        (forms.REMOVE_SEAT, c, {"code": c, "reason": "Five"}),
        (forms.CONSENT_BODY, a, {"to": b, "from": 0, "until": 1}),
    )
    for name, by, content in script:
        written = desk.write(name, by, content)
        answer = desk.rule(written)
        if isinstance(answer, InOrder):
            desk.enter(written)
        refused = re.sub(r"[\w+/]{22}==", "(a key)", str(answer))
        told.append(refused if isinstance(answer, OutOfOrder) else "in order")
    return [*told, ", ".join(desk.standing.seated)]


def test_the_last_eye_and_the_last_hand_stay() -> None:
    standing = alone().standing
    assert [len(standing.keys_of("XAL", use)) for use in (KeyUse.SIGN, KeyUse.SEAL)] == [1, 1]


@pytest.mark.parametrize(
    ("numerator", "denominator", "fair"),
    [(1, 2, False), (51, 100, True), (2, 3, True), (1, 1, True), (4, 3, False)],
)
def test_a_quorum_is_more_than_half_and_at_most_all(
    numerator: int, denominator: int, *, fair: bool
) -> None:
    paper = {**opening(), "quorum": {"numerator": numerator, "denominator": denominator}}
    desk = Desk()
    answer = desk.rule(desk.write(forms.OPEN_CIRCLE, OFFICE, paper))
    assert isinstance(answer, InOrder) is fair
    assert fair or getattr(answer, "clause", "") == "R21"


def test_a_deadline_is_later_than_the_act_and_the_next_act_may_be_of_the_same_second() -> None:
    desk = at_work(2)
    now = desk.time()
    late = desk.write(forms.SAY, "XAL", {"text": "By now"}, deadline=now)
    assert "R7" in str(desk.rule(late))
    first = desk.do(forms.SAY, "XAL", {"text": "One"}, time=now)
    again = desk.write(forms.SAY, "XAL", {"text": "Two"}, time=now)
    assert first.entry.envelope.time == now
    assert isinstance(desk.rule(again), InOrder)


def test_full_powers_end_after_they_begin() -> None:
    desk = at_work(2)
    begin = "2030-01-01T00:00:00Z"
    content = granted(desk, until=begin)
    assert "R27" in str(desk.rule(desk.write(forms.GRANT_POWERS, "XAL", content)))


def test_an_act_that_is_still_to_come_cannot_be_withheld() -> None:
    desk = at_work(2)
    said: dict[str, Json] = {
        "index": desk.standing.size, "leaf": to_base64(bytes(32)), "who": "A court", "law": "A law"
    }  # fmt: skip
    assert desk.refused(forms.WITHHOLD_BODY, OFFICE, said).clause == "R29"


@pytest.mark.parametrize(("start", "end", "fits"), [(1, 3, True), (2, 2, False), (1, 4, False)])
def test_bodies_are_opened_up_to_the_act_that_seated_the_newcomer(
    start: int, end: int, *, fits: bool
) -> None:
    """The sixth act seats the newcomer here; numbers are told from it."""
    desk = at_work(1)
    added = seat("XEF")
    desk.consent(forms.ADD_SEAT, added, desk.standing.seated)
    desk.do(forms.ADD_SEAT, OFFICE, added)
    before = desk.standing.seats["XEF"].since - 3
    content: dict[str, Json] = {"to": "XEF", "from": before + start, "until": before + end}
    answer = desk.rule(desk.write(forms.CONSENT_BODY, "XAL", content))
    assert isinstance(answer, InOrder) is fits
    assert fits or getattr(answer, "clause", "") == "R28"


def test_full_powers_are_withdrawn_with_officers_and_by_seats_alone() -> None:
    desk = at_work(2)
    acts.grant(desk, "XAL")
    key = new_key(KeyUse.SIGN, "XAL", "sign").id
    bare: dict[str, Json] = {"key": key}
    for numbers, clause in (((), "R26"), ((1,), "R26"), ((1, 2), None)):
        content = desk.officers(forms.WITHDRAW_POWERS, "XAL", bare, numbers)
        answer = desk.rule(desk.write(forms.WITHDRAW_POWERS, "XAL", content))
        assert getattr(answer, "clause", None) == clause


def test_a_key_without_full_powers_may_rotate_itself_and_no_other() -> None:
    desk = at_work(2)
    for word in ("b", "c"):
        enrolled: dict[str, Json] = {
            "key": proven(KeyUse.SIGN, "XAL", "XAL", word),
            "officers": [],
        }
        desk.do(forms.ENROL_KEY, "XAL", enrolled)
    acts.grant(desk, "XAL")
    for old, clause in (("b", None), ("c", "R19")):
        rotated: dict[str, Json] = {
            "old": new_key(KeyUse.SIGN, "XAL", old).id,
            "key": proven(KeyUse.SIGN, "XAL", "XAL", "next"),
            "officers": [],
        }
        signers = [acts.signing("XAL", "b")]
        answer = desk.rule(desk.write(forms.ROTATE_KEY, "XAL", rotated, signers=signers))
        assert getattr(answer, "clause", None) == clause
