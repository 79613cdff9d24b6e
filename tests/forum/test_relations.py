"""Relations of two parties: by date, with sources and own names; doubt at home apart."""

from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from tests.forum.made import OFFICE, Desk, decide
from tests.forum.measures_made import INSPECTION, adopt, asked

from dipoli.forum.doubt import between, within
from dipoli.forum.government_rules import powers_withdrawn
from dipoli.forum.relations import Entry, Happening, Held, Pair, pair_of, relations

NOW = "2030-06-01T10:00:00Z"
PAST = "2029-11-05T09:00:00Z"


def pair(desk: Desk, one: str = "XBE", other: str = "XCO", origin: str = "here") -> Pair:
    return pair_of(Held(origin=origin, forum=desk.forum), one, other, NOW)


def listed(desk: Desk, *more: str) -> list[tuple[str, str, str]]:
    codes = more or ("XBE", "XCO")
    found = relations([pair(desk, *codes)], [])
    return [(one.date[:10], one.sort, one.object) for one in found]


def happening(name: str, date: str, type_: str, *parties: str, **more: Any) -> Happening:  # noqa: ANN401 - fields
    usual: dict[str, Any] = {
        "precision": "day", "words": f"What {name} was.", "source": "A paper", "confidence": "high",
    }  # fmt: skip
    return Happening(id=name, date=date, type=type_, parties=parties, **{**usual, **more})


def worked() -> Desk:
    """Talks with a round and an outcome, commitments, a request, a meeting, an exchange round."""
    desk = Desk()
    desk.do("XBE", "strand.register", "B1", title="Talks", parties=["XBE", "XCO"], since=PAST)
    desk.do("XCO", "strand.account", "B1", name="Contacts")
    desk.do(
        "XBE", "strand.hold", "B1", words="We met.", date="2029-12-01T09:00:00Z", place="A hall",
        rank="ministers",
    )  # fmt: skip
    desk.do(
        "XCO", "strand.outcome", "O1", title="A deal", strand="B1", date="2029-12-02T09:00:00Z",
        source="A communiqué",
    )  # fmt: skip
    desk.do("XBE", "outcome.read", "O1", name="An understanding")
    desk.wait(hours=24)
    desk.do("XBE", "commitment.make", "C1", words="To warn.", owners=["XBE"], recipients=["XCO"])
    desk.do("XBE", "commitment.make", "C2", words="Not ours.", owners=["XBE"], recipients=["XDE"])
    desk.wait(hours=24)
    desk.do("XCO", "commitment.assess", "C1", words="No warning came.", verdict="not-fulfilled")
    desk.wait(hours=24)
    desk.do("XBE", "commitment.assess", "C1", words="We warned.", verdict="fulfilled")
    desk.wait(hours=24)
    desk.do(
        "XCO", "request.ask", "R1", to="XBE", words="What was it?", about="launch", date=PAST,
        place="The sea",
    )  # fmt: skip
    desk.do("XBE", "request.answer", "R1", words="A balloon.")
    return desk


def test_what_two_did_and_said_is_listed_by_date_and_nothing_else() -> None:
    assert listed(worked()) == [
        ("2029-11-05", "talks", "B1"),
        ("2029-12-01", "round of talks", "B1"),
        ("2029-12-02", "outcome of talks", "O1"),
        ("2030-03-02", "commitment", "C1"),
        ("2030-03-03", "view", "C1"),
        ("2030-03-04", "view", "C1"),
        ("2030-03-05", "request", "R1"),
        ("2030-03-05", "answer", "R1"),
    ]
    assert listed(worked(), "XCO", "XBE") == listed(worked())
    assert listed(worked(), "XBE", "XDE") == [("2030-03-02", "commitment", "C2")]
    assert listed(worked(), "XAL", "XDE") == []


def entries(desk: Desk) -> dict[tuple[str, str], Entry]:
    return {(one.sort, one.object): one for one in relations([pair(desk)], [])}


def test_each_entry_has_its_act_its_words_and_each_sides_own_name() -> None:
    found = entries(worked())
    talks, outcome = found["talks", "B1"], found["outcome of talks", "O1"]
    assert talks.source == "here, act 0"
    assert (talks.words, talks.own) == ("Talks", (("XCO", "Contacts"),))
    assert talks.told == "Talks between XBE, XCO began; they are running."
    assert (outcome.words, outcome.own) == ("A deal", (("XBE", "An understanding"),))
    assert (outcome.source, outcome.told) == ("here, act 3", "An outcome of B1, as XCO entered it.")
    held = found["round of talks", "B1"]
    assert held.words == "A hall: We met."
    assert held.told == ("A round of B1 was held, at the level of ministers, as XBE entered it.")
    assert found["answer", "R1"].told == "XBE answers R1."
    assert found["request", "R1"].words == "What was it?"
    assert found["request", "R1"].told.startswith("XCO asks XBE for an explanation;")
    assert {one.confidence for one in found.values()} == {None}


def test_of_a_commitment_each_side_is_told_as_its_own() -> None:
    desk = worked()
    views = [one for one in relations([pair(desk)], []) if one.sort == "view"]
    assert [(one.told, one.words) for one in views] == [
        ("XCO says of C1: it is not fulfilled.", "No warning came."),
        ("XBE says of C1: it is fulfilled.", "We warned."),
    ]
    told = entries(desk)["commitment", "C1"].told
    assert told.startswith("A commitment of XBE to XCO. ")
    assert "XBE says: it is fulfilled. XCO says: it is not fulfilled." in told
    assert "broken" not in told


def test_the_finding_of_a_verifier_is_listed_as_the_verifiers() -> None:
    desk = Desk()
    desk.do(
        "XBE", "commitment.make", "C1", words="x", owners=["XBE"], recipients=["XCO"],
        agency="The Agency",
    )  # fmt: skip
    desk.do("XCO", "commitment.accept", "C1")
    desk.do(OFFICE, "commitment.find", "C1", words="Seen.", verdict="in-part", source="A report")
    found = entries(desk)["finding", "C1"]
    assert found.told == "The Agency, its verifier, finds of C1: it is fulfilled in part."


def test_a_commitment_of_both_is_of_the_pair_and_one_to_both_is_not() -> None:
    desk = Desk()
    desk.do("XBE", "commitment.make", "C1", words="x", owners=["XBE", "XCO"])
    desk.do("XDE", "commitment.make", "C2", words="y", owners=["XDE"], recipients=["XBE", "XCO"])
    assert [one[2] for one in listed(desk)] == ["C1"]
    assert entries(desk)["commitment", "C1"].told.startswith("A commitment of XBE, XCO. ")


def test_a_meeting_is_listed_where_both_presented_credentials_and_it_was_opened() -> None:
    desk = Desk()
    opens = "2030-03-05T10:00:00Z"
    desk.do("XAL", "meeting.close", "SESSION", outcome="nothing")
    desk.do("XAL", "meeting.invite", "M1", title="On ships", place="A hall", opens=opens)
    for code in ("XBE", "XCO"):
        desk.do(code, "credentials.present", "M1", head="The head", rank="officials")
    assert listed(desk) == []
    desk.wait(hours=96).do("XAL", "meeting.open", "M1")
    assert listed(desk) == [("2030-03-05", "meeting", "M1")]
    assert entries(desk)["meeting", "M1"].words == "On ships"
    assert listed(desk, "XBE", "XDE") == []


def test_an_exchange_round_is_listed_where_both_are_asked() -> None:
    desk = Desk()
    holders = ["XAL", "XBE", "XCO", "XDE"]
    said: dict[str, Any] = {
        "title": "Ships",
        "named": ["XBE", "XCO"],
        "holders": holders,
        "otherwise": "lapses",
    }
    desk.do("XBE", "exchange.announce", "E1", 40, **said, opens=desk.forum.time)
    assert listed(desk) == [("2030-03-01", "exchange round", "E1")]
    assert entries(desk)["exchange round", "E1"].told.startswith("Both are asked for a return, up")
    assert listed(desk, "XBE", "XDE") == []


# ---------------------------------------------------------------- a timeline beside it


def events() -> list[Happening]:
    return [
        happening("K3", "2030-03-15", "exercise", "XCO", precision="month", confidence="low"),
        happening("K1", "2029-01-01", "launch", "XBE", precision="year"),
        happening("K2", "2030-03-02", "statement", "XBE", "XCO", "XDE"),
        happening("K4", "2030-04-01", "sanction", "XBE", "XDE"),
        happening("K5", "2030-04-02", "launch", "XDE", source=""),
    ]


def test_events_that_name_both_or_one_alone_are_listed_among_the_acts() -> None:
    found = relations([pair(worked())], events())
    assert [one.object for one in found if one.confidence] == ["K1", "K2", "K3"]
    assert [one.object for one in found][:2] == ["K1", "B1"]
    shown = {one.object: (one.shown, one.confidence, one.source) for one in found}
    assert shown["K1"] == ("2029", "high", "the timeline, K1: A paper")
    assert shown["K2"] == ("2030-03-02", "high", "the timeline, K2: A paper")
    assert shown["K3"] == ("2030-03", "low", "the timeline, K3: A paper")
    third = relations([pair(worked(), "XDE", "XAL")], events())
    assert [one.source for one in third] == ["the timeline, K5"]


def test_each_side_has_its_own_name_for_an_event() -> None:
    desk = Desk()
    given: dict[str, Any] = {"sort": "event", "thing": "K2", "language": "en"}
    desk.do("XBE", "name.give", name="The appeal", **given)
    desk.do("XDE", "name.give", name="The note", **given)
    (one,) = relations([pair(desk)], [events()[2]])
    assert one.own == (("XBE", "The appeal"),)
    assert one.told == "It concerns XBE, XCO, XDE."
    assert (one.sort, one.words) == ("statement", "What K2 was.")


def test_several_circles_are_read_together_and_each_says_its_source() -> None:
    other = Desk()
    other.do("XCO", "commitment.make", "C1", words="x", owners=["XCO"], recipients=["XBE"])
    found = relations([pair(worked()), pair(other, origin="there")], events()[2:3])
    assert [one.source for one in found if one.sort == "commitment"] == [
        "there, act 0", "here, act 5",
    ]  # fmt: skip
    assert sum(one.object == "K2" for one in found) == 1


def test_a_successor_finds_what_the_party_before_it_did() -> None:
    desk = worked()
    decide(desk, "P9", "admit", "XNU for XCO")
    desk.do(OFFICE, "member.succeed", "XCO", successor="XNU", decision="P9")
    objects = {one.object for one in relations([pair(desk, "XBE", "XNU")], events())}
    assert {"B1", "O1", "C1", "R1", "K2", "K3"} <= objects
    old = relations([pair(desk, "XBE", "XCO")], events())
    assert old == relations([pair(desk, "XBE", "XNU")], events())


def test_parties_without_a_seat_have_what_the_timeline_says() -> None:
    assert listed(worked(), "XYY", "XZZ") == []
    (one,) = relations(
        [pair(Desk(), "XYY", "XZZ")], [happening("K9", PAST[:10], "talks", "XYY", "XZZ")]
    )
    assert one.object == "K9"


# ---------------------------------------------------------------- doubt


def at_home(desk: Desk, *, other: bool = False) -> list[tuple[str, str]]:
    return [(one.sort, one.object) for one in within([pair(desk)], events(), other=other)]


def test_what_is_open_at_home_is_told_of_each_party_apart() -> None:
    desk = Desk()
    desk.do("XBE", "government.change", "XBE", words="They voted.", since=PAST)
    desk.do("XCO", "commitment.make", "C1", words="x", owners=["XCO"], approval="The assembly")
    desk.do("XBE", "proposal.table", "P1", title="x", purpose="measure")
    desk.do("XCO", "ratify.claim", "P1", party="XBE", body="Diet", source="Article 9")
    desk.forum = powers_withdrawn(desk.forum, "XBE", 4, "2030-03-02T10:00:00Z")
    assert at_home(desk) == [
        ("government", ""), ("consent at home", "P1"), ("full powers withdrawn", ""),
    ]  # fmt: skip
    assert at_home(desk, other=True) == [("approval at home", "C1")]
    told = {one.sort: (one.told, one.words) for one in within([pair(desk)], [], other=False)}
    assert told["government"] == ("XBE told that its government changed.", "They voted.")
    assert told["full powers withdrawn"] == ("XBE withdrew full powers.", None)
    assert told["consent at home"] == (
        "P1 waits for the consent of Diet, as XCO claims.", "Article 9",
    )  # fmt: skip
    (approval,) = within([pair(desk)], [], other=True)
    assert approval.told == "C1 of XCO needs approval at home."
    assert between([pair(desk)]) == ()


@pytest.mark.parametrize("type_", ["election", "leadership_change", "legislation"])
def test_elections_and_the_like_are_matters_at_home(type_: str) -> None:
    timeline = [happening("K7", "2030-01-01", type_, "XBE", "XDE")]
    assert [one.object for one in within([pair(Desk())], timeline, other=False)] == ["K7"]
    assert within([pair(Desk())], timeline, other=True) == ()
    launch = [evolve(timeline[0], type="launch")]
    assert within([pair(Desk())], launch, other=False) == ()


def test_a_consent_that_came_and_a_commitment_that_ended_are_open_no_more() -> None:
    desk = Desk()
    desk.do("XBE", "commitment.make", "C1", words="x", owners=["XBE"], approval="The assembly")
    desk.do("XBE", "proposal.table", "P1", title="x", purpose="measure")
    desk.do("XBE", "ratify.claim", "P1", party="XBE", body="Diet", source="x")
    assert at_home(desk) == [("consent at home", "P1"), ("approval at home", "C1")] or at_home(
        desk
    ) == [("approval at home", "C1"), ("consent at home", "P1")]
    desk.do("XBE", "commitment.withdraw", "C1")
    desk.do("XBE", "proposal.withdraw", "P1")
    assert at_home(desk) == []


def test_doubt_between_states_is_what_each_side_says_and_asks() -> None:
    found = between([pair(worked())])
    assert [(one.sort, one.object) for one in found] == [
        ("views that differ", "C1"),
        ("request", "R1"),
    ]
    assert found[0].told == "XBE says: it is fulfilled. XCO says: it is not fulfilled."
    assert found[1].told == "XCO asks XBE for an explanation."
    assert at_home(worked()) == []
    assert between([pair(worked(), "XBE", "XDE")]) == ()


@given(st.permutations(["2028-05-01", "2029-07-02", "2030-03-03", "2031-01-01"]))
def test_the_list_is_in_the_order_of_dates_whatever_the_order_of_the_timeline(
    dates: list[str],
) -> None:
    timeline = [happening(f"K{date[:4]}", date, "launch", "XBE") for date in dates]
    found = [one.date for one in relations([pair(worked())], timeline)]
    assert found == sorted(found)
    assert len(found) == 12


def test_what_is_open_at_home_of_one_day_stands_in_the_order_of_entry() -> None:
    desk = Desk()
    names = ["C7", "C2", "C9", "C1", "C5", "C3"]
    for name in names:
        desk.do("XBE", "commitment.make", name, words="x", owners=["XBE"], approval="The assembly")
        desk.do("XBE", "proposal.table", f"P-{name}", title="x", purpose="measure")
        desk.do("XCO", "ratify.claim", f"P-{name}", party="XBE", body="Diet", source="x")
    told = at_home(desk)
    assert [name for sort, name in told if sort == "approval at home"] == names
    assert [name for sort, name in told if sort == "consent at home"] == [
        f"P-{name}" for name in names
    ]


def test_where_two_undertake_it_the_record_does_not_say_in_whose_home_it_is_approved() -> None:
    desk = Desk()
    desk.do("XBE", "commitment.make", "C1", words="x", owners=["XBE", "XCO"], approval="A vote")
    (entry,) = within([pair(desk)], [], other=False)
    assert entry.told == (
        "C1 of XBE, XCO needs approval at home; the record does not say in whose home."
    )


def test_views_that_differ_are_of_the_day_of_the_last_one() -> None:
    (views, _request) = between([pair(worked())])
    assert views.date == "2030-03-04T10:00:00Z"


def test_a_request_that_is_closed_or_asked_of_another_is_no_doubt_between_the_two() -> None:
    desk = worked()
    assert [one.object for one in between([pair(desk, "XBE", "XAL")])] == []
    desk.do("XCO", "request.close", "R1")
    assert [one.object for one in between([pair(desk)])] == ["C1"]


# ---------------------------------------------------------------- the two, and nobody else


def test_both_and_across_are_of_the_two_and_of_nobody_else() -> None:
    two = pair(Desk())
    assert [two.both(codes) for codes in (("XBE",), ("XCO",), ("XCO", "XBE"), ("XDE", "XBE"))] == [
        False, False, True, False,
    ]  # fmt: skip
    across = {
        ("XBE", "XCO"): True, ("XCO", "XBE"): True, ("XBE", "XBE"): False, ("XBE", "XDE"): False,
        ("XDE", "XCO"): False,
    }  # fmt: skip
    for (giver, taker), told in across.items():
        assert two.crosses((giver,), (taker,)) is told


@pytest.mark.parametrize(
    ("precision", "known"), [("day", "2030-03-15"), ("month", "2030-03"), ("year", "2030")]
)
def test_as_much_of_a_date_is_told_as_is_sure(precision: str, known: str) -> None:
    one = happening("K1", "2030-03-15T10:00", "talks", "XBE", precision=precision)
    assert one.known == known


def test_what_two_have_to_do_with_each_other_stands_in_the_order_of_entry() -> None:
    desk = Desk()
    names = ["C7", "C2", "C9", "C1", "C5", "C3"]
    for name in names:
        desk.do("XBE", "commitment.make", name, words="x", owners=["XBE"], recipients=["XCO"])
    assert [one[2] for one in listed(desk)] == names


def test_an_inspection_is_listed_between_who_asks_and_who_is_asked() -> None:
    desk = asked(adopt(Desk(), row=INSPECTION), "I1", "XCO")
    told = {one.sort: one for one in relations([pair(desk)], [])}
    assert told["inspection"].told == "XCO asks XBE for an inspection; it stands at: requested."
    assert told["inspection"].words == "The coast"
    assert "inspection" not in {one[1] for one in listed(desk, "XBE", "XDE")}


def test_a_meeting_on_a_request_is_listed_with_who_entered_it() -> None:
    desk = worked()
    desk.wait(hours=48).do("XCO", "request.call", "R1", scope="all")
    desk.do("XAL", "request.hold", "R1", present=["XBE", "XCO"], date=desk.forum.time)
    found = [one.told for one in relations([pair(desk)], []) if one.object == "R1"]
    assert found[-1] == "A meeting on R1 was held, as XAL entered it."
