"""What cannot be settled without a party, said for each party."""

from __future__ import annotations

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from immutables import Map
from tests.forum.made import Desk, forum

from dipoli.forum.absence import without, without_each
from dipoli.forum.decision import Claim
from dipoli.forum.standing import Forum

CODES = ("XAL", "XBE", "XCO", "XDE")


def desk() -> Desk:
    at = Desk()
    at.do("XBE", "proposal.table", "P1", title="Wells", purpose="measure")
    at.do("XBE", "proposal.table", "P2", title="Visits", purpose="measure")
    return at


def claimed(here: Forum, name: str, code: str) -> Forum:
    """The standing after XCO claimed that a party is necessary."""
    claim: Map[str, Claim] = Map({code: Claim(by="XCO", source="treaty, art. 4", number=9)})
    after = evolve(here.proposals[name], necessary=claim)
    return evolve(here, proposals=here.proposals.set(name, after))


def test_without_a_party_that_nothing_waits_for_all_can_be_talked_about() -> None:
    told = without(desk().forum, "XDE")
    assert (told.waiting, told.open) == ((), ("P1", "P2"))
    assert told.talk == "Nothing before the body waits for XDE; all can be talked about."
    assert told.seat == "XDE has a seat here as member: present; its voice counts."


def test_a_matter_for_which_a_party_is_claimed_waits_for_it_and_names_the_claim() -> None:
    here = claimed(desk().forum, "P2", "XFU")
    told = without(here, "XFU")
    assert told.seat == "XFU has no seat here."
    assert [(one.proposal, one.why) for one in told.waiting] == [
        ("P2", "XCO claims that it is necessary: treaty, art. 4.")
    ]
    assert told.open == ("P1",)
    assert told.talk == "All can be talked about without XFU; not settled without it: P2."


def test_it_is_told_for_every_seat_and_for_who_is_claimed_and_does_not_sit() -> None:
    here = claimed(desk().forum, "P2", "XFU")
    assert [one.code for one in without_each(here)] == [*CODES, "XFU"]


def test_an_objection_an_answer_and_a_consent_by_name_wait_for_their_party() -> None:
    at = desk()
    said = {"purpose": "measure", "mode": "unanimity-of-named"}
    at.do("XBE", "proposal.table", "P3", title="Line", named=["XCO"], **said)
    at.wait(hours=24)
    at.do("XAL", "proposal.put", "P1")
    at.do("XAL", "proposal.put", "P2")
    at.do("XCO", "objection.raise", "P1", reason="substance")
    at.do("XCO", "proposal.refer", "P2", deadline=100)
    reasons = {one.proposal: one.why for one in without(at.forum, "XCO").waiting}
    assert reasons == {
        "P1": "Its objection stands, and only it can withdraw that.",
        "P2": "Its capital may answer until 2030-03-06T14:00:00Z.",
        "P3": "Its consent is asked by name.",
    }


def test_a_decision_waits_for_a_consent_at_home_and_for_nothing_that_was_asked_before() -> None:
    at = desk()
    at.do("XCO", "ratify.claim", "P2", party="XDE", body="Senate", source="treaty, art. 4")
    at.wait(hours=24).do("XAL", "proposal.put", "P2")
    at.do("XAL", "proposal.adopt", "P2")
    here = claimed(at.forum, "P2", "XCO")
    assert without(here, "XCO").waiting == ()
    (one,) = without(here, "XDE").waiting
    assert one.why == "XCO claims that it takes no effect without Senate: treaty, art. 4."


def test_a_quorum_and_a_chair_that_fail_without_a_party_are_said() -> None:
    at = desk()
    for code in ("XBE", "XCO"):
        at.do(code, "member.leave", code)
    told = without(at.forum, "XAL").body
    assert told == (
        (
            "Without it 1 of 4 members are present, and nothing is put to the body; "
            "50 in a hundred are needed."
        ),
        "It presides; who has the next turn takes the chair.",
    )
    assert without(desk().forum, "XDE").body == ()


@given(st.permutations(CODES), st.sampled_from(CODES))
def test_who_is_claimed_decides_what_waits_and_not_its_code(order: list[str], code: str) -> None:
    names = dict(zip(CODES, order, strict=True))
    here = claimed(desk().forum, "P1", code)
    other = claimed(desk().forum, "P1", names[code])
    for one in CODES:
        waiting = [row.proposal for row in without(here, one).waiting]
        assert waiting == [row.proposal for row in without(other, names[one]).waiting]


def test_a_quorum_that_is_just_reached_without_a_party_does_not_fail() -> None:
    at = desk()
    at.do("XBE", "member.leave", "XBE")
    assert without(at.forum, "XDE").body == (), "two of four are 50 in a hundred"
    strict = evolve(at.forum.charter.decision, quorum=67)
    three = evolve(at.forum.charter, decision=strict, members=at.forum.charter.members[:3])
    (told,) = without(forum(three), "XCO").body
    assert told.startswith("Without it 2 of 3 members are present")
