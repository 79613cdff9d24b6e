"""Standing: replayed it is the same, every two heads agree, and it says who may read what."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.record.acts import (
    CIRCLE,
    FORUM,
    KEYED,
    OFFICE,
    Desk,
    at_work,
    body_of,
    eventful,
    grant,
    log_signer,
    opened,
    opening,
    proven,
    replay,
    seat,
    seed,
)
from tests.record.copies import moved as moved_now
from tests.record.hostile import moved

from dipoli.faults import MalformedError, RecordError
from dipoli.record import forms
from dipoli.record.act import read_entry, read_trace
from dipoli.record.body import plain_body
from dipoli.record.canon import Json
from dipoli.record.keys import HeldKey, KeyStage, KeyUse
from dipoli.record.note import open_checkpoint
from dipoli.record.register import SEAT_MOVES, Participation, Powers, SeatMove, SeatStage
from dipoli.record.rules import rule
from dipoli.record.ruling import OutOfOrder
from dipoli.record.series import Series
from dipoli.record.standing import Standing, enter, enter_plain, witness_name
from dipoli.record.tree import consistency_proof, leaf_hash, root, verify_consistency


def test_an_opening_seats_whom_it_names_in_its_order() -> None:
    standing = opened().standing
    assert standing.seated == (*KEYED, "XDE")
    assert (standing.size, standing.is_sealed, standing.secretariat) == (1, False, OFFICE)
    assert standing.origin == f"{FORUM}/{CIRCLE}"


def test_a_record_not_opened_holds_nothing() -> None:
    empty = Standing(forum=FORUM, circle=CIRCLE)
    assert (empty.seated, empty.secretariat, empty.log_key(0), empty.size) == ((), None, None, 0)
    assert empty.participation() == Participation(seats=0, witnesses=0, paper=0, needed=None)


def test_two_thirds_of_the_delegations_with_a_witness_key_make_a_head_official() -> None:
    assert opened().standing.participation() == Participation(
        seats=4, witnesses=3, paper=1, needed=2
    )
    for count, needed in ((1, 1), (2, 2), (4, 3), (5, 4), (6, 4), (7, 5)):
        codes = [f"X{letter}A" for letter in "ABCDEFG"[:count]]
        assert opened(keyed=codes).standing.participation().needed == needed
    paper_only = opened(keyed=(), paper=("XAL",)).standing.participation()
    assert (paper_only.witnesses, paper_only.needed) == (0, None)


def test_witness_keys_are_known_by_forum_and_delegation() -> None:
    keys = opened().standing.witness_keys()
    assert list(keys) == list(KEYED)
    assert keys["XAL"][0].name == witness_name(FORUM, "XAL") == "lake.example/talks/witness/XAL"


def test_a_seat_reads_from_its_entry_on_and_the_register_from_the_beginning() -> None:
    desk = eventful()
    standing = desk.standing
    since = standing.seats["XEF"].since
    register = [n for n in range(since) if standing.names[n] in forms.FORMS]
    mine = [n for n in range(standing.size) if standing.may_read("XEF", n)]
    assert mine == sorted({*register, 1, 2, 3, *range(since, standing.size)})
    assert since > 4
    assert not standing.may_read("XEF", 4)
    assert not any(standing.may_read("XCE", n) for n in range(standing.size))
    assert not any(standing.may_read("XZZ", n) for n in (-1, 0, 1, 99))


def test_every_stage_of_a_seat_has_a_row() -> None:
    assert set(SEAT_MOVES) == {None, *SeatStage}
    assert {move.value for move in SeatMove} <= set(forms.FORMS)
    told = eventful().standing.seats
    assert {code: seat_.stage.value for code, seat_ in told.items()} == {
        "XAL": "seated",
        "XBE": "seated",
        "XCE": "removed",
        "XDE": "seated",
        "XEF": "seated",
    }


def test_a_delegation_that_left_may_be_seated_again_and_reads_from_then_on() -> None:
    desk = eventful()
    again = seat("XCE", paper=True, sealed=False)
    desk.consent(forms.ADD_SEAT, again, desk.standing.seated)
    desk.do(forms.ADD_SEAT, OFFICE, again)
    desk.say("XCE", "Here again")
    assert desk.standing.seats["XCE"].stage is SeatStage.SEATED
    assert not desk.standing.may_read("XCE", 3)
    assert desk.standing.may_read("XCE", desk.standing.size - 1)
    assert replay(desk) == desk.standing


def test_after_custody_moved_another_key_signs_and_the_history_goes_on() -> None:
    standing = moved().standing
    number = standing.size - 1
    old, new = log_signer().verifier, log_signer(host="second-host").verifier
    assert [standing.log_key(size) for size in (0, number, number + 1)] == [old, old, new]
    later = Desk(standing=standing, keys={OFFICE: (OFFICE, "second host")})
    later.say("XAL", "At another host")
    later.say(OFFICE, "Good morning")
    assert later.standing.authors[OFFICE].acts == 3
    head = open_checkpoint(later.note(host="second-host"), new).checkpoint
    assert (head.size, head.root) == (later.standing.size, later.standing.root)


def test_an_act_entered_in_one_circle_changes_nothing_in_another() -> None:
    desk, other = at_work(3), Desk(standing=Standing(forum=FORUM, circle="water"))
    other.do(forms.OPEN_CIRCLE, OFFICE, opening(origin=f"{FORUM}/water"))
    before = other.standing
    written = desk.write(forms.SAY, "XAL", {"text": "A"})
    assert isinstance(rule(other.standing, written.entry, written.body), OutOfOrder)
    desk.enter(written)
    assert other.standing == before


def test_a_register_without_its_body_cannot_be_folded() -> None:
    desk = opened()
    entry = read_entry(desk.entered[0].entry)
    empty = Standing(forum=FORUM, circle=CIRCLE)
    with pytest.raises(RecordError, match="lost its body"):
        enter(empty, entry, None)
    with pytest.raises(MalformedError):
        enter(empty, entry, plain_body({}, seed(1)))


def test_a_record_that_does_not_begin_with_its_opening_cannot_be_folded() -> None:
    desk = at_work(1)
    empty, last = Standing(forum=FORUM, circle=CIRCLE), desk.entered[-1]
    with pytest.raises(RecordError, match="begins with the opening"):
        enter(empty, read_entry(last.entry), body_of(last))
    bare: dict[str, Json] = {"origin": "a/b", "size": 1, "leaf": "", "note": None}
    cite = desk.write(forms.CITE_ACT, "XAL", {**bare, "leaf": "A" * 43 + "="})
    with pytest.raises(RecordError, match="begins with the opening"):
        enter(empty, read_entry(cite.entry), body_of(cite))


# ---------------------------------------------------------------- properties


@settings(max_examples=10)
@given(st.integers(0, 12), st.sampled_from(["open", "sealed"]))
def test_replay_equals_step_by_step(statements: int, kind: str) -> None:
    desk = at_work(statements, sealed=kind == "sealed")
    assert replay(desk) == desk.standing
    for number, past in enumerate(desk.past):
        assert past.size == number


def test_any_two_heads_of_one_record_are_consistent() -> None:
    desk = eventful()
    standings = [*desk.past, desk.standing]
    leaves = list(desk.standing.leaves)
    for new, later in enumerate(standings):
        assert later.root == root(leaves[:new])
        for old, earlier in enumerate(standings[: new + 1]):
            proof = consistency_proof(old, leaves[:new])
            assert verify_consistency(old, new, earlier.root, later.root, proof)


@given(st.data())
def test_changing_any_byte_of_any_entry_or_body_is_found(data: st.DataObject) -> None:
    desk = at_work(5)
    number = data.draw(st.integers(0, len(desk.entered) - 1))
    written = desk.entered[number]
    assert written.body is not None
    part = data.draw(st.sampled_from([written.entry, written.body]))
    place = data.draw(st.integers(0, len(part) - 1))
    value = data.draw(st.integers(0, 255).filter(lambda one: one != part[place]))
    changed = part[:place] + bytes([value]) + part[place + 1 :]
    entry, body = (changed, written.body) if part is written.entry else (written.entry, changed)
    assert isinstance(rule(desk.past[number], entry, body), OutOfOrder)


@given(st.lists(st.integers(), max_size=300))
def test_a_series_is_the_list_that_grew(items: list[int]) -> None:
    series = Series[int]()
    for number, item in enumerate(items):
        longer = series.add(item)
        assert len(series) == number
        series = longer
    assert list(series) == items
    assert [series[n] for n in range(len(items))] == items
    assert series[2:] == tuple(items[2:])
    again = Series[int]()
    for item in items:
        again = again.add(item)
    assert (series, hash(series)) == (again, hash(again))


@given(st.lists(st.lists(st.integers(), max_size=5), max_size=20), st.data())
def test_what_is_added_to_one_series_is_in_no_other(
    added: list[list[int]], data: st.DataObject
) -> None:
    """A tree of series, each grown from any earlier one, beside lists that are copied whole."""
    grown, plain = [Series[int]()], [list[int]()]
    for items in added:
        at = data.draw(st.integers(0, len(grown) - 1))
        grown.append(grown[at].add(*items))
        plain.append(plain[at] + items)
    assert [list(one) for one in grown] == plain
    assert [len(one) for one in grown] == [len(one) for one in plain]
    for one, expected in zip(grown, plain, strict=True):
        assert one[-2:] == tuple(expected[-2:])
        if expected:
            assert (one[0], one[-1], one[-len(one)]) == (expected[0], expected[-1], expected[0])


def test_a_series_ends_where_it_ends_though_a_longer_one_shares_its_items() -> None:
    short = Series[int]().add(*range(5))
    assert len(short.add(5, 6)) == 7
    assert list(short) == [0, 1, 2, 3, 4]
    for outside in (5, 6, -6):
        with pytest.raises(IndexError, match="no item"):
            short[outside]
    assert short != short.add(5)
    assert short == Series[int]().add(*range(5))


def test_acts_in_a_row_are_entered_as_one_by_one() -> None:
    desk = at_work(6)
    run = [(read_trace(one.entry), leaf_hash(one.entry)) for one in desk.entered[1:]]
    assert enter_plain(desk.past[1], run) == desk.standing
    assert enter_plain(desk.past[1], []) == desk.past[1]


def test_acts_in_a_row_are_none_of_the_register_and_follow_an_opening() -> None:
    desk = eventful()
    run = [(read_trace(one.entry), leaf_hash(one.entry)) for one in desk.entered]
    with pytest.raises(ValueError, match="by itself"):
        enter_plain(desk.past[-1], run)
    said = next(one for one in run if one[0].name == forms.SAY)
    with pytest.raises(RecordError, match="begins with the opening"):
        enter_plain(Standing(forum=FORUM, circle=CIRCLE), [said])


def test_powers_are_in_force_from_their_first_second_to_before_their_last() -> None:
    powers = Powers(
        key="k",
        person="A",
        title="B",
        since="2030-01-01T00:00:00Z",
        until="2030-02-01T00:00:00Z",
    )
    asked = {
        "2029-12-31T23:59:59Z": False,
        "2030-01-01T00:00:00Z": True,
        "2030-01-31T23:59:59Z": True,
        "2030-02-01T00:00:00Z": False,
    }
    assert {time: powers.are_in_force(time) for time in asked} == asked


@pytest.mark.parametrize(("officers", "needed"), [(0, 0), (1, 0), (2, 2), (3, 2), (4, 3), (5, 3)])
def test_more_than_half_of_two_or_more_officers_are_needed(officers: int, needed: int) -> None:
    keys = {
        str(number): HeldKey(
            id=str(number), use=KeyUse.OFFICER, alg="ed25519", public=b"", holder="XAL", since=0
        )
        for number in range(officers)
    }
    standing = Standing(forum=FORUM, circle=CIRCLE, keys=keys, in_force={"XAL": tuple(keys)})
    assert standing.officers_needed("XAL") == needed


def test_an_act_that_is_not_entered_yet_is_nobodys_to_read() -> None:
    standing = at_work(2).standing
    reading = [standing.may_read("XAL", number) for number in (-1, 0, 2, standing.size)]
    assert reading == [False, True, True, False]


def test_what_an_act_changes_is_in_force_from_the_next_number_on() -> None:
    """What the opening brings is in force from number 0; see the head of the module."""
    desk = eventful()
    standing = desk.standing
    names = list(standing.names)
    opening_keys = [one for one in standing.keys.values() if one.since == 0]
    assert len(opening_keys) == len(opened().standing.keys)
    assert [one.since for one in standing.log_keys] == [0]
    assert {code: one.since for code, one in standing.seats.items()} == {
        **dict.fromkeys((*KEYED, "XDE"), 0),
        "XEF": names.index(forms.ADD_SEAT),
    }
    brought = {
        names.index(name) + 1
        for name in (forms.ADD_SEAT, forms.ENROL_KEY, forms.ROTATE_KEY, forms.RECOVER_KEY)
    }
    assert {one.since for one in standing.keys.values()} == {0, *brought}
    for name, stage in (
        (forms.ROTATE_KEY, KeyStage.ROTATED),
        (forms.REVOKE_KEY, KeyStage.REVOKED),
        (forms.RECOVER_KEY, KeyStage.LOST),
        (forms.REMOVE_SEAT, KeyStage.UNSEATED),
    ):
        ended = {one.until for one in standing.keys.values() if one.stage is stage}
        assert ended == {names.index(name) + 1}


def test_custody_moves_at_the_next_number_and_the_old_log_key_stays_known() -> None:
    standing = moved_now().standing
    number = list(standing.names).index(forms.MOVE_CUSTODY) + 1
    assert [(one.since, one.until) for one in standing.log_keys] == [(0, number), (number, None)]
    fresh = [one for one in standing.keys.values() if one.since == number]
    old = [one for one in standing.keys.values() if one.stage is KeyStage.HANDED_OVER]
    assert {one.holder for one in (*fresh, *old)} == {OFFICE}
    assert (len(fresh), {one.until for one in old}) == (1, {number})


def test_a_seat_that_leaves_takes_only_its_own_consents_with_it() -> None:
    desk = at_work(1)
    for code in ("XAL", "XBE"):
        for newcomer in ("XEF", "XEG"):
            desk.act(forms.CONSENT_SEAT, code, {"act": forms.ADD_SEAT, "content": seat(newcomer)})
    desk.do(forms.REMOVE_SEAT, "XAL", {"code": "XAL", "reason": "At its own wish"})
    waiting = desk.standing.consents
    assert {who: set(given) for who, given in waiting.items()} == {
        (forms.ADD_SEAT, "XEF"): {"XBE"},
        (forms.ADD_SEAT, "XEG"): {"XBE"},
    }
    for code in ("XCE", "XDE"):
        desk.act(forms.CONSENT_SEAT, code, {"act": forms.ADD_SEAT, "content": seat("XEF")})
    desk.do(forms.ADD_SEAT, OFFICE, seat("XEF"))
    assert {who: set(given) for who, given in desk.standing.consents.items()} == {
        (forms.ADD_SEAT, "XEG"): {"XBE"}
    }


def test_powers_are_withdrawn_from_one_key_and_stay_with_another() -> None:
    desk = at_work(1)
    grant(desk, "XAL")
    grant(desk, "XBE")
    key = desk.standing.keys_of("XAL", KeyUse.SIGN)[0].id
    kept = desk.standing.keys_of("XBE", KeyUse.SIGN)[0].id
    withdraw: dict[str, Json] = {"key": key}
    desk.do(forms.WITHDRAW_POWERS, "XAL", desk.officers(forms.WITHDRAW_POWERS, "XAL", withdraw))
    assert set(desk.standing.powers) == {kept}


def test_a_seat_leaves_paper_with_its_first_signing_key_and_by_no_other() -> None:
    desk = at_work(1)
    office: dict[str, Json] = {"key": proven(KeyUse.SIGN, OFFICE, OFFICE, "b"), "officers": []}
    desk.do(forms.ENROL_KEY, OFFICE, office)
    assert len(desk.standing.keys_of(OFFICE, KeyUse.SIGN)) == 2
    for use, paper in ((KeyUse.WITNESS, True), (KeyUse.SIGN, False)):
        desk.act(forms.ENROL_KEY, "XDE", {"key": proven(use, "XDE", "XDE", use), "officers": []})
        assert desk.standing.seats["XDE"].paper is paper
