"""What `dipoli verify` promises of the rules of procedure, held against copies of a record.

Where it holds all bodies it rules on every act again and reaches the same standing. Where some are
withheld or struck, it holds their hashes and says what it could not rule on again. A host that
entered an act out of order is caught.
"""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from attrs import evolve
from tests.forum.hostile_scene import scene
from tests.forum.test_hostile import Record
from tests.forum.test_proceedings import Bench, before_a_decision
from tests.node.hosts import LOG, Host
from tests.record.acts import OFFICE

from dipoli.forum.proceedings import Proceedings
from dipoli.forum.reruling import Reruling
from dipoli.record import forms
from dipoli.record.act import read_entry
from dipoli.record.audit import Audit, audit
from dipoli.record.audit_acts import CopyActs
from dipoli.record.audit_files import body_path
from dipoli.record.canon import Json, to_base64


def verified(files: Mapping[str, bytes]) -> tuple[Reruling, Audit]:
    """A copy, as the command goes through it."""
    rules = Reruling(CopyActs(files.get))
    return rules, audit(files.get, LOG, rules.rule)


def withhold(bench: Bench, number: int) -> None:
    """The secretariat withholds a body by an act that says so; it is gone from the copy."""
    leaf = read_entry(bench.desk.entered[number].entry).leaf
    said: dict[str, Json] = {
        "index": number,
        "leaf": to_base64(leaf),
        "who": "a court",
        "law": "a law",
    }
    written = bench.desk.write(forms.WITHHOLD_BODY, OFFICE, said)
    bench.enter(written)
    bench.desk.entered[number] = evolve(bench.desk.entered[number], body=None)


def test_with_all_bodies_every_act_is_ruled_on_again_and_the_same_standing_is_reached() -> None:
    record = Record()
    scene(record)
    files = Host(desk=record.desk).publish().files
    rules, found = verified(files)
    assert found.faults == ()
    assert rules.passed == ()
    assert rules.ruled == found.forum_acts > 100
    assert found.standing is not None
    again = Proceedings(CopyActs(files.get)).at(found.standing)
    assert again == record.proceedings.at(record.desk.standing)


@pytest.mark.parametrize("number", range(5, 130, 25))
def test_a_copy_in_which_one_act_of_many_is_another_ends_elsewhere_or_is_refused(
    number: int,
) -> None:
    """Else the test above would pass on a standing that no act moves."""
    record = Record()
    scene(record)
    whole = record.proceedings.at(record.desk.standing)
    kept = [one for one in record.read(0, record.desk.standing.size) if one.index != number]
    less = Proceedings(lambda start, end: kept[start : end or None])
    assert less.at(record.desk.standing) != whole


def spoken() -> Bench:
    """P1 is tabled (act 2), put (3), objected to by XBE (4), who speaks on it, harshly (5)."""
    bench = before_a_decision()
    bench.do("XBE", "proposal.speak", "P1", words="Harsh words.")
    return bench


def test_a_withheld_body_is_told_with_what_rests_on_it_and_the_rest_is_ruled_on() -> None:
    bench = spoken()
    withhold(bench, 2)
    bench.do("XBE", "member.attend", "XBE", words=None)
    rules, found = verified(Host(desk=bench.desk).publish().files)
    assert found.faults == ()
    assert found.withheld == (2,)
    assert rules.passed == (2, 3, 4, 5), "what was tabled, and all that rests on it"
    assert rules.ruled == found.forum_acts - 4


def test_where_words_that_only_spoke_were_struck_every_act_is_ruled_on_all_the_same() -> None:
    bench = spoken()
    withhold(bench, 5)
    bench.do("XBE", "member.attend", "XBE", words=None)
    rules, found = verified(Host(desk=bench.desk).publish().files)
    assert (found.faults, found.withheld) == ((), (5,))
    assert rules.passed == ()
    assert rules.ruled == found.forum_acts


def test_the_hash_of_what_is_withheld_is_still_held_against_what_is_served_for_it() -> None:
    bench = spoken()
    files = Host(desk=bench.desk).publish().files
    files[body_path(2)] = files[body_path(5)]
    _, found = verified(files)
    assert [fault.number for fault in found.faults] == [2]


@pytest.mark.parametrize("gone", [2, 5], ids=["withheld", "struck"])
def test_a_host_that_enters_an_act_out_of_order_after_withholding_a_body_is_caught(
    gone: int,
) -> None:
    bench = spoken()
    withhold(bench, gone)
    bench.enter(bench.write("XAL", "proposal.adopt", "P9", words=None))
    _, found = verified(Host(desk=bench.desk).publish().files)
    (fault,) = found.faults
    assert (fault.number, fault.name) == (7, "proposal.adopt/1")
    assert str(fault.clause).startswith("art. ")


def test_after_words_were_struck_a_host_is_held_to_the_guards_of_what_they_were_about() -> None:
    bench = spoken()
    withhold(bench, 5)
    bench.enter(bench.write("XAL", "proposal.adopt", "P1", words=None))  # XBE objects
    _, found = verified(Host(desk=bench.desk).publish().files)
    (fault,) = found.faults
    assert fault.number == 7
