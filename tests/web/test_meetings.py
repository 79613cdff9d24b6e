"""Meetings, the page of a meeting, and the projector."""

from __future__ import annotations

import pytest
from tests.demonstration.golden_files import forum
from tests.web.moments import (
    EXERCISE,
    NOBODY,
    acts,
    after,
    by_the_clock,
    plenary,
    proposal,
    shown,
    the,
    then,
    up_to,
)
from tests.web.stage import visitor

from dipoli.forum import floor as o
from dipoli.forum import meeting as m

SEATS = ("XTV", "XNU", "XOB", "SECRETARIAT")
ROUND = proposal("The rescue circuit opens on the first of the month").id
FIRING = proposal("No live firing within ten miles of a ferry line").id
STRIKES = proposal("To strike the words on officers").id


def meeting(title: str) -> m.Meeting:
    """The meeting of a title."""
    return the(plenary().meetings, title=title)


SECOND = meeting("Meeting 2: reports of bodies").id
FOURTH = meeting("Meeting 4: commitments and their dates").id
FIFTH = meeting("Meeting 5: dates and places of meetings").id
LAST = meeting("Meeting 18: reports of bodies").id


def under_appeal() -> int:
    """So many acts: up to the appeal against a ruling that was overturned later."""
    (one,) = (
        each
        for each in plenary().points.values()
        if (each.meeting, each.stage) == (SECOND, o.Stage.OVERTURNED)
    )
    return up_to("point.appeal/1", one.id)


def clause_reopened() -> str:
    """The clause of the declaration that was opened again."""
    text = the(plenary().texts, title="Declaration of the seven on the common sea")
    (name,) = {one.object for one in acts() if one.name == "clause.reopen/1"}
    assert plenary().clauses[name].text == text.id
    return name


def names(code: str = "XTV") -> dict[str, str]:
    """What a seat calls each party, by the page of who can read."""
    seats = visitor(code).twin(f"{EXERCISE}/without")["parties"]
    return {one["code"]: one["name"] for one in seats}


# ---------------------------------------------------------------- examples


def test_meetings_to_come_stand_before_those_past_and_the_latest_past_one_first() -> None:
    twin = visitor("XTV").twin(f"{EXERCISE}/meetings")
    assert [one["object"] for one in twin["coming"]] == [LAST]
    past = [one["opens"]["utc"] for one in twin["past"]]
    assert past == sorted(past, reverse=True)
    assert {one["object"] for one in twin["past"]} == set(plenary().meetings) - {LAST}
    assert meeting("On the budget, in Stenby").stage is m.Stage.CANCELLED


def test_a_meeting_that_is_called_says_from_when_it_opens() -> None:
    twin = visitor("XTV").twin(f"{EXERCISE}/meetings/{LAST}")
    opens = plenary().meetings[LAST].opens
    assert twin["needed"] == f"It can be opened from {by_the_clock(opens)}."
    assert twin["notice"]["number"] == "5.1"
    assert twin["agenda"]["stage"] == "provisional"
    assert twin["days"] == []
    html = visitor("XTV").html(f"{EXERCISE}/meetings/{LAST}")
    assert "Every member may place one on the provisional agenda" in html


def test_the_page_of_a_meeting_is_its_agenda_with_who_placed_each_item() -> None:
    twin = visitor("XTV").twin(f"{EXERCISE}/meetings/{FOURTH}")
    items = twin["agenda"]["items"]
    held = [plenary().items[name] for name in plenary().meetings[FOURTH].items]
    assert [one.title for one in held] == [
        "Commitments and their dates", "Dates and places of meetings", "Other matters",
    ]  # fmt: skip
    assert [(one["place"], one["object"], one["by"]["code"]) for one in items] == [
        (place, one.id, one.by) for place, one in enumerate(held, 1)
    ]
    put = [one["object"] for one in items[2]["papers"]]
    assert put == [
        proposal("A fund for lighthouses").id,
        proposal(f"Leave to decide {ROUND} by silence").id,
    ]


def test_a_summary_of_the_chair_is_said_to_be_its_own_responsibility() -> None:
    html = visitor("XTV").html(f"{EXERCISE}/meetings/{FOURTH}")
    assert "under the chair's own responsibility. It binds no delegation." in html


def test_a_meeting_that_closes_with_nothing_has_not_failed() -> None:
    last = the(forum("exercise", "before-plenary").meetings, title="The last meeting").id
    html = visitor("XTV").html(f"/forums/exercise/before-plenary/meetings/{last}")
    assert "The meeting closed with nothing. That changes nothing outside it." in html
    assert "fail" not in html


def test_a_point_of_order_stands_with_its_ruling_and_its_appeal() -> None:
    with shown(under_appeal()):
        twin = visitor("XTV").twin(f"{EXERCISE}/meetings/{SECOND}")
    withdrawn, appealed = twin["points"]
    assert withdrawn["told"] == "withdrawn"
    assert withdrawn["ruling"] is None
    assert appealed["by"]["code"] == appealed["appeal"]["by"]["code"] == "XSE"
    assert appealed["ruling"]["by"]["code"] == "XHA"
    assert appealed["sustained"] is False
    assert appealed["needed"].startswith("It needs another member to support the ruling")


def test_the_floor_the_speakers_and_rights_of_reply_stand_while_a_meeting_is_open() -> None:
    with shown(under_appeal()):
        twin = visitor("XTV").twin(f"{EXERCISE}/meetings/{SECOND}")
    assert twin["floor"]["floor"]["code"] == "XKS"
    assert [one["by"]["code"] for one in twin["floor"]["replies"]] == ["XKS"]
    assert twin["floor"]["closed"] is True
    assert [one["now"] for one in twin["agenda"]["items"]] == [False, False, True]
    assert visitor("XTV").twin(f"{EXERCISE}/meetings/{SECOND}")["floor"] is None  # closed since


def test_words_that_were_struck_are_told_by_decision_and_shown_nowhere() -> None:
    (words,) = plenary().struck
    assert acts()[words].object == SECOND
    with shown(words + 1):
        before = visitor("XTV").twin(f"{EXERCISE}/meetings/{SECOND}")
    since = visitor("XTV").twin(f"{EXERCISE}/meetings/{SECOND}")
    assert before["struck"] == []
    assert [(one["act"], one["decision"]) for one in since["struck"]] == [(words, STRIKES)]
    twin = visitor("XTV").twin(f"{EXERCISE}/decisions/{STRIKES}")
    assert twin["decides"]["words_of"]["words"] is None
    assert "struck" in twin["decides"]["words_of"]["silent"]


def test_of_a_part_off_the_record_only_that_it_exists_and_its_rule_is_told() -> None:
    room = min(plenary().rooms.values(), key=lambda one: one.opens)
    html = visitor("XTV").html(f"{EXERCISE}/meetings/{room.meeting}")
    twin = visitor("XTV").twin(f"{EXERCISE}/meetings/{room.meeting}")["off_record"]
    assert set(twin["parts"][0]) == {"object", "stage", "stage_told", "opens", "until"}
    assert twin["article"]["number"] == "14.1"
    assert room.title not in html


def test_the_record_says_until_when_it_can_be_corrected_and_what_follows() -> None:
    at = up_to("minutes.correct/1", FIFTH)
    issued = acts()[up_to("minutes.issue/1", FIFTH) - 1].time
    with shown(at):
        twin = visitor("XTV").twin(f"{EXERCISE}/meetings/{FIFTH}")["record"]
    assert twin["stage"] == "issued"
    assert twin["until"]["utc"] == after(issued, 336)
    assert len(twin["corrections"]) == 1
    assert twin["end"].startswith("After that moment the secretariat settles the record")


def test_the_projector_shows_item_speaker_and_decision_and_no_menu() -> None:
    at = up_to("objection.raise/1", FIRING)
    with shown(at):
        html = visitor("XTV").html(f"{EXERCISE}/meetings/{SECOND}/projector")
        twin = visitor("XTV").twin(f"{EXERCISE}/meetings/{SECOND}/projector")
    assert twin["item"]["place"] == 3
    assert (twin["decision"]["object"], twin["decision"]["stage"]) == (FIRING, "objected-to")
    assert twin["floor"]["code"] == then(at).meetings[SECOND].floor == "XNU"
    assert "<nav" not in html
    assert '<p class="mark">EXERCISE' in html


def test_the_projector_shows_a_text_at_one_clause_with_nobodys_brackets() -> None:
    clause = clause_reopened()
    with shown(up_to("agenda.take/1", FOURTH)):
        page = f"{EXERCISE}/meetings/{FOURTH}/projector"
        html = visitor("XTV").html(f"{page}?clause={clause}")
        assert visitor("XTV").get(f"{page}?clause=T{NOBODY}-9").status_code == 404
    assert "The seven meet twice a year." in html
    assert 'class="yours"' not in html


def test_rounds_of_real_talks_are_told_as_public_documents_tell_them() -> None:
    twin = visitor().twin("/forums/six-party-talks/plenary/meetings")
    held = [x for x in forum("replay", "plenary").entries.values() if x.said.sort.value == "round"]
    assert {one["object"] for one in twin["rounds"]} == {one.id for one in held}
    assert twin["coming"] == twin["past"] == []


# ---------------------------------------------------------------- every meeting


@pytest.mark.parametrize("code", SEATS)
def test_every_meeting_of_the_list_has_a_page_that_says_the_same(code: str) -> None:
    twin = visitor(code).twin(f"{EXERCISE}/meetings")
    for row in (*twin["coming"], *twin["past"]):
        page = visitor(code).twin(row["page"])
        assert {name: page[name] for name in row} == row


def test_credentials_stand_in_protocol_order_and_say_no_entry_where_there_is_none() -> None:
    order = list(plenary().order)
    for one in plenary().meetings.values():
        rows = visitor("XTV").twin(f"{EXERCISE}/meetings/{one.id}")["credentials"]
        places = [order.index(row["code"]) for row in rows]
        assert places == sorted(places)
        assert {row["code"] for row in rows} >= set(one.credentials)
        for row in rows:
            assert (row["told"] == "no entry") == (row["code"] not in one.credentials)


def test_a_party_that_came_later_stands_in_no_earlier_meeting() -> None:
    here = meeting("Meeting 17: state of work in the baskets")
    came = plenary().seats["XOB"].since
    assert plenary().meetings[FOURTH].opens < came < here.opens
    rows = visitor("XTV").twin(f"{EXERCISE}/meetings/{FOURTH}")["credentials"]
    assert "XOB" not in {row["code"] for row in rows}
    rows = visitor("XTV").twin(f"{EXERCISE}/meetings/{here.id}")["credentials"]
    assert "XOB" in {row["code"] for row in rows}
    assert "XGU" not in {row["code"] for row in rows}


def test_what_was_done_while_a_meeting_sat_stands_in_the_order_of_time() -> None:
    for one in plenary().meetings.values():
        days = visitor("XTV").twin(f"{EXERCISE}/meetings/{one.id}")["days"]
        lines = [line for day in days for line in day["lines"]]
        acts = [line["act"] for line in lines]
        assert acts == sorted(acts)
        if one.stage is m.Stage.CLOSED:
            assert lines[0]["told"].endswith("opened the meeting, from the chair.")
            assert lines[-1]["told"].endswith("closed the meeting, from the chair.")


def test_no_meeting_is_anothers_to_read_that_is_not_here() -> None:
    nobodys = f"meetings/MTG{NOBODY}"
    for page in (nobodys, f"{nobodys}/projector", f"meetings/{FIRING}"):
        assert visitor("XTV").get(f"{EXERCISE}/{page}").status_code == 404
