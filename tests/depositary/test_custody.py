"""One suite for every keeper of a record: what is promised of a file and of a server alike."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
from collections.abc import Sequence

import pytest
from tests.depositary.acts import (
    ORIGIN,
    WITNESS,
    act,
    acts,
    leaves,
    line,
    log_key,
    signed,
    signed_head,
    timed,
)
from tests.depositary.campaigns import ROOT
from tests.depositary.places import Opened, Place, begin, opened

from dipoli.depositary.form import check_not_older
from dipoli.faults import (
    CredentialError,
    MalformedError,
    RecordError,
    SplitViewError,
    StaleHeadError,
    TamperedError,
)
from dipoli.record.custody import Custody, Stored
from dipoli.record.note import cosigner_key, open_checkpoint
from dipoli.record.tree import EMPTY_ROOT, root

OTHER = "lake.example/basket-two"


def append(custody: Opened, stored: Sequence[Stored]) -> None:
    size = custody.head().size
    custody.append(size, stored, signed([*custody.leaves(), *leaves(stored)]))


# ---------------------------------------------------------------- made, opened, read


def test_a_new_record_is_empty_and_its_head_is_signed(place: Place) -> None:
    begin(place, seed=1)
    with opened(place) as custody:
        head = custody.head()
        assert (head.size, head.root) == (0, EMPTY_ROOT)
        assert open_checkpoint(head.checkpoint, log_key(ORIGIN)).checkpoint.size == 0
        assert list(custody.read(0, 10)) == []


def test_what_was_appended_is_read_byte_for_byte_also_after_reopening(place: Place) -> None:
    begin(place, seed=1)
    due = acts(1, 0, 7)
    with opened(place) as custody:
        append(custody, due[:1])
        append(custody, due[1:])
        assert list(custody.read(0, 7)) == due
        held: Custody = custody  # it answers to the protocol of the record
        assert held.head().root == root(leaves(due))
    with opened(place) as custody:
        assert list(custody.read(0, 7)) == due
        assert list(custody.read(2, 4)) == due[2:4]
        assert list(custody.read(5, 99)) == due[5:]
        assert list(custody.read(-3, 1)) == due[:1]
        assert list(custody.leaves()) == leaves(due)


def test_a_record_that_exists_is_not_made_again(place: Place) -> None:
    begin(place, seed=1, size=2)
    with pytest.raises(RecordError, match=r"holds it already.*To mend: open it"):
        begin(place, seed=2)
    with opened(place) as custody:
        assert custody.head().size == 2


def test_a_record_that_does_not_exist_is_not_opened_and_the_text_says_how_to_repair(
    place: Place,
) -> None:
    begin(place, seed=1)
    with pytest.raises(RecordError, match=rf"{ORIGIN}.*create it on purpose"):
        place.open_(OTHER)


def test_a_record_from_elsewhere_is_made_with_its_history_and_goes_on(place: Place) -> None:
    begin(place, seed=1, size=300)
    with opened(place) as custody:
        append(custody, acts(1, 300, 301))
        assert custody.head().root == root(leaves(acts(1, 0, 301)))


def test_an_act_in_one_circle_changes_nothing_in_another(place: Place) -> None:
    begin(place, seed=1, size=2)
    begin(place, seed=2, size=3, origin=OTHER)
    assert place.origins() == (OTHER, ORIGIN)
    with opened(place, OTHER) as other, opened(place) as custody:
        before = (other.head(), other.read(0, 9))
        append(custody, acts(1, 2, 4))
        custody.add_cosignatures(4, [line(custody.head().checkpoint, 1)])
        custody.withhold(0)
        assert (other.head(), other.read(0, 9)) == before


# ---------------------------------------------------------------- only what is in due form


@pytest.mark.parametrize(
    ("stored", "note"),
    [
        (acts(1, 2, 3), signed_head(3, EMPTY_ROOT)),
        (acts(1, 2, 3), signed(leaves(acts(1, 0, 4)))),
        (acts(1, 2, 3), signed(leaves(acts(1, 0, 3)), OTHER)),
        (acts(1, 3, 4), signed(leaves([*acts(1, 0, 2), *acts(1, 3, 4)]))),
        (acts(1, 0, 1), signed(leaves([*acts(1, 0, 2), act(1, 0)]))),
        (
            [Stored(index=2, entry=b"")],
            signed(leaves([*acts(1, 0, 2), Stored(index=2, entry=b"")])),
        ),
        (
            [Stored(index=2, entry=bytes(65536))],
            signed(leaves([*acts(1, 0, 2), Stored(index=2, entry=bytes(65536))])),
        ),
        ([], signed(leaves(acts(1, 0, 2)))),
    ],
    ids=["root", "size", "origin", "gap", "number taken", "empty", "too long", "nothing"],
)
def test_acts_and_checkpoint_that_do_not_carry_the_tree_on_are_not_kept(
    place: Place, stored: list[Stored], note: bytes
) -> None:
    begin(place, seed=1, size=2)
    with opened(place) as custody:
        before = custody.head()
        with pytest.raises(ValueError, match=r"act|entry|checkpoint"):
            custody.append(2, stored, note)
        assert custody.head() == before
        append(custody, acts(1, 2, 3))


def test_a_checkpoint_that_is_no_signed_note_is_not_kept(place: Place) -> None:
    begin(place, seed=1, size=2)
    with opened(place) as custody:
        with pytest.raises(MalformedError):
            custody.append(2, acts(1, 2, 3), b"not a note")
        assert custody.head().size == 2


def test_the_longest_entry_that_a_bundle_holds_is_kept(place: Place) -> None:
    begin(place, seed=1)
    with opened(place) as custody:
        append(custody, [Stored(index=0, entry=bytes(65535))])
        assert custody.read(0, 1)[0].entry == bytes(65535)


# ---------------------------------------------------------------- one act comes first


def test_an_act_that_was_ruled_on_an_old_head_is_refused_as_stale(place: Place) -> None:
    begin(place, seed=1)
    with opened(place) as one, opened(place) as two:
        append(one, acts(1, 0, 1))
        with pytest.raises(StaleHeadError, match="read the head again"):
            two.append(0, acts(2, 0, 1), signed(leaves(acts(2, 0, 1))))
        assert list(two.read(0, 9)) == acts(1, 0, 1)
        append(two, acts(1, 1, 2))
        append(one, acts(1, 2, 3))
        assert list(one.read(0, 9)) == acts(1, 0, 3)


def write(place: Place, count: int, stale: list[int], faults: list[Exception]) -> None:
    try:
        with opened(place) as custody:
            while (size := custody.head().size) < count:
                try:
                    one = act(1, size)
                    hashes = [*custody.leaves()[:size], *leaves([one])]
                    custody.append(size, [one], signed(hashes))
                except StaleHeadError:
                    stale.append(size)
    except Exception as fault:  # noqa: BLE001 - told to the test, which fails
        faults.append(fault)


def test_threads_that_write_at_once_make_one_order(place: Place) -> None:
    begin(place, seed=1)
    stale: list[int] = []
    faults: list[Exception] = []
    writers = [threading.Thread(target=write, args=(place, 40, stale, faults)) for _ in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert faults == []
    with opened(place) as custody:
        size = custody.head().size
        assert size >= 40
        assert list(custody.read(0, size)) == acts(1, 0, size)


def test_one_custody_may_be_shared_by_threads(place: Place) -> None:
    begin(place, seed=1, size=5)
    found: list[bool] = []
    with opened(place) as custody:

        def look() -> None:
            found.extend(list(custody.read(0, 5)) == acts(1, 0, 5) for _ in range(20))

        readers = [threading.Thread(target=look) for _ in range(3)]
        for reader in readers:
            reader.start()
        for size in range(5, 15):
            append(custody, acts(1, size, size + 1))
        for reader in readers:
            reader.join()
    assert found == [True] * 60


def test_processes_that_write_at_once_make_one_order(place: Place) -> None:
    begin(place, seed=1)
    words = [sys.executable, "-m", "tests.depositary.load", place.kind, place.where, "1"]
    writers = [
        subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, text=True)  # noqa: S603 - our own words
        for _ in range(2)
    ]
    told = []
    for writer in writers:
        with writer:
            assert writer.stdout
            told += [writer.stdout.readline() for _ in range(15)]
            writer.terminate()
    kept = [int(one.split()[1]) for one in told if one.startswith("kept ")]
    assert len(kept) == len(set(kept)), "one number was given twice"
    with opened(place) as custody:
        size = custody.head().size
        assert size >= max(kept)
        entries = [one.entry for one in custody.read(0, size)]
        assert entries == [one.entry for one in acts(1, 0, size)]


# ---------------------------------------------------------------- crash at each step


@pytest.mark.parametrize("doing", ["append", "withhold", "cosign", "retime"])
def test_a_crash_at_any_step_leaves_the_record_as_before_or_as_after(
    place: Place, doing: str
) -> None:
    due = begin(place, seed=1, size=3)
    index = next(one.index for one in due if one.body is not None)
    deaths = 0
    while True:
        words = [sys.executable, "-m", "tests.depositary.dying", place.kind, place.where, doing]
        told = subprocess.run([*words, str(deaths)], cwd=ROOT, check=False).returncode  # noqa: S603 - our own words
        assert told in (0, -signal.SIGKILL)
        with opened(place) as custody:
            found, newest = list(custody.read(0, 9)), custody.head().checkpoint
        done = {
            "append": len(found) == 6,
            "withhold": found[index].body is None,
            "cosign": bool(place.lines()),
            "retime": newest == timed(signed(leaves(acts(1, 0, 3))), 100),
        }[doing]
        assert [one.entry for one in found] == [one.entry for one in acts(1, 0, len(found))]
        assert len(found) == (6 if doing == "append" and done else 3)
        assert done or told != 0, "what was acknowledged is not there"
        if done:
            break
        deaths += 1
    assert deaths >= 4, "fewer steps than we know of"


# ---------------------------------------------------------------- nothing is changed


CHANGES = {
    "update of an entry": "UPDATE entry SET entry = {p} WHERE number = 1",
    "update of a leaf": "UPDATE entry SET leaf = {p} WHERE number = 1",
    "renumbering": "UPDATE entry SET number = number + 10",
    "a body in another's place": "UPDATE entry SET body = {p} WHERE body IS NOT NULL",
    "a body where there was none": "UPDATE entry SET body = {p} WHERE body IS NULL",
    "body and entry together": "UPDATE entry SET body = NULL, entry = {p} WHERE body IS NOT NULL",
    "deleting an act": "DELETE FROM entry WHERE number = 4",
    "deleting all": "DELETE FROM entry",
    "update of a head": "UPDATE head SET checkpoint = {p}",
    "deleting a head": "DELETE FROM head WHERE size = 5",
    "update of a cosignature": "UPDATE cosignature SET size = 0",
    "deleting cosignatures": "DELETE FROM cosignature",
    "a gap": "INSERT INTO entry (origin, number, leaf, entry) VALUES ('{o}', 9, {p}, {p})",
    "a number again": "INSERT INTO entry (origin, number, leaf, entry) VALUES ('{o}', 4, {p}, {p})",
    "a negative number": (
        "INSERT INTO entry (origin, number, leaf, entry) VALUES ('{o}', -1, {p}, {p})"
    ),
    "a replacing insert on conflict": (
        "INSERT INTO entry (origin, number, leaf, entry) VALUES ('{o}', 4, {p}, {p})"
        " ON CONFLICT (origin, number) DO UPDATE SET entry = excluded.entry"
    ),
    "a head past the acts": (
        "INSERT INTO head (origin, size, root, checkpoint) VALUES ('{o}', 6, {p}, {p})"
    ),
    "a smaller head": (
        "INSERT INTO head (origin, size, root, checkpoint) VALUES ('{o}', 3, {p}, {p})"
    ),
    "the same head again": (
        "INSERT INTO head (origin, size, root, checkpoint) VALUES ('{o}', 5, {p}, {p})"
    ),
    "a cosignature for no head": (
        "INSERT INTO cosignature (origin, size, line) VALUES ('{o}', 99, 'x')"
    ),
}
ONLY_SQLITE = {
    "replace of an act": (
        "REPLACE INTO entry (origin, number, leaf, entry) VALUES ('{o}', 1, {p}, {p})"
    ),
    "insert or replace of the last act": (
        "INSERT OR REPLACE INTO entry (origin, number, leaf, entry) VALUES ('{o}', 4, {p}, {p})"
    ),
    "update or replace": "UPDATE OR REPLACE entry SET number = 4 WHERE number = 3",
    "replace of a head": (
        "REPLACE INTO head (origin, size, root, checkpoint) VALUES ('{o}', 5, {p}, {p})"
    ),
    "a hidden row number": (
        "INSERT OR REPLACE INTO entry (rowid, origin, number, leaf, entry)"
        " VALUES (1, '{o}', 5, {p}, {p})"
    ),
}
ONLY_POSTGRES = {
    "truncate": "TRUNCATE entry CASCADE",
    "taking a guard off": "ALTER TABLE entry DISABLE TRIGGER ALL",
    "dropping a table": "DROP TABLE cosignature",
    "playing replica": "SET session_replication_role = replica",
}


@pytest.mark.parametrize("change", [*CHANGES, *ONLY_SQLITE, *ONLY_POSTGRES])
def test_the_guards_refuse_every_change_past_the_depositary(place: Place, change: str) -> None:
    only = {"sqlite": ONLY_SQLITE, "postgres": ONLY_POSTGRES}
    statements = CHANGES | only[place.kind]
    if change not in statements:
        assert change in (ONLY_SQLITE | ONLY_POSTGRES), (
            "a statement that this keeper has no word for"
        )
        return
    due = begin(place, seed=1, size=5)
    assert any(one.body is None for one in due)
    with opened(place) as custody:
        custody.add_cosignatures(5, [line(custody.head().checkpoint, 1)])
        before = custody.head()
        statement = statements[change].format(p=place.parameter, o=ORIGIN)
        values = [bytes(32)] * statement.count(place.parameter)
        with pytest.raises(place.faults):
            place.run(statement, values)
        assert list(custody.read(0, 9)) == due
        assert custody.head() == before


def test_the_guards_hold_through_the_depositarys_own_connection(place: Place) -> None:
    due = begin(place, seed=1, size=5)
    with opened(place) as custody:
        db = custody._db  # type: ignore[attr-defined]  # noqa: SLF001 - what an intruder would use
        table = "entry" if place.kind == "sqlite" else "dipoli.entry"
        for statement in (f"DELETE FROM {table}", f"UPDATE {table} SET number = 7"):  # noqa: S608 - two names of ours
            with pytest.raises(place.faults):
                db.execute(statement)
        assert list(custody.read(0, 9)) == due


# ---------------------------------------------------------------- what was changed is noticed


TAMPERED = {
    "an entry": "UPDATE entry SET entry = {p} WHERE number = 1",
    "a leaf": "UPDATE entry SET leaf = {p} WHERE number = 1",
    "the last act is gone": "DELETE FROM entry WHERE number = 4",
    "an act in the middle is gone": "DELETE FROM entry WHERE number = 2",
    "the last root": "UPDATE head SET root = {p}",
    "the checkpoint": "UPDATE head SET checkpoint = {p}",
}


@pytest.mark.parametrize("what", TAMPERED)
def test_a_record_that_was_changed_with_the_guards_off_is_not_read(place: Place, what: str) -> None:
    begin(place, seed=1, size=5)
    value = signed(leaves(acts(2, 0, 5))) if what == "the checkpoint" else bytes(32)
    statement = TAMPERED[what].format(p=place.parameter)
    place.run(statement, [value] * statement.count(place.parameter), owner=True)
    with pytest.raises(TamperedError, match="do not go on with this copy"), opened(place) as again:
        again.read(0, 5)


def test_a_change_behind_our_back_is_noticed_when_it_is_read(place: Place) -> None:
    """Also when entry and leaf hash were changed together, to agree with each other."""
    begin(place, seed=1, size=5)
    forged = Stored(index=1, entry=b'{"forged":true}')
    with opened(place) as custody:
        statement = "UPDATE entry SET entry = {p}, leaf = {p} WHERE number = 1"
        values = [forged.entry, leaves([forged])[0]]
        place.run(statement.format(p=place.parameter), values, owner=True)
        assert custody.read(0, 1)[0] == act(1, 0)
        with pytest.raises(TamperedError, match=r"Act 1 of .* was not handed out"):
            custody.read(0, 5)
    with pytest.raises(TamperedError):
        place.open_()


def test_heads_that_go_while_the_record_is_open_are_missed(place: Place) -> None:
    begin(place, seed=1, size=5)
    with opened(place) as custody:
        place.run("DELETE FROM head", owner=True)
        with pytest.raises(RecordError, match=r"heads are gone|holds no record"):
            custody.head()


# ---------------------------------------------------------------- cosignatures and withheld bodies


def test_cosignatures_stand_under_the_head_that_they_are_for(place: Place) -> None:
    begin(place, seed=1, size=1)
    witness = cosigner_key("witness.example/one", WITNESS)
    with opened(place) as custody:
        old = custody.head()
        assert old.cosigned == old.checkpoint
        custody.add_cosignatures(1, [line(old.checkpoint, 1_900_000_000)])
        custody.add_cosignatures(1, [line(old.checkpoint, 1_900_000_000)])
        head = custody.head()
        assert head.checkpoint == old.checkpoint
        told = open_checkpoint(head.cosigned, log_key(ORIGIN), [witness]).cosignatures
        assert [one.times for one in told] == [(1_900_000_000,)]
        append(custody, acts(1, 1, 2))
        assert custody.head().cosigned == custody.head().checkpoint
        custody.add_cosignatures(1, [line(old.checkpoint, 1_900_000_060, "witness.example/two")])
        assert len(place.lines()) == 2


def test_of_several_lines_of_one_witness_the_earliest_is_shown(place: Place) -> None:
    begin(place, seed=1, size=1)
    with opened(place) as custody:
        note = custody.head().checkpoint
        for time in (300, 70_000, 100, 200):
            custody.add_cosignatures(1, [line(note, time), line(note, time, "witness.example/two")])
        shown = custody.head().cosigned.decode().splitlines()
        assert shown[-2:] == [line(note, 100), line(note, 100, "witness.example/two")]
        assert len(place.lines()) == 8


def test_cosignatures_for_a_head_that_never_was_are_refused(place: Place) -> None:
    begin(place, seed=1, size=3)
    with opened(place) as custody:
        with pytest.raises(RecordError, match="never had a checkpoint of 2 acts"):
            custody.add_cosignatures(2, [line(custody.head().checkpoint, 1)])
        with pytest.raises(MalformedError):
            custody.add_cosignatures(3, [line(custody.head().checkpoint, 1) + "\nx"])
        assert place.lines() == set()


def test_a_withheld_body_is_gone_and_the_tree_stands(place: Place) -> None:
    due = begin(place, seed=1, size=5)
    index = next(one.index for one in due if one.body is not None)
    with opened(place) as custody:
        before = custody.head()
        custody.withhold(index)
        custody.withhold(index)
        found = custody.read(0, 5)
        assert custody.head() == before
    assert found[index].body is None
    assert [one.entry for one in found] == [one.entry for one in due]
    assert [one.body for one in found if one.index != index] == [
        one.body for one in due if one.index != index
    ]


def test_no_body_is_withheld_of_an_act_that_is_not_there(place: Place) -> None:
    begin(place, seed=1, size=2)
    with opened(place) as custody:
        for index in (-1, 2):
            with pytest.raises(ValueError, match="there is no act"):
                custody.withhold(index)


# ---------------------------------------------------------------- an old backup


def test_a_record_as_new_as_the_checkpoint_from_outside_passes(place: Place) -> None:
    begin(place, seed=1, size=5)
    with opened(place) as custody:
        for size in (0, 1, 4, 5):
            note = signed(leaves(acts(1, 0, size)))
            check_not_older(custody, note)
            check_not_older(custody, note, [log_key(ORIGIN)])


def test_a_record_older_than_the_checkpoint_from_outside_is_found_out(place: Place) -> None:
    begin(place, seed=1, size=5)
    with (
        opened(place) as custody,
        pytest.raises(
            RecordError,
            match=r"ends after 5 acts, and the checkpoint shows 7; 2 are missing.*mirror",
        ),
    ):
        check_not_older(custody, signed(leaves(acts(1, 0, 7))))


def test_a_record_with_another_history_than_the_checkpoint_is_found_out(place: Place) -> None:
    begin(place, seed=1, size=5)
    with opened(place) as custody:
        for size in (1, 3, 5):
            with pytest.raises(SplitViewError, match="cannot both be true"):
                check_not_older(custody, signed(leaves(acts(2, 0, size))))


def test_a_checkpoint_of_another_record_or_another_hand_is_not_compared(place: Place) -> None:
    begin(place, seed=1, size=5)
    with opened(place) as custody:
        with pytest.raises(RecordError, match="take a checkpoint of this record"):
            check_not_older(custody, signed(leaves(acts(1, 0, 7)), OTHER))
        with pytest.raises(CredentialError):
            check_not_older(custody, signed(leaves(acts(1, 0, 5))), [log_key(OTHER)])
