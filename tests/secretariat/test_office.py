"""The office: an honest flow, a restart, a race, a crash, a roll that changes, witnesses."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from attrs import evolve
from tests.depositary.places import Opened, Place, SqlitePlace
from tests.record.acts import (
    KEYED,
    OFFICE,
    ORIGIN,
    START,
    Desk,
    at_work,
    eventful,
    log_signer,
    opened,
    opening,
    signing,
)
from tests.record.hostile import move
from tests.secretariat.keepers import Crashing, Overtaken, Refusing, Showing, Swapping
from tests.secretariat.offices import LOG, entered, host_of, in_file, kept, office, when

from dipoli.faults import CredentialError, StaleHeadError, TamperedError
from dipoli.record import forms
from dipoli.record.act import read_entry
from dipoli.record.custody import Stored
from dipoli.record.note import open_checkpoint
from dipoli.record.parcel import Parcel
from dipoli.record.proof_parts import timed_by_host
from dipoli.record.receipt import read_receipt
from dipoli.record.ruling import InOrder, OutOfOrder, Ruling
from dipoli.record.standing import Standing
from dipoli.secretariat.certify import first_head
from dipoli.secretariat.receive import Receipted, Refused
from dipoli.secretariat.settings import Settings

SAID = {"text": "Good morning"}


# ---------------------------------------------------------------- an honest flow


def test_a_circle_is_opened_spoken_in_and_certified(place: Place) -> None:
    desk = Desk()
    with closing(kept(desk, place)) as custody:
        door = office(custody)
        paper = opening()
        founders = {key: paper[key] for key in ("title", "sealed", "seats")}
        answer = door.open_circle(founders, START)
        assert isinstance(answer, Receipted)
        desk.standing = door.standing
        written = desk.write(forms.SAY, "XAL", SAID)
        said = entered(door, written)
        head = open_checkpoint(said.checkpoint, LOG.verifier).checkpoint
        assert (answer.index, said.index, head.size) == (0, 1, 2)
        assert head.root == custody.head().root == door.standing.root
        assert custody.read(1, 2) == [Stored(index=1, entry=written.entry, body=written.body)]


def test_the_receipt_names_the_act_and_promises_a_deadline(tmp_path: Path) -> None:
    desk = at_work(2)
    written = desk.write(forms.SAY, "XAL", SAID)
    with closing(in_file(desk, tmp_path)) as custody:
        answer = entered(office(custody, settings=Settings(receipt_hours=5)), written)
    receipt = read_receipt(answer.receipt, LOG.verifier)
    assert receipt.leaf == read_entry(written.entry).leaf
    assert (receipt.origin, receipt.received) == (ORIGIN, "2030-03-01T10:03:00Z")
    assert receipt.deadline == "2030-03-01T15:03:00Z"
    with pytest.raises(CredentialError):
        read_receipt(answer.receipt, log_signer(host="second-host").verifier)


def test_a_record_that_exists_is_not_opened_again(tmp_path: Path) -> None:
    with closing(in_file(opened(), tmp_path)) as custody:
        answer = office(custody).open_circle(opening(), START)
    assert isinstance(answer, Refused)
    assert answer.ruling.clause == "R8"


def test_an_opening_for_another_log_key_is_refused(tmp_path: Path) -> None:
    written, log = opened().entered[0], log_signer(host="second-host")
    place = SqlitePlace(tmp_path / "record.db")
    place.create(ORIGIN, first_head(log, START))
    with closing(place.open_(ORIGIN)) as custody:
        answer = office(custody, log=log).receive(written.entry, written.body, when(written))
    assert isinstance(answer, Refused)
    assert answer.ruling.clause == "R21"


def test_the_rules_of_the_forum_are_those_passed_in(tmp_path: Path) -> None:
    def silence(_standing: Standing, _act: InOrder) -> Ruling:
        return OutOfOrder(clause="RULE-7", why="The circle is in recess.", remedy="Wait.")

    desk = at_work(2)
    written = desk.write(forms.SAY, "XAL", SAID)
    with closing(in_file(desk, tmp_path)) as custody:
        answer = office(custody, forum_rule=silence).receive(
            written.entry, written.body, when(written)
        )
    assert isinstance(answer, Refused)
    assert answer.ruling.clause == "RULE-7"


# ---------------------------------------------------------------- replay, restart


def test_every_act_of_the_register_through_the_door_and_replayed_stands_the_same(
    place: Place,
) -> None:
    desk = eventful()
    with closing(kept(Desk(), place)) as custody:
        live = office(custody)
        for written in desk.entered:
            entered(live, written)
        assert live.standing == desk.standing
    with closing(place.open_(ORIGIN)) as custody:
        assert office(custody).standing == desk.standing
        assert custody.read(2, 3)[0].body is None


def test_after_a_restart_the_record_goes_on(tmp_path: Path) -> None:
    desk = at_work(3, sealed=True)
    with closing(in_file(desk, tmp_path)) as custody:
        first = desk.write(forms.SAY, "XAL", SAID)
        entered(office(custody), first)
        desk.enter(first)
        again = office(custody)
        assert again.standing == desk.standing
        assert entered(again, desk.write(forms.SAY, "XAL", SAID)).index == 5


def test_a_head_that_another_hand_signed_is_not_carried_on(tmp_path: Path) -> None:
    with closing(in_file(at_work(2), tmp_path)) as custody:
        entered_by_us = office(custody).standing
        assert entered_by_us.size == 3
        forged = evolve(custody.head(), checkpoint=at_work(2).note(host="second-host"))
        with pytest.raises(CredentialError):
            office(Showing(custody, forged))


def test_a_record_that_became_shorter_is_not_carried_on(tmp_path: Path) -> None:
    desk = at_work(2)
    with closing(in_file(desk, tmp_path)) as custody:
        old = custody.head()
        door = office(custody)
        entered(door, desk.write(forms.SAY, "XAL", SAID))
        door.custody = Showing(custody, old)
        with pytest.raises(TamperedError, match="now shows 3"):
            door.receive(b"", None, START)


def test_a_head_of_other_acts_is_not_carried_on(tmp_path: Path) -> None:
    desk, other = at_work(2), opened()
    for number in (1, 2):
        other.say("XBE", f"Something else {number}")
    with closing(in_file(desk, tmp_path)) as custody:
        shown = Showing(custody, evolve(custody.head(), checkpoint=other.note()))
        with pytest.raises(TamperedError, match="not the head"):
            office(shown)


def test_a_changed_body_of_the_register_stops_the_start(tmp_path: Path) -> None:
    desk = at_work(2)
    with closing(in_file(desk, tmp_path)) as custody:
        swapped = Swapping(custody, desk.entered[1].body)
        with pytest.raises(TamperedError, match="body of act 0"):
            office(swapped)


# ---------------------------------------------------------------- races and crashes


def test_an_act_that_came_first_is_read_and_the_later_one_follows(place: Place) -> None:
    desk = at_work(2)
    with closing(kept(desk, place)) as one, closing(place.open_(ORIGIN)) as two:
        early, late = desk.write(forms.SAY, "XAL", SAID), desk.write(forms.SAY, "XBE", SAID)
        rival = office(two)
        door = office(Overtaken(one, lambda: entered(rival, early)))
        assert entered(door, late).index == 4
        assert [stored.entry for stored in one.read(3, 5)] == [early.entry, late.entry]
        assert rival.standing == door.standing


def test_an_act_that_the_overtaking_one_puts_out_of_order_is_ruled_on_anew(
    tmp_path: Path,
) -> None:
    desk = at_work(2)
    leaving = desk.write(forms.REMOVE_SEAT, "XBE", {"code": "XBE", "reason": "At its own wish"})
    late = desk.write(forms.SAY, "XBE", SAID)
    with closing(in_file(desk, tmp_path)) as custody:
        rival = office(custody)
        door = office(Overtaken(custody, lambda: entered(rival, leaving)))
        answer = door.receive(late.entry, late.body, when(late))
        assert isinstance(answer, Refused)
        assert custody.head().size == 4


def test_an_office_that_is_always_overtaken_gives_up_and_enters_nothing(tmp_path: Path) -> None:
    desk = at_work(2)
    written = desk.write(forms.SAY, "XAL", SAID)
    with closing(in_file(desk, tmp_path)) as custody:
        door = office(Refusing(custody), settings=Settings(attempts=3))
        with pytest.raises(StaleHeadError):
            door.receive(written.entry, written.body, when(written))
        assert isinstance(door.custody, Refusing)
        assert (door.custody.asked, custody.head().size) == (3, 3)


def test_two_offices_racing_lose_nothing(place: Place) -> None:
    desk, acts = opened(), 12
    with closing(kept(desk, place)) as one, closing(place.open_(ORIGIN)) as two:
        ways = [(one, KEYED[0]), (two, KEYED[1])]
        sent: dict[str, list[bytes]] = {code: [] for _, code in ways}
        faults: list[BaseException] = []

        def speak(custody: Opened, code: str) -> None:
            own, door = Desk(standing=desk.standing), office(custody)
            try:
                for _ in range(acts):
                    written = own.write(forms.SAY, code, SAID)
                    sent[code].append(written.entry)
                    entered(door, written)
                    own.standing = door.standing
            except BaseException as fault:  # noqa: BLE001 - told to the test below
                faults.append(fault)

        threads = [threading.Thread(target=speak, args=way) for way in ways]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert not faults
        held = [stored.entry for stored in one.read(0, 1000)]
        assert len(held) == 2 * acts + 1
        for own in sent.values():
            assert [entry for entry in held if entry in own] == own
        assert office(one).standing == office(two).standing


def test_a_crash_before_a_body_was_deleted_is_made_good_at_the_start(tmp_path: Path) -> None:
    desk = at_work(3)
    with closing(in_file(desk, tmp_path)) as custody:
        door = office(Crashing(custody))
        with pytest.raises(KeyboardInterrupt):
            door.withhold(2, who="A court", law="An invented law", at=START + timedelta(hours=1))
        assert custody.read(2, 3)[0].body is not None
        again = office(custody)
        assert custody.read(2, 3)[0].body is None
        assert again.standing.withheld[2].who == "A court"


def test_an_act_sent_again_after_a_lost_receipt_is_found_entered_once(tmp_path: Path) -> None:
    desk = at_work(2)
    written = desk.write(forms.SAY, "XAL", SAID)
    with closing(in_file(desk, tmp_path)) as custody:
        door = office(custody)
        entered(door, written)
        answer = door.receive(written.entry, written.body, when(written))
        assert isinstance(answer, Refused)
        assert answer.ruling.clause == "R14"
        assert custody.head().size == 4


# ---------------------------------------------------------------- time of heads


def test_a_later_head_is_never_timed_earlier(tmp_path: Path) -> None:
    desk, later = at_work(2), START + timedelta(minutes=9)
    first, second = (desk.write(forms.SAY, code, SAID) for code in ("XAL", "XBE"))
    with closing(in_file(desk, tmp_path)) as custody:
        office(custody).receive(first.entry, first.body, later)
        behind = entered(office(custody), second)  # its clock says 10:03
    assert timed_by_host(behind.checkpoint, LOG.verifier) == (int(later.timestamp()),)


# ---------------------------------------------------------------- the roll


def test_an_act_after_a_change_of_the_roll_is_judged_by_it(tmp_path: Path) -> None:
    desk = eventful()
    with closing(in_file(desk, tmp_path)) as custody:
        door = office(custody)
        assert entered(door, desk.write(forms.SAY, "XEF", SAID)).index == len(desk.entered)
        left = desk.write(forms.SAY, "XCE", SAID)
        old_key = desk.write(forms.SAY, "XBE", SAID, signers=[signing("XBE", "sign")])
        for written in (left, old_key):
            answer = door.receive(written.entry, written.body, when(written))
            assert isinstance(answer, Refused)
            assert answer.ruling.clause == "R9"
        assert entered(door, desk.write(forms.SAY, "XBE", SAID)).index == len(desk.entered) + 1


def test_after_a_move_the_new_office_goes_on_and_the_old_one_cannot(tmp_path: Path) -> None:
    desk = at_work(3)
    moving = desk.write(forms.MOVE_CUSTODY, OFFICE, move(desk))
    with closing(in_file(desk, tmp_path)) as custody:
        old = office(custody)
        refused = old.receive(moving.entry, moving.body, when(moving))
        assert isinstance(refused, Refused)
        assert refused.ruling.clause == "R30"
        new = office(custody, log=log_signer(host="second-host"))
        assert entered(new, moving).index == 4
        desk.enter(moving)
        assert host_of(desk) == "second-host"
        written = desk.write(forms.SAY, "XAL", SAID)
        answer = old.receive(written.entry, written.body, when(written))
        assert isinstance(answer, Refused)
        assert answer.ruling.clause == "R30"
        assert entered(new, written).index == 5


# ---------------------------------------------------------------- bodies, settings


def test_a_body_is_withheld_by_an_act_and_the_tree_stands(place: Place) -> None:
    desk = at_work(3)
    with closing(kept(desk, place)) as custody:
        door = office(custody)
        at = START + timedelta(hours=1)
        answer = door.withhold(1, who="A court", law="An invented law", at=at)
        assert isinstance(answer, Receipted)
        assert [stored.body is None for stored in custody.read(0, 3)] == [False, True, False]
        assert custody.read(1, 2)[0].entry == desk.entered[1].entry
        for index, clause in ((0, "R29"), (1, "R29"), (99, "R29"), (-1, "R6")):
            again = door.withhold(index, who="A court", law="An invented law", at=at)
            assert isinstance(again, Refused)
            assert again.ruling.clause == clause
        assert door.standing.withheld[1].law == "An invented law"


def test_settings_below_one_are_our_own_fault() -> None:
    with pytest.raises(ValueError, match="receipt_hours"):
        Settings(receipt_hours=0)
    with pytest.raises(ValueError, match="attempts"):
        Settings(attempts=0)


def test_what_would_be_refused_is_asked_by_one_thread_at_a_time(tmp_path: Path) -> None:
    """The rules of a forum follow the record: two standings at once would confuse them."""
    inside, most = [0], [0]

    def slow(_standing: Standing, act: InOrder) -> Ruling:
        inside[0] += 1
        most[0] = max(most[0], inside[0])
        time.sleep(0.05)
        inside[0] -= 1
        return act

    desk = at_work(2)
    written = desk.write(forms.SAY, "XAL", SAID)
    parcel = Parcel(entry=written.entry, body=written.body)
    with closing(in_file(desk, tmp_path)) as custody:
        door = office(custody, forum_rule=slow)
        with ThreadPoolExecutor(4) as pool:
            asked = [pool.submit(door.would_refuse, parcel, when(written)) for _ in range(4)]
            assert [one.result(10) for one in asked] == [None] * 4
    assert most == [1]
