"""Custody moves: the same history goes on elsewhere, and what the old host signs later is void."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from attrs import evolve, frozen
from tests.record.acts import CIRCLE, FORUM, ORIGIN, START, Desk, at_work, head_note, seed, signing
from tests.secretariat.bags import at_work_in, cosigned, relist
from tests.secretariat.offices import KEEPER, LOG, in_file
from tests.secretariat.offices import office as first_office

from dipoli.codec.mirror_folder import MirrorFolder
from dipoli.depositary.tiles import StaticFiles
from dipoli.faults import CredentialError, RecordError, RefusedError, TamperedError
from dipoli.node.mirror import Mirror
from dipoli.node.source import FolderSource
from dipoli.node.sync import sync
from dipoli.record import forms
from dipoli.record.audit import audit, compare
from dipoli.record.keys import KeyUse
from dipoli.record.note import open_checkpoint
from dipoli.record.parcel import Parcel, write_parcel
from dipoli.record.rules import rule
from dipoli.record.ruling import InOrder
from dipoli.record.standing import Standing
from dipoli.secretariat.export import Bag, export, read_bag
from dipoli.secretariat.office import Office
from dipoli.secretariat.own_acts import Hand, write_act
from dipoli.secretariat.premises import HandedOver, Premises, make_premises, open_premises
from dipoli.secretariat.receive import Receipted, Refused
from dipoli.secretariat.safe import OfficeKeys
from dipoli.secretariat.take_over import NextOffice, read_next_office, sign_over

HOUR = timedelta(hours=1)
_FRESH = itertools.count()


def chance(count: int) -> bytes:
    """Bytes that are other ones each time."""
    return seed("take-over", next(_FRESH))[:count]


@frozen(kw_only=True)
class Moving:
    """A circle on its way: the old office's desk and export, the next office's premises."""

    desk: Desk
    bag: Path
    next: Premises
    keys: OfficeKeys
    old: Path


def next_office(folder: Path, **other: str) -> tuple[Premises, OfficeKeys]:
    """A new office for the circle, with its own keys and no record."""
    named = {"forum": FORUM, "circle": CIRCLE, "code": "SECRETARIAT", **other}
    premises = Premises(folder=folder, **named)
    return premises, make_premises(premises, chance)


def moving(folder: Path, desk: Desk) -> Moving:
    """A circle whose office signs it over, publishes its last head, and exports it."""
    premises, keys = next_office(folder / "next")
    custody, office = at_work_in(desk, folder / "old")
    with closing(custody):
        office.retime(START + HOUR / 2)
        StaticFiles(folder / "old" / "static").publish(custody)
        to = read_next_office(premises.next_office.read_bytes())
        move = sign_over(office, to, START + HOUR)
        export(custody, folder / "bag", START + HOUR, move)
    return Moving(
        desk=desk, bag=folder / "bag", next=premises, keys=keys, old=folder / "old" / "static"
    )


@pytest.fixture(params=[False, True], ids=["open", "sealed"])
def moved(tmp_path: Path, request: pytest.FixtureRequest) -> Moving:
    """A circle that was handed over."""
    return moving(tmp_path, at_work(4, sealed=request.param))


@contextmanager
def taken_over(moved: Moving) -> Iterator[Office]:
    """The next office at work on the record that it took over."""
    bag = read_bag(moved.bag, LOG.verifier)
    moved.next.take_over(bag, moved.keys, chance, START + HOUR)
    with moved.next.at_work(moved.keys, chance) as office:
        moved.next.publish(office)
        yield office
        moved.next.publish(office)


def after_move(desk: Desk, office: Office) -> Desk:
    """The desk of the delegations once they have seen the move."""
    acts = office.custody.read(desk.standing.size, office.standing.size)
    assert len(acts) == 1
    later = Desk(standing=office.standing)
    later.entered = [*desk.entered]
    return later


# ---------------------------------------------------------------- the same history goes on


def test_the_next_office_goes_on_with_the_same_acts_under_its_own_log_key(moved: Moving) -> None:
    before = moved.desk.standing
    with taken_over(moved) as office:
        head = office.custody.head()
        assert head.size == before.size + 1
        assert [(a.entry, a.body) for a in office.custody.read(0, before.size)] == [
            (one.entry, one.body) for one in moved.desk.entered
        ]
        opened = open_checkpoint(head.checkpoint, office.log.verifier).checkpoint
        assert (opened.size, opened.root) == (head.size, office.standing.root)
        assert office.standing.log_key(before.size) == LOG.verifier
        assert office.standing.log_key(head.size) == office.log.verifier
        assert office.standing.is_sealed is before.is_sealed
        assert [one.size for one in office.custody.cosigned()] == [before.size]


def test_further_acts_are_entered_and_the_whole_is_verified_by_anybody(moved: Moving) -> None:
    with taken_over(moved) as office:
        desk = after_move(moved.desk, office)
        written = desk.write(forms.SAY, "XAL", {"text": "Good morning, new host"})
        answer = office.receive(written.entry, written.body, START + HOUR)
        assert isinstance(answer, Receipted), answer
        held = office.act(forms.ADD_SEAT, {"code": "XEF", "keys": [], "paper": True}, START + HOUR)
        assert isinstance(held, Refused)
        assert held.ruling.clause == "R22"
    found = audit(MirrorFolder(moved.next.static).read, LOG.verifier)
    assert found.faults == ()
    assert found.head is not None
    assert found.head.size == moved.desk.standing.size + 2
    old = audit(MirrorFolder(moved.old).read, LOG.verifier)
    assert old.faults == ()
    assert compare(old, found) is None


def test_a_mirror_that_had_the_old_hosts_head_goes_on_with_the_new_host(
    moved: Moving, tmp_path: Path
) -> None:
    (tmp_path / "mirror").mkdir()
    with closing(Mirror(tmp_path / "mirror", ORIGIN, LOG.verifier)) as mirror:
        first = sync(mirror, FolderSource(moved.old), START + HOUR / 2)
        assert (mirror.size, first.found) == (moved.desk.standing.size, ())
        with taken_over(moved):
            pass
        later = sync(mirror, FolderSource(moved.next.static), START + HOUR)
        assert (mirror.size, later.found) == (moved.desk.standing.size + 1, ())


def test_a_circle_moves_twice_and_cosigned_heads_travel_with_it(tmp_path: Path) -> None:
    first = moving(tmp_path, at_work(4))
    third, third_keys = next_office(tmp_path / "third")
    with taken_over(first) as office:
        cosigned(office.custody, "XCE", 1_900_000_000)
    to = read_next_office(third.next_office.read_bytes())
    with first.next.at_work(first.keys, chance, entering=False) as office:
        first.next.hand_over(office, to, tmp_path / "again", START + 2 * HOUR)
    bag = read_bag(tmp_path / "again", LOG.verifier)
    assert [head.size for head in bag.cosigned] == [5, 6]
    third.take_over(bag, third_keys, chance, START + 2 * HOUR)
    with third.at_work(third_keys, chance) as office:
        assert [head.size for head in office.custody.cosigned()] == [5, 6]
        assert [one.since for one in office.standing.log_keys] == [0, 6, 7]


# ---------------------------------------------------------------- the old host afterwards


def old_hand(standing: Standing, text: str) -> Parcel:
    """An act by the keeper of the old office."""
    hand = Hand(code="SECRETARIAT", key=KEEPER, chance=chance)
    name, at = forms.SAY, START + HOUR
    return write_act(standing, hand, name, {"text": text}, at=at, by="SECRETARIAT")


def test_an_act_of_the_old_office_is_refused_by_the_next_one(moved: Moving) -> None:
    with taken_over(moved) as office:
        late = old_hand(office.standing, "Still here")
        answer = office.receive(late.entry, late.body, START + HOUR)
        assert isinstance(answer, Refused)
        assert answer.ruling.clause == "R9"


def forked(moved: Moving, folder: Path) -> Path:
    """What the old host shows when it goes on as if nothing had been signed."""
    desk = Desk(standing=moved.desk.standing, entered=[*moved.desk.entered])
    desk.say("XAL", "At the old host")
    custody, _ = at_work_in(desk, folder)
    with closing(custody):
        StaticFiles(folder / "static").publish(custody)
    return folder / "static"


def test_further_heads_of_the_old_host_are_refused_by_a_mirror_that_has_seen_the_move(
    moved: Moving, tmp_path: Path
) -> None:
    other = forked(moved, tmp_path / "forked")
    (tmp_path / "mirror").mkdir()
    with taken_over(moved):
        pass
    with closing(Mirror(tmp_path / "mirror", ORIGIN, LOG.verifier)) as mirror:
        sync(mirror, FolderSource(moved.next.static), START + HOUR)
        held = mirror.standing.root
        report = sync(mirror, FolderSource(other), START + HOUR)
        assert report.found
        assert mirror.standing.root == held


def test_two_copies_tell_that_the_old_host_went_on(moved: Moving, tmp_path: Path) -> None:
    other = audit(MirrorFolder(forked(moved, tmp_path / "forked")).read, LOG.verifier)
    with taken_over(moved):
        pass
    between = compare(audit(MirrorFolder(moved.next.static).read), other)
    assert between is not None
    assert between.number == moved.desk.standing.size


def test_a_head_with_the_move_that_the_old_log_key_signs_is_void(
    moved: Moving, tmp_path: Path
) -> None:
    with taken_over(moved) as office:
        note = head_note(office.standing)
    checkpoint = moved.next.static / "checkpoint"
    checkpoint.write_bytes(note)
    found = audit(MirrorFolder(moved.next.static).read)
    assert ["did not sign" in fault.what for fault in found.faults] == [True]
    (tmp_path / "mirror").mkdir()
    with closing(Mirror(tmp_path / "mirror", ORIGIN, LOG.verifier)) as mirror:
        report = sync(mirror, FolderSource(moved.next.static), START + HOUR)
        assert report.found
        assert mirror.size == 0


# ---------------------------------------------------------------- what is refused


def test_an_export_taken_before_the_move_is_refused(tmp_path: Path) -> None:
    premises, keys = next_office(tmp_path / "next")
    custody, _ = at_work_in(at_work(4), tmp_path / "old")
    with closing(custody):
        bag = export(custody, tmp_path / "bag", START)
    with pytest.raises(RecordError, match=r"does not move the circle.*To mend: have the present"):
        premises.take_over(bag, keys, chance, START)
    assert not premises.record.exists()


def test_a_move_over_a_later_head_does_not_fit_an_earlier_export(tmp_path: Path) -> None:
    desk = at_work(4)
    premises, keys = next_office(tmp_path / "next")
    custody, office = at_work_in(desk, tmp_path / "old")
    with closing(custody):
        export(custody, tmp_path / "bag", START)
        written = desk.write(forms.SAY, "XAL", {"text": "One more"})
        assert isinstance(office.receive(written.entry, written.body, START), Receipted)
        to = read_next_office(premises.next_office.read_bytes())
        move = sign_over(office, to, START + HOUR)
    (tmp_path / "bag/data/hand-over.act").write_bytes(write_parcel(move))
    relist(tmp_path / "bag")
    with pytest.raises(RefusedError, match=r"was not taken over, under R"):
        premises.take_over(read_bag(tmp_path / "bag"), keys, chance, START + HOUR)
    assert not premises.record.exists()


def test_a_move_to_another_office_is_refused(moved: Moving, tmp_path: Path) -> None:
    other, keys = next_office(tmp_path / "other")
    with pytest.raises(CredentialError, match="names another log key"):
        other.take_over(read_bag(moved.bag), keys, chance, START + HOUR)
    assert sorted(one.name for one in other.folder.iterdir()) == [
        "keys.json",
        "next-office.json",
        "office.json",
    ]


def test_another_circles_export_is_refused(moved: Moving, tmp_path: Path) -> None:
    other, keys = next_office(tmp_path / "other", circle="basket-two")
    with pytest.raises(RecordError, match=r"the export is of lake\.example/talks/plenary"):
        other.take_over(read_bag(moved.bag), keys, chance, START + HOUR)


def test_a_damaged_export_is_refused_before_anything_is_made(moved: Moving) -> None:
    place = moved.bag / "data/record/bodies/001"
    place.write_bytes(place.read_bytes()[:-1])
    with pytest.raises(TamperedError, match="bodies/001 is not the file that was listed"):
        read_bag(moved.bag)


def test_a_record_is_taken_over_once(moved: Moving) -> None:
    bag = read_bag(moved.bag)
    with taken_over(moved):
        pass
    with pytest.raises(RecordError, match="has a record already"):
        moved.next.take_over(bag, moved.keys, chance, START + HOUR)


def test_a_hand_over_act_that_is_another_act_is_refused(moved: Moving) -> None:
    bag = read_bag(moved.bag)
    said = moved.desk.write(forms.SAY, "XAL", {"text": "No move"})
    for move in (Parcel(entry=said.entry, body=said.body), Parcel(entry=b"{}", body=None)):
        other: Bag = evolve(bag, move=move)
        with pytest.raises(RecordError, match=r"hand-over.act is no act that moves custody"):
            moved.next.take_over(other, moved.keys, chance, START + HOUR)


def test_a_move_that_came_too_late_is_refused_with_its_clause(moved: Moving) -> None:
    with pytest.raises(RefusedError, match="under R11"):
        moved.next.take_over(read_bag(moved.bag), moved.keys, chance, START + timedelta(days=9))
    assert not moved.next.record.exists()
    with taken_over(moved) as office:
        assert office.standing.size == moved.desk.standing.size + 1


# ---------------------------------------------------------------- handing over


def test_an_office_that_handed_over_enters_nothing_more_and_can_export_again(
    tmp_path: Path,
) -> None:
    first = moving(tmp_path, at_work(4))
    third, _ = next_office(tmp_path / "third")
    fourth, _ = next_office(tmp_path / "fourth")
    to = read_next_office(third.next_office.read_bytes())
    with taken_over(first) as office:
        first.next.publish(office)
    premises = open_premises(first.next.folder)
    with premises.at_work(first.keys, chance, entering=False) as office:
        one = premises.hand_over(office, to, tmp_path / "one", START + HOUR)
        two = premises.hand_over(office, to, tmp_path / "two", START + HOUR)
        assert one.move == two.move
        elsewhere = read_next_office(fourth.next_office.read_bytes())
        with pytest.raises(RefusedError, match="was handed over to the office"):
            premises.hand_over(office, elsewhere, tmp_path / "three", START + HOUR)
    mark = premises.handed_over()
    assert isinstance(mark, HandedOver)
    with (
        pytest.raises(RefusedError, match="Nothing is entered here any more"),
        premises.at_work(first.keys, chance),
    ):
        pass


def test_while_another_program_is_at_work_nothing_is_handed_over(tmp_path: Path) -> None:
    first = moving(tmp_path, at_work(4))
    third, _ = next_office(tmp_path / "third")
    to = read_next_office(third.next_office.read_bytes())
    with (
        taken_over(first) as office,
        first.next.at_work(first.keys, chance),
        pytest.raises(RecordError, match="another program is at work"),
    ):
        first.next.hand_over(office, to, tmp_path / "bag", START + HOUR)
    assert first.next.handed_over() is None


def test_a_move_to_a_key_that_somebody_has_here_is_refused(tmp_path: Path) -> None:
    desk = at_work(4)
    custody, office = at_work_in(desk, tmp_path / "old")
    key = evolve(LOG, key=signing("XAL", "witness"))
    assert desk.standing.keys_of("XAL", KeyUse.WITNESS)
    premises, _ = next_office(tmp_path / "next")
    to = read_next_office(premises.next_office.read_bytes())
    wrong = NextOffice(log_key=key.verifier, keys=to.keys)
    with closing(custody), pytest.raises(RefusedError, match="not handed over, under R24"):
        sign_over(office, wrong, START + HOUR)


def test_a_circle_that_is_not_opened_is_not_handed_over(tmp_path: Path) -> None:
    premises, _ = next_office(tmp_path / "next")
    to = read_next_office(premises.next_office.read_bytes())
    (tmp_path / "old").mkdir()
    with (
        closing(in_file(Desk(), tmp_path / "old")) as custody,
        pytest.raises(RecordError, match="nothing to move"),
    ):
        sign_over(first_office(custody), to, START)


def test_the_move_is_in_order_by_the_rules_of_every_mirror(moved: Moving) -> None:
    bag = read_bag(moved.bag)
    assert bag.move is not None
    desk = moved.desk
    assert isinstance(rule(desk.standing, bag.move.entry, bag.move.body), InOrder)
